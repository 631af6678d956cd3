/** What one may configure: every variable of the environment, its meaning and what applies without it. */
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

/** Of all of them, read. */
export type Values = {
  [K in keyof typeof variables]: (typeof variables)[K]['default'] extends null
    ? z.infer<(typeof variables)[K]['schema']> | null
    : z.infer<(typeof variables)[K]['schema']>
}
