/** The clock of a server under control. */
export interface ControlledClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly isRunning: boolean
  /** Sets the time, in milliseconds since the epoch; the clock stands still or runs on from there. */
  set(time: number, isRunning?: boolean): void
  /** Moves the time forward, or back if negative. */
  advance(milliseconds: number): void
  /** Keeps the time; the result sets it again. */
  save(): () => void
  /** Begins again, as at the start. */
  reset(): void
}

/** Where a clock begins: at the real time, which passes, or at another time, which stands still unless `running`. */
export type ClockStart = { readonly at: number; readonly running?: boolean } | undefined

/** The largest time of a `Date`, in milliseconds since the epoch (ECMAScript §21.4.1.1), after which no time can be formatted. */
export const latestTime = 8.64e15

/** A clock that can be set. `real` measures how the time passes, in milliseconds since the epoch. Throws a `RangeError` for a time that no `Date` has. */
export function createClock(real: () => number, start: ClockStart): ControlledClock {
  let base = 0
  let since: number | undefined

  const now = () => (since === undefined ? base : base + real() - since)
  const set = (time: number, isRunning: boolean) => {
    if (!(Math.abs(time) <= latestTime)) throw new RangeError(`expected milliseconds since the epoch as the time, got ${time}`)
    base = Math.trunc(time)
    since = isRunning ? real() : undefined
  }
  const reset = () => set(start?.at ?? real(), start === undefined || start.running === true)
  reset()

  return {
    now,
    get isRunning() {
      return since !== undefined
    },
    set: (time, isRunning = since !== undefined) => set(time, isRunning),
    advance: (milliseconds) => set(now() + milliseconds, since !== undefined),
    save: () => {
      const [time, isRunning] = [now(), since !== undefined]
      return () => set(time, isRunning)
    },
    reset,
  }
}
