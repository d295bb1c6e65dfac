import type { OperationId } from '../../spec/contract.ts'
import { isAnswered, type Answered, type Exchange } from '../exchange.ts'
import type { RunLevel } from '../levels.ts'
import type { Instance, Plan } from '../plan/plan.ts'
import { keyOf } from '../request.ts'
import { operationOf, passes, unclear, type Area, type Bench, type Judgement, type Rule } from '../rule.ts'
import type { Record } from '../send/send.ts'

/**
 * - `fail`: a MUST is broken. `warn`: a SHOULD is, or a MUST on a beta operation (R17).
 * - `inconclusive`: the situation does not allow a judgement. `not-run`: left out by the level asked for.
 * - `error`: the rule itself failed; never the deployment's fault.
 */
export type Outcome = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'not-run' | 'error'

/** What one rule says of one operation, or of the deployment as a whole. */
export interface Verdict {
  readonly rule: Rule
  /** Absent where it is about the deployment as a whole. */
  readonly operation?: OperationId
  readonly about?: string
  readonly outcome: Outcome
  /** The smallest level of a run that includes it. */
  readonly runLevel: RunLevel
  readonly expected?: string
  readonly seen?: string
  /** With `inconclusive` what is missing, with `not-run` the level it belongs to, with `error` what was thrown. */
  readonly why?: string
  /** The exchange that shows it. */
  readonly exchange?: Exchange
  /** How many exchanges were judged. */
  readonly judged: number
}

export const areaOf = (rule: Rule): Area => rule.id.slice(0, rule.id.indexOf('/')) as Area

/** Judges what was recorded. Sends nothing; the same record gives the same verdicts. */
export function judge(rules: readonly Rule[], plan: Plan, record: Record, bench: Bench): Verdict[] {
  const answered = record.exchanges.filter((each): each is Answered => isAnswered(each) && !isOutage(each))
  return rules.flatMap((rule): Verdict[] => {
    switch (rule.kind) {
      case 'law':
        return byOperation(answered.filter((each) => attempt(() => rule.concerns(each, bench)) !== false)).map(([operation, exchanges]) => {
          const all = exchanges.map((exchange) => ({ exchange, judgement: guarded(() => rule.judge(exchange, bench)) }))
          const worst =
            all.find(({ judgement }) => judgement.is === 'error') ??
            all.find(({ judgement }) => judgement.is === 'fail') ??
            all.find(({ judgement }) => judgement.is === 'inconclusive') ??
            all[0]
          return verdict(rule, bench, worst?.judgement ?? passes, { operation, exchange: worst?.exchange, judged: all.length })
        })
      case 'sequence': {
        const concerned = answered.filter((each) => rule.concerns(each, bench))
        return [...grouped(concerned, ({ request }) => request.key ?? '')].map(([key, exchanges]) =>
          verdict(
            rule,
            bench,
            guarded(() => rule.judge(exchanges, bench)),
            {
              about: key === '' ? 'without a key' : `key "${key}"`,
              judged: exchanges.length,
            },
          ),
        )
      }
      case 'probe':
        return [
          ...plan.instances.filter((each) => each.rule === rule).map((instance) => judgeInstance(instance, record, bench)),
          ...plan.leftOut
            .filter((each) => each.rule === rule)
            .map(({ subject, level }): Verdict => ({
              rule,
              ...(subject.operation === undefined ? {} : { operation: subject.operation.id }),
              ...(subject.about === undefined ? {} : { about: subject.about }),
              outcome: 'not-run',
              runLevel: level,
              why: `belongs to level ${level}`,
              judged: 0,
            })),
        ]
    }
  })
}

function judgeInstance({ rule, subject, requests, level }: Instance, record: Record, bench: Bench): Verdict {
  const answers: { [name: string]: Answered } = {}
  const about = { runLevel: level, operation: subject.operation?.id, about: subject.about, judged: Object.keys(requests).length }
  for (const [name, request] of Object.entries(requests)) {
    const exchange = record.byRequest.get(keyOf(request))
    if (exchange === undefined || !isAnswered(exchange)) {
      const missing = exchange?.failure?.message ?? record.unsent.get(keyOf(request)) ?? 'it was not sent'
      return verdict(rule, bench, unclear(missing), { ...about, exchange })
    }
    answers[name] = exchange
  }
  const limited = Object.values(answers).find(({ reply }) => reply.status === 429)
  if (limited !== undefined) return verdict(rule, bench, unclear('the rate limit was reached'), { ...about, exchange: limited })
  const outage = Object.values(answers).find(isOutage)
  if (outage !== undefined)
    return verdict(rule, bench, unclear(`the deployment was not available (${outage.reply.status})`), { ...about, exchange: outage })
  const control = answers['control']
  if (control !== undefined && control.reply.status >= 300) {
    return verdict(rule, bench, unclear(`the positive control answered ${control.reply.status}`), { ...about, exchange: control })
  }
  return verdict(
    rule,
    bench,
    guarded(() => rule.judge(answers, subject, bench)),
    {
      ...about,
      exchange: Object.values(answers).findLast((each) => each !== control) ?? control,
    },
  )
}

/** What answers in the deployment's place while it is away (RFC 9110 §15.6.3 to §15.6.5) does not speak for it. */
const isOutage = ({ reply }: Answered): boolean => [502, 503, 504].includes(reply.status)

type Guarded = Judgement | { readonly is: 'error'; readonly thrown: string }

/** A rule that throws is our fault, whatever the deployment sent. */
function guarded(judge: () => Judgement): Guarded {
  try {
    return judge()
  } catch (error) {
    return { is: 'error', thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

function verdict(
  rule: Rule,
  bench: Bench,
  judgement: Guarded,
  about: {
    /** Laws belong to every run. */
    readonly runLevel?: RunLevel
    readonly operation?: OperationId | undefined
    readonly about?: string | undefined
    readonly exchange?: Exchange | undefined
    readonly judged: number
  },
): Verdict {
  const exchange = (judgement.is === 'fail' ? judgement.exchange : undefined) ?? about.exchange
  const base = {
    rule,
    runLevel: about.runLevel ?? 'smoke',
    ...(about.operation === undefined ? {} : { operation: about.operation }),
    ...(about.about === undefined ? {} : { about: about.about }),
    ...(exchange === undefined ? {} : { exchange }),
    judged: about.judged,
  }
  switch (judgement.is) {
    case 'pass':
      return { ...base, outcome: 'pass' }
    case 'inconclusive':
      return { ...base, outcome: 'inconclusive', why: judgement.missing }
    case 'error':
      return { ...base, outcome: 'error', why: judgement.thrown }
    case 'fail': {
      const operation = exchange === undefined ? undefined : operationOf(exchange, bench)
      const mild = rule.level === 'SHOULD' || operation?.stability === 'beta'
      return { ...base, outcome: mild ? 'warn' : 'fail', expected: judgement.expected, seen: judgement.seen }
    }
  }
}

/** In the order of the first exchange of each operation; those outside the contract together. */
function byOperation(exchanges: readonly Answered[]): [OperationId | undefined, Answered[]][] {
  return [...grouped(exchanges, ({ request }) => request.operation)]
}

function grouped<T, K>(items: readonly T[], by: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group === undefined) groups.set(by(item), [item])
    else group.push(item)
  }
  return groups
}
