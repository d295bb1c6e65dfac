import type { Exchange } from './exchange.ts'

/** Passes the response to the connection. */
export function send(exchange: Exchange): void {
  exchange.transport(exchange.status, exchange.headers, exchange.payload)
  exchange.sent = true
}
