/** Guards taken away on purpose, one at a time: a simulation that stays green without one of them proves nothing about it. */
export interface Mutant {
  guard: string
  file: string
  /** Occurs exactly once in the file. */
  from: string
  to: string
}

const bookings = 'backend/src/modules/bookings'
const payments = 'backend/src/modules/payments'

export const mutants: Mutant[] = [
  {
    guard: 'seats move by a conditional update',
    file: `${bookings}/hold-statement.ts`,
    from: ' AND s.taken + o.seats <= s.capacity',
    to: '',
  },
  {
    guard: 'a refusal is tried again when there is room',
    file: `${bookings}/explain-refusal.ts`,
    from: "  if (slot.taken + seats <= slot.capacity) return { kind: 'try-again' }\n",
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
    from: 'const outcome = await deps.payments.abandon(payment.id)',
    to: "const outcome = await Promise.resolve('canceled' as 'canceled' | 'succeeded' | 'busy' | 'unreachable'); await freeSeats(deps, bookingId, null)",
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
