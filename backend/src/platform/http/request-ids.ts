/** One id follows a request through its answer, its log lines, its jobs and its events. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Id } from '../../../../contracts/common.ts'
import { enterContext, type RunContext } from '../context.ts'
import { languageOf } from './language.ts'

/** The client's id when it is sane (it goes into log lines), else a new one. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : randomUUID()
}

export function followRequests(app: FastifyInstance): void {
  app.decorateRequest('language', 'es')
  app.addHook('onRequest', (request, reply, done) => {
    request.language = languageOf(request.headers['accept-language'])
    reply.header('x-request-id', request.id)
    if (request.url.startsWith('/api/'))
      reply.header('content-language', request.language).header('vary', 'Accept-Language')
    enterContext(contextOf(request))
    done()
  })
  // The body arrives in the socket's own context, so what comes after parsing enters it again.
  app.addHook('preHandler', (request, _reply, done) => {
    enterContext(contextOf(request))
    done()
  })
}

function contextOf(request: FastifyRequest): RunContext {
  // A download is a plain link, which sends no header. Read from the address: the contract's query has no such field.
  const meant =
    request.headers['x-acting-for'] ??
    (request.url.includes('actingFor=')
      ? new URLSearchParams(request.url.slice(request.url.indexOf('?'))).get('actingFor')
      : null)
  const actingFor = typeof meant === 'string' && Id.safeParse(meant).success ? { actingFor: meant } : {}
  return { requestId: request.id, correlationId: request.id, ...actingFor }
}
