import { setImmediate as turn } from 'node:timers/promises'
import { isAnswered, type Answered, type Exchange } from '../model/exchange.ts'
import type { JudgeContext, Law, Rule } from '../model/rule.ts'

/**
 * Judges responses while a run waits, and discards the results. The first judgement has additional costs, such as compiling schemas; this
 * way they do not delay the end of the run.
 */
export class Ahead {
  readonly #laws: readonly Law[]
  readonly #bench: JudgeContext
  readonly #open: Answered[] = []
  #isIdle = false

  constructor(rules: readonly Rule[], context: JudgeContext) {
    this.#laws = rules.filter((rule) => rule.kind === 'law')
    this.#bench = context
  }

  /** Stores a response for the next wait. */
  note(exchange: Exchange): void {
    if (isAnswered(exchange)) this.#open.push(exchange)
  }

  /** Judges responses one by one until the wait ends. */
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
          // An exception in a rule is reported when the final judgement runs.
        }
      }
    }
  }
}
