import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/**
 * Responds to the preflight of a page and ends the inbound phase. A preflight is not a request of the API: it cannot have a key
 * (Fetch standard §4.8) and does not count for a limit.
 */
export function preflight(exchange: Exchange, { cors }: Service): void {
  exchange.preflight = cors?.preflight(exchange)
}
