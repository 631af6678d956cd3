/** What people are told about real bookings, paid in the real sandbox: in the app, live, and by mail; once each. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { RealtimeMessage } from '../../../../contracts/notifications.ts'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { bookingHouse } from '../../../test-support/booking-house.ts'
import { call } from '../../../test-support/people.ts'
import { loadConfig } from '../../platform/config.ts'
import { createJobs } from '../../platform/jobs.ts'
import { createMetrics } from '../../platform/observability/metrics.ts'
import { createMailer } from '../../platform/outside/mail/index.ts'
import { type CapturedMail, listCapturedMail } from '../../platform/outside/mail/mail-folder.ts'
import { noFanOut } from '../../platform/realtime/fan-out.ts'
import { createRealtimeHub } from '../../platform/realtime/realtime.ts'
import { createNotifications } from './index.ts'
import { qrPng } from './qr-png.ts'

const house = await bookingHouse()
const dataDir = await mkdtemp(join(tmpdir(), 'notifications-'))
const config = loadConfig({
  NODE_ENV: 'test',
  DATABASE_URL: house.db.url,
  DATA_DIR: dataDir,
  PUBLIC_URL: 'http://localhost:3001',
})
const metrics = createMetrics({ defaults: false })
const mailer = createMailer({ config, database: house.database, metrics })
const silent = { error: () => {}, warn: () => {}, info: () => {} }
const jobs = createJobs({ url: house.db.url, logger: silent })
const realtime = createRealtimeHub({ fanOut: noFanOut, metrics })
const notifications = createNotifications({
  config,
  database: house.database,
  jobs,
  mailer,
  realtime,
  mailFacts: house.bookings.mailFacts,
  // What is said of orders has its own test: order-notifications.test.ts.
  waitingMessages: async () => null,
  contactOf: async () => null,
  orderFacts: async () => null,
  purchaseFacts: async () => ({ orders: [], bookings: [] }),
})
const app = await testApp({ databaseUrl: house.db.url, database: house.database, modules: [notifications] })
await jobs.start(notifications.jobs ?? [], [], { work: true })
afterAll(async () => {
  await jobs.stop(5)
  mailer.close()
  await rm(dataDir, { recursive: true, force: true })
})

/** Hands what the house published about a booking to the subscription, as the queue would. */
async function deliver(bookingId: string, type: string, times = 1) {
  const event = house.published.findLast((one) => one.type === type && one.facts['bookingId'] === bookingId)
  if (!event) throw new Error(`${type} of ${bookingId} was not published`)
  const subscription = notifications.subscriptions?.find((one) => one.event.type === type)
  const meta = {
    id: `${type} ${bookingId}`,
    type,
    source: 'test',
    time: new Date().toISOString(),
    correlationId: 'test',
  }
  for (let i = 0; i < times; i += 1) await subscription?.handle(event.facts as never, meta)
}

async function hold(language: 'es' | 'en' = 'es', seats = 2) {
  const slot = await house.slot()
  const userId = await house.guest('Ana')
  await house.db.query('UPDATE users SET language = $2 WHERE id = $1', [userId, language])
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId,
    party: [{ type: 'adult', quantity: seats }],
  })
  return { ...slot, userId, bookingId, intentId: payment?.intentId ?? '', paymentId: payment?.id ?? '' }
}
async function confirmed(language: 'es' | 'en' = 'es', seats = 2) {
  const one = await hold(language, seats)
  await house.pay(one.intentId)
  await house.payments.settle(one.paymentId)
  return one
}
const rows = (userId: string) =>
  house.db.query<{ type: string }>('SELECT type FROM notifications WHERE user_id = $1 ORDER BY id', [userId])
const list = async (userId: string, query = '', headers: Record<string, string> = {}) =>
  (await call(app, 'GET', `/api/v1/notifications${query}`, undefined, { ...signedInAs({ userId }), ...headers })).json<{
    items: {
      id: string
      type: string
      title: string
      body: string
      data: Record<string, unknown>
      readAt: string | null
    }[]
    nextCursor: string | null
    unreadCount: number
  }>()
async function mailTo(userId: string): Promise<CapturedMail> {
  const to = `${userId}@guelaguetza.test`
  await vi.waitUntil(async () => (await listCapturedMail(dataDir, to)).length > 0, { timeout: 15_000 })
  return (await listCapturedMail(dataDir, to))[0] as CapturedMail
}

describe('a confirmed booking', () => {
  test('is told to guest and host, live and in the list, once however often the event arrives', async () => {
    const one = await confirmed()
    const heard: RealtimeMessage[] = []
    const listener = {
      userId: one.userId,
      sessionId: 's',
      send: (message: RealtimeMessage) => heard.push(message) > 0,
      endSession: () => {},
    }
    realtime.add(listener)
    realtime.join(listener, `user:${one.userId}`)
    await deliver(one.bookingId, 'booking.confirmed', 3)
    expect(await rows(one.userId)).toEqual([{ type: 'BOOKING_CONFIRMED' }])
    expect(
      await house.db.query(`SELECT type FROM notifications WHERE user_id = $1 AND data->>'bookingId' = $2`, [
        one.hostUserId,
        one.bookingId,
      ]),
    ).toEqual([{ type: 'HOST_BOOKING_CONFIRMED' }])
    expect(heard).toEqual([
      { type: 'notification', notificationId: expect.any(String), notificationType: 'BOOKING_CONFIRMED' },
    ])
    const page = await list(one.userId)
    expect(page.unreadCount).toBe(1)
    expect(page.items[0]).toMatchObject({
      type: 'BOOKING_CONFIRMED',
      title: '¡Tu reserva está confirmada!',
      readAt: null,
      data: { bookingId: one.bookingId },
    })
    expect(page.items[0]?.body).toContain('Telar de cintura')
  })

  test('two workers at once write it once', async () => {
    const one = await confirmed()
    await Promise.all([
      deliver(one.bookingId, 'booking.confirmed'),
      deliver(one.bookingId, 'booking.confirmed'),
      deliver(one.bookingId, 'booking.confirmed'),
    ])
    expect(await rows(one.userId)).toHaveLength(1)
  })

  test('is read in the language of the reader, whoever they were when it was written', async () => {
    const one = await confirmed()
    await deliver(one.bookingId, 'booking.confirmed')
    const english = await list(one.userId, '', { 'accept-language': 'en' })
    expect(english.items[0]?.title).toBe('Your booking is confirmed!')
    expect(english.items[0]?.body).toContain('Backstrap loom')
  })

  test.each([
    ['es', /^Tus boletos: Telar de cintura/, 'boleto-', 'Cuándo'],
    ['en', /^Your tickets: Backstrap loom/, 'ticket-', 'When'],
  ] as const)('brings the tickets by mail, in %s, once', async (language, subject, file, when) => {
    const one = await confirmed(language, 2)
    await deliver(one.bookingId, 'booking.confirmed', 2)
    const mail = await mailTo(one.userId)
    expect(mail.subject).toMatch(subject)
    expect(mail.text).toContain(when)
    const facts = await house.bookings.mailFacts(one.bookingId)
    expect(
      mail.attachments.map(({ filename, contentType }) => [filename.replace(/\w{12}/, '…'), contentType.split(';')[0]]),
    ).toEqual([
      [`${file}….png`, 'image/png'],
      [`${file}….png`, 'image/png'],
      [`${facts?.booking.code}.ics`, 'text/calendar'],
    ])
    for (const [index, ticket] of (facts?.tickets ?? []).entries()) {
      expect(mail.attachments[index]?.contentBase64).toBe(qrPng(ticket.qr).toString('base64'))
      expect(mail.html).toContain(ticket.code)
    }
    expect(mail.text).toContain(`http://localhost:3001/mis-planes/reservas/${one.bookingId}`)
    expect(Buffer.from(mail.attachments[2]?.contentBase64 ?? '', 'base64').toString()).toContain('BEGIN:VEVENT')

    const job = notifications.jobs?.[0]
    const again = { key: `booking.confirmed:${one.bookingId}`, bookingId: one.bookingId, mail: { kind: 'confirmed' } }
    await job?.handle(again as never, { id: 'again', correlationId: 'test' })
    expect(await listCapturedMail(dataDir, `${one.userId}@guelaguetza.test`)).toHaveLength(1)
  })

  test('that was cancelled before the mail left brings no tickets', async () => {
    const one = await confirmed()
    await house.bookings.cancel({ bookingId: one.bookingId, actor: { kind: 'guest', userId: one.userId }, note: null })
    await notifications.jobs?.[0]?.handle(
      { key: `late:${one.bookingId}`, bookingId: one.bookingId, mail: { kind: 'confirmed' } } as never,
      { id: 'j', correlationId: 't' },
    )
    expect(await listCapturedMail(dataDir, `${one.userId}@guelaguetza.test`)).toEqual([])
  })
})

test('a declined card: told, and mailed while the seats wait', async () => {
  const one = await hold('en')
  await house.pay(one.intentId, 'pm_card_chargeDeclined')
  await house.payments.settle(one.paymentId)
  await deliver(one.bookingId, 'booking.payment-failed', 2)
  expect(await rows(one.userId)).toEqual([{ type: 'BOOKING_PAYMENT_FAILED' }])
  const mail = await mailTo(one.userId)
  expect(mail.subject).toBe('The payment did not go through: Backstrap loom')
})

test('a cancellation and its refund: guest told and mailed of both, host of the first', async () => {
  const one = await confirmed()
  await house.bookings.cancel({ bookingId: one.bookingId, actor: { kind: 'guest', userId: one.userId }, note: null })
  await deliver(one.bookingId, 'booking.cancelled', 2)
  const cancelled = await mailTo(one.userId)
  expect(cancelled.subject).toMatch(/^Reserva cancelada/)
  expect(cancelled.text).toContain('$1,000.00 MXN')
  await house.submitRefunds()
  await deliver(one.bookingId, 'booking.refunded', 2)
  expect((await rows(one.userId)).map(({ type }) => type)).toEqual(['BOOKING_CANCELLED', 'BOOKING_REFUNDED'])
  await vi.waitUntil(async () => (await listCapturedMail(dataDir, `${one.userId}@guelaguetza.test`)).length === 2, {
    timeout: 15_000,
  })
  expect((await mailTo(one.userId)).subject).toMatch(/^Reembolso hecho: \$1,000\.00/)
  const host = await house.db.query(`SELECT type FROM notifications WHERE user_id = $1 AND data->>'bookingId' = $2`, [
    one.hostUserId,
    one.bookingId,
  ])
  expect(host).toEqual([{ type: 'HOST_BOOKING_CANCELLED' }])
})

test('a host who cancels is quoted to the guest; what staff note is not', async () => {
  const [one, other] = [await confirmed(), await confirmed()]
  await house.bookings.cancel({
    bookingId: one.bookingId,
    actor: { kind: 'host', userId: one.hostUserId, hostId: one.hostId },
    note: 'Se cayó el puente del camino.',
  })
  await house.bookings.cancel({
    bookingId: other.bookingId,
    actor: { kind: 'admin', userId: other.userId },
    note: 'Caso 4711',
  })
  await deliver(one.bookingId, 'booking.cancelled')
  await deliver(other.bookingId, 'booking.cancelled', 2)
  const told = await mailTo(one.userId)
  expect(told.text).toContain('Te dice: «Se cayó el puente del camino.»')
  expect(told.text).toContain('$1,000.00 MXN')
  expect((await mailTo(other.userId)).text).not.toContain('4711')
})

test('a hold that ran out is told in the app, without a mail', async () => {
  const one = await hold()
  await house.runOut(one.bookingId)
  await house.bookings.expireHolds()
  await deliver(one.bookingId, 'booking.cancelled')
  expect(await rows(one.userId)).toEqual([{ type: 'BOOKING_HOLD_EXPIRED' }])
  expect(
    await house.db.query(
      `SELECT 1 FROM pgboss.job WHERE name = 'notifications.mail-guest' AND data->'data'->>'bookingId' = $1`,
      [one.bookingId],
    ),
  ).toEqual([])
})

test('old notifications and notes of old mails go, recent ones stay', async () => {
  const one = await confirmed()
  await deliver(one.bookingId, 'booking.confirmed')
  const key = `booking.confirmed:${one.bookingId}`
  await vi.waitUntil(() => house.database.read.sentMail.findUnique({ where: { key } }), { timeout: 15_000 })
  await house.db.query(
    `INSERT INTO sent_mails (key, template, sent_at) VALUES ('old', 'x', now() - interval '91 days')`,
  )
  await house.db.query(
    `INSERT INTO notifications (id, user_id, type, data, dedupe_key, created_at) VALUES ('01a2fff0-0000-7000-8000-0000000000ff', $1, 'BOOKING_CONFIRMED', '{}', 'old', now() - interval '401 days')`,
    [one.userId],
  )
  const forget = notifications.jobs?.find(({ job }) => job.name === 'notifications.forget-old')
  await forget?.handle({} as never, { id: 'j', correlationId: 't' })
  expect(await rows(one.userId)).toHaveLength(1)
  const notes = await house.db.query<{ key: string }>('SELECT key FROM sent_mails')
  expect(notes.map((note) => note.key)).toContain(key)
  expect(notes.map((note) => note.key)).not.toContain('old')
})

describe('the list', () => {
  let userId = ''
  const ids: string[] = []
  beforeAll(async () => {
    const one = await confirmed()
    userId = one.userId
    await deliver(one.bookingId, 'booking.confirmed')
    for (let i = 0; i < 4; i += 1) {
      await house.db.query(
        `INSERT INTO notifications (id, user_id, type, data, dedupe_key)
         SELECT ('01a2fff0-0000-7000-8000-00000000000' || $2)::uuid, user_id, type, data, dedupe_key || $2 FROM notifications WHERE user_id = $1 AND dedupe_key LIKE 'booking.confirmed:%' ORDER BY id LIMIT 1`,
        [userId, String(i)],
      )
    }
    ids.push(
      ...(
        await house.db.query<{ id: string }>('SELECT id FROM notifications WHERE user_id = $1 ORDER BY id DESC', [
          userId,
        ])
      ).map(({ id }) => id),
    )
  })

  test('comes page by page, newest first', async () => {
    const first = await list(userId, '?limit=3')
    const second = await list(userId, `?limit=3&cursor=${first.nextCursor}`)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
    expect(second.nextCursor).toBeNull()
  })

  test('after a lost connection, only what is newer', async () => {
    const { items } = await list(userId, `?after=${ids[2]}`)
    expect(items.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  })

  test('is marked read by its owner only: some, then all', async () => {
    const stranger = await house.guest('Luis')
    const read = async (body: object, as: string) =>
      (await call(app, 'POST', '/api/v1/notifications/read', body, signedInAs({ userId: as }))).json<{
        unreadCount: number
      }>().unreadCount
    await read({ ids }, stranger)
    expect((await list(userId)).unreadCount).toBe(5)
    expect(await read({ ids: ids.slice(0, 2) }, userId)).toBe(3)
    expect(await read({ ids: ids.slice(0, 2) }, userId)).toBe(3)
    expect(await read({}, userId)).toBe(0)
    expect(
      (await call(app, 'GET', '/api/v1/notifications/unread-count', undefined, signedInAs({ userId }))).json(),
    ).toEqual({ unreadCount: 0 })
  })

  test('is nobody else’s, and nobody’s without a session', async () => {
    expect((await list(await house.guest('Luis'))).items).toEqual([])
    expect((await call(app, 'GET', '/api/v1/notifications')).statusCode).toBe(401)
  })
})
