/**
 * Judges traffic as it arrives, with bounded memory. Laws judge an exchange when it ends; only the exchanges that show a finding are kept.
 * Sequences judge stretches of the latest exchanges, each of which overlaps with half of the one before. A stretch is equivalent to a
 * recording of that time, so the same limits apply as to recordings.
 */
import { issues } from './issued-keys.ts'
import { hasBody, type Answered } from '../model/exchange.ts'
import { isSafe } from '../model/request.ts'
import type { JudgeContext, Rule, Sequence } from '../model/rule.ts'
import { InPassing, type OnFinding } from './in-passing.ts'
import { judgeTogether, together } from './judge.ts'
import { gravity, isOutage, unlessUnrecorded, verdict, type Guarded, type Verdict } from './verdict.ts'
import { brief, headOf, headSize } from './brief.ts'

/** The memory for the sequences, in bytes. */
export interface Reach {
  /** For exchanges with their bodies. */
  readonly bodies: number
  /** For exchanges without bodies. */
  readonly heads: number
  /** Larger bodies are not kept: a page of the contract has at most a hundred items. */
  readonly largest: number
}

const usual: Reach = { bodies: 8 * 1024 * 1024, heads: 8 * 1024 * 1024, largest: 512 * 1024 }

/** An exchange that is kept. It loses its body when it leaves the part that has bodies. */
interface Kept {
  exchange: Answered
  readonly concerned: ReadonlySet<Rule>
}

export class Along {
  readonly #rules: readonly Rule[]
  readonly #context: JudgeContext & { readonly issued: Map<string, number> }
  readonly #reach: Reach
  readonly #atOnce: InPassing
  readonly #late: InPassing
  readonly #bodies: Stretch
  readonly #heads: Stretch

  /** `secrets` returns every key that has been sent so far. `onFinding` is called as soon as a finding is known, which may be at the end. */
  constructor(
    rules: readonly Rule[],
    context: Omit<JudgeContext, 'secrets' | 'issued'>,
    secrets: () => readonly string[],
    reach: Reach = usual,
    onFinding: OnFinding = () => undefined,
  ) {
    const issued = new Map<string, number>()
    this.#rules = rules
    this.#reach = reach
    this.#context = {
      ...context,
      issued,
      get secrets() {
        return secrets()
      },
    }
    const laws = rules.filter((rule) => rule.kind === 'law')
    const keep = (exchange: Answered, { is }: Guarded): Answered => (is === 'pass' ? headOf(exchange) : brief(exchange))
    this.#atOnce = new InPassing(
      laws.filter(({ awaitsKeys }) => awaitsKeys !== true),
      this.#context,
      keep,
      onFinding,
    )
    this.#late = new InPassing(
      laws.filter(({ awaitsKeys }) => awaitsKeys === true),
      this.#context,
      keep,
      onFinding,
    )
    const sequences = rules.filter((rule) => rule.kind === 'sequence')
    this.#bodies = new Stretch(
      sequences.filter(({ readsNoBody }) => readsNoBody !== true),
      this.#context,
      reach.bodies,
      onFinding,
    )
    this.#heads = new Stretch(
      sequences.filter(({ readsNoBody }) => readsNoBody === true),
      this.#context,
      reach.heads,
      onFinding,
    )
  }

  /**
   * Judges an exchange that has ended. `quietUntil`: a write started at this time (in milliseconds since the epoch) and has not ended yet,
   * so later responses may show either state.
   */
  take(exchange: Answered, quietUntil = Infinity): void {
    if (isOutage(exchange)) return
    this.#atOnce.take(exchange, exchange.number)
    const head = headSize(exchange)
    const size = head + (hasBody(exchange.reply) ? exchange.reply.body.length : 0) + (exchange.request.body?.length ?? 0)
    const isRemembered = hasBody(exchange.reply) && size - head <= this.#reach.largest
    const kept = {
      exchange,
      concerned: new Set([...this.#heads.concerned(exchange), ...(isRemembered ? this.#bodies.concerned(exchange) : [])]),
    }
    this.#heads.take(kept, head)
    this.#heads.trim(Infinity)
    if (!isRemembered) {
      this.#leave(kept)
      if (!isSafe(exchange.request.method)) this.gap(exchange.sentAt)
      return
    }
    this.#bodies.take(kept, size)
    for (const each of this.#bodies.trim(quietUntil)) this.#leave(each)
  }

  /**
   * A write that started at this time (in milliseconds since the epoch) is not among the exchanges. Later responses are not compared with
   * earlier ones.
   */
  gap(since: number): void {
    this.#bodies.judge(since)
    for (const each of this.#bodies.clear()) this.#leave(each)
  }

  /** Returns the final verdicts. No exchange may be added afterwards. */
  end(): Verdict[] {
    this.#heads.judge(Infinity)
    this.#bodies.judge(Infinity)
    for (const each of this.#bodies.clear()) this.#leave(each)
    return this.#rules.flatMap((rule): Verdict[] => {
      if (rule.kind === 'law') return (rule.awaitsKeys === true ? this.#late : this.#atOnce).verdicts(rule)
      if (rule.kind === 'sequence') return (rule.readsNoBody === true ? this.#heads : this.#bodies).verdicts(rule)
      return []
    })
  }

  /** Called before the body of an exchange is dropped. */
  #leave(kept: Kept): void {
    const { exchange } = kept
    const { secrets, issued } = this.#context
    for (const key of secrets) if (!issued.has(key) && issues(exchange, key, this.#context.api)) issued.set(key, exchange.number)
    this.#late.take(exchange, exchange.number)
    kept.exchange = headOf(exchange)
  }
}

/** The judgement of a sequence for one group of exchanges so far. */
interface Said {
  /** Position of the first exchange. */
  first: number
  judged: number
  judgement?: Guarded
}

/** The latest exchanges, for sequences that read the same parts of them. */
class Stretch {
  readonly #rules: readonly Sequence[]
  readonly #context: JudgeContext
  readonly #most: number
  readonly #onFinding: OnFinding
  readonly #said = new Map<Sequence, Map<string, Said>>()
  #kept: { readonly kept: Kept; readonly size: number }[] = []
  #size = 0

  constructor(rules: readonly Sequence[], context: JudgeContext, most: number, onFinding: OnFinding) {
    this.#rules = rules
    this.#context = context
    this.#most = most
    this.#onFinding = onFinding
    for (const rule of rules) this.#said.set(rule, new Map())
  }

  /** Returns the sequences that an exchange concerns. */
  concerned(exchange: Answered): Sequence[] {
    return this.#rules.filter((rule) => unlessUnrecorded(() => rule.concerns(exchange, this.#context)) ?? false)
  }

  take(kept: Kept, size: number): void {
    for (const rule of this.#rules) {
      if (!kept.concerned.has(rule)) continue
      const [one] = together(rule, [kept.exchange])
      if (one === undefined) continue
      const said = this.#said.get(rule)?.get(one.about) ?? { first: kept.exchange.number, judged: 0 }
      said.judged += 1
      said.first = Math.min(said.first, kept.exchange.number)
      this.#said.get(rule)?.set(one.about, said)
    }
    this.#kept.push({ kept, size })
    this.#size += size
  }

  /** If the memory limit is exceeded, judges the exchanges that ended before the given time, and drops and returns the older half. */
  trim(before: number): Kept[] {
    if (this.#size <= this.#most) return []
    this.judge(before)
    let gone = 0
    while (this.#size > this.#most / 2) this.#size -= this.#kept[gone++]?.size ?? this.#size
    return this.#kept.splice(0, gone).map(({ kept }) => kept)
  }

  clear(): Kept[] {
    this.#size = 0
    return this.#kept.splice(0).map(({ kept }) => kept)
  }

  judge(before: number): void {
    const kept = this.#kept
      .map((each) => each.kept)
      .filter(({ exchange }) => exchange.receivedAt < before)
      .sort(({ exchange: one }, { exchange: other }) => one.sentAt - other.sentAt || one.number - other.number)
    for (const rule of this.#rules) {
      const concerned = kept.flatMap((each) => (each.concerned.has(rule) ? [each.exchange] : []))
      for (const { about, judgement } of judgeTogether(rule, concerned, this.#context)) {
        const said = this.#said.get(rule)?.get(about)
        if (said === undefined || (said.judgement !== undefined && weight(judgement, rule) <= weight(said.judgement, rule))) continue
        const isFirst = judgement.is === 'fail' && said.judgement?.is !== 'fail'
        said.judgement = shortened(judgement)
        if (isFirst) this.#onFinding(verdict(rule, this.#context, said.judgement, { about, judged: said.judged }))
      }
    }
  }

  verdicts(rule: Sequence): Verdict[] {
    return [...(this.#said.get(rule) ?? [])]
      .sort(([, one], [, other]) => one.first - other.first)
      .flatMap(([about, { judgement, judged }]) =>
        judgement === undefined ? [] : [verdict(rule, this.#context, judgement, { about, judged })],
      )
  }
}

/** A stretch without a result has the lowest weight, because another stretch may have one. */
const weight = (judgement: Guarded, rule: Rule): number => (judgement.is === 'not-run' ? -1 : gravity(judgement, rule))

const shortened = (judgement: Guarded): Guarded =>
  judgement.is === 'fail' && judgement.exchange !== undefined
    ? { ...judgement, exchange: 'reply' in judgement.exchange ? brief(judgement.exchange as Answered) : judgement.exchange }
    : judgement
