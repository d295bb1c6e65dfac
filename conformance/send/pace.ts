import type { Answered } from '../model/exchange.ts'
import type { Terms } from '../plan/model.ts'
import { type Allowance, hour, minute } from '../model/allowance.ts'
import { Counts } from './counts.ts'
import { Told, tolerance } from './told.ts'

/** The name for requests without a valid key: they are limited by IP address, without a promised limit. */
export const nobody = 'no key'

/**
 * Determines when each key may send its next request, so that a run waits instead of exceeding the rate limit: from what the deployment reports as
 * long as that is plausible, else from what the run has sent. All times are milliseconds since the epoch, on the clock of this machine.
 */
export class Pace {
  readonly #counts = new Counts()
  readonly #told = new Map<string, Told>()
  /** Until when a key must not send, according to `Retry-After`. */
  readonly #holds = new Map<string, number>()
  readonly #promised: Allowance

  /** `promised`: the rate limit of the contract for each key. */
  constructor(promised: Allowance) {
    this.#promised = promised
  }

  /** Counts a request that `key` is about to send. */
  sent(key: string, at: number): void {
    this.#counts.sent(key, at)
  }

  /** Evaluates a response to `key`, or to a request without a valid key. */
  note(key: string, exchange: Answered): void {
    this.#toldTo(key).note(exchange)
  }

  /** Prevents `key` from sending until then, as a 429 response requested. */
  hold(key: string, until: number): void {
    this.#holds.set(key, Math.max(until, this.#holds.get(key) ?? 0))
  }

  /** Returns the known limits of `key`, to estimate a plan: other than promised if the deployment plausibly reports so. */
  terms(key: string, now: number): Omit<Terms, 'maxWait'> {
    const { claim, allowance = this.#promised } = this.#toldTo(key)
    const hold = (this.#holds.get(key) ?? 0) - now
    // A longer wait than an hour is not a rate limit of the contract.
    if (hold > minute && hold <= hour + minute) return { allowance, spent: { requests: allowance.perHour, endsIn: Math.min(hold, hour) } }
    const limit = claim?.limit
    if (claim === undefined || limit === undefined) return { allowance }
    if (limit === this.#promised.perHour) {
      const isTold = claim.remaining > 0 || claim.isConfirmed
      return { allowance, ...(isTold ? { spent: { requests: limit - claim.remaining, endsIn: claim.resetAt - now } } : {}) }
    }
    const isMinute = limit === this.#promised.perMinute || claim.resetAt - claim.receivedAt <= minute + tolerance
    const { perMinute, perHour } = allowance
    return {
      allowance: isMinute
        ? { perMinute: Math.min(limit || perMinute, perMinute), perHour }
        : { perMinute, perHour: Math.min(limit || perHour, perHour) },
    }
  }

  /** Returns the milliseconds to wait until `key` can send one more request and still have `kept` left. */
  wait(key: string, now: number, kept = 0): number {
    const hold = (this.#holds.get(key) ?? 0) - now
    if (hold > 0) return hold
    const told = this.#toldTo(key)
    const { allowance } = told
    const own = allowance === undefined ? 0 : this.#counts.wait(key, now, allowance, Math.min(kept, Math.floor(allowance.perMinute / 2)))
    return told.wait(now, kept) ?? own
  }

  /**
   * Returns a rank for choosing among equal keys: the lower, the more the key has sent in the last minute; lowest if it would have to wait. Never
   * above 0.
   */
  room(key: string, now: number, kept = 0): number {
    const wait = this.wait(key, now, kept)
    return wait > 0 ? -1e9 - wait : -this.#counts.since(key, now - minute)
  }

  #toldTo(key: string): Told {
    const told = this.#told.get(key) ?? new Told(key, this.#counts, this.#promised, key !== nobody)
    this.#told.set(key, told)
    return told
  }
}
