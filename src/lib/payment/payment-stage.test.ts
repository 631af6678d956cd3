import { expect, test } from 'vitest'
import type { PaymentStatus, RefundSummary } from '../../../contracts/payments.ts'
import { isOver, patienceMs, pollEvery, type Stage, stageOf } from './payment-stage.rules.ts'
import { type Attempt, type AttemptEvent, nextAttempt, noAttempt } from './payment-attempt.rules.ts'

const now = Date.parse('2027-07-19T16:00:00.000Z')
type Reason = 'BY_GUEST' | 'BY_HOST' | 'BY_ADMIN' | 'HOLD_EXPIRED'
type Facts = Parameters<typeof stageOf<Reason>>[0]

function held(over: Partial<Facts['sale']> = {}): Facts['sale'] {
  const holdExpiresAt = new Date(now + 600_000).toISOString()
  return { status: 'PENDING', holdExpiresAt, cancellation: null, refund: null, ...over }
}
function paying(status: PaymentStatus, lastErrorCode: string | null = null): NonNullable<Facts['payment']> {
  return { status, lastErrorCode, clientSecret: 'pi_1_secret_2' }
}
function cancelled(reason: Reason, refund: RefundSummary | null = null) {
  return held({ status: 'CANCELLED', cancellation: { reason }, refund })
}
const stage = (facts: Partial<Facts>): Stage =>
  stageOf({
    sale: held(),
    payment: paying('REQUIRES_PAYMENT_METHOD'),
    attempt: noAttempt,
    now,
    openedAt: now,
    ...facts,
  })
const refund = { amount: { amount: 65_000, currency: 'MXN' as const }, status: 'PENDING' as const }

function after(start: Attempt, ...events: AttemptEvent[]): Attempt {
  return events.reduce(nextAttempt, start)
}
const says = (at: number, status: PaymentStatus, lastErrorCode: string | null = null): AttemptEvent => ({
  kind: 'server-says',
  at,
  payment: { status, lastErrorCode },
})

test('a fresh hold shows the form, once the provider made the payment', () => {
  expect(stage({ sale: held({ status: 'PENDING_PAYMENT' }), payment: null })).toEqual({ kind: 'preparing' })
  expect(stage({ payment: { ...paying('UNKNOWN'), clientSecret: null } })).toEqual({ kind: 'preparing' })
  expect(stage({})).toEqual({ kind: 'form', notice: null })
})

test('pay and be confirmed: the page never says paid before the server does', () => {
  const sending = after(noAttempt, { kind: 'sent', codeBefore: null })
  expect(stage({ attempt: sending })).toEqual({ kind: 'sending' })
  const accepted = after(sending, { kind: 'accepted', at: now })
  expect(stage({ attempt: accepted })).toEqual({ kind: 'confirming', slow: false })
  // An answer from before the attempt does not bring the form back.
  expect(after(accepted, says(now + 500, 'REQUIRES_PAYMENT_METHOD', 'expired_card'))).toBe(accepted)
  expect(stage({ attempt: accepted, payment: paying('SUCCEEDED') })).toEqual({ kind: 'confirming', slow: false })
  expect(stage({ attempt: accepted, payment: paying('SUCCEEDED'), now: now + patienceMs })).toEqual({
    kind: 'confirming',
    slow: true,
  })
  expect(stage({ attempt: accepted, sale: held({ status: 'CONFIRMED', holdExpiresAt: null }) })).toEqual({
    kind: 'confirmed',
  })
})

test('declined: the same page, the reason, and the form again, also after a reload', () => {
  const declined = after(
    noAttempt,
    { kind: 'sent', codeBefore: null },
    { kind: 'declined', code: 'insufficient_funds' },
  )
  expect(stage({ attempt: declined })).toEqual({
    kind: 'form',
    notice: { kind: 'declined', code: 'insufficient_funds' },
  })
  const reloaded = {
    sale: held({ status: 'PAYMENT_FAILED' }),
    payment: paying('REQUIRES_PAYMENT_METHOD', 'expired_card'),
  }
  expect(stage(reloaded)).toEqual({ kind: 'form', notice: { kind: 'declined', code: 'expired_card' } })
})

test('3-D Secure: asked, authorised, refused, or left open', () => {
  expect(stage({ payment: paying('REQUIRES_ACTION') })).toEqual({ kind: 'bank-step' })
  const back = after(noAttempt, { kind: 'back-from-bank', at: now })
  expect(stage({ attempt: back, payment: paying('REQUIRES_ACTION') })).toEqual({ kind: 'confirming', slow: false })
  expect(after(back, says(now + 1000, 'SUCCEEDED'))).toBe(back)
  expect(after(back, says(now + 1000, 'REQUIRES_PAYMENT_METHOD'))).toBe(back)
  expect(after(back, says(now + 5000, 'REQUIRES_PAYMENT_METHOD', 'payment_intent_authentication_failure'))).toEqual({
    kind: 'declined',
    code: 'payment_intent_authentication_failure',
  })
  expect(after(back, says(now + 5000, 'REQUIRES_ACTION'))).toEqual(noAttempt)
})

test('the line breaks mid-payment: nothing is claimed until the server has looked', () => {
  const lost = after(noAttempt, { kind: 'sent', codeBefore: 'expired_card' }, { kind: 'lost', at: now })
  expect(stage({ attempt: lost })).toEqual({ kind: 'checking', slow: false })
  // The same old refusal is no news, and neither is an answer asked for before the line broke.
  expect(after(lost, says(now + 2000, 'REQUIRES_PAYMENT_METHOD', 'expired_card'))).toBe(lost)
  expect(after(lost, says(now - 1, 'REQUIRES_PAYMENT_METHOD', 'incorrect_cvc'))).toBe(lost)
  expect(after(lost, says(now + 2000, 'REQUIRES_PAYMENT_METHOD', 'incorrect_cvc'))).toEqual({
    kind: 'declined',
    code: 'incorrect_cvc',
  })
  expect(after(lost, says(now + 2000, 'SUCCEEDED'))).toMatchObject({ kind: 'confirming' })
  expect(
    stage({ attempt: after(lost, says(now + 2000, 'REQUIRES_ACTION')), payment: paying('REQUIRES_ACTION') }),
  ).toEqual({
    kind: 'bank-step',
  })
  const never = after(lost, says(now + 9000, 'REQUIRES_PAYMENT_METHOD', 'expired_card'))
  expect(stage({ attempt: never })).toEqual({ kind: 'form', notice: { kind: 'not-arrived' } })
})

test('the time runs out: closing by the clock, over only when the server says so', () => {
  const over = { now: now + 600_000 }
  expect(stage(over)).toEqual({ kind: 'closing' })
  expect(stage({ payment: paying('CANCELED') })).toEqual({ kind: 'closing' })
  // Somebody who pressed pay in the last second is not told that it is over.
  expect(stage({ ...over, attempt: { kind: 'sending', codeBefore: null } })).toEqual({ kind: 'sending' })
  expect(stage({ ...over, payment: paying('PROCESSING'), openedAt: over.now })).toEqual({
    kind: 'confirming',
    slow: false,
  })
  expect(stage({ sale: cancelled('HOLD_EXPIRED'), payment: paying('CANCELED') })).toEqual({ kind: 'hold-over' })
})

test('late money: the truth comes from the sale and its refund', () => {
  const accepted: Attempt = { kind: 'confirming', since: now, from: 'answer' }
  const sale = cancelled('HOLD_EXPIRED')
  expect(stage({ sale, attempt: accepted })).toEqual({ kind: 'late-money', refund: null })
  expect(stage({ sale, payment: paying('SUCCEEDED') })).toEqual({ kind: 'late-money', refund: null })
  expect(stage({ sale, attempt: accepted, payment: paying('CANCELED') })).toEqual({ kind: 'hold-over' })
  expect(stage({ sale: cancelled('HOLD_EXPIRED', refund), payment: paying('SUCCEEDED') })).toEqual({
    kind: 'late-money',
    refund,
  })
})

test('cancelled by somebody is not an expired hold', () => {
  expect(stage({ sale: cancelled('BY_HOST', refund) })).toEqual({ kind: 'cancelled', reason: 'BY_HOST', refund })
})

test('every poll has an end', () => {
  // Reloaded while the bank takes its time: the patience counts from the reload.
  const processing = { payment: paying('PROCESSING') }
  expect(stage(processing)).toEqual({ kind: 'confirming', slow: false })
  expect(stage({ ...processing, now: now + patienceMs })).toEqual({ kind: 'confirming', slow: true })
  expect(pollEvery({ kind: 'confirming', slow: false })).toBe(1700)
  expect(pollEvery({ kind: 'confirming', slow: true })).toBe(false)
  expect(pollEvery({ kind: 'checking', slow: true })).toBe(false)
  expect(pollEvery({ kind: 'form', notice: null })).toBe(false)
  expect(pollEvery({ kind: 'hold-over' })).toBe(false)
  expect(isOver({ kind: 'hold-over' })).toBe(true)
  expect(isOver({ kind: 'form', notice: null })).toBe(false)
})
