import { createClock, type ClockStart } from '../clock.ts'

/** The clock of the processes, as one of them last heard of it. */
export interface FollowingClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** The clock had the time `base` when it was `since` on the clock of Redis, where it is `real` now; it stands still without `since`. All in milliseconds. */
  follow(real: number, base: number, since: number | undefined): void
}

/** A clock that begins at its start, until it has heard of the common one. `real` measures how the time passes. */
export function createFollowingClock(real: () => number, start: ClockStart): FollowingClock {
  const clock = createClock(real, start)
  return {
    now: clock.now,
    follow: (there, base, since) => clock.set(since === undefined ? base : base + there - since, since !== undefined),
  }
}
