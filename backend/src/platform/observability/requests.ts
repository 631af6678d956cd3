/** One log line and one measurement per request. */
import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** What asks every few seconds, or per file of a page, would drown the rest. */
const quiet = /^\/(health|metrics|\*)/

export function observeRequests(app: FastifyInstance, metrics: Metrics): void {
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
      method: request.method,
      path: request.url.split('?')[0],
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      ...(request.viewer ? { userId: request.viewer.userId } : {}),
    }
    request.log[quiet.test(route) ? 'debug' : 'info'](line, 'request')
    done()
  })
}
