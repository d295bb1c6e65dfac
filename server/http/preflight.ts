import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/**
 * Answers a browser that asks on behalf of a page whether it may send a request, and ends what is inbound. That is no request of the API: it cannot carry a key
 * (Fetch standard §4.8), and spends nothing of a limit.
 */
export function preflight(exchange: Exchange, { cors }: Service): void {
  exchange.preflight = cors?.preflight(exchange)
}
