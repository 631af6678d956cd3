/**
 * A request's own logger, made when the request has something to say. Making one searches its fields for secrets, a
 * twentieth of what a refusal costs, and hardly any request says more than its one line (`requests.ts`).
 */
import type { FastifyBaseLogger } from 'fastify'
import type { Bindings, ChildLoggerOptions } from 'pino'

type Given = Parameters<FastifyBaseLogger['info']>

export class RequestLog implements FastifyBaseLogger {
  readonly #make: () => FastifyBaseLogger
  #made: FastifyBaseLogger | null = null

  constructor(parent: FastifyBaseLogger, bindings: Bindings, options?: ChildLoggerOptions) {
    this.#make = () => parent.child(bindings, options)
  }
  get #logger(): FastifyBaseLogger {
    this.#made ??= this.#make()
    return this.#made
  }
  get level() {
    return this.#logger.level
  }
  child(bindings: Bindings, options?: ChildLoggerOptions) {
    return this.#logger.child(bindings, options)
  }
  trace(...given: unknown[]) {
    this.#logger.trace(...(given as Given))
  }
  debug(...given: unknown[]) {
    this.#logger.debug(...(given as Given))
  }
  info(...given: unknown[]) {
    this.#logger.info(...(given as Given))
  }
  warn(...given: unknown[]) {
    this.#logger.warn(...(given as Given))
  }
  error(...given: unknown[]) {
    this.#logger.error(...(given as Given))
  }
  fatal(...given: unknown[]) {
    this.#logger.fatal(...(given as Given))
  }
  silent() {}
}
