/** Converts judgements into the verdicts of a report. */
import { basisOf } from '../model/basis.ts'
import type { Basis, Judgement } from '../model/judgement.ts'
import { header, NotRecorded, type Answered, type Exchange } from '../model/exchange.ts'
import type { RunLevel } from '../model/levels.ts'
import type { LeftOut } from '../plan/model.ts'
import type { EndedBy } from '../model/recording.ts'
import { operationOf, type JudgeContext, type Rule } from '../model/rule.ts'
import { isAboutSafety } from '../model/safety.ts'
import type { Waiver } from './waiver.ts'

/**
 * - `fail`: a MUST is violated. `warn`: a SHOULD is violated, or a MUST on a beta operation (R17) that is not about safety.
 * - `inconclusive`: the situation does not allow a judgement. `waived`: one of these three, accepted by a named owner until a date, or
 *   because an earlier report contains it (the baseline).
 * - `not-run`: the caller did not select it, allow it, or give the key for it; or the promised limit exceeds what a run can spend; or no item has
 *   the value that it needs, which items need not have.
 * - `error`: the rule itself failed; never the deployment's fault.
 */
export type Outcome = 'pass' | 'fail' | 'warn' | 'inconclusive' | 'not-run' | 'waived' | 'error'

/** What excluded a check: an option, a missing key, or the level. */
export type NotRunBy = LeftOut['by'] | EndedBy | 'basis'

/** The result of one rule for one operation, or for the deployment as a whole. */
export interface Verdict {
  readonly rule: Rule
  /** Absent if it is about the deployment as a whole. */
  readonly operation?: string
  readonly about?: string
  readonly outcome: Outcome
  /** The basis of the finding. Without a finding, the basis of the rule. */
  readonly basis: Basis
  /** The lowest run level that includes it. */
  readonly runLevel: RunLevel
  readonly expected?: string
  readonly seen?: string
  /** With `inconclusive` and `not-run` what is missing, with `error` the exception. */
  readonly why?: string
  /** With `not-run`: the option that excluded it; absent if no option could have included it. */
  readonly by?: NotRunBy
  /** With `waived`: the waiver, and the outcome without it. */
  readonly waiver?: Waiver
  readonly waived?: Outcome
  /** With `waived`, if the baseline contains it: the outcome without the baseline. */
  readonly accepted?: Outcome
  /** With `not-run` because of the basis: the outcome on the whole contract. */
  readonly excluded?: Outcome
  /** The exchange that shows the finding. */
  readonly exchange?: Exchange
  /** The positive control: a similar request that succeeded, so that the finding has no other reason. */
  readonly control?: Exchange
  /** The finding follows from several responses together. */
  readonly ifUnchanged?: true
  /** A violated MUST is only a warning, because the contract may still change on beta operations. */
  readonly excused?: 'beta'
  /** The number of judged exchanges. */
  readonly judged: number
  /** Its own request was not sent: the responses of a few other operations stand for all, because the same code decides. */
  readonly sampled?: true
}

/** Gateway errors (RFC 9110 §15.6.3 to §15.6.5) are sent in place of an unavailable deployment and do not count as its responses. */
export const isOutage = (exchange: Answered): boolean => [502, 503, 504].includes(exchange.reply.status) && !isSpent(exchange)

/** Whether an available deployment returned 503 because the key has no requests left. */
export const isSpent = (exchange: Answered): boolean => exchange.reply.status === 503 && header(exchange, 'x-ratelimit-remaining') === '0'

/** A judgement, or the reason why there is none: the rule threw, or what it reads was not recorded. */
export type Guarded = Judgement | { readonly is: 'error'; readonly thrown: string } | { readonly is: 'unrecorded' }

const gravities = { pass: 0, 'not-run': 1, unrecorded: 1, inconclusive: 2, fail: 3, error: 5 } as const

/** A failed promise outranks a failed decision. */
export const gravity = (judgement: Guarded, rule: Rule): number =>
  gravities[judgement.is] + (judgement.is === 'fail' && (judgement.basis ?? basisOf(rule)) === 'promised' ? 1 : 0)

/** The same for an outcome; a violated SHOULD is a failed judgement, too. */
export function gravityOf(outcome: Outcome, basis: Basis): number {
  const is = outcome === 'warn' || outcome === 'waived' ? 'fail' : outcome
  return gravities[is] + (is === 'fail' && basis === 'promised' ? 1 : 0)
}

/** Runs a judge. An exception is an internal error of the suite, whatever the deployment sent. */
export function guarded(judge: () => Judgement): Guarded {
  try {
    return judge()
  } catch (error) {
    if (error instanceof NotRecorded) return { is: 'unrecorded' }
    return { is: 'error', thrown: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

/** Returns the result, or `undefined` if it needs a body that was not recorded. */
export function unlessUnrecorded<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch (error) {
    if (error instanceof NotRecorded) return undefined
    throw error
  }
}

/** Creates the verdict of a rule from its judgement. */
export function verdict(
  rule: Rule,
  context: JudgeContext,
  judgement: Guarded,
  about: {
    /** Laws belong to every run. */
    readonly runLevel?: RunLevel
    readonly operation?: string | undefined
    readonly about?: string | undefined
    readonly exchange?: Exchange | undefined
    readonly control?: Exchange | undefined
    readonly judged: number
    readonly sampled?: true
  },
): Verdict {
  const exchange = (judgement.is === 'fail' ? judgement.exchange : undefined) ?? about.exchange
  const base = {
    rule,
    basis: (judgement.is === 'fail' ? judgement.basis : undefined) ?? basisOf(rule),
    runLevel: about.runLevel ?? 'smoke',
    ...(about.operation === undefined ? {} : { operation: about.operation }),
    ...(about.about === undefined ? {} : { about: about.about }),
    ...(exchange === undefined ? {} : { exchange }),
    ...(about.control === undefined || about.control === exchange ? {} : { control: about.control }),
    judged: about.judged,
    ...(about.sampled === undefined ? {} : { sampled: about.sampled }),
  }
  switch (judgement.is) {
    case 'pass':
      return { ...base, outcome: 'pass' }
    case 'inconclusive':
      return { ...base, outcome: 'inconclusive', why: judgement.missing }
    case 'not-run':
      return { ...base, outcome: 'not-run', ...(judgement.by === undefined ? {} : { by: judgement.by }), why: judgement.why }
    case 'error':
      return { ...base, outcome: 'error', why: judgement.thrown }
    case 'unrecorded':
      return { ...base, outcome: 'inconclusive', why: 'the body was not recorded' }
    case 'fail': {
      const operation = exchange === undefined ? undefined : operationOf(exchange, context)
      const isExcused = rule.level === 'MUST' && operation?.stability === 'beta' && !isAboutSafety(rule)
      return {
        ...base,
        outcome: rule.level === 'SHOULD' || isExcused ? 'warn' : 'fail',
        ...(isExcused ? { excused: 'beta' } : {}),
        ...(judgement.ifUnchanged === true ? { ifUnchanged: true } : {}),
        expected: judgement.expected,
        seen: judgement.seen,
      }
    }
  }
}
