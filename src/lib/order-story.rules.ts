import type { OrderEvent } from '../../contracts/orders.ts'

const sad = new Set(['CANCELLED', 'PAYMENT_FAILED', 'REFUND_FAILED', 'RETURN_REFUSED'])

/** An order's events as steps on a line, in the order they happened. */
export function storySteps(events: readonly OrderEvent[], words: (instant: string) => string) {
  return events.map(({ id, kind, text, at }) => ({
    id,
    text,
    at: { instant: at, words: words(at) },
    mark: sad.has(kind) ? ('ended' as const) : ('done' as const),
  }))
}
