/**
 * Groups findings by what is probably wrong with the deployment. One fault of a server often violates several rules, on many operations. The grouping
 * uses only what the findings and their exchanges show.
 */
import { grouped } from '../model/grouped.ts'
import { byRank } from '../model/ranked.ts'
import { severities, type Severity } from '../model/severity.ts'
import { areApart, coincide, evidenceOf, explains, isSamePart, joined, type Evidence } from './evidence.ts'
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
  /** The ids of its findings of the rule, the one that tells most first. */
  readonly findings: readonly string[]
  /** The operations of all its findings; the consequences included. */
  readonly operations: readonly string[]
  /** The other rules that are violated because of it, with the findings that it explains: others of the same rules may have other causes. */
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

/** Findings that one fault explains, beginning with the entry that probably names it. */
type Group = readonly [lead: Entry, ...Entry[]]

/** Returns the groups of findings that have one cause. */
export function groupsOf(verdicts: readonly ReportedVerdict[]): Group[] {
  const entries = entriesOf(verdicts.filter((each): each is Finding => (outcomes as readonly string[]).includes(each.outcome)))
  const groups = starsOf(coinciding(entries))
  // A rule that leads two groups names one fault that shows differently.
  return [...grouped(groups, ([{ findings, evidence }]) => `${findings[0].rule} ${evidence.part}`).values()].map(flat)
}

/** A rule that finds more different properties than this finds no fault of one of them. */
const maxProperties = 3

/** Groups the findings of a rule that name the same header or the same property, and got the same status if they name one. */
function entriesOf(findings: readonly Finding[]): Entry[] {
  const described = [
    ...grouped(
      findings.map((finding) => ({ finding, evidence: evidenceOf(finding) })),
      ({ finding }) => finding.rule,
    ).values(),
  ].flatMap((ofRule) => {
    const properties = new Set(ofRule.map(({ evidence }) => evidence.part).filter((part) => part.startsWith('property')))
    if (properties.size <= maxProperties) return ofRule
    return ofRule.map(({ finding, evidence }) => ({
      finding,
      evidence: properties.has(evidence.part) ? { ...evidence, part: '' } : evidence,
    }))
  })
  const statusIn = ({ seen = '' }: Finding): string => /^\d{3}\b/.exec(seen)?.[0] ?? ''
  const groups = grouped(described, ({ finding, evidence: { part } }) => `${finding.rule} ${part} ${statusIn(finding)}`)
  return [...groups.values()].map(([first, ...rest]) => ({
    findings: [first.finding, ...rest.map(({ finding }) => finding)],
    evidence: joined([first.evidence, ...rest.map(({ evidence }) => evidence)]),
  }))
}

/**
 * Joins sets of entries to the one that holds the entry that probably names their fault, if that entry itself explains at least half of the set. The others,
 * and what is about another part of the responses than that entry, have causes of their own: of a deployment with several faults, neighbors are connected
 * step by step, although their ends have nothing in common.
 */
function starsOf(sets: readonly Group[]): Group[] {
  const areNear = (one: Group, other: Group): boolean => one.some((a) => other.some((b) => explains(a.evidence, b.evidence)))
  return connected(sets, areNear).flatMap((near): Group[] => {
    const lead = leadOf(flat(near))
    const isOwn = (set: Group): boolean =>
      set.includes(lead) || 2 * set.filter((each) => explains(lead.evidence, each.evidence)).length >= set.length
    const own = near.filter(isOwn).flat()
    const close = own.filter((each) => !areApart(lead.evidence, each.evidence))
    // What shows the same part as something that stays belongs to it, even if the lead is about another part.
    const isApart = ({ evidence }: Entry): boolean =>
      areApart(lead.evidence, evidence) && !close.some((each) => isSamePart(each.evidence, evidence))
    const others = [...near.filter((set) => !isOwn(set)), ...coinciding(own.filter(isApart))]
    return [[lead, ...own.filter((each) => each !== lead && !isApart(each))], ...starsOf(others)]
  })
}

const coinciding = (entries: readonly Entry[]): Group[] => connected(entries, (one, other) => coincide(one.evidence, other.evidence))

/** Returns the sets of items that are connected by pairs for which `isLinked` holds. */
function connected<T>(items: readonly T[], isLinked: (one: T, other: T) => boolean): (readonly [T, ...T[]])[] {
  const root = items.map((_, index) => index)
  const rootOf = (index: number): number => {
    const next = root[index] ?? index
    return next === index ? index : rootOf(next)
  }
  items.forEach((one, i) => {
    items.slice(i + 1).forEach((other, after) => {
      const [to, from] = [rootOf(i), rootOf(i + 1 + after)]
      if (to !== from && isLinked(one, other)) root[from] = to
    })
  })
  const rooted = grouped(
    items.map((item, index) => ({ item, root: rootOf(index) })),
    (each) => String(each.root),
  )
  return [...rooted.values()].map(([first, ...rest]) => [first.item, ...rest.map(({ item }) => item)])
}

const flat = ([[lead, ...own], ...rest]: readonly [Group, ...Group[]]): Group => [lead, ...own, ...rest.flat()]

const scoresOf = (entries: readonly Entry[]): number[] => featuresOf(entries.map(candidateOf)).map((each) => scoreOf(each))

/** Returns the entry that probably names the fault that all of them show. */
function leadOf(entries: Group): Entry {
  const scores = scoresOf(entries)
  return failureIn(entries) ?? entries[scores.indexOf(Math.max(...scores))] ?? entries[0]
}

function causeOf(entries: Group): Cause {
  const [lead] = entries
  const scores = scoresOf(entries)
  const ordered = entries
    .map((entry, index) => ({ entry, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry)
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
