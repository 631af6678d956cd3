import type { ClientConfig } from '../../contracts/system.ts'

type Reporter = (error: unknown, requestId?: string | null) => void
let reporter: Reporter | null = null

/** Loads the SDK only where a DSN is set. No cookies, headers, addresses or names are sent; the user is an id. */
export async function startErrorReporting(config: ClientConfig): Promise<void> {
  if (config.sentryDsn === null || reporter !== null) return
  const { init, captureException } = await import('./sentry-sdk.ts')
  init({
    dsn: config.sentryDsn,
    release: config.release,
    environment: config.environment,
    // Links can carry tokens and the address of where one is going; none of it is needed to mend an error.
    dataCollection: { userInfo: false, cookies: false, httpHeaders: false, httpBodies: [], urlQueryParams: false },
    tracesSampleRate: 0,
  })
  reporter = (error, requestId) => captureException(error, requestId ? { tags: { requestId } } : undefined)
}

/** Reports where reporting is on; else the console, which is where a developer looks. */
export function reportError(error: unknown, requestId?: string | null): void {
  if (reporter) return reporter(error, requestId)
  // oxlint-disable-next-line no-console
  console.error(error)
}
