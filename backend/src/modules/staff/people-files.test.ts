/** What staff see of people and do to them: their passwords again, masks, exports, and a record that stays. */
import { beforeAll, expect, test } from 'vitest'
import { call, goodPassword } from '../../../test-support/people.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { type Person, wholeHouse } from '../../../test-support/whole-house.ts'
import { newId } from '../../platform/ids.ts'

const db = await testDatabase()
const { app, startJobs, person, api } = await wholeHouse(db.url)
let admin: Person
let owner: Person

beforeAll(async () => {
  await startJobs()
  admin = await person('Abril', 'admin')
  owner = await person('Eufemia')
  await db.query(
    `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
     VALUES ($1, $2, 'taller-cuarzo', 'Taller Cuarzo', 'Eufemia Ruiz', '', 'valles-centrales', '{}', '', '{}', '{}')`,
    [newId(), owner.id],
  )
}, 60_000)

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
  // A code of the house is money of the house.
  const code = { code: 'FIESTAGRANDE', kind: 'AMOUNT', value: 5000 }
  expect(await api(late, 'POST', '/admin/discount-codes', code)).toMatchObject({ body: { code: 'STEP_UP_REQUIRED' } })
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
  const { body: made } = await api(late, 'POST', '/admin/discount-codes', code)
  await api(late, 'PATCH', `/admin/discount-codes/${made.id}`, { active: false })
  expect(
    await db.query('SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id', [`discount-code:${made.id}`]),
  ).toEqual([{ action: 'discount-code.created' }, { action: 'discount-code.closed' }])
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

test('whoever owns a business is asked again before others come in or the money goes elsewhere', async () => {
  const weaver = await person('Rufina')
  await db.query(
    `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
     VALUES ($1, $2, 'telar-rufina', 'Telar Rufina', 'Rufina', '', 'valles-centrales', '{}', '', '{}', '{}')`,
    [newId(), weaver.id],
  )
  await db.query(`UPDATE sessions SET created_at = now() - interval '16 minutes' WHERE user_id = $1`, [weaver.id])
  const nobody = newId()
  const asks = () =>
    Promise.all([
      api(weaver, 'POST', '/seller/team', { email: 'sobrina@guelaguetza.test', role: 'HELPER' }),
      api(weaver, 'PATCH', `/seller/team/${nobody}`, { role: 'MANAGER' }),
      api(weaver, 'DELETE', `/seller/team/${nobody}`),
      api(weaver, 'POST', '/seller/payouts/onboarding'),
    ])
  expect((await asks()).map(({ body }) => body.code)).toEqual(Array.from({ length: 4 }, () => 'STEP_UP_REQUIRED'))
  expect(await db.query('SELECT 1 FROM team_members UNION ALL SELECT 1 FROM connected_accounts')).toEqual([])
  // To who has no such business there is nothing to prove, and reading one's own asks nobody.
  expect((await api(admin, 'POST', '/host/payouts/onboarding')).status).toBe(404)
  expect((await api(weaver, 'GET', '/seller/team')).status).toBe(200)
  expect((await api(weaver, 'POST', '/me/step-up', { password: goodPassword })).status).toBe(200)
  expect((await asks()).slice(0, 3).map(({ status }) => status)).toEqual([201, 404, 404])
})

test('a sheet has everything that a search finds, however much it is', async () => {
  await db.query(
    `INSERT INTO audit_entries (id, actor_id, action, subject, details)
     SELECT ('0197' || lpad(to_hex(n), 4, '0') || '-0000-7000-8000-000000000000')::uuid, $1::uuid, 'user.opened', 'user:x', '{"reason":"Prueba"}'
     FROM generate_series(1, 5301) n`,
    [admin.id],
  )
  const sheet = await call(
    app,
    'GET',
    '/api/v1/admin/audit-log.csv?action=user.opened&sort=oldest',
    undefined,
    admin.bearer,
  )
  const lines = sheet.body.trimEnd().split('\r\n')
  expect(lines.length).toBeGreaterThan(5301)
  expect(lines.filter((line: string) => line.includes('Prueba'))).toHaveLength(5301)
})

test('the record can be neither changed nor emptied', async () => {
  for (const statement of [
    `UPDATE audit_entries SET action = 'x'`,
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
  ])
    await expect(db.query(statement)).rejects.toThrow('append-only')
  // Superusers are told by the triggers; anybody else, the owner of the table too, has no right to.
  const rights = await db.query(
    `SELECT DISTINCT privilege_type AS may FROM pg_class, aclexplode(relacl) WHERE oid = 'audit_entries'::regclass`,
  )
  expect(rights.map(({ may }) => may)).toEqual(expect.arrayContaining(['SELECT', 'INSERT']))
  expect(rights.filter(({ may }) => ['UPDATE', 'DELETE', 'TRUNCATE'].includes(String(may)))).toEqual([])
})
