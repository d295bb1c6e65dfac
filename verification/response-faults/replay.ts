/** Judges a mutation without a new run: repeats the verdicts of the recorded run that depend on the mutated response. */
import { isAnswered, type Answered, type Exchange, type Reply } from '../../conformance/model/exchange.ts'
import { judge, judgeInstance, together } from '../../conformance/judge/judge.ts'
import type { Verdict } from '../../conformance/judge/verdict.ts'
import type { Instance } from '../../conformance/plan/model.ts'
import { answerTo } from '../../conformance/model/recording.ts'
import { keyOf } from '../../conformance/model/request.ts'
import type { JudgeContext, Rule, Sequence } from '../../conformance/model/rule.ts'
import { namesIn } from '../../conformance/rules/schema/agreement.ts'
import { entities } from '../../conformance/rules/schema/entities.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import type { Mutation } from './mutation.ts'

/** `caught`: a rule fails that passed before. `noticed`: a rule becomes inconclusive. `survived`: no verdict changes. */
export type Fate = 'caught' | 'noticed' | 'survived'

export interface Judged {
  readonly mutation: Mutation
  readonly fate: Fate
  /** Ids of the rules that caught or noticed the mutation, each once. */
  readonly rules: readonly string[]
}

type Outcomes = ReadonlyMap<string, Verdict['outcome']>

const worse: readonly Verdict['outcome'][] = ['fail', 'warn', 'error']

/** A recorded run whose verdicts can be repeated in parts. Errors thrown by rules are defects of the suite and are rethrown. */
export class Replay {
  readonly #laws: readonly Rule[]
  readonly #sequences: readonly Sequence[]
  readonly #recorded: Pick<Recorded, 'plan' | 'record'>
  readonly #context: JudgeContext
  readonly #answered: readonly Answered[]
  readonly #byKey = new Map<string, Answered[]>()
  /** Instances by the requests that they judge. */
  readonly #instances = new Map<string, Instance[]>()
  readonly #healthy = new Map<string, Outcomes>()

  constructor(rules: readonly Rule[], recorded: Pick<Recorded, 'plan' | 'record'>, context: JudgeContext) {
    this.#laws = rules.filter(({ kind }) => kind === 'law')
    this.#sequences = rules.filter((each): each is Sequence => each.kind === 'sequence')
    this.#recorded = recorded
    this.#context = context
    this.#answered = recorded.record.exchanges.filter(isAnswered)
    for (const each of this.#answered) {
      const key = each.request.key ?? ''
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), each])
    }
    for (const instance of recorded.plan.instances) {
      const judged = Object.values(instance.requests).map((each) => answerTo(each, recorded.record)?.request.planned ?? each)
      for (const key of new Set(judged.map(keyOf))) {
        this.#instances.set(key, [...(this.#instances.get(key) ?? []), instance])
      }
    }
  }

  judge(mutation: Mutation): Judged {
    const { exchange, reply } = mutation
    const before = this.#healthyOf(exchange)
    const after = this.#outcomes({ ...exchange, reply })
    const said = (outcomes: readonly Verdict['outcome'][]): string[] => [
      ...new Set(
        [...after].filter(([name, each]) => outcomes.includes(each) && before.get(name) !== each).map(([name]) => name.split(' ')[0] ?? ''),
      ),
    ]
    const caught = said(worse)
    if (caught.length > 0) return { mutation, fate: 'caught', rules: caught }
    const noticed = said(['inconclusive'])
    return { mutation, fate: noticed.length > 0 ? 'noticed' : 'survived', rules: noticed }
  }

  #healthyOf(exchange: Answered): Outcomes {
    const known = this.#healthy.get(String(exchange.number))
    if (known !== undefined) return known
    const outcomes = this.#outcomes(exchange)
    this.#healthy.set(String(exchange.number), outcomes)
    return outcomes
  }

  /** The outcomes of all rules that judge the exchange, by rule, operation and subject. */
  #outcomes(exchange: Answered): Outcomes {
    const { plan, record } = this.#recorded
    const exchanges = record.exchanges.map((each): Exchange => (each.number === exchange.number ? exchange : each))
    const byRequest = new Map(record.byRequest)
    const key = keyOf(exchange.request.planned)
    const isLast = record.byRequest.get(key)?.number === exchange.number
    if (isLast) byRequest.set(key, exchange)
    const mutated = { ...record, exchanges, byRequest }
    const alone = { ...mutated, exchanges: [exchange] }
    const idle = { ...plan, instances: [], leftOut: [] }
    const verdicts = [
      ...judge(this.#laws, idle, alone, this.#context),
      ...this.#sequences.flatMap((rule) => judge([rule], idle, { ...mutated, exchanges: this.#together(rule, exchange) }, this.#context)),
      ...(isLast ? (this.#instances.get(key) ?? []) : []).map((each) => judgeInstance(each, mutated, this.#context)),
    ]
    return new Map(verdicts.map(({ rule, operation, about, outcome }) => [`${rule.id} ${operation ?? ''} ${about ?? ''}`, outcome]))
  }

  /**
   * The exchanges that a sequence judges together with the given one. A sequence over one or two tenants compares the same resource, name or list in
   * several responses, so responses that share none of these with the mutated one can be skipped.
   */
  #together(rule: Sequence, exchange: Answered): readonly Answered[] {
    const near = rule.among === undefined ? (this.#byKey.get(exchange.request.key ?? '') ?? []) : this.#near(exchange)
    const replaced = near.map((each) => (each.number === exchange.number ? exchange : each))
    return together(rule, replaced).find(({ exchanges }) => exchanges.includes(exchange))?.exchanges ?? []
  }

  #lastNear: { readonly of: Answered; readonly near: readonly Answered[] } | undefined

  #near(exchange: Answered): readonly Answered[] {
    if (this.#lastNear?.of !== exchange) this.#lastNear = { of: exchange, near: this.#nearest(exchange) }
    return this.#lastNear.near
  }

  readonly #shown = new WeakMap<Reply, readonly string[]>()

  /** The ids of the entities in a response, and the names of other entities in it. */
  #shownBy(exchange: Answered): readonly string[] {
    const known = this.#shown.get(exchange.reply)
    if (known !== undefined) return known
    const shown = [...entities(exchange, this.#context).map(({ id }) => id), ...namesIn(exchange, this.#context).keys()]
    this.#shown.set(exchange.reply, shown)
    return shown
  }

  #nearest(exchange: Answered): readonly Answered[] {
    const healthy = this.#answered.find(({ number }) => number === exchange.number) ?? exchange
    const shown = new Set([...this.#shownBy(exchange), ...this.#shownBy(healthy)])
    const { pathname } = new URL(exchange.request.url)
    return this.#answered.filter(
      (each) =>
        each.number === exchange.number ||
        new URL(each.request.url).pathname === pathname ||
        each.request.method !== 'GET' ||
        this.#shownBy(each).some((id) => shown.has(id)),
    )
  }
}
