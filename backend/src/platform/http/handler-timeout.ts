/**
 * How long a request may take before its caller is told 503. Fastify's own limit makes an AbortController for each request
 * and aborts it, with a DOMException and its stack, after each answer; nobody here listens for that.
 */
import { errorCodes, type FastifyInstance } from 'fastify'

export function limitHandlers(app: FastifyInstance, defaultMs: number): void {
  app.decorateRequest('timer', null)
  // Node's own limit is one for all: what a route waits for, a photo over bad signal, must not be cut by it.
  app.addHook('onRoute', ({ method, config }) => {
    if (method === 'GET' || method === 'HEAD' || !config?.timeoutMs) return
    app.server.requestTimeout = Math.max(app.server.requestTimeout, config.timeoutMs + 5000)
  })
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
    const { raw } = request
    // Answered before all of it had come. The rest is let in, so that the answer is read; whoever goes on after that holds a socket.
    if (raw.complete === false) setTimeout(() => raw.complete || raw.socket.destroy(), defaultMs).unref()
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
