import { header, type Answered } from '../exchange.ts'

interface Window {
  readonly limit: number
  readonly remaining: number
  /** Milliseconds since the epoch, on the clock of this machine. */
  readonly resetAt: number
}

/**
 * What the deployment's own headers say is left for each key, so that a run waits instead of being refused.
 *
 * Times on the deployment's clock are moved to ours by the difference its `Date` header shows.
 */
export class Pace {
  readonly #windows = new Map<string, Window>()

  /** Takes note of an answer that `key` (or nobody) got. */
  note(key: string, exchange: Answered): void {
    const remaining = Number(header(exchange, 'x-ratelimit-remaining') ?? Number.NaN)
    const reset = Number(header(exchange, 'x-ratelimit-reset') ?? Number.NaN)
    if (!Number.isInteger(remaining) || !Number.isInteger(reset)) return
    // Answers may arrive out of order; of one window the lowest count is the latest.
    const resetAt = reset * 1000 - skew(exchange)
    const limit = Number(header(exchange, 'x-ratelimit-limit') ?? 0)
    const known = this.#windows.get(key)
    const isSame = known?.limit === limit && Math.abs(known.resetAt - resetAt) < 1500
    this.#windows.set(key, { limit, remaining: isSame ? Math.min(remaining, known.remaining) : remaining, resetAt })
  }

  /** Requests that `key` can still send now; infinite as long as no answer has said anything. */
  left(key: string, now: number): number {
    const window = this.#windows.get(key)
    return window === undefined || now >= window.resetAt ? Number.POSITIVE_INFINITY : window.remaining
  }

  /** Milliseconds to wait until `key` can send one more request and keep a share of its window, as the headers claim. */
  wait(key: string, now: number, kept = 0): number {
    const window = this.#windows.get(key)
    if (window === undefined || this.left(key, now) > window.limit * kept) return 0
    // A server that rounds its seconds may still be in the old window for the rest of this one.
    return window.resetAt - now + 250
  }
}

/** How far the deployment's clock is ahead of ours in milliseconds; 0 if it does not say, or within what `Date`'s whole seconds can tell. */
export function skew(exchange: Answered): number {
  const date = Date.parse(header(exchange, 'date') ?? '')
  // `Date` names the second in which the answer was made, so the answer lies within [date, date + 1 s).
  if (date > exchange.receivedAt) return date - exchange.receivedAt
  if (date + 1000 < exchange.sentAt) return date + 1000 - exchange.sentAt
  return 0
}
