/** A stretch of time in which a number of requests is allowed. */
export interface Window {
  readonly seconds: number
  readonly limit: number
}

/** How a subject stands in the window that has the fewest requests left; on a tie, in the first of those. */
export interface Allowance {
  readonly limit: number
  readonly remaining: number
  /** Unix time in whole seconds. */
  readonly resetAt: number
  /** Whole seconds until a request can succeed; set if this one is refused. */
  readonly retryAfter: number | undefined
}

export interface RateLimiter {
  /** Counts a request of `subject` in all `windows`, or refuses it and counts nothing if one of them is used up (D07). */
  take(subject: string, windows: readonly Window[], now: number): Allowance
  /** How many subjects are kept. */
  readonly size: number
}

interface Counter {
  readonly window: Window
  /** Unix time in whole seconds. */
  start: number
  used: number
}

const sweepEvery = 60

/**
 * Fixed windows in memory (D07). A window starts with the first request in it, at the beginning of that second, so that its end is a whole
 * second and never more than its length ahead. Subjects whose windows have all ended are forgotten within a minute.
 */
export function createRateLimiter(): RateLimiter {
  const subjects = new Map<string, readonly Counter[]>()
  let nextSweep = -Infinity

  /** A clock that was set back ends a window too; it would last too long otherwise. */
  const runs = ({ start, window }: Counter, second: number) => start <= second && second < start + window.seconds

  const sweep = (second: number) => {
    for (const [subject, counters] of subjects) {
      if (!counters.some((counter) => runs(counter, second))) subjects.delete(subject)
    }
  }

  return {
    get size() {
      return subjects.size
    },
    take(subject, windows, now) {
      const second = Math.floor(now / 1000)
      if (second >= nextSweep || second < nextSweep - sweepEvery) {
        sweep(second)
        nextSweep = second + sweepEvery
      }

      const known = subjects.get(subject)
      const counters = windows.map((window, index): Counter => {
        const counter = known?.[index]
        return counter !== undefined && runs(counter, second) ? counter : { window, start: second, used: 0 }
      })
      const retryAt = counters.reduce(
        (latest, { window, start, used }) => (used >= window.limit ? Math.max(latest, start + window.seconds) : latest),
        -Infinity,
      )
      const refused = retryAt !== -Infinity
      if (!refused) {
        for (const counter of counters) counter.used += 1
        subjects.set(subject, counters)
      }

      const standings = counters.map(({ window, start, used }) => ({
        limit: window.limit,
        remaining: window.limit - used,
        resetAt: start + window.seconds,
      }))
      const fewest = standings.reduce((least, each) => (each.remaining < least.remaining ? each : least))
      return { ...fewest, retryAfter: refused ? Math.max(1, Math.ceil(retryAt - now / 1000)) : undefined }
    },
  }
}
