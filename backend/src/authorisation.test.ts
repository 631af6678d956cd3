/** The authorisation matrix against the whole program: equal to the registered routes both ways, and every route driven. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  actsOf,
  type Declared,
  denialFor,
  partnerRoutes,
  type Principal,
  principals,
} from '../test-support/authorisation.ts'
import { declaredAccess } from '../test-support/authorisation-routes.ts'
import { changedTables, createFingerprint } from '../test-support/fuzz/tables.ts'
import { call, goodPassword, signIn } from '../test-support/people.ts'
import { testDatabase } from '../test-support/postgres.ts'
import { can } from './modules/partners/index.ts'
import { loadConfig } from './platform/config.ts'
import { newId } from './platform/ids.ts'
import { createPlatform, type Platform } from './platform/platform.ts'
import { buildServer } from './server.ts'

const db = await testDatabase()
let app: FastifyInstance
let platform: Platform
let dataDir: string
const headers = {} as Record<Principal, Record<string, string>>

interface Operation {
  route: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  access: Declared
  body: object | undefined
}
let operations: Operation[]

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'authorisation-'))
  platform = createPlatform(
    loadConfig({
      NODE_ENV: 'test',
      ROLE: 'api',
      DATABASE_URL: db.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      RATE_LIMIT: 'off',
      MAX_EVENT_LOOP_DELAY_MS: '60000',
    }),
  )
  const server = await buildServer(platform)
  app = server.app
  await server.startJobs()
  const { paths } = (await app.inject('/api/openapi.json')).json() as {
    paths: Record<
      string,
      Record<string, { 'x-access': Declared; requestBody?: { content: Record<string, { example?: object }> } }>
    >
  }
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase() as Operation['method'],
      path: path.replaceAll(/\{\w+\}/g, newId()),
      access: operation['x-access'],
      body: operation.requestBody?.content['application/json']?.example,
    })),
  )
  const ids = {} as Record<Principal, string>
  for (const who of principals) {
    if (who === 'visitor') continue
    const email = `${who}@example.com`
    const role = who === 'admin' || who === 'moderator' ? who : 'user'
    ids[who] = await server.modules.identity.createUser({
      name: who,
      email,
      password: goodPassword,
      role,
      emailVerified: who !== 'unverified',
    })
    headers[who] = (await signIn(app, email)).bearer
  }
  headers.visitor = {}
  const [hostId, sellerId] = [newId(), newId()]
  await db.query(
    `INSERT INTO host_profiles (id, user_id, slug, name, kind, bio, translations, region) VALUES ($1, $2, 'h', 'H', 'guia', '', '{}', 'costa')`,
    [hostId, ids.host],
  )
  await db.query(
    `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images) VALUES ($1, $2, 's', 'S', '', '', 'costa', '{}', '', '{}', '{}')`,
    [sellerId, ids.seller],
  )
  for (const [who, role] of [
    ['helper', 'HELPER'],
    ['manager', 'MANAGER'],
  ] as const)
    for (const [kind, partnerId] of [
      ['HOST', hostId],
      ['SELLER', sellerId],
    ])
      await db.query(
        `INSERT INTO team_members (id, partner_kind, partner_id, role, email, user_id, invited_by, expires_at, accepted_at) VALUES ($1, $2::"PartnerKind", $3, $4::"TeamRole", $5, $6, $6, now(), now())`,
        [newId(), kind, partnerId, role, `${who}@example.com`, ids[who]],
      )
  await db.query(`UPDATE sessions SET expires_at = now() - interval '1 day' WHERE user_id = $1`, [ids.expired])
  await db.query('UPDATE users SET banned = true WHERE id = $1', [ids.banned])
  for (const id of Object.values(ids)) await platform.fanOut.publish('session-cache', id)
}, 60_000)
afterAll(async () => {
  await app.close()
  await platform.jobs.stop(1)
  await platform.close()
  await rm(dataDir, { recursive: true, force: true })
})

test('the matrix is the registered routes, both ways', () => {
  expect(Object.fromEntries(operations.map(({ route, access }) => [route, access]))).toEqual(declaredAccess)
})

test('every route of hosts and sellers says for which action, and every line is about a route', () => {
  const theirs = operations.map(({ route }) => route).filter((route) => /^\w+ \/api\/v1\/(host|seller)\//.test(route))
  expect(theirs.filter((route) => actsOf(route) === undefined)).toEqual([])
  expect(
    partnerRoutes.map(([prefix]) => prefix).filter((prefix) => !theirs.some((route) => route.startsWith(prefix))),
  ).toEqual([])
})

test('whoever may not is turned away, and nothing in the database changes', { timeout: 120_000 }, async () => {
  const fingerprint = await createFingerprint(db)
  const before = await fingerprint()
  const wrong: string[] = []
  for (const { route, method, path, access, body } of operations)
    for (const principal of principals) {
      const denial = denialFor(access, principal)
      if (denial === null) continue
      const { statusCode } = await call(app, method, path, body, headers[principal])
      if (statusCode !== denial) wrong.push(`${principal} ${route}: ${statusCode} instead of ${denial}`)
    }
  expect(wrong).toEqual([])
  expect(changedTables(before, await fingerprint())).toEqual([])
})

test('of hosts’ and sellers’ routes each reaches what their role reaches', { timeout: 120_000 }, async () => {
  const wrong: string[] = []
  for (const { route, method, path, body } of operations) {
    const acts = actsOf(route)
    if (!acts) continue
    const outside: Principal[] = ['user', 'unverified', acts.kind === 'HOST' ? 'seller' : 'host']
    if (!can('HELPER', acts.action)) outside.push('helper')
    if (!can('MANAGER', acts.action)) outside.push('manager')
    for (const principal of outside) {
      const { statusCode } = await call(app, method, path, body, headers[principal])
      // What is not even a request of this kind (an example that says too little, a file) is refused before anybody is asked for.
      if (![400, 403, 404, 415].includes(statusCode)) wrong.push(`${principal} ${route}: ${statusCode}`)
    }
  }
  expect(wrong).toEqual([])
})
