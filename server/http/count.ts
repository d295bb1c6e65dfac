import { refuse } from '../refusals.ts'
import type { Exchange } from './exchange.ts'
import { whenTaken, type Allowance } from './rate-limiter.ts'
import type { Service } from './service.ts'

/** The name under which the requests of a key are counted. */
export const keySubject = ({ tenantId, id }: { readonly tenantId: string; readonly id: string }): string => `key ${tenantId} ${id}`

/** The name under which the requests of an address without a valid key are counted. */
const addressSubject = (address: string): string => `address ${address}`

/** What is counted under a name; `undefined` for a name that is not one of these two. */
export function subjectOf(name: string): { readonly tenantId: string; readonly keyId: string } | { readonly address: string } | undefined {
  const [, tenantId, keyId] = /^key (\S+) (\S+)$/.exec(name) ?? []
  if (tenantId !== undefined && keyId !== undefined) return { tenantId, keyId }
  const [, address] = /^address (\S+)$/.exec(name) ?? []
  return address === undefined ? undefined : { address }
}

function conclude(exchange: Exchange, allowance: Allowance): void {
  exchange.allowance = allowance
  if (allowance.retryAfter !== undefined) {
    throw refuse('rateLimited', { retryAfterSeconds: allowance.retryAfter, headers: { 'Retry-After': String(allowance.retryAfter) } })
  }
}

/** Counts the request for its key or, without a valid key, for the address of the client; rejects it if the limit is used up (D07). */
export function count(exchange: Exchange, { limiter, windows }: Service): void | Promise<void> {
  const { key, arrival } = exchange
  const taken =
    key === undefined
      ? limiter.take(addressSubject(arrival.address), windows.address, arrival.at)
      : limiter.take(keySubject(key), windows.key, arrival.at)
  return whenTaken(taken, (allowance) => conclude(exchange, allowance))
}
