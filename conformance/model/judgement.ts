/** What a rule says of what it has seen. */
import type { Exchange } from './exchange.ts'

export type Judgement =
  | { readonly is: 'pass' }
  /**
   * What the contract demands and what came instead, each a phrase; the exchange defaults to the one that was judged, and what the demand rests on to
   * what the rule as a whole does.
   */
  | { readonly is: 'fail'; readonly expected: string; readonly seen: string; readonly exchange?: Exchange; readonly basis?: Basis }
  /** The situation does not allow a judgement; `missing` says what would. */
  | { readonly is: 'inconclusive'; readonly missing: string }
  /**
   * It is not to be told here, and leaves no level unreached; `why` says why: the deployment promises more than a run spends to see it, or, with `by`, what
   * the caller has not allowed would tell.
   */
  | { readonly is: 'not-run'; readonly why: string; readonly by?: 'consent' }

export const passes: Judgement = { is: 'pass' }

export function fails(expected: string, seen: string, exchange?: Exchange): Judgement {
  return { is: 'fail', expected, seen, ...(exchange === undefined ? {} : { exchange }) }
}

export function unclear(missing: string): Judgement {
  return { is: 'inconclusive', missing }
}

export function untried(why: string): Judgement {
  return { is: 'not-run', why }
}

/** What the caller has not allowed would tell; `why` names the option. */
export function withheld(why: string): Judgement {
  return { is: 'not-run', why, by: 'consent' }
}

/** Passes if the condition holds. */
export function holds(condition: boolean, expected: string, seen: string, exchange?: Exchange): Judgement {
  return condition ? passes : fails(expected, seen, exchange)
}

/** The first judgement that is not a pass; a failure that is said to rest on a decision waits for one that may rest on a promise. */
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

/** A value as a report shows it. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

/**
 * - `promised`: the condition that failed follows from the API overview (R..) or from a MUST of an RFC.
 * - `decided`: it follows from a decision of the contract (D..), from practice, or from what a collection of risks warns of.
 */
export type Basis = 'promised' | 'decided'
