/** Sessions by cookie and bearer, in one process and across two; bans and roles that bite on the next request. */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { call, goodPassword, peopleProcess, peopleSecret, signIn } from '../../../test-support/people.ts'
import { photoWithPosition } from '../../../test-support/picture-corpus.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { appealPurpose, createSignedTokens } from '../../platform/signed-tokens.ts'

const testDb = await testDatabase()
const first = await peopleProcess({ databaseUrl: testDb.url, work: false })
const second = await peopleProcess({ databaseUrl: testDb.url, work: false })
// Mails leave from a process that works.
const post = await peopleProcess({ databaseUrl: testDb.url })
const { app } = first

let counter = 0
async function account(role: 'user' | 'moderator' | 'admin' = 'user') {
  const email = `persona${(counter += 1)}@example.com`
  const id = await first.identity.createUser({ name: `Persona ${counter}`, email, password: goodPassword, role })
  return { id, email, ...(await signIn(app, email)) }
}
const me = (as: Record<string, string>, process = first) => call(process.app, 'GET', '/api/v1/me', undefined, as)
const admin = await account('admin')
const ban = (id: string, body: object = { reason: 'spam' }, by = admin) =>
  call(app, 'POST', `/api/v1/admin/users/${id}/ban`, body, by.bearer)

describe('a session', () => {
  test('is a cookie for the browser and a bearer token for clients', async () => {
    const ana = await account()
    const cookie = String([ana.response.headers['set-cookie']].flat()[0])
    expect(cookie).toMatch(/^guelaguetza\.session_token=/)
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000'])
      expect(cookie).toContain(attribute)
    expect(cookie).not.toContain('Secure')
    for (const as of [ana.cookie, ana.bearer])
      expect((await me(as)).json()).toMatchObject({ id: ana.id, email: ana.email })
    const bare = { authorization: `Bearer ${ana.response.json<{ token: string }>().token}` }
    expect((await me(bare)).statusCode).toBe(200)
  })

  test('a changed signature or an invented token is nobody', async () => {
    const ana = await account()
    const flipped = ana.cookie.cookie.replace(/token=(.)/, (_, char: string) => `token=${char === 'A' ? 'B' : 'A'}`)
    expect((await me({ cookie: flipped })).statusCode).toBe(401)
    expect((await me({ authorization: 'Bearer x'.padEnd(40, 'x') })).statusCode).toBe(401)
    // The bare token is proof as a bearer's, never as a cookie, whatever was just remembered of it.
    const bare = ana.response.json<{ token: string }>().token
    expect((await me({ authorization: `Bearer ${bare}` })).statusCode).toBe(200)
    expect((await me({ cookie: `guelaguetza.session_token=${bare}` })).statusCode).toBe(401)
    expect((await me({ authorization: `${ana.bearer.authorization.slice(0, -8)}AAAAAAA=` })).statusCode).toBe(401)
  })

  test('is named Secure behind https', async () => {
    const secure = await peopleProcess({
      databaseUrl: testDb.url,
      work: false,
      env: { PUBLIC_URL: 'https://guelaguetza.example' },
    })
    const ana = await account()
    const { response, cookie } = await signIn(secure.app, ana.email)
    expect(String([response.headers['set-cookie']].flat()[0])).toMatch(/^__Secure-guelaguetza\.session_token=.*Secure/)
    expect((await me(cookie, secure)).statusCode).toBe(200)
  })

  test('asked for the profile, the cookie slides with the session', async () => {
    const ana = await account()
    const renewed = [(await me(ana.cookie)).headers['set-cookie']].flat()[0] ?? ''
    expect(renewed).toContain(ana.cookie.cookie)
    expect(renewed).toContain('Max-Age=2592000')
    expect((await me(ana.bearer)).headers['set-cookie']).toBeUndefined()
    await testDb.query(
      `UPDATE sessions SET expires_at = now() + interval '20 days', updated_at = now() - interval '10 days' WHERE user_id = $1`,
      [ana.id],
    )
    await me(ana.cookie, second)
    const [row] = await testDb.query<{ days: number }>(
      `SELECT extract(epoch FROM expires_at - now())::float / 86400 AS days FROM sessions WHERE user_id = $1`,
      [ana.id],
    )
    expect(row?.days).toBeGreaterThan(29.9)
  })

  test('that has expired is nobody', async () => {
    const ana = await account()
    await testDb.query(`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE user_id = $1`, [ana.id])
    expect((await me(ana.cookie)).statusCode).toBe(401)
  })

  test('is over after signing out, for both of its faces and in every process', async () => {
    const ana = await account()
    expect((await me(ana.bearer)).statusCode).toBe(200)
    expect((await me(ana.bearer, second)).statusCode).toBe(200)
    const out = await call(app, 'POST', '/api/auth/sign-out', undefined, ana.cookie)
    expect(out.json()).toEqual({ success: true })
    expect(String([out.headers['set-cookie']].flat()[0])).toContain('Max-Age=0')
    for (const as of [ana.cookie, ana.bearer]) expect((await me(as)).statusCode).toBe(401)
    await expect.poll(async () => (await me(ana.bearer, second)).statusCode).toBe(401)
  })

  test('signing out without one is no error', async () => {
    expect((await call(app, 'POST', '/api/auth/sign-out')).json()).toEqual({ success: true })
    expect(
      (await call(app, 'POST', '/api/auth/sign-out', undefined, { cookie: 'guelaguetza.session_token=x.y' }))
        .statusCode,
    ).toBe(200)
  })

  test('that is not to be remembered ends with the browser, and its cookie does not slide', async () => {
    const ana = await account()
    const response = await call(app, 'POST', '/api/auth/sign-in/email', {
      email: ana.email,
      password: goodPassword,
      rememberMe: false,
    })
    const cookies = [response.headers['set-cookie']].flat().map((cookie) => String(cookie))
    expect(cookies.find((cookie) => cookie.includes('session_token'))).not.toContain('Max-Age')
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
    const profile = await me({ cookie })
    expect([profile.statusCode, profile.headers['set-cookie']]).toEqual([200, undefined])
  })

  test('get-session answers the person or null', async () => {
    const ana = await account()
    const session = await call(app, 'GET', '/api/auth/get-session', undefined, ana.cookie)
    expect(session.json()).toMatchObject({ user: { id: ana.id }, session: { userId: ana.id } })
    expect(session.body).not.toContain(ana.response.json<{ token: string }>().token)
    expect((await call(app, 'GET', '/api/auth/get-session')).json()).toBeNull()
  })
})

describe('my sessions', () => {
  test('are listed without their tokens, and the one in use is marked', async () => {
    const ana = await account()
    await signIn(app, ana.email)
    const list = await call(app, 'GET', '/api/v1/me/sessions', undefined, ana.bearer)
    const { items } = list.json<{ items: { current: boolean; ipAddress: string }[] }>()
    expect(items.map(({ current }) => current)).toEqual([false, true])
    expect(items[0]?.ipAddress).toBe('127.0.0.1')
    expect(list.body).not.toContain(ana.response.json<{ token: string }>().token)
  })

  test('can be ended one by one, but only mine', async () => {
    const ana = await account()
    const phone = await signIn(app, ana.email)
    const luis = await account()
    expect((await me(phone.bearer)).statusCode).toBe(200)
    const { items } = (await call(app, 'GET', '/api/v1/me/sessions', undefined, ana.bearer)).json<{
      items: { id: string; current: boolean }[]
    }>()
    const target = items.find(({ current }) => !current)?.id
    const end = (as: Record<string, string>) => call(app, 'DELETE', `/api/v1/me/sessions/${target}`, undefined, as)
    expect((await end(luis.bearer)).json()).toMatchObject({ status: 404, code: 'NOT_FOUND' })
    expect((await me(phone.bearer)).statusCode).toBe(200)
    const ended = await end(ana.bearer)
    expect([ended.statusCode, ended.body]).toEqual([204, ''])
    expect((await me(phone.bearer)).statusCode).toBe(401)
    expect((await end(ana.bearer)).statusCode).toBe(404)
  })

  test('can all be ended but this one', async () => {
    const ana = await account()
    const others = [await signIn(app, ana.email), await signIn(app, ana.email)]
    expect((await call(app, 'POST', '/api/v1/me/sessions/revoke-others', undefined, ana.bearer)).json()).toEqual({
      revoked: 2,
    })
    for (const other of others) expect((await me(other.cookie)).statusCode).toBe(401)
    expect((await me(ana.cookie)).statusCode).toBe(200)
  })
})

describe('my profile', () => {
  test('changes what it may and nothing else', async () => {
    const ana = await account()
    const patch = (body: object) => call(app, 'PATCH', '/api/v1/me', body, ana.bearer)
    const changed = await patch({ name: 'Ana Beltrán', language: 'en', homeRegion: 'mixteca' })
    expect(changed.json()).toMatchObject({
      name: 'Ana Beltrán',
      language: 'en',
      homeRegion: 'mixteca',
      avatar: null,
      host: null,
      seller: null,
    })
    expect((await patch({ homeRegion: null })).json()).toMatchObject({ homeRegion: null, name: 'Ana Beltrán' })
    for (const body of [
      { role: 'admin' },
      { banned: false },
      { email: 'otra@example.com' },
      { homeRegion: 'atlantis' },
      { avatar: 'https://evil.example/x.png' },
    ]) {
      expect({ body, status: (await patch(body)).statusCode }).toEqual({ body, status: 400 })
    }
    const dataUrl = (bytes: Buffer) => `data:image/png;base64,${bytes.toString('base64')}`
    const photo = sharp(await photoWithPosition()).resize({ width: 200 })
    const sent = await photo.keepExif().jpeg().toBuffer()
    expect(sent.includes('Ana Ruiz')).toBe(true)
    const kept = (await patch({ avatar: dataUrl(sent) })).json()
    expect(kept.avatar).toMatch(/^data:image\/webp;base64,/)
    expect(Buffer.from(kept.avatar.split(',')[1], 'base64').includes('Ana Ruiz')).toBe(false)
    expect((await patch({ avatar: dataUrl(Buffer.from('no picture')) })).json().code).toBe('MEDIA_TYPE_REFUSED')
    expect((await patch({})).json()).toMatchObject({ avatar: kept.avatar })
  })

  test('the language of the session follows at once', async () => {
    const ana = await account()
    await me(ana.bearer)
    await call(app, 'PATCH', '/api/v1/me', { language: 'en' }, ana.bearer)
    const resolved = await first.identity.resolveViewer(ana.bearer, '127.0.0.1')
    expect(resolved).toMatchObject({ kind: 'viewer', viewer: { language: 'en' } })
  })
})

describe('a ban', () => {
  test('answers 403 to the old cookie and the old token on the very next request, also in another process', async () => {
    const ana = await account()
    for (const as of [ana.cookie, ana.bearer]) expect((await me(as)).statusCode).toBe(200)
    expect((await me(ana.bearer, second)).statusCode).toBe(200)
    expect((await ban(ana.id)).json()).toMatchObject({ banned: true, banReason: 'spam', banExpires: null })
    for (const as of [ana.cookie, ana.bearer]) {
      const refused = await me(as)
      expect(refused.json()).toMatchObject({
        status: 403,
        code: 'ACCOUNT_BANNED',
        ban: { reason: 'spam', until: null, appealToken: expect.any(String) },
      })
      expect(refused.headers['content-type']).toContain('application/problem+json')
    }
    await expect.poll(async () => (await me(ana.bearer, second)).statusCode).toBe(403)
    expect((await call(app, 'GET', '/api/auth/get-session', undefined, ana.cookie)).statusCode).toBe(403)
  })

  test('refuses sign-in with the right password only', async () => {
    const ana = await account()
    await ban(ana.id)
    const attempt = (password: string) => call(app, 'POST', '/api/auth/sign-in/email', { email: ana.email, password })
    expect((await attempt(goodPassword)).json()).toMatchObject({ status: 403, code: 'ACCOUNT_BANNED' })
    expect((await attempt('no es esta clave')).json()).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' })
    expect(await testDb.query('SELECT id FROM sessions WHERE user_id = $1', [ana.id])).toHaveLength(1)
  })

  test('with an end is over by itself', async () => {
    const ana = await account()
    const until = new Date(Date.now() + 3_600_000).toISOString()
    expect((await ban(ana.id, { reason: 'spam', until })).json()).toMatchObject({ banned: true, banExpires: until })
    expect((await me(ana.cookie)).statusCode).toBe(403)
    first.advance(3_600_000)
    expect((await me(ana.cookie)).statusCode).toBe(200)
    await signIn(app, ana.email)
    first.advance(-3_600_000)
    expect((await me(ana.cookie)).statusCode).toBe(403)
    const past = await ban(ana.id, { reason: 'spam', until: new Date(Date.now() - 1000).toISOString() })
    expect(past.json()).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/until' }] })
  })

  test('can be lifted; signing out works while it lasts', async () => {
    const ana = await account()
    await ban(ana.id)
    expect((await me(ana.cookie)).statusCode).toBe(403)
    expect(
      (await call(app, 'POST', `/api/v1/admin/users/${ana.id}/unban`, undefined, admin.bearer)).json(),
    ).toMatchObject({ banned: false, banReason: null })
    expect((await me(ana.cookie)).statusCode).toBe(200)
    await ban(ana.id)
    expect((await call(app, 'POST', '/api/auth/sign-out', undefined, ana.cookie)).statusCode).toBe(200)
    expect((await me(ana.cookie)).statusCode).toBe(401)
  })

  describe('is mailed to its person, in their language', () => {
    const unban = (id: string) => call(app, 'POST', `/api/v1/admin/users/${id}/unban`, undefined, admin.bearer)

    test('with the reason, the end and the signed link to appeal', async () => {
      const ana = await account()
      await ban(ana.id, { reason: 'Cobra por fuera.', until: '2099-08-02T18:30:00.000Z' })
      const [mail] = await post.mailsTo(ana.email)
      expect(mail?.subject).toBe('Suspendimos tu cuenta')
      expect(mail?.text).toContain('Cobra por fuera.')
      expect(mail?.text).toMatch(/2 de agosto de 2099.* 12:30.*\(hora de Oaxaca\)/)
      const token = /\/apelar\?enlace=([\w.-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
      const appeals = createSignedTokens(peopleSecret, appealPurpose)
      expect(appeals.read(token, new Date(Date.now() + 29 * 86_400_000))).toBe(ana.id)
      expect(appeals.read(token, new Date(Date.now() + 31 * 86_400_000))).toBeNull()
    })

    test('and so is its end, once; of a suspension that never was nothing', async () => {
      const ben = await account()
      await testDb.query(`UPDATE users SET language = 'en' WHERE id = $1`, [ben.id])
      await unban(ben.id)
      await ban(ben.id)
      expect((await post.mailsTo(ben.email))[0]?.text).toContain('No end date')
      await unban(ben.id)
      await unban(ben.id)
      const mails = await post.mailsTo(ben.email, 2)
      expect(mails.map(({ subject }) => subject)).toEqual(['Your account is open again', 'We suspended your account'])
      expect(
        await testDb.query(
          `SELECT 1 FROM pgboss.job WHERE name = 'identity.mail-suspension' AND data->'data'->>'userId' = $1`,
          [ben.id],
        ),
      ).toHaveLength(2)
    })
  })

  test('a session looked up while the ban is being decided is not kept as good', async () => {
    const ana = await account()
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([ban(ana.id), ...Array.from({ length: 8 }, () => me(ana.bearer))])
      expect((await me(ana.bearer)).statusCode).toBe(403)
      await call(app, 'POST', `/api/v1/admin/users/${ana.id}/unban`, undefined, admin.bearer)
      expect((await me(ana.bearer)).statusCode).toBe(200)
    }
  })
})

test('expired sessions and links are swept, others stay', async () => {
  const ana = await account()
  const luis = await account()
  await testDb.query(`UPDATE sessions SET expires_at = now() - interval '1 minute' WHERE user_id = $1`, [ana.id])
  const sweep = first.identity.jobs?.find(({ job }) => job.name === 'identity.forget-expired')
  await sweep?.handle({} as never, { id: 'job', correlationId: 'test' })
  expect(await testDb.query('SELECT id FROM sessions WHERE user_id = $1', [ana.id])).toHaveLength(0)
  expect((await me(luis.cookie)).statusCode).toBe(200)
})
