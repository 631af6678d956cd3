/** The one reader of the environment. A wrong value stops the boot with the variable's name, what was expected and an example. */
import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { type Values, variables } from './config-variables.ts'

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

/** What no production may lack or have, and what needs another. */
function refuseWhatCannotBe(v: Values, env: Record<string, string | undefined>): void {
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
  refuseWhatCannotBe(v, env)

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
