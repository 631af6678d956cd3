import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { openSandbox, paidIntent, rejection, stripeFor } from './test-kit.ts'

const order = { amount: 50_000, currency: 'mxn' }

test('the same key and parameters give the first answer again', async () => {
  const { sandbox, stripe } = await openSandbox()
  const first = await stripe.paymentIntents.create(order, { idempotencyKey: 'k1' })
  const again = await stripe.paymentIntents.create(order, { idempotencyKey: 'k1' })
  expect(again.id).toBe(first.id)
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(again.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(sandbox.control.counts()).toMatchObject({ payment_intents: 1, events: 1 })
})

test('the same key with other parameters, or for another path, is refused', async () => {
  const { stripe } = await openSandbox()
  const intent = await stripe.paymentIntents.create(order, { idempotencyKey: 'k1' })
  for (const attempt of [
    stripe.paymentIntents.create({ ...order, amount: 60_000 }, { idempotencyKey: 'k1' }),
    stripe.paymentIntents.cancel(intent.id, {}, { idempotencyKey: 'k1' }),
  ]) {
    const error = await rejection(attempt)
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
    expect(error.statusCode).toBe(400)
  }
})

test('a parallel call with the same key meets a 409, and the SDK retries into the answer', async () => {
  const { sandbox, stripe } = await openSandbox()
  sandbox.control.failNext({ kind: 'latency', ms: 300, path: '/v1/payment_intents' })
  const slow = stripe.paymentIntents.create(order, { idempotencyKey: 'k1' })
  const error = await rejection(stripe.paymentIntents.create(order, { idempotencyKey: 'k1' }))
  expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
  const patient = await stripeFor(sandbox, { retries: 3 }).paymentIntents.create(order, { idempotencyKey: 'k1' })
  expect(patient.id).toBe((await slow).id)
})

test('a decline and a state error are remembered, a validation error is not', async () => {
  const { sandbox, stripe } = await openSandbox()
  const intent = await stripe.paymentIntents.create(order)
  const decline = () =>
    rejection(
      stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_chargeDeclined' }, { idempotencyKey: 'd' }),
    )
  expect((await decline()).statusCode).toBe(402)
  expect((await decline()).statusCode).toBe(402)
  expect(sandbox.control.events('charge.failed')).toHaveLength(1)

  const paid = await paidIntent(stripe)
  const cancel = () => rejection(stripe.paymentIntents.cancel(paid.id, {}, { idempotencyKey: 'c' }))
  await cancel()
  expect((await cancel()).headers).toMatchObject({ 'idempotent-replayed': 'true' })

  await rejection(stripe.paymentIntents.create({ ...order, amount: 1 }, { idempotencyKey: 'v' }))
  expect((await stripe.paymentIntents.create(order, { idempotencyKey: 'v' })).status).toBe('requires_payment_method')
})

test('a key is forgotten after 24 hours', async () => {
  const { sandbox, stripe } = await openSandbox()
  const first = await stripe.paymentIntents.create(order, { idempotencyKey: 'k1' })
  sandbox.control.advanceClock(23 * 3_600_000)
  expect((await stripe.paymentIntents.create(order, { idempotencyKey: 'k1' })).id).toBe(first.id)
  sandbox.control.advanceClock(2 * 3_600_000)
  expect((await stripe.paymentIntents.create(order, { idempotencyKey: 'k1' })).id).not.toBe(first.id)
})
