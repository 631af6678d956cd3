/** One log line and one measurement per request. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'

/** What asks every few seconds, or per file of a page, would drown the rest. */
const quiet = /^\/(health|metrics|\*)/

export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
  // The line is made of these fields alone, none of them secret: looking for secrets in it costs more than writing it.
  const lines = (app.log as unknown as Logger).child({}, { redact: [] })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    const seconds = reply.elapsedTime / 1000
    metrics.observe('http_request_duration_seconds', seconds, {
      method: request.method,
      route,
      status: reply.statusCode,
    })
    // Query strings may carry tokens (verification links), so only the path is logged.
    const line = {
      requestId: request.id,
      method: request.method,
      path: request.url.split('?')[0],
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.viewer ? { userId: request.viewer.userId } : {}),
    }
    lines[quiet.test(route) ? 'debug' : 'info'](line, 'request')
    done()
  })
}
