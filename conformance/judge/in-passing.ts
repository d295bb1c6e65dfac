/** Judges by the laws what passes by, one exchange after the other: of each law and operation it keeps the worst and a count. */
import { isPart } from '../model/cause.ts'
import { unreadable, type Answered } from '../model/exchange.ts'
import { unclear } from '../model/judgement.ts'
import type { JudgeContext, Law, Rule } from '../model/rule.ts'
import { gravity, guarded, unlessUnrecorded, verdict, type Guarded, type Verdict } from './verdict.ts'

/** The worst that a law says of the exchanges of one operation, and the first that shows it. */
interface Passing {
  readonly judgement: Guarded
  readonly exchange: Answered
  /** Where that one stands among all, and where the first one does. */
  readonly at: number
  readonly first: number
  readonly judged: number
}

/** What is kept of an exchange for a report; by default all of it. */
export type Keep = (exchange: Answered, judgement: Guarded) => Answered

export class InPassing {
  readonly #said: ReadonlyMap<Rule, Map<string | undefined, Passing>>
  readonly #laws: readonly Law[]
  readonly #bench: JudgeContext
  readonly #keep: Keep
  #count = 0

  constructor(laws: readonly Law[], context: JudgeContext, keep: Keep = (exchange) => exchange) {
    this.#said = new Map(laws.map((law) => [law, new Map()]))
    this.#laws = laws
    this.#bench = context
    this.#keep = keep
  }

  /**
   * Judges an exchange by all laws, so that its body is read once and need not be kept. `at` is its place among all, by default after those before: which
   * one shows a finding does not depend on which came here first.
   */
  take(exchange: Answered, at = this.#count): void {
    this.#count += 1
    for (const law of this.#laws) {
      if (law.judgesCut !== true && isPart(exchange)) continue
      if (attempt(() => unlessUnrecorded(() => law.concerns(exchange, this.#bench)) ?? false) === false) continue
      const judged = guarded(() => law.judge(exchange, this.#bench))
      if (judged.is === 'unrecorded') continue
      const judgement = law.judgesCut === true ? judged : uncut(exchange, judged)
      this.#note(law, exchange, judgement, at)
    }
  }

  #note(law: Law, exchange: Answered, judgement: Guarded, at: number): void {
    const byOperation = this.#said.get(law)
    const { operation } = exchange.request
    const earlier = byOperation?.get(operation)
    const more = earlier === undefined ? 1 : gravity(judgement, law) - gravity(earlier.judgement, law)
    const [first, judged] = [Math.min(earlier?.first ?? at, at), (earlier?.judged ?? 0) + 1]
    if (earlier === undefined || more > 0 || (more === 0 && at < earlier.at))
      byOperation?.set(operation, { judgement, exchange: this.#keep(exchange, judgement), at, first, judged })
    else byOperation?.set(operation, { ...earlier, first, judged })
  }

  /** What a law says, by operation, in the order of the first exchange of each; those outside the contract together. */
  verdicts(law: Law): Verdict[] {
    return [...(this.#said.get(law) ?? [])]
      .sort(([, one], [, other]) => one.first - other.first)
      .map(([operation, { judgement, exchange, judged }]) => verdict(law, this.#bench, judgement, { operation, exchange, judged }))
  }
}

/** Of a body that was cut, or that nobody here can unpack, what is missing is not the deployment's fault. */
function uncut({ reply }: Answered, judgement: Guarded): Guarded {
  const why = unreadable(reply)
  return why !== undefined && judgement.is !== 'pass' ? unclear(why) : judgement
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
