import { drawId } from '../random.ts'
import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Gives the exchange the id that its answer and its log lines carry (D11). One sent by the client is not taken over: it need not be unique. */
export function assignRequestId(exchange: Exchange, { random }: Service): void {
  exchange.requestId = drawId(random, 'req')
}
