/** Compares two reports, finding by finding. */
import { runLevels } from '../model/levels.ts'
import { byRank } from '../model/ranked.ts'
import type { Level } from '../model/rule.ts'
import { severities, type Severity } from '../model/severity.ts'
import type { Outcome } from '../judge/verdict.ts'
import { passesOf, verdictsOf, type WrittenReport, type WrittenVerdict } from '../report/formats/json.ts'

/**
 * The change of one check between two reports.
 *
 * - `new`: a finding where there was none. `worse` and `milder`: a failure in place of a warning, or the reverse.
 * - `mended`: the check passes. `unchanged`: the same finding.
 * - `not-run`, `unclear`: there was a finding, and the later run did not run the check, or could not judge it.
 * - `gone`: there was a finding, and the later report contains neither a pass nor a finding of the rule, or nothing about the operation.
 * - `lost`: the check passed, and was not judged again. `clean`: no finding in either report.
 */
export const changes = ['new', 'worse', 'mended', 'milder', 'not-run', 'unclear', 'gone', 'unchanged', 'lost', 'clean'] as const
export type Change = (typeof changes)[number]

/** The outcome of a check; `absent` if the report does not contain it. A waived finding has the outcome that it would have without the waiver. */
export type State = Exclude<Outcome, 'waived'> | 'absent'

/** A check in both reports. */
export interface Changed {
  readonly id: string
  readonly rule: string
  readonly operation: string | null
  readonly about?: string
  readonly change: Change
  readonly before: State
  readonly after: State
  /** Of the finding in the later report, else in the earlier one. Absent for a check without a finding. */
  readonly finding?: {
    readonly severity: Severity
    readonly level: Level
    readonly title: string
    readonly expected?: string
    readonly seen?: string
  }
  /** Why the later run has no verdict, if its report tells. */
  readonly why?: string
}

/** What tells the runs apart that made the reports. */
export type Side = Pick<WrittenReport, 'target' | 'startedAt' | 'level' | 'seed' | 'chosen' | 'basis' | 'suite' | 'contract'>

export interface Comparison {
  readonly before: Side
  readonly after: Side
  /** Every check of either report once: by change, then by importance. */
  readonly checks: readonly Changed[]
}

type Known = WrittenVerdict

interface Check extends Pick<Changed, 'id' | 'rule' | 'operation' | 'about'> {
  readonly state: State
  readonly verdict?: Known
}

/** Compares an earlier report with a later one. */
export function compare(before: WrittenReport, after: WrittenReport): Comparison {
  const [earlier, later] = [checksOf(before), checksOf(after)]
  const isGone = goneFrom(later, coversLess(after, before))
  const ids = new Set([...earlier.keys(), ...later.keys()])
  const checks = [...ids].flatMap((id): Changed[] => {
    const [one, other] = [earlier.get(id), later.get(id)]
    const check = other ?? one
    if (check === undefined) return []
    const states = [one?.state ?? 'absent', other?.state ?? 'absent'] as const
    const shown = [other, one].find((each) => each !== undefined && rank(each.state) > 0)?.verdict
    const { rule, operation } = check
    const about = other?.about ?? one?.about
    const why = other?.verdict?.why
    return [
      {
        id,
        rule,
        operation,
        ...(about === undefined ? {} : { about }),
        change: changeOf(...states, isGone(check)),
        before: states[0],
        after: states[1],
        ...(shown === undefined ? {} : { finding: findingOf(shown) }),
        ...(why === undefined ? {} : { why }),
      },
    ]
  })
  return { before: sideOf(before), after: sideOf(after), checks: checks.sort(byImportance) }
}

/** Whether the reports differ in a way that may be a reason to worry: the exit code of `compare`. */
export const isWorse = ({ checks }: Comparison): boolean => checks.some(({ change }) => change === 'new' || change === 'worse')

function changeOf(before: State, after: State, isGone: boolean): Change {
  const [was, is] = [rank(before), rank(after)]
  if (is > 0) return was === 0 ? 'new' : is > was ? 'worse' : is < was ? 'milder' : 'unchanged'
  if (was > 0) {
    if (after === 'pass') return 'mended'
    if (after === 'inconclusive' || after === 'error') return 'unclear'
    return after === 'absent' && isGone ? 'gone' : 'not-run'
  }
  return before === 'pass' && after !== 'pass' ? 'lost' : 'clean'
}

/** An internal error of the suite says nothing about the deployment, so it is not a finding. */
const rank = (state: State): number => (state === 'fail' ? 2 : state === 'warn' ? 1 : 0)

function checksOf(report: WrittenReport): Map<string, Check> {
  const passed = passesOf(report).map((each): [string, Check] => [each.id, { ...each, state: 'pass' }])
  const others = verdictsOf(report).map((verdict): [string, Check] => {
    const { id, rule, operation, about } = verdict
    return [id, { id, rule, operation, ...(about === undefined ? {} : { about }), state: stateOf(verdict), verdict }]
  })
  return new Map([...passed, ...others])
}

/** Returns the outcome without waivers: they change what a run accepts, not what the deployment does. */
function stateOf({ outcome, waived, accepted }: Known): State {
  if (outcome !== 'waived') return outcome
  const without = accepted?.outcome ?? waived?.outcome
  return without === undefined || without === 'waived' ? 'inconclusive' : without
}

/**
 * Returns whether a check that a report lacks is one that its suite or its contract no longer has: otherwise the run sent nothing that the check could
 * judge.
 */
function goneFrom(later: ReadonlyMap<string, Check>, isNarrower: boolean): (check: Check) => boolean {
  const [rules, operations] = [new Set<string>(), new Set<string | null>()]
  for (const { rule, operation } of later.values()) {
    rules.add(rule)
    operations.add(operation)
  }
  return ({ rule, operation }) => !isNarrower && !(rules.has(rule) && operations.has(operation))
}

/** Whether a run left out checks that another one contains, so that a check that its report lacks was not run. */
const coversLess = (one: WrittenReport, other: WrittenReport): boolean =>
  runLevels.indexOf(one.level) < runLevels.indexOf(other.level) || (one.chosen !== undefined && one.chosen !== other.chosen)

function findingOf({ severity, level, title, expected, seen }: Known): NonNullable<Changed['finding']> {
  return { severity, level, title, ...(expected === undefined ? {} : { expected }), ...(seen === undefined ? {} : { seen }) }
}

function sideOf({ target, startedAt, level, seed, chosen, basis, suite, contract }: WrittenReport): Side {
  return { target, startedAt, level, seed, ...(chosen === undefined ? {} : { chosen }), basis, suite, contract }
}

function byImportance(one: Changed, other: Changed): number {
  const keysOf = ({ change, finding, before, after }: Changed): readonly number[] => [
    changes.indexOf(change),
    finding === undefined ? severities.length : severities.indexOf(finding.severity),
    -Math.max(rank(after), rank(before)),
  ]
  return byRank(keysOf(one), keysOf(other)) || (one.id < other.id ? -1 : 1)
}
