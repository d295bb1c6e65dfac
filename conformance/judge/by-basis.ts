import type { JudgedBy } from '../model/basis.ts'
import type { Verdict } from './verdict.ts'

/**
 * Returns the verdict for a deployment that is judged by promises alone. Verdicts that rest on a decision of the contract become `not-run`.
 */
export function byBasis(verdict: Verdict, basis: JudgedBy): Verdict {
  const { outcome } = verdict
  if (basis === 'contract' || verdict.basis === 'promised' || outcome === 'not-run' || outcome === 'error') return verdict
  const { rule, operation, about, runLevel, judged } = verdict
  return {
    rule,
    ...(operation === undefined ? {} : { operation }),
    ...(about === undefined ? {} : { about }),
    basis: verdict.basis,
    runLevel,
    judged,
    outcome: 'not-run',
    by: 'basis',
    excluded: outcome,
    why: 'it is based on a decision of the contract (--basis promised)',
  }
}
