/**
 * Merges the reports of all parts of a plan into the report that one run of the whole plan would have. A probe belongs to one part. What a law or a sequence
 * judged in several parts is joined as in one run: the worst judgement of a law counts; a sequence is decided if one part could decide it.
 */
import { jointUse, type WaiverUse } from '../judge/waivers.ts'
import { gravityOf } from '../judge/verdict.ts'
import { grouped } from '../model/grouped.ts'
import { byRank } from '../model/ranked.ts'
import type { Rule } from '../model/rule.ts'
import { basisOf } from '../model/basis.ts'
import type { RunLevel } from '../model/levels.ts'
import { Undecidable } from '../model/undecidable.ts'
import { useOf, type BaselineUse } from '../report/baseline.ts'
import { causesOf } from '../report/causes.ts'
import { conclusionOf } from '../report/conclusion.ts'
import { verdictsOf, type WrittenReport } from '../report/formats/json.ts'
import type { Report } from '../report/report.ts'
import type { ReportedExchange, TimelineEntry } from '../report/reported-exchange.ts'
import { ruleFacts, type ReportedVerdict } from '../report/reported-verdict.ts'
import type { ReportedShard } from '../report/shard.ts'
import { foreign } from '../text/foreign.ts'
import { currentFormat } from './read-report.ts'

export interface NamedReport {
  /** For messages. */
  readonly file: string
  readonly report: WrittenReport
}

/** A report of a part. */
interface Part extends NamedReport {
  readonly shard: ReportedShard
  readonly timeline: readonly TimelineEntry[]
}

/** A verdict of a part, or of several. */
interface Found {
  readonly verdict: ReportedVerdict
  readonly runLevel: RunLevel
  readonly place?: number
}

/**
 * Merges reports. Throws `Undecidable` with the file and the difference if they do not belong to one plan, if a part occurs twice, or if one is missing.
 * `allowMissing`: the checks of a missing part count as not run.
 */
export function mergeReports(
  reports: readonly [NamedReport, ...NamedReport[]],
  { rules, allowMissing = false }: { readonly rules: readonly Rule[]; readonly allowMissing?: boolean },
): Report {
  const [first, ...rest] = reports
  const parts = [partOf(first), ...rest.map(partOf)].sort((one, other) => one.shard.index - other.shard.index)
  checkSame(partOf(first), parts)
  const missing = missingIn(parts, allowMissing)
  const catalogue = new Map(rules.map((rule) => [rule.id as string, rule]))
  const started = Math.min(...parts.map(({ report }) => Date.parse(report.startedAt)))
  const numbers = numbersOf(parts, started)
  const all = parts.flatMap((part) => foundIn(part, numbers, started, catalogue))
  const joint = [...grouped(all, ({ verdict }) => verdict.id).values()].map((alike) => joined(alike, catalogue, numbers.shared))
  const found = inOrder(
    [...joint, ...unheard(parts, new Set(joint.map(({ verdict }) => verdict.id)), missing, catalogue)],
    parts,
    catalogue,
  )
  const verdicts = found.map(({ verdict }) => verdict)
  const { report } = parts[0] ?? partOf(first)
  const { level, basis, seed, chosen, target, contract, suite, baseline } = report
  const waivers = waiversOf(parts, verdicts)
  const conclusion = conclusionOf(
    found.map(({ verdict: { outcome, basis: own, by, excluded }, runLevel }) => ({
      outcome,
      basis: own,
      runLevel,
      ...(by === undefined ? {} : { by }),
      ...(excluded === undefined ? {} : { excluded: excluded.outcome }),
    })),
    { level, basis, waivers, isBounded: parts.every(({ shard }) => shard.isBounded) },
  )
  const journals = parts.flatMap((part) => part.report.journal ?? [])
  const sum = (of: (report: WrittenReport) => number): number => parts.reduce((total, part) => total + of(part.report), 0)
  return {
    format: currentFormat,
    suite,
    contract,
    target,
    level,
    seed,
    ...(chosen === undefined ? {} : { chosen }),
    reached: conclusion.reached,
    exitCode: conclusion.exitCode,
    basis,
    exitCodes: conclusion.exitCodes,
    keys: Object.fromEntries(Object.entries(report.keys).map(([role]) => [role, sum(({ keys }) => keys[role as keyof typeof keys] ?? 0)])),
    startedAt: new Date(started).toISOString(),
    milliseconds: Math.max(...parts.map((part) => Date.parse(part.report.startedAt) + part.report.milliseconds)) - started,
    requests: {
      planned: sum(({ requests }) => requests.planned),
      most: sum(({ requests }) => requests.most),
      sent: sum(({ requests }) => requests.sent),
      withoutKey: sum(({ requests }) => requests.withoutKey),
      followed: parts.flatMap((part) => part.report.requests.followed),
    },
    outcomes: conclusion.outcomes,
    left: parts.flatMap((part) => part.report.left),
    ...(journals[0] === undefined || journals.length > 1 ? {} : { journal: journals[0] }),
    waivers,
    ...(baseline === undefined ? {} : { baseline: baselineUse(baseline, verdicts) }),
    // A request that several parts sent is one exchange of the whole plan, which connects the findings that it shows.
    causes: causesOf(verdicts.map((each) => renumbered(each, numbers.shared))),
    verdicts,
    timeline: parts
      .flatMap((part) => part.timeline.map((entry) => shiftedEntry(entry, part, numbers, started)))
      .sort((one, other) => one.number - other.number),
    merged: {
      count: parts[0]?.shard.count ?? 0,
      missing,
      parts: parts.map(({ shard: { index, shared }, report: { startedAt, milliseconds, requests, journal } }) => ({
        index,
        startedAt,
        milliseconds,
        sent: requests.sent,
        shared,
        ...(journal === undefined ? {} : { journal }),
      })),
    },
  }
}

function partOf({ file, report }: NamedReport): Part {
  const refuse = (problem: string): never => {
    throw new Undecidable(`The report ${foreign(file)} ${problem}.`)
  }
  const { shard, timeline } = report
  if (report.merged !== undefined) return refuse('is already merged: expected reports of single shards')
  if (shard === undefined || timeline === undefined) return refuse('is not about a shard: expected the JSON report of a run with --shard')
  return { file, report, shard, timeline }
}

/** What the reports of one plan have in common, by the words of a message. */
const common: readonly (readonly [name: string, of: (part: Part) => unknown])[] = [
  ['suite version', ({ report }) => report.suite.version],
  ['contract', ({ report }) => `${report.contract.title} ${report.contract.version}`],
  ['target', ({ report }) => report.target],
  ['level', ({ report }) => report.level],
  ['basis', ({ report }) => report.basis],
  ['seed', ({ report }) => report.seed],
  ['number of shards', ({ shard }) => shard.count],
  ['selection', ({ report }) => report.chosen ?? 'everything'],
  ['numbers of keys', ({ report }) => report.keys],
  ['waivers', ({ report }) => report.waivers.map(({ state: _state, verdicts: _verdicts, writtenAt: _writtenAt, ...waiver }) => waiver)],
  [
    'baseline',
    ({ report }) => report.baseline && [report.baseline.startedAt, report.baseline.findings.map(({ id, outcome }) => [id, outcome])],
  ],
]

function checkSame(first: Part, parts: readonly Part[]): void {
  for (const part of parts) {
    for (const [name, of] of common) {
      const [one, other] = [of(first), of(part)].map((each) => (typeof each === 'string' ? each : JSON.stringify(each)))
      if (one === other) continue
      const values = ['waivers', 'baseline'].includes(name) ? '' : `: ${foreign(one ?? 'none', 200)} and ${foreign(other ?? 'none', 200)}`
      throw new Undecidable(
        `The reports ${foreign(first.file)} and ${foreign(part.file)} belong to different runs: their ${name} differ${values}.`,
      )
    }
    if (first.shard.plan !== part.shard.plan)
      throw new Undecidable(
        `The reports ${foreign(first.file)} and ${foreign(part.file)} belong to different plans: other options of their runs differ, such as what they may write or the maximum number of requests.`,
      )
  }
}

/** Returns the parts without a report. Throws `Undecidable` if there are any and that is not allowed, and for two reports of one part. */
function missingIn(parts: readonly Part[], allowMissing: boolean): number[] {
  const files = new Map<number, string>()
  for (const { shard, file } of parts) {
    const earlier = files.get(shard.index)
    if (earlier !== undefined)
      throw new Undecidable(`The reports ${foreign(earlier)} and ${foreign(file)} are both about shard ${shard.index} of ${shard.count}.`)
    files.set(shard.index, file)
  }
  const count = parts[0]?.shard.count ?? 0
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((index) => !files.has(index))
  if (missing.length > 0 && !allowMissing)
    throw new Undecidable(
      `The report of ${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')} of ${count} is missing; --allow-missing merges the others, and counts its checks as not run.`,
    )
  return missing
}

/** Numbers of the exchanges of all parts, by part and number there. */
interface Numbers {
  /** In the order of sending. */
  readonly own: ReadonlyMap<string, number>
  /** In the order of the whole plan; equal for a request that several parts sent. By the number in `own`. */
  readonly shared: ReadonlyMap<number, number>
}

const nameOf = ({ shard }: Part, number: number): string => `${shard.index} ${number}`

function numbersOf(parts: readonly Part[], started: number): Numbers {
  const entries = parts.flatMap((part) => {
    let before = -1
    const times = new Map<number, number>()
    return part.timeline.map(({ number, at, place }) => {
      // The request of a part alone stays where it was: after the one before it.
      before = place ?? before
      const time = place === undefined ? number : (times.get(place) ?? 0)
      if (place !== undefined) times.set(place, time + 1)
      const rank = [before, place === undefined ? 1 : 0, time, place === undefined ? part.shard.index : 0]
      return { name: nameOf(part, number), rank, at: Date.parse(part.report.startedAt) - started + at, index: part.shard.index, number }
    })
  })
  const bySending = entries.toSorted((a, b) => byRank([a.at, a.index, a.number], [b.at, b.index, b.number]))
  const own = new Map(bySending.map(({ name }, index) => [name, index + 1]))
  const inPlan = entries.toSorted((a, b) => byRank(a.rank, b.rank))
  const shared = new Map<number, number>()
  let count = 0
  let last = ''
  for (const { name, rank } of inPlan) {
    if (rank.join() !== last) count += 1
    last = rank.join()
    shared.set(own.get(name) ?? 0, count)
  }
  return { own, shared }
}

/** The name of a key in a merged report: each part has its own keys. */
const keyIn = (key: string, { shard }: Part): string => `${key} of shard ${shard.index}`

const shifted = <T extends { readonly number: number; readonly at: number; readonly key?: string }>(
  each: T,
  part: Part,
  { own }: Numbers,
  started: number,
): T => ({
  ...each,
  number: own.get(nameOf(part, each.number)) ?? each.number,
  at: each.at + Date.parse(part.report.startedAt) - started,
  ...(each.key === undefined ? {} : { key: keyIn(each.key, part) }),
})

function shiftedEntry(entry: TimelineEntry, part: Part, numbers: Numbers, started: number): TimelineEntry {
  const { place: _place, ...rest } = entry
  return shifted(rest, part, numbers, started)
}

/** Returns every verdict of a part. */
function foundIn(part: Part, numbers: Numbers, started: number, catalogue: ReadonlyMap<string, Rule>): Found[] {
  const { report, shard } = part
  const exchanges = new Map(report.exchanges.map((each) => [each.number, shifted(each, part, numbers, started)]))
  const others = new Map(verdictsOf(report).map((each) => [each.id, each]))
  return shard.checks.map((check): Found => {
    const { id, runLevel, place, judged } = check
    const written = others.get(id)
    const more = { runLevel, ...(place === undefined ? {} : { place }) }
    if (written === undefined) return { verdict: passOf(check, catalogue, part.file), ...more }
    const { exchange, control, ...verdict } = written
    const exchangeOf = (number: number | undefined): ReportedExchange | undefined =>
      number === undefined ? undefined : exchanges.get(number)
    const [shown, positive] = [exchangeOf(exchange), exchangeOf(control)]
    return {
      verdict: {
        ...verdict,
        judged,
        ...(shown === undefined ? {} : { exchange: shown }),
        ...(positive === undefined ? {} : { control: positive }),
      },
      ...more,
    }
  })
}

function ruleOf(id: string, catalogue: ReadonlyMap<string, Rule>, source: string): Rule {
  const rule = catalogue.get(id)
  if (rule === undefined)
    throw new Undecidable(`${foreign(source)} contains the rule ${foreign(id)}, which this version of the suite does not have.`)
  return rule
}

/** What an id tells about its check. */
const described = (id: string, catalogue: ReadonlyMap<string, Rule>, source: string) => {
  const [name = '', subject = ''] = id.split(':')
  const rule = ruleOf(name, catalogue, source)
  return {
    id,
    ...ruleFacts(rule),
    operation: subject === 'deployment' ? null : subject,
    basis: basisOf(rule),
  }
}

const passOf = ({ id, judged, about, sampled }: ReportedShard['checks'][number], catalogue: ReadonlyMap<string, Rule>, file: string) => ({
  ...described(id, catalogue, file),
  outcome: 'pass' as const,
  judged,
  ...(about === undefined ? {} : { about }),
  ...(sampled === undefined ? {} : { sampled }),
})

/** Joins the verdicts with one id. */
function joined(all: readonly [Found, ...Found[]], catalogue: ReadonlyMap<string, Rule>, shared: ReadonlyMap<number, number>): Found {
  const [first] = all
  const { rule, id } = first.verdict
  const { kind } = ruleOf(rule, catalogue, id)
  if (all.length === 1 || kind === 'probe') return first
  const weightOf = ({ verdict }: Found): number => {
    const { outcome, accepted, waived, excluded, basis } = verdict
    const found = accepted?.outcome ?? waived?.outcome ?? excluded?.outcome ?? outcome
    const gravity = gravityOf(found, basis)
    // A part may lack what a sequence needs; then another one decides.
    return kind === 'sequence' && found === 'inconclusive' ? -1 : gravity
  }
  const turnOf = ({ verdict: { exchange } }: Found): number => shared.get(exchange?.number ?? 0) ?? 0
  const [worst = first] = all.toSorted((one, other) => weightOf(other) - weightOf(one) || turnOf(one) - turnOf(other))
  return { ...worst, verdict: { ...worst.verdict, judged: all.reduce((sum, { verdict }) => sum + verdict.judged, 0) } }
}

/** Returns the checks of missing parts. */
function unheard(
  parts: readonly Part[],
  known: ReadonlySet<string>,
  missing: readonly number[],
  catalogue: ReadonlyMap<string, Rule>,
): Found[] {
  const elsewhere = new Map(parts.flatMap(({ shard, file }) => shard.elsewhere.map((each) => [each.id, { ...each, file }] as const)))
  return [...elsewhere.values()].flatMap(({ id, runLevel, place, about, file }): Found[] => {
    if (known.has(id)) return []
    const why = `there is no report of ${missing.length === 1 ? 'shard' : 'shards'} ${missing.join(', ')}`
    const more = about === undefined ? {} : { about }
    return [{ verdict: { ...described(id, catalogue, file), ...more, outcome: 'not-run', by: 'shard', why, judged: 0 }, runLevel, place }]
  })
}

/** Sorts verdicts as one run does: by rule, then in the order of the plan. */
function inOrder(found: readonly Found[], parts: readonly Part[], catalogue: ReadonlyMap<string, Rule>): Found[] {
  const turns = new Map([...catalogue.keys()].map((id, index) => [id, index]))
  const firsts = new Map<string | null, number>()
  for (const { operation = null, place } of parts.flatMap(({ timeline }) => timeline))
    if (place !== undefined) firsts.set(operation, Math.min(place, firsts.get(operation) ?? place))
  return found
    .map((each, index) => {
      const { rule, operation } = each.verdict
      return { each, rank: [turns.get(rule) ?? 0, each.place ?? firsts.get(operation) ?? 0, index] }
    })
    .sort((a, b) => byRank(a.rank, b.rank))
    .map(({ each }) => each)
}

function waiversOf(parts: readonly Part[], verdicts: readonly ReportedVerdict[]): WaiverUse[] {
  const [first] = parts
  const all = first?.report.waivers ?? []
  const waiverOf = ({ rule, operation, waived }: ReportedVerdict): WaiverUse | undefined =>
    waived &&
    all.find(
      (each) =>
        each.rule === rule &&
        (each.operation === '*' || each.operation === (operation ?? 'deployment')) &&
        each.reason === waived.reason &&
        each.expires === waived.expires,
    )
  const used = verdicts.flatMap((each) => waiverOf(each) ?? [])
  return all.map(({ state: _state, verdicts: _verdicts, ...waiver }, index) =>
    jointUse(
      waiver,
      parts.flatMap(({ report }) => report.waivers[index] ?? []),
      used.filter((each) => each === all[index]).length,
    ),
  )
}

const baselineUse = ({ target, startedAt, findings }: BaselineUse, verdicts: readonly ReportedVerdict[]): BaselineUse =>
  useOf({ target, startedAt, findings: new Map(findings.map(({ id, outcome }) => [id, outcome])) }, verdicts)

const renumbered = (verdict: ReportedVerdict, shared: ReadonlyMap<number, number>): ReportedVerdict => {
  const { exchange } = verdict
  return exchange === undefined
    ? verdict
    : { ...verdict, exchange: { ...exchange, number: shared.get(exchange.number) ?? exchange.number } }
}
