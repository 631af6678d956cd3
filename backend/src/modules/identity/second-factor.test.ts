/** Authenticator app, backup codes, trusted devices and passkeys over the real edge; what staff may not do without one. */
import type { LightMyRequestResponse } from 'fastify'
import { describe, expect, test } from 'vitest'
import { appCode, softPasskey } from '../../../test-support/authenticator.ts'
import { call, goodPassword, peopleProcess, publicUrl } from '../../../test-support/people.ts'
import { testDatabase } from '../../../test-support/postgres.ts'

const testDb = await testDatabase()
const house = await peopleProcess({ databaseUrl: testDb.url, env: { STAFF_SECOND_FACTOR: 'on' } })
const { app, identity } = house

/** A browser: keeps what it is sent. */
function browser() {
  const jar = new Map<string, string>()
  return {
    jar,
    async send(
      method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
      url: string,
      body?: object,
    ): Promise<LightMyRequestResponse> {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await call(app, method, url, body, cookie ? { cookie } : {})
      for (const line of [response.headers['set-cookie'] ?? []].flat()) {
        const [pair = ''] = line.split(';')
        const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
        if (/Max-Age=0/i.test(line)) jar.delete(name)
        else jar.set(name, value)
      }
      return response
    },
  }
}
type Browser = ReturnType<typeof browser>
let counter = 0
async function person(role: 'user' | 'moderator' | 'admin' = 'user') {
  const email = `segura${(counter += 1)}@example.com`
  const id = await identity.createUser({ name: `Segura ${counter}`, email, password: goodPassword, role })
  const own = browser()
  expect((await signIn(own, email)).json()).toMatchObject({ secondFactor: null })
  return { id, email, own }
}
const signIn = (at: Browser, email: string) =>
  at.send('POST', '/api/auth/sign-in/email', { email, password: goodPassword })
const codeOf = (response: LightMyRequestResponse) => [response.statusCode, response.json<{ code?: string }>().code]
async function switchOn(own: Browser): Promise<{ secret: string; backupCodes: string[]; spent: string }> {
  const start = await own.send('POST', '/api/v1/me/second-factor', { password: goodPassword })
  expect(start.statusCode).toBe(200)
  const kit = start.json<{ uri: string; secret: string; backupCodes: string[] }>()
  expect(kit.uri).toMatch(/^otpauth:\/\/totp\/Guelaguetza%20Connect/)
  const spent = appCode(kit.secret)
  expect((await own.send('POST', '/api/v1/me/second-factor/confirm', { code: spent })).statusCode).toBe(204)
  return { ...kit, spent }
}
const actionsOf = async (id: string) =>
  (
    await testDb.query<{ action: string }>(`SELECT action FROM audit_entries WHERE subject = $1 ORDER BY id`, [
      `user:${id}`,
    ])
  ).map(({ action }) => action)

describe('an authenticator app', () => {
  test('is asked for from its first right code on, and its secrets lie encrypted', async () => {
    const { id, email, own } = await person()
    const wrong = await own.send('POST', '/api/v1/me/second-factor', { password: 'not my password' })
    expect(codeOf(wrong)).toEqual([400, 'INVALID_PASSWORD'])
    const start = await own.send('POST', '/api/v1/me/second-factor', { password: goodPassword })
    // Not yet: nobody is locked out by a secret that never reached an app.
    expect((await signIn(browser(), email)).json()).toMatchObject({ secondFactor: null })
    expect(codeOf(await own.send('POST', '/api/v1/me/second-factor/confirm', { code: '000000' }))).toEqual([
      400,
      'SECOND_FACTOR_WRONG',
    ])
    expect(start.statusCode).toBe(200)
    const { secret, backupCodes } = await switchOn(own)
    expect(new Set(backupCodes).size).toBe(10)
    // The session goes on, under another token.
    expect((await own.send('GET', '/api/v1/me')).statusCode).toBe(200)
    expect((await own.send('GET', '/api/v1/me/security')).json()).toMatchObject({
      app: { backupCodesLeft: 10 },
      passkeys: [],
      required: false,
      shown: true,
    })
    const rows = await testDb.query<Record<string, unknown>>(`SELECT * FROM two_factors WHERE user_id = $1`, [id])
    const kept = JSON.stringify(rows)
    for (const said of [secret, ...backupCodes]) expect(kept).not.toContain(said)
    expect(codeOf(await own.send('POST', '/api/v1/me/second-factor', { password: goodPassword }))).toEqual([
      409,
      'SECOND_FACTOR_ALREADY_ON',
    ])
    expect((await house.mailsTo(email))[0]?.subject).toBe('Activaste el segundo factor')
    expect(await actionsOf(id)).toEqual(['user.second-factor-on'])
  })

  test('signing in takes two steps, for browsers and for bearer clients; a code works once', async () => {
    const { email, own } = await person()
    const { secret, spent } = await switchOn(own)
    const phone = browser()
    const first = await signIn(phone, email)
    const { challenge } = first.json<{ secondFactor: { challenge: string } }>().secondFactor
    expect(first.json()).toMatchObject({ token: null, user: null })
    expect(first.headers['set-auth-token']).toBeUndefined()
    expect((await phone.send('GET', '/api/v1/me')).statusCode).toBe(401)
    // The first code was spent when the app was switched on.
    expect(codeOf(await phone.send('POST', '/api/auth/second-factor', { code: spent }))).toEqual([
      400,
      'SECOND_FACTOR_WRONG',
    ])
    expect((await phone.send('GET', '/api/v1/me')).statusCode).toBe(401)
    // That attempt spent the challenge; a bearer client sends the new one in the body.
    const again = await call(app, 'POST', '/api/auth/sign-in/email', { email, password: goodPassword })
    const fresh = again.json<{ secondFactor: { challenge: string } }>().secondFactor.challenge
    const next = appCode(secret, 1)
    const second = await call(app, 'POST', '/api/auth/second-factor', { code: next, challenge: fresh })
    expect(second.json()).toMatchObject({ user: { email }, secondFactor: null })
    const bearer = { authorization: `Bearer ${String(second.headers['set-auth-token'])}` }
    expect((await call(app, 'GET', '/api/v1/me', undefined, bearer)).json()).toMatchObject({ email })
    for (const [used, body] of [
      [401, { code: next, challenge: fresh }],
      [400, { code: next, challenge: 'invented.signature' }],
    ] as const) {
      const refused = await call(app, 'POST', '/api/auth/second-factor', body)
      expect([used, codeOf(refused)]).toEqual([used, [400, 'SECOND_FACTOR_OVER']])
    }
    expect(challenge).not.toBe(fresh)
  })

  test('takes five guesses per challenge, ten per account, and a session buys no more', async () => {
    const { id, email, own } = await person()
    const { secret, backupCodes } = await switchOn(own)
    const guess = async (at: Browser) => codeOf(await at.send('POST', '/api/auth/second-factor', { code: '000000' }))[1]
    for (let round = 0; round < 2; round += 1) {
      const thief = browser()
      await signIn(thief, email)
      for (let time = 0; time < 5; time += 1) expect(await guess(thief)).toBe('SECOND_FACTOR_WRONG')
      expect(await guess(thief)).toBe(round === 0 ? 'SECOND_FACTOR_OVER' : 'SECOND_FACTOR_LOCKED')
    }
    const owner = browser()
    await signIn(owner, email)
    const right = { code: appCode(secret, 1) }
    expect(codeOf(await owner.send('POST', '/api/auth/second-factor', right))).toEqual([429, 'SECOND_FACTOR_LOCKED'])
    expect(codeOf(await own.send('POST', '/api/v1/me/step-up', { code: backupCodes[0] }))).toEqual([
      429,
      'SECOND_FACTOR_LOCKED',
    ])
    await testDb.query(
      `UPDATE two_factors SET locked_until = now() - interval '1 second', failed_verification_count = 9 WHERE user_id = $1`,
      [id],
    )
    expect(codeOf(await own.send('POST', '/api/v1/me/step-up', { code: '000000' }))[1]).toBe('SECOND_FACTOR_WRONG')
    expect(codeOf(await own.send('POST', '/api/v1/me/step-up', right))).toEqual([429, 'SECOND_FACTOR_LOCKED'])
  })

  test('a backup code stands in once; new ones end the old; a trusted device is not asked until its end', async () => {
    const { id, email, own } = await person()
    const { secret, backupCodes } = await switchOn(own)
    const phone = browser()
    await signIn(phone, email)
    const [code = '', other = ''] = backupCodes
    const step = await phone.send('POST', '/api/auth/second-factor', { code, trustDevice: true })
    expect(step.json()).toMatchObject({ user: { email } })
    expect((await phone.send('GET', '/api/v1/me/security')).json()).toMatchObject({ app: { backupCodesLeft: 9 } })
    const thief = browser()
    await signIn(thief, email)
    expect(codeOf(await thief.send('POST', '/api/auth/second-factor', { code }))[1]).toBe('SECOND_FACTOR_WRONG')
    const renewed = await own.send('POST', '/api/v1/me/second-factor/backup-codes', { password: goodPassword })
    expect(renewed.json<{ backupCodes: string[] }>().backupCodes).toHaveLength(10)
    expect(codeOf(await thief.send('POST', '/api/auth/second-factor', { code: other }))[1]).toBe('SECOND_FACTOR_WRONG')

    // The device that was trusted signs in with the password, and counts as one that showed a factor.
    expect((await signIn(phone, email)).json()).toMatchObject({ secondFactor: null })
    expect((await phone.send('GET', '/api/v1/me/security')).json()).toMatchObject({ shown: true })
    await testDb.query(`UPDATE verifications SET expires_at = now() - interval '1 second' WHERE value = $1`, [id])
    expect((await signIn(phone, email)).json()).toMatchObject({ token: null })
    // Ending the other sessions ends the trust, too.
    const code2 = renewed.json<{ backupCodes: string[] }>().backupCodes[0]
    await phone.send('POST', '/api/auth/second-factor', { code: code2, trustDevice: true })
    await own.send('POST', '/api/v1/me/sessions/revoke-others')
    expect((await signIn(phone, email)).json()).toMatchObject({ token: null })

    const off = (body: object) => own.send('POST', '/api/v1/me/second-factor/disable', body)
    const proof = { code: appCode(secret, 1), password: goodPassword }
    expect(codeOf(await off({ ...proof, code: '000000' }))[1]).toBe('SECOND_FACTOR_WRONG')
    expect((await off(proof)).statusCode).toBe(204)
    expect((await own.send('GET', '/api/v1/me/security')).json()).toMatchObject({ app: null, shown: false })
    expect((await signIn(browser(), email)).json()).toMatchObject({ secondFactor: null })
    expect(await actionsOf(id)).toEqual([
      'user.second-factor-on',
      'user.backup-codes-renewed',
      'user.second-factor-off',
    ])
  })

  test('two sign-ins with one code at once: one is in', async () => {
    const { email, own } = await person()
    const { secret } = await switchOn(own)
    const browsers = [browser(), browser()]
    for (const one of browsers) await signIn(one, email)
    const code = appCode(secret, 1)
    const answers = await Promise.all(browsers.map((one) => one.send('POST', '/api/auth/second-factor', { code })))
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 400])
    const inside = await Promise.all(browsers.map((one) => one.send('GET', '/api/v1/me')))
    expect(inside.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 401])
  })
})

describe('a passkey', () => {
  async function register(own: Browser, key: ReturnType<typeof softPasskey>, name = 'Mi teléfono') {
    const question = await own.send('POST', '/api/v1/me/passkeys/options')
    expect(question.statusCode).toBe(200)
    const { options } = question.json<{ options: Record<string, unknown> }>()
    return own.send('POST', '/api/v1/me/passkeys', { name, credential: key.register(options) })
  }
  async function show(at: Browser, key: ReturnType<typeof softPasskey>) {
    const { options } = (await at.send('POST', '/api/auth/passkey/options')).json<{
      options: Record<string, unknown>
    }>()
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    return at.send('POST', '/api/auth/passkey', { credential: key.show(options) })
  }

  test('is added, signs in by itself, is named, listed and removed', async () => {
    const { id, email, own } = await person()
    const key = softPasskey(publicUrl)
    const added = await register(own, key)
    expect(added.json()).toMatchObject({ passkeys: [{ name: 'Mi teléfono', lastUsedAt: null }], shown: true })
    const phone = browser()
    const signedIn = await show(phone, key)
    expect(signedIn.json()).toMatchObject({ user: { email }, secondFactor: null })
    expect(signedIn.headers['set-auth-token']).toBeDefined()
    const security = (await phone.send('GET', '/api/v1/me/security')).json<{ passkeys: { id: string }[] }>()
    expect(security).toMatchObject({ passkeys: [{ lastUsedAt: expect.any(String) }], shown: true })
    const keyId = security.passkeys[0]?.id ?? ''
    const named = await phone.send('PATCH', `/api/v1/me/passkeys/${keyId}`, { name: 'Llave roja' })
    expect(named.json()).toMatchObject({ passkeys: [{ name: 'Llave roja' }] })

    const other = await person()
    for (const [method, body] of [
      ['PATCH', { name: 'mía' }],
      ['DELETE', undefined],
    ] as const)
      expect((await other.own.send(method, `/api/v1/me/passkeys/${keyId}`, body)).statusCode).toBe(404)
    expect((await phone.send('DELETE', `/api/v1/me/passkeys/${keyId}`)).statusCode).toBe(204)
    expect(codeOf(await show(browser(), key))).toEqual([400, 'PASSKEY_REFUSED'])
    expect(await actionsOf(id)).toEqual(['user.passkey-added', 'user.passkey-removed'])
    expect((await house.mailsTo(email, 2)).map(({ subject }) => subject).toSorted()).toEqual([
      'Agregaste una llave de acceso',
      'Quitaste una llave de acceso',
    ])
  })

  test('does not do without looking at its person, for another site, twice, or for who is suspended', async () => {
    const { id, own } = await person()
    expect(codeOf(await register(own, softPasskey(publicUrl, { looks: false })))).toEqual([400, 'PASSKEY_REFUSED'])
    expect(codeOf(await register(own, softPasskey('https://evil.example')))).toEqual([400, 'PASSKEY_REFUSED'])
    const key = softPasskey(publicUrl)
    expect((await register(own, key)).statusCode).toBe(201)
    const at = browser()
    const { options } = (await at.send('POST', '/api/auth/passkey/options')).json<{
      options: Record<string, unknown>
    }>()
    const credential = key.show(options)
    expect((await at.send('POST', '/api/auth/passkey', { credential })).statusCode).toBe(200)
    expect(codeOf(await at.send('POST', '/api/auth/passkey', { credential }))).toEqual([400, 'PASSKEY_REFUSED'])
    await testDb.query(`UPDATE users SET banned = true WHERE id = $1`, [id])
    expect(codeOf(await show(browser(), key))).toEqual([403, 'ACCOUNT_BANNED'])
  })

  test('and a code prove again who is there; somebody else’s do not', async () => {
    const { own, email } = await person()
    const key = softPasskey(publicUrl)
    await register(own, key)
    const { secret } = await switchOn(own)
    house.advance(16 * 60_000)
    expect(codeOf(await own.send('POST', '/api/v1/me/passkeys/options'))).toEqual([403, 'STEP_UP_REQUIRED'])
    const asked = await own.send('POST', '/api/v1/me/step-up/passkey-options')
    const { options } = asked.json<{ options: { allowCredentials: { id: string }[] } & Record<string, unknown> }>()
    expect(options.allowCredentials.map((one) => one.id)).toEqual([key.id])
    expect((await own.send('POST', '/api/v1/me/step-up', { credential: key.show(options) })).statusCode).toBe(200)
    expect((await own.send('POST', '/api/v1/me/passkeys/options')).statusCode).toBe(200)
    // Proving it began no further session.
    const sessions = (await own.send('GET', '/api/v1/me/sessions')).json<{ items: object[] }>()
    expect(sessions.items).toHaveLength(1)
    house.advance(16 * 60_000)
    const code = appCode(secret, 1)
    expect((await own.send('POST', '/api/v1/me/step-up', { code })).statusCode).toBe(200)
    expect(codeOf(await own.send('POST', '/api/v1/me/step-up', { code }))[1]).toBe('SECOND_FACTOR_WRONG')
    for (const body of [{}, { password: goodPassword, code: '123456' }])
      expect(codeOf(await own.send('POST', '/api/v1/me/step-up', body))).toEqual([400, 'VALIDATION_FAILED'])
    const other = await person()
    const theirs = await other.own.send('POST', '/api/v1/me/step-up/passkey-options')
    const credential = key.show(theirs.json<{ options: Record<string, unknown> }>().options)
    expect(codeOf(await other.own.send('POST', '/api/v1/me/step-up', { credential }))).toEqual([400, 'PASSKEY_REFUSED'])
    expect(email).not.toBe(other.email)
  })
})

test('staff work with a second factor only; without one they are ordinary people who are told so', async () => {
  const { own, email } = await person('admin')
  const users = (at: Browser) => at.send('GET', '/api/v1/admin/users')
  expect(codeOf(await users(own))).toEqual([403, 'SECOND_FACTOR_REQUIRED'])
  expect((await own.send('GET', '/api/v1/me/security')).json()).toMatchObject({ required: true, shown: false })
  expect((await own.send('GET', '/api/v1/me')).json()).toMatchObject({ role: 'admin' })
  const visitor = await person()
  expect(codeOf(await users(visitor.own))).toEqual([403, 'FORBIDDEN'])
  const { secret } = await switchOn(own)
  expect((await users(own)).statusCode).toBe(200)
  // Another session has to show it, too; the last factor gone, none has.
  const phone = browser()
  await signIn(phone, email)
  await phone.send('POST', '/api/auth/second-factor', { code: appCode(secret, 1) })
  expect((await users(phone)).statusCode).toBe(200)
  const kit = await own.send('POST', '/api/v1/me/second-factor/backup-codes', { password: goodPassword })
  const [code] = kit.json<{ backupCodes: string[] }>().backupCodes
  await own.send('POST', '/api/v1/me/second-factor/disable', { password: goodPassword, code })
  for (const at of [own, phone]) expect(codeOf(await users(at))).toEqual([403, 'SECOND_FACTOR_REQUIRED'])
})
