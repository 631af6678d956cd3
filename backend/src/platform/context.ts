/** Ids that follow one request or job through logs, events and jobs. */
import { AsyncLocalStorage } from 'node:async_hooks'

export interface RunContext {
  requestId?: string
  correlationId?: string
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
