import type { Exchange } from './exchange.ts'

/** Hands the answer over to the connection. */
export function send(exchange: Exchange): void {
  exchange.transport(exchange.status, exchange.headers, exchange.payload)
  exchange.sent = true
}
