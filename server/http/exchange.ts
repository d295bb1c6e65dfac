import type { IncomingHttpHeaders } from 'node:http'
import type { RefusalError } from '../refusals.ts'
import type { StoredKey } from '../store/keys-store.ts'
import type { Endpoint } from './endpoint.ts'
import type { Allowance } from './rate-limiter.ts'

/** A request as received. */
export interface Arrival {
  /** Milliseconds since the epoch, used for admission. Later steps use the time at which they run. */
  readonly at: number
  /** Milliseconds of a monotonic clock. */
  readonly began: number
  readonly method: string
  /** As sent in the request target. */
  readonly path: string
  /** As sent in the request target, without the question mark. */
  readonly query: string
  /** For a header that must be sent once and was sent several times, the first value. */
  readonly headers: IncomingHttpHeaders
  /** Those of `Authorization` and `Host` that were sent several times, which makes their value ambiguous. */
  readonly repeated: readonly ('Authorization' | 'Host')[]
  readonly httpVersion: string
  /** The remote address of the connection; an IPv4 address in IPv4 notation. */
  readonly address: string
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** Reads the complete body, empty if there is none; throws a refusal if it exceeds `limit` bytes or ends early. */
  readonly readBody: (limit: number) => Promise<Buffer>
}

/** The result of the router: an operation, a path without the method, or nothing. */
export interface Target {
  readonly endpoint: Endpoint | undefined
  /** The documented methods of the path, for the `Allow` header; `undefined` if the path does not exist. */
  readonly allow: string | undefined
}

/** The request as a handler gets it, as described by the contract. */
export interface Input {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

/** The result of a handler. */
export interface Success {
  readonly status: number
  readonly data: unknown
  readonly pagination?: unknown
  /** Path of the created resource, relative to the base URL. */
  readonly location?: string
}

/** Writes a response to the connection; the headers are complete. Fulfilled once it is written. */
export type Transport = (status: number, headers: Readonly<Record<string, string>>, payload: string) => Promise<void>

/** A request in progress, with the results of the steps so far. */
export interface Exchange {
  readonly arrival: Arrival
  readonly target: Target
  readonly transport: Transport
  requestId: string
  /** The accepted key. */
  key: StoredKey | undefined
  /** Why there is no key; kept until the request is counted (D04). */
  denial: RefusalError | undefined
  allowance: Allowance | undefined
  /** The response headers if this is an allowed preflight; it then needs no key and is not counted. */
  preflight: Readonly<Record<string, string>> | undefined
  /** The parsed body, `undefined` if there is none. */
  content: unknown
  /** The JSON text of `content` as it was sent: validation fills in defaults. */
  text: string | undefined
  input: Input | undefined
  outcome: Success | RefusalError | undefined
  status: number
  headers: Record<string, string>
  payload: string
  sent: boolean
}

/** Creates the initial exchange. */
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
    text: undefined,
    input: undefined,
    outcome: undefined,
    status: 0,
    headers: {},
    payload: '',
    sent: false,
  }
}
