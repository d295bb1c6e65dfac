import { type Allowance, minute, hour } from '../model/allowance.ts'

/** Safety margin in milliseconds after the end of a window, since responses take time and clocks are rounded. */
export const margin = 250

/**
 * Counts what each key has sent. The windows slide: a key that respects them never exceeds the limit, whenever a window of the deployment begins. All
 * times are milliseconds since the epoch, on the clock of this machine.
 */
export class Counts {
  readonly #times = new Map<string, number[]>()

  /** Counts a request of `key`, regardless of its outcome. */
  sent(key: string, at: number): void {
    const times = this.#times.get(key) ?? []
    times.push(at)
    this.#times.set(key, times)
  }

  /** Returns the number of requests that `key` has sent after `at`. */
  since(key: string, at: number): number {
    const times = this.#times.get(key) ?? []
    return times.length - 1 - times.findLastIndex((each) => each <= at)
  }

  /** Returns the milliseconds to wait until `key` may send one more request and still have `kept` left in both windows. */
  wait(key: string, now: number, { perMinute, perHour }: Allowance, kept = 0): number {
    const times = this.#times.get(key) ?? []
    const until = ([length, limit]: readonly [number, number]): number => {
      const last = times.at(-Math.max(limit - kept, 1))
      return last === undefined || last + length <= now ? 0 : last + length + margin - now
    }
    return Math.max(until([minute, perMinute]), until([hour, perHour]))
  }
}
