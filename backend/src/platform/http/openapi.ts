/** `GET /api/openapi.json`: the whole API as OpenAPI 3.1, written from the routes themselves. */
import { extname } from 'node:path'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
// Every operation refers to Problem, though no route answers it by itself: importing it registers it.
import '../../../../contracts/common.ts'
import type { Config } from '../config.ts'
import { errorCatalogue } from '../errors.ts'
import type { Access } from './access.ts'
import { exampleOf } from './openapi-examples.ts'
import { titleOf } from './problems.ts'

type Json = { [key: string]: unknown }
interface Operation extends Json {
  security?: object[]
  parameters?: Json[]
  requestBody?: { content: Record<string, Json> }
  responses: Record<string, Json & { content?: Record<string, Json>; description?: string }>
  'x-access'?: string
  'x-idempotent'?: boolean
  'x-problems'?: readonly number[]
}
interface Document extends Json {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Json> }
}

const zodToJson = createJsonSchemaTransform({})
const withComponents = createJsonSchemaTransformObject({})

const accessName = (access: Access | undefined): string =>
  typeof access === 'object' ? access.role : (access ?? 'public')

/** Who may call a route is part of its description, as is what repeating it does. */
const describe: typeof zodToJson = (document) => {
  const { schema, url } = zodToJson(document)
  const { config } = document.route as {
    config?: { access?: Access; idempotent?: boolean; problems?: readonly number[] }
  }
  const access = accessName(config?.access)
  return {
    url,
    schema: {
      ...(schema as object),
      'x-access': access,
      security: access === 'public' ? [] : [{ session: [] }, { bearer: [] }],
      ...(config?.idempotent ? { 'x-idempotent': true } : {}),
      ...(config?.problems ? { 'x-problems': config.problems } : {}),
    } as never,
  }
}

/** Why each status is answered; a module's own codes say more. */
const reasons: Record<string, string> = {
  400: 'Something sent cannot be accepted; `errors` says what and where.',
  401: 'Nobody is signed in, or the credentials do not match.',
  403: 'The account is suspended or may not do this, or the request was made by another site.',
  404: 'There is no such thing, or it is not yours to see.',
  409: 'The present state does not allow it; `code` says why.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'The Idempotency-Key was used with another request.',
  426: 'The connection was not upgraded.',
  429: 'Too many requests; `Retry-After` says when to come back.',
  500: 'Something failed on our side.',
  503: 'Overloaded or a part is unavailable; `Retry-After` says when to try again.',
}

/** Statuses that an operation can answer besides its own, with why. */
function problemStatuses(operation: Operation, method: string, path: string): [string, string][] {
  const open = operation['x-access'] === 'public'
  const writes = ['post', 'put', 'patch', 'delete'].includes(method)
  const statuses = new Set([
    // Any address can be written wrongly, and any caller may turn out to be suspended.
    ...[400, 403, 429, 500, 503],
    ...(open ? [] : [401]),
    ...(path.includes('{') ? [404] : []),
    ...(writes && !open ? [409] : []),
    ...(writes ? [413, 415] : []),
    ...(operation['x-idempotent'] ? [422] : []),
    ...(operation['x-problems'] ?? []),
  ])
  return [...statuses].toSorted((one, other) => one - other).map((status) => [String(status), reasons[status] ?? ''])
}

const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Makes repeating safe for 24 hours: the same key and request get the first answer again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
}
const languageHeader = {
  name: 'Accept-Language',
  in: 'header',
  required: false,
  description: '`es` (default) or `en`; answered in `Content-Language`.',
  schema: { type: 'string', example: 'es' },
}

/** The plainest code of each status; modules have their own beside them. */
const usualCodes: Record<string, string> = {
  400: 'VALIDATION_FAILED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'INVALID_TRANSITION',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'IDEMPOTENCY_KEY_REUSED',
  426: 'UPGRADE_REQUIRED',
  429: 'RATE_LIMITED',
  500: 'INTERNAL',
  503: 'OVERLOADED',
}

function problemExample(status: string): Json {
  const code = usualCodes[status] ?? 'INTERNAL'
  return {
    type: `/problems/${code.toLowerCase().replaceAll('_', '-')}`,
    title: titleOf(code),
    status: Number(status),
    detail: errorCatalogue().find((entry) => entry.code === code)?.es ?? '',
    code,
    requestId: '01a200cd-ddd9-7211-8467-58fb6374bc3f',
  }
}

/** `POST /api/v1/bookings/{id}/cancel` → `postBookingsByIdCancel`. */
function operationIdOf(method: string, path: string): string {
  const words = path
    .replace(/^\/api(\/v1)?/, '')
    .split(/[/.-]/)
    .filter(Boolean)
    .map((word) => (word.startsWith('{') ? `by-${word.slice(1, -1)}` : word))
    .flatMap((word) => word.split('-'))
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

const textMedia: Record<string, string> = { '.ics': 'text/calendar', '.csv': 'text/csv', '.pdf': 'application/pdf' }
/** An answer that is a bare text is no JSON: its kind is the schema's `contentMediaType` (several with spaces between), or its address's. */
function nameTextMedia(operation: Operation, path: string): void {
  for (const response of Object.values(operation.responses)) {
    const json = response.content?.['application/json']
    if (!json || (json['schema'] as Json | undefined)?.['type'] !== 'string') continue
    const { contentMediaType, ...schema } = json['schema'] as Json & { contentMediaType?: string }
    const media = contentMediaType?.split(' ') ?? [textMedia[extname(path)] ?? 'text/plain']
    response.content = Object.fromEntries(
      media.map((type) => [type, { ...json, schema: type.endsWith('json') ? {} : schema }]),
    )
  }
}

/** What can be had as a table too says so by its parameter `format`. */
function nameTables(operation: Operation): void {
  const format = operation.parameters?.find((parameter) => parameter['name'] === 'format')
  const json = operation.responses['200']?.content
  const formats = (format?.['schema'] as { enum?: unknown[] } | undefined)?.enum
  if (json && formats?.includes('csv')) json['text/csv'] = { schema: { type: 'string' } }
}

function complete(operation: Operation, method: string, path: string, schemas: Record<string, Json>): void {
  const problems = problemStatuses(operation, method, path)
  operation['operationId'] ??= operationIdOf(method, path)
  nameTextMedia(operation, path)
  nameTables(operation)
  operation.parameters = [
    ...(operation.parameters ?? []),
    languageHeader,
    ...(operation['x-idempotent'] ? [idempotencyHeader] : []),
  ]
  delete operation['x-problems']
  const bodies = [
    operation.requestBody?.content,
    ...Object.values(operation.responses).map((response) => response.content),
  ]
  for (const media of bodies.flatMap((content) => Object.values(content ?? {}))) {
    media['example'] ??= exampleOf(media['schema'] as Json, schemas)
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    if (!response.description || response.description === 'Default Response')
      response.description = Number(status) < 300 ? 'Done.' : 'See the body.'
  }
  for (const [status, description] of problems) {
    operation.responses[status] ??= {
      description,
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          example: problemExample(status),
        },
      },
    }
  }
}

function referencesIn(node: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(node)) for (const item of node) referencesIn(item, found)
  else if (node && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string') found.add(value.replace('#/components/schemas/', ''))
      else referencesIn(value, found)
    }
  }
  return found
}

/** Each contract appears once per direction; where both directions say the same, one is enough. What nobody refers to goes. */
function tidyComponents(document: Document): Document {
  const { schemas } = document.components
  const resolved = JSON.stringify(document)
  const same = Object.keys(schemas).filter((name) => {
    const output = name.endsWith('Input') ? schemas[name.slice(0, -'Input'.length)] : undefined
    // An output schema is closed, an input schema open; everything else must agree.
    const text = (schema: Json) =>
      JSON.stringify(schema)
        .replaceAll('"additionalProperties":false,', '')
        .replaceAll(',"additionalProperties":false', '')
        .replaceAll(/Input"/g, '"')
    return output !== undefined && text(output) === text(schemas[name] as Json)
  })
  const merged = same.reduce(
    (text, name) =>
      text.replaceAll(`"#/components/schemas/${name}"`, `"#/components/schemas/${name.slice(0, -'Input'.length)}"`),
    resolved,
  )
  const out = JSON.parse(merged) as Document
  const used = new Set<string>(['Problem'])
  referencesIn(out.paths, used)
  for (const name of used) referencesIn(out.components.schemas[name], used)
  out.components.schemas = Object.fromEntries(
    Object.entries(out.components.schemas)
      .filter(([name]) => used.has(name))
      .toSorted(([a], [b]) => a.localeCompare(b)),
  )
  return out
}

/** To be registered before the routes. */
export async function describeApi(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Guelaguetza Connect',
        version: config.release,
        description:
          'Experiences with the people of the eight regions of Oaxaca. Money is integer centavos with its currency; instants are UTC, with the time zone of the place beside them; lists answer `items` and `nextCursor`; errors are RFC 9457 with a stable `code`.',
      },
      servers: [{ url: config.http.publicUrl }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: `${config.http.publicUrl.startsWith('https:') ? '__Secure-' : ''}guelaguetza.session_token`,
          },
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'The token that signing in answers in `set-auth-token`.',
          },
        },
      },
    },
    transform: describe,
    transformObject: (given) => {
      const document = tidyComponents(withComponents(given) as unknown as Document)
      for (const [path, methods] of Object.entries(document.paths)) {
        for (const [method, operation] of Object.entries(methods))
          complete(operation, method, path, document.components.schemas)
      }
      return document as never
    },
  })
  let document: string | null = null
  app.get(
    '/api/openapi.json',
    { config: { access: 'public', ignoreViewer: true, cacheSeconds: 60 }, schema: { hide: true } },
    async (_request, reply) => {
      document ??= JSON.stringify(app.swagger())
      return reply.header('content-type', 'application/json; charset=utf-8').send(document)
    },
  )
}
