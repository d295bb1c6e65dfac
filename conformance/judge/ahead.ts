import { setImmediate as turn } from 'node:timers/promises'
import { isAnswered, type Answered, type Exchange } from '../model/exchange.ts'
import type { JudgeContext, Law, Rule } from '../model/rule.ts'

/** Judges answers while a run waits, and forgets what it found: what judging costs the first time, such as schemas to compile, is paid when the run ends. */
export class Ahead {
  readonly #laws: readonly Law[]
  readonly #bench: JudgeContext
  readonly #open: Answered[] = []
  #isIdle = false

  constructor(rules: readonly Rule[], context: JudgeContext) {
    this.#laws = rules.filter((rule) => rule.kind === 'law')
    this.#bench = context
  }

  /** Keeps an answer for the next wait. */
  note(exchange: Exchange): void {
    if (isAnswered(exchange)) this.#open.push(exchange)
  }

  /** Uses the time of a wait, one answer after the other, and no more of it than there is. */
  async during(wait: Promise<void>): Promise<void> {
    this.#isIdle = true
    void this.#work()
    try {
      await wait
    } finally {
      this.#isIdle = false
    }
  }

  async #work(): Promise<void> {
    for (;;) {
      await turn()
      const next = this.#isIdle ? this.#open.shift() : undefined
      if (next === undefined) return
      for (const law of this.#laws) {
        try {
          if (law.concerns(next, this.#bench)) law.judge(next, this.#bench)
        } catch {
          // A rule that throws is told of when it judges in earnest.
        }
      }
    }
  }
}
