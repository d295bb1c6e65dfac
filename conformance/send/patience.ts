import { sayDuration } from '../text/duration.ts'
import { hour } from '../model/allowance.ts'

/** The longest window is an hour (R09); what asks for more than that, and a little for clocks that differ, is no rate limit of the contract. */
const longestWait = hour + 60_000

/** How long a run still waits for rate limits. Waits that go on at the same time count once. */
export class Patience {
  readonly #clock: () => number
  #most: number
  #waited = 0
  #until = 0

  /** `most` milliseconds in all. */
  constructor(most: number, clock: () => number) {
    this.#most = most
    this.#clock = clock
  }

  /** Why a wait is not worth it; `undefined` if it is. */
  lack(milliseconds: number): string | undefined {
    if (milliseconds > longestWait)
      return `the rate limit asks for a wait of ${Math.ceil(milliseconds / hour)} hours, and no window is longer than one`
    if (this.#waited + this.#longer(milliseconds) <= this.#most) return undefined
    return `the rate limit asks for ${sayDuration(milliseconds)} more, and the run waits ${sayDuration(this.#most)} in all (--max-wait)`
  }

  /** Takes note of a wait that begins now. */
  spend(milliseconds: number): void {
    this.#waited += this.#longer(milliseconds)
    this.#until = Math.max(this.#until, this.#clock() + milliseconds)
  }

  /** Adds to what is left. */
  extend(milliseconds: number): void {
    this.#most += milliseconds
  }

  /** By how much a wait makes the run longer. */
  #longer(milliseconds: number): number {
    return Math.min(milliseconds, Math.max(this.#clock() + milliseconds - this.#until, 0))
  }
}
