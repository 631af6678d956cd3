/** One id follows a request through its answer, its log lines, its jobs and its events. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { enterContext } from '../context.ts'
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
    enterContext({ requestId: request.id, correlationId: request.id })
    done()
  })
  // The body arrives in the socket's own context, so what comes after parsing enters it again.
  app.addHook('preHandler', (request, _reply, done) => {
    enterContext({ requestId: request.id, correlationId: request.id })
    done()
  })
}
