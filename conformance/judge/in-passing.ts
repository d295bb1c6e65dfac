/** Judges exchanges by the laws, one after the other. For each law and operation, it keeps the worst judgement and a count. */
import { isPart } from '../model/cause.ts'
import { unreadable, type Answered } from '../model/exchange.ts'
import { unclear } from '../model/judgement.ts'
import type { JudgeContext, Law, Rule } from '../model/rule.ts'
import { gravity, guarded, unlessUnrecorded, verdict, type Guarded, type Verdict } from './verdict.ts'

/** The worst judgement of a law for one operation, and the first exchange that shows it. */
interface Passing {
  readonly judgement: Guarded
  readonly exchange: Answered
  /** The position of that exchange among all, and the position of the first judged exchange. */
  readonly at: number
  readonly first: number
  readonly judged: number
}

/** Returns the parts of an exchange to keep for a report. Default: all of it. */
export type Keep = (exchange: Answered, judgement: Guarded) => Answered

/** Called with the first finding of a rule for an operation, or for a group of exchanges. */
export type OnFinding = (verdict: Verdict) => void

export class InPassing {
  readonly #said: ReadonlyMap<Rule, Map<string | undefined, Passing>>
  readonly #laws: readonly Law[]
  readonly #bench: JudgeContext
  readonly #keep: Keep
  readonly #onFinding: OnFinding
  #count = 0

  constructor(laws: readonly Law[], context: JudgeContext, keep: Keep = (exchange) => exchange, onFinding: OnFinding = () => undefined) {
    this.#said = new Map(laws.map((law) => [law, new Map()]))
    this.#laws = laws
    this.#bench = context
    this.#keep = keep
    this.#onFinding = onFinding
  }

  /**
   * Judges an exchange by all laws, so that its body is read once and need not be kept. `at` is its position among all exchanges, by
   * default after the previous one. The exchange that shows a finding does not depend on the order of the calls.
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
    if (judgement.is === 'fail' && earlier?.judgement.is !== 'fail')
      this.#onFinding(verdict(law, this.#bench, judgement, { operation, exchange, judged }))
    if (earlier === undefined || more > 0 || (more === 0 && at < earlier.at))
      byOperation?.set(operation, { judgement, exchange: this.#keep(exchange, judgement), at, first, judged })
    else byOperation?.set(operation, { ...earlier, first, judged })
  }

  /**
   * Returns the verdicts of a law by operation, in the order of the first exchange of each. Exchanges outside the contract have one verdict
   * together.
   */
  verdicts(law: Law): Verdict[] {
    return [...(this.#said.get(law) ?? [])]
      .sort(([, one], [, other]) => one.first - other.first)
      .map(([operation, { judgement, exchange, judged }]) => verdict(law, this.#bench, judgement, { operation, exchange, judged }))
  }
}

/** A failure becomes inconclusive if the body was truncated or cannot be decoded: the missing content is not a fault of the deployment. */
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
