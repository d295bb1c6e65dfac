import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Lets the page that asked read the answer, whatever it is, if pages of its origin may. */
export function addCorsHeaders(exchange: Exchange, { cors }: Service): void {
  if (cors !== undefined && exchange.preflight === undefined) Object.assign(exchange.headers, cors.headers(exchange))
}
