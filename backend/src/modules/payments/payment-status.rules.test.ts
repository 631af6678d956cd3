import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PaymentStatus } from '../../../../contracts/payments.ts'
import { isFinal, type KnownPayment, type ObservedIntent, settlementStep } from './payment-status.rules.ts'
import { refundStatusFor } from './refund-status.rules.ts'

const known = (status: PaymentStatus, over: Partial<KnownPayment> = {}): KnownPayment => ({
  id: 'p1',
  status,
  amountCents: 1000,
  currency: 'MXN',
  livemode: false,
  lastErrorCode: null,
  ...over,
})
const seen = (status: ObservedIntent['status'], over: Partial<ObservedIntent> = {}): ObservedIntent => ({
  status,
  amountCents: 1000,
  amountReceivedCents: status === 'succeeded' ? 1000 : 0,
  currency: 'mxn',
  livemode: false,
  metadata: { payment_id: 'p1' },
  lastErrorCode: null,
  latestChargeId: status === 'succeeded' ? 'ch_1' : null,
  ...over,
})

describe('settlementStep', () => {
  test('what is final stays final, whatever comes', () => {
    for (const status of ['SUCCEEDED', 'CANCELED'] as const) {
      for (const news of [
        'succeeded',
        'canceled',
        'processing',
        'requires_payment_method',
        'requires_action',
      ] as const) {
        expect(settlementStep(known(status), seen(news))).toEqual({ kind: 'nothing' })
      }
    }
  })

  test('money is believed only when amount, currency, mode and metadata are ours', () => {
    expect(settlementStep(known('PROCESSING'), seen('succeeded'))).toEqual({
      kind: 'succeeded',
      capturedCents: 1000,
      chargeId: 'ch_1',
    })
    const wrong: [Partial<ObservedIntent>, string][] = [
      [{ amountReceivedCents: 999 }, 'amount'],
      [{ amountCents: 1001 }, 'amount'],
      [{ currency: 'usd' }, 'currency'],
      [{ livemode: true }, 'mode'],
      [{ metadata: { payment_id: 'p2' } }, 'metadata'],
      [{ metadata: {} }, 'metadata'],
    ]
    for (const [over, difference] of wrong)
      expect(settlementStep(known('PROCESSING'), seen('succeeded', over))).toMatchObject({
        kind: 'mismatch',
        differences: [difference],
      })
  })

  test('the same failure is told once, another failure again', () => {
    const failed = seen('requires_payment_method', { lastErrorCode: 'insufficient_funds' })
    expect(settlementStep(known('REQUIRES_PAYMENT_METHOD'), failed)).toMatchObject({
      kind: 'attempt-failed',
      errorCode: 'insufficient_funds',
    })
    expect(settlementStep(known('REQUIRES_PAYMENT_METHOD', { lastErrorCode: 'insufficient_funds' }), failed)).toEqual({
      kind: 'nothing',
    })
    expect(settlementStep(known('REQUIRES_ACTION', { lastErrorCode: 'insufficient_funds' }), failed)).toMatchObject({
      kind: 'attempt-failed',
    })
  })

  test('any sequence of observations that ends with success or cancellation ends there', () => {
    const any = fc.constantFrom<ObservedIntent['status']>('requires_payment_method', 'requires_action', 'processing')
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 8 }),
        fc.constantFrom<'succeeded' | 'canceled'>('succeeded', 'canceled'),
        fc.array(any, { maxLength: 4 }),
        (before, end, after) => {
          let status: PaymentStatus = 'NEW'
          for (const news of [...before, end, ...after]) {
            const step = settlementStep(known(status), seen(news))
            if (step.kind === 'waiting' || step.kind === 'attempt-failed') status = step.status
            if (step.kind === 'succeeded') status = 'SUCCEEDED'
            if (step.kind === 'canceled') status = 'CANCELED'
          }
          expect(isFinal(status)).toBe(true)
          expect(status).toBe(end === 'succeeded' ? 'SUCCEEDED' : 'CANCELED')
        },
      ),
    )
  })
})

test('a refund only moves forward; a bank may still fail one that succeeded', () => {
  expect(refundStatusFor('SUBMITTING', 'pending')).toBe('PENDING')
  expect(refundStatusFor('PENDING', 'succeeded')).toBe('SUCCEEDED')
  expect(refundStatusFor('SUCCEEDED', 'pending')).toBeNull()
  expect(refundStatusFor('SUCCEEDED', 'failed')).toBe('FAILED')
  expect(refundStatusFor('FAILED', 'succeeded')).toBeNull()
})
