import { sayDuration } from '../text/duration.ts'
import { hour } from '../model/allowance.ts'

/** The longest window is an hour (R09), plus a margin for clock differences; a longer wait is not a rate limit of the contract. */
const longestWait = hour + 60_000

/** The remaining time that a run waits for rate limits. Simultaneous waits count once. */
export class Patience {
  readonly #clock: () => number
  #most: number
  #waited = 0
  #until = 0

  /** `most`: the maximum total wait in milliseconds. */
  constructor(most: number, clock: () => number) {
    this.#most = most
    this.#clock = clock
  }

  /** Returns why a wait is too long; `undefined` if it is not. */
  lack(milliseconds: number): string | undefined {
    if (milliseconds > longestWait)
      return `the rate limit requires a wait of ${Math.ceil(milliseconds / hour)} hours, and no rate limit window is longer than one hour`
    if (this.#waited + this.#longer(milliseconds) <= this.#most) return undefined
    return `the rate limit requires another ${sayDuration(milliseconds)}, and the run waits at most ${sayDuration(this.#most)} in total (--max-wait)`
  }

  /** Records a wait that begins now. */
  spend(milliseconds: number): void {
    this.#waited += this.#longer(milliseconds)
    this.#until = Math.max(this.#until, this.#clock() + milliseconds)
  }

  /** Increases the maximum. */
  extend(milliseconds: number): void {
    this.#most += milliseconds
  }

  /** Returns by how much a wait extends the run. */
  #longer(milliseconds: number): number {
    return Math.min(milliseconds, Math.max(this.#clock() + milliseconds - this.#until, 0))
  }
}
