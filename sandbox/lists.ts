import { noSuch } from './problems.ts'
import type { FormReader, Range } from './form-reading.ts'

export type Listed<Item> = { object: 'list'; url: string; has_more: boolean; data: Item[] }

function within(range: Range | undefined, created: number): boolean {
  if (!range) return true
  return (
    (range.gt === undefined || created > range.gt) &&
    (range.gte === undefined || created >= range.gte) &&
    (range.lt === undefined || created < range.lt) &&
    (range.lte === undefined || created <= range.lte)
  )
}

/**
 * One page, newest first, as Stripe cuts it: `limit` 1-100 (10), `starting_after`, `ending_before`, `created[…]`.
 * Ends the reading of parameters, so the caller reads its own filters before.
 */
export function listPage<Item extends { id: string; object: string; created?: number }>(
  read: FormReader,
  url: string,
  items: Iterable<Item>,
  matches: (item: Item) => boolean = () => true,
): Listed<Item> {
  const limit = read.integer('limit', { minimum: 1, maximum: 100 }) ?? 10
  const after = read.text('starting_after')
  const before = read.text('ending_before')
  const created = read.range('created')
  read.end()

  const found = [...items].filter((item) => within(created, item.created ?? 0) && matches(item)).reverse()
  // Array.sort is stable: what was made in the same second stays newest first.
  found.sort((one, other) => (other.created ?? 0) - (one.created ?? 0))

  const indexOf = (id: string, param: string): number => {
    const index = found.findIndex((item) => item.id === id)
    if (index === -1) throw noSuch('object', id, param, 400)
    return index
  }
  if (before !== undefined) {
    const end = indexOf(before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', url, has_more: start > 0, data: found.slice(start, end) }
  }
  const start = after === undefined ? 0 : indexOf(after, 'starting_after') + 1
  return {
    object: 'list',
    url,
    has_more: found.length > start + limit,
    data: found.slice(start, start + limit),
  }
}

/** What came of one charge, or of one payment intent. */
export function listOfCharge<
  Item extends { id: string; object: string; created?: number; charge: unknown; payment_intent: unknown },
>(read: FormReader, url: string, items: Iterable<Item>): Listed<Item> {
  const charge = read.text('charge')
  const intent = read.text('payment_intent')
  return listPage(
    read,
    url,
    items,
    (item) =>
      (charge === undefined || item.charge === charge) && (intent === undefined || item.payment_intent === intent),
  )
}
