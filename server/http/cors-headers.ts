import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/** Lets the calling page read any response if its origin is allowed. */
export function addCorsHeaders(exchange: Exchange, { cors }: Service): void {
  if (cors !== undefined && exchange.preflight === undefined) Object.assign(exchange.headers, cors.headers(exchange))
}
