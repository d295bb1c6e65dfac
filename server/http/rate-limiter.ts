import { ServiceUnavailable } from '../service-unavailable.ts'

/** A period in which a number of requests is allowed. */
export interface Window {
  readonly seconds: number
  readonly limit: number
}

/** In case of a tie, the first window is stated. */
export type Windows = readonly [Window, ...Window[]]

/** The state of a subject in the window with the fewest requests left; in case of a tie, in the first of them. */
export interface Allowance {
  readonly limit: number
  readonly remaining: number
  /** Unix time in whole seconds. */
  readonly resetAt: number
  /** Whole seconds until a request can succeed; set if this one is rejected. */
  readonly retryAfter: number | undefined
}

/** A promise only if the counters are in another process: for a busy server, promises are a large part of the costs. */
export type Taken = Allowance | Promise<Allowance>

export interface RateLimiter {
  /**
   * Counts a request of `subject` in all `windows`, or rejects it without counting if one of them is used up (D07). `now` is in milliseconds since the
   * epoch. Throws or rejects with `CountersUnavailable`.
   */
  take(subject: string, windows: Windows, now: number): Taken
}

/** Passes an allowance on, at once if it is there. */
export function whenTaken<T>(taken: Taken, next: (allowance: Allowance) => T | Promise<T>): T | Promise<T> {
  return taken instanceof Promise ? taken.then(next) : next(taken)
}

/** The counters cannot be used; the message is one sentence for the operator. The request may have been counted nevertheless. */
export class CountersUnavailable extends ServiceUnavailable {
  override readonly name = 'CountersUnavailable'
  readonly service = 'the rate-limit counters'
}

/** A window of a subject that has begun and not ended. */
export interface RunningWindow {
  readonly seconds: number
  readonly limit: number
  readonly used: number
  /** Unix time in whole seconds. */
  readonly resetAt: number
}

/** The running windows of a subject. */
export interface SubjectCounts {
  readonly subject: string
  readonly windows: readonly RunningWindow[]
}

/** A rate limiter whose counters can be read and changed from outside. */
export interface OpenRateLimiter extends RateLimiter {
  /** The running windows of each subject at `now` (milliseconds). */
  counts(now: number): SubjectCounts[] | Promise<SubjectCounts[]>
  /** Removes the counters of a subject, or of all. */
  clear(subject?: string): void | Promise<void>
  /** Keeps all counters; the result sets them again, any number of times. */
  save(): (() => void) | Promise<() => Promise<void>>
}

/** A rate limiter of this process alone. */
interface MemoryRateLimiter extends OpenRateLimiter {
  take(subject: string, windows: Windows, now: number): Allowance
  counts(now: number): SubjectCounts[]
  clear(subject?: string): void
  save(): () => void
  /** Number of stored subjects. */
  readonly size: number
}

interface Counter {
  readonly window: Window
  /** Unix time in whole seconds. */
  start: number
  used: number
}

type Counters = readonly [Counter, ...Counter[]]

const endOf = ({ start, window }: Counter) => start + window.seconds
const left = ({ used, window }: Counter) => window.limit - used

const sweepEvery = 60

/**
 * Fixed windows in memory (D07). A window starts at the beginning of the second of its first request, so that its end is a whole
 * second and at most its length ahead. Subjects whose windows have all ended are removed within a minute.
 */
export function createRateLimiter(): MemoryRateLimiter {
  const subjects = new Map<string, Counters>()
  let nextSweep = -Infinity

  /** A clock that was set back also ends a window, which would otherwise last too long. */
  const runs = ({ start, window }: Counter, second: number) => start <= second && second < start + window.seconds

  /** Running windows, with new ones for those that have ended. */
  const begun = (known: Counters | undefined, [first, ...others]: Windows, second: number): Counters => {
    const begin = (window: Window, index: number): Counter => {
      const counter = known?.[index]
      return counter !== undefined && runs(counter, second) ? counter : { window, start: second, used: 0 }
    }
    return [begin(first, 0), ...others.map((window, index) => begin(window, index + 1))]
  }

  const sweep = (second: number) => {
    for (const [subject, counters] of subjects) {
      if (!counters.some((counter) => runs(counter, second))) subjects.delete(subject)
    }
  }

  const copied = ([first, ...others]: Counters): Counters => [{ ...first }, ...others.map((counter) => ({ ...counter }))]

  return {
    get size() {
      return subjects.size
    },
    counts: (now) =>
      [...subjects].flatMap(([subject, counters]) => {
        const windows = counters
          .filter((counter) => runs(counter, Math.floor(now / 1000)))
          .map((counter) => ({ ...counter.window, used: counter.used, resetAt: endOf(counter) }))
        return windows.length === 0 ? [] : [{ subject, windows }]
      }),
    clear(subject) {
      if (subject === undefined) subjects.clear()
      else subjects.delete(subject)
    },
    save() {
      const kept = [...subjects].map(([subject, counters]) => [subject, copied(counters)] as const)
      return () => {
        subjects.clear()
        for (const [subject, counters] of kept) subjects.set(subject, copied(counters))
      }
    },
    take(subject, windows, now) {
      const second = Math.floor(now / 1000)
      if (second >= nextSweep || second < nextSweep - sweepEvery) {
        sweep(second)
        nextSweep = second + sweepEvery
      }

      const known = subjects.get(subject)
      const counters = known?.every((counter) => runs(counter, second)) ? known : begun(known, windows, second)
      let retryAt = -Infinity
      for (const counter of counters) if (left(counter) <= 0) retryAt = Math.max(retryAt, endOf(counter))
      const refused = retryAt !== -Infinity
      if (!refused) {
        for (const counter of counters) counter.used += 1
        if (counters !== known) subjects.set(subject, counters)
      }

      let fewest = counters[0]
      for (const counter of counters) if (left(counter) < left(fewest)) fewest = counter
      return {
        limit: fewest.window.limit,
        remaining: left(fewest),
        resetAt: endOf(fewest),
        retryAfter: refused ? Math.max(1, Math.ceil(retryAt - now / 1000)) : undefined,
      }
    },
  }
}
