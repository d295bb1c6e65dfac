/** The kill matrix: which deviation is caught by which rule, and what the proof as a whole shows. */
import type { Breach, Deviation } from '../../server/deviations/deviation.ts'
import type { Finding, Outcome } from './deployment.ts'

/** How the suite fared with one deviation. */
export interface Row {
  readonly deviation: Pick<Deviation, 'id' | 'harm' | 'breaks'> & { readonly part: string }
  readonly outcome: Outcome
  /** What the deviation breaks and the suite did not say; none if it is caught. */
  readonly missed: readonly Breach[]
}

const isFailure = ({ outcome }: Finding): boolean => outcome === 'fail' || outcome === 'warn'

/** Whether a finding says what the breach says; a breach without an operation is content with any. */
function names({ rule, operation }: Breach, finding: Finding): boolean {
  return isFailure(finding) && finding.rule === rule && (operation === undefined || finding.operation === operation)
}

export function rowOf({ id, harm, breaks, change }: Deviation, outcome: Outcome): Row {
  return {
    deviation: { id, harm, breaks, part: change.part },
    outcome,
    missed: breaks.filter((breach) => !outcome.findings.some((finding) => names(breach, finding))),
  }
}

/** Rules that failed though no breach of the deviation is about them, each once. */
export function collateral({ deviation, outcome }: Row): string[] {
  const named = new Set(deviation.breaks.map(({ rule }) => rule))
  return [...new Set(outcome.findings.filter(isFailure).map(({ rule }) => rule))].filter((rule) => !named.has(rule))
}

/** Rules that no caught deviation shows to work. */
export function unproven(rules: readonly { readonly id: string }[], rows: readonly Row[]): string[] {
  const proven = new Set(
    rows.flatMap(({ deviation, outcome }) =>
      deviation.breaks.filter((breach) => outcome.findings.some((each) => names(breach, each))).map(({ rule }) => rule),
    ),
  )
  return rules.map(({ id }) => id).filter((id) => !proven.has(id))
}

export const breachName = ({ rule, operation }: Breach): string => (operation === undefined ? rule : `${rule} on ${operation}`)
