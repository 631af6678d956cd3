/**
 * How long a request may take before its caller is told 503. Fastify's own limit makes an AbortController for each request
 * and aborts it, with a DOMException and its stack, after each answer; nobody here listens for that.
 */
import { errorCodes, type FastifyInstance } from 'fastify'

export function limitHandlers(app: FastifyInstance, defaultMs: number): void {
  app.decorateRequest('timer', null)
  app.addHook('onRequest', (request, reply, done) => {
    const { timeoutMs = defaultMs, url } = request.routeOptions.config
    request.timer = setTimeout(() => {
      if (reply.sent) return
      const error = new errorCodes.FST_ERR_HANDLER_TIMEOUT(timeoutMs, url)
      // An answer that has begun cannot become another one.
      if (reply.raw.headersSent) reply.raw.destroy(error)
      else reply.send(error)
    }, timeoutMs)
    done()
  })
  // The caller may be gone before the answer is: the timer then finds it sent, or nobody to tell.
  app.addHook('onResponse', (request, _reply, done) => {
    if (request.timer) clearTimeout(request.timer)
    done()
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Milliseconds until the caller is answered 503; the configured default when absent. */
    timeoutMs?: number
  }
  interface FastifyRequest {
    timer: NodeJS.Timeout | null
  }
}
