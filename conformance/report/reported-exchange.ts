/** Requests and responses as a report shows them: bounded, and without any key. */
import type { KeyFormat } from '../../spec/contract.ts'
import { hasBody, header, isAnswered, type Exchange, type SpanIds, wholeLength } from '../model/exchange.ts'
import { keyOf } from '../model/request.ts'
import { curl } from './curl.ts'
import { shownHeader } from './redact.ts'

export interface ReportedExchange {
  /** Position in the run, starting at 1. */
  readonly number: number
  /** `GET /products?limit=20`, relative to the base URL. */
  readonly request: string
  /** A command that repeats it; keys are given as environment variables. */
  readonly curl: string
  /** The name of the key that the request carried; absent if it carried none. */
  readonly key?: string
  /** What was sent besides `Authorization`, at most the first 2000 characters of the body, and its size if that is not all of it. */
  readonly sent: { readonly headers: Headers; readonly body?: string; readonly bytes?: number }
  /** Milliseconds since the start of the run. */
  readonly at: number
  /** Milliseconds from sending to the last byte of the response. */
  readonly milliseconds: number
  /** Absent if there was no response. */
  readonly status?: number
  /** The headers of the response, in order of arrival. */
  readonly headers?: Headers
  /** At most the first 2000 characters. */
  readonly body?: string
  /** The size of the whole body, if `body` is not all of it. */
  readonly bytes?: number
  /** Why there was no response. */
  readonly failure?: string
  /** The span of the request, which leads to what the deployment did for it; absent if the run was not traced. */
  readonly span?: SpanIds
}

type Headers = readonly (readonly [name: string, value: string])[]

/** One request of a run, for a timeline. */
export interface TimelineEntry {
  /** Position in the run, starting at 1. */
  readonly number: number
  /** Milliseconds since the start of the run. */
  readonly at: number
  readonly milliseconds: number
  readonly method: string
  /** Path template, relative to the base URL. */
  readonly path: string
  /** Absent for paths and methods outside the contract. */
  readonly operation?: string
  /** The name of the key that the request carried; absent if it carried none. */
  readonly key?: string
  /** Absent if there was no response. */
  readonly status?: number
  /** The requests that the key may send in the current window, and how many of them are left, as the response says. */
  readonly limit?: number
  readonly remaining?: number
  /** Position in the whole plan, starting at 0, if the run sent a part of it; absent for a request that only the part needed. */
  readonly place?: number
}

/** What is needed to show exchanges of a run. */
export interface Presentation {
  readonly baseUrl: string
  /** When the run began, in milliseconds since the epoch. */
  readonly startedAt: number
  /** Replaces secrets in a text. */
  readonly redact: (text: string) => string
  readonly format: KeyFormat
}

/** Maximum characters of a body in the report. */
export const maxShown = 2000
/** Some bytes after them are searched for the rest of a key that starts within them. */
const maxSearched = 16 * 1024

export function reportExchange(exchange: Exchange, { baseUrl, startedAt, redact, format }: Presentation): ReportedExchange {
  const { request, sentAt, receivedAt, failure, span } = exchange
  const headers = (all: Headers): Headers => all.map(([name, value]) => [redact(name), redact(shownHeader(name, value))])
  const beginning = (body: Buffer): Pick<ReportedExchange, 'body' | 'bytes'> => {
    const text = redact(body.toString('utf8', 0, maxSearched))
    return {
      body: text.slice(0, maxShown),
      ...(text.length > maxShown || wholeLength(body) > maxSearched ? { bytes: wholeLength(body) } : {}),
    }
  }
  return {
    number: exchange.number,
    request: redact(`${request.method} ${request.url.slice(baseUrl.length)}`),
    curl: redact(curl(exchange, format, redact)),
    ...(request.key === undefined ? {} : { key: redact(request.key) }),
    sent: {
      headers: headers(Object.entries(request.headers)),
      ...(request.body === undefined ? {} : beginning(request.body)),
    },
    at: sentAt - startedAt,
    milliseconds: receivedAt - sentAt,
    ...(isAnswered(exchange)
      ? {
          status: exchange.reply.status,
          headers: headers(exchange.reply.headers),
          ...(hasBody(exchange.reply) ? beginning(exchange.reply.body) : {}),
        }
      : {}),
    ...(failure === undefined ? {} : { failure: redact(failure.message) }),
    ...(span === undefined ? {} : { span }),
  }
}

/** Returns every exchange in the order of sending. `places` has positions in a larger plan, by the keys of the requests. */
export function timelineOf(
  exchanges: readonly Exchange[],
  { startedAt, redact }: Presentation,
  places: ReadonlyMap<string, number> = new Map(),
): TimelineEntry[] {
  return exchanges.map((exchange) => {
    const { number, request, sentAt, receivedAt } = exchange
    const count = (name: string): number | undefined => {
      const value = isAnswered(exchange) ? header(exchange, name) : undefined
      return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined
    }
    const place = places.get(keyOf(request.planned))
    const [limit, remaining] = [count('x-ratelimit-limit'), count('x-ratelimit-remaining')]
    return {
      number,
      at: sentAt - startedAt,
      milliseconds: receivedAt - sentAt,
      method: request.method,
      path: redact(request.planned.path),
      ...(request.operation === undefined ? {} : { operation: request.operation }),
      ...(request.key === undefined ? {} : { key: redact(request.key) }),
      ...(isAnswered(exchange) ? { status: exchange.reply.status } : {}),
      ...(limit === undefined ? {} : { limit }),
      ...(remaining === undefined ? {} : { remaining }),
      ...(place === undefined ? {} : { place }),
    }
  })
}
