/** Headers that tell browsers what our pages may do, and which other origins may call the API. */
import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'

type Directives = Record<string, string[] | null>

const originOf = (url: string | null): string[] => (url ? [new URL(url).origin] : [])

/**
 * No inline script anywhere. Stripe's script is allowed only where a real key is in use, the sandbox only where it is.
 * Styles may be inline: components place popovers with them.
 */
export function contentSecurityPolicy(config: Config): Directives {
  const { publicUrl } = config.http
  const sockets = publicUrl.replace(/^http/, 'ws')
  const stripe = config.payments.sandbox
    ? null
    : { js: 'https://js.stripe.com', api: 'https://api.stripe.com', hooks: 'https://hooks.stripe.com' }
  const sandbox = originOf(config.payments.apiBase)
  const map = originOf(config.map.styleUrl)
  const { s3 } = config.storage
  return {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'connect-src': [
      "'self'",
      sockets,
      ...sandbox,
      ...(stripe ? [stripe.api] : []),
      ...map,
      // Browsers send files there themselves.
      ...originOf(s3?.endpoint ?? null),
      ...originOf(config.sentry.browserDsn),
    ],
    'font-src': ["'self'"],
    'form-action': ["'self'", ...sandbox],
    'frame-ancestors': ["'none'"],
    'frame-src': stripe ? [stripe.js, stripe.hooks] : ["'self'", ...sandbox],
    'img-src': [
      "'self'",
      'data:',
      'blob:',
      ...originOf(s3?.publicUrl ?? null),
      ...map,
      ...(stripe ? ['https://*.stripe.com'] : []),
    ],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    // WebAssembly of our own reads tickets at the door; of JavaScript nothing is evaluated.
    'script-src': ["'self'", "'wasm-unsafe-eval'", ...(stripe ? [stripe.js] : [])],
    'script-src-attr': ["'none'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'worker-src': ["'self'", 'blob:'],
    'upgrade-insecure-requests': publicUrl.startsWith('https:') ? [] : null,
  }
}

/** Origins besides our own that browsers may call us from. */
export function allowedOrigins(config: Config): ReadonlySet<string> {
  return new Set([new URL(config.http.publicUrl).origin, ...config.http.corsOrigins])
}

/** What the answer of an empty server has without Helmet. */
const everyAnswers = new Set(['content-length', 'content-type', 'connection', 'date'])

/** Helmet's headers. They depend on the configuration alone, and Helmet would write them anew for each answer. */
async function helmetHeaders(config: Config): Promise<[name: string, value: string][]> {
  const empty = Fastify({ logger: false })
  await empty.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(config) },
    strictTransportSecurity: config.http.publicUrl.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: true }
      : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
  empty.get('/', async () => '')
  const { headers } = await empty.inject('/')
  await empty.close()
  return Object.entries(headers)
    .filter(([name]) => !everyAnswers.has(name))
    .map(([name, value]) => [name, String(value)])
}

/** What counts for an answer that is no page; the rest is a kilobyte per answer that no browser looks at, on bad signal. */
const countsForData = new Set([
  'cross-origin-resource-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
])

export async function secureHeaders(app: FastifyInstance, config: Config): Promise<void> {
  const forPages = await helmetHeaders(config)
  const forData = forPages.filter(([name]) => countsForData.has(name))
  // Opened as a page by itself, data may do nothing.
  forData.push(['content-security-policy', "default-src 'none'; frame-ancestors 'none'"])
  app.addHook('onRequest', (request, reply, done) => {
    for (const [name, value] of request.url.startsWith('/api/') ? forData : forPages) reply.header(name, value)
    done()
  })
  // Without another site that may read the answers, the headers that allow it are a waste on each of them.
  if (config.http.corsOrigins.length === 0) return
  await app.register(cors, {
    origin: [...config.http.corsOrigins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['accept-language', 'authorization', 'content-type', 'idempotency-key', 'if-match', 'x-request-id'],
    exposedHeaders: [
      'x-request-id',
      'etag',
      'retry-after',
      'idempotency-replayed',
      'ratelimit-limit',
      'ratelimit-remaining',
      'ratelimit-reset',
      'set-auth-token',
    ],
    maxAge: 600,
    // An OPTIONS that is no preflight is answered like one; refusing it would not be problem+json.
    strictPreflight: false,
    hideOptionsRoute: true,
  })
}
