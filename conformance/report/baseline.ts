/** Findings of an earlier report that a run accepts, so that it fails only because of others. */
import type { Outcome, Verdict } from '../judge/verdict.ts'
import { FindingIds } from './finding-ids.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

/** The outcomes that a baseline accepts, from the mildest to the worst. */
const acceptable = ['warn', 'fail'] as const
export type Acceptable = (typeof acceptable)[number]

export interface Baseline {
  /** Base URL of the deployment. */
  readonly target: string
  /** RFC 3339. */
  readonly startedAt: string
  /** The outcome of each finding, by its id. */
  readonly findings: ReadonlyMap<string, Acceptable>
}

/** The effect of a baseline in a run. */
export interface BaselineUse extends Pick<Baseline, 'target' | 'startedAt'> {
  readonly findings: readonly {
    readonly id: string
    /** The outcome in the baseline. */
    readonly outcome: Acceptable
    /**
     * `accepted`: it is still there, no worse. `worse`: it was a warning and is a failure, which fails the run. `mended`: the check passes. `waived`: a
     * waiver covers it. `untried`: the run did not judge it.
     */
    readonly state: 'accepted' | 'worse' | 'mended' | 'waived' | 'untried'
  }[]
}

/**
 * Returns a function that applies a baseline to the verdicts of a run, in their order. A finding that the baseline contains, and that is no worse than
 * there, is waived. So is a check with such a finding that cannot be judged now. A check that could not be judged in the baseline is not accepted: it is no
 * finding.
 */
export function acceptedBy({ findings }: Baseline, redact: (text: string) => string): (verdict: Verdict) => Verdict {
  const ids = new FindingIds()
  return (verdict) => {
    const { rule, operation = null, about, outcome } = verdict
    const known = findings.get(ids.next({ rule: rule.id, operation, ...(about === undefined ? {} : { about: redact(about) }) }))
    if (known === undefined || !(isAcceptable(outcome) ? weight(outcome) <= weight(known) : outcome === 'inconclusive')) return verdict
    return { ...verdict, outcome: 'waived', accepted: outcome }
  }
}

/** Returns the effect of a baseline on the verdicts of a report. */
export function useOf({ target, startedAt, findings }: Baseline, verdicts: readonly ReportedVerdict[]): BaselineUse {
  const now = new Map(verdicts.map((each) => [each.id, each]))
  return { target, startedAt, findings: [...findings].map(([id, outcome]) => ({ id, outcome, state: stateOf(now.get(id)) })) }
}

function stateOf(verdict: ReportedVerdict | undefined): BaselineUse['findings'][number]['state'] {
  switch (verdict?.outcome) {
    case 'waived':
      return verdict.accepted === undefined ? 'waived' : 'accepted'
    case 'fail':
    case 'warn':
      return 'worse'
    case 'pass':
      return 'mended'
    default:
      return 'untried'
  }
}

const weight = (outcome: Acceptable): number => acceptable.indexOf(outcome)

/** Whether an outcome is a finding that a baseline can contain. */
export const isAcceptable = (outcome: Outcome): outcome is Acceptable => (acceptable as readonly Outcome[]).includes(outcome)
