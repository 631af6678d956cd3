/** What buyers and workshops are told about real orders, paid in the real sandbox: in the app and by mail, once each. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { type Bought, orderHouse } from '../../../test-support/order-house.ts'
import { call } from '../../../test-support/people.ts'
import { loadConfig } from '../../platform/config.ts'
import { createJobs } from '../../platform/jobs.ts'
import { createMetrics } from '../../platform/observability/metrics.ts'
import { createMailer } from '../../platform/outside/mail/index.ts'
import { type CapturedMail, listCapturedMail } from '../../platform/outside/mail/mail-folder.ts'
import { createNotifications } from './index.ts'

const house = await orderHouse()
const dataDir = await mkdtemp(join(tmpdir(), 'order-notifications-'))
const config = loadConfig({
  NODE_ENV: 'test',
  DATABASE_URL: house.db.url,
  DATA_DIR: dataDir,
  PUBLIC_URL: 'http://localhost:3001',
})
const metrics = createMetrics({ defaults: false })
const mailer = createMailer({ config, database: house.database, metrics })
const jobs = createJobs({ url: house.db.url, logger: { error: () => {}, warn: () => {}, info: () => {} } })
const notifications = createNotifications({
  config,
  database: house.database,
  jobs,
  mailer,
  realtime: { publish: async () => {} },
  waitingMessages: async () => null,
  mailFacts: house.bookings.mailFacts,
  async contactOf(userId) {
    const user = await house.database.read.user.findUnique({ where: { id: userId } })
    return user && { name: user.name, email: user.email, language: user.language as 'es' | 'en' }
  },
  orderFacts: house.orders.mailFacts,
  async purchaseFacts(checkoutId, language) {
    const [orders, booked] = await Promise.all([
      house.orders.ordersOf(house.database.read, checkoutId, language),
      house.bookings.forCheckout.of(house.database.read, checkoutId, language),
    ])
    const withTickets = await Promise.all(booked.map(({ id }) => house.bookings.mailFacts(id)))
    return { orders, bookings: withTickets.filter((facts) => facts !== null) }
  },
})
const app = await testApp({ databaseUrl: house.db.url, database: house.database, modules: [notifications] })
await jobs.start(notifications.jobs ?? [], [], { work: true })
afterAll(async () => {
  await jobs.stop(5)
  mailer.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Hands a fact to the subscription, as the queue would. */
async function hand(type: string, facts: Record<string, unknown>, id: string, times = 1) {
  const subscription = notifications.subscriptions?.find((one) => one.event.type === type)
  if (!subscription) throw new Error(`nobody hears of ${type}`)
  const meta = { id, type, source: 'test', time: new Date().toISOString(), correlationId: 'test' }
  for (let i = 0; i < times; i += 1) await subscription.handle(facts as never, meta)
}
async function deliver(orderId: string, type: string, times = 1) {
  const event = house.published.findLast((one) => one.type === type && one.facts['orderId'] === orderId)
  if (!event) throw new Error(`${type} of ${orderId} was not published`)
  await hand(type, event.facts, `${type} ${orderId}`, times)
}
const only = (bought: Bought) => {
  const [order] = bought.orders
  if (!order) throw new Error('no order')
  return order
}
const list = async (userId: string) =>
  (await call(app, 'GET', '/api/v1/notifications', undefined, signedInAs({ userId }))).json<{
    items: { type: string; title: string; body: string; data: Record<string, unknown> }[]
  }>().items
async function mailsTo(userId: string, count = 1): Promise<CapturedMail[]> {
  const to = `${userId}@guelaguetza.test`
  await vi.waitUntil(async () => (await listCapturedMail(dataDir, to)).length >= count, { timeout: 15_000 })
  return listCapturedMail(dataDir, to)
}
const sellerDoes = (bought: Bought, verb: string, body?: object) =>
  house.ask(only(bought).seller.userId, 'POST', `/seller/orders/${only(bought).id}/${verb}`, body)

describe('a paid purchase', () => {
  test('one receipt for all its orders, to the centavo; each workshop hears of its own and until when to accept', async () => {
    const bought = await house.buy([
      { lines: [{ quantity: 2, priceCents: 35_000, sellerDiscountCents: 5000 }], shippingCents: 9900 },
      { lines: [{ priceCents: 120_000 }], delivery: 'PICKUP', shippingCents: 0 },
    ])
    const totalCents = 74_900 + 120_000
    for (const { id } of bought.orders) await deliver(id, 'order.paid', 2)
    const purchase = {
      checkoutId: bought.checkoutId,
      code: 'CMPRA123',
      userId: bought.userId,
      totalCents,
      orders: 2,
      bookings: 0,
    }
    await hand('checkout.paid', purchase, 'paid', 2)
    const [receipt, ...more] = await mailsTo(bought.userId)
    expect(more).toEqual([])
    expect(receipt?.subject).toContain('CMPRA123')
    for (const part of [
      '2 × Cántaro',
      '$700.00',
      '−$50.00',
      '$99.00',
      '$1,200.00',
      'El taller',
      'Reforma 1',
      '$1,949.00',
    ])
      expect(receipt?.text).toContain(part)
    expect((await list(bought.userId)).map(({ type }) => type)).toEqual(['ORDER_PAID', 'ORDER_PAID'])
    for (const { id, seller } of bought.orders) {
      expect(await list(seller.userId)).toMatchObject([{ type: 'SELLER_ORDER_PAID', data: { orderId: id } }])
      const [mail] = await mailsTo(seller.userId)
      expect(mail?.text).toContain('hora de Oaxaca')
      expect(mail?.text).toContain(`/taller/pedidos/${id}`)
    }
    // Both deliveries of the event have had their time.
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await mailsTo(bought.userId)).toHaveLength(1)
  })
})

test('a tour in the same purchase: its tickets are in the receipt, and no second mail brings them again', async () => {
  const bought = await house.buy()
  const slot = await house.slot()
  const held = await house.bookings.hold({
    slotId: slot.slotId,
    userId: bought.userId,
    party: [{ type: 'adult', quantity: 2 }],
  })
  await house.pay(held.payment?.intentId ?? '')
  await house.payments.settle(held.payment?.id ?? '')
  await house.db.query('UPDATE bookings SET checkout_id = $2 WHERE id = $1', [held.bookingId, bought.checkoutId])
  const confirmed = house.published.findLast(({ type }) => type === 'booking.confirmed')
  await hand('booking.confirmed', confirmed?.facts ?? {}, 'confirmed')
  const purchase = {
    checkoutId: bought.checkoutId,
    code: 'CMPRA125',
    userId: bought.userId,
    totalCents: 159_900,
    orders: 1,
    bookings: 1,
  }
  await hand('checkout.paid', purchase, 'paid')
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const mails = await mailsTo(bought.userId)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.text).toContain('Telar de cintura')
  expect(mails[0]?.text).toContain('2 × Adulto')
  expect(mails[0]?.attachments.filter(({ filename }) => filename?.endsWith('.png'))).toHaveLength(2)
  expect(mails[0]?.attachments.some(({ filename }) => filename?.endsWith('.ics'))).toBe(true)
})

test('the way of a parcel is told step by step, in the buyer’s language, with the link to follow it', async () => {
  const bought = await house.buy()
  const { id } = only(bought)
  await house.db.query(`UPDATE users SET language = 'en' WHERE id = $1`, [bought.userId])
  await sellerDoes(bought, 'process')
  await sellerDoes(bought, 'ship', { carrier: 'DHL Express', trackingNumber: '12 34' })
  await sellerDoes(bought, 'deliver')
  await deliver(id, 'order.accepted', 2)
  await deliver(id, 'order.shipped', 2)
  const [shipped] = await mailsTo(bought.userId, 1)
  expect(shipped?.subject).toContain('is on its way')
  expect(shipped?.text).toContain('DHL')
  expect(shipped?.text).toContain('tracking-id=1234')
  await deliver(id, 'order.delivered', 2)
  const mails = await mailsTo(bought.userId, 2)
  expect(mails.map(({ subject }) => subject).join()).toContain('was delivered')
  expect((await list(bought.userId)).map(({ type }) => type).toSorted()).toEqual([
    'ORDER_ACCEPTED',
    'ORDER_DELIVERED',
    'ORDER_SHIPPED',
  ])
})

test('a cancellation reaches both, and the refund its end; a refused refund says so', async () => {
  const bought = await house.buy()
  const { id, seller } = only(bought)
  await house.ask(bought.userId, 'POST', `/orders/${id}/cancel`, {})
  await deliver(id, 'order.cancelled', 2)
  expect((await mailsTo(bought.userId))[0]?.text).toContain('$599.00')
  expect((await mailsTo(seller.userId))[0]?.text).toContain('No lo mandes')
  await house.submitRefunds()
  await deliver(id, 'order.refunded', 2)
  expect((await mailsTo(bought.userId, 2))[0]?.subject).toContain('Devolución hecha')
  const facts = house.published.findLast((one) => one.type === 'order.refunded')?.facts ?? {}
  await hand('order.refunded', { ...facts, status: 'FAILED' }, 'another event')
  const mails = await mailsTo(bought.userId, 3)
  expect(mails.map(({ subject }) => subject).join()).toContain('está tardando')
  expect((await list(bought.userId))[0]).toMatchObject({ type: 'ORDER_REFUNDED', title: 'La devolución está tardando' })
})

test('a return: the workshop reads why, the buyer what was decided and what goes back', async () => {
  const bought = await house.buy([{ lines: [{ quantity: 2, priceCents: 20_000 }] }])
  const { id, seller, lines } = only(bought)
  await sellerDoes(bought, 'process')
  await sellerDoes(bought, 'ship', { carrier: 'ups', trackingNumber: '123' })
  await sellerDoes(bought, 'deliver')
  const asked = await house.ask(bought.userId, 'POST', `/orders/${id}/returns`, {
    lines: [{ lineId: lines[0]?.id, quantity: 1 }],
    reason: 'Llegó despostillado',
  })
  await deliver(id, 'order.return-changed', 2)
  expect((await mailsTo(seller.userId))[0]?.text).toContain('Llegó despostillado')
  const returnId: string = asked.body.returns[0].id
  await sellerDoes(bought, `returns/${returnId}/decide`, { accept: true, note: 'Mándalo envuelto' })
  await deliver(id, 'order.return-changed')
  expect((await mailsTo(bought.userId))[0]?.text).toContain('Mándalo envuelto')
  await sellerDoes(bought, `returns/${returnId}/receive`, {})
  await deliver(id, 'order.return-changed')
  const mails = await mailsTo(bought.userId, 2)
  expect(mails.map(({ text }) => text).join()).toContain('$200.00')
})

test('what was never paid is told once for the whole purchase', async () => {
  const userId = await house.guest()
  const purchase = { checkoutId: '01a200cd-ddd9-7211-8467-58fb6374bc3f', code: 'CMPRA124', userId }
  await hand('checkout.cancelled', { ...purchase, reason: 'HOLD_EXPIRED' }, 'ended', 2)
  await hand('checkout.payment-failed', { ...purchase, holdExpiresAt: '2027-07-19T16:00:00.000Z' }, 'failed', 2)
  await hand('checkout.late-payment-refunded', { ...purchase, amountCents: 12_345 }, 'late', 2)
  const mails = await mailsTo(userId, 2)
  expect(mails).toHaveLength(2)
  expect(mails.map(({ text }) => text).join()).toContain('$123.45')
  expect((await list(userId)).map(({ type }) => type).toSorted()).toEqual([
    'CHECKOUT_EXPIRED',
    'CHECKOUT_LATE_PAYMENT_REFUNDED',
    'CHECKOUT_PAYMENT_FAILED',
  ])
})
