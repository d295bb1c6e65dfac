import { type Allowance, minute, hour } from '../model/allowance.ts'

/** An answer takes its time, and clocks are rounded: so many milliseconds after a window is over, it is over for the deployment too. */
export const margin = 250

/**
 * What each key has sent, counted by the run itself. The windows slide: whatever the moment at which a window of the deployment begins, nobody who keeps
 * to them sends more in it than is allowed. All times are milliseconds since the epoch, on the clock of this machine.
 */
export class Counts {
  readonly #times = new Map<string, number[]>()

  /** Counts a request of `key`, whatever becomes of it. */
  sent(key: string, at: number): void {
    const times = this.#times.get(key) ?? []
    times.push(at)
    this.#times.set(key, times)
  }

  /** Requests that `key` has sent after `at`. */
  since(key: string, at: number): number {
    const times = this.#times.get(key) ?? []
    return times.length - 1 - times.findLastIndex((each) => each <= at)
  }

  /** Milliseconds to wait until `key` may send one more and still have `kept` left in both windows. */
  wait(key: string, now: number, { perMinute, perHour }: Allowance, kept = 0): number {
    const times = this.#times.get(key) ?? []
    const until = ([length, limit]: readonly [number, number]): number => {
      const last = times.at(-Math.max(limit - kept, 1))
      return last === undefined || last + length <= now ? 0 : last + length + margin - now
    }
    return Math.max(until([minute, perMinute]), until([hour, perHour]))
  }
}
