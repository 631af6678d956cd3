import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { signedInAs, testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { describeWithRedis, type RedisServer, startRedis } from '../../../test-support/redis.ts'
import { connectRedis, type RedisConnections } from '../cache/redis.ts'
import { loadConfig } from '../config.ts'
import { createDatabase } from '../database/index.ts'
import { newId } from '../ids.ts'
import { createMetrics } from '../observability/metrics.ts'
import type { ResolveViewer, Viewer } from '../http/route.ts'
import { createFanOut, type FanOut } from './fan-out.ts'
import { createRealtimeHub } from './realtime.ts'
import { serveRealtime, type SocketLimits } from './sockets.ts'

const testDb = await testDatabase()
const config = loadConfig({ NODE_ENV: 'test', DATABASE_URL: testDb.url })
const database = createDatabase(config)
const metrics = createMetrics({ defaults: false })
const silent = { warn: () => {}, info: () => {} }
const opened: FanOut[] = []
afterAll(async () => {
  await Promise.all(opened.map((fanOut) => fanOut.close()))
  await database.close()
})

/** What stands in one process: a hub, and the server in front of it. */
async function startProcess(
  options: { redis?: RedisConnections; limits?: Partial<SocketLimits>; resolveViewer?: ResolveViewer } = {},
) {
  const fanOut = createFanOut({ databaseUrl: testDb.url, database, redis: options.redis ?? null, logger: silent })
  opened.push(fanOut)
  const hub = createRealtimeHub({ fanOut, metrics })
  const resolveViewer = options.resolveViewer ?? resolveFromHeader
  const app = await testApp({
    databaseUrl: testDb.url,
    database,
    resolveViewer,
    platformRoutes: (scope) =>
      serveRealtime(scope, {
        hub,
        resolveViewer,
        allowedOrigins: new Set(['https://app.example']),
        publicUrl: 'http://localhost:3001',
        ...(options.limits ? { limits: options.limits } : {}),
      }),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  await vi.waitFor(() => expect(fanOut.listening()).toBe(true))
  return { hub, fanOut, url: `ws://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1/realtime` }
}
const resolveFromHeader: ResolveViewer = async ({ authorization }) => {
  const encoded = authorization?.split('Bearer test.')[1]
  return encoded
    ? { kind: 'viewer', viewer: JSON.parse(Buffer.from(encoded, 'base64url').toString()) as Viewer }
    : { kind: 'none' }
}

interface Client {
  socket: WebSocket
  received: { type: string }[]
  closed: Promise<number>
}
const clients: WebSocket[] = []
afterAll(() => {
  for (const socket of clients) socket.terminate()
})
async function connect(url: string, headers: Record<string, string> = {}): Promise<Client> {
  const socket = new WebSocket(url, { headers })
  clients.push(socket)
  const received: Client['received'] = []
  socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString())))
  const closed = once(socket, 'close').then(([code]) => code as number)
  await once(socket, 'open')
  await vi.waitFor(() => expect(received[0]?.type).toBe('hello'))
  return { socket, received, closed }
}
async function refusal(url: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const socket = new WebSocket(url, { headers })
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode?: number }]
  socket.on('error', () => {})
  socket.terminate()
  return response.statusCode
}
const tell = (client: Client, command: object) => client.socket.send(JSON.stringify(command))

const ana = newId()
const experienceId = newId()
const slot = { type: 'slot' as const, experienceId, slotId: newId() }

let one: Awaited<ReturnType<typeof startProcess>>
let two: Awaited<ReturnType<typeof startProcess>>
beforeAll(async () => {
  one = await startProcess()
  two = await startProcess()
})

/** Subscribed for certain: the answer to a ping comes after what was asked before it. */
async function follow(client: Client, topic: string): Promise<void> {
  const before = client.received.length
  tell(client, { type: 'subscribe', topic })
  tell(client, { type: 'ping' })
  await vi.waitFor(() => expect(client.received.length).toBeGreaterThan(before))
}

test('a person’s own messages reach every screen in every process, and nobody else', async () => {
  const mine = [
    await connect(one.url, signedInAs({ userId: ana })),
    await connect(two.url, signedInAs({ userId: ana })),
  ]
  const others = [await connect(two.url, signedInAs({ userId: newId() })), await connect(one.url)]
  const message = { type: 'booking' as const, bookingId: newId(), status: 'CONFIRMED' }
  await one.hub.publish(`user:${ana}`, message)
  await vi.waitFor(() => {
    for (const client of mine) expect(client.received).toContainEqual(message)
  })
  for (const client of others) expect(client.received).toHaveLength(1)
})

test('anyone may follow the places of an experience, until they stop', async () => {
  const client = await connect(two.url)
  await follow(client, `slots:${experienceId}`)
  await one.hub.publish(`slots:${experienceId}`, slot)
  await vi.waitFor(() => expect(client.received).toContainEqual(slot))
  tell(client, { type: 'unsubscribe', topic: `slots:${experienceId}` })
  tell(client, { type: 'ping' })
  await vi.waitFor(() => expect(client.received.at(-1)?.type).toBe('hello'))
  const before = client.received.length
  await two.hub.publish(`slots:${experienceId}`, slot)
  expect(client.received).toHaveLength(before)
})

test.each([
  ['another person’s topic', { type: 'subscribe', topic: `user:${ana}` }],
  ['no such topic', { type: 'subscribe', topic: 'everything' }],
  ['no command', { type: 'publish' }],
])('a client that asks for %s is closed', async (_what, command) => {
  const client = await connect(one.url)
  tell(client, command)
  expect(await client.closed).toBe(1008)
})

test('a session that ends closes its sockets in every process, and only those', async () => {
  const leaving = [
    await connect(one.url, signedInAs({ userId: ana, sessionId: 'a' })),
    await connect(two.url, signedInAs({ userId: ana, sessionId: 'a' })),
  ]
  const staying = await connect(two.url, signedInAs({ userId: ana, sessionId: 'b' }))
  await one.hub.endSessions({ userId: ana, sessionId: 'a' }, 'signed-out')
  for (const client of leaving) {
    expect(await client.closed).toBe(4401)
    expect(client.received).toContainEqual({ type: 'signed-out', reason: 'signed-out' })
  }
  expect(staying.socket.readyState).toBe(WebSocket.OPEN)
  await one.hub.endSessions({ userId: ana }, 'banned')
  expect(await staying.closed).toBe(4401)
})

test('the session is looked at again at each ping, should the announcement be lost', async () => {
  let banned = false
  const strict = await startProcess({
    limits: { heartbeatMs: 50 },
    resolveViewer: async (headers, ip) => (banned ? { kind: 'banned' } : resolveFromHeader(headers, ip)),
  })
  const client = await connect(strict.url, signedInAs({ userId: ana }))
  banned = true
  expect(await client.closed).toBe(4401)
  expect(client.received).toContainEqual({ type: 'signed-out', reason: 'banned' })
})

test('other sites’ pages are refused, ours and allowed ones are not', async () => {
  expect(await refusal(one.url, { origin: 'https://evil.example' })).toBe(403)
  await connect(one.url, { origin: 'https://app.example' })
  await connect(one.url, { origin: new URL(one.url.replace('ws', 'http')).origin })
})

test('what a client can make grow has a limit', async () => {
  const small = await startProcess({
    limits: { perAddress: 2, subscriptions: 2, commandsPerTenSeconds: 5, messageBytes: 200 },
  })
  const client = await connect(small.url)
  const second = await connect(small.url)
  expect(await refusal(small.url)).toBe(429)
  for (let i = 0; i < 3; i += 1) tell(client, { type: 'subscribe', topic: `slots:${newId()}` })
  expect(await client.closed).toBe(1008)
  await vi.waitFor(() => expect(small.hub.size()).toBe(1))
  second.socket.send('x'.repeat(300))
  expect(await second.closed).toBe(1009)
  const talkative = await connect(small.url)
  for (let i = 0; i < 6; i += 1) tell(talkative, { type: 'ping' })
  expect(await talkative.closed).toBe(1008)
})

test('a socket that does not answer pings is closed; one that does stays', async () => {
  const quick = await startProcess({ limits: { heartbeatMs: 80 } })
  const deaf = await connect(quick.url)
  const alive = await connect(quick.url)
  deaf.socket.pong = () => {}
  ;(deaf.socket as unknown as { _receiver: { removeAllListeners(event: string): void } })._receiver.removeAllListeners(
    'ping',
  )
  expect(await deaf.closed).toBe(1006)
  expect(alive.socket.readyState).toBe(WebSocket.OPEN)
})

test('a client that cannot keep up loses messages, not our memory', async () => {
  const tight = await startProcess({ limits: { backlogBytes: 20_000, heartbeatMs: 60_000 } })
  const slow = await connect(tight.url, signedInAs({ userId: ana }))
  slow.socket.pause()
  const large = { type: 'booking' as const, bookingId: newId(), status: 'x'.repeat(6000) }
  const dropped = () => metrics.counted('realtime_messages_total', { outcome: 'dropped' })
  const before = await dropped()
  await vi.waitFor(async () => {
    for (let i = 0; i < 200; i += 1) await tight.hub.publish(`user:${ana}`, large)
    expect(await dropped()).toBeGreaterThan(before)
  }, 20_000)
})

describeWithRedis('with Redis', () => {
  let server: RedisServer
  let redis: RedisConnections[]
  beforeAll(async () => {
    server = await startRedis()
    redis = [connectRedis(server.url, silent), connectRedis(server.url, silent)]
    await Promise.all(redis.map(({ commands }) => once(commands, 'ready')))
    return () => {
      for (const one of redis) one.close()
    }
  })

  test('messages travel by Redis, and by PostgreSQL once it is gone', async () => {
    const [a, b] = [
      await startProcess({ redis: redis[0] as RedisConnections }),
      await startProcess({ redis: redis[1] as RedisConnections }),
    ]
    const client = await connect(b.url, signedInAs({ userId: ana }))
    const message = () => ({ type: 'booking' as const, bookingId: newId(), status: 'CONFIRMED' })
    await vi.waitFor(async () => {
      const first = message()
      await a.hub.publish(`user:${ana}`, first)
      await vi.waitFor(() => expect(client.received).toContainEqual(first), 300)
    }, 5000)
    server.hang()
    const second = message()
    await a.hub.publish(`user:${ana}`, second)
    await vi.waitFor(() => expect(client.received).toContainEqual(second), 3000)
    server.resume()
    await server.kill()
    const third = message()
    await a.hub.publish(`user:${ana}`, third)
    await vi.waitFor(() => expect(client.received).toContainEqual(third), 3000)
  })
})
