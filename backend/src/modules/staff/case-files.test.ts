/** What staff look up to answer a complaint, on real bookings, purchases, payments and the sandbox's objects. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AdminPayment, CaseFileRow } from '../../../../contracts/staff-files.ts'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { buildBookingHouse } from '../../../test-support/build-booking-house.ts'
import { address, buildMarket } from '../../../test-support/build-market.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { newId } from '../../platform/ids.ts'
import { insertAuditEntry } from '../identity/identity.repository.ts'
import { notificationText } from '../notifications/index.ts'
import { createStaff } from './index.ts'

const db = await testDatabase()
const house = await buildBookingHouse(db, {}, insertAuditEntry)
const market = buildMarket(house)
afterAll(() => house.close())

const staff = createStaff({
  config: { staff: { refundLimitCents: 10_000 } },
  database: house.database,
  events: { publish: async () => {} },
  jobs: house.jobs,
  experiences: { hideHost: async () => false, listingChanged: async () => {} },
  products: market.products,
  payments: house.payments,
  ledger: house.ledger,
  bookings: house.bookings,
  identity: { audit: insertAuditEntry, assertProved: async () => {}, endSessions: async () => 0 },
  noticeText: notificationText,
})
const app = await testApp({ databaseUrl: db.url, database: house.database, modules: [staff, house.bookings] })
const adminId = await house.guest('Abril')
const headers = signedInAs({ userId: adminId, role: 'admin' })
const get = async (path: string) => {
  const answer = await app.inject({ url: `/api/v1/admin/${path}`, headers })
  return { status: answer.statusCode, body: answer.json() }
}
const found = async (query: string) => (await get(`case-files?${query}`)).body.items as CaseFileRow[]

let guestId: string
let bookingId: string
let payment: AdminPayment
let checkoutId: string

beforeAll(async () => {
  guestId = await house.guest('Itandehui López')
  const { slotId } = await house.slot({ priceCents: 50_000 })
  const held = await house.bookings.hold({ slotId, party: [{ type: 'adult', quantity: 1 }], userId: guestId })
  bookingId = held.bookingId
  await house.pay(held.payment?.intentId ?? '')
  await house.payments.settle(held.payment?.id ?? '')
  const piece = await market.piece({ priceCents: 20_000 })
  const cartId = newId()
  await db.query('INSERT INTO carts (id, user_id) VALUES ($1, $2)', [cartId, guestId])
  await db.query(
    'INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents) VALUES ($1, $2, $3, 1, 20000)',
    [cartId, piece.variantId, piece.productId],
  )
  const bought = await market.checkout.create({
    userId: guestId,
    language: 'es',
    pickups: [],
    shippingAddress: address,
  })
  checkoutId = bought.checkoutId
  await house.pay(bought.payment?.intentId ?? '')
  await house.payments.settle(bought.payment?.id ?? '')
}, 60_000)

test('one search finds bookings, orders, purchases and payments by code, id, person, business and the provider’s ids', async () => {
  const all = await found('q=itandehui')
  expect(all.map(({ kind }) => kind).toSorted()).toEqual(['BOOKING', 'ORDER', 'PAYMENT', 'PAYMENT', 'PURCHASE'])
  expect(all[0]?.person).toEqual({ id: guestId, name: 'Itandehui López' })
  expect(JSON.stringify(all)).not.toContain('@')
  const kindsOf = async (query: string) => (await found(query)).map(({ kind }) => kind).toSorted()
  const booking = all.find(({ kind }) => kind === 'BOOKING')
  expect(booking).toMatchObject({ id: bookingId, status: 'CONFIRMED', amount: { amount: 50_000 } })
  expect(await kindsOf(`q=${booking?.code?.toLowerCase()}`)).toEqual(['BOOKING'])
  expect(await kindsOf(`q=${checkoutId}`)).toEqual(['ORDER', 'PAYMENT', 'PURCHASE'])
  expect(await kindsOf(`q=${guestId}&kind=ORDER`)).toEqual(['ORDER'])
  expect(await kindsOf('q=cuarzo')).toEqual(['ORDER'])
  payment = (await get(`bookings/${bookingId}`)).body.payments[0]
  expect(await kindsOf(`q=${payment.intentId}`)).toEqual(['BOOKING', 'PAYMENT'])
  expect(await kindsOf(`q=${payment.chargeId}`)).toEqual(['BOOKING', 'PAYMENT'])
  expect(await found('q=%25')).toEqual([])
  expect(await found('q=itandehui&status=CANCELLED')).toEqual([])
  expect(await found(`q=itandehui&from=${new Date(Date.now() + 60_000).toISOString()}`)).toEqual([])
})

test('sorted and paged without gaps either way, also between equal amounts; a cursor of another list is refused', async () => {
  for (const sort of ['newest', 'oldest', 'dearest', 'cheapest']) {
    const whole = await found(`sort=${sort}`)
    const ids: string[] = []
    let cursor = ''
    do {
      const { body } = await get(`case-files?sort=${sort}&limit=2${cursor}`)
      ids.push(...body.items.map(({ id }: CaseFileRow) => id))
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`
    } while (cursor !== '')
    expect({ sort, ids }).toEqual({ sort, ids: whole.map(({ id }) => id) })
  }
  const dear = (await found('sort=dearest')).map(({ amount }) => amount.amount)
  expect(dear).toEqual(dear.toSorted((a, b) => b - a))
  const { nextCursor } = (await get('case-files?limit=2')).body
  expect((await get(`case-files?limit=2&sort=oldest&cursor=${nextCursor}`)).status).toBe(400)
})

test('as a spreadsheet, and that it was taken is on record', async () => {
  const answer = await app.inject({ url: '/api/v1/admin/case-files.csv?q=itandehui&kind=BOOKING', headers })
  expect(answer.headers['content-type']).toContain('text/csv')
  expect(answer.body.split('\r\n').filter(Boolean)).toHaveLength(2)
  expect(answer.body).toContain('500.00')
  expect(
    await db.query(`SELECT actor_id, details FROM audit_entries WHERE action = 'case-files.exported'`),
  ).toMatchObject([{ actor_id: adminId, details: { q: 'itandehui', kind: 'BOOKING' } }])
})

test('a file tells states, ledger, mails, notices, jobs and staff in one order, and what the provider has', async () => {
  await db.query(`INSERT INTO sent_mails (key, template) VALUES ($1, 'booking-confirmed')`, [
    `booking.confirmed:${bookingId}`,
  ])
  await db.query(
    `INSERT INTO notifications (id, user_id, type, data, dedupe_key) VALUES ($1, $2, 'BOOKING_CONFIRMED', $3, 'x')`,
    [newId(), guestId, JSON.stringify({ bookingId })],
  )
  await house.database.transaction((tx) =>
    insertAuditEntry(tx, {
      actorId: adminId,
      action: 'refund.asked',
      subject: `booking:${bookingId}`,
      details: { reason: 'escribió ana@example.com' },
      ipAddress: null,
    }),
  )
  const { body } = await get(`bookings/${bookingId}`)
  const kinds: string[] = body.timeline.map(({ kind }: { kind: string }) => kind)
  for (const kind of [
    'booking.held',
    'booking.confirmed',
    'payment.succeeded',
    'mail.booking-confirmed',
    'notice.booking-confirmed',
    'staff.refund.asked',
    'job.enqueued',
  ])
    expect(kinds).toContain(kind)
  expect(kinds.some((kind) => kind.startsWith('ledger.'))).toBe(true)
  const factsOf = (kind: string) => body.timeline.find((one: { kind: string }) => one.kind === kind)?.facts
  expect(factsOf('notice.booking-confirmed')).toMatchObject({
    to: 'Itandehui López',
    title: expect.stringMatching(/\w/),
  })
  expect(factsOf('staff.refund.asked')).toMatchObject({ actor: 'Abril' })
  const times = body.timeline.map(({ at }: { at: string }) => at)
  expect(times).toEqual(times.toSorted())
  expect(JSON.stringify(body)).not.toContain('ana@example.com')

  const fresh = (await get(`payments/${payment.id}?fresh=true`)).body.provider
  expect(fresh).toMatchObject({
    error: null,
    intent: { id: payment.intentId, status: 'succeeded' },
    charges: [{ id: payment.chargeId, amountCents: 50_000, status: 'succeeded' }],
    refunds: [],
    transfers: [],
  })
  expect(JSON.stringify(fresh)).not.toContain('secret')
  const bought = (await get(`checkouts/${checkoutId}`)).body
  expect(bought).toMatchObject({ orders: [{ status: 'PAID' }], bookings: [], payments: [{ status: 'SUCCEEDED' }] })
  expect((await get(`orders/${bought.orders[0].id}`)).body).toMatchObject({ checkoutId })
  expect((await get(`checkouts/${newId()}`)).status).toBe(404)
})

test('whom staff cancelled for is in the audit log and in the file, with the reason', async () => {
  const { slotId } = await house.slot({ priceCents: 30_000 })
  const held = await house.bookings.hold({ slotId, party: [{ type: 'adult', quantity: 1 }], userId: guestId })
  const cancel = (id: string) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/admin/bookings/${id}/cancel`,
      headers: { ...headers, 'idempotency-key': newId() },
      payload: { reason: 'La plaza se inundó.' },
    })
  expect((await cancel(held.bookingId)).statusCode).toBe(200)
  expect((await cancel(held.bookingId)).statusCode).toBe(409)
  expect(
    await db.query(`SELECT actor_id, action, details, ip_address FROM audit_entries WHERE subject = $1`, [
      `booking:${held.bookingId}`,
    ]),
  ).toEqual([
    {
      actor_id: adminId,
      action: 'booking.cancelled',
      details: { reason: 'La plaza se inundó.' },
      ip_address: '127.0.0.1',
    },
  ])
  const { timeline } = (await get(`bookings/${held.bookingId}`)).body
  expect(timeline.map(({ kind }: { kind: string }) => kind)).toContain('staff.booking.cancelled')
})

test('a ban of a host keeps what was paid, with a task that says how much; done once, it is no longer to do', async () => {
  const [host] = await db.query<{ id: string }>(
    'SELECT h.user_id AS id FROM bookings b JOIN host_profiles h ON h.id = b.host_id WHERE b.id = $1',
    [bookingId],
  )
  const userId = host?.id ?? ''
  await house.database.transaction((tx) =>
    staff.bans.changed(tx, { userId, actorId: adminId, banned: true, reason: 'engaño' }),
  )
  expect(await house.booking(bookingId)).toMatchObject({ status: 'CONFIRMED' })
  const [task] = (await get('tasks')).body.items
  expect(task).toMatchObject({ subject: `user:${userId}`, details: { guestsExpected: 1, reason: 'engaño' } })
  const done = () =>
    app.inject({
      method: 'POST',
      url: `/api/v1/admin/tasks/${task.id}/resolve`,
      headers,
      payload: { note: 'Hablamos con su visitante.' },
    })
  expect([(await done()).statusCode, (await done()).statusCode]).toEqual([200, 409])
  expect((await get('tasks')).body.items).toEqual([])
  expect((await get('tasks?state=resolved')).body.items).toMatchObject([{ id: task.id, resolvedBy: { id: adminId } }])
})

test('webhook events are filtered by type and paged both ways', async () => {
  for (const n of [1, 2, 3])
    await db.query(
      `INSERT INTO webhook_events (id, type, object_id, payload, status, provider_at) VALUES ($1, $2, 'pi_x', '{}', 'FAILED', now())`,
      [`evt_${n}`, n === 3 ? 'charge.refunded' : 'payment_intent.succeeded'],
    )
  const first = (await get('webhook-events?type=payment_intent.&status=FAILED&limit=1&sort=oldest')).body
  const next = (
    await get(`webhook-events?type=payment_intent.&status=FAILED&limit=1&sort=oldest&cursor=${first.nextCursor}`)
  ).body
  expect([...first.items, ...next.items].map(({ id }: { id: string }) => id)).toEqual(['evt_1', 'evt_2'])
  expect(next.nextCursor).toBeNull()
  expect((await get('webhook-events?cursor=x')).status).toBe(400)
})
