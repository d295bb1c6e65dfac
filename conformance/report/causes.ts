/**
 * Groups findings by what is probably wrong with the deployment. One fault of a server often violates several rules, on many operations. The grouping
 * uses only what the findings and their exchanges show.
 */
import { grouped } from '../model/grouped.ts'
import { byRank } from '../model/ranked.ts'
import { severities, type Severity } from '../model/severity.ts'
import { evidenceOf, explains, joined, type Evidence } from './evidence.ts'
import { featuresOf, scoreOf, type Candidate } from './leads.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

/** Findings that one fault of the deployment probably explains. */
export interface Cause {
  /** The id of the finding that tells most. */
  readonly finding: string
  readonly rule: string
  /** The worst outcome of its findings, the consequences included. */
  readonly outcome: 'error' | 'fail' | 'warn'
  /** The worst severity of its findings that have this outcome. */
  readonly severity: Severity
  /** The ids of all findings of the rule, the one that tells most first. */
  readonly findings: readonly string[]
  /** The operations of all its findings; the consequences included. */
  readonly operations: readonly string[]
  /** The other rules that are violated because of it. */
  readonly consequences: readonly { readonly rule: string; readonly findings: readonly string[] }[]
}

const outcomes = ['error', 'fail', 'warn'] as const
type Finding = ReportedVerdict & { readonly outcome: (typeof outcomes)[number] }

/** Findings of one rule that show the same. */
export interface Entry {
  readonly findings: readonly [Finding, ...Finding[]]
  readonly evidence: Evidence
}

/** Returns the causes of all failures, warnings and errors, the worst first. */
export function causesOf(verdicts: readonly ReportedVerdict[]): Cause[] {
  const causes = groupsOf(verdicts).map(causeOf)
  const rank = ({ outcome, severity, operations }: Cause): readonly number[] => [
    outcomes.indexOf(outcome),
    severities.indexOf(severity),
    -operations.length,
  ]
  return causes
    .map((cause) => ({ cause, rank: rank(cause) }))
    .sort((a, b) => byRank(a.rank, b.rank))
    .map(({ cause }) => cause)
}

/** Returns the groups of findings that have one cause. */
export function groupsOf(verdicts: readonly ReportedVerdict[]): [Entry, ...Entry[]][] {
  return clustersOf(entriesOf(verdicts.filter((each): each is Finding => (outcomes as readonly string[]).includes(each.outcome))))
}

/** Groups the findings of a rule that name the same header or the same property. */
function entriesOf(findings: readonly Finding[]): Entry[] {
  const described = findings.map((finding) => ({ finding, evidence: evidenceOf(finding) }))
  return [...grouped(described, ({ finding: { rule }, evidence: { part } }) => `${rule} ${part}`).values()].map((alike) => {
    const [first, ...rest] = alike
    return {
      findings: [first.finding, ...rest.map(({ finding }) => finding)],
      evidence: joined([first.evidence, ...rest.map(({ evidence }) => evidence)]),
    }
  })
}

/** Joins entries of which one explains another. */
function clustersOf(entries: readonly Entry[]): [Entry, ...Entry[]][] {
  const root = entries.map((_, index) => index)
  const rootOf = (index: number): number => {
    const next = root[index] ?? index
    return next === index ? index : rootOf(next)
  }
  entries.forEach((one, i) => {
    for (let j = i + 1; j < entries.length; j++) {
      const other = entries[j]
      if (other !== undefined && explains(one.evidence, other.evidence)) root[rootOf(j)] = rootOf(i)
    }
  })
  return [
    ...grouped(
      entries.map((entry, index) => ({ entry, root: rootOf(index) })),
      (each) => String(each.root),
    ).values(),
  ].map(([first, ...rest]) => [first.entry, ...rest.map(({ entry }) => entry)])
}

function causeOf(entries: readonly [Entry, ...Entry[]]): Cause {
  const scores = featuresOf(entries.map(candidateOf)).map((each) => scoreOf(each))
  const ordered = entries
    .map((entry, index) => ({ entry, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
  const lead = failureIn(entries) ?? ordered[0] ?? entries[0]
  const all = [lead, ...ordered.filter((each) => each !== lead)].flatMap(({ findings }) => findings)
  const rule = lead.findings[0].rule
  const outcome = outcomes.find((each) => all.some((finding) => finding.outcome === each)) ?? 'warn'
  const counted = all.filter((finding) => finding.outcome === outcome)
  const ids = (of: readonly Finding[]): string[] => of.map(({ id }) => id)
  return {
    finding: lead.findings[0].id,
    rule,
    outcome,
    severity: severities.find((each) => counted.some(({ severity }) => severity === each)) ?? 'recommendation',
    findings: ids(all.filter((each) => each.rule === rule)),
    operations: [...new Set(all.flatMap(({ operation }) => operation ?? []))],
    consequences: [
      ...grouped(
        all.filter((each) => each.rule !== rule),
        (each) => each.rule,
      ),
    ].map(([each, of]) => ({ rule: each, findings: ids(of) })),
  }
}

/** So many rules that got a failure of the server instead of an answer are no coincidence. */
const manyRules = 5

/**
 * Returns the entry that is about failures of the server as such (5xx), if most rules got one whatever they asked: then their own titles are about
 * questions that the server never came to. The proof has no such server, so this cannot be learned from it.
 */
function failureIn(entries: readonly Entry[]): Entry | undefined {
  const saw = ({ evidence: { seen } }: Entry, what: RegExp): boolean => seen.size > 0 && [...seen].every((each) => what.test(each))
  const failed = entries.filter((each) => saw(each, /^5\d\d [A-Za-z]/))
  return failed.length < manyRules ? undefined : entries.find((each) => saw(each, /^5\d\d$/))
}

/** Returns what decides whether the findings of a rule name the fault. */
export const candidateOf = ({ findings, evidence }: Entry): Candidate => ({
  rule: findings[0].rule,
  evidence,
  isMild: findings.every(({ outcome }) => outcome === 'warn'),
})
