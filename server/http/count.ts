import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Counts the request for its key or, without a valid key, for the address of the client; rejects it if the limit is used up (D07). */
export function count(exchange: Exchange, { limiter, windows }: Service): void {
  const { key, arrival } = exchange
  const allowance =
    key === undefined
      ? limiter.take(`address ${arrival.address}`, windows.address, arrival.at)
      : limiter.take(`key ${key.tenantId} ${key.id}`, windows.key, arrival.at)
  exchange.allowance = allowance
  if (allowance.retryAfter !== undefined) {
    throw refuse('rateLimited', { retryAfterSeconds: allowance.retryAfter, headers: { 'Retry-After': String(allowance.retryAfter) } })
  }
}
