/** `/api/v1/admin`: what checks found, and jobs that gave up. */
import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import {
  DeadLetterDiscard,
  DeadLetterDiscarded,
  DeadLetterIdParams,
  DeadLetterListQuery,
  DeadLetterPage,
  DeadLetterReplayed,
  Finding,
  FindingIdParams,
  FindingListQuery,
  FindingPage,
  FindingResolve,
  JobQueueList,
} from '../../../../contracts/operations.ts'
import { idPage, readIdCursor } from '../../platform/http/id-page.ts'
import { readCursor } from '../../platform/lists/read-cursor.ts'
import { route } from '../../platform/http/route.ts'
import { decodeKeyset, encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import type { OperationsDeps } from './deps.ts'
import { discardDeadLetter } from './discard-dead-letter.ts'
import { type FindingRow, listFindings } from './operations.queries.ts'
import { replayDeadLetter } from './replay-dead-letter.ts'
import { resolveFinding } from './resolve-finding.ts'

const access = { role: 'admin' } as const
const tags = ['Staff'] as const

const toFinding = (row: FindingRow): z.infer<typeof Finding> => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  details: row.details as Record<string, unknown>,
  createdAt: row.createdAt.toISOString(),
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
})

export function operationsRoutes(app: FastifyInstance, deps: OperationsDeps): void {
  route(app, {
    method: 'GET',
    url: '/admin/findings',
    access,
    summary: 'What checks found that should not be; those that nobody has resolved, unless asked otherwise',
    tags,
    schema: { querystring: FindingListQuery, response: { 200: FindingPage } },
    handler: async (request) => {
      const { state, kind, sort, cursor, limit } = request.query
      const rows = await listFindings(deps.database.read, { state, kind, sort, after: readIdCursor(cursor), limit })
      return idPage(rows, limit, toFinding)
    },
  })

  route(app, {
    method: 'POST',
    url: '/admin/findings/:id/resolve',
    access,
    summary: 'Close a finding with what was done about it',
    tags,
    schema: { params: FindingIdParams, body: FindingResolve, response: { 200: Finding } },
    handler: async (request) => {
      const by = { userId: request.viewer.userId, ipAddress: request.ip }
      return toFinding(await resolveFinding(deps, { id: request.params.id, note: request.body.note, by }))
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/dead-letters',
    access,
    summary: 'Jobs that failed for the last time',
    tags,
    schema: { querystring: DeadLetterListQuery, response: { 200: DeadLetterPage } },
    handler: async (request) => {
      const { queue, sort, cursor, limit } = request.query
      const { total, items } = await deps.jobs.deadLetters(
        limit + 1,
        readCursor(cursor, decodeKeyset) ?? undefined,
        queue || undefined,
        sort,
      )
      const shown = items.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map((letter) => ({ ...letter, createdAt: letter.createdAt.toISOString() })),
        nextCursor: items.length > limit && last ? encodeKeyset({ at: last.createdAt, id: last.id }) : null,
        total,
      }
    },
  })

  route(app, {
    method: 'GET',
    url: '/admin/jobs',
    access,
    summary: 'Every kind of job: what waits, works, failed and was done',
    tags,
    schema: { response: { 200: JobQueueList } },
    handler: async () => ({
      items: (await deps.jobs.overview()).map((queue) => ({
        ...queue,
        lastDoneAt: queue.lastDoneAt?.toISOString() ?? null,
      })),
      nextCursor: null,
    }),
  })

  route(app, {
    method: 'POST',
    url: '/admin/dead-letters/:id/replay',
    access,
    summary: 'Give a job its attempts again; pressed twice, it runs once',
    tags,
    schema: { params: DeadLetterIdParams, response: { 200: DeadLetterReplayed } },
    handler: async (request) => {
      const by = { userId: request.viewer.userId, ipAddress: request.ip }
      await replayDeadLetter(deps, { id: request.params.id, by })
      return { replayed: true as const }
    },
  })

  route(app, {
    method: 'POST',
    url: '/admin/dead-letters/:id/discard',
    access,
    summary: 'Take a job that can never succeed away, with the reason on record',
    tags,
    schema: { params: DeadLetterIdParams, body: DeadLetterDiscard, response: { 200: DeadLetterDiscarded } },
    handler: async (request) => {
      const by = { userId: request.viewer.userId, ipAddress: request.ip }
      await discardDeadLetter(deps, { id: request.params.id, reason: request.body.reason, by })
      return { discarded: true as const }
    },
  })
}
