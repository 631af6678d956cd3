import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { openSandbox, paidIntent, rejection } from './test-kit.ts'

async function ledgerSum(stripe: Stripe): Promise<number> {
  let sum = 0
  for await (const transaction of stripe.balanceTransactions.list({ limit: 100 })) sum += transaction.net
  return sum
}

async function balanceSum(stripe: Stripe): Promise<number> {
  const balance = await stripe.balance.retrieve()
  return [...balance.available, ...balance.pending].reduce((sum, { amount }) => sum + amount, 0)
}

describe('refunds', () => {
  test('partial, then the rest, then no more', async () => {
    const { sandbox, stripe } = await openSandbox()
    const paid = await paidIntent(stripe, 100_000)
    const part = await stripe.refunds.create({
      payment_intent: paid.id,
      amount: 30_000,
      reason: 'requested_by_customer',
      metadata: { refundId: 'r1' },
    })
    expect(part).toMatchObject({
      status: 'succeeded',
      amount: 30_000,
      charge: paid.latest_charge,
      metadata: { refundId: 'r1' },
    })
    const tooMuch = await rejection(stripe.refunds.create({ payment_intent: paid.id, amount: 70_001 }))
    expect(tooMuch).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect(tooMuch.message).toContain('greater than unrefunded amount on charge ($700.00)')
    await stripe.refunds.create({ charge: paid.latest_charge as string })
    expect(await stripe.charges.retrieve(paid.latest_charge as string)).toMatchObject({
      amount_refunded: 100_000,
      refunded: true,
    })
    expect((await rejection(stripe.refunds.create({ payment_intent: paid.id }))).code).toBe('charge_already_refunded')
    expect((await stripe.refunds.list({ payment_intent: paid.id })).data).toHaveLength(2)
    expect(sandbox.control.events('charge.refunded')).toHaveLength(2)
    expect(sandbox.control.events('refund.created')).toHaveLength(2)
    expect((await stripe.refunds.update(part.id, { metadata: { seen: 'yes' } })).metadata).toMatchObject({
      seen: 'yes',
    })
  })

  test('what was never paid cannot be refunded', async () => {
    const { stripe } = await openSandbox()
    const intent = await stripe.paymentIntents.create({ amount: 10_000, currency: 'mxn' })
    expect((await rejection(stripe.refunds.create({ payment_intent: intent.id }))).statusCode).toBe(400)
    expect((await rejection(stripe.refunds.create({ payment_intent: 'pi_none' }))).code).toBe('resource_missing')
    expect((await rejection(stripe.refunds.create({}))).statusCode).toBe(400)
  })

  test('a pending refund is settled later, to either end', async () => {
    const { sandbox, stripe } = await openSandbox()
    sandbox.control.setRefundOutcome('pending', 2)
    const paid = await paidIntent(stripe, 100_000)
    const good = await stripe.refunds.create({ payment_intent: paid.id, amount: 10_000 })
    const bad = await stripe.refunds.create({ payment_intent: paid.id, amount: 20_000 })
    expect([good.status, bad.status]).toEqual(['pending', 'pending'])
    sandbox.control.settleRefund(good.id, 'succeed')
    sandbox.control.settleRefund(bad.id, 'fail')
    expect(await stripe.refunds.retrieve(good.id)).toMatchObject({ status: 'succeeded' })
    expect(await stripe.refunds.retrieve(bad.id)).toMatchObject({
      status: 'failed',
      failure_reason: expect.any(String),
    })
    expect((await stripe.charges.retrieve(paid.latest_charge as string)).amount_refunded).toBe(10_000)
    expect(sandbox.control.events('refund.updated')).toHaveLength(2)
    expect(sandbox.control.events('charge.refund.updated')).toHaveLength(2)
    expect(sandbox.control.events('refund.failed').map((event) => (event.data.object as Stripe.Refund).id)).toEqual([
      bad.id,
    ])
    expect((await stripe.refunds.create({ payment_intent: paid.id, amount: 5_000 })).status).toBe('succeeded')
  })

  test("Stripe's own cards for pending and failing refunds behave so", async () => {
    const { stripe } = await openSandbox()
    const pay = (payment_method: string) =>
      stripe.paymentIntents.create({ amount: 20_000, currency: 'mxn', confirm: true, payment_method })
    const pending = await stripe.refunds.create({ payment_intent: (await pay('pm_card_pendingRefund')).id })
    const failing = await stripe.refunds.create({ payment_intent: (await pay('pm_card_refundFail')).id })
    expect(pending.status).toBe('pending')
    expect(failing.status).toBe('succeeded')
    expect((await stripe.refunds.retrieve(failing.id)).status).toBe('failed')
  })
})

test('disputes take the money, block refunds, and give it back when won', async () => {
  const { sandbox, stripe } = await openSandbox()
  const paid = await paidIntent(stripe, 40_000)
  const before = await ledgerSum(stripe)
  const dispute = sandbox.control.openDispute(paid.id, { reason: 'product_not_received' })
  expect(dispute).toMatchObject({ status: 'needs_response', amount: 40_000, payment_intent: paid.id })
  expect(await ledgerSum(stripe)).toBe(before - 40_000 - 30_000)
  expect((await rejection(stripe.refunds.create({ payment_intent: paid.id }))).code).toBe('charge_disputed')
  sandbox.control.closeDispute(dispute?.id ?? '', 'won')
  expect(await ledgerSum(stripe)).toBe(before - 30_000)
  expect((await stripe.disputes.retrieve(dispute?.id ?? '')).status).toBe('won')
  expect(
    sandbox.control
      .events()
      .map((event) => event.type)
      .slice(-4),
  ).toEqual([
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.funds_reinstated',
    'charge.dispute.closed',
  ])
  expect(sandbox.control.openDispute('pi_none')).toBeUndefined()
})

test('sellers: onboarding, transfers, reversals, and a balance that reconciles', async () => {
  const { sandbox, stripe } = await openSandbox()
  const account = await stripe.accounts.create({
    type: 'express',
    country: 'MX',
    email: 'taller@guelaguetza.test',
    capabilities: { transfers: { requested: true } },
    metadata: { sellerId: 's1' },
  })
  expect(account).toMatchObject({ payouts_enabled: false, details_submitted: false })
  const paid = await paidIntent(stripe, 100_000)
  const charge = paid.latest_charge as string
  const send = (amount: number, options: Partial<Stripe.TransferCreateParams> = {}) =>
    stripe.transfers.create({
      amount,
      currency: 'mxn',
      destination: account.id,
      source_transaction: charge,
      ...options,
    })
  expect((await rejection(send(1_000))).code).toBe('insufficient_capabilities_for_transfer')

  const link = await stripe.accountLinks.create({
    account: account.id,
    type: 'account_onboarding',
    refresh_url: 'http://127.0.0.1:1/again',
    return_url: 'http://127.0.0.1:1/done',
  })
  expect(await (await fetch(link.url)).text()).toContain('Completar registro')
  const done = await fetch(`${link.url}/complete`, { method: 'POST', redirect: 'manual' })
  expect([done.status, done.headers.get('location')]).toEqual([303, 'http://127.0.0.1:1/done'])
  expect((await fetch(link.url)).status).toBe(410)
  expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
    payouts_enabled: true,
    details_submitted: true,
    capabilities: { transfers: 'active' },
  })
  expect(sandbox.control.events('account.updated')[0]).toMatchObject({ account: account.id })

  const transfer = await send(60_000, { metadata: { shareId: 'x' } })
  expect((await rejection(send(40_001))).statusCode).toBe(400)
  expect((await rejection(send(1_000, { source_transaction: undefined }))).code).toBe('balance_insufficient')
  sandbox.control.advanceClock(3 * 86_400_000)
  await send(1_000, { source_transaction: undefined })

  const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 10_000 })
  expect(reversal).toMatchObject({ amount: 10_000, transfer: transfer.id })
  expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({ amount_reversed: 10_000, reversed: false })
  const seller = await stripe.balance.retrieve({}, { stripeAccount: account.id })
  expect(seller.available).toEqual([{ amount: 51_000, currency: 'mxn' }])
  sandbox.control.drainAccount(account.id, 50_000)
  expect((await rejection(stripe.transfers.createReversal(transfer.id))).code).toBe('balance_insufficient')

  await stripe.refunds.create({ payment_intent: paid.id, amount: 15_000 })
  expect(await balanceSum(stripe)).toBe(await ledgerSum(stripe))
  expect(await ledgerSum(stripe)).toBe(100_000 - 4_524 - 60_000 - 1_000 + 10_000 - 15_000)
  expect((await stripe.transfers.list({ destination: account.id })).data).toHaveLength(2)
  expect((await stripe.transfers.listReversals(transfer.id)).data).toHaveLength(1)
})
