/** Consents, export and the end of an account, in the whole program with its demo data: what is left says nothing of who it was. */
import { beforeAll, expect, test } from 'vitest'
import { demoPassword, seed } from '../../../../prisma/seed/index.ts'
import { documentVersions } from '../../../../contracts/privacy.ts'
import { call, goodPassword, signIn } from '../../../test-support/people.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { wholeHouse } from '../../../test-support/whole-house.ts'
import { newId } from '../../platform/ids.ts'
import { listCapturedMail } from '../../platform/outside/mail/mail-folder.ts'
import type { Privacy } from './index.ts'

const db = await testDatabase()
const { app, modules, config, dataDir, startJobs } = await wholeHouse(db.url)
const privacy = modules.all.find(({ name }) => name === 'privacy') as Privacy

beforeAll(async () => {
  await seed(config)
  await startJobs()
}, 120_000)

type Headers = Record<string, string>
const own = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, as: Headers, body?: object) =>
  call(app, method, `/api/v1/me/${path}`, body, as)
const dueNow = (userId: string) =>
  db.query(`UPDATE account_closures SET effective_at = now() - interval '1 minute' WHERE user_id = $1`, [userId])

/** Rows of any table, whatever its columns, that say one of these. */
async function sayers(words: string[]): Promise<string[]> {
  const tables = await db.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const rows = await db.query<{ row: string }>(`SELECT x::text AS row FROM ${name} x WHERE x::text ILIKE ANY($1)`, [
      words.map((word) => `%${word}%`),
    ])
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 300)}`))
  }
  return found
}

async function brokenPromises(): Promise<string[]> {
  const broken: string[] = []
  // Days are counted by jobs, and none runs here.
  for (const { name, sql } of modules.all
    .filter((one) => one.name !== 'insights')
    .flatMap((one) => one.guarantees ?? []))
    if ((await db.query(sql)).length > 0) broken.push(name)
  return broken
}

test('consents are asked for at sign-up by version, kept for ever, and news can be taken back', async () => {
  const email = 'consiente@example.com'
  const consents = { terms: documentVersions.TERMS, privacy: documentVersions.PRIVACY, marketing: true }
  const signUp = (body: object) =>
    call(app, 'POST', '/api/auth/sign-up/email', { name: 'Consuelo', email, password: goodPassword, ...body })
  expect((await signUp({ consents })).statusCode).toBe(200)
  const { bearer } = await signIn(app, email)
  const shown = (await own('GET', 'consents', bearer)).json<{ current: object[]; history: object[] }>()
  expect(shown.current).toEqual([
    { document: 'TERMS', version: documentVersions.TERMS, given: true },
    { document: 'PRIVACY', version: documentVersions.PRIVACY, given: true },
    { document: 'MARKETING', version: documentVersions.MARKETING, given: true },
  ])
  expect(shown.history).toHaveLength(3)
  const marketing = { document: 'MARKETING', version: documentVersions.MARKETING }
  const back = await own('PUT', 'consents', bearer, { ...marketing, given: false })
  expect(back.json()).toMatchObject({ current: expect.arrayContaining([{ ...marketing, given: false }]) })
  // Given again, the withdrawal stays on record.
  const again = (await own('PUT', 'consents', bearer, { ...marketing, given: true })).json<{ history: object[] }>()
  expect(again.history).toHaveLength(4)
  expect(again.history.filter((one) => 'withdrawnAt' in one && one.withdrawnAt !== null)).toHaveLength(1)
  for (const [body, code] of [
    [{ ...marketing, version: '1999-01', given: true }, 'CONSENT_OUTDATED'],
    [{ document: 'TERMS', version: documentVersions.TERMS, given: false }, 'CONSENT_NEEDED'],
  ] as const)
    expect((await own('PUT', 'consents', bearer, body)).json()).toMatchObject({ status: 409, code })
  // Who signs up with somebody's address agrees to nothing in their name.
  await db.query('DELETE FROM consents')
  expect((await signUp({ consents })).statusCode).toBe(200)
  expect(await db.query('SELECT 1 FROM consents')).toEqual([])
})

test('somebody with paid plans, and somebody with guests and money on the way, are told what comes first', async () => {
  const kindsOf = async (who: string) => {
    const { bearer } = await signIn(app, `${who}@guelaguetza.test`, demoPassword)
    const { obstacles } = (await own('GET', 'closure', bearer)).json<{ obstacles: { kind: string }[] }>()
    expect((await own('POST', 'closure', bearer)).json()).toMatchObject({ status: 409, code: 'ACCOUNT_NOT_FREE' })
    return obstacles.map(({ kind }) => kind)
  }
  expect(await kindsOf('ana')).toContain('PAID_BOOKINGS')
  expect(await kindsOf('host')).toEqual(expect.arrayContaining(['GUESTS_EXPECTED', 'BALANCE']))
  expect(await kindsOf('seller')).toEqual(expect.arrayContaining(['ORDERS_TO_FULFIL', 'BALANCE']))
  expect(await kindsOf('admin')).toContain('STAFF')
  expect(await db.query('SELECT 1 FROM account_closures')).toEqual([])
})

test('an account that ends takes name, address, phone and messages with it; books, stars and promises stay', async () => {
  const [buyer] = await db.query<{ id: string; email: string; name: string }>(`
    SELECT u.id, u.email, u.name FROM users u
    WHERE EXISTS (SELECT 1 FROM bookings b WHERE b.user_id = u.id AND b.status = 'COMPLETED')
      AND EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id AND o.status = 'DELIVERED' AND o.shipping_address IS NOT NULL)
      AND EXISTS (SELECT 1 FROM reviews r WHERE r.user_id = u.id)
      AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.user_id = u.id AND o.status NOT IN ('DELIVERED', 'CANCELLED', 'REFUNDED'))
      AND NOT EXISTS (SELECT 1 FROM checkouts c WHERE c.user_id = u.id AND c.status NOT IN ('PAID', 'CANCELLED'))
      AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.user_id = u.id AND b.status NOT IN ('COMPLETED', 'CANCELLED', 'CONFIRMED'))
      AND NOT EXISTS (SELECT 1 FROM host_profiles h WHERE h.user_id = u.id) AND NOT EXISTS (SELECT 1 FROM seller_profiles s WHERE s.user_id = u.id)
    ORDER BY u.id LIMIT 1`)
  if (!buyer) throw new Error('the demo data has nobody who did all of it')
  const { id } = buyer
  const name = 'Xóchitl Secreta O"Brien'
  const words = [name, 'Xóchitl Secreta', buyer.email, 'Callejón Oculto 7', '951 555 0199']
  // What is under way is over; what they and others wrote names them.
  for (const sql of [
    `UPDATE users SET name = '${name}', image = 'data:image/png;base64,AAAA' WHERE id = $1`,
    `UPDATE slots s SET starts_at = s.starts_at - interval '400 days', ends_at = s.ends_at - interval '400 days', bookable_until = s.bookable_until - interval '400 days'
     FROM bookings b WHERE b.slot_id = s.id AND b.user_id = $1 AND b.status = 'CONFIRMED' AND s.ends_at > now()`,
    `UPDATE orders SET shipping_address = shipping_address || '{"recipient": "Xóchitl Secreta", "line1": "Callejón Oculto 7", "phone": "951 555 0199"}'
     WHERE user_id = $1 AND shipping_address IS NOT NULL`,
    `UPDATE bookings SET special_requests = 'Soy ${name}' WHERE user_id = $1`,
    `UPDATE reviews SET text = 'Les saluda ${name}, 951 555 0199', answer = 'Gracias, ${name}', answered_at = now() WHERE user_id = $1`,
  ])
    await db.query(sql, [id])
  // Most people of the demo data cannot sign in.
  await db.query(
    `INSERT INTO accounts (id, account_id, provider_id, user_id, password)
     SELECT $1, $2::uuid::text, 'credential', $2::uuid, a.password FROM accounts a JOIN users u ON u.id = a.user_id WHERE u.email = 'ana@guelaguetza.test'`,
    [newId(), id],
  )
  const { bearer } = await signIn(app, buyer.email, demoPassword)
  const [listing] = await db.query<{ id: string; payee: string; person: string }>(`
    SELECT e.id, e.host_id AS payee, h.user_id AS person FROM experiences e JOIN host_profiles h ON h.id = e.host_id WHERE e.status = 'ACTIVE' LIMIT 1`)
  const threadId = newId()
  await db.query(
    `INSERT INTO threads (id, subject_kind, subject_id, buyer_id, payee_id, payee_user_id, last_seq, buyer_unread, payee_unread)
     VALUES ($1, 'EXPERIENCE', $2, $3, $4, $5, 2, 1, 1)`,
    [threadId, newId(), id, listing?.payee, listing?.person],
  )
  for (const [seq, sender, text] of [
    [1, id, `Vivo en Callejón Oculto 7`],
    [2, listing?.person, `Hola, ${name}`],
  ])
    await db.query(
      `INSERT INTO messages (id, thread_id, seq, from_buyer, sender_id, text) VALUES ($1, $2, $3, $4, $5, $6)`,
      [newId(), threadId, seq, seq === 1, sender, text],
    )
  await db.query(
    `INSERT INTO notifications (id, user_id, type, data, dedupe_key) VALUES ($1, $2, 'MESSAGES_WAITING', $3, 'test')`,
    [newId(), listing?.person, JSON.stringify({ threadId, senderName: name })],
  )
  await db.query(
    `UPDATE orders SET completed_at = coalesce(completed_at, now()) WHERE user_id = $1 AND status = 'DELIVERED'`,
    [id],
  )

  const exported = await own('GET', 'export', bearer)
  expect(exported.headers['content-disposition']).toContain('guelaguetza-connect.json')
  const data = exported.json<Record<string, object[]>>()
  expect(data).toMatchObject({
    account: [{ name, email: buyer.email }],
    messages: [{ text: 'Vivo en Callejón Oculto 7' }],
  })
  for (const part of ['bookings', 'orders', 'reviews', 'payments', 'purchases'])
    expect(data[part]?.length, part).toBeGreaterThan(0)
  // Nobody else's: neither what the host wrote nor how they are reached.
  expect(exported.body).not.toContain('Hola, Xóchitl')
  const page = await own('GET', 'export?format=html', bearer)
  expect(page.headers['content-type']).toContain('text/html')
  expect(page.body).toContain('Xóchitl Secreta O&quot;Brien')
  // In the reader's words: no field is called by its name in the API.
  const keys = new Set(Object.values(data).flatMap((rows) => (Array.isArray(rows) ? rows.flatMap(Object.keys) : [])))
  expect([...keys].filter((key) => page.body.includes(`<th>${key}</th>`))).toEqual([])
  const before = await db.query(`SELECT sum(total_cents) AS paid, count(*) AS orders FROM orders WHERE user_id = $1`, [
    id,
  ])
  const healthy = await brokenPromises()

  // Asked after a while, it wants to know who asks.
  await db.query(`UPDATE sessions SET created_at = now() - interval '1 hour' WHERE user_id = $1`, [id])
  for (const path of ['export', 'closure'])
    expect((await own(path === 'export' ? 'GET' : 'POST', path, bearer)).json()).toMatchObject({
      code: 'STEP_UP_REQUIRED',
    })
  await own('POST', 'step-up', bearer, { password: demoPassword })
  expect((await own('GET', 'closure', bearer)).json()).toMatchObject({ obstacles: [] })
  const asked = await own('POST', 'closure', bearer)
  expect(asked.json()).toMatchObject({ effectiveAt: expect.any(String), graceDays: 14, obstacles: [] })
  expect((await own('DELETE', 'closure', bearer)).json()).toMatchObject({ effectiveAt: null })
  expect((await own('DELETE', 'closure', bearer)).statusCode).toBe(409)
  await own('POST', 'closure', bearer)
  expect(await privacy.closeDueAccounts()).toEqual({ closed: 0 })
  // Something came in between: it waits, and says why.
  await dueNow(id)
  await db.query(`UPDATE users SET banned = true WHERE id = $1`, [id])
  expect(await privacy.closeDueAccounts()).toEqual({ closed: 0 })
  await db.query(`UPDATE users SET banned = false WHERE id = $1`, [id])
  expect(await privacy.closeDueAccounts()).toEqual({ closed: 1 })
  expect(await privacy.closeDueAccounts()).toEqual({ closed: 0 })

  expect(await sayers(words)).toEqual([])
  expect(await brokenPromises()).toEqual(healthy)
  expect(
    await db.query(`SELECT sum(total_cents) AS paid, count(*) AS orders FROM orders WHERE user_id = $1`, [id]),
  ).toEqual(before)
  expect((await call(app, 'GET', '/api/v1/me', undefined, bearer)).statusCode).toBe(401)
  const gone = await call(app, 'POST', '/api/auth/sign-in/email', { email: buyer.email, password: demoPassword })
  expect(gone.statusCode).toBe(401)
  expect((await listCapturedMail(dataDir, buyer.email))[0]?.subject).toBe('Cerramos tu cuenta')
  // The address is free again, for a new account that knows nothing of the old.
  await call(app, 'POST', '/api/auth/sign-up/email', { name: 'Otra', email: buyer.email, password: goodPassword })
  const fresh = await signIn(app, buyer.email)
  expect((await call(app, 'GET', '/api/v1/bookings', undefined, fresh.bearer)).json()).toMatchObject({ items: [] })
}, 60_000)

test('a host and workshop whose account ends closes without a name, and nothing of theirs is shown', async () => {
  const email = 'taller-oculto@example.com'
  const userId = await modules.identity.createUser({ name: 'Tona Velada', email, password: goodPassword })
  const [hostId, experienceId, sellerId, productId] = [newId(), newId(), newId(), newId()]
  for (const [sql, ...values] of [
    [
      `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region) VALUES ($1, $2, 'tona-velada', 'Casa Velada', 'PERSON', 'Soy Tona Velada', '{"en": {"bio": "I am Tona Velada"}}', 'costa')`,
      hostId,
      userId,
    ],
    [
      `INSERT INTO experiences (id, slug, host_id, category, region, title, description, translations, duration_minutes, languages, meeting_lat, meeting_lng, meeting_address, cancellation_policy, includes, bring, accessibility, images, price_from_cents, status)
       VALUES ($1, 'con-tona-velada', $2, 'TALLER', 'costa', 'Un día con Tona Velada', 'En Calle Tapada 3', '{"en": {"title": "A day with Tona Velada", "meetingAddress": "Calle Tapada 3"}}', 60, '{es}', 15.86512, -97.07671, 'Calle Tapada 3', (SELECT cancellation_policy FROM experiences LIMIT 1), '{}', '{}', '', '{}', 0, 'ACTIVE')`,
      experienceId,
      hostId,
    ],
    [
      `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images) VALUES ($1, $2, 'taller-velada', 'Taller Velada', 'Tona Velada', 'Puerto', 'costa', '{}', 'De Tona Velada', '{}', '{}')`,
      sellerId,
      userId,
    ],
    [
      `INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, price_from_cents, status) VALUES ($1, 'jarro-tona-velada', $2, 'CERAMICA', 'Puerto', 'costa', 'Jarro', 'De Taller Velada', '{}', '{}', 100, '{}', 100, 'ARCHIVED')`,
      productId,
      sellerId,
    ],
    [
      `INSERT INTO applications (id, user_id, kind, status, answers, documents) VALUES ($1, $2, 'HOST', 'REFUSED', '{"name": "Casa Velada", "phone": "958 555 0142"}', '{}')`,
      newId(),
      userId,
    ],
  ] as const)
    await db.query(sql, [...values])
  const { bearer } = await signIn(app, email)
  expect((await own('POST', 'closure', bearer)).statusCode).toBe(200)
  await dueNow(userId)
  expect(await privacy.closeDueAccounts()).toEqual({ closed: 1 })
  expect(await sayers(['Tona Velada', 'Casa Velada', 'Taller Velada', 'tona-velada', '958 555 0142', email])).toEqual(
    [],
  )
  expect((await call(app, 'GET', `/api/v1/experiences/${experienceId}`)).statusCode).toBe(404)
  expect(
    await db.query(`SELECT status, meeting_address AS address, meeting_lat AS lat FROM experiences WHERE id = $1`, [
      experienceId,
    ]),
  ).toEqual([{ status: 'PAUSED', address: '•••', lat: 15.9 }])
})
