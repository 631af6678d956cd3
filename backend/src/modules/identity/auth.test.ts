/** Signing up, verifying, resetting: whole flows over HTTP, with the mails that people would get. */
import { describe, expect, test } from 'vitest'
import { call, goodPassword, peopleProcess, signIn, tokenIn } from '../../../test-support/people.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { mailAccountLink } from './identity.jobs.ts'

const testDb = await testDatabase()
const people = await peopleProcess({ databaseUrl: testDb.url })
const { app } = people

let counter = 0
const freshEmail = () => `persona${(counter += 1)}@example.com`
const signUp = (body: object, headers: Record<string, string> = {}) =>
  call(app, 'POST', '/api/auth/sign-up/email', { name: 'Ana', password: goodPassword, ...body }, headers)
async function account(extra: object = {}) {
  const email = freshEmail()
  const id = await people.identity.createUser({
    name: 'Ana',
    email,
    password: goodPassword,
    emailVerified: true,
    ...extra,
  })
  return { id, email }
}

describe('signing up', () => {
  test('an account is made, its password is argon2id, and the link of the mail verifies the address once', async () => {
    const email = freshEmail()
    const response = await signUp({ email: email.toUpperCase(), name: 'Ana Beltrán' })
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({ token: null, user: { email, name: 'Ana Beltrán', emailVerified: false } })
    expect(response.headers['set-cookie']).toBeUndefined()
    const [row] = await testDb.query<{ password: string; id: string }>(
      'SELECT a.password, u.id FROM users u JOIN accounts a ON a.user_id = u.id WHERE u.email = $1',
      [email],
    )
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(row?.id[14]).toBe('7')

    const { bearer } = await signIn(app, email)
    expect((await call(app, 'GET', '/api/v1/me', undefined, bearer)).json()).toMatchObject({
      email,
      emailVerified: false,
      role: 'user',
    })
    const [mail] = await people.mailsTo(email)
    expect(mail?.subject).toContain('bienvenida')
    expect(mail?.text).toContain('http://localhost:3001/verificar?token=')
    const verify = () => call(app, 'GET', `/api/auth/verify-email?token=${tokenIn(mail!)}`)
    expect((await verify()).json()).toEqual({ status: true })
    expect((await call(app, 'GET', '/api/v1/me', undefined, bearer)).json()).toMatchObject({ emailVerified: true })
    expect((await verify()).statusCode).toBe(200)
  })

  test('in English, the mail is English', async () => {
    const email = freshEmail()
    await signUp({ email }, { 'accept-language': 'en-US,en' })
    const [mail] = await people.mailsTo(email)
    expect(mail?.subject).toMatch(/^Welcome/)
    expect(mail?.html).toContain('lang="en"')
  })

  test.each([
    ['role', { role: 'admin' }],
    ['banned', { banned: false }],
    ['id', { id: '01a200cd-ddd9-7211-8467-58fb6374bc3f' }],
    ['emailVerified', { emailVerified: true }],
  ])('%s is not the client’s to set', async (_field, extra) => {
    const email = freshEmail()
    const response = await signUp({ email, ...extra })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ code: 'VALIDATION_FAILED' })
    expect(await testDb.query('SELECT 1 FROM users WHERE email = $1', [email])).toEqual([])
  })

  test.each([
    ['nueve car', 'PASSWORD_TOO_SHORT'],
    ['x'.repeat(50) + 'mezcal y tuna'.repeat(7), 'PASSWORD_TOO_LONG'],
    ['qwertyuiop', 'PASSWORD_TOO_COMMON'],
  ])('the password %s is refused', async (password, code) => {
    const response = await signUp({ email: freshEmail(), password })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ code })
  })

  test('two sign-ups of one address at the same moment answer alike and make one account', async () => {
    const email = freshEmail()
    const answers = await Promise.all([signUp({ email }), signUp({ email }), signUp({ email })])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(await testDb.query('SELECT id FROM users WHERE email = $1', [email])).toHaveLength(1)
  })
})

describe('nothing tells whether an address is known', () => {
  const shape = (body: { user: Record<string, unknown> }) => ({
    ...body,
    user: { ...body.user, id: typeof body.user['id'], createdAt: '', updatedAt: '', email: '' },
  })

  test('signing up with a known address: the same answer, no change, and a mail to its owner', async () => {
    const known = await account({ name: 'Eva', language: 'en' })
    const fresh = await signUp({ email: freshEmail() })
    const again = await signUp({ email: known.email, password: 'otra clave larga mía' })
    expect(again.statusCode).toBe(fresh.statusCode)
    expect(JSON.stringify(shape(again.json()))).toBe(JSON.stringify(shape(fresh.json())))
    expect(Object.keys(again.headers).toSorted()).toEqual(Object.keys(fresh.headers).toSorted())
    expect(
      (await call(app, 'POST', '/api/auth/sign-in/email', { email: known.email, password: 'otra clave larga mía' }))
        .statusCode,
    ).toBe(401)
    const [mail] = await people.mailsTo(known.email)
    expect(mail?.subject).toBe('You already have an account')
    expect(mail?.text).not.toContain('token=')
  })

  test('a wrong password and an unknown address: the same answer', async () => {
    const known = await account()
    const wrong = await call(app, 'POST', '/api/auth/sign-in/email', {
      email: known.email,
      password: 'no es esta clave',
    })
    const unknown = await call(app, 'POST', '/api/auth/sign-in/email', {
      email: freshEmail(),
      password: 'no es esta clave',
    })
    expect(wrong.statusCode).toBe(401)
    expect({ ...unknown.json(), requestId: '' }).toEqual({ ...wrong.json(), requestId: '' })
    expect(wrong.json()).toMatchObject({ code: 'INVALID_EMAIL_OR_PASSWORD' })
  })

  test.each(['/api/auth/request-password-reset', '/api/auth/send-verification-email'])('%s', async (url) => {
    const known = await account({ emailVerified: false })
    const unknownEmail = freshEmail()
    const ofKnown = await call(app, 'POST', url, { email: known.email })
    const unofKnown = await call(app, 'POST', url, { email: unknownEmail })
    expect(unofKnown.statusCode).toBe(200)
    expect(unofKnown.body).toBe(ofKnown.body)
    await people.mailsTo(known.email)
    expect(await testDb.query('SELECT 1 FROM sent_mails WHERE key LIKE $1', [`%${unknownEmail}%`])).toEqual([])
  })

  test('the time is the same: the quickest refusals of each kind lie within a few milliseconds', async () => {
    const known = await account()
    const quickest = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
    for (let round = 0; round < 6; round += 1) {
      for (const [kind, email] of [
        ['known', known.email],
        ['unknown', freshEmail()],
      ] as const) {
        const started = performance.now()
        await call(app, 'POST', '/api/auth/sign-in/email', { email, password: 'no es esta clave' })
        quickest[kind] = Math.min(quickest[kind], performance.now() - started)
      }
    }
    expect(Math.min(quickest.known, quickest.unknown)).toBeGreaterThan(240)
    expect(Math.abs(quickest.known - quickest.unknown)).toBeLessThan(30)
  })
})

describe('a forgotten password', () => {
  async function resetToken(email: string) {
    const before = (await people.mailsTo(email, 0)).length
    await call(app, 'POST', '/api/auth/request-password-reset', { email })
    const [mail] = await people.mailsTo(email, before + 1)
    return tokenIn(mail!)
  }
  const reset = (token: string, newPassword: string) =>
    call(app, 'POST', '/api/auth/reset-password', { token, newPassword })

  test('the link sets a new one, once, ends every session and proves the address', async () => {
    const { email } = await account({ emailVerified: false })
    const { cookie, bearer } = await signIn(app, email)
    expect((await call(app, 'GET', '/api/v1/me', undefined, cookie)).statusCode).toBe(200)
    const token = await resetToken(email)
    expect(await testDb.query('SELECT 1 FROM verifications WHERE identifier LIKE $1', [`%${token}%`])).toEqual([])

    expect((await reset(token, 'otra clave larga mía')).json()).toEqual({ status: true })
    for (const as of [cookie, bearer])
      expect((await call(app, 'GET', '/api/v1/me', undefined, as)).statusCode).toBe(401)
    const again = await reset(token, 'una tercera clave mía')
    expect(again.statusCode).toBe(400)
    expect(again.json()).toMatchObject({ code: 'INVALID_TOKEN' })
    expect((await call(app, 'POST', '/api/auth/sign-in/email', { email, password: goodPassword })).statusCode).toBe(401)
    const signed = await signIn(app, email, 'otra clave larga mía')
    expect((await call(app, 'GET', '/api/v1/me', undefined, signed.bearer)).json()).toMatchObject({
      emailVerified: true,
    })
  })

  test('of two uses of one link at the same moment, one wins', async () => {
    const { email } = await account()
    const token = await resetToken(email)
    const answers = await Promise.all([reset(token, 'la primera clave mía'), reset(token, 'la segunda clave mía')])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 400])
  })

  test('a link that has expired is refused', async () => {
    const { email } = await account()
    const token = await resetToken(email)
    await testDb.query(`UPDATE verifications SET expires_at = now() - interval '1 second'`)
    expect((await reset(token, 'otra clave larga mía')).json()).toMatchObject({ code: 'INVALID_TOKEN' })
    await signIn(app, email)
  })

  test('a weak password does not spend the link', async () => {
    const { email } = await account()
    const token = await resetToken(email)
    expect((await reset(token, 'qwertyuiop')).json()).toMatchObject({ code: 'PASSWORD_TOO_COMMON' })
    expect((await reset(token, 'otra clave larga mía')).statusCode).toBe(200)
  })

  test('asked for again at once, or its job run twice, it mails once', async () => {
    const { email } = await account()
    const requestedAt = new Date().toISOString()
    const job = people.identity.jobs?.find(({ job: { name } }) => name === mailAccountLink.name)
    const run = () => job?.handle({ kind: 'reset', email, requestedAt } as never, { id: 'job', correlationId: 'test' })
    await run()
    await run()
    expect(await people.mailsTo(email)).toHaveLength(1)
  })
})

test('changing the password asks for the old one and ends the other sessions', async () => {
  const { email } = await account()
  const other = await signIn(app, email)
  const mine = await signIn(app, email)
  const change = (currentPassword: string) =>
    call(
      app,
      'POST',
      '/api/auth/change-password',
      { currentPassword, newPassword: 'otra clave larga mía', revokeOtherSessions: true },
      mine.bearer,
    )
  expect((await change('no es esta clave')).json()).toMatchObject({ code: 'INVALID_PASSWORD' })
  const changed = await change(goodPassword)
  expect(changed.statusCode).toBe(200)
  expect((await call(app, 'GET', '/api/v1/me', undefined, other.bearer)).statusCode).toBe(401)
  const token = String(changed.headers['set-auth-token'])
  expect((await call(app, 'GET', '/api/v1/me', undefined, { authorization: `Bearer ${token}` })).statusCode).toBe(200)
})

test('routes of better-auth that are not ours do not exist', async () => {
  const { email } = await account()
  const { bearer } = await signIn(app, email)
  for (const path of ['update-user', 'delete-user', 'admin/set-role', 'revoke-sessions', 'link-social']) {
    expect((await call(app, 'POST', `/api/auth/${path}`, { role: 'admin' }, bearer)).statusCode).toBe(404)
  }
})

test('a page of another site cannot use the cookie', async () => {
  const { email } = await account()
  const { cookie } = await signIn(app, email)
  const forged = { ...cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  expect((await call(app, 'POST', '/api/auth/sign-out', undefined, forged)).statusCode).toBe(403)
  expect((await call(app, 'PATCH', '/api/v1/me', { name: 'Mallory' }, forged)).statusCode).toBe(403)
  expect((await call(app, 'GET', '/api/v1/me', undefined, cookie)).json()).toMatchObject({ name: 'Ana' })
})
