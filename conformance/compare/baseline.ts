import { isAcceptable, type Acceptable, type Baseline } from '../report/baseline.ts'
import type { WrittenReport } from '../report/formats/json.ts'

/**
 * Returns the findings of a report as a baseline, with those of its own baseline that are still there or were not judged. Those that a waiver covered are
 * left out: otherwise they would stay accepted after the waiver has expired.
 */
export function baselineOf({ target, startedAt, verdicts, baseline }: WrittenReport): Baseline {
  const earlier = (baseline?.findings ?? []).flatMap(({ id, outcome, state }): [string, Acceptable][] =>
    state === 'accepted' || state === 'untried' ? [[id, outcome]] : [],
  )
  const findings = verdicts.flatMap(({ id, outcome, accepted }): [string, Acceptable][] => {
    const found = accepted?.outcome ?? outcome
    return isAcceptable(found) ? [[id, found]] : []
  })
  return { target, startedAt, findings: new Map([...earlier, ...findings]) }
}
