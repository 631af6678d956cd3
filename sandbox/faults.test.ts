import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { openSandbox, rejection, stripeFor } from './test-kit.ts'

const order = { amount: 50_000, currency: 'mxn' }
const path = '/v1/payment_intents'

test('429 before any effect, as often as asked, only where asked', async () => {
  const { sandbox, stripe } = await openSandbox()
  sandbox.control.failNext({ kind: 'rate_limit', method: 'POST', path, times: 2 })
  await stripe.paymentIntents.list()
  for (let call = 0; call < 2; call += 1) {
    expect(await rejection(stripe.paymentIntents.create(order))).toBeInstanceOf(Stripe.errors.StripeRateLimitError)
  }
  const intent = await stripe.paymentIntents.create(order)
  expect(sandbox.control.counts().payment_intents).toBe(1)
  sandbox.control.failNext({ kind: 'rate_limit', path: '/v1/payment_intents/*/confirm' })
  await stripe.paymentIntents.retrieve(intent.id)
  expect(
    (await rejection(stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' }))).statusCode,
  ).toBe(429)
})

test('500 before the effect: the retry with the same key makes exactly one', async () => {
  const { sandbox } = await openSandbox()
  const stripe = stripeFor(sandbox, { retries: 2 })
  sandbox.control.failNext({ kind: 'error_before', status: 503, path, times: 2 })
  await stripe.paymentIntents.create(order, { idempotencyKey: 'k' })
  expect(sandbox.control.counts().payment_intents).toBe(1)
})

test('500 after the effect: the retry with the same key finds the answer that was lost', async () => {
  const { sandbox, stripe } = await openSandbox()
  sandbox.control.failNext({ kind: 'error_after', path })
  expect(await rejection(stripe.paymentIntents.create(order, { idempotencyKey: 'k' }))).toBeInstanceOf(
    Stripe.errors.StripeAPIError,
  )
  expect(sandbox.control.counts().payment_intents).toBe(1)
  const found = await stripe.paymentIntents.create(order, { idempotencyKey: 'k' })
  expect(found.id).toBe(sandbox.control.objects('payment_intents')[0]?.id)
  expect(sandbox.control.counts().payment_intents).toBe(1)
})

test('500 after the effect that the key remembers: only looking shows what happened', async () => {
  const { sandbox } = await openSandbox()
  const stripe = stripeFor(sandbox, { retries: 2 })
  sandbox.control.failNext({ kind: 'error_after', remembers: 'error', shouldRetry: false, path })
  for (let call = 0; call < 2; call += 1) {
    expect((await rejection(stripeFor(sandbox).paymentIntents.create(order, { idempotencyKey: 'k' }))).statusCode).toBe(
      500,
    )
  }
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1)
})

test('a hang or a cut connection, before and after the effect', async () => {
  const { sandbox } = await openSandbox()
  const stripe = stripeFor(sandbox, { timeout: 150 })
  for (const kind of ['hang_before', 'disconnect_before'] as const) {
    sandbox.control.failNext({ kind, path, times: 2 })
    const error = await rejection(stripe.paymentIntents.create(order, { idempotencyKey: kind }))
    expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError)
    sandbox.control.clearFaults()
    expect(sandbox.control.counts().payment_intents).toBe(0)
  }
  for (const [made, kind] of (['hang_after', 'disconnect_after'] as const).entries()) {
    sandbox.control.failNext({ kind, path, times: 1 })
    const first = stripe.paymentIntents.create(order, { idempotencyKey: kind })
    // The SDK itself repeats a cut connection once and then finds the answer.
    if (kind === 'hang_after') await rejection(first)
    else await first
    expect(sandbox.control.counts().payment_intents).toBe(made + 1)
    await stripe.paymentIntents.create(order, { idempotencyKey: kind })
    expect(sandbox.control.counts().payment_intents).toBe(made + 1)
  }
})

test('latency delays the answer and nothing else', async () => {
  const { sandbox, stripe } = await openSandbox()
  sandbox.control.failNext({ kind: 'latency', ms: 120, path })
  const started = performance.now()
  await stripe.paymentIntents.create(order)
  expect(performance.now() - started).toBeGreaterThanOrEqual(115)
})
