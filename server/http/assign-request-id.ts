import { drawId } from '../random.ts'
import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Assigns the id of the exchange for its response and log lines (D11). An id sent by the client is not used, because it may not be unique. */
export function assignRequestId(exchange: Exchange, { random }: Service): void {
  exchange.requestId = drawId(random, 'req')
}
