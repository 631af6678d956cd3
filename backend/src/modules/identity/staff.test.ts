/** What the staff may do with accounts, and the record that stays. */
import { describe, expect, test } from 'vitest'
import { call, goodPassword, peopleProcess, signIn } from '../../../test-support/people.ts'
import { testDatabase } from '../../../test-support/postgres.ts'

const testDb = await testDatabase()
const people = await peopleProcess({ databaseUrl: testDb.url, work: false })
const { app } = people

let counter = 0
async function account(role: 'user' | 'moderator' | 'admin', name = 'Persona') {
  const email = `${role}${(counter += 1)}@example.com`
  const id = await people.identity.createUser({ name, email, password: goodPassword, role })
  return { id, email, ...(await signIn(app, email)) }
}
type Account = Awaited<ReturnType<typeof account>>
const setRole = (by: Account, id: string, role: string) =>
  call(app, 'PUT', `/api/v1/admin/users/${id}/role`, { role }, by.bearer)
const ban = (by: Account, id: string) =>
  call(app, 'POST', `/api/v1/admin/users/${id}/ban`, { reason: 'spam' }, by.bearer)
const admin = await account('admin', 'Abril')

describe('who may', () => {
  test('a plain user reaches nothing of the staff', async () => {
    const ana = await account('user')
    for (const [method, url, body] of [
      ['GET', '/api/v1/admin/users'],
      ['POST', `/api/v1/admin/users/${admin.id}/ban`, { reason: 'spam' }],
      ['POST', `/api/v1/admin/users/${admin.id}/unban`],
      ['PUT', `/api/v1/admin/users/${ana.id}/role`, { role: 'admin' }],
      ['GET', '/api/v1/admin/audit-log'],
    ] as const) {
      expect((await call(app, method, url, body, ana.bearer)).json()).toMatchObject({
        status: 403,
        code: 'FORBIDDEN',
      })
      expect((await call(app, method, url, body)).statusCode).toBe(401)
    }
  })

  test('a moderator bans plain users only, and gives no roles', async () => {
    const moderator = await account('moderator')
    const ana = await account('user')
    expect((await ban(moderator, ana.id)).statusCode).toBe(200)
    expect((await ban(moderator, admin.id)).statusCode).toBe(403)
    expect((await ban(moderator, moderator.id)).json()).toMatchObject({ status: 409, code: 'CANNOT_ACT_ON_SELF' })
    expect((await setRole(moderator, ana.id, 'admin')).statusCode).toBe(403)
    expect((await call(app, 'GET', '/api/v1/admin/audit-log', undefined, moderator.bearer)).statusCode).toBe(403)
  })

  test('an administrator neither bans nor demotes themselves', async () => {
    expect((await ban(admin, admin.id)).json()).toMatchObject({ code: 'CANNOT_ACT_ON_SELF' })
    expect((await setRole(admin, admin.id, 'user')).json()).toMatchObject({ code: 'CANNOT_ACT_ON_SELF' })
    expect((await setRole(admin, '01a200cd-ddd9-7211-8467-58fb6374bc3f', 'user')).statusCode).toBe(404)
    expect((await setRole(admin, admin.id, 'emperor')).statusCode).toBe(400)
  })
})

test('a new role holds from the next request on', async () => {
  const ana = await account('user')
  const list = () => call(app, 'GET', '/api/v1/admin/users', undefined, ana.bearer)
  expect((await list()).statusCode).toBe(403)
  expect((await setRole(admin, ana.id, 'moderator')).json()).toMatchObject({ role: 'moderator' })
  expect((await list()).statusCode).toBe(200)
  await setRole(admin, ana.id, 'user')
  expect((await list()).statusCode).toBe(403)
})

test('administrators who demote each other at the same moment leave one', async () => {
  for (let round = 0; round < 4; round += 1) {
    const [a, b] = [await account('admin'), await account('admin')]
    await testDb.query(`UPDATE users SET role = 'user' WHERE role = 'admin' AND id NOT IN ($1, $2)`, [a.id, b.id])
    const answers = await Promise.all([setRole(a, b.id, 'user'), setRole(b, a.id, 'user')])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 403])
    expect(await testDb.query(`SELECT id FROM users WHERE role = 'admin'`)).toHaveLength(1)
  }
  await testDb.query(`UPDATE users SET role = 'admin' WHERE id = $1`, [admin.id])
  await people.identity.resolveViewer(admin.bearer, '127.0.0.1')
})

test('what the staff did is on record, and the record cannot be changed', async () => {
  const boss = await account('admin', 'Abril Núñez')
  const ana = await account('user')
  await ban(boss, ana.id)
  await call(app, 'POST', `/api/v1/admin/users/${ana.id}/unban`, { reason: 'fue un error' }, boss.bearer)
  await setRole(boss, ana.id, 'moderator')
  const log = await call(app, 'GET', `/api/v1/admin/audit-log?subject=user:${ana.id}`, undefined, boss.bearer)
  const { items } = log.json<{ items: { action: string; actor: object; details: object; requestId: string }[] }>()
  expect(items.map(({ action }) => action)).toEqual(['user.role-changed', 'user.unbanned', 'user.banned'])
  expect(items[0]).toMatchObject({
    actor: { id: boss.id, name: 'Abril Núñez' },
    details: { from: 'user', to: 'moderator' },
  })
  expect(items[1]).toMatchObject({
    details: { reason: 'fue un error', before: { banned: true, reason: 'spam' }, after: { banned: false } },
  })
  expect(items[2]).toMatchObject({ details: { reason: 'spam', until: null, before: { banned: false } } })
  expect(items[0]?.requestId).toBeTruthy()
  await expect(testDb.query(`DELETE FROM audit_entries`)).rejects.toThrow()
})

test('a refused action leaves no record and no change', async () => {
  const moderator = await account('moderator')
  const target = await account('moderator')
  await ban(moderator, target.id)
  expect(await testDb.query('SELECT 1 FROM audit_entries WHERE subject = $1', [`user:${target.id}`])).toEqual([])
  expect(await testDb.query('SELECT 1 FROM users WHERE id = $1 AND banned', [target.id])).toEqual([])
})

describe('finding people', () => {
  test('by name or address, page by page, newest first', async () => {
    const boss = await account('admin')
    const ids: string[] = []
    for (const name of ['Itandehui Uno', 'Itandehui Dos', 'Itandehui Tres'])
      ids.unshift((await account('user', name)).id)
    const page = async (cursor?: string | null) =>
      (
        await call(
          app,
          'GET',
          `/api/v1/admin/users?q=itandehui&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
          undefined,
          boss.bearer,
        )
      ).json<{
        items: { id: string }[]
        nextCursor: string | null
      }>()
    const firstPage = await page()
    const secondPage = await page(firstPage.nextCursor)
    expect([...firstPage.items, ...secondPage.items].map(({ id }) => id)).toEqual(ids)
    expect(secondPage.nextCursor).toBeNull()
  })

  test('a percent sign is a percent sign, and a foreign cursor is refused', async () => {
    const boss = await account('admin')
    const find = (query: string) => call(app, 'GET', `/api/v1/admin/users?${query}`, undefined, boss.bearer)
    expect((await find('q=%25')).json()).toMatchObject({ items: [] })
    await account('user', 'Cien % lana')
    expect((await find('q=n%20%25')).json<{ items: object[] }>().items).toHaveLength(1)
    expect((await find('cursor=hello')).json()).toMatchObject({ code: 'VALIDATION_FAILED' })
  })
})
