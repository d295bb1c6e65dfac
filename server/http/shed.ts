import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Seconds after which a client may retry: the server works off all that it accepts in less (docs/decisions/0017-more-than-one-machine.md). */
const retryAfterSeconds = 1

/**
 * Rejects a request if too many are in progress, before it costs anything: what waits needs memory, and the client of a request that waits too long has
 * given up. It is not counted, so that clients do not pay for it.
 */
export function shed(_exchange: Exchange, { load }: Service): void {
  if (load.inProgress > load.max)
    throw refuse('serviceUnavailable', { retryAfterSeconds, headers: { 'Retry-After': String(retryAfterSeconds) } })
}
