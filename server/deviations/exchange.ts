/** What faults in the frame have in common: which requests they meet, and what becomes of the headers. */
import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { step, type Change } from './deviation.ts'

/** Whether a request is met by a fault. */
export type Fits = (exchange: Exchange) => boolean

/** Requests of these operations. */
export const on =
  (...ids: readonly OperationId[]): Fits =>
  ({ target }) =>
    target.endpoint !== undefined && ids.includes(target.endpoint.operation.id)

/** Requests of a group of the contract, by its tag; behind a gateway, each may be a service of its own. */
export const within =
  (group: string): Fits =>
  ({ target }) =>
    target.endpoint?.operation.group === group

/** The envelope sets other headers than it should; `null` leaves one out. */
export function headers(fits: Fits, wrong: Readonly<Record<string, string | null>>): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (!fits(exchange)) return
    const kept = Object.entries({ ...exchange.headers, ...wrong }).filter((each): each is [string, string] => each[1] !== null)
    exchange.headers = Object.fromEntries(kept)
  })
}
