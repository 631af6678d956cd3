import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { passesLuhn, testCards } from './test-cards.ts'
import { openSandbox, paidIntent, rejection, stripeFor } from './test-kit.ts'

const order = { amount: 125_000, currency: 'mxn', automatic_payment_methods: { enabled: true } }

describe('creating and reading', () => {
  test('an intent waits for a payment method and can be read back', async () => {
    const { stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create({
      ...order,
      metadata: { bookingId: 'b1' },
      transfer_group: 'g1',
      description: 'Taller',
    })
    expect(intent).toMatchObject({
      object: 'payment_intent',
      amount: 125_000,
      currency: 'mxn',
      status: 'requires_payment_method',
      livemode: false,
      metadata: { bookingId: 'b1' },
      transfer_group: 'g1',
      latest_charge: null,
    })
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_`))
    const read = await stripe.paymentIntents.retrieve(intent.id)
    expect(read.metadata).toEqual({ bookingId: 'b1' })
    expect(read.lastResponse.requestId).toMatch(/^req_/)
  })

  test('an intent may come with its method and be confirmed later', async () => {
    const { stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create({ ...order, payment_method: 'pm_card_mastercard' })
    expect(intent.status).toBe('requires_confirmation')
    expect((await stripe.paymentIntents.confirm(intent.id)).status).toBe('succeeded')
  })

  test.each([
    [{ amount: 999 }, 'amount', 'amount_too_small'],
    [{ amount: 100_000_000 }, 'amount', 'amount_too_large'],
    [{ amount: 12.5 }, 'amount', 'parameter_invalid_integer'],
    [{ currency: 'pesos' }, 'currency', undefined],
    [{ metadata: { ['k'.repeat(41)]: 'x' } }, `metadata[${'k'.repeat(41)}]`, undefined],
    [{ metadata: { k: 'x'.repeat(501) } }, 'metadata[k]', undefined],
    [{ amuont: 5 }, 'amuont', 'parameter_unknown'],
    [{ description: 'a\0b' }, 'description', undefined],
    [{ return_url: 'http://127.0.0.1/' }, 'return_url', undefined],
    [{ confirm: true, return_url: 'javascript:alert(1)' }, 'return_url', 'url_invalid'],
  ])('refuses %j', async (change, param, code) => {
    const { stripe } = await openSandbox()
    const error = await rejection(stripe.paymentIntents.create({ ...order, ...change }))
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect(error).toMatchObject({ statusCode: 400, param, code })
  })

  test('an unknown id is a 404, a missing parameter a 400', async () => {
    const { stripe } = await openSandbox()
    expect(await rejection(stripe.paymentIntents.retrieve('pi_unknown'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
    expect(await rejection(stripe.paymentIntents.create({ currency: 'mxn' } as never))).toMatchObject({
      code: 'parameter_missing',
      param: 'amount',
    })
  })

  test('lists page through everything once, newest first, and filter by time', async () => {
    let now = Date.UTC(2027, 0, 1)
    const { stripe } = await openSandbox({ now: () => now })
    const made: string[] = []
    for (let index = 0; index < 7; index += 1) {
      made.unshift((await stripe.paymentIntents.create(order)).id)
      now += index < 3 ? 0 : 1000
    }
    const seen: string[] = []
    for await (const intent of stripe.paymentIntents.list({ limit: 2 })) seen.push(intent.id)
    expect(seen).toEqual(made)
    const recent = await stripe.paymentIntents.list({ created: { gte: Math.floor(Date.UTC(2027, 0, 1) / 1000) + 2 } })
    expect(recent.data.map((intent) => intent.id)).toEqual(made.slice(0, 2))
    expect(recent.has_more).toBe(false)
    const before = await stripe.paymentIntents.list({ limit: 2, ending_before: made[3] })
    expect(before.data.map((intent) => intent.id)).toEqual(made.slice(1, 3))
    expect(before.has_more).toBe(true)
  })
})

describe('paying', () => {
  test('a good card: charge, fee and balance agree; events in order', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.paymentIntents.create(order)
    const paid = await stripe.paymentIntents.confirm(id, {
      payment_method: 'pm_card_visa',
      expand: ['latest_charge.balance_transaction', 'payment_method'],
    })
    const charge = paid.latest_charge as Stripe.Charge
    const transaction = charge.balance_transaction as Stripe.BalanceTransaction
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 125_000, next_action: null })
    expect(charge).toMatchObject({ paid: true, captured: true, status: 'succeeded', payment_intent: id })
    // 3.6 % of 1,250.00 and 3.00, and 16 % VAT on the 48.00.
    expect(transaction).toMatchObject({ amount: 125_000, fee: 5_568, net: 119_432, type: 'charge', source: charge.id })
    expect((paid.payment_method as Stripe.PaymentMethod).card).toMatchObject({ brand: 'visa', last4: '4242' })
    expect(sandbox.control.events().map((event) => event.type)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ])
  })

  test.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
  ])('%s is declined and can be followed by a good card', async (method, code, declineCode) => {
    const { sandbox, stripe } = await openSandbox()
    const { id } = await stripe.paymentIntents.create(order)
    const error = await rejection(stripe.paymentIntents.confirm(id, { payment_method: method }))
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError)
    expect(error).toMatchObject({ statusCode: 402, code, decline_code: declineCode, payment_intent: { id } })

    const failed = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
    expect(failed).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: { code },
      latest_charge: { status: 'failed', failure_code: code, paid: false },
    })
    expect(sandbox.control.events().map((event) => event.type)).toEqual([
      'payment_intent.created',
      'charge.failed',
      'payment_intent.payment_failed',
    ])
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null })
    expect((await stripe.charges.list({ payment_intent: id })).data.map((charge) => charge.status)).toEqual([
      'succeeded',
      'failed',
    ])
  })

  test.each([
    ['4242 4242 4242 4242', 12, 2040, null],
    ['4000000000000002', 12, 2040, 'card_declined'],
    ['4000000000009995', 12, 2040, 'card_declined'],
    ['4242424242424241', 12, 2040, 'incorrect_number'],
    ['4242424242424242', 12, 2020, 'invalid_expiry_year'],
    ['4242424242424242', 13, 2040, 'invalid_expiry_month'],
    ['4111111111111111', 12, 2040, 'card_declined'],
  ])('raw number %s %i/%i → %s', async (number, exp_month, exp_year, code) => {
    const { stripe } = await openSandbox()
    const { id } = await stripe.paymentIntents.create(order)
    const attempt = stripe.paymentIntents.confirm(id, {
      payment_method_data: { type: 'card', card: { number, exp_month, exp_year, cvc: '123' } },
    } as Stripe.PaymentIntentConfirmParams)
    if (code === null) expect((await attempt).status).toBe('succeeded')
    else expect(await rejection(attempt)).toMatchObject({ statusCode: 402, code, type: 'StripeCardError' })
  })

  test('a made payment method can be read and used', async () => {
    const { stripe } = await openSandbox()
    const method = await stripe.paymentMethods.create({
      type: 'card',
      card: { number: '5555555555554444', exp_month: 1, exp_year: 2040, cvc: '321' },
      billing_details: { name: 'Ana' },
    })
    expect(await stripe.paymentMethods.retrieve(method.id)).toMatchObject({
      card: { brand: 'mastercard', last4: '4444' },
      billing_details: { name: 'Ana' },
    })
    const { status } = await stripe.paymentIntents.create({ ...order, confirm: true, payment_method: method.id })
    expect(status).toBe('succeeded')
  })

  test('a processing payment stays so until it is settled, either way', async () => {
    const { sandbox, stripe } = await openSandbox()
    const make = () =>
      stripe.paymentIntents.create({ ...order, confirm: true, payment_method: 'pm_card_sandboxProcessing' })
    const good = await make()
    const bad = await make()
    expect(good.status).toBe('processing')
    expect((await rejection(stripe.paymentIntents.cancel(good.id))).code).toBe('payment_intent_unexpected_state')
    expect((await rejection(stripe.paymentIntents.confirm(good.id))).code).toBe('payment_intent_unexpected_state')

    expect(sandbox.control.settlePayment(good.id, 'succeed')?.status).toBe('succeeded')
    expect(sandbox.control.settlePayment(bad.id, 'fail')?.status).toBe('requires_payment_method')
    const settled = await stripe.paymentIntents.retrieve(good.id)
    expect(settled.latest_charge).toBe(good.latest_charge)
    expect(sandbox.control.settlePayment(good.id, 'fail')?.status).toBe('succeeded')
  })

  test('every test card has a number that a card form accepts', () => {
    expect(testCards.filter((card) => !passesLuhn(card.number))).toEqual([])
  })
})

describe('transitions that Stripe forbids', () => {
  test('no confirmation without a method, after success or after cancellation', async () => {
    const { stripe } = await openSandbox()
    const waiting = await stripe.paymentIntents.create(order)
    const paid = await paidIntent(stripe)
    const canceled = await stripe.paymentIntents.create(order)
    await stripe.paymentIntents.cancel(canceled.id)
    for (const intent of [waiting, paid, canceled]) {
      const params = intent === waiting ? {} : { payment_method: 'pm_card_visa' }
      expect(await rejection(stripe.paymentIntents.confirm(intent.id, params))).toMatchObject({
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
        payment_intent: { id: intent.id },
      })
    }
  })

  test('a cancellation is final and refused once money has moved', async () => {
    const { sandbox, stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create(order)
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    expect(canceled.canceled_at).toBeGreaterThan(0)
    const paid = await paidIntent(stripe)
    for (const id of [intent.id, paid.id]) {
      const error = await rejection(stripe.paymentIntents.cancel(id))
      expect(error).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state', payment_intent: { id } })
    }
    expect(sandbox.control.events('payment_intent.canceled')).toHaveLength(1)
  })

  test('metadata may change for ever, the amount only before the money moves', async () => {
    const { stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create({ ...order, metadata: { a: '1', b: '2' } })
    const changed = await stripe.paymentIntents.update(intent.id, { amount: 90_000, metadata: { a: '', c: '3' } })
    expect(changed).toMatchObject({ amount: 90_000, metadata: { b: '2', c: '3' } })
    await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
    expect((await rejection(stripe.paymentIntents.update(intent.id, { amount: 1_000 }))).code).toBe(
      'payment_intent_unexpected_state',
    )
    expect((await stripe.paymentIntents.update(intent.id, { metadata: { d: '4' } })).metadata).toEqual({
      b: '2',
      c: '3',
      d: '4',
    })
  })

  test('what is not expandable is refused, and undoes what the call did', async () => {
    const { sandbox, stripe } = await openSandbox()
    const error = await rejection(stripe.paymentIntents.create({ ...order, expand: ['nothing'] }))
    expect(error).toMatchObject({ statusCode: 400, param: 'expand' })
    expect(sandbox.control.counts()).toMatchObject({ payment_intents: 0, events: 0 })
  })
})

describe('keys', () => {
  test('no key, a live key and a publishable key on a secret call are 401', async () => {
    const { sandbox } = await openSandbox()
    for (const key of ['sk_live_4242424242', 'nonsense', 'pk_test_sandbox']) {
      const error = await rejection(stripeFor(sandbox, { key }).paymentIntents.create(order))
      expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
    }
    const bare = await fetch(`${sandbox.url}/v1/payment_intents`)
    expect(bare.status).toBe(401)
    expect(await bare.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
    const basic = { authorization: `Basic ${Buffer.from('sk_test_sandbox:').toString('base64')}` }
    expect((await fetch(`${sandbox.url}/v1/payment_intents`, { headers: basic })).status).toBe(200)
  })

  test('a browser confirms its own intent with the client secret and sees no metadata', async () => {
    const { sandbox, stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create({ ...order, metadata: { secret: 'host' } })
    const other = await stripe.paymentIntents.create(order)
    const call = (id: string, secret: string | null, method = 'POST') => {
      const form = new URLSearchParams({ payment_method: 'pm_card_chargeDeclined' })
      if (secret) form.set('client_secret', secret)
      const headers = { authorization: 'Bearer pk_test_sandbox', origin: 'http://localhost:3001' }
      return method === 'GET'
        ? fetch(`${sandbox.url}/v1/payment_intents/${id}?client_secret=${secret}`, { headers })
        : fetch(`${sandbox.url}/v1/payment_intents/${id}/confirm`, { method, headers, body: form })
    }
    expect((await call(intent.id, null)).status).toBe(400)
    expect((await call(intent.id, other.client_secret)).status).toBe(400)
    expect((await call('pi_unknown', intent.client_secret)).status).toBe(400)
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('requires_payment_method')

    const declined = await call(intent.id, intent.client_secret)
    expect(declined.status).toBe(402)
    expect(declined.headers.get('access-control-allow-origin')).toBe('*')
    const { error } = (await declined.json()) as { error: { payment_intent: object } }
    expect(error.payment_intent).not.toHaveProperty('metadata')

    const seen = (await (await call(intent.id, intent.client_secret, 'GET')).json()) as object
    expect(seen).toMatchObject({ id: intent.id, amount: 125_000 })
    expect(seen).not.toHaveProperty('metadata')
    expect(seen).not.toHaveProperty('latest_charge')
  })

  test('preflights are answered for browser calls only', async () => {
    const { sandbox } = await openSandbox()
    const preflight = (path: string) =>
      fetch(`${sandbox.url}${path}`, {
        method: 'OPTIONS',
        headers: { origin: 'http://localhost:3001', 'access-control-request-method': 'POST' },
      })
    const allowed = await preflight('/v1/payment_intents/pi_1/confirm')
    expect(allowed.status).toBe(204)
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization')
    const refused = await preflight('/v1/refunds')
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })
})
