import type { Exchange } from './exchange.ts'

/** Passes the response to the connection. */
export async function send(exchange: Exchange): Promise<void> {
  await exchange.transport(exchange.status, exchange.headers, exchange.payload)
  exchange.sent = true
}
