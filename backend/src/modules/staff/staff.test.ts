/** Partners and staff over HTTP, on the whole program as it runs. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Feature } from '../../../../contracts/settings.ts'
import { call, goodPassword, signIn } from '../../../test-support/people.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import type { Modules } from '../../modules.ts'
import { loadConfig } from '../../platform/config.ts'
import { newId } from '../../platform/ids.ts'
import { createPlatform, type Platform } from '../../platform/platform.ts'
import { buildServer } from '../../server.ts'
import { createFanOut } from '../../platform/realtime/fan-out.ts'
import { inviteHashOf } from '../partners/keep-team.ts'
import { createSettings } from '../settings/index.ts'

const db = await testDatabase()
let app: FastifyInstance
let modules: Modules
let platform: Platform
let dataDir: string
type Person = { id: string; email: string; bearer: Record<string, string> }
let admin: Person
let second: Person
let owner: Person

async function person(name: string, role: 'user' | 'moderator' | 'admin' = 'user'): Promise<Person> {
  const email = `${name}${newId().slice(-6)}@example.com`
  const id = await modules.identity.createUser({ name, email, password: goodPassword, role, emailVerified: true })
  return { id, email, bearer: (await signIn(app, email)).bearer }
}
const api = async (
  as: Person | null,
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => {
  const answer = await call(app, method, `/api/v1${path}`, body, as?.bearer ?? {})
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}
async function media(ownerId: string, purpose: 'PROFILE' | 'DOCUMENT') {
  const id = newId()
  const hash = id.replaceAll('-', '').padEnd(64, '0')
  await db.query(
    `INSERT INTO media (id, owner_id, purpose, status, content_hash, content_type, bytes, width, height, blur, sizes)
     VALUES ($1, $2, $3, 'READY', $4, 'image/jpeg', 1000, 640, 320, '', $5)`,
    [id, ownerId, purpose, hash, JSON.stringify([{ width: 640, height: 320, key: `media/${hash}-640.webp` }])],
  )
  return id
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'staff-'))
  platform = createPlatform(
    loadConfig({
      NODE_ENV: 'test',
      ROLE: 'api',
      DATABASE_URL: db.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: 'off',
      MAX_EVENT_LOOP_DELAY_MS: '60000',
      STAFF_REFUND_LIMIT_CENTS: '10000',
    }),
  )
  const server = await buildServer(platform)
  app = server.app
  modules = server.modules
  await server.startJobs()
  await db.query(
    `INSERT INTO craft_types (slug, category, name, technique, description, translations, towns, sort) VALUES ('barro-negro', 'CERAMICA', 'Barro negro', '', '', '{}', '{}', 1)`,
  )
  admin = await person('Abril', 'admin')
  second = await person('Bruno', 'admin')
  owner = await person('Eufemia')
}, 60_000)
afterAll(async () => {
  await app.close()
  await platform.jobs.stop(1)
  await platform.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('from an empty application to a workshop, with what is missing said on the way', async () => {
  const begun = await api(owner, 'POST', '/me/applications', { kind: 'SELLER' })
  expect(begun).toMatchObject({ status: 201, body: { status: 'DRAFT' } })
  const { id } = begun.body
  expect(await api(owner, 'POST', '/me/applications', { kind: 'SELLER' })).toMatchObject({
    body: { code: 'APPLICATION_OPEN' },
  })
  expect(await api(owner, 'POST', `/me/applications/${id}/submit`)).toMatchObject({
    status: 409,
    body: {
      code: 'APPLICATION_INCOMPLETE',
      errors: expect.arrayContaining([{ pointer: '/checklist/STORY', message: 'tu historia' }]),
    },
  })
  expect((await api(second, 'GET', `/me/applications/${id}`)).status).toBe(404)
  expect((await api(admin, 'GET', `/admin/applications/${id}`)).status).toBe(404)
  const answers = {
    name: 'Taller Cuarzo',
    ownerName: 'Eufemia Ruiz',
    phone: '951 123 4567',
    region: 'valles-centrales',
    town: 'San Bartolo Coyotepec',
    crafts: ['barro-negro'],
    offer: 'Cántaros, jarrones y mezcaleros de barro.',
    story:
      'Somos tres hermanas que aprendimos de mi abuela a bruñir el barro con cuarzo, como se hace aquí desde siempre.',
    photoIds: [await media(owner.id, 'PROFILE')],
  }
  expect(await api(owner, 'PATCH', `/me/applications/${id}`, { answers: { crafts: ['nada'] } })).toMatchObject({
    status: 400,
  })
  expect(
    await api(owner, 'PATCH', `/me/applications/${id}`, { answers, documentIds: [await media(second.id, 'DOCUMENT')] }),
  ).toMatchObject({ body: { code: 'MEDIA_NOT_FOUND' } })
  const saved = await api(owner, 'PATCH', `/me/applications/${id}`, {
    answers,
    documentIds: [await media(owner.id, 'DOCUMENT')],
  })
  expect(saved).toMatchObject({ status: 200, body: { photos: [{ url: expect.stringContaining('/media/') }] } })
  expect(await api(owner, 'PATCH', `/me/applications/${id}`, { status: 'APPROVED' })).toMatchObject({ status: 400 })
  expect(await api(owner, 'POST', `/me/applications/${id}/submit`)).toMatchObject({
    status: 200,
    body: { status: 'SUBMITTED' },
  })
  expect(await api(owner, 'PATCH', `/me/applications/${id}`, { answers })).toMatchObject({
    body: { code: 'INVALID_TRANSITION' },
  })
  expect(
    await api(admin, 'POST', `/admin/applications/${id}/ask`, { reason: 'Falta el reverso de tu identificación.' }),
  ).toMatchObject({
    body: { status: 'MORE_NEEDED', staffNote: 'Falta el reverso de tu identificación.' },
  })
  await api(owner, 'POST', `/me/applications/${id}/submit`)
  const approvals = await Promise.all(
    [admin, second].map((who) => api(who, 'POST', `/admin/applications/${id}/approve`, { verified: true })),
  )
  expect(approvals.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await api(owner, 'GET', '/seller/profile')).toMatchObject({
    body: { slug: 'taller-cuarzo', verified: true, state: 'OPEN' },
  })
  expect(await api(owner, 'POST', '/me/applications', { kind: 'SELLER' })).toMatchObject({
    body: { code: 'ALREADY_PARTNER' },
  })
})

test('a helper fulfils, sees no money and nothing of the owner’s; a role that is taken away ends at once', async () => {
  const helper = await person('Hugo')
  const stranger = await person('Sara')
  const invited = await api(owner, 'POST', '/seller/team', { email: helper.email.toUpperCase(), role: 'HELPER' })
  expect(invited).toMatchObject({ status: 201, body: { status: 'INVITED' } })
  const token = 'a-token-that-only-the-mail-carries'
  await db.query('UPDATE team_members SET invite_hash = $1 WHERE id = $2', [inviteHashOf(token), invited.body.id])
  expect(await api(stranger, 'POST', '/me/partners/accept', { token })).toMatchObject({
    body: { code: 'INVITATION_NOT_YOURS' },
  })
  expect(await api(helper, 'POST', '/me/partners/accept', { token })).toMatchObject({
    body: { role: 'HELPER', actions: ['check-in', 'bookings', 'orders', 'fulfil'] },
  })
  expect(await api(helper, 'POST', '/me/partners/accept', { token })).toMatchObject({
    body: { code: 'INVITATION_OVER' },
  })
  expect((await api(helper, 'GET', '/seller/orders')).status).toBe(200)
  for (const path of [
    '/seller/products',
    '/seller/statement',
    '/seller/payouts/account',
    '/seller/team',
    '/seller/profile',
    '/seller/discount-codes',
  ])
    expect({ path, ...(await api(helper, 'GET', path)) }).toMatchObject({ path, status: 404 })
  await api(owner, 'PATCH', `/seller/team/${invited.body.id}`, { role: 'MANAGER' })
  expect((await api(helper, 'GET', '/seller/products')).status).toBe(200)
  for (const path of ['/seller/payouts/account', '/seller/team'])
    expect((await api(helper, 'GET', path)).status).toBe(404)
  expect((await api(helper, 'POST', '/seller/profile/close')).status).toBe(404)
  expect((await api(helper, 'DELETE', `/seller/team/${invited.body.id}`)).status).toBe(404)
  expect((await api(owner, 'DELETE', `/seller/team/${invited.body.id}`)).status).toBe(204)
  expect((await api(helper, 'GET', '/seller/orders')).status).toBe(404)
})

test('a pause takes it out of sight, closing is for good', async () => {
  expect(await api(owner, 'POST', '/seller/profile/pause')).toMatchObject({ body: { state: 'PAUSED' } })
  expect(await api(owner, 'POST', '/seller/profile/pause')).toMatchObject({ body: { code: 'INVALID_TRANSITION' } })
  expect(await api(owner, 'POST', '/seller/profile/resume')).toMatchObject({ body: { state: 'OPEN' } })
  expect(await api(owner, 'PATCH', '/seller/profile', { returnDays: 30, town: 'Oaxaca' })).toMatchObject({
    body: { returnDays: 30, town: 'Oaxaca' },
  })
  expect((await api(owner, 'PATCH', '/seller/profile', { verified: true })).status).toBe(400)
})

test('a ban hides the workshop and files a task; its end shows it again, also when it ends by itself', async () => {
  const hidden = async () =>
    (
      await db.query<{ hidden: boolean }>(
        'SELECT hidden_at IS NOT NULL AS hidden FROM seller_profiles WHERE user_id = $1',
        [owner.id],
      )
    )[0]?.hidden
  expect((await api(admin, 'POST', `/admin/users/${owner.id}/ban`, { reason: 'fraude' })).status).toBe(200)
  expect(await hidden()).toBe(true)
  expect(await api(owner, 'GET', '/me')).toMatchObject({ body: { code: 'ACCOUNT_BANNED' } })
  const { body } = await api(admin, 'GET', '/admin/tasks')
  expect(body.items).toMatchObject([
    { kind: 'BANNED_PERSON', subject: `user:${owner.id}`, details: { reason: 'fraude' } },
  ])
  await api(admin, 'POST', `/admin/tasks/${body.items[0].id}/resolve`, { note: 'Avisamos a todos.' })
  expect((await api(admin, 'POST', `/admin/users/${owner.id}/unban`)).status).toBe(200)
  expect(await hidden()).toBe(false)
  await api(admin, 'POST', `/admin/users/${owner.id}/ban`, {
    reason: 'fraude',
    until: new Date(Date.now() + 60_000).toISOString(),
  })
  await db.query(`UPDATE users SET ban_expires = now() - interval '1 second' WHERE id = $1`, [owner.id])
  expect(await modules.staff.restoreAfterBans()).toBe(1)
  expect(await hidden()).toBe(false)
})

test('money and roles ask for the password again after a quarter of an hour', async () => {
  const late = await person('Lola', 'admin')
  await db.query(`UPDATE sessions SET created_at = now() - interval '16 minutes' WHERE user_id = $1`, [late.id])
  const ban = () => api(late, 'POST', `/admin/users/${owner.id}/unban`)
  expect(await ban()).toMatchObject({ status: 403, body: { code: 'STEP_UP_REQUIRED' } })
  const plan = {
    kind: 'BOOKING',
    bps: 900,
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
    reason: 'temporada',
  }
  expect(await api(late, 'POST', '/admin/commission-rates', plan)).toMatchObject({ body: { code: 'STEP_UP_REQUIRED' } })
  // What goes back by cancelling is money too.
  const [noBooking, noOrder] = [`/admin/bookings/${newId()}/cancel`, `/seller/orders/${newId()}`]
  const cancels = () =>
    Promise.all([
      api(late, 'POST', noBooking, { reason: 'El lugar cerró' }),
      api(late, 'POST', `${noOrder}/cancel`, {}),
      api(late, 'POST', `${noOrder}/refund-lines`, { lines: [{ lineId: newId(), quantity: 1 }], reason: 'Se quebró' }),
      api(late, 'POST', `${noOrder}/returns/${newId()}/receive`, {}),
    ])
  const refusals = (await cancels()).map(({ status, body }) => [status, body.code])
  expect(refusals).toEqual(Array.from({ length: 4 }, () => [403, 'STEP_UP_REQUIRED']))
  expect(await api(late, 'POST', '/me/step-up', { password: 'otra cosa' })).toMatchObject({
    body: { code: 'INVALID_PASSWORD' },
  })
  expect((await api(late, 'POST', '/me/step-up', { password: goodPassword })).status).toBe(200)
  expect((await ban()).status).toBe(200)
  expect((await cancels()).map(({ status }) => status)).toEqual([404, 404, 404, 404])
  expect(await api(late, 'POST', '/admin/commission-rates', plan)).toMatchObject({ status: 201 })
  const rates = async (query: string) => (await api(late, 'GET', `/admin/commission-rates?${query}`)).body.items
  expect(await rates('sort=oldest')).toEqual((await rates('sort=newest')).toReversed())
  expect(
    await api(late, 'POST', '/admin/commission-rates', { ...plan, startsAt: '2020-01-01T00:00:00.000Z' }),
  ).toMatchObject({ status: 400 })
})

test('a person’s file masks their address until it is opened with a reason, and that is written down', async () => {
  const { body } = await api(admin, 'GET', `/admin/users/${owner.id}`)
  expect(body).toMatchObject({ masked: true, email: 'e…@example.com', profiles: [{ kind: 'SELLER' }] })
  expect(JSON.stringify(body)).not.toContain(owner.email.toLowerCase())
  expect(await api(admin, 'GET', `/admin/users/${owner.id}?reason=queja%20formal`)).toMatchObject({
    body: { masked: false, email: owner.email.toLowerCase() },
  })
  const log = await api(admin, 'GET', `/admin/audit-log?subject=user:${owner.id}&action=user.opened&actor=${admin.id}`)
  expect(log.body.items).toMatchObject([{ reason: 'queja formal', masked: true, actor: { id: admin.id } }])
  expect(
    await api(admin, 'POST', `/admin/users/${owner.id}/end-sessions`, { reason: 'perdió su teléfono' }),
  ).toMatchObject({ status: 200 })
  expect((await api(owner, 'GET', '/me')).status).toBe(401)
})

test('a search of people masks their addresses, filters, sorts, and is a spreadsheet on record', async () => {
  const late = await person('Zenaida', 'moderator')
  const list = async (query: string, as = admin) => (await api(as, 'GET', `/admin/users?${query}`)).body.items
  expect(JSON.stringify(await list('limit=100', late))).not.toMatch(/\w{2}@example/)
  expect(await list(`q=${late.email}`)).toMatchObject([{ id: late.id, email: 'z…@example.com' }])
  expect(await list(`q=${late.id}`)).toMatchObject([{ id: late.id }])
  const ids = async (query: string) => (await list(query)).map(({ id }: { id: string }) => id)
  expect(await ids('role=moderator')).toEqual([late.id])
  expect(await ids('sort=oldest&limit=1')).toEqual([admin.id])
  expect(await ids('state=banned')).toEqual([])
  const sheet = await call(app, 'GET', '/api/v1/admin/users.csv?role=moderator', undefined, admin.bearer)
  expect(sheet.body).toContain('z…@example.com')
  const log = await call(app, 'GET', '/api/v1/admin/audit-log.csv?action=users.exported', undefined, admin.bearer)
  expect(log.body).toContain('""role"":""moderator""')
  expect((await api(late, 'GET', '/admin/users.csv')).status).toBe(403)
  const { body } = await api(admin, 'GET', `/admin/users/${admin.id}`)
  expect(body).toMatchObject({ listings: [], reviews: [], counts: { messages: 0, listings: 0 } })
  expect(body.liveSessions[0].ipAddress).toMatch(/…$/)
  const opened = await api(admin, 'GET', `/admin/users/${admin.id}?reason=revisión`)
  expect(opened.body.liveSessions[0].ipAddress).not.toContain('…')
})

test('the record can be neither changed nor emptied', async () => {
  for (const statement of [
    `UPDATE audit_entries SET action = 'x'`,
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
  ])
    await expect(db.query(statement)).rejects.toThrow('append-only')
})

test('what staff close answers everyone with its own code, in every process, until they open it', async () => {
  const { body: cart } = await api(owner, 'GET', '/features')
  expect(cart).toEqual({ BOOKINGS: true, MARKET: true, APPLICATIONS: true, MESSAGE_PHOTOS: true, REVIEWS: true })
  const buyer = await person('Clara')
  const [cartId, productId, variantId] = [newId(), newId(), newId()]
  await db.query(
    `INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, status, price_from_cents)
     SELECT $1, 'jarro', id, 'CERAMICA', '', 'costa', 'Jarro', '', '{}', '{}', 100, '{}', 'ACTIVE', 100 FROM seller_profiles LIMIT 1`,
    [productId],
  )
  await db.query(
    `INSERT INTO product_variants (id, product_id, sku, label, translations, options, price_cents, on_hand) VALUES ($1, $2, 'J', '', '{}', '{}', 100, 0)`,
    [variantId, productId],
  )
  await db.query('INSERT INTO carts (id, user_id) VALUES ($1, $2)', [cartId, buyer.id])
  await db.query(
    'INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents) VALUES ($1, $2, $3, 1, 100)',
    [cartId, variantId, productId],
  )
  const wanted = {
    BOOKINGS: ['/bookings', { slotId: newId(), party: [{ type: 'adult', quantity: 1 }] }, 'BOOKINGS_PAUSED'],
    MARKET: ['/checkouts', {}, 'MARKET_CLOSED'],
    APPLICATIONS: ['/me/applications', { kind: 'HOST' }, 'APPLICATIONS_CLOSED'],
    MESSAGE_PHOTOS: [
      '/threads',
      { subject: { kind: 'PRODUCT', id: newId() }, text: 'hola', imageIds: [newId()] },
      'MESSAGE_PHOTOS_PAUSED',
    ],
    REVIEWS: ['/reviews', { bookingId: newId(), rating: 5, text: 'Muy bien todo, gracias.' }, 'REVIEWS_PAUSED'],
  } as const
  const elsewhere = createFanOut({
    databaseUrl: db.url,
    database: platform.database,
    redis: null,
    logger: platform.logger,
  })
  await vi.waitUntil(() => elsewhere.listening())
  const other = createSettings({
    turned: async () => {},
    database: platform.database,
    fanOut: elsewhere,
    audit: async () => {},
    assertProved: async () => {},
  })
  const applicant = await person('Dora')
  const { body: draft } = await api(applicant, 'POST', '/me/applications', { kind: 'HOST' })
  for (const [feature, [path, body, code]] of Object.entries(wanted)) {
    const turn = (open: boolean) =>
      api(admin, 'PUT', `/admin/features/${feature}`, { open, reason: 'mantenimiento de esta noche' })
    await other.assertOpen(feature as Feature)
    expect(await turn(false)).toMatchObject({
      status: 200,
      body: { feature, open: false, updatedBy: { id: admin.id } },
    })
    expect({ feature, ...(await api(buyer, 'POST', path, body)) }).toMatchObject({
      feature,
      status: 409,
      body: { code },
    })
    expect((await api(null, 'GET', '/features')).body[feature]).toBe(false)
    await vi.waitUntil(() =>
      other.assertOpen(feature as Feature).then(
        () => false,
        (error: { code: string }) => error.code === code,
      ),
    )
    await turn(true)
    const again = await api(buyer, 'POST', path, body)
    expect({ feature, code: again.body.code }).not.toMatchObject({ code })
  }
  // Those who waited for seats are asked at once; a switch that stays as it is asks nobody.
  const sweeps = () => db.query(`SELECT 1 FROM pgboss.job WHERE name = 'schedules.sweep' AND state = 'created'`)
  const before = (await sweeps()).length
  for (const open of [true, false, true, true])
    await api(admin, 'PUT', '/admin/features/BOOKINGS', { open, reason: 'pasó la tormenta' })
  expect(await sweeps()).toHaveLength(before + 1)
  // Words without photos go on while photos are closed.
  await api(admin, 'PUT', '/admin/features/MESSAGE_PHOTOS', { open: false, reason: 'spam de fotos' })
  const words = { subject: { kind: 'PRODUCT', id: newId() }, text: 'hola', imageIds: [] }
  expect(await api(buyer, 'POST', '/threads', words)).toMatchObject({ status: 404 })
  await api(admin, 'PUT', '/admin/features/MESSAGE_PHOTOS', { open: true, reason: 'ya pasó' })
  // A draft begun before waits too: it is not sent while applications are closed.
  const sent = async () => (await api(applicant, 'POST', `/me/applications/${draft.id}/submit`)).body.code
  await api(admin, 'PUT', '/admin/features/APPLICATIONS', { open: false, reason: 'cupo lleno' })
  expect(await sent()).toBe('APPLICATIONS_CLOSED')
  await api(admin, 'PUT', '/admin/features/APPLICATIONS', { open: true, reason: 'ya hay lugar' })
  expect(await sent()).toBe('APPLICATION_INCOMPLETE')
  const log = await api(admin, 'GET', '/admin/audit-log?action=feature.&subject=feature:MARKET&sort=oldest')
  expect(log.body.items).toMatchObject([
    { action: 'feature.closed', before: { open: true }, after: { open: false }, reason: 'mantenimiento de esta noche' },
    { action: 'feature.opened', before: { open: false }, after: { open: true } },
  ])
  expect(await api(buyer, 'PUT', '/admin/features/MARKET', { open: false, reason: 'porque sí' })).toMatchObject({
    status: 403,
  })
  await elsewhere.close()
})

test('announcements are for everyone, for their time; the loudest comes first', async () => {
  const made = await api(admin, 'POST', '/admin/announcements', {
    text: { es: 'Hoy cerramos temprano.', en: 'We close early today.' },
    level: 'URGENT',
  })
  expect(made).toMatchObject({ status: 201, body: { level: 'URGENT' } })
  const quiet = await api(admin, 'POST', '/admin/announcements', {
    text: { es: 'Hay nuevas rutas.', en: 'New routes.' },
  })
  const later = await api(admin, 'POST', '/admin/announcements', {
    text: { es: 'Mañana.', en: 'Tomorrow.' },
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  expect((await api(null, 'GET', '/announcements')).body.items).toMatchObject([
    { text: 'Hoy cerramos temprano.', level: 'URGENT' },
    { text: 'Hay nuevas rutas.', level: 'INFO' },
  ])
  for (const { body } of [quiet, later])
    expect((await api(admin, 'DELETE', `/admin/announcements/${body.id}`)).status).toBe(204)
  expect((await api(admin, 'DELETE', `/admin/announcements/${made.body.id}`)).status).toBe(204)
  expect((await api(null, 'GET', '/announcements')).body.items).toEqual([])
})

test('everything the two promise holds', async () => {
  for (const { guarantees = [] } of [modules.partners, modules.staff])
    for (const { name, sql } of guarantees) expect({ name, rows: await db.query(sql) }).toEqual({ name, rows: [] })
})
