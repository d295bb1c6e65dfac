/** Which failing and which passing exchange shows a rule best. */
import { byRank } from '../../conformance/model/ranked.ts'
import { isAnswered, type Answered } from '../../conformance/model/exchange.ts'
import type { JudgeContext, Rule } from '../../conformance/model/rule.ts'
import type { Verdict } from '../../conformance/judge/verdict.ts'
import type { WrittenReport } from '../../conformance/report/formats/json.ts'
import { maxShown, type ReportedExchange } from '../../conformance/report/reported-exchange.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import { steady } from './example.ts'

/** A failed rule of a deviation that must break it. */
export interface Candidate {
  readonly deviation: string
  readonly rule: string
  readonly operation: string | null
  readonly about?: string
  readonly expected: string
  readonly seen: string
  readonly exchange: ReportedExchange
  /** The number of findings and of failed rules in the report of the deviation. */
  readonly findings: number
  readonly failed: number
}

/** The findings of a report for the rules that the deviation must break, with their exchanges. */
export function candidatesOf(
  deviation: { readonly id: string; readonly breaks: readonly { readonly rule: string }[] },
  report: WrittenReport,
): Candidate[] {
  const byNumber = new Map(report.exchanges.map((each) => [each.number, each]))
  const found = report.verdicts.filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
  const failed = new Set(found.map(({ rule }) => rule)).size
  return found.flatMap(({ rule, operation, about, expected, seen, exchange: number }): Candidate[] => {
    const exchange = number === undefined ? undefined : byNumber.get(number)
    if (exchange?.status === undefined || expected === undefined || seen === undefined) return []
    if (!deviation.breaks.some((each) => each.rule === rule)) return []
    return [
      {
        deviation: deviation.id,
        rule,
        operation,
        ...(about === undefined ? {} : { about }),
        expected,
        seen,
        exchange,
        findings: found.length,
        failed,
      },
    ]
  })
}

/** More failed rules than this show a fault that is not about one rule. */
const few = 3

/** How the same request was answered on the server without a fault: not at all, with a response that looks the same, or with one that looks different. */
export type Twin = 'none' | 'alike' | 'different'

/**
 * The plainest candidate: a request that must be rejected succeeded, the same request got a visibly different response on the server without a fault, few rules
 * failed, the body is complete, the request has no unusual headers, and the list is not empty.
 */
export function plainest(candidates: readonly Candidate[], twinOf: (candidate: Candidate) => Twin): Candidate | undefined {
  const rank = (each: Candidate): number[] => {
    const { expected, seen, exchange, failed, findings } = each
    const isOtherRejection = /^4\d\d\b/.test(expected) && !/^2\d\d\b/.test(seen)
    const body = exchange.body ?? ''
    const twin = twinOf(each)
    return [
      isOtherRejection,
      twin === 'none',
      twin === 'alike',
      failed > few,
      body.length >= maxShown,
      exchange.sent.headers.length,
      /"data":\s*\[\s*\]/.test(body),
      failed,
      findings,
      body.length,
    ].map(Number)
  }
  return candidates.map((each) => ({ each, rank: rank(each) })).sort((a, b) => byRank(a.rank, b.rank))[0]?.each
}

/** The run against the server without a fault, in which every rule passed. */
export interface Healthy {
  readonly recorded: Recorded
  readonly verdicts: readonly Verdict[]
  readonly context: JudgeContext
  readonly report: (exchange: Answered) => ReportedExchange
}

/** Finds passing exchanges in a run. */
export class Passing {
  readonly #answered: readonly { readonly exchange: Answered; readonly reported: ReportedExchange }[]
  readonly #healthy: Healthy

  constructor(healthy: Healthy) {
    this.#healthy = healthy
    this.#answered = healthy.recorded.record.exchanges
      .filter(isAnswered)
      .map((exchange) => ({ exchange, reported: healthy.report(exchange) }))
  }

  /** The same request, if the rule judges it here too. */
  twin(rule: Rule, { exchange }: Pick<Candidate, 'exchange'>): ReportedExchange | undefined {
    const wanted = signature(exchange)
    const alike = this.#answered.filter((each) => signature(each.reported) === wanted && this.#judges(rule, each.exchange))
    return (
      alike.find(({ reported }) => reported.number === exchange.number) ??
      alike.find(({ reported }) => reported.request === exchange.request) ??
      alike[0]
    )?.reported
  }

  /** The same request, or another one that the rule judges: of the same operation, if there is one. */
  for(rule: Rule, candidate: Candidate): ReportedExchange | undefined {
    const twin = this.twin(rule, candidate)
    if (twin !== undefined) return twin
    const own = this.#healthy.verdicts.filter((each) => each.rule.id === rule.id && each.outcome === 'pass')
    const near = [
      own.find((each) => (each.operation ?? null) === candidate.operation && each.about === candidate.about),
      own.find((each) => (each.operation ?? null) === candidate.operation),
      ...own,
    ]
    const exchange = near
      .flatMap((each) => each?.exchange ?? [])
      .find((each): each is Answered => isAnswered(each) && this.#judges(rule, each))
    return exchange === undefined
      ? this.#answered.find((each) => this.#judges(rule, each.exchange))?.reported
      : this.#healthy.report(exchange)
  }

  #judges(rule: Rule, exchange: Answered): boolean {
    return rule.kind === 'probe' || rule.concerns(exchange, this.#healthy.context)
  }
}

/** What makes two requests of different runs the same. */
const signature = ({ request, key, sent }: ReportedExchange): string =>
  steady(JSON.stringify([request, key?.split(' ')[0], sent.headers, sent.body]))
