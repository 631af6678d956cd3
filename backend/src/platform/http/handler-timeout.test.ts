import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testApp } from '../../../test-support/app.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { route } from './route.ts'

const { url: databaseUrl } = await testDatabase()
const patient = 100_000
const app = await testApp({
  databaseUrl,
  env: { HANDLER_TIMEOUT_MS: '300' },
  modules: [
    {
      name: 'slow',
      routes: (scope) => {
        const post = { method: 'POST', access: 'public', summary: 'Slow', tags: ['Slow'] } as const
        const schema = { body: z.object({ name: z.string() }), response: { 200: z.object({ name: z.string() }) } }
        route(scope, { ...post, url: '/hurried', schema, handler: async ({ body }) => body })
        route(scope, { ...post, url: '/patient', timeoutMs: patient, schema, handler: async ({ body }) => body })
      },
    },
  ],
})
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as AddressInfo

/** Sends half of a body, the other half when told. All that came back until the connection ended. */
function half(path: string, headers = '') {
  const socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (bytes) => (text += String(bytes))).on('error', () => {})
  socket.write(
    `POST /api/v1/${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 14\r\n${headers}\r\n{"name":`,
  )
  const closed = new Promise<string>((done) => socket.on('close', () => done(text)))
  return { closed, finish: () => socket.write('"Ana"}') }
}

test('who stops half-way is answered, and holds the connection for no longer than a request may take', async () => {
  const started = performance.now()
  expect(await half('hurried').closed).toMatch(/^HTTP\/1.1 503/)
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('a route that waits longer is not cut by what all others are given', async () => {
  expect(app.server.requestTimeout).toBeGreaterThan(patient)
  const slow = half('patient', 'Connection: close\r\n')
  await half('hurried').closed
  slow.finish()
  expect(await slow.closed).toMatch(/^HTTP\/1.1 200[^]*"Ana"/)
})
