/** One verdict as plain data, with every secret replaced. */
import type { NotRunBy, Outcome, Verdict } from '../judge/verdict.ts'
import type { Citation } from '../model/citations.ts'
import type { Basis } from '../model/judgement.ts'
import { areaOf, type Area, type Level, type Rule } from '../model/rule.ts'
import { severityOf, type Severity } from '../model/severity.ts'
import { hasBody, isAnswered } from '../model/exchange.ts'
import { partOf, type BodyPart } from './body-part.ts'
import type { FindingIds } from './finding-ids.ts'
import { reportExchange, type Presentation, type ReportedExchange } from './reported-exchange.ts'

/** What reports say about the rule of a verdict. */
export interface RuleFacts {
  readonly area: Area
  readonly level: Level
  readonly title: string
  readonly cites: readonly Citation[]
  /** How bad a violation of the rule is. */
  readonly severity: Severity
  /** The basis of a finding: a promise or a decision of the contract. Without a finding, the basis of the rule. */
  readonly basis: Basis
}

export interface ReportedVerdict extends RuleFacts {
  /**
   * `pagination/total-pages:listProducts`: the rule, the operation or `deployment`, and what it is about, if anything. It is the same in every run; a
   * number distinguishes equal ones.
   */
  readonly id: string
  readonly rule: string
  /** `null` if it is about the deployment as a whole. */
  readonly operation: string | null
  readonly about?: string
  readonly outcome: Outcome
  /** A violated MUST is only a warning, because the contract may still change on beta operations. */
  readonly excused?: 'beta'
  readonly expected?: string
  readonly seen?: string
  readonly why?: string
  /** With `not-run`, or `inconclusive` because of a missing key: the option that excluded it. */
  readonly by?: NotRunBy
  /** With `waived`: the outcome without the waiver, and the waiver's reason, owner and expiry date. */
  readonly waived?: { readonly outcome: Outcome; readonly reason: string; readonly owner: string; readonly expires: string }
  /** With `waived`, because the baseline contains it: the outcome without the baseline. */
  readonly accepted?: { readonly outcome: Outcome }
  /** With `not-run` because of the basis: the outcome on the whole contract. */
  readonly excluded?: { readonly outcome: Outcome }
  readonly exchange?: ReportedExchange
  /** The part of the response body that the finding names, if it is beyond the beginning that `exchange` has. */
  readonly part?: BodyPart
  /** The positive control: a similar request that succeeded, so that the finding has no other reason. */
  readonly control?: ReportedExchange
  /** The number of judged exchanges. */
  readonly judged: number
  /** Its own request was not sent: the responses of a few other operations stand for all, because the same code decides. */
  readonly sampled?: true
}

/** What a report repeats of a rule in each of its verdicts. */
export const ruleFacts = (rule: Rule) => ({
  rule: rule.id,
  area: areaOf(rule),
  level: rule.level,
  title: rule.title,
  cites: rule.cites,
  severity: severityOf(rule),
})

/** Converts a verdict for the report, with every secret replaced. */
export function reportVerdict(
  {
    rule,
    exchange,
    control,
    operation,
    expected,
    seen,
    why,
    runLevel: _runLevel,
    ifUnchanged: _ifUnchanged,
    waiver,
    waived,
    accepted,
    excluded,
    ...rest
  }: Verdict,
  presentation: Presentation,
  ids: FindingIds,
): ReportedVerdict {
  const { redact } = presentation
  const about = rest.about === undefined ? {} : { about: redact(rest.about) }
  const isShown = rest.outcome !== 'pass' && rest.outcome !== 'not-run'
  const part =
    isShown && exchange !== undefined && isAnswered(exchange) && hasBody(exchange.reply)
      ? partOf(
          exchange,
          [seen, expected].flatMap((each) => each ?? []),
          redact,
        )
      : undefined
  return {
    id: ids.next({ rule: rule.id, operation: operation ?? null, ...about }),
    ...ruleFacts(rule),
    operation: operation ?? null,
    ...rest,
    ...about,
    ...(expected === undefined ? {} : { expected: redact(expected) }),
    ...(seen === undefined ? {} : { seen: redact(seen) }),
    ...(why === undefined ? {} : { why: redact(why) }),
    ...(waiver === undefined || waived === undefined
      ? {}
      : { waived: { outcome: waived, reason: waiver.reason, owner: waiver.owner, expires: waiver.expires } }),
    ...(accepted === undefined ? {} : { accepted: { outcome: accepted } }),
    ...(excluded === undefined ? {} : { excluded: { outcome: excluded } }),
    ...(exchange === undefined || !isShown ? {} : { exchange: reportExchange(exchange, presentation) }),
    ...(part === undefined ? {} : { part }),
    ...(control === undefined || !isShown ? {} : { control: reportExchange(control, presentation) }),
  }
}
