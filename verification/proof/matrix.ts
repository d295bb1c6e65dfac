/** The kill matrix: which rule catches which deviation, and which rules catch none. */
import type { Breach, Deviation } from '../../server/deviations/deviation.ts'
import type { Finding, Outcome } from './deployment.ts'

/** The result of the suite for one deviation. */
export interface Row {
  readonly deviation: Pick<Deviation, 'id' | 'harm' | 'breaks'> & { readonly part: string }
  readonly outcome: Outcome
  /** The breaches of the deviation that the suite did not report; empty if the deviation is caught. */
  readonly missed: readonly Breach[]
}

const isFailure = ({ outcome }: Finding): boolean => outcome === 'fail' || outcome === 'warn'

/** Whether a finding reports the breach; a breach without an operation matches any operation. */
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

/** Rules that failed although no breach of the deviation names them, each once. */
export function collateral({ deviation, outcome }: Row): string[] {
  const named = new Set(deviation.breaks.map(({ rule }) => rule))
  return [...new Set(outcome.findings.filter(isFailure).map(({ rule }) => rule))].filter((rule) => !named.has(rule))
}

/** Rules that have caught no deviation. */
export function unproven(rules: readonly { readonly id: string }[], rows: readonly Row[]): string[] {
  const proven = new Set(
    rows.flatMap(({ deviation, outcome }) =>
      deviation.breaks.filter((breach) => outcome.findings.some((each) => names(breach, each))).map(({ rule }) => rule),
    ),
  )
  return rules.map(({ id }) => id).filter((id) => !proven.has(id))
}

export const breachName = ({ rule, operation }: Breach): string => (operation === undefined ? rule : `${rule} on ${operation}`)
