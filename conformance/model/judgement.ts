/** The result of a rule. */
import type { Exchange } from './exchange.ts'

export type Judgement =
  | { readonly is: 'pass' }
  /**
   * Expected and actual behavior, each as a phrase. `exchange` defaults to the judged exchange, and `basis` to the basis of the rule.
   * `ifUnchanged`: it follows from several responses together, so it holds only if no client changed anything between them.
   */
  | {
      readonly is: 'fail'
      readonly expected: string
      readonly seen: string
      readonly exchange?: Exchange
      readonly basis?: Basis
      readonly ifUnchanged?: true
    }
  /** The situation does not allow a judgement; `missing` states what is needed. */
  | { readonly is: 'inconclusive'; readonly missing: string }
  /**
   * The rule cannot be judged in this run, and the level still counts as reached. `why` gives the reason: the promised limit exceeds what a
   * run spends to check it, no item has a value that items need not have, or, with `by`, the caller has not given the necessary consent.
   */
  | { readonly is: 'not-run'; readonly why: string; readonly by?: 'consent' }

export const passes: Judgement = { is: 'pass' }

export function fails(expected: string, seen: string, exchange?: Exchange): Judgement {
  return { is: 'fail', expected, seen, ...(exchange === undefined ? {} : { exchange }) }
}

/** Limits a failure: it holds only if no client changed anything between the responses. The rule must name the requests to repeat (`repeats`). */
export const ifUnchanged = (judgement: Judgement): Judgement => (judgement.is === 'fail' ? { ...judgement, ifUnchanged: true } : judgement)

export function unclear(missing: string): Judgement {
  return { is: 'inconclusive', missing }
}

export function untried(why: string): Judgement {
  return { is: 'not-run', why }
}

/** Not run because the caller has not given the necessary consent; `why` names the option. */
export function withheld(why: string): Judgement {
  return { is: 'not-run', why, by: 'consent' }
}

/** Not run because no write was carried out that shows it. `toWrite` says what the user can do, as in `JudgeContext`. */
export const lacksWrite = (why: string, { toWrite }: { readonly toWrite?: string }): Judgement =>
  withheld(toWrite === undefined ? why : `${why}: ${toWrite}`)

/** Passes if the condition holds. */
export function holds(condition: boolean, expected: string, seen: string, exchange?: Exchange): Judgement {
  return condition ? passes : fails(expected, seen, exchange)
}

/**
 * Returns the first judgement that is not a pass. A failure with the basis `decided` is returned only if no later failure may have the
 * basis `promised`.
 */
export function firstFault(judgements: Iterable<Judgement>): Judgement {
  let waiting: Judgement | undefined
  for (const each of judgements) {
    if (each.is === 'pass') continue
    if (each.is === 'fail' && each.basis !== 'decided') return each
    waiting ??= each
    if (waiting.is !== 'fail') return waiting
  }
  return waiting ?? passes
}

/** Formats a value for a report. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

/**
 * - `promised`: the failed condition follows from the API overview (R..) or from a MUST of an RFC.
 * - `decided`: it follows from a decision of the contract (D..), from common practice, or from a security risk list.
 */
export type Basis = 'promised' | 'decided'
