/** Conversations over HTTP on a real database: who may write to whom about what, once, in order, and what is told of it. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { orderHouse } from '../../../test-support/order-house.ts'
import { stillMedia } from '../../../test-support/still-media.ts'
import { newId } from '../../platform/ids.ts'
import type { MessageDeps } from './deps.ts'
import { messagesPerMinute, newThreadsPerDay } from './message-limits.rules.ts'
import { createMessages } from './index.ts'
import { blocksBetween } from './messages.repository.ts'

const house = await orderHouse()
const { db, database } = house
const live: { topic: string; message: Record<string, unknown> }[] = []
const published: Record<string, unknown>[] = []
const queued: { data: unknown; afterSeconds: number | undefined }[] = []
const limits = { enabled: false }
const deps: MessageDeps = {
  database,
  media: stillMedia(database) as MessageDeps['media'],
  events: { publish: async (_tx, _event, facts) => void published.push(facts as Record<string, unknown>) },
  jobs: { send: async (_tx, _job, data, options) => void queued.push({ data, afterSeconds: options?.afterSeconds }) },
  realtime: { publish: async (topic, message) => void live.push({ topic, message }) },
  async payeesOf(userId) {
    const rows = await db.query<{ id: string }>(
      'SELECT id FROM host_profiles WHERE user_id = $1 UNION ALL SELECT id FROM seller_profiles WHERE user_id = $1',
      [userId],
    )
    return rows.map(({ id }) => id)
  },
  limits,
}
const messages = createMessages(deps)
const app = await testApp({ databaseUrl: db.url, database, modules: [messages] })

beforeEach(() => {
  live.length = 0
  published.length = 0
  queued.length = 0
  limits.enabled = false
})
afterAll(async () => {
  for (const { name, sql } of messages.guarantees ?? []) if ((await db.query(sql)).length > 0) throw new Error(name)
})

async function call(as: string, method: 'GET' | 'POST', url: string, body?: object) {
  const answer = await app.inject({
    method,
    url: `/api/v1${url}`,
    headers: signedInAs({ userId: as }),
    ...(body ? { payload: body } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}
const start = (as: string, kind: string, id: string, text = 'Hola') =>
  call(as, 'POST', '/threads', { subject: { kind, id }, text })

async function product() {
  const shop = await house.shop()
  const { orders } = await house.hold([{ seller: shop }])
  return { shop, productId: orders[0]?.lines[0]?.productId ?? '' }
}
async function conversation() {
  const { shop, productId } = await product()
  const buyer = await house.guest('Ana')
  const { body } = await start(buyer, 'PRODUCT', productId)
  return { shop, productId, buyer, threadId: body.thread.id as string }
}

describe('who may write about what', () => {
  test('a buyer about a product that is shown; the workshop reads and answers', async () => {
    const { shop, productId } = await product()
    const buyer = await house.guest('Ana')
    const started = await start(buyer, 'PRODUCT', productId, '¿Lo haces en azul?')
    expect(started.status).toBe(201)
    expect(started.body).toMatchObject({
      thread: {
        side: 'BUYER',
        unreadCount: 0,
        other: { name: 'Taller Cuarzo y Noche' },
        subject: { title: 'Cántaro' },
      },
      message: { number: 1, mine: true, from: 'BUYER', text: '¿Lo haces en azul?' },
    })
    const { id } = started.body.thread
    expect((await call(shop.userId, 'GET', '/threads')).body).toMatchObject({
      unreadCount: 1,
      items: [{ id, side: 'PARTNER', unreadCount: 1, other: { name: 'Ana' } }],
    })
    const answer = await call(shop.userId, 'POST', `/threads/${id}/messages`, { text: 'Sí, en dos semanas' })
    expect(answer.body).toMatchObject({ number: 2, from: 'PARTNER', mine: true })
    expect((await call(buyer, 'GET', '/threads/unread')).body).toEqual({ unreadCount: 1 })
    expect(live.map(({ topic }) => topic)).toContain(`user:${shop.userId}`)
    const { body } = await call(buyer, 'GET', `/threads/${id}/messages`)
    expect(body.items.map(({ number }: { number: number }) => number)).toEqual([2, 1])
    const since = await call(buyer, 'GET', `/threads/${id}/messages?after=1`)
    expect(since.body.items).toHaveLength(1)
  })

  test('nobody about a draft, nor to themselves', async () => {
    const { shop, productId } = await product()
    expect((await start(shop.userId, 'PRODUCT', productId)).body.code).toBe('OWN_LISTING')
    await db.query(`UPDATE products SET status = 'DRAFT' WHERE id = $1`, [productId])
    expect((await start(await house.guest(), 'PRODUCT', productId)).status).toBe(404)
    expect((await start(await house.guest(), 'EXPERIENCE', newId())).status).toBe(404)
  })

  test('a conversation goes on although its listing is no longer shown', async () => {
    const { productId, buyer, threadId } = await conversation()
    await db.query(`UPDATE products SET status = 'ARCHIVED' WHERE id = $1`, [productId])
    expect((await start(buyer, 'PRODUCT', productId, '¿Sigues ahí?')).body.thread.id).toBe(threadId)
  })

  test('the workshop first about an order, once it was paid; nobody else', async () => {
    const shop = await house.shop()
    const held = await house.hold([{ seller: shop }])
    const heldId = held.orders[0]?.id ?? ''
    expect((await start(shop.userId, 'ORDER', heldId)).status).toBe(404)
    expect((await start(held.userId, 'ORDER', heldId)).status).toBe(201)
    const paid = await house.buy([{ seller: shop }])
    const orderId = paid.orders[0]?.id ?? ''
    expect((await start(await house.guest(), 'ORDER', orderId)).status).toBe(404)
    expect((await start((await house.shop()).userId, 'ORDER', orderId)).status).toBe(404)
    const first = await start(shop.userId, 'ORDER', orderId, 'Ya va en camino')
    expect(first.body.thread).toMatchObject({ side: 'PARTNER', subject: { kind: 'ORDER' } })
    expect(first.body.thread.subject.code).toEqual(expect.any(String))
    expect((await start(paid.userId, 'ORDER', orderId)).body.thread.id).toBe(first.body.thread.id)
  })

  test('a guest and a host about a booking', async () => {
    const slot = await house.slot()
    const guest = await house.guest()
    const { bookingId } = await house.bookings.hold({
      slotId: slot.slotId,
      userId: guest,
      party: [{ type: 'adult', quantity: 1 }],
    })
    expect((await start(slot.hostUserId, 'BOOKING', bookingId)).status).toBe(404)
    const { body } = await start(guest, 'BOOKING', bookingId)
    expect((await call(slot.hostUserId, 'POST', `/threads/${body.thread.id}/messages`, { text: 'Sí' })).status).toBe(
      201,
    )
    expect((await start(guest, 'EXPERIENCE', slot.experienceId)).body.thread.id).not.toBe(body.thread.id)
  })

  test('what is not theirs is not there, whatever they ask', async () => {
    const { threadId } = await conversation()
    const stranger = await house.guest()
    for (const [method, path, body] of [
      ['GET', ''],
      ['GET', '/messages'],
      ['POST', '/messages', { text: 'x' }],
      ['POST', '/read', {}],
      ['POST', '/block'],
      ['POST', '/unblock'],
    ] as const)
      expect((await call(stranger, method, `/threads/${threadId}${path}`, body)).status).toBe(404)
    expect((await call(stranger, 'GET', '/threads')).body.items).toEqual([])
  })

  test('nothing to say is refused, and so are fields that nobody writes', async () => {
    const { buyer, threadId } = await conversation()
    const url = `/threads/${threadId}/messages`
    expect((await call(buyer, 'POST', url, { text: '  ' })).status).toBe(400)
    expect((await call(buyer, 'POST', url, { text: 'x', senderId: newId() })).status).toBe(400)
  })
})

describe('order and reading', () => {
  test('two first messages at once are one conversation', async () => {
    const { productId } = await product()
    const buyer = await house.guest()
    const both = await Promise.all([1, 2, 3, 4].map((n) => start(buyer, 'PRODUCT', productId, `Hola ${n}`)))
    expect(both.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(both.map(({ body }) => body.thread.id)).size).toBe(1)
    expect(both.map(({ body }) => body.message.number).toSorted()).toEqual([1, 2, 3, 4])
  })

  test('both sides at once: numbers without a gap, unread as the rows say', async () => {
    const { shop, buyer, threadId } = await conversation()
    const url = `/threads/${threadId}/messages`
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => call(n % 2 ? buyer : shop.userId, 'POST', url, { text: `m${n}` })),
    )
    await Promise.all([
      call(buyer, 'POST', `/threads/${threadId}/read`, {}),
      call(shop.userId, 'POST', url, { text: 'y' }),
    ])
    const { body } = await call(buyer, 'GET', `${url}?limit=100`)
    expect(body.items.map(({ number }: { number: number }) => number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
  })

  test('read up to a number, never backwards; the other side sees how far', async () => {
    const { shop, buyer, threadId } = await conversation()
    for (const text of ['a', 'b']) await call(buyer, 'POST', `/threads/${threadId}/messages`, { text })
    expect((await call(shop.userId, 'POST', `/threads/${threadId}/read`, { number: 2 })).body.unreadCount).toBe(1)
    expect((await call(shop.userId, 'POST', `/threads/${threadId}/read`, { number: 1 })).body.unreadCount).toBe(1)
    expect((await call(buyer, 'GET', `/threads/${threadId}`)).body.otherReadNumber).toBe(2)
    expect((await call(shop.userId, 'POST', `/threads/${threadId}/read`)).body.unreadCount).toBe(0)
  })

  test('unread first, then the latest, page by page', async () => {
    const shop = await house.shop()
    const { orders } = await house.hold([{ seller: shop }])
    const productId = orders[0]?.lines[0]?.productId ?? ''
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) ids.push((await start(await house.guest(), 'PRODUCT', productId)).body.thread.id)
    await call(shop.userId, 'POST', `/threads/${ids[4]}/read`, {})
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await call(shop.userId, 'GET', `/threads?limit=2${cursor && `&cursor=${cursor}`}`)
      ).body
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(seen).toEqual([ids[3], ids[2], ids[1], ids[0], ids[4]])
  })

  test('a message that staff took away says nothing and is not unread', async () => {
    const { shop, buyer, threadId } = await conversation()
    const sent = await call(buyer, 'POST', `/threads/${threadId}/messages`, { text: 'algo feo' })
    expect(await messages.mayRead(database.read, sent.body.id, shop.userId)).toBe(true)
    expect(await messages.mayRead(database.read, sent.body.id, await house.guest())).toBe(false)
    const context = await messages.contextOf(database.read, sent.body.id)
    expect(context?.messages.map(({ text }) => text)).toEqual(['Hola', 'algo feo'])
    expect(await database.transaction((tx) => messages.hide(tx, sent.body.id, true))).toBe(true)
    expect(await database.transaction((tx) => messages.hide(tx, sent.body.id, true))).toBe(false)
    live.length = 0
    await messages.messageChanged(sent.body.id)
    expect(live.map(({ topic }) => topic).toSorted()).toEqual([`user:${buyer}`, `user:${shop.userId}`].toSorted())
    expect(live[0]?.message).toEqual({ type: 'message', threadId, messageId: sent.body.id, number: 2 })
    const { body } = await call(shop.userId, 'GET', `/threads/${threadId}`)
    expect(body).toMatchObject({ unreadCount: 1, lastMessage: { hidden: true, text: '' } })
    expect((await call(shop.userId, 'GET', `/threads/${threadId}/messages`)).body.items[0]).toMatchObject({
      text: '',
      hidden: true,
    })
    expect(await database.transaction((tx) => messages.hide(tx, sent.body.id, false))).toBe(true)
  })
})

describe('peace', () => {
  test('blocked both ways, with words, until it is taken back', async () => {
    const { shop, buyer, threadId } = await conversation()
    const url = `/threads/${threadId}/messages`
    expect((await call(shop.userId, 'POST', `/threads/${threadId}/block`)).body.blocked).toBe(true)
    expect(await call(buyer, 'POST', url, { text: 'x' })).toMatchObject({
      status: 403,
      body: { code: 'MESSAGES_BLOCKED' },
    })
    expect((await call(buyer, 'GET', `/threads/${threadId}`)).body.blocked).toBe(false)
    expect((await call(shop.userId, 'POST', url, { text: 'x' })).body.code).toBe('UNBLOCK_TO_WRITE')
    const more = await house.hold([{ seller: shop }])
    expect((await start(buyer, 'PRODUCT', more.orders[0]?.lines[0]?.productId ?? '')).status).toBe(403)
    const blocks = await database.transaction((tx) => blocksBetween(tx, shop.userId, buyer))
    expect(blocks).toEqual({ byOne: true, byOther: false })
    await call(shop.userId, 'POST', `/threads/${threadId}/unblock`)
    expect((await call(buyer, 'POST', url, { text: 'x' })).status).toBe(201)
  })

  test('so many messages a minute, also when they come at once', async () => {
    const { buyer, threadId } = await conversation()
    limits.enabled = true
    const sent = await Promise.all(
      Array.from({ length: messagesPerMinute + 3 }, () =>
        call(buyer, 'POST', `/threads/${threadId}/messages`, { text: 'x' }),
      ),
    )
    expect(sent.filter(({ status }) => status === 201)).toHaveLength(messagesPerMinute - 1)
    expect(sent.find(({ status }) => status === 429)?.body.code).toBe('RATE_LIMITED')
  })

  test('so many new conversations a day; those about what was bought are not counted', async () => {
    const buyer = await house.guest()
    const { productId, shop } = await product()
    await start(buyer, 'PRODUCT', productId)
    await db.query(
      `INSERT INTO threads (id, subject_kind, subject_id, buyer_id, payee_id, payee_user_id, last_seq, payee_unread, buyer_read_seq)
       SELECT gen_random_uuid(), 'PRODUCT', gen_random_uuid(), $1, $2, $3, 1, 1, 1 FROM generate_series(2, $4::int)`,
      [buyer, shop.sellerId, shop.userId, newThreadsPerDay],
    )
    await db.query(
      `INSERT INTO messages (id, thread_id, seq, from_buyer, sender_id, text, images, created_at)
       SELECT gen_random_uuid(), id, 1, true, buyer_id, 'x', '{}', now() - interval '2 hours' FROM threads t
       WHERE buyer_id = $1 AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.thread_id = t.id)`,
      [buyer],
    )
    limits.enabled = true
    const other = await product()
    expect((await start(buyer, 'PRODUCT', other.productId)).body.code).toBe('TOO_MANY_THREADS')
    expect((await start(buyer, 'PRODUCT', productId)).status).toBe(201)
    const bought = await house.buy([{ seller: shop }], buyer)
    expect((await start(buyer, 'ORDER', bought.orders[0]?.id ?? '')).status).toBe(201)
  })
})

describe('somebody who does not look', () => {
  test('is told once, of all that waits, and once an hour', async () => {
    const { shop, buyer, threadId } = await conversation()
    await call(buyer, 'POST', `/threads/${threadId}/messages`, { text: '¿Hola?' })
    expect(queued).toEqual([
      { data: { threadId, toBuyer: false }, afterSeconds: 180 },
      { data: { threadId, toBuyer: false }, afterSeconds: 180 },
    ])
    await messages.tellAway({ threadId, toBuyer: false })
    await messages.tellAway({ threadId, toBuyer: false })
    expect(published).toHaveLength(1)
    expect(published[0]).toMatchObject({
      userId: shop.userId,
      count: 2,
      senderName: 'Ana',
      subjectTitle: { es: 'Cántaro' },
    })
    expect(await messages.waiting({ threadId, userId: shop.userId, language: 'es' })).toMatchObject({
      texts: ['Hola', '¿Hola?'],
      count: 2,
    })

    queued.length = 0
    await call(buyer, 'POST', `/threads/${threadId}/messages`, { text: '¿Sigues?' })
    await messages.tellAway({ threadId, toBuyer: false })
    expect(published).toHaveLength(1)
    expect(queued.at(-1)?.afterSeconds).toBeGreaterThan(3500)
    await db.query(`UPDATE messages SET told_at = told_at - interval '2 hours' WHERE thread_id = $1`, [threadId])
    await messages.tellAway({ threadId, toBuyer: false })
    expect(published).toHaveLength(2)
    expect(published[1]).toMatchObject({ count: 1 })
  })

  test('hears what the other side wrote, and nobody else hears anything', async () => {
    const { shop, buyer, threadId } = await conversation()
    await db.query(
      `INSERT INTO messages (id, thread_id, seq, from_buyer, sender_id, text) VALUES ($1, $2, 2, false, $3, 'Aquí estamos')`,
      [newId(), threadId, shop.userId],
    )
    await db.query('UPDATE threads SET last_seq = 2, buyer_unread = 1 WHERE id = $1', [threadId])
    const textsFor = async (userId: string) =>
      (await messages.waiting({ threadId, userId, language: 'es' }))?.texts ?? null
    expect(await textsFor(shop.userId)).toEqual(['Hola'])
    expect(await textsFor(buyer)).toEqual(['Aquí estamos'])
    expect(await textsFor(await house.guest())).toBeNull()
    expect(await textsFor((await house.shop()).userId)).toBeNull()
  })

  test('who wrote as a guest and answers for the workshop too is on one side alone', async () => {
    const { shop, buyer, threadId } = await conversation()
    const inTeam = createMessages({
      ...deps,
      payeesOf: async (userId) => deps.payeesOf(userId === buyer ? shop.userId : userId),
      readersOf: async () => [buyer],
    })
    expect(await inTeam.unreadThreads(shop.userId)).toBe(1)
    expect(await inTeam.unreadThreads(buyer)).toBe(0)
    expect(await inTeam.waiting({ threadId, userId: buyer, language: 'es' })).toBeNull()
    await inTeam.tellAway({ threadId, toBuyer: false })
    expect(published.map(({ userId }) => userId)).toEqual([shop.userId])
  })

  test('who blocked the other side by then is not told', async () => {
    const { shop, threadId } = await conversation()
    await call(shop.userId, 'POST', `/threads/${threadId}/block`)
    await messages.tellAway({ threadId, toBuyer: false })
    expect(published).toEqual([])
    await call(shop.userId, 'POST', `/threads/${threadId}/unblock`)
    await messages.tellAway({ threadId, toBuyer: false })
    expect(published).toHaveLength(1)
  })

  test('who has read by then is not told', async () => {
    const { shop, threadId } = await conversation()
    await call(shop.userId, 'POST', `/threads/${threadId}/read`, {})
    await messages.tellAway({ threadId, toBuyer: false })
    expect(published).toEqual([])
    expect(await messages.waiting({ threadId, userId: shop.userId, language: 'es' })).toBeNull()
  })
})
