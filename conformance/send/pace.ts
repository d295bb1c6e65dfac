import type { Answered } from '../model/exchange.ts'
import type { Terms } from '../plan/model.ts'
import { type Allowance, hour, minute } from '../model/allowance.ts'
import { Counts } from './counts.ts'
import { Told, tolerance } from './told.ts'

/** Who sends without a valid key: counted by address, and promised nothing. */
export const nobody = 'no key'

/**
 * When each key may send its next request, so that a run waits instead of being refused: by what the deployment says as long as that can be believed, else
 * by what the run has sent. All times are milliseconds since the epoch, on the clock of this machine.
 */
export class Pace {
  readonly #counts = new Counts()
  readonly #told = new Map<string, Told>()
  /** Until when a key was asked to stay away. */
  readonly #holds = new Map<string, number>()
  readonly #promised: Allowance

  /** `promised`: what the contract lets every key send. */
  constructor(promised: Allowance) {
    this.#promised = promised
  }

  /** Counts a request that `key` is about to send. */
  sent(key: string, at: number): void {
    this.#counts.sent(key, at)
  }

  /** Takes note of an answer that `key` (or nobody) got. */
  note(key: string, exchange: Answered): void {
    this.#toldTo(key).note(exchange)
  }

  /** Keeps `key` from sending until then, as a refusal asked. */
  hold(key: string, until: number): void {
    this.#holds.set(key, Math.max(until, this.#holds.get(key) ?? 0))
  }

  /** What is known of the limits of `key`, to price a plan by: more or less than what is promised where the deployment says so and can be believed. */
  terms(key: string, now: number): Omit<Terms, 'maxWait'> {
    const { claim, allowance = this.#promised } = this.#toldTo(key)
    const hold = (this.#holds.get(key) ?? 0) - now
    // What asks for more than an hour is no rate limit of the contract.
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

  /** Milliseconds to wait until `key` can send one more request and still have `kept` left. */
  wait(key: string, now: number, kept = 0): number {
    const hold = (this.#holds.get(key) ?? 0) - now
    if (hold > 0) return hold
    const told = this.#toldTo(key)
    const { allowance } = told
    const own = allowance === undefined ? 0 : this.#counts.wait(key, now, allowance, Math.min(kept, Math.floor(allowance.perMinute / 2)))
    return told.wait(now, kept) ?? own
  }

  /**
   * How much of a load `key` should carry now, to compare equal keys by: the more it has sent in the last minute, the less; least of all if it would have to
   * wait. Never above 0.
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
