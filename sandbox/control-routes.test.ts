import { describe, expect, test } from 'vitest'
import { openSandbox, paidIntent, rejection } from './test-kit.ts'

const order = { amount: 50_000, currency: 'mxn' }

async function open() {
  const { sandbox, stripe } = await openSandbox()
  const call = async (path: string, body?: unknown, init: RequestInit = {}) => {
    const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...init,
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return { sandbox, stripe, call }
}

describe('control endpoints', () => {
  test('faults over HTTP work as in process', async () => {
    const { stripe, call } = await open()
    expect((await call('/faults', { kind: 'rate_limit', path: '/v1/refunds' })).body).toMatchObject({ times: 1 })
    expect((await call('/faults')).body.data).toHaveLength(1)
    expect((await rejection(stripe.refunds.list())).statusCode).toBe(429)
    await call('/faults', { kind: 'error_before' })
    await call('/faults', undefined, { method: 'DELETE' })
    await stripe.paymentIntents.create(order)
  })

  test('payments, refunds, disputes, accounts and the clock', async () => {
    const { stripe, call } = await open()
    const waiting = await stripe.paymentIntents.create({
      ...order,
      confirm: true,
      payment_method: 'pm_card_sandboxProcessing',
    })
    expect((await call(`/payment_intents/${waiting.id}/settle`, { outcome: 'succeed' })).body.status).toBe('succeeded')
    const asked = await stripe.paymentIntents.create({
      ...order,
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
    })
    expect((await call(`/payment_intents/${asked.id}/authenticate`, { decision: 'authorized' })).body.status).toBe(
      'succeeded',
    )
    expect((await call(`/payment_intents/${asked.id}/authenticate`, { decision: 'authorized' })).status).toBe(404)

    await call('/refunds/outcome', { outcome: 'pending' })
    const refund = await stripe.refunds.create({ payment_intent: asked.id, amount: 1_000 })
    expect(refund.status).toBe('pending')
    expect((await call(`/refunds/${refund.id}/settle`, { outcome: 'fail' })).body.status).toBe('failed')

    const paid = await paidIntent(stripe)
    const dispute = await call('/disputes', { of: paid.id })
    expect((await call(`/disputes/${String(dispute.body.id)}/close`, { outcome: 'lost' })).body.status).toBe('lost')

    const account = await stripe.accounts.create({ type: 'express' })
    expect((await call(`/accounts/${account.id}/onboarded`, { onboarded: true })).body.payouts_enabled).toBe(true)
    expect((await call(`/accounts/${account.id}/drain`, { amount: 100 })).body.balance).toBe(-100)

    const before = Date.now()
    expect((await call('/clock', { advanceMs: 3_600_000 })).body.now).toBeGreaterThanOrEqual(before + 3_600_000)
    expect((await call('/objects')).body.counts).toMatchObject({ payment_intents: 3, disputes: 1 })
    expect((await call('/objects?type=payment_intents')).body.data).toHaveLength(3)
    expect((await call('/reset', {})).body).toEqual({ reset: true })
    expect((await call('/objects')).body.counts).toMatchObject({ payment_intents: 0 })
  })

  test('seeds can be given to a running sandbox, twice with no change', async () => {
    const { stripe, call } = await open()
    const seed = {
      paymentIntents: [
        {
          id: 'pi_s',
          amount: 9_000,
          currency: 'MXN',
          status: 'succeeded',
          created: 1_790_000_000,
          clientSecret: 'pi_s_secret_1',
        },
      ],
    }
    expect((await call('/import', seed)).body).toEqual({ created: 1, unchanged: 0 })
    expect((await call('/import', seed)).body).toEqual({ created: 0, unchanged: 1 })
    expect((await stripe.paymentIntents.retrieve('pi_s')).amount_received).toBe(9_000)
    expect((await call('/import', { paymentIntents: [{ id: 'pi_t' }] })).status).toBe(400)
  })

  test('webhook rules are listed and cleared', async () => {
    const { call } = await open()
    await call('/webhooks', { kind: 'hold', types: ['refund.*'] })
    expect((await call('/webhooks')).body.rules).toMatchObject([{ kind: 'hold', types: ['refund.*'] }])
    expect((await call('/webhooks/release', {})).body).toEqual({ released: 0 })
    await call('/webhooks', undefined, { method: 'DELETE' })
    expect((await call('/webhooks')).body.rules).toEqual([])
    expect((await call('/events/evt_none/resend', {})).status).toBe(404)
  })

  test('a web page elsewhere cannot reach them', async () => {
    const { call } = await open()
    const form = { method: 'POST', body: 'kind=hold', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    expect((await call('/webhooks', {}, form)).status).toBe(403)
    const headers = { 'content-type': 'application/json', origin: 'http://elsewhere.example' }
    expect((await call('/reset', {}, { headers })).status).toBe(403)
    expect((await call('/faults', { kind: 'unheard_of' })).status).toBe(400)
  })
})
