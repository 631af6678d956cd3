import { newIdempotencyKey } from '../http.ts'

const storageKey = (scope: string) => `gc.checkout.${scope}`

type Kept = { key: string; request: string }

function read(scope: string): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(storageKey(scope)) ?? 'null') as Kept | null
    return typeof kept?.key === 'string' && typeof kept.request === 'string' ? kept : null
  } catch {
    return null
  }
}

/**
 * The key under which this request may be repeated: the same request about the same thing (`scope`: a slot, the basket)
 * gets the same key, through double clicks, lost answers and reloads of this tab; another request gets a new one.
 */
export function keyForAttempt(scope: string, request: unknown): string {
  const wanted = JSON.stringify(request)
  const kept = read(scope)
  if (kept?.request === wanted) return kept.key
  const key = newIdempotencyKey()
  try {
    sessionStorage.setItem(storageKey(scope), JSON.stringify({ key, request: wanted }))
  } catch {
    // The key then lasts as long as the page's memory of the attempt: one press.
  }
  return key
}

/** The answer under the key is final (refused, paid or run out): the next press is a new intention. */
export function forgetAttemptKey(scope: string): void {
  try {
    sessionStorage.removeItem(storageKey(scope))
  } catch {
    // Nothing was kept.
  }
}
