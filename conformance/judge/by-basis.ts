import type { JudgedBy } from '../model/basis.ts'
import type { Verdict } from './verdict.ts'

/** The verdict as it is where a deployment is judged by promises alone: whatever rests on a decision of the contract is not judged then. */
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
    why: 'it rests on a decision of the contract (--basis promised)',
  }
}
