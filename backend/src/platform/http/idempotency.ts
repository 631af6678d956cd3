/** `Idempotency-Key`: the same key, person and request get the first answer again; parallel repeats wait for the first. */
import { hash as digest } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Database, Prisma } from '../database/index.ts'
import { platformErrors } from '../errors.ts'
import { defineJob, handleJob } from '../jobs.ts'
import type { Module } from '../module.ts'
import { invalidField } from '../invalid-input.ts'
import { keptAnswers } from './idempotency-personal-data.repository.ts'

/** The right to answer for a key until `lockedUntil`; another may take it over afterwards (a crashed process). */
export interface Claim {
  keep(status: number, contentType: string, body: string): Promise<void>
  release(): Promise<void>
}

interface KeyRow {
  requestHash: string
  status: number | null
  body: string | null
  contentType: string | null
}

const keyHours = 24
/** How long a parallel repeat waits for the first answer before it is told 409. */
const patienceMs = 10_000

/** JSON with sorted keys: clients may order theirs as they like. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, child]) => child !== undefined)
    return `{${entries
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`)
      .join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** @param lockSeconds how long one request may take before its repeat may assume that the process died */
export function createIdempotencyStore(database: Database, lockSeconds: number) {
  async function claim(userId: string, key: string, route: string, hash: string): Promise<Claim | null> {
    // One statement decides between parallel repeats. A stale claim is taken over only by the same request.
    const rows = await database.statement<{ lockedUntil: Date }>(Prisma.sql`
      INSERT INTO idempotency_keys (user_id, key, route, request_hash, locked_until)
      VALUES (${userId}::uuid, ${key}, ${route}, ${hash}, clock_timestamp() + make_interval(secs => ${lockSeconds}))
      ON CONFLICT (user_id, key) DO UPDATE
        SET route = EXCLUDED.route, request_hash = EXCLUDED.request_hash, locked_until = EXCLUDED.locked_until,
            status = NULL, body = NULL, content_type = NULL, created_at = clock_timestamp()
        WHERE idempotency_keys.created_at < now() - make_interval(hours => ${keyHours})
           OR (idempotency_keys.status IS NULL AND idempotency_keys.locked_until < clock_timestamp()
               AND idempotency_keys.request_hash = EXCLUDED.request_hash)
      RETURNING locked_until AS "lockedUntil"`)
    const lockedUntil = rows[0]?.lockedUntil
    if (!lockedUntil) return null
    return {
      async keep(status, contentType, body) {
        await database.statement(Prisma.sql`
          UPDATE idempotency_keys SET status = ${status}, content_type = ${contentType}, body = ${body}
          WHERE user_id = ${userId}::uuid AND key = ${key} AND status IS NULL AND locked_until = ${lockedUntil}`)
      },
      async release() {
        await database.statement(Prisma.sql`
          DELETE FROM idempotency_keys
          WHERE user_id = ${userId}::uuid AND key = ${key} AND status IS NULL AND locked_until = ${lockedUntil}`)
      },
    }
  }

  async function find(userId: string, key: string): Promise<KeyRow | null> {
    return database.read.idempotencyKey.findUnique({
      where: { userId_key: { userId, key } },
      select: { requestHash: true, status: true, body: true, contentType: true },
    })
  }

  return {
    /**
     * The claim, or the first answer.
     * @throws IDEMPOTENCY_KEY_REUSED for another request under the key, REQUEST_IN_PROGRESS when the first does not end in time.
     */
    async claimOrFind(userId: string, key: string, route: string, hash: string): Promise<Claim | KeyRow> {
      const deadline = Date.now() + patienceMs
      for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 1.6, 400)) {
        const mine = await claim(userId, key, route, hash)
        if (mine) return mine
        const known = await find(userId, key)
        if (known && known.requestHash !== hash) throw platformErrors.IDEMPOTENCY_KEY_REUSED()
        if (known?.status) return known
        if (Date.now() + pauseMs > deadline) throw platformErrors.REQUEST_IN_PROGRESS({ retryAfterSeconds: 2 })
        await wait(pauseMs)
      }
    },
    /** Deletes keys whose day is over, in batches; answers how many. */
    async sweep(): Promise<number> {
      for (let total = 0; ; ) {
        const rows = await database.statement<{ key: string }>(Prisma.sql`
          DELETE FROM idempotency_keys WHERE (user_id, key) IN (
            SELECT user_id, key FROM idempotency_keys
            WHERE created_at < now() - make_interval(hours => ${keyHours}) LIMIT 1000)
          RETURNING key`)
        total += rows.length
        if (rows.length < 1000) return total
      }
    },
  }
}
export type IdempotencyStore = ReturnType<typeof createIdempotencyStore>

function keyOf(request: FastifyRequest): string | null {
  const given = request.headers['idempotency-key']
  if (given === undefined) return null
  if (typeof given === 'string' && /^[\x21-\x7e]{1,255}$/.test(given)) return given
  throw invalidField('/headers/idempotency-key', {
    es: 'Debe tener entre 1 y 255 caracteres visibles.',
    en: 'Must have between 1 and 255 visible characters.',
  })
}

/** Answers that say nothing about the request itself: the same request may fare better next time. */
function isWorthKeeping(status: number): boolean {
  return status < 500 && status !== 429 && status !== 408
}

/** Honours the header on routes that declare `idempotent`, for signed-in callers. */
export function honourIdempotencyKeys(app: FastifyInstance, store: IdempotencyStore, onReplay: () => void): void {
  app.decorateRequest('idempotency', null)
  async function claim(request: FastifyRequest, userId: string, key: string): Promise<KeyRow | null> {
    const path = request.url.split('?')[0] ?? request.url
    const hash = digest('sha256', `${request.method} ${path}\n${canonicalJson(request.body ?? null)}`, 'base64url')
    const found = await store.claimOrFind(userId, key, `${request.method} ${request.routeOptions.url ?? path}`, hash)
    if (!('keep' in found)) return found
    request.idempotency = found
    return null
  }
  function replay(reply: FastifyReply, first: KeyRow): void {
    onReplay()
    reply.code(first.status ?? 200).header('idempotency-replayed', 'true')
    if (first.contentType) reply.header('content-type', first.contentType)
    reply.send(first.body ?? '')
  }
  app.addHook('preHandler', (request, reply, done) => {
    const { viewer } = request
    const key = request.routeOptions.config.idempotent && viewer ? keyOf(request) : null
    if (key === null || !viewer) return done()
    // Fastify goes on when the promise is kept, as it does after `done`.
    return claim(request, viewer.userId, key).then((first) => first && replay(reply, first))
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    const { idempotency } = request
    // After a handler timeout the work may still end well: the claim stays until the handler settles it or it runs out.
    if (!idempotency || request.timedOut) return done()
    request.idempotency = null
    return isWorthKeeping(reply.statusCode) &&
      (typeof payload === 'string' || payload === null || payload === undefined)
      ? idempotency.keep(reply.statusCode, String(reply.getHeader('content-type') ?? ''), payload ?? '')
      : idempotency.release()
  })
}

const sweepIdempotencyKeys = defineJob({ name: 'http.sweep-idempotency-keys', schema: z.object({}), retryLimit: 0 })

/** The part of the edge that runs without a request. */
export function createHttpModule(database: Database): Module {
  const store = createIdempotencyStore(database, 0)
  return {
    name: 'http',
    personalData: keptAnswers,
    jobs: [
      handleJob(sweepIdempotencyKeys, async () => {
        await store.sweep()
      }),
    ],
    schedules: [{ job: sweepIdempotencyKeys, everySeconds: 3600 }],
    guarantees: [
      {
        name: 'no idempotency key outlives its day by more than two sweeps',
        sql: "SELECT user_id, key FROM idempotency_keys WHERE created_at < now() - interval '27 hours'",
      },
    ],
  }
}
