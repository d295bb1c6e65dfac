/** Helpers for faults in the pipeline: the affected requests, and changes of the headers. */
import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { step, type Change } from './deviation.ts'

/** Whether a fault affects a request. */
export type Fits = (exchange: Exchange) => boolean

/** Requests of these operations. */
export const on =
  (...ids: readonly OperationId[]): Fits =>
  ({ target }) =>
    target.endpoint !== undefined && ids.includes(target.endpoint.operation.id)

/** Requests of a group of the contract, by its tag; behind a gateway, each group can be a separate service. */
export const within =
  (group: string): Fits =>
  ({ target }) =>
    target.endpoint?.operation.group === group

/** Sets other headers in the envelope; `null` removes one. */
export function headers(fits: Fits, wrong: Readonly<Record<string, string | null>>): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (!fits(exchange)) return
    const kept = Object.entries({ ...exchange.headers, ...wrong }).filter((each): each is [string, string] => each[1] !== null)
    exchange.headers = Object.fromEntries(kept)
  })
}
