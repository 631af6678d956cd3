/** The way every module registers a route: who may call it, what goes in, what comes out, and the limits on the way. */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import type { z } from 'zod'
import type { Language, Problem } from '../../../../contracts/common.ts'
import type { Module } from '../module.ts'
import type { Access, Viewer, ViewerOf } from './access.ts'
import type { Claim } from './idempotency.ts'
import { serializerFor } from './serializer.ts'

export type { Access, ResolveViewer, Viewer, ViewerResolution, ViewerRole } from './access.ts'

/** Buckets on top of the general one (anonymous or signed in); the figures are in the configuration. */
export type LimitBucket = 'auth' | 'bookings' | 'checkouts'

/** A module with routes outside `/api/v1`, such as `/api/auth`. */
export interface HttpModule extends Module {
  rootRoutes?: (app: FastifyInstance) => void | Promise<void>
}

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** The extra bucket of this route, or `none` for routes that no limit counts (health, metrics). */
    limit?: LimitBucket | 'none' | ((request: FastifyRequest) => LimitBucket | null)
    /** Honour `Idempotency-Key` of signed-in callers. */
    idempotent?: boolean
    /** Keep the body's bytes as `request.rawBody` (signatures are over bytes). */
    rawBody?: boolean
    /** Never look for a session: the route answers everyone alike, also the banned. */
    ignoreViewer?: boolean
    /** How long shared caches may keep the answer; `no-store` when absent. */
    cacheSeconds?: number
    /** Statuses of refusals that its kind of route does not have anyway; for the documentation. */
    problems?: readonly number[]
  }
  interface FastifyRequest {
    viewer: Viewer | null
    /** The session belongs to a suspended account, which may call nothing. */
    isBanned: boolean
    ban: Problem['ban']
    language: Language
    rawBody: Buffer | null
    idempotency: Claim | null
  }
  interface FastifySchema {
    summary?: string
    description?: string
    tags?: readonly string[]
    operationId?: string
    hide?: boolean
  }
}

export interface RouteSchema {
  params?: z.ZodType
  querystring?: z.ZodType
  body?: z.ZodType
  /** By status. With exactly one 2xx entry, that is the status of the answer. */
  response: Record<number, z.ZodType>
}

type Parsed<S, Part extends string> = S extends Record<Part, infer P extends z.ZodType> ? z.output<P> : unknown
type Answer<S extends RouteSchema> = z.output<S['response'][keyof S['response']]>

export type RouteRequest<S, A extends Access> = FastifyRequest<{
  Params: Parsed<S, 'params'>
  Querystring: Parsed<S, 'querystring'>
  Body: Parsed<S, 'body'>
}> & { viewer: ViewerOf<A> }

export interface RouteDefinition<S extends RouteSchema, A extends Access> {
  method: HTTPMethods
  /** Below the prefix of the scope: `/bookings/:id`. */
  url: string
  access: A
  limit?: LimitBucket | 'none' | ((request: FastifyRequest) => LimitBucket | null)
  idempotent?: boolean
  /** Milliseconds until the caller is answered 503; the configured default when absent. */
  timeoutMs?: number
  rawBody?: boolean
  ignoreViewer?: boolean
  /** Allows shared caches to keep the answer this long. */
  cacheSeconds?: number
  /** Statuses of refusals that are not documented for this kind of route by themselves. */
  problems?: readonly number[]
  /** One line for the API's documentation. */
  summary: string
  description?: string
  tags: readonly string[]
  /** Bytes; the configured default when absent. */
  bodyLimit?: number
  /** Kept out of the API's documentation. */
  hide?: boolean
  schema: S
  handler: (request: RouteRequest<S, A>, reply: FastifyReply) => Promise<Answer<S> | FastifyReply>
}

function successStatus(response: Record<number, z.ZodType>): number | null {
  const statuses = Object.keys(response)
    .map(Number)
    .filter((status) => status >= 200 && status < 300)
  return statuses.length === 1 ? (statuses[0] as number) : null
}

/** Registers one route. The handler returns the answer; its status is the one 2xx status that the schema declares. */
export function route<const S extends RouteSchema, const A extends Access>(
  app: FastifyInstance,
  definition: RouteDefinition<S, A>,
): void {
  const { method, url, access, schema, handler } = definition
  const status = successStatus(schema.response)
  app.route({
    method,
    url,
    ...(definition.bodyLimit ? { bodyLimit: definition.bodyLimit } : {}),
    config: {
      access,
      ...(definition.limit ? { limit: definition.limit } : {}),
      ...(definition.timeoutMs ? { timeoutMs: definition.timeoutMs } : {}),
      ...(definition.idempotent ? { idempotent: true } : {}),
      ...(definition.rawBody ? { rawBody: true } : {}),
      ...(definition.ignoreViewer ? { ignoreViewer: true } : {}),
      ...(definition.cacheSeconds ? { cacheSeconds: definition.cacheSeconds } : {}),
      ...(definition.problems ? { problems: definition.problems } : {}),
    },
    schema: {
      ...(schema.params ? { params: schema.params } : {}),
      ...(schema.querystring ? { querystring: schema.querystring } : {}),
      ...(schema.body ? { body: schema.body } : {}),
      response: schema.response,
      summary: definition.summary,
      ...(definition.description ? { description: definition.description } : {}),
      tags: definition.tags,
      ...(definition.hide ? { hide: true } : {}),
    },
    handler: async (request, reply) => {
      if (status !== null) reply.code(status)
      const claim = request.idempotency
      try {
        const answer = await handler(request as RouteRequest<S, A>, reply)
        // The caller was told 503 (handler timeout) but the work was done: its repeat must get this answer, not a second effect.
        if (claim && reply.sent && status !== null && answer !== reply) {
          await claim.keep(
            status,
            'application/json; charset=utf-8',
            serializerFor(schema.response[status] as z.ZodType)(answer),
          )
        }
        return answer
      } catch (error) {
        if (claim && reply.sent) await claim.release()
        throw error
      }
    },
  })
}
