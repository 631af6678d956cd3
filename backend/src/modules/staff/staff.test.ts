/** A workshop from its application to a ban, over HTTP, on the whole program as it runs. */
import { beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test-support/postgres.ts'
import { type Person, wholeHouse } from '../../../test-support/whole-house.ts'
import { newId } from '../../platform/ids.ts'
import { inviteHashOf } from '../partners/keep-team.ts'

const db = await testDatabase()
const { modules, startJobs, person, api } = await wholeHouse(db.url)
let admin: Person
let second: Person
let owner: Person

beforeAll(async () => {
  await startJobs()
  admin = await person('Abril', 'admin')
  second = await person('Bruno', 'admin')
  owner = await person('Eufemia')
  await db.query(
    `INSERT INTO craft_types (slug, category, name, technique, description, translations, towns, sort) VALUES ('barro-negro', 'CERAMICA', 'Barro negro', '', '', '{}', '{}', 1)`,
  )
}, 60_000)

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

test('everything the two promise holds', async () => {
  for (const { guarantees = [] } of [modules.partners, modules.staff])
    for (const { name, sql } of guarantees) expect({ name, rows: await db.query(sql) }).toEqual({ name, rows: [] })
})
