/** Guards taken away on purpose, one at a time: a simulation that stays green without one of them proves nothing about it. */
export interface Mutant {
  guard: string
  file: string
  /** Odd seeds are about bookings, even ones about the market. */
  act: 'bookings' | 'market'
  /** Occurs exactly once in the file. */
  from: string
  to: string
}

const bookings = 'backend/src/modules/bookings'
const payments = 'backend/src/modules/payments'
const checkout = 'backend/src/modules/checkout'
const orders = 'backend/src/modules/orders'
const products = 'backend/src/modules/products'
const ledger = 'backend/src/modules/ledger'
const payouts = 'backend/src/modules/payouts'

const ofBookings: Omit<Mutant, 'act'>[] = [
  {
    guard: 'seats move by a conditional update',
    file: `${bookings}/hold-statement.ts`,
    from: ' AND s.taken + o.seats <= s.capacity',
    to: '',
  },
  {
    guard: 'a refusal is tried again when there is room',
    file: `${bookings}/explain-refusal.ts`,
    from: "  if (taken + seats <= slot.capacity) return { kind: 'try-again' }\n",
    to: '',
  },
  {
    guard: 'an event is stored once',
    file: `${payments}/payments.repository.ts`,
    from: 'ON CONFLICT (id) DO NOTHING`\n  return stored === 1',
    to: '`\n  return stored === 1',
  },
  {
    guard: 'the amount is compared',
    file: `${payments}/payment-status.rules.ts`,
    from: "differences.push('amount')",
    to: 'void 0',
  },
  {
    guard: 'the provider is asked before seats are freed',
    file: `${bookings}/expire-holds.ts`,
    from: '    release: (bookingId) =>\n      deps.payments.releaseOverdue({',
    to: "    release: async (bookingId) =>\n      (await freeSeats(deps, bookingId, null)) ? 'released' : deps.payments.releaseOverdue({",
  },
  {
    guard: 'the reconciler',
    file: `${payments}/reconcile-payments.ts`,
    from: 'for (const { id } of payments) await quietly(',
    to: 'for (const { id } of payments.slice(0, 0)) await quietly(',
  },
  {
    guard: 'late money takes seats only when there is room',
    file: `${bookings}/slots.repository.ts`,
    from: " AND state = 'OPEN' AND taken + ${seats} <= capacity AND starts_at > app_now()",
    to: '',
  },
  {
    guard: 'late money without room goes back',
    file: `${payments}/settle-payment.ts`,
    from: 'if (!answer.kept)',
    to: 'if (!answer.kept && payment.amountCents < 0)',
  },
  {
    guard: 'what is final stays final',
    file: `${payments}/payment-status.rules.ts`,
    from: "if (isFinal(known.status)) return { kind: 'nothing' }",
    to: '',
  },
  {
    guard: 'the answer of a lost creation is found again by its key',
    file: `${payments}/submit-payment.ts`,
    from: '`payment:${payment.id}:${payment.attempt}`',
    to: '`payment:${payment.id}:${Math.random()}`',
  },
]

const ofTheMarket: Omit<Mutant, 'act'>[] = [
  {
    guard: 'pieces are reserved by a conditional statement',
    file: `${products}/stock.repository.ts`,
    from: 'WHERE coalesce(h.available, 0) < a.quantity',
    to: 'WHERE coalesce(h.available, 0) < a.quantity AND false',
  },
  {
    guard: 'late money takes pieces only when they are there',
    file: `${orders}/settle-orders.ts`,
    from: '  if (!ok) return false\n',
    to: '  if (!ok) orders.splice(0, 0)\n',
  },
  {
    guard: 'no more of a line goes back than is left of it',
    file: `${orders}/give-back.ts`,
    from: 'if (quantity > left) throw',
    to: 'if (quantity > left && left < 0) throw',
  },
  {
    guard: 'an order gives back as often as its state allows',
    file: `${orders}/cancel-order.ts`,
    from: "if (!order || !afterMove(order.status, 'cancel')) throw",
    to: 'if (!order) throw',
  },
  {
    guard: 'a ledger set is written once',
    file: `${ledger}/ledger.repository.ts`,
    from: 'VALUES (${newId()}::uuid, ${set.key}, ',
    to: 'VALUES (${newId()}::uuid, ${`${set.key}${Math.random()}`}, ',
  },
  {
    guard: 'shares go out when they are due',
    file: `${payouts}/payouts.repository.ts`,
    from: "FROM orders o WHERE o.completed_at IS NOT NULL OR o.status = 'REFUNDED'",
    to: 'FROM orders o WHERE o.paid_at IS NOT NULL',
  },
  {
    guard: 'a transfer is made once, however often it is sent',
    file: `${payouts}/pay-out.ts`,
    from: '`transfer:${transfer.id}:${transfer.attempt}`',
    to: '`transfer:${transfer.id}:${Math.random()}`',
  },
  {
    guard: 'a reversal is made once, however often it is sent',
    file: `${payouts}/take-back.ts`,
    from: '`reversal:${reversal.id}:${reversal.attempt}`',
    to: '`reversal:${reversal.id}:${Math.random()}`',
  },
  {
    guard: 'the uses that a person has of a code are numbered, each number once',
    file: `${checkout}/checkouts.repository.ts`,
    from: '(SELECT min(n) FROM',
    to: '(SELECT min(n) + (random() * 1000000)::int FROM',
  },
  {
    guard: 'late money counts the uses of its code again',
    file: `${checkout}/checkouts.repository.ts`,
    from: '\n        AND (d.max_per_user IS NULL OR ${liveUses(checkout.userId)} < d.max_per_user)',
    to: '',
  },
  {
    guard: 'the provider is asked before a basket is let go',
    file: `${checkout}/expire-checkouts.ts`,
    from: '    release: (checkoutId) =>\n      deps.payments.releaseOverdue({',
    to: "    release: async (checkoutId) =>\n      (await free(deps, checkoutId, null)) ? 'released' : deps.payments.releaseOverdue({",
  },
]

export const mutants: Mutant[] = [
  ...ofBookings.map((mutant) => ({ ...mutant, act: 'bookings' as const })),
  ...ofTheMarket.map((mutant) => ({ ...mutant, act: 'market' as const })),
]
