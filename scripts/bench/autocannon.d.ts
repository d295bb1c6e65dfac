/** The part of autocannon 9 that the benchmarks use; the package has no types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  interface Request {
    readonly method?: string
    readonly path?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }

  interface Options {
    readonly url: string
    readonly connections: number
    /** Seconds. */
    readonly duration?: number
    /** Number of requests; replaces `duration`. */
    readonly amount?: number
    /** Milliseconds between samples; a run ends at a sample. */
    readonly sampleInt?: number
    /** Each connection sends them in order. */
    readonly requests: readonly Request[]
    /** Whether `[<id>]` in a body is replaced by a unique value. */
    readonly idReplacement?: boolean
  }

  interface Result {
    /** Seconds, rounded to hundredths. */
    readonly duration: number
    /** Milliseconds, whole ones. */
    readonly latency: { readonly p99: number }
    readonly errors: number
    readonly non2xx: number
    readonly '2xx': number
    readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>
  }

  interface Run extends EventEmitter, PromiseLike<Result> {
    on(event: 'response', listener: (client: unknown, statusCode: number, bytes: number, milliseconds: number) => void): this
  }

  export default function autocannon(options: Options): Run
}
