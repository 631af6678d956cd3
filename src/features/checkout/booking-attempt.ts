import { newIdempotencyKey } from '../../lib/http.ts'

const storageKey = (slotId: string) => `gc.checkout.${slotId}`

type Kept = { key: string; request: string }

function read(slotId: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey(slotId)) ?? 'null') as Kept | null
    return typeof kept?.key === 'string' && typeof kept.request === 'string' ? kept : null
  } catch {
    return null
  }
}

/**
 * The key under which this request may be repeated: the same request on the same slot gets the same key, through double
 * clicks, lost answers and reloads of this tab; another request gets a new one.
 */
export function keyForBooking(slotId: string, request: unknown): string {
  const wanted = JSON.stringify(request)
  const kept = read(slotId)
  if (kept?.request === wanted) return kept.key
  const key = newIdempotencyKey()
  try {
    sessionStorage.setItem(storageKey(slotId), JSON.stringify({ key, request: wanted }))
  } catch {
    // The key then lasts as long as the page's memory of the attempt: one press.
  }
  return key
}

/** The answer under the key is final (refused, paid or run out): the next press is a new intention. */
export function forgetBookingKey(slotId: string): void {
  try {
    sessionStorage.removeItem(storageKey(slotId))
  } catch {
    // Nothing was kept.
  }
}
