/** Error reports when a DSN is set: what broke, where, for which request and user id; never who the person is. */
import { createRequire } from 'node:module'
import type * as Sentry from '@sentry/node'
import type { Config } from '../config.ts'
import { currentContext } from '../context.ts'
import { scrubText } from '../observability/logger.ts'

export interface ErrorReports {
  report(error: unknown, context?: { requestId?: string; userId?: string | null; job?: string }): void
  /** Sends what is waiting, for at most `milliseconds`. */
  close(milliseconds: number): Promise<void>
}

type SentrySdk = typeof Sentry

const none: ErrorReports = { report: () => {}, close: async () => {} }

/** Only what we put there ourselves stays; whatever an integration added about the request or machine goes. */
export function scrubEvent<E extends Sentry.Event>(event: E): E {
  const { request, user, server_name: _machine, breadcrumbs: _trail, extra: _extra, ...rest } = event
  const exceptions = event.exception?.values?.map((exception) => ({
    ...exception,
    ...(exception.value ? { value: scrubText(exception.value) } : {}),
    ...(exception.stacktrace
      ? {
          stacktrace: {
            ...exception.stacktrace,
            frames: exception.stacktrace.frames?.map(({ vars: _vars, ...frame }) => frame) ?? [],
          },
        }
      : {}),
  }))
  return {
    ...rest,
    ...(event.message ? { message: scrubText(event.message) } : {}),
    ...(exceptions ? { exception: { values: exceptions } } : {}),
    ...(user?.id ? { user: { id: user.id } } : {}),
    ...(request?.method ? { request: { method: request.method } } : {}),
  } as E
}

/** The SDK is told to do one thing: send what we hand it. No tracing, no automatic capture, no local variables. */
export function createErrorReports(config: Pick<Config, 'sentry' | 'release' | 'env' | 'role'>): ErrorReports {
  if (!config.sentry.dsn) return none
  // Forty megabytes that a process without a DSN does not need.
  const Sentry = createRequire(import.meta.url)('@sentry/node') as SentrySdk
  const client = Sentry.init({
    dsn: config.sentry.dsn,
    release: config.release,
    environment: config.env,
    // Nothing about the person, the request or the data: scrubEvent is the second fence.
    dataCollection: {
      userInfo: false,
      cookies: false,
      httpHeaders: false,
      httpBodies: [],
      urlQueryParams: false,
      databaseQueryData: false,
      queues: false,
      stackFrameVariables: false,
    },
    includeLocalVariables: false,
    defaultIntegrations: false,
    integrations: [Sentry.linkedErrorsIntegration(), Sentry.functionToStringIntegration(), Sentry.dedupeIntegration()],
    beforeSend: (event) => scrubEvent(event),
  })
  return {
    report(error, context = {}) {
      const { requestId = currentContext().requestId, userId, job } = context
      const { correlationId } = currentContext()
      Sentry.withScope((scope) => {
        scope.setTags({
          role: config.role,
          ...(requestId ? { requestId } : {}),
          ...(correlationId ? { correlationId } : {}),
          ...(job ? { job } : {}),
        })
        if (userId) scope.setUser({ id: userId })
        Sentry.captureException(error)
      })
    },
    async close(milliseconds) {
      await client?.close(milliseconds)
    },
  }
}
