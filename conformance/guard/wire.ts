/** The wire as the suite sees it, and the check that no write goes on it without a permit of the guard. */
import type { Failure, Reply } from '../model/exchange.ts'
import { isPermitFor, type Permit } from './guard.ts'
import { isSafe } from '../model/request.ts'

export interface WireRequest {
  readonly method: string
  /** Absolute, `http:` or `https:`. */
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Buffer
  /** Leave to send what may change something; only the guard in front of every write gives one. */
  readonly permit?: Permit
  /** Goes out with its whole address, for a proxy that passes it on. */
  readonly isAbsolute?: boolean
}

export interface Wire {
  /** What goes wrong on the way is a failure; throws for a write without a permit alone, which is a fault of the suite. Redirects are not followed, so a key never travels to another host. */
  send(request: WireRequest): Promise<Reply | Failure>
  close(): Promise<void>
}

/** Throws for a request that may change something and has no permit of the guard. */
export function checkPermit({ method, permit, url }: WireRequest): void {
  if (isSafe(method) || (permit !== undefined && isPermitFor(permit, { method, url }))) return
  throw new Error(`${method} ${new URL(url).pathname} has not passed the guard in front of every write`)
}
