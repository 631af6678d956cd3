import Fastify from 'fastify'
import { StripeProblem, invalid, serverProblem } from './problems.ts'
import { accountEndpoints } from './accounts.ts'
import { balanceEndpoints } from './balance-transactions.ts'
import { chargeEndpoints } from './charges.ts'
import { createIdempotency } from './idempotency.ts'
import { disputeEndpoints } from './disputes.ts'
import { eventEndpoints } from './events.ts'
import { paymentIntentEndpoints } from './payment-intents.ts'
import { paymentMethodEndpoints } from './payment-methods.ts'
import { refundEndpoints } from './refunds.ts'
import { registerControlRoutes } from './control-routes.ts'
import { registerPages } from './pages/page-routes.ts'
import { serveEndpoint } from './stripe-endpoint.ts'
import { transferEndpoints } from './transfers.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Control } from './control.ts'
import type { Core } from './core.ts'

const BODY_LIMIT_BYTES = 64 * 1024
const REQUEST_TIMEOUT_MS = 30_000
const PREFLIGHT_SECONDS = '600'

function problemOf(cause: unknown): StripeProblem {
  if (cause instanceof StripeProblem) return cause
  const status = (cause as { statusCode?: number }).statusCode ?? 500
  const message = cause instanceof Error ? cause.message : 'Invalid request'
  if (status >= 400 && status < 500) return new StripeProblem({ status, type: 'invalid_request_error', message })
  return serverProblem(500, 'The sandbox met an unexpected error; its log says which.')
}

/** The HTTP side: Stripe's endpoints, the pages and the control endpoints. Every answer that is not a 2xx carries Stripe's `error` object. */
export function buildServer(core: Core, control: Control): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (error, _request, reply) => {
      const problem = invalid(error.message)
      const answer: FastifyReply = reply
      void answer.status(problem.status).send(problem.body)
    },
  })

  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  app.setErrorHandler((cause, request, reply) => {
    const problem = problemOf(cause)
    if (problem.status >= 500 && !(cause instanceof StripeProblem)) {
      core.logger.error({ cause, method: request.method, url: request.url }, 'sandbox request failed')
    }
    return reply.status(problem.status).send(problem.body)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]
    const message = `Unrecognized request URL (${request.method}: ${path}). Please see https://stripe.com/docs.`
    const problem = new StripeProblem({ status: 404, type: 'invalid_request_error', message })
    return reply.status(404).send(problem.body)
  })

  const idempotency = createIdempotency(core.store, core.clock)
  const endpoints = [
    ...paymentIntentEndpoints(core),
    ...paymentMethodEndpoints(core),
    ...chargeEndpoints(core),
    ...refundEndpoints(core),
    ...disputeEndpoints(core),
    ...balanceEndpoints(core),
    ...accountEndpoints(core),
    ...transferEndpoints(core),
    ...eventEndpoints(core),
  ]
  for (const endpoint of endpoints) {
    app.route({
      method: endpoint.method,
      url: endpoint.path,
      exposeHeadRoute: false,
      handler: serveEndpoint(core, idempotency, endpoint),
    })
  }
  for (const path of new Set(endpoints.filter((endpoint) => endpoint.browser).map((endpoint) => endpoint.path))) {
    app.options(path, (_request, reply) =>
      reply
        .header('access-control-allow-origin', '*')
        .header('access-control-allow-methods', 'GET, POST')
        .header(
          'access-control-allow-headers',
          'authorization, content-type, idempotency-key, stripe-version, stripe-account',
        )
        .header('access-control-max-age', PREFLIGHT_SECONDS)
        .status(204)
        .send(),
    )
  }
  registerPages(app, core)
  registerControlRoutes(app, control, core.publicUrl)
  return app
}
