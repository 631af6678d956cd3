/** Ids that follow one request or job through logs, events and jobs; and for whom its person acts. */
import { AsyncLocalStorage } from 'node:async_hooks'

export interface RunContext {
  requestId?: string
  correlationId?: string
  /** The host or seller a person of several teams means (`X-Acting-For`); whether they may is asked where it matters. */
  actingFor?: string
}

const storage = new AsyncLocalStorage<RunContext>()

export const currentContext = (): RunContext => storage.getStore() ?? {}

export function runInContext<T>(context: RunContext, work: () => T): T {
  return storage.run(context, work)
}

/** For hooks that cannot wrap what follows them (Fastify's onRequest). */
export function enterContext(context: RunContext): void {
  storage.enterWith(context)
}
