import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { testDatabase } from '../test-support/postgres.ts'
import { loadConfig } from './platform/config.ts'
import { errorCatalogue } from './platform/errors.ts'
import { createPlatform, type Platform } from './platform/platform.ts'
import { buildServer } from './server.ts'

const testDb = await testDatabase()
let app: FastifyInstance
let platform: Platform
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'server-'))
  platform = createPlatform(
    loadConfig({
      NODE_ENV: 'test',
      DATABASE_URL: testDb.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      MAX_EVENT_LOOP_DELAY_MS: '60000',
    }),
  )
  ;({ app } = await buildServer(platform))
})
afterAll(async () => {
  await app.close()
  await platform.close()
  await rm(dataDir, { recursive: true, force: true })
})

interface Operation {
  summary?: string
  tags?: string[]
  operationId?: string
  'x-access'?: string
  security?: object[]
  parameters?: { name: string }[]
  responses: Record<string, { content?: Record<string, { schema?: object; example?: unknown }> }>
  requestBody?: { content: Record<string, { example?: unknown }> }
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; securitySchemes: object }
}
const document = async () => (await app.inject('/api/openapi.json')).json() as Document
const operations = ({ paths }: Document) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  )

/** What an operation fails to say. */
function omissions(operation: Operation): string[] {
  const { responses, security } = operation
  const access = operation['x-access'] ?? 'nothing'
  const statuses = Object.keys(responses)
  const problem = 'application/problem+json'
  return [
    ...(operation.summary ? [] : ['summary']),
    ...(operation.tags?.length ? [] : ['tags']),
    ...(['public', 'signed-in', 'moderator', 'admin'].includes(access) ? [] : ['x-access']),
    ...((security?.length === 0) === (access === 'public') ? [] : ['security']),
    ...(['429', '500'].every((status) => responses[status]?.content?.[problem]) ? [] : ['its own failures']),
    ...(access === 'public' || (statuses.includes('401') && statuses.includes('403')) ? [] : ['refusals']),
    ...Object.entries(responses)
      .filter(([, { content }]) => Object.values(content ?? {}).some(({ example }) => example === undefined))
      .map(([status]) => `example of ${status}`),
  ]
}

test('the API describes itself: OpenAPI 3.1 in which every operation says who, what, how it fails, with an example', async () => {
  const described = await document()
  expect(described.openapi).toBe('3.1.0')
  const all = operations(described)
  expect(all.map(({ name, operation }) => [name, ...omissions(operation)]).filter(({ length }) => length > 1)).toEqual(
    [],
  )
  expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length)
})

test('every reference of the description leads somewhere, and nothing in it is unused', async () => {
  const described = await document()
  const text = JSON.stringify(described)
  const referred = new Set(
    [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name as string),
  )
  expect([...referred].toSorted()).toEqual(Object.keys(described.components.schemas).toSorted())
  expect(referred).toContain('Money')
})

test('the paths of the contract are there', async () => {
  const { paths } = await document()
  for (const [method, path] of [
    ['get', '/api/v1/experiences'],
    ['get', '/api/v1/experiences/{idOrSlug}'],
    ['get', '/api/v1/experiences/{id}/slots'],
    ['get', '/api/v1/slots/{id}'],
    ['post', '/api/v1/bookings'],
    ['get', '/api/v1/bookings'],
    ['get', '/api/v1/bookings/{id}'],
    ['post', '/api/v1/bookings/{id}/cancel'],
    ['get', '/api/v1/bookings/{id}/tickets'],
    ['get', '/api/v1/bookings/{id}/calendar.ics'],
    ['get', '/api/v1/payments/{id}'],
    ['post', '/api/v1/webhooks/stripe'],
    ['get', '/api/v1/host/experiences'],
    ['post', '/api/v1/host/experiences'],
    ['patch', '/api/v1/host/experiences/{id}'],
    ['post', '/api/v1/host/experiences/{id}/slots'],
    ['get', '/api/v1/host/bookings'],
    ['post', '/api/v1/host/check-ins'],
    ['get', '/api/v1/admin/users'],
    ['post', '/api/v1/admin/users/{id}/ban'],
    ['post', '/api/v1/admin/users/{id}/unban'],
    ['put', '/api/v1/admin/users/{id}/role'],
    ['get', '/api/v1/admin/audit-log'],
    ['get', '/api/v1/notifications'],
    ['post', '/api/v1/notifications/read'],
    ['get', '/api/v1/realtime'],
    ['get', '/health/live'],
    ['get', '/health/ready'],
    ['get', '/metrics'],
  ] as const)
    expect({ path, methods: Object.keys(paths[path] ?? {}) }).toEqual({
      path,
      methods: expect.arrayContaining([method]),
    })
})

test('the documentation page runs only our own scripts and may ask only us', async () => {
  const page = await app.inject('/api/docs')
  const policy = String(page.headers['content-security-policy'])
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'self';")
  expect(page.body).not.toMatch(/https?:\/\/|<script>/)
  for (const [, source] of page.body.matchAll(/<script src="([^"]+)"/g)) {
    const script = await app.inject(source as string)
    expect(script.statusCode).toBe(200)
    expect(script.headers['content-type']).toContain('javascript')
  }
})

test('a problem’s type can be looked up', async () => {
  // Writing the whole description held this process up, which it says for a moment.
  await expect.poll(async () => (await app.inject('/problems/sold-out')).statusCode).toBe(200)
  const response = await app.inject('/problems/sold-out')
  expect(response.json()).toMatchObject({ code: 'SOLD_OUT', title: 'Sold out', status: 409 })
  expect((await app.inject('/problems/unheard-of')).statusCode).toBe(404)
})

/** A Markdown table with its columns aligned, as the formatter leaves it. */
function table(rows: string[][]): string {
  const [head = [], ...body] = rows
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}

test('docs/errors.md is the catalogue (run vitest with -u to write it anew)', async () => {
  const rows = errorCatalogue().map(({ code, status, module, es, en }) => [
    `\`${code}\``,
    String(status),
    module,
    es,
    en,
  ])
  const page = `# Errors

Every refusal is \`application/problem+json\` (RFC 9457) with a stable \`code\`. What a person reads stands in \`detail\`,
in Spanish or English by \`Accept-Language\`; \`{words in braces}\` are filled in. Fields that are wrong are named in
\`errors\` by JSON pointer: \`/party/0/quantity\` is in the body, \`/query/limit\`, \`/params/id\` and \`/headers/if-match\` say so.
429 and 503 carry \`Retry-After\`. The same text answers at \`/problems/<code-in-lower-case-with-hyphens>\`.

${table([['Code', 'Status', 'From', 'Spanish', 'English'], ...rows])}
`
  await expect(page).toMatchFileSnapshot('../../docs/errors.md')
})

test('both languages of an error name the same parameters', () => {
  const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted()
  const wrong = errorCatalogue().filter(({ es, en }) => es === en || parameters(es).join() !== parameters(en).join())
  expect(wrong).toEqual([])
})
