/** Teams, applications and public pages of hosts, on the whole program with a sold piece and a booked seat in it. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { actsOf } from '../../../test-support/authorisation.ts'
import { declaredAccess } from '../../../test-support/authorisation-routes.ts'
import { orderHouse } from '../../../test-support/order-house.ts'
import { type Person, wholeHouse } from '../../../test-support/whole-house.ts'
import type { EventMeta } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { inviteHashOf } from './keep-team.ts'
import { can } from './team-rights.rules.ts'

const house = await orderHouse()
const { db } = house
const { app, modules, platform, startJobs, person, api } = await wholeHouse(db.url, {
  SANDBOX_PORT: String(house.sandbox.port),
})
let owner: Person
let manager: Person
let helper: Person
let admin: Person
const shop = { sellerId: '', hostId: '', orderId: '', bookingId: '', slotId: '', experienceId: '', productId: '' }

async function joins(who: Person, kind: 'HOST' | 'SELLER', partnerId: string, role: 'MANAGER' | 'HELPER') {
  await db.query(
    `INSERT INTO team_members (id, partner_kind, partner_id, role, email, user_id, invited_by, expires_at, accepted_at)
     VALUES ($1, $2::"PartnerKind", $3, $4::"TeamRole", $5, $6, $7, now(), now())`,
    [newId(), kind, partnerId, role, who.email, who.id, owner.id],
  )
}
/** An event as its job delivers it, to one module. */
async function deliver(to: string, type: string, facts: object) {
  const id = newId()
  const meta: EventMeta = { id, type, source: 'test', time: new Date().toISOString(), correlationId: id }
  for (const { event, handle } of modules.all.find(({ name }) => name === to)?.subscriptions ?? [])
    if (event.type === type) await handle(event.schema.parse(facts) as never, meta)
}
const noticesOf = async (who: Person) =>
  ((await api(who, 'GET', '/notifications')).body.items as { type: string; title: string; body: string }[]).map(
    ({ type }) => type,
  )
/** Fields that say how much something costs or brings. */
function amountsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => amountsIn(one, `${path}/${index}`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    /amount|price|total|cents|commission|share|discount|refunded$|subtotal|balance/i.test(key) && inner !== null
      ? [`${path}/${key}`]
      : amountsIn(inner, `${path}/${key}`),
  )
}

beforeAll(async () => {
  await startJobs()
  await app.listen({ port: 0, host: '127.0.0.1' })
  owner = await person('Eufemia')
  manager = await person('Mateo')
  helper = await person('Hugo')
  admin = await person('Abril', 'admin')

  const bought = await house.buy([{}])
  const [sold] = bought.orders
  if (!sold) throw new Error('nothing was sold')
  const slot = await house.slot({ capacity: 10 })
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId: await house.guest(),
    party: [{ type: 'adult', quantity: 2 }],
  })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  Object.assign(shop, {
    sellerId: sold.seller.sellerId,
    hostId: slot.hostId,
    orderId: sold.id,
    bookingId,
    slotId: slot.slotId,
    experienceId: slot.experienceId,
    productId: sold.lines[0]?.productId,
  })
  await db.query('UPDATE seller_profiles SET user_id = $1 WHERE id = $2', [owner.id, shop.sellerId])
  await db.query('UPDATE host_profiles SET user_id = $1 WHERE id = $2', [owner.id, shop.hostId])
  for (const [who, role] of [
    [manager, 'MANAGER'],
    [helper, 'HELPER'],
  ] as const) {
    await joins(who, 'HOST', shop.hostId, role)
    await joins(who, 'SELLER', shop.sellerId, role)
  }
}, 90_000)

describe('what each of a team reads', () => {
  /** Every route that reads something of a host or workshop, on what is really there. */
  const reads = Object.keys(declaredAccess)
    .filter((route) => /^GET \/api\/v1\/(host|seller)\//.test(route))
    .map((route) => ({ route, acts: actsOf(route) }))
  const pathOf = (route: string) =>
    route
      .replace('GET /api/v1', '')
      .replace('/orders/{id}', `/orders/${shop.orderId}`)
      .replace('/slots/{id}', `/slots/${shop.slotId}`)
      .replace('/experiences/{id}', `/experiences/${shop.experienceId}`)
      .replace('/products/{id}', `/products/${shop.productId}`)

  test('is by the table of rights, for every route; and of all that a helper reads nothing is an amount', async () => {
    const wrong: string[] = []
    let read = 0
    for (const { route, acts } of reads) {
      if (!acts || /\{(?!id\})/.test(route)) throw new Error(`no rule for ${route}`)
      const path = pathOf(route)
      for (const [who, role] of [
        [owner, 'OWNER'],
        [manager, 'MANAGER'],
        [helper, 'HELPER'],
      ] as const) {
        const { status, body, text } = await api(who, 'GET', path)
        const may = can(role, acts.action)
        // What asks for more in its query says so before anything; whoever may not is not told even that.
        if (may ? ![200, 400, 404].includes(status) : ![400, 403, 404].includes(status))
          wrong.push(`${role} ${route}: ${status}`)
        if (role === 'OWNER' && status === 404 && !/feed/.test(route)) wrong.push(`not driven: ${route}`)
        if (role === 'HELPER' && status === 200) {
          read += 1
          wrong.push(...amountsIn(body).map((field) => `HELPER ${route} ${field}`))
          if (body === null && /\d\.\d\d/.test(text)) wrong.push(`HELPER ${route}: ${text}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(read).toBeGreaterThanOrEqual(5)
    // The control: the owner’s answers have amounts in the same places.
    expect(amountsIn((await api(owner, 'GET', '/host/bookings')).body)).toContain('/items/0/total')
    expect(amountsIn((await api(owner, 'GET', `/seller/orders/${shop.orderId}`)).body)).toContain('/sellerShare')
    expect(await api(owner, 'GET', '/host/profile')).toMatchObject({ body: { bookingsAhead: 1 } })
    expect(await api(owner, 'GET', '/seller/profile')).toMatchObject({ body: { ordersOpen: 1 } })
    const table = (await api(owner, 'GET', '/seller/orders.csv')).text
    expect(table).toMatch(/\d\.\d\d/)
  })

  test('a helper lets in and sends, and what that answers is without amounts too', async () => {
    const [ticket] = await db.query<{ code: string }>('SELECT code FROM tickets WHERE booking_id = $1 LIMIT 1', [
      shop.bookingId,
    ])
    const done = [
      await api(helper, 'POST', '/host/check-ins', { code: ticket?.code, duringHours: false }),
      await api(helper, 'POST', `/seller/orders/${shop.orderId}/process`),
      await api(helper, 'POST', `/seller/orders/${shop.orderId}/ship`, {
        carrier: 'DHL',
        trackingNumber: '1234567890',
      }),
    ]
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(done.flatMap(({ body }) => amountsIn(body))).toEqual([])
    for (const [path, body] of [
      [`/seller/orders/${shop.orderId}/cancel`, {}],
      [`/seller/orders/${shop.orderId}/refund-lines`, { lines: [], restock: true }],
      [`/host/bookings/${shop.bookingId}/cancel`, { reason: 'lluvia fuerte' }],
    ] as const)
      expect([400, 403, 404]).toContain((await api(helper, 'POST', path, body)).status)
    expect(await api(owner, 'GET', `/seller/orders/${shop.orderId}`)).toMatchObject({ body: { status: 'SHIPPED' } })
  })

  test('of several, the one that is named; a link says it in its address; a role that is too small there is none', async () => {
    const other = await house.shop('Taller de al lado')
    await joins(helper, 'SELLER', other.sellerId, 'MANAGER')
    const named = (partnerId: string) => ({ 'x-acting-for': partnerId })
    expect((await api(helper, 'GET', '/seller/profile', undefined, named(other.sellerId))).body).toMatchObject({
      name: 'Taller de al lado',
    })
    expect((await api(helper, 'GET', `/seller/profile?actingFor=${other.sellerId}`)).body).toMatchObject({
      name: 'Taller de al lado',
    })
    expect((await api(helper, 'GET', `/seller/profile?actingFor=${shop.sellerId}`)).status).toBe(404)
    expect((await api(helper, 'GET', '/seller/profile', undefined, named(shop.sellerId))).status).toBe(404)
    expect((await api(helper, 'GET', `/seller/orders/${shop.orderId}`, undefined, named(other.sellerId))).status).toBe(
      404,
    )
    const { body } = await api(helper, 'GET', '/me/partners')
    expect(body.items.map((one: { kind: string; role: string }) => `${one.kind} ${one.role}`)).toEqual([
      'HOST HELPER',
      'SELLER HELPER',
      'SELLER MANAGER',
    ])
  })
})

test('a draft is read on its public page by its owner and managers, with its times and what is said of it; by nobody else', async () => {
  const stranger = await person('Ema')
  const pages = [
    `/experiences/${shop.experienceId}`,
    `/experiences/${shop.experienceId}/slots`,
    `/slots/${shop.slotId}`,
    `/experiences/${shop.experienceId}/reviews`,
    `/experiences/${shop.experienceId}/questions`,
    `/products/${shop.productId}`,
    `/products/${shop.productId}/reviews`,
  ]
  /** The pages whose answer is another one. */
  const otherThan = async (status: number, who: Person | null) => {
    const answers = await Promise.all(
      pages.map(async (path) => ({ path, status: (await api(who, 'GET', path)).status })),
    )
    return answers.filter((answer) => answer.status !== status)
  }
  expect(await otherThan(200, null)).toEqual([])
  await db.query(`UPDATE experiences SET status = 'DRAFT' WHERE id = $1`, [shop.experienceId])
  await db.query(`UPDATE products SET status = 'DRAFT' WHERE id = $1`, [shop.productId])
  // The pages of before may be kept for a moment.
  await Promise.all([
    platform.cache.invalidate([`experience:${shop.experienceId}`]),
    platform.cache.invalidate([`product:${shop.productId}`]),
  ])
  for (const who of [owner, manager]) expect(await otherThan(200, who), who.email).toEqual([])
  for (const who of [helper, stranger, null]) expect(await otherThan(404, who)).toEqual([])
  await db.query('UPDATE team_members SET role = $1 WHERE user_id = $2', ['HELPER', manager.id])
  expect(await otherThan(404, manager)).toEqual([])

  await db.query('UPDATE team_members SET role = $1 WHERE user_id = $2', ['MANAGER', manager.id])
  await db.query(`UPDATE experiences SET status = 'ACTIVE' WHERE id = $1`, [shop.experienceId])
  await db.query(`UPDATE products SET status = 'ACTIVE' WHERE id = $1`, [shop.productId])
})

test('managers hear of what they may answer, each by a mail of their own; helpers do not', async () => {
  const fact = house.published.find(({ type }) => type === 'order.paid')
  const facts = { ...fact?.facts, sellerUserId: owner.id }
  await deliver('notifications', 'order.paid', facts)
  await deliver('notifications', 'order.paid', facts)
  expect(await noticesOf(owner)).toEqual(['SELLER_ORDER_PAID'])
  expect(await noticesOf(manager)).toEqual(['SELLER_ORDER_PAID'])
  expect(await noticesOf(helper)).toEqual([])
  const mails = await db.query<{ key: string; to: string }>(
    `SELECT data->'data'->>'key' AS key, data->'data'->>'userId' AS "to" FROM pgboss.job WHERE name = 'notifications.mail-about-order'`,
  )
  const toTeam = mails.filter(({ to }) => to === owner.id || to === manager.id)
  expect(new Set(toTeam.map(({ key }) => key)).size).toBe(2)

  const guest = await person('Ana')
  const { body } = await api(guest, 'POST', '/threads', {
    subject: { kind: 'PRODUCT', id: shop.productId },
    text: '¿Hacen uno más grande?',
  })
  const threadId = body.thread?.id ?? body.threadId ?? body.id
  const waiting = await db.query('SELECT 1 FROM messages WHERE thread_id = $1', [threadId])
  expect(waiting).toHaveLength(1)
  expect((await api(manager, 'GET', '/threads')).body.items).toHaveLength(1)
  expect((await api(helper, 'GET', '/threads')).body.items).toEqual([])
  const setRemoved = (at: string) =>
    db.query(`UPDATE team_members SET removed_at = ${at} WHERE user_id = $1 AND partner_kind = 'SELLER'`, [manager.id])
  await setRemoved('now()')
  expect((await api(manager, 'GET', '/threads')).body.items).toEqual([])
  await setRemoved('NULL')
})

/** An open page: everything the socket tells this person. */
async function openPage(who: Person): Promise<{ heard: unknown[]; close(): void }> {
  const socket = new WebSocket(`ws://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1/realtime`, {
    headers: who.bearer,
  })
  const heard: unknown[] = []
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())))
  await once(socket, 'open')
  await vi.waitFor(() => expect(heard).toContainEqual({ type: 'hello', userId: who.id }))
  return { heard, close: () => socket.terminate() }
}

test('a booking or order that moved reaches the open pages of its buyer and of everybody of the team, now, and of nobody else', async () => {
  const [guest, former, stranger] = [await person('Gloria'), await person('Fidel'), await person('Elsa')]
  await joins(former, 'HOST', shop.hostId, 'MANAGER')
  await joins(former, 'SELLER', shop.sellerId, 'MANAGER')
  await db.query('UPDATE team_members SET removed_at = now() WHERE user_id = $1', [former.id])
  const team = [owner, manager, helper]
  const inside = await Promise.all([...team, guest].map(openPage))
  const outside = await Promise.all([former, stranger].map(openPage))

  const { bookingId } = await house.bookings.hold({
    slotId: shop.slotId,
    userId: guest.id,
    party: [{ type: 'adult', quantity: 1 }],
  })
  expect(await api(guest, 'POST', `/bookings/${bookingId}/cancel`, {})).toMatchObject({ status: 200 })
  const { body: shownBefore } = await api(owner, 'GET', '/seller/profile')
  const [bought] = (await house.buy([{ seller: { sellerId: shop.sellerId, userId: owner.id } }], guest.id)).orders
  // A sale is no change of the page: who edits it meanwhile still saves.
  expect((await api(owner, 'GET', '/seller/profile')).body).toEqual({
    ...shownBefore,
    ordersOpen: shownBefore.ordersOpen + 1,
  })
  expect(await api(helper, 'POST', `/seller/orders/${bought?.id}/process`)).toMatchObject({ status: 200 })

  for (const { heard } of inside)
    await vi.waitFor(() => {
      // Ids and where it stands: whoever may not see money hears of none.
      expect(heard).toContainEqual({ type: 'booking', bookingId, status: 'CANCELLED' })
      expect(heard).toContainEqual({ type: 'order', orderId: bought?.id, status: 'PROCESSING' })
    })
  // What is sent to all goes out at once: had these two been meant, they had heard it by now.
  for (const { heard } of outside)
    expect(heard.filter((one) => ['booking', 'order'].includes((one as { type: string }).type))).toEqual([])
  for (const { close } of [...inside, ...outside]) close()
})

test('a booking says when its experience is offered no more, and is there again when it is', async () => {
  const guest = await person('Gala')
  const { bookingId, payment } = await house.bookings.hold({
    slotId: shop.slotId,
    userId: guest.id,
    party: [{ type: 'adult', quantity: 1 }],
  })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  const says = async () => {
    const { body } = await api(guest, 'GET', `/bookings/${bookingId}`)
    return [body.booking.status, body.booking.experience.isOffered]
  }
  expect(await says()).toEqual(['CONFIRMED', true])
  await api(owner, 'POST', '/host/profile/pause')
  expect(await says()).toEqual(['CONFIRMED', false])
  await api(owner, 'POST', '/host/profile/resume')
  expect(await says()).toEqual(['CONFIRMED', true])
})

test('who is let in at the door is let in on the other phones there', async () => {
  const slot = await house.slot({ experienceId: shop.experienceId })
  const guest = await house.guest()
  const { bookingId, payment } = await house.bookings.hold({
    slotId: slot.slotId,
    userId: guest,
    party: [{ type: 'adult', quantity: 1 }],
  })
  await house.pay(payment?.intentId ?? '')
  await house.payments.settle(payment?.id ?? '')
  const [ticket] = await db.query<{ code: string }>('SELECT code FROM tickets WHERE booking_id = $1', [bookingId])
  const page = await openPage(manager)
  await api(helper, 'POST', '/host/check-ins', { code: ticket?.code, duringHours: false })
  await vi.waitFor(() => expect(page.heard).toContainEqual({ type: 'booking', bookingId, status: 'CONFIRMED' }))
  page.close()
})

test('an invitation is read before signing in: whose, for whom, and when it no longer works', async () => {
  const invited = await api(owner, 'POST', '/host/team', { email: 'rosalba@example.com', role: 'MANAGER' })
  const token = 'a-token-that-only-the-mail-carries'
  await db.query('UPDATE team_members SET invite_hash = $1 WHERE id = $2', [inviteHashOf(token), invited.body.id])
  const look = (secret: string) => api(null, 'POST', '/team-invitations/look', { token: secret })
  expect(await look(token)).toMatchObject({
    status: 200,
    body: { state: 'OPEN', kind: 'HOST', role: 'MANAGER', inviter: 'Eufemia', email: 'ro•••@example.com' },
  })
  expect((await look(`${token}-not`)).status).toBe(404)
  await db.query(`UPDATE team_members SET expires_at = now() - interval '1 minute' WHERE id = $1`, [invited.body.id])
  expect(await look(token)).toMatchObject({ body: { state: 'OVER' } })
  const again = await api(owner, 'POST', '/host/team', { email: 'rosalba@example.com', role: 'HELPER' })
  expect(again).toMatchObject({ status: 201, body: { status: 'INVITED', role: 'HELPER' } })
  expect((await look(token)).status).toBe(404)
})

test('from an application to a page everyone reads: papers on record, an account before approval, a mark, a pause, the end', async () => {
  const [guide, moderator] = [await person('Itzel'), await person('Marina', 'moderator')]
  const { body: begun } = await api(guide, 'POST', '/me/applications', { kind: 'HOST' })
  const path = `/me/applications/${begun.id}`
  expect(begun).toMatchObject({ payouts: 'NONE' })
  const upload = async (purpose: string, file: Blob) => {
    const form = new FormData()
    form.set('purpose', purpose)
    form.set('file', file, 'archivo')
    const request = new Request('http://localhost/', { method: 'POST', body: form })
    const type = { 'content-type': request.headers.get('content-type') ?? '' }
    const payload = Buffer.from(await request.arrayBuffer())
    const sent = await app.inject({
      method: 'POST',
      url: '/api/v1/media',
      headers: { ...guide.bearer, ...type },
      payload,
    })
    expect(sent.statusCode).toBe(201)
    const { id } = sent.json() as { id: string }
    await modules.media.process(id)
    return id
  }
  const sharp = (await import('sharp')).default
  const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#b3123b' } })
    .jpeg()
    .toBuffer()
  const paperId = await upload(
    'DOCUMENT',
    new Blob(['%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'], { type: 'application/pdf' }),
  )
  const photoId = await upload('PROFILE', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }))
  const answers = {
    name: 'Caminos de Itzel',
    ownerName: 'Itzel Ramírez',
    phone: '951 123 4567',
    region: 'sierra-norte',
    town: 'Benito Juárez',
    hostType: 'guia',
    offer: 'Caminatas entre pueblos, de dos horas.',
    story: 'Aprendí los caminos de mi abuelo, que llevaba el correo entre los pueblos de la sierra, a pie.',
    storyEn: 'I learned the paths from my grandfather.',
    photoIds: [photoId],
  }
  await api(guide, 'PATCH', path, { answers, documentIds: [paperId] })

  expect((await api(owner, 'POST', `${path}/payouts`)).status).toBe(404)
  expect(await api(guide, 'POST', `${path}/payouts`)).toMatchObject({ status: 201, body: { url: expect.any(String) } })
  expect(await api(guide, 'GET', path)).toMatchObject({ body: { payouts: 'BEGUN' } })
  await api(guide, 'POST', `${path}/submit`)
  await deliver('notifications', 'partners.application-submitted', {
    applicationId: begun.id,
    userId: guide.id,
    kind: 'HOST',
    version: 3,
    name: answers.name,
  })
  expect(await noticesOf(admin)).toEqual(['APPLICATION_SUBMITTED'])
  expect(await noticesOf(moderator)).toEqual([])

  const file = `/media/${paperId}/file`
  const opened = async () =>
    (await api(admin, 'GET', `/admin/audit-log?subject=user:${guide.id}&action=document.opened`)).body.items
  expect((await api(guide, 'GET', file)).status).toBe(200)
  expect((await api(moderator, 'GET', file)).status).toBe(404)
  expect(await opened()).toEqual([])
  expect((await api(admin, 'GET', file)).status).toBe(200)
  expect(await opened()).toMatchObject([{ actor: { id: admin.id } }])

  expect(await api(admin, 'POST', `/admin/applications/${begun.id}/approve`, {})).toMatchObject({
    body: { status: 'APPROVED', partner: { id: begun.id, slug: 'caminos-de-itzel', verified: false, state: 'OPEN' } },
  })
  // The account that was begun for the application is the profile's.
  expect(await api(guide, 'GET', '/host/payouts/account')).toMatchObject({ body: { state: 'INCOMPLETE' } })
  expect((await api(guide, 'POST', `${path}/payouts`)).body).toMatchObject({ code: 'INVALID_TRANSITION' })

  const seen = () => api(null, 'GET', '/hosts/caminos-de-itzel', undefined, { 'accept-language': 'en' })
  expect(await seen()).toMatchObject({
    body: {
      bio: answers.storyEn,
      verified: false,
      isPaused: false,
      image: expect.stringContaining('/media/'),
      rating: null,
    },
  })
  expect((await api(admin, 'PUT', `/admin/hosts/${begun.id}/verified`, { verified: true })).status).toBe(200)
  expect(await seen()).toMatchObject({ body: { verified: true } })

  await db.query('UPDATE experiences SET host_id = $1 WHERE id = $2', [begun.id, shop.experienceId])
  await modules.experiences.listingChanged(begun.id)
  const listed = async () => (await api(null, 'GET', '/experiences?host=caminos-de-itzel')).body.items.length
  expect(await listed()).toBe(1)
  expect(await seen()).toMatchObject({ body: { experienceCount: 1 } })
  expect(await api(guide, 'PATCH', '/host/profile', { imageId: null })).toMatchObject({ body: { pictures: [] } })
  expect(await api(guide, 'PATCH', '/host/profile', { imageId: photoId })).toMatchObject({
    body: { pictures: [{ id: photoId }] },
  })
  expect((await api(guide, 'PATCH', '/host/profile', { imageId: paperId })).body).toMatchObject({
    code: 'MEDIA_NOT_FOUND',
  })
  await api(guide, 'POST', '/host/profile/pause')
  expect([await listed(), (await seen()).body.isPaused]).toEqual([0, true])
  expect((await api(null, 'GET', `/experiences/${shop.experienceId}`)).status).toBe(404)
  await api(guide, 'POST', '/host/profile/resume')
  expect(await listed()).toBe(1)
  // Somebody has paid for a visit: staff are told to see that it takes place.
  await db.query(`UPDATE bookings SET host_id = $1, status = 'CONFIRMED' WHERE id = $2`, [begun.id, shop.bookingId])
  expect(await api(guide, 'POST', '/host/profile/close')).toMatchObject({ body: { state: 'CLOSED' } })
  expect((await api(guide, 'GET', '/me/partners')).body.items).toMatchObject([{ partnerId: begun.id, state: 'CLOSED' }])
  expect((await api(admin, 'GET', '/admin/tasks')).body.items).toMatchObject([
    { kind: 'CLOSED_BUSINESS', subject: `user:${guide.id}`, details: { guestsExpected: 1, ordersToFulfil: 0 } },
  ])
  expect([await listed(), (await seen()).status]).toEqual([0, 404])
  // Who closed may ask again, and gets the same page back.
  // Nobody writes their story twice, whether they came to an end or were refused; another kind begins empty.
  const begin = async (kind: string) => (await api(guide, 'POST', '/me/applications', { kind })).body
  const filled = { status: 'DRAFT', answers, documents: [{ id: paperId }], staffNote: null, submittedAt: null }
  const refused = await begin('HOST')
  expect(refused).toMatchObject(filled)
  await api(guide, 'POST', `/me/applications/${refused.id}/submit`)
  await api(admin, 'POST', `/admin/applications/${refused.id}/refuse`, { reason: 'La identificación está vencida.' })
  const anew = await begin('HOST')
  expect(anew).toMatchObject(filled)
  expect(await begin('SELLER')).toMatchObject({ answers: {}, documents: [] })
  await api(guide, 'POST', `/me/applications/${anew.id}/submit`)
  expect(await api(admin, 'POST', `/admin/applications/${anew.id}/approve`, { verified: true })).toMatchObject({
    body: { partner: { id: begun.id, verified: true, state: 'OPEN' } },
  })
  expect(await seen()).toMatchObject({ status: 200, body: { slug: 'caminos-de-itzel' } })
})

test('applications are listed from either end, by kind and state, page by page, and drafts never', async () => {
  const who = await person('Petra')
  const made: string[] = []
  for (const [kind, status] of [
    ['HOST', 'SUBMITTED'],
    ['SELLER', 'DRAFT'],
    ['SELLER', 'SUBMITTED'],
    ['HOST', 'REFUSED'],
    ['HOST', 'SUBMITTED'],
  ]) {
    made.push(newId())
    await db.query(
      `INSERT INTO applications (id, user_id, kind, status, answers, documents) VALUES ($1, $2, $3::"PartnerKind", $4::"ApplicationStatus", '{}', '{}')`,
      [made.at(-1), status === 'DRAFT' ? who.id : (await person('Otra')).id, kind, status],
    )
  }
  const listed = async (query: string) => {
    const found: string[] = []
    let cursor = ''
    do {
      const { body } = await api(admin, 'GET', `/admin/applications?limit=1&${query}${cursor && `&cursor=${cursor}`}`)
      found.push(...(body.items as { id: string }[]).map(({ id }) => id))
      cursor = body.nextCursor ?? ''
    } while (cursor)
    return found.filter((id) => made.includes(id)).map((id) => made.indexOf(id))
  }
  expect(await listed('')).toEqual([4, 3, 2, 0])
  expect(await listed('sort=oldest')).toEqual([0, 2, 3, 4])
  expect(await listed('sort=oldest&status=SUBMITTED&kind=HOST')).toEqual([0, 4])
  expect(await listed('status=DRAFT')).toEqual([])
})

test('a page of a business is written over by nobody who read an older one; of two at once one is told', async () => {
  for (const path of ['/seller/profile', '/host/profile']) {
    const read = async () => (await api(owner, 'GET', path)).body
    const write = (name: string, version: string) => api(owner, 'PATCH', path, { name }, { 'if-match': `"${version}"` })
    const { version, name } = await read()
    const first = await write('Primero', version)
    expect(first).toMatchObject({ status: 200, body: { name: 'Primero' } })
    expect(first.body.version).toBe((await read()).version)
    expect(await write('Segundo', version)).toMatchObject({ status: 409, body: { code: 'VERSION_CONFLICT' } })
    const both = await Promise.all(['Uno', 'Otro'].map((one) => write(one, first.body.version)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    // Who says no version means whatever is there, and what one does not write is of no matter: a pause.
    expect(await api(owner, 'PATCH', path, { name })).toMatchObject({ status: 200, body: { version } })
    await api(owner, 'POST', `${path}/pause`)
    expect(await read()).toMatchObject({ version, state: 'PAUSED' })
    await api(owner, 'POST', `${path}/resume`)
  }
})
