/**
 * The authorisation matrix against the whole program: equal to the registered routes both ways, and every route driven as everybody
 * with a request that succeeds for whom its ids belong to. `npm run authz:mutants` takes each guard away and sees this go red.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actsOf, type Declared, partnerRoutes } from '../test-support/authorisation.ts'
import { type Drive, openDrive } from '../test-support/authorisation-matrix.ts'
import { declaredAccess } from '../test-support/authorisation-routes.ts'
import { buildDemoHouse, type DemoHouse } from '../test-support/demo-house.ts'
import { forbiddenFieldFaults } from '../test-support/forbidden-fields.ts'
import { readApi } from '../test-support/fuzz/operations.ts'
import { testDatabase } from '../test-support/postgres.ts'
import { requests, withoutSuccess } from '../test-support/requests/index.ts'
import { works } from '../test-support/work.ts'

const db = await testDatabase()
let house: DemoHouse
let drive: Drive
let routes: { route: string; access: Declared }[]

beforeAll(async () => {
  house = await buildDemoHouse(db, { CACHE: 'off' })
  drive = await openDrive(house)
  routes = readApi(house.document).operations.map(({ name, access }) => ({ route: name, access: access as Declared }))
})
afterAll(() => house.close())

test('the matrix is the registered routes, both ways', () => {
  expect(
    Object.fromEntries(routes.map(({ route, access }) => [route, access])),
    'a line in test-support/authorisation-routes.ts',
  ).toEqual(declaredAccess)
})

test('every route of hosts and sellers says for which action, and every line is about a route', () => {
  const theirs = routes.map(({ route }) => route).filter((route) => /^\w+ \/api\/v1\/(host|seller)\//.test(route))
  expect(
    theirs.filter((route) => actsOf(route) === undefined),
    'without a line in partnerRoutes of test-support/authorisation.ts',
  ).toEqual([])
  expect(
    partnerRoutes.map(([prefix]) => prefix).filter((prefix) => !theirs.some((route) => route.startsWith(prefix))),
    'lines about no route',
  ).toEqual([])
})

test('every route has a request that succeeds, and every such request is of a route', () => {
  const known = new Set(routes.map(({ route }) => route))
  expect(
    [...known].filter((route) => !requests[route] && !withoutSuccess[route]),
    'without a request in test-support/requests: one that succeeds, with the ids of whom it belongs to',
  ).toEqual([])
  expect([...Object.keys(requests), ...Object.keys(withoutSuccess)].filter((route) => !known.has(route))).toEqual([])
})

test('whoever may not is turned away and nothing changes; whoever may reads and writes nothing of others', {
  timeout: 300_000,
}, async () => {
  const wrong: string[] = []
  for (const { route, access } of routes) if (requests[route]) wrong.push(...(await drive.faultsOf(route, access)))
  expect(wrong).toEqual([])
})

test('figures, lists and copies of somebody’s data are the same when nobody else is there', {
  timeout: 300_000,
}, async () => {
  expect(await drive.faultsAmongOthers(routes)).toEqual([])
})

test('work without a request touches nothing of others', async () => {
  const faults: string[] = []
  for (const work of works) faults.push(...(await drive.faultsOfWork(work)))
  expect(faults).toEqual([])
})

test('fields that nobody may write are refused by name in every object of every body, or arrive nowhere', {
  timeout: 300_000,
}, async () => {
  const { operations, schemas } = readApi(house.document)
  const { faults, tried } = await forbiddenFieldFaults(house, drive.log, operations, schemas)
  expect(faults).toEqual([])
  expect(tried).toBeGreaterThan(operations.filter(({ body }) => body !== null).length)
})

test('a route that asks for less than it says is noticed', async () => {
  const said: [route: string, access: Declared][] = [
    ['GET /api/v1/admin/users', 'admin'],
    ['GET /api/v1/notifications/unread-count', 'moderator'],
    ['GET /api/v1/regions', 'signed-in'],
  ]
  for (const [route, access] of said) {
    expect(declaredAccess[route]).not.toBe(access)
    expect(await drive.faultsOf(route, access), route).not.toEqual([])
  }
})
