/** The HTTP face of the program: the edge, the modules' routes behind it, the PWA beside them. */
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import underPressure from '@fastify/under-pressure'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/database/index.ts'
import { platformErrors } from './platform/errors.ts'
import { enforceAccess, guardAccess, requireDeclaredAccess } from './platform/http/access.ts'
import { acceptJsonOnly } from './platform/http/bodies.ts'
import { limitHandlers } from './platform/http/handler-timeout.ts'
import { createIdempotencyStore, honourIdempotencyKeys } from './platform/http/idempotency.ts'
import { languageOf } from './platform/http/language.ts'
import { answerUnknownPaths } from './platform/http/methods.ts'
import { answerBrokenRequest, answerProblems, sendProblem, toDomainError } from './platform/http/problems.ts'
import { servePwa } from './platform/http/pwa.ts'
import { createRateLimits, enforceRateLimits, type RateLimits } from './platform/http/rate-limits.ts'
import { RequestLog } from './platform/http/request-logs.ts'
import { followRequests, requestIdOf } from './platform/http/request-ids.ts'
import type { HttpModule, ResolveViewer } from './platform/http/route.ts'
import { allowedOrigins, secureHeaders } from './platform/http/security.ts'
import { serializerCompiler } from './platform/http/serializer.ts'
import { validatorCompiler } from './platform/http/validation.ts'
import type { Logger } from './platform/observability/logger.ts'
import type { Metrics } from './platform/observability/metrics.ts'
import { observeRequests } from './platform/observability/requests.ts'
import { realtimePath } from './platform/realtime/sockets.ts'

export interface AppParts {
  config: Config
  /** A logger that does not add the request id itself. */
  httpLogger: Logger
  database: Database
  metrics: Metrics
  modules: HttpModule[]
  resolveViewer: ResolveViewer
  /** In memory when absent. */
  rateLimits?: RateLimits
  /** Told of every failure of ours. */
  report?: (error: unknown, context: { requestId: string; userId: string | null }) => void
  /** Routes of the platform itself (health, documentation, realtime), registered outside `/api/v1`. */
  platformRoutes?: (app: FastifyInstance) => void | Promise<void>
  /** While true, answers ask clients to come back on another connection. */
  isDraining?: () => boolean
  /** The built PWA; none is served when absent. */
  pwaFolder?: string
}

/** Two samples of the event loop. */
const bootSampleMs = 2000

/** Builds the server, ready to listen or to inject. Throws when a route does not declare who may call it. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, httpLogger, database, metrics, modules, resolveViewer, report } = parts
  const { publicUrl, trustedProxy, handlerTimeoutMs } = config.http
  const app = Fastify({
    loggerInstance: httpLogger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: requestIdOf,
    trustProxy: trustedProxy.length > 0 ? [...trustedProxy] : false,
    childLoggerFactory: (logger, bindings, options) => new RequestLog(logger, bindings, options),
    bodyLimit: config.http.bodyLimitBytes,
    // The whole request must have arrived by then, where no route waits longer; slow senders hold sockets.
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    // While closing, connections that are open are still served: a rolling restart loses nothing.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    http: {
      maxHeaderSize: 16_384,
      headersTimeout: 20_000,
      // Refused by a hook, in words.
      requireHostHeader: false,
      // Slow senders are looked for this often.
      connectionsCheckingInterval: 5000,
      // Other upgrades are offers that a server may pass over; Node would hand all of them to the WebSocket server.
      shouldUpgradeCallback: ({ headers, url }) =>
        headers.upgrade?.toLowerCase() === 'websocket' && url?.split('?')[0] === realtimePath,
    },
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    clientErrorHandler: answerBrokenRequest(publicUrl),
    frameworkErrors: (error, request, reply) => {
      // No hook has run for an address that is no address.
      request.language = languageOf(request.headers['accept-language'])
      reply.header('x-request-id', request.id)
      void sendProblem(reply as never, toDomainError(error, request.language), publicUrl)
    },
  })
  // Expectations that we do not know are passed over, as HTTP allows; Node's own answer to them is no problem+json.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.setValidatorCompiler(validatorCompiler as never)
  app.setSerializerCompiler(serializerCompiler as never)

  requireDeclaredAccess(app)
  limitHandlers(app, handlerTimeoutMs)
  followRequests(app)
  observeRequests(app, metrics)
  answerProblems(app, {
    publicUrl,
    report: (error, request) => report?.(error, { requestId: request.id, userId: request.viewer?.userId ?? null }),
    count: (code) => metrics.count('http_requests_refused_total', { code }),
  })
  answerUnknownPaths(app, config)

  // The first samples are of the boot itself: a process that has just compiled its code is not overloaded.
  let measuredFrom = Number.POSITIVE_INFINITY
  app.addHook('onReady', (done) => {
    measuredFrom = performance.now() + bootSampleMs
    done()
  })
  await app.register(underPressure, {
    maxEventLoopDelay: config.http.maxEventLoopDelayMs,
    pressureHandler: async (request) => {
      if (performance.now() < measuredFrom) return
      if (request.routeOptions.config.limit !== 'none') throw platformErrors.OVERLOADED({ retryAfterSeconds: 2 })
    },
  })
  await secureHeaders(app, config)
  await app.register(compress, {
    threshold: 1024,
    // Requests come as they are: what would be inflated is not ours to take.
    globalDecompression: false,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  acceptJsonOnly(app)

  guardAccess(app, { resolveViewer, allowedOrigins: allowedOrigins(config) })
  if (config.limits.enabled) {
    const limits = parts.rateLimits ?? createRateLimits(config, null)
    enforceRateLimits(app, limits, (bucket) => metrics.count('rate_limited_total', { bucket }))
  }
  enforceAccess(app)
  honourIdempotencyKeys(app, createIdempotencyStore(database, Math.ceil((handlerTimeoutMs * 2) / 1000)), () =>
    metrics.count('idempotency_replays_total'),
  )
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (parts.isDraining?.()) reply.header('connection', 'close')
    if (!reply.hasHeader('cache-control')) {
      const { cacheSeconds } = request.routeOptions.config
      const shared = cacheSeconds && reply.statusCode < 300 && !request.viewer
      reply.header('cache-control', shared ? `public, max-age=${cacheSeconds}` : 'no-store')
    }
    done()
  })

  await parts.platformRoutes?.(app)
  for (const module of modules) {
    if (module.rootRoutes) await app.register(async (scope) => module.rootRoutes?.(scope))
    if (module.routes) await app.register(async (scope) => module.routes?.(scope), { prefix: '/api/v1' })
  }
  if (parts.pwaFolder) await servePwa(app, parts.pwaFolder)
  await app.ready()
  return app
}
