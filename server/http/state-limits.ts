import type { Exchange } from './exchange.ts'
import type { Service } from './service.ts'

/**
 * States the rate limit in the three headers (R11). If counting failed, no limit was used and a fresh one is stated. A preflight is not a
 * request of the API and has no limit.
 */
export function stateLimits({ allowance, arrival, headers, preflight }: Exchange, { windows }: Service): void {
  if (preflight !== undefined) return
  const [{ seconds, limit }] = windows.address
  const { limit: most, remaining, resetAt } = allowance ?? { limit, remaining: limit, resetAt: Math.floor(arrival.at / 1000) + seconds }
  headers['X-RateLimit-Limit'] = String(most)
  headers['X-RateLimit-Remaining'] = String(remaining)
  headers['X-RateLimit-Reset'] = String(resetAt)
}
