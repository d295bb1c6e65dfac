/** The wire interface, and the check that no write is sent without a permit of the guard. */
import type { Failure, Reply } from '../model/exchange.ts'
import { isPermitFor, type Permit } from './guard.ts'
import { isSafe } from '../model/request.ts'

export interface WireRequest {
  readonly method: string
  /** Absolute, `http:` or `https:`. */
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Buffer
  /** Permission to send a request that may change data; only the write guard issues permits. */
  readonly permit?: Permit
  /** Send the absolute URL as the request target, for a proxy that forwards the request. */
  readonly isAbsolute?: boolean
}

export interface Wire {
  /**
   * Sends a request. Transport errors resolve to a failure; it throws only for a write without a permit, which is a fault of the suite. Redirects are
   * not followed, so a key is never sent to another host.
   */
  send(request: WireRequest): Promise<Reply | Failure>
  close(): Promise<void>
}

/** Throws for a request that may change data and has no permit of the guard. */
export function checkPermit({ method, permit, url }: WireRequest): void {
  if (isSafe(method) || (permit !== undefined && isPermitFor(permit, { method, url }))) return
  throw new Error(`${method} ${new URL(url).pathname} was not permitted by the write guard`)
}
