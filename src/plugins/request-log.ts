import type { FastifyBaseLogger } from 'fastify'
import { type Trace, traceFrom } from './trace.ts'

/** What is told, a message, and what fills it. */
type Line = [told: unknown, message?: string, ...filling: unknown[]]

/**
 * The log of one request: every line says which request, and where in a trace. It is made when
 * its first line is written, which most requests never do but for the one in the access log.
 */
export class RequestLog implements FastifyBaseLogger {
  readonly #log: FastifyBaseLogger
  readonly #requestId: string
  readonly #traceparent: unknown
  #bindings: (Trace & { readonly reqId: string }) | undefined
  #made: FastifyBaseLogger | undefined

  constructor(log: FastifyBaseLogger, requestId: string, traceparent: unknown) {
    this.#log = log
    this.#requestId = requestId
    this.#traceparent = traceparent
  }

  /** What every line of the request says. */
  get bindings(): Trace & { readonly reqId: string } {
    this.#bindings ??= { reqId: this.#requestId, ...traceFrom(this.#traceparent) }
    return this.#bindings
  }

  get #own(): FastifyBaseLogger {
    this.#made ??= this.#log.child(this.bindings)
    return this.#made
  }

  get level(): string {
    return this.#log.level
  }
  set level(level: string) {
    this.#own.level = level
  }

  fatal(...line: Line): void {
    this.#own.fatal(...line)
  }
  error(...line: Line): void {
    this.#own.error(...line)
  }
  warn(...line: Line): void {
    this.#own.warn(...line)
  }
  info(...line: Line): void {
    this.#own.info(...line)
  }
  debug(...line: Line): void {
    this.#own.debug(...line)
  }
  trace(...line: Line): void {
    this.#own.trace(...line)
  }
  silent(...line: Line): void {
    this.#own.silent(...line)
  }
  child(...options: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#own.child(...options)
  }
}

/** What the lines of a request say, to say it without a log of its own. */
export const bindingsOf = (log: FastifyBaseLogger): object =>
  log instanceof RequestLog ? log.bindings : {}
