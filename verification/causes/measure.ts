/** Measures how well the causes of a report name faults that are known. */
import { causesOf, type Cause } from '../../conformance/report/causes.ts'
import type { ReportedVerdict } from '../../conformance/report/reported-verdict.ts'

/** A fault of the server that a report is about. */
export interface Fault {
  /** The rules that name it. */
  readonly names: ReadonlySet<string>
  /** All rules that it violates if it is the only fault. */
  readonly violates: ReadonlySet<string>
}

/** A report, and what is wrong with its server. */
export interface Case {
  readonly faults: readonly Fault[]
  readonly verdicts: readonly ReportedVerdict[]
}

/** Sums over several reports. */
export interface Measured {
  readonly reports: number
  /** Faults whose naming rules have a finding; the others hide behind another fault of their server, which no grouping can show. */
  readonly faults: number
  /** Faults that name the title of a cause. */
  readonly titled: number
  /** Faults in the first cause of their report, as its title or as a consequence. */
  readonly first: number
  /** Faults whose naming rules are only consequences, each of a rule that the fault does not violate: mending what the title says does not mend them. */
  readonly swallowed: number
  readonly causes: number
}

/** Returns the sums of the measurements of the reports. */
export function measure(cases: readonly Case[]): Measured {
  const measured = cases.map(measureOne)
  const sum = (key: keyof Measured): number => measured.reduce((all, each) => all + each[key], 0)
  return {
    reports: sum('reports'),
    faults: sum('faults'),
    titled: sum('titled'),
    first: sum('first'),
    swallowed: sum('swallowed'),
    causes: sum('causes'),
  }
}

function measureOne({ faults, verdicts }: Case): Measured {
  const causes = causesOf(verdicts)
  const [first] = causes
  const containing = ({ names }: Fault, some: readonly Cause[]): Cause[] =>
    some.filter((each) => rulesOf(each).some((rule) => names.has(rule)))
  const shown = faults.filter((fault) => containing(fault, causes).length > 0)
  const isTitled = ({ names }: Fault): boolean => causes.some(({ rule }) => names.has(rule))
  return {
    reports: 1,
    faults: shown.length,
    titled: shown.filter(isTitled).length,
    first: shown.filter((fault) => first !== undefined && containing(fault, [first]).length > 0).length,
    swallowed: shown.filter((fault) => !isTitled(fault) && containing(fault, causes).every(({ rule }) => !fault.violates.has(rule))).length,
    causes: causes.length,
  }
}

const rulesOf = ({ rule, consequences }: Cause): string[] => [rule, ...consequences.map((each) => each.rule)]
