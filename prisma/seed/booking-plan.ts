/** One demo booking with everything that hangs on it: seats, tickets, payment, refund and the provider's objects. */
import { cancellationPolicies } from '../../backend/src/modules/experiences/index.ts'
import { postings, type Share } from '../../backend/src/modules/ledger/index.ts'
import { bpsOf, percentOf } from '../../backend/src/platform/pure/money.ts'
import { addSeconds, hoursBetween } from '../../backend/src/platform/pure/time.ts'
import { seedChargeId, type SeedPaymentIntent, seedFee } from '../../sandbox/seed-format.ts'
import { ticketTypesOf } from './catalogue.ts'
import type { DemoExperience } from './demo-files.ts'
import { derivedCode, derivedId, derivedProviderId } from './derived.ts'
import type { DemoSet } from './ledger-rows.ts'
import type { DemoSlot } from './schedule.ts'

export type Party = Partial<Record<'adult' | 'child' | 'senior', number>>

export type Outcome =
  /** Seats held, the intent not made yet. */
  | { kind: 'pending-payment' }
  /** The guest is about to pay. */
  | { kind: 'pending' }
  | { kind: 'payment-failed'; errorCode: string }
  | { kind: 'confirmed' }
  /** Over; everyone was let in. */
  | { kind: 'completed' }
  | { kind: 'hold-expired' }
  | { kind: 'cancelled'; by: 'BY_GUEST' | 'BY_HOST' | 'BY_ADMIN'; at: Date; note: string | null }

export interface BookingWish {
  /** Unique in the demo; every id and code comes from it and from the moment of the first seeding. */
  key: string
  userId: string
  experience: DemoExperience
  slot: DemoSlot
  hostId: string
  hostUserId: string
  party: Party
  outcome: Outcome
  createdAt: Date
  specialRequests?: string
  /** Held and paid with a checkout, which has the payment; only for what is confirmed or over. */
  checkout?: { id: string; platformDiscountCents: number }
}

export interface Settings {
  firstSeeded: Date
  holdSeconds: number
  commissionBps: number
}

/** From the hold to the provider's word that it is paid. */
export const paidAfterSeconds = 90

export function partyLines(experience: DemoExperience, party: Party) {
  return ticketTypesOf(experience)
    .filter(({ type }) => (party[type as keyof Party] ?? 0) > 0)
    .map(({ type, label, priceCents }) => ({
      type,
      label,
      quantity: party[type as keyof Party] as number,
      unitPriceCents: priceCents,
    }))
    .toSorted((a, b) => (a.type < b.type ? -1 : 1))
}

/** What of a paid booking goes back: everything unless the guest cancelled, then what the policy says. */
function refundCents(wish: BookingWish, totalCents: number): number {
  if (wish.outcome.kind !== 'cancelled') return 0
  if (wish.outcome.by !== 'BY_GUEST') return totalCents
  const ahead = hoursBetween(wish.outcome.at, wish.slot.startsAt)
  const tier = cancellationPolicies[wish.experience.cancellationPolicy].tiers.find(
    ({ hoursBefore }) => ahead >= hoursBefore,
  )
  return percentOf(totalCents, tier?.refundPct ?? 0)
}

const statuses = {
  'pending-payment': 'PENDING_PAYMENT',
  pending: 'PENDING',
  'payment-failed': 'PAYMENT_FAILED',
  confirmed: 'CONFIRMED',
  completed: 'COMPLETED',
  'hold-expired': 'CANCELLED',
  cancelled: 'CANCELLED',
} as const

/** The rows and objects of one booking. Takes its seats from the slot unless they were given back. */
export function planBooking(wish: BookingWish, settings: Settings) {
  const { outcome, slot, experience, createdAt } = wish
  const name = `${wish.key}@${settings.firstSeeded.toISOString()}`
  const party = partyLines(experience, wish.party)
  const seats = party.reduce((sum, line) => sum + line.quantity, 0)
  const totalCents = party.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0)
  const status = statuses[outcome.kind]
  if (status !== 'CANCELLED') {
    if (slot.taken + seats > slot.capacity) throw new Error(`demo booking ${wish.key} does not fit its slot`)
    slot.taken += seats
  }

  const held = outcome.kind === 'pending-payment' || outcome.kind === 'pending' || outcome.kind === 'payment-failed'
  const paid = outcome.kind === 'confirmed' || outcome.kind === 'completed' || outcome.kind === 'cancelled'
  const paidAt = addSeconds(createdAt, paidAfterSeconds)
  const holdExpiresAt = addSeconds(createdAt, settings.holdSeconds)
  const cancelledAt =
    outcome.kind === 'cancelled' ? outcome.at : outcome.kind === 'hold-expired' ? addSeconds(holdExpiresAt, 20) : null
  const completedAt = outcome.kind === 'completed' ? addSeconds(slot.endsAt, 60) : null
  const lastChange = cancelledAt ?? completedAt ?? (paid ? paidAt : createdAt)
  const bookingId = derivedId(`booking:${name}`, createdAt)
  const paymentId = derivedId(`payment:${name}`, createdAt)
  const intentId = outcome.kind === 'pending-payment' ? null : derivedProviderId('pi', name)
  const clientSecret = intentId && `${intentId}_secret_${derivedProviderId('cs', name).slice(8)}`
  const errorCode = outcome.kind === 'payment-failed' ? outcome.errorCode : null

  const booking = {
    id: bookingId,
    code: derivedCode(`booking:${name}`, 8),
    user_id: wish.userId,
    slot_id: slot.id,
    experience_id: slot.experienceId,
    host_id: wish.hostId,
    status,
    seats,
    total_cents: totalCents,
    party,
    cancellation_policy: cancellationPolicies[experience.cancellationPolicy],
    commission_bps: settings.commissionBps,
    special_requests: wish.specialRequests ?? null,
    checkout_id: wish.checkout?.id ?? null,
    platform_discount_cents: wish.checkout?.platformDiscountCents ?? 0,
    hold_expires_at: held || outcome.kind === 'hold-expired' ? holdExpiresAt : null,
    cancel_reason: outcome.kind === 'cancelled' ? outcome.by : outcome.kind === 'hold-expired' ? 'HOLD_EXPIRED' : null,
    cancel_note: outcome.kind === 'cancelled' ? outcome.note : null,
    cancelled_at: cancelledAt,
    confirmed_at: paid ? paidAt : null,
    completed_at: completedAt,
    created_at: createdAt,
    updated_at: lastChange,
  }

  const refunded = paid ? refundCents(wish, totalCents) : 0
  const payment = {
    id: paymentId,
    payable_type: 'booking',
    payable_id: bookingId,
    user_id: wish.userId,
    status: paid
      ? 'SUCCEEDED'
      : outcome.kind === 'hold-expired'
        ? 'CANCELED'
        : intentId
          ? 'REQUIRES_PAYMENT_METHOD'
          : 'SUBMITTING',
    amount_cents: totalCents,
    captured_cents: paid ? totalCents : 0,
    refunded_cents: refunded,
    intent_id: intentId,
    client_secret: clientSecret,
    charge_id: paid && intentId ? seedChargeId(intentId) : null,
    last_error_code: errorCode,
    succeeded_at: paid ? paidAt : null,
    canceled_at: outcome.kind === 'hold-expired' ? cancelledAt : null,
    checked_at: lastChange,
    created_at: createdAt,
    updated_at: lastChange,
  }

  const refundId = derivedId(`refund:${name}`, cancelledAt ?? createdAt)
  const refund =
    refunded > 0 && cancelledAt
      ? {
          id: refundId,
          payment_id: paymentId,
          reason_key: 'booking-cancelled',
          amount_cents: refunded,
          status: 'SUCCEEDED',
          provider_refund_id: derivedProviderId('re', name),
          requested_by: outcome.kind === 'cancelled' && outcome.by === 'BY_GUEST' ? wish.userId : wish.hostUserId,
          settled_at: addSeconds(cancelledAt, 5),
          checked_at: addSeconds(cancelledAt, 5),
          created_at: cancelledAt,
          updated_at: addSeconds(cancelledAt, 5),
        }
      : null

  const tickets = paid
    ? party
        .flatMap((line) => Array.from({ length: line.quantity }, () => line))
        .map((line, index) => ({
          id: derivedId(`ticket:${name}:${index + 1}`, paidAt),
          booking_id: bookingId,
          seat_number: index + 1,
          type: line.type,
          label: line.label,
          code: derivedCode(`ticket:${name}:${index + 1}`, 12),
          voided_at: cancelledAt,
          admitted_at: outcome.kind === 'completed' ? addSeconds(slot.startsAt, -300 + index * 8) : null,
          admitted_by: outcome.kind === 'completed' ? wish.hostUserId : null,
          created_at: paidAt,
        }))
    : []

  const shareOf = (cents: number): Share => ({
    payeeId: wish.hostId,
    subjectType: 'booking',
    subjectId: bookingId,
    priceCents: cents,
    platformDiscountCents: wish.checkout?.platformDiscountCents ?? 0,
    payeeDiscountCents: 0,
    shippingCents: 0,
    // Of the whole, so that a refund takes back the same part of it that it takes of the price.
    commissionCents: Math.round((bpsOf(totalCents, settings.commissionBps) * cents) / totalCents),
  })
  const ledger: DemoSet[] = []
  if (payment.charge_id !== null) {
    const written = (kind: string, key: string, at: Date, entries: DemoSet['entries']) =>
      ledger.push({ kind, key, paymentId, at, entries })
    const captured = { paymentId, capturedCents: totalCents, shares: [shareOf(totalCents)] }
    written('CAPTURE', `capture:${paymentId}`, paidAt, postings.captureEntries(captured))
    const feeCents = seedFee(totalCents, 'mxn')
    written('FEE', `fee:${payment.charge_id}`, addSeconds(paidAt, 5), postings.feeEntries({ paymentId, feeCents }))
    if (refund) {
      const facts = { refundId, amountCents: refunded }
      const back = postings.refundEntries({ ...facts, shares: [shareOf(refunded)] })
      written('REFUND', `refund:${refundId}`, refund.created_at, back)
      written('REFUND_SETTLED', `refund-settled:${refundId}`, refund.settled_at, postings.refundSettledEntries(facts))
    }
  }

  // The host's part, and when the time for complaints begins.
  const share = shareOf(totalCents)
  const over = { status, at: completedAt ?? slot.endsAt }
  if (wish.checkout)
    return { booking, tickets, share, over, payment: null, refund: null, ledger: [] as DemoSet[], intent: null }
  const intent = intentId && clientSecret ? intentOf() : null
  return { booking, tickets, share, over, payment, refund, ledger, intent }

  function intentOf(): SeedPaymentIntent {
    return {
      id: intentId as string,
      amount: totalCents,
      currency: 'mxn',
      status: paid ? 'succeeded' : outcome.kind === 'hold-expired' ? 'canceled' : 'requires_payment_method',
      created: Math.floor(createdAt.getTime() / 1000),
      clientSecret: clientSecret as string,
      metadata: { payment_id: paymentId, payable_type: 'booking', payable_id: bookingId },
      description: `booking ${bookingId}`,
      ...(errorCode ? { lastErrorCode: errorCode } : {}),
      ...(refund
        ? {
            refunds: [
              {
                id: refund.provider_refund_id,
                amount: refund.amount_cents,
                created: Math.floor(refund.created_at.getTime() / 1000),
                status: 'succeeded' as const,
                metadata: { refund_id: refund.id, payment_id: paymentId },
              },
            ],
          }
        : {}),
    }
  }
}
export type PlannedBooking = ReturnType<typeof planBooking>
