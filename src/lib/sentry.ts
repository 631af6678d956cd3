import type { ClientConfig } from '../../contracts/system.ts'

type Reporter = (error: unknown, requestId?: string | null) => void
let reporter: Reporter | null = null

/** Loads the SDK only where a DSN is set. No cookies, addresses or names are sent; the user is an id. */
export async function startErrorReporting(config: ClientConfig): Promise<void> {
  if (config.sentryDsn === null || reporter !== null) return
  const sentry = await import('./sentry-sdk.ts')
  sentry.init({
    dsn: config.sentryDsn,
    release: config.release,
    environment: config.environment,
    tracesSampleRate: 0,
  })
  reporter = (error, requestId) => sentry.captureException(error, requestId ? { tags: { requestId } } : undefined)
}

/** Reports where reporting is on; else the console, which is where a developer looks. */
export function reportError(error: unknown, requestId?: string | null): void {
  if (reporter) reporter(error, requestId)
  else console.error(error)
}
