/** What a run needs in order to trace its requests. */
import type { Failure, Reply, SpanIds } from './exchange.ts'

/** A request as its span describes it. */
export interface TracedRequest {
  readonly method: string
  /** Absolute; contains no key. */
  readonly url: string
  /** Path template, relative to the base URL; absent if there is none. */
  readonly template?: string
  /** Why the request is sent. Names begin with `conformance.`; no value contains a key. */
  readonly purpose: Readonly<Record<string, string | string[]>>
}

export interface OpenSpan {
  readonly ids: SpanIds
  /** The value of the `traceparent` header (W3C Trace Context §3.2). */
  readonly traceparent: string
  /** Ends the span with the result of the request. Call it once. */
  readonly end: (outcome: Reply | Failure) => void
}

export interface Tracing {
  /** Begins the span of a request that is about to be sent. */
  readonly begin: (request: TracedRequest) => OpenSpan
}
