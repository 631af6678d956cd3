import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { bookingHouse } from '../../../test-support/booking-house.ts'

const house = await bookingHouse()
await house.listenToWebhooks()
const stripe = new Stripe('sk_test_sandbox')

async function held(capacity = 10) {
  const slot = await house.slot({ capacity })
  const userId = await house.guest()
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId,
    party: [{ type: 'adult', quantity: 1 }],
  })
  if (!payment?.intentId) throw new Error('no intent')
  return { ...slot, userId, bookingId, paymentId: payment.id, intentId: payment.intentId }
}

function signed(event: object, secret = 'whsec_sandbox', timestamp = Math.floor(Date.now() / 1000)) {
  const payload = JSON.stringify(event)
  return {
    rawBody: Buffer.from(payload),
    signature: stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }),
  }
}
const anEvent = (id: string, type: string, object: object) => ({
  id,
  object: 'event',
  type,
  created: Math.floor(Date.now() / 1000),
  livemode: false,
  data: { object },
})

describe('the webhook inbox', () => {
  test('a paid intent confirms its booking without anybody polling', async () => {
    const one = await held()
    await house.pay(one.intentId)
    await house.sandbox.control.webhooksIdle()
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    expect(await house.violations()).toEqual([])
  })

  test('duplicated ten times and in reverse order: one effect', async () => {
    const one = await held()
    house.sandbox.control.disturbWebhooks({ kind: 'duplicate', copies: 10, times: 20 })
    await house.pay(one.intentId, 'pm_card_chargeDeclined')
    await house.pay(one.intentId)
    await house.sandbox.control.webhooksIdle()
    house.sandbox.control.clearWebhookFaults()
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    expect(await house.db.query('SELECT 1 FROM tickets WHERE booking_id = $1', [one.bookingId])).toHaveLength(1)
    const confirmations = house.published.filter(
      (event) => event.type === 'booking.confirmed' && event.facts.bookingId === one.bookingId,
    )
    expect(confirmations).toHaveLength(1)
  })

  test('wrong and stale signatures are refused and nothing is stored', async () => {
    const event = anEvent('evt_forged', 'payment_intent.succeeded', { id: 'pi_x', object: 'payment_intent' })
    await expect(house.payments.receiveWebhook(signed(event, 'whsec_somebody_else'))).rejects.toMatchObject({
      code: 'BAD_SIGNATURE',
      status: 400,
    })
    await expect(
      house.payments.receiveWebhook(signed(event, 'whsec_sandbox', Math.floor(Date.now() / 1000) - 600)),
    ).rejects.toMatchObject({ code: 'BAD_SIGNATURE' })
    await expect(
      house.payments.receiveWebhook({ rawBody: Buffer.from('{}'), signature: 'nonsense' }),
    ).rejects.toMatchObject({ code: 'BAD_SIGNATURE' })
    expect(await house.db.query(`SELECT 1 FROM webhook_events WHERE id = 'evt_forged'`)).toEqual([])
  })

  test('a signed event that lies changes nothing: the provider is asked, its copy is not believed', async () => {
    const one = await held()
    await house.payments.receiveWebhook(
      signed(
        anEvent('evt_lie', 'payment_intent.succeeded', {
          id: one.intentId,
          object: 'payment_intent',
          status: 'succeeded',
          amount_received: 50_000,
        }),
      ),
    )
    await house.payments.processWebhook('evt_lie')
    expect((await house.booking(one.bookingId)).status).toBe('PENDING')
  })

  test('types nobody handles, and objects nobody knows, are stored and let be', async () => {
    await house.payments.receiveWebhook(
      signed(anEvent('evt_other', 'customer.created', { id: 'cus_1', object: 'customer' })),
    )
    await house.payments.processWebhook('evt_other')
    const [row] = await house.db.query<{ status: string }>(
      `SELECT status::text FROM webhook_events WHERE id = 'evt_other'`,
    )
    expect(row?.status).toBe('IGNORED')
  })

  test('the event comes before our row knows the intent’s id', async () => {
    const one = await held()
    await house.db.query(
      `UPDATE payments SET intent_id = NULL, client_secret = NULL, status = 'SUBMITTING' WHERE id = $1`,
      [one.paymentId],
    )
    await house.pay(one.intentId)
    await house.sandbox.control.webhooksIdle()
    expect(await house.payment(one.bookingId)).toMatchObject({ intentId: one.intentId, status: 'SUCCEEDED' })
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
  })

  test('a second intent that claims to pay for our payment is a finding, not a confirmation', async () => {
    const one = await held()
    const stranger = await house.provider.createIntent({
      key: `stranger:${one.paymentId}`,
      amountCents: 50_000,
      currency: 'MXN',
      metadata: { payment_id: one.paymentId },
      description: 'x',
    })
    await house.pay(stranger.id)
    await house.sandbox.control.webhooksIdle()
    expect((await house.booking(one.bookingId)).status).toBe('PENDING')
    expect(
      await house.db.query(`SELECT 1 FROM findings WHERE kind = 'FOREIGN_INTENT' AND subject = $1`, [one.paymentId]),
    ).toHaveLength(1)
  })

  test('a refund made at the provider is recorded, and told before the success it undoes changes nothing', async () => {
    const one = await held()
    house.sandbox.control.disturbWebhooks({ kind: 'hold', times: 20 })
    await house.pay(one.intentId)
    await house.provider.createRefund({
      key: `dashboard:${one.paymentId}`,
      intentId: one.intentId,
      amountCents: 20_000,
      metadata: {},
    })
    house.sandbox.control.clearWebhookFaults()
    house.sandbox.control.releaseWebhooks({ order: 'reverse' })
    await house.sandbox.control.webhooksIdle()
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    expect(await house.payment(one.bookingId)).toMatchObject({ status: 'SUCCEEDED', refundedCents: 20_000 })
    expect(await house.violations()).toEqual([])
  })

  test('webhooks that never come: the reconciler finds the money', async () => {
    house.sandbox.control.disturbWebhooks({ kind: 'drop', times: 20 })
    const one = await held()
    await house.pay(one.intentId)
    await house.sandbox.control.webhooksIdle()
    expect((await house.booking(one.bookingId)).status).toBe('PENDING')
    await house.db.query(`UPDATE payments SET checked_at = now() - interval '3 minutes' WHERE id = $1`, [one.paymentId])
    const asked = await Promise.all([house.payments.reconcile(), house.payments.reconcile()])
    house.sandbox.control.clearWebhookFaults()
    expect(asked[0].payments + asked[1].payments).toBe(1)
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
  })

  test('the hourly comparison mends what was missed and reports charges nobody knows', async () => {
    house.sandbox.control.disturbWebhooks({ kind: 'drop', times: 20 })
    const one = await held()
    await house.pay(one.intentId)
    const unknown = await house.provider.createIntent({
      key: `unknown:${one.paymentId}`,
      amountCents: 12_300,
      currency: 'MXN',
      metadata: {},
      description: 'x',
    })
    await house.pay(unknown.id)
    const compared = await house.payments.compareWithProvider(new Date(Date.now() - 3_600_000))
    house.sandbox.control.clearWebhookFaults()
    expect(compared.mended).toBeGreaterThanOrEqual(1)
    expect((await house.booking(one.bookingId)).status).toBe('CONFIRMED')
    expect(
      await house.db.query(`SELECT 1 FROM findings WHERE kind = 'UNKNOWN_CHARGE' AND subject = $1`, [unknown.id]),
    ).toHaveLength(1)
  })

  test('a dispute becomes a finding', async () => {
    const one = await held()
    await house.pay(one.intentId)
    await house.sandbox.control.webhooksIdle()
    house.sandbox.control.openDispute(one.intentId)
    await house.sandbox.control.webhooksIdle()
    expect(
      await house.db.query(`SELECT 1 FROM findings WHERE kind = 'DISPUTE' AND subject = $1`, [one.paymentId]),
    ).toHaveLength(1)
  })
})
