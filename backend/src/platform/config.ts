/** The one reader of the environment. A wrong value stops the boot with the variable's name, what was expected and an example. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const seconds = z.coerce.number().int().min(1)
const count = z.coerce.number().int().min(1)
const onOff = z.enum(['on', 'off'])
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be a URL starting with ${protocols.join('// or ')}//`,
    )

export interface Variable {
  schema: z.ZodType
  /** What applies when the variable is unset, as written in .env.example; null means "unset". */
  default: string | null
  example: string
  meaning: string
}

/** Every variable the program reads; .env.example is tested equal to this table. */
export const variables = {
  NODE_ENV: {
    schema: z.enum(['development', 'test', 'production']),
    default: 'development',
    example: 'production',
    meaning: 'production turns on JSON logs and turns off demo data and development pages',
  },
  PORT: { schema: port, default: '3001', example: '3001', meaning: 'the API and the built PWA' },
  HOST: { schema: z.string().min(1), default: '127.0.0.1', example: '0.0.0.0', meaning: 'the address to listen on' },
  PUBLIC_URL: {
    schema: url('http:', 'https:'),
    default: null,
    example: 'https://guelaguetza.example',
    meaning: 'the address people use, for links in mails; http://localhost:PORT when unset',
  },
  ROLE: { schema: z.enum(['api', 'jobs', 'both']), default: 'both', example: 'api', meaning: 'what this process does' },
  DATA_DIR: {
    schema: z.string().min(1),
    default: '.data',
    example: '/var/lib/guelaguetza',
    meaning: 'where the embedded PostgreSQL, uploads, secrets of development and captured mail live',
  },
  DATABASE_URL: {
    schema: url('postgres:', 'postgresql:'),
    default: null,
    example: 'postgresql://user:password@localhost:5432/guelaguetza',
    meaning: 'any PostgreSQL 15 or later; the embedded one when unset',
  },
  DATABASE_POOL: {
    schema: count.max(100),
    default: '10',
    example: '10',
    meaning: 'connections per process; a hot row sells best with 8-10',
  },
  S3_ENDPOINT: {
    schema: url('http:', 'https:'),
    default: null,
    example: 'https://s3.us-east-1.amazonaws.com',
    meaning: 'S3 or what speaks it, for pictures and documents; a folder below DATA_DIR when unset',
  },
  S3_BUCKET: {
    schema: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
    default: null,
    example: 'guelaguetza',
    meaning: 'the private bucket; required with S3_ENDPOINT, and its CORS lets PUBLIC_URL send PUT',
  },
  S3_REGION: { schema: z.string().min(1), default: 'us-east-1', example: 'us-east-1', meaning: 'part of signatures' },
  S3_ACCESS_KEY_ID: {
    schema: z.string().min(1),
    default: null,
    example: 'AKIA…',
    meaning: 'may read, write and delete objects of the bucket; required with S3_ENDPOINT',
  },
  S3_SECRET_ACCESS_KEY: {
    schema: z.string().min(1),
    default: null,
    example: 'a-long-secret',
    meaning: 'required with S3_ENDPOINT',
  },
  S3_PUBLIC_URL: {
    schema: url('http:', 'https:'),
    default: null,
    example: 'https://cdn.guelaguetza.example',
    meaning: 'where a CDN serves what is below media/ in the bucket; our own address when unset',
  },
  UPLOADS_PER_HOUR: { schema: count, default: '120', example: '120', meaning: 'files one person may send in an hour' },
  UPLOAD_TOTAL_MEGABYTES: {
    schema: count,
    default: '2000',
    example: '2000',
    meaning: 'how much of what one person sent is kept at most',
  },
  REDIS_URL: {
    schema: url('redis:', 'rediss:'),
    default: null,
    example: 'redis://localhost:6379',
    meaning: 'cache, rate limits and fan-out between processes; in process when unset',
  },
  CACHE: { schema: onOff, default: 'on', example: 'off', meaning: 'the read-through cache of catalogue and slots' },
  AUTH_SECRET: {
    schema: z.string().min(32),
    default: null,
    example: 'at-least-32-random-characters-here',
    meaning: 'signs session cookies; required in production, made in DATA_DIR otherwise',
  },
  STAFF_SECOND_FACTOR: {
    schema: onOff,
    default: null,
    example: 'on',
    meaning:
      'whether moderators and administrators need an authenticator app or a passkey to work: on when unset, except with demo data; always on in production',
  },
  TICKET_SIGNING_KEY: {
    schema: z.string().includes('PRIVATE KEY'),
    default: null,
    example: '-----BEGIN PRIVATE KEY-----…',
    meaning: 'Ed25519 private key (PEM) that signs ticket QR codes; required in production, made in DATA_DIR otherwise',
  },
  STRIPE_SECRET_KEY: {
    schema: z.string().regex(/^(sk|rk)_(test|live)_\w+$/),
    default: null,
    example: 'sk_test_51…',
    meaning: 'a real Stripe key; the payment sandbox when unset',
  },
  STRIPE_PUBLISHABLE_KEY: {
    schema: z.string().regex(/^pk_(test|live)_\w+$/),
    default: null,
    example: 'pk_test_51…',
    meaning: 'required with STRIPE_SECRET_KEY',
  },
  STRIPE_WEBHOOK_SECRET: {
    schema: list.pipe(z.array(z.string().startsWith('whsec_').min(8)).min(1)),
    default: 'whsec_sandbox',
    example: 'whsec_current,whsec_previous',
    meaning: 'checks webhook signatures, current first, then the previous one while rotating; required with a real key',
  },
  STRIPE_TIMEOUT_MS: {
    schema: count.max(80_000),
    default: '5000',
    example: '5000',
    meaning: 'the longest one call to the payment provider may take',
  },
  SANDBOX_PORT: {
    schema: port,
    default: '12111',
    example: '12111',
    meaning: 'where the payment sandbox listens, loopback only',
  },
  HOLD_TTL_SECONDS: {
    schema: seconds.max(86_400),
    default: '900',
    example: '900',
    meaning: 'how long an unpaid booking or order keeps its seats or stock',
  },
  SWEEP_SECONDS: {
    schema: seconds.max(3600),
    default: '15',
    example: '15',
    meaning: 'how often overdue holds are looked for',
  },
  RECONCILE_SECONDS: {
    schema: seconds.max(3600),
    default: '60',
    example: '60',
    meaning: 'how often payments in doubt are asked about',
  },
  RECONCILE_AFTER_SECONDS: {
    schema: z.coerce.number().int().min(0).max(3600),
    default: '120',
    example: '120',
    meaning: 'how long a payment may be in doubt before the reconciler asks',
  },
  RELEASE_GRACE_SECONDS: {
    schema: seconds.max(600),
    default: '300',
    example: '300',
    meaning: 'how long past its end a hold keeps its seats while the payment provider cannot be reached',
  },
  CHECK_IN_EARLY_MINUTES: {
    schema: z.coerce.number().int().min(0).max(1440),
    default: '120',
    example: '120',
    meaning:
      'how long before the start a ticket is admitted: people come early and groups gather, and nobody is let in on another day',
  },
  CHECK_IN_LATE_MINUTES: {
    schema: z.coerce.number().int().min(0).max(1440),
    default: '120',
    example: '120',
    meaning: 'how long after the end a ticket is admitted: tours run late, and a door without network catches up',
  },
  PAYOUT_BOOKING_WINDOW_HOURS: {
    schema: z.coerce.number().int().min(0).max(720),
    default: '48',
    example: '48',
    meaning: 'how long after a visit the host’s share waits for complaints before it is sent',
  },
  STAFF_REFUND_LIMIT_CENTS: {
    schema: z.coerce.number().int().min(0).max(100_000_000),
    default: '200000',
    example: '200000',
    meaning:
      'the largest refund above policy, in centavos, that one administrator gives alone; above it a second confirms',
  },
  RATE_LIMIT: { schema: onOff, default: 'on', example: 'off', meaning: 'off for load tests; refused in production' },
  RATE_LIMIT_ANONYMOUS: {
    schema: count,
    default: '100',
    example: '100',
    meaning: 'requests a minute of one address without a session',
  },
  RATE_LIMIT_SIGNED_IN: {
    schema: count,
    default: '300',
    example: '300',
    meaning: 'requests a minute of one signed-in person',
  },
  RATE_LIMIT_AUTH: {
    schema: count,
    default: '5',
    example: '5',
    meaning: 'sign-ins and sign-ups a minute of one address',
  },
  RATE_LIMIT_BOOKINGS: { schema: count, default: '20', example: '20', meaning: 'bookings a minute of one person' },
  RATE_LIMIT_CHECKOUTS: { schema: count, default: '10', example: '10', meaning: 'checkouts a minute of one person' },
  TRUSTED_PROXY: {
    schema: list,
    default: null,
    example: '10.0.0.0/8,loopback',
    meaning: 'addresses whose X-Forwarded-For is believed; nobody’s when unset',
  },
  CORS_ORIGINS: {
    schema: list,
    default: null,
    example: 'https://app.example',
    meaning: 'other origins that may call the API with credentials',
  },
  BODY_LIMIT_BYTES: { schema: count, default: '262144', example: '262144', meaning: 'the largest request body' },
  HANDLER_TIMEOUT_MS: {
    schema: count,
    default: '15000',
    example: '15000',
    meaning: 'a request that takes longer is answered 503',
  },
  SHUTDOWN_SECONDS: {
    schema: seconds,
    default: '20',
    example: '20',
    meaning: 'how long running requests and jobs get to finish',
  },
  SHUTDOWN_NOTICE_MS: {
    schema: z.coerce.number().int().min(0).max(60_000),
    default: null,
    example: '5000',
    meaning:
      'how long a process that was asked to leave says "not ready" before it stops listening, so that load balancers see it; 2000 in production and 0 otherwise when unset',
  },
  MAX_EVENT_LOOP_DELAY_MS: {
    schema: count,
    default: '1500',
    example: '1500',
    meaning: 'above it new requests are answered 503 with Retry-After',
  },
  SMTP_URL: {
    schema: url('smtp:', 'smtps:'),
    default: null,
    example: 'smtps://user:password@mail.example:465',
    meaning: 'mail is captured under DATA_DIR and shown at /dev/mail when unset',
  },
  MAIL_FROM: {
    schema: z.string().min(3),
    default: 'Guelaguetza Connect <hola@guelaguetza.test>',
    example: 'Guelaguetza Connect <hola@guelaguetza.example>',
    meaning: 'the sender of mails',
  },
  SENTRY_DSN: {
    schema: url('http:', 'https:'),
    default: null,
    example: 'https://key@sentry.example/1',
    meaning: 'error reports of the server; none when unset',
  },
  SENTRY_DSN_BROWSER: {
    schema: url('http:', 'https:'),
    default: null,
    example: 'https://key@sentry.example/2',
    meaning: 'error reports of the PWA; none when unset',
  },
  RELEASE: {
    schema: z.string().min(1).max(100),
    default: null,
    example: '1.4.0',
    meaning: 'named in error reports and at /health/live; the version of package.json when unset',
  },
  MAP_STYLE_URL: {
    schema: url('http:', 'https:'),
    default: null,
    example: 'https://tiles.example/style.json',
    meaning: 'MapLibre vector style; a quiet drawn map when unset',
  },
  LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']),
    default: 'info',
    example: 'debug',
    meaning: 'what is logged',
  },
  SEED: {
    schema: z.enum(['demo', 'none']),
    default: null,
    example: 'none',
    meaning: 'demo data and demo accounts: demo outside production, none in production when unset',
  },
  METRICS_TOKEN: {
    schema: z.string().min(16),
    default: null,
    example: 'a-long-random-token',
    meaning: 'bearer token that /metrics asks for; open to loopback only when unset in production',
  },
} as const satisfies Record<string, Variable>

type Values = {
  [K in keyof typeof variables]: (typeof variables)[K]['default'] extends null
    ? z.infer<(typeof variables)[K]['schema']> | null
    : z.infer<(typeof variables)[K]['schema']>
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

function explain(name: string, given: string, expected: string) {
  const { meaning, example } = variables[name as keyof typeof variables]
  const shown = /SECRET|KEY|TOKEN|URL|DSN/.test(name) ? '' : ` (got "${given.slice(0, 60)}")`
  return `${name}${shown}: ${expected}. It is ${meaning}. Example: ${name}=${example}`
}

function parse(env: Record<string, string | undefined>): Values {
  const out: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, variable] of Object.entries(variables)) {
    const given = env[name]?.trim() === '' ? undefined : env[name]
    const text = given ?? variable.default
    if (text === null) {
      out[name] = null
      continue
    }
    const parsed = (variable.schema as z.ZodType).safeParse(text)
    if (parsed.success) out[name] = parsed.data
    else problems.push(explain(name, String(text), parsed.error.issues.map((issue) => issue.message).join('; ')))
  }
  if (problems.length) throw new ConfigError(`Configuration is wrong.\n  ${problems.join('\n  ')}`)
  return out as Values
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}

/**
 * Reads the configuration, grouped and frozen.
 * @throws ConfigError naming each wrong variable, what was expected and an example.
 */
export function loadConfig(env: Record<string, string | undefined> = process.env) {
  const v = parse(env)
  const production = v.NODE_ENV === 'production'
  const refuse = (name: keyof typeof variables, expected: string): never => {
    throw new ConfigError(`Configuration is wrong.\n  ${explain(name, env[name] ?? '', expected)}`)
  }
  if (production && v.RATE_LIMIT === 'off') refuse('RATE_LIMIT', 'must be on in production')
  if (production && v.SEED === 'demo') refuse('SEED', 'demo data never goes into production')
  if (production && v.STAFF_SECOND_FACTOR === 'off') refuse('STAFF_SECOND_FACTOR', 'must be on in production')
  if (production && !v.AUTH_SECRET) refuse('AUTH_SECRET', 'is required in production')
  if (production && !v.TICKET_SIGNING_KEY) refuse('TICKET_SIGNING_KEY', 'is required in production')
  if (production && !v.DATABASE_URL) refuse('DATABASE_URL', 'is required in production')
  if (production && !v.STRIPE_SECRET_KEY)
    refuse('STRIPE_SECRET_KEY', 'is required in production; the sandbox takes no real money')
  if (v.STRIPE_SECRET_KEY && !v.STRIPE_PUBLISHABLE_KEY)
    refuse('STRIPE_PUBLISHABLE_KEY', 'is required with STRIPE_SECRET_KEY')
  if (v.STRIPE_SECRET_KEY && v.STRIPE_WEBHOOK_SECRET.includes('whsec_sandbox'))
    refuse('STRIPE_WEBHOOK_SECRET', 'is required with STRIPE_SECRET_KEY')
  const s3Needs = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
  for (const name of s3Needs) if (v.S3_ENDPOINT && !v[name]) refuse(name, 'is required with S3_ENDPOINT')

  const sandbox = v.STRIPE_SECRET_KEY === null
  const seed = v.SEED ?? (production ? ('none' as const) : ('demo' as const))
  return deepFreeze({
    env: v.NODE_ENV,
    production,
    role: v.ROLE,
    release: v.RELEASE ?? packageVersion(),
    dataDir: v.DATA_DIR,
    seed,
    log: { level: v.LOG_LEVEL, pretty: !production },
    http: {
      port: v.PORT,
      host: v.HOST,
      publicUrl: (v.PUBLIC_URL ?? `http://localhost:${v.PORT}`).replace(/\/$/, ''),
      trustedProxy: v.TRUSTED_PROXY ?? [],
      corsOrigins: v.CORS_ORIGINS ?? [],
      bodyLimitBytes: v.BODY_LIMIT_BYTES,
      handlerTimeoutMs: v.HANDLER_TIMEOUT_MS,
      shutdownSeconds: v.SHUTDOWN_SECONDS,
      shutdownNoticeMs: v.SHUTDOWN_NOTICE_MS ?? (production ? 2000 : 0),
      maxEventLoopDelayMs: v.MAX_EVENT_LOOP_DELAY_MS,
      metricsToken: v.METRICS_TOKEN,
    },
    database: {
      /** Null means the embedded PostgreSQL in DATA_DIR, which the launcher starts and names in DATABASE_URL. */
      url: v.DATABASE_URL,
      pool: v.DATABASE_POOL,
      acquireTimeoutMs: 2000,
      statementTimeoutMs: 3000,
      lockTimeoutMs: 1500,
      idleInTransactionTimeoutMs: 5000,
      /** Longer than PostgreSQL's own timeouts, so that PostgreSQL says why. */
      transactionTimeoutMs: 8000,
    },
    redis: { url: v.REDIS_URL },
    storage: {
      /** Null keeps files in a folder below DATA_DIR. */
      s3: v.S3_ENDPOINT
        ? {
            endpoint: v.S3_ENDPOINT,
            bucket: v.S3_BUCKET ?? '',
            region: v.S3_REGION,
            accessKeyId: v.S3_ACCESS_KEY_ID ?? '',
            secretAccessKey: v.S3_SECRET_ACCESS_KEY ?? '',
            publicUrl: v.S3_PUBLIC_URL,
          }
        : null,
    },
    uploads: { perHour: v.UPLOADS_PER_HOUR, totalBytes: v.UPLOAD_TOTAL_MEGABYTES * 1_000_000 },
    cache: { enabled: v.CACHE === 'on' },
    auth: {
      secret: v.AUTH_SECRET,
      sessionDays: 30,
      /** Demo accounts have a password that everybody knows; no real installation is without it by accident. */
      staffSecondFactor: v.STAFF_SECOND_FACTOR === null ? seed !== 'demo' : v.STAFF_SECOND_FACTOR === 'on',
    },
    tickets: { signingKeyPem: v.TICKET_SIGNING_KEY },
    payments: {
      sandbox,
      secretKey: v.STRIPE_SECRET_KEY ?? 'sk_test_sandbox',
      publishableKey: v.STRIPE_PUBLISHABLE_KEY ?? 'pk_test_sandbox',
      webhookSecrets: v.STRIPE_WEBHOOK_SECRET,
      livemode: v.STRIPE_SECRET_KEY?.includes('_live_') ?? false,
      /** Null talks to Stripe itself. */
      apiBase: sandbox ? `http://127.0.0.1:${v.SANDBOX_PORT}` : null,
      sandboxPort: v.SANDBOX_PORT,
      timeoutMs: v.STRIPE_TIMEOUT_MS,
      reconcileSeconds: v.RECONCILE_SECONDS,
      reconcileAfterSeconds: v.RECONCILE_AFTER_SECONDS,
      /** An unreachable provider keeps seats held this long past the hold, then they are freed and cancelling goes on. */
      releaseGraceSeconds: v.RELEASE_GRACE_SECONDS,
    },
    holds: { ttlSeconds: v.HOLD_TTL_SECONDS, sweepSeconds: v.SWEEP_SECONDS, sweepBatch: 50 },
    door: { earlyMinutes: v.CHECK_IN_EARLY_MINUTES, lateMinutes: v.CHECK_IN_LATE_MINUTES },
    payouts: { bookingWindowHours: v.PAYOUT_BOOKING_WINDOW_HOURS },
    staff: { refundLimitCents: v.STAFF_REFUND_LIMIT_CENTS },
    limits: {
      enabled: v.RATE_LIMIT === 'on',
      perMinute: {
        anonymous: v.RATE_LIMIT_ANONYMOUS,
        signedIn: v.RATE_LIMIT_SIGNED_IN,
        auth: v.RATE_LIMIT_AUTH,
        bookings: v.RATE_LIMIT_BOOKINGS,
        checkouts: v.RATE_LIMIT_CHECKOUTS,
      },
    },
    mail: { smtpUrl: v.SMTP_URL, from: v.MAIL_FROM },
    sentry: { dsn: v.SENTRY_DSN, browserDsn: v.SENTRY_DSN_BROWSER },
    map: { styleUrl: v.MAP_STYLE_URL },
  })
}
export type Config = ReturnType<typeof loadConfig>

function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const child of Object.values(value)) if (child && typeof child === 'object') deepFreeze(child)
  return Object.freeze(value)
}
