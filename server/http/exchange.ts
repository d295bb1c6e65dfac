import type { IncomingHttpHeaders } from 'node:http'
import type { RefusalError } from '../refusals.ts'
import type { StoredKey } from '../store/keys-store.ts'
import type { Endpoint } from './endpoint.ts'
import type { Allowance } from './rate-limiter.ts'

/** A request as it came, before anything is decided. */
export interface Arrival {
  /** Milliseconds since the epoch; what admission goes by. What is done afterwards goes by the time at which it is done. */
  readonly at: number
  /** Milliseconds of a clock that only measures, never tells the time. */
  readonly began: number
  readonly method: string
  /** Of the request target, as sent. */
  readonly path: string
  /** Of the request target, as sent, without the question mark. */
  readonly query: string
  /** Of a header that may come once, and came several times, the first. */
  readonly headers: IncomingHttpHeaders
  /** Those of `Authorization` and `Host` that came several times, so that nobody knows which of them is meant. */
  readonly repeated: readonly ('Authorization' | 'Host')[]
  readonly httpVersion: string
  /** Of the other end of the connection; an IPv4 address in its own notation. */
  readonly address: string
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** The whole body, empty if there is none; throws a refusal if it is larger than `limit` bytes or breaks off. */
  readonly readBody: (limit: number) => Promise<Buffer>
}

/** What the router found: an operation, a path that does not know the method, or nothing at all. */
export interface Target {
  readonly endpoint: Endpoint | undefined
  /** The methods that the path documents, for the `Allow` header; `undefined` if there is no such path. */
  readonly allow: string | undefined
}

/** What a handler gets of the request, as the contract describes it. */
export interface Input {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** What a handler answered. */
export interface Success {
  readonly status: number
  readonly data: unknown
  readonly pagination?: unknown
  /** Where what was created is, relative to the base URL. */
  readonly location?: string
}

/** Puts an answer on the wire; the headers are complete. */
export type Transport = (status: number, headers: Readonly<Record<string, string>>, payload: string) => void

/** One request on its way, and what the steps have made of it so far. */
export interface Exchange {
  readonly arrival: Arrival
  readonly target: Target
  readonly transport: Transport
  requestId: string
  /** The key that was accepted. */
  key: StoredKey | undefined
  /** Why there is none; held back until the request is counted (D04). */
  denial: RefusalError | undefined
  allowance: Allowance | undefined
  /** The headers that answer it, if it is a preflight of a page that may ask; then it is nobody's request, and counts for nothing. */
  preflight: Readonly<Record<string, string>> | undefined
  /** The body as parsed, `undefined` if there is none. */
  content: unknown
  input: Input | undefined
  outcome: Success | RefusalError | undefined
  status: number
  headers: Record<string, string>
  payload: string
  sent: boolean
}

/** The beginning of an exchange. */
export function beginExchange(arrival: Arrival, target: Target, transport: Transport): Exchange {
  return {
    arrival,
    target,
    transport,
    requestId: '',
    key: undefined,
    denial: undefined,
    allowance: undefined,
    preflight: undefined,
    content: undefined,
    input: undefined,
    outcome: undefined,
    status: 0,
    headers: {},
    payload: '',
    sent: false,
  }
}
