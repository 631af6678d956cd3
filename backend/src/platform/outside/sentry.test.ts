import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, test, vi } from 'vitest'
import { loadConfig } from '../config.ts'
import { runInContext } from '../context.ts'
import { createErrorReports } from './sentry.ts'

/** What the error service receives: one line of JSON per header and item. */
const envelopes: string[] = []
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    envelopes.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString())
    response.writeHead(200).end('{}')
  })
})
receiver.listen(0, '127.0.0.1')
await once(receiver, 'listening')
afterAll(() => receiver.close())
const dsn = `http://key@127.0.0.1:${(receiver.address() as AddressInfo).port}/1`

const configured = (env: Record<string, string>) =>
  createErrorReports(loadConfig({ NODE_ENV: 'test', RELEASE: '9.9.9', ROLE: 'api', ...env }))

test('a failure arrives with release, environment, request and user id, and without the person', async () => {
  const reports = configured({ SENTRY_DSN: dsn })
  const password = 'hilo-de-algodon-42'
  runInContext({ requestId: 'abc-7', correlationId: 'abc-7' }, () => {
    const error = new Error(`no user ana@guelaguetza.test (Bearer tok.en)`, {
      cause: new Error('because of luis@guelaguetza.test'),
    })
    reports.report(Object.assign(error, { password }), { userId: 'user-1' })
  })
  await reports.close(2000)
  await vi.waitFor(() => expect(envelopes).toHaveLength(1))
  const event = JSON.parse(envelopes[0]?.split('\n')[2] ?? '{}')
  expect(event).toMatchObject({
    release: '9.9.9',
    environment: 'test',
    user: { id: 'user-1' },
    tags: { requestId: 'abc-7', role: 'api' },
  })
  expect(Object.keys(event.user)).toEqual(['id'])
  expect(event.exception.values.map(({ value }: { value: string }) => value)).toEqual([
    'because of [email]',
    'no user [email] (Bearer [secret])',
  ])
  for (const secret of ['ana@', 'luis@', 'tok.en', password, 'server_name', 'breadcrumbs'])
    expect(envelopes[0]).not.toContain(secret)
})

test('without a DSN nothing is sent', async () => {
  const before = envelopes.length
  const reports = configured({})
  reports.report(new Error('quiet'))
  await reports.close(100)
  expect(envelopes).toHaveLength(before)
})
