/** The result of a run as plain data, which the reporters render and the JSON report contains. */
import type { Contract } from '../../spec/contract.ts'
import type { JudgedBy } from '../model/basis.ts'
import type { Exchange } from '../model/exchange.ts'
import { byBasis } from '../judge/by-basis.ts'
import type { Verdict } from '../judge/verdict.ts'
import type { RunLevel } from '../model/levels.ts'
import type { Left } from '../cleanup/left.ts'
import { certainIn, type LeftOut, type Plan, type PlanShard } from '../plan/model.ts'
import type { Recording } from '../model/recording.ts'
import type { WaiverUse } from '../judge/waivers.ts'
import { keyOf, type Role } from '../model/request.ts'
import { suite } from '../suite.ts'
import { acceptedBy, useOf, type Baseline, type BaselineUse } from './baseline.ts'
import { causesOf, type Cause } from './causes.ts'
import { conclusionOf, type Conclusion } from './conclusion.ts'
import { FindingIds } from './finding-ids.ts'
import { renderRequest } from './render-request.ts'
import { redactor } from './redact.ts'
import { timelineOf, type Presentation, type TimelineEntry } from './reported-exchange.ts'
import { reportVerdict, type ReportedVerdict } from './reported-verdict.ts'
import { reportShard, type ReportedShard } from './shard.ts'

/** A request that the plan had as a possibility. */
export interface Followed {
  /** `main  GET /products?limit=0`: the key and the request. */
  readonly request: string
  readonly why: string
}

export interface Report extends Conclusion {
  /** Version of this format. New members increase the minor version; changed or removed members increase the major version. */
  readonly format: '3.0'
  /** The suite that made it. */
  readonly suite: { readonly name: string; readonly version: string }
  readonly contract: { readonly title: string; readonly version: string }
  readonly target: string
  readonly level: RunLevel
  /** Reproduces the plan. */
  readonly seed: string
  /** The options that selected rules and operations; absent if the level was not restricted. */
  readonly chosen?: string
  /** Why the run ended before it judged anything, as sentences; it then has no verdicts. Absent otherwise. */
  readonly ended?: string
  /** The basis for the judgement. */
  readonly basis: JudgedBy
  /** The number of given API keys by role; empty for recorded traffic. */
  readonly keys: Readonly<Partial<Record<Role, number>>>
  /** RFC 3339. */
  readonly startedAt: string
  readonly milliseconds: number
  readonly requests: {
    /** The requests that were necessary: those that are sent in any case, and those that other responses required. */
    readonly planned: number
    /** The requests of the plan if the responses require every one. */
    readonly most: number
    readonly sent: number
    readonly withoutKey: number
    /** The requests that other responses required, with the reason. */
    readonly followed: readonly Followed[]
  }
  /** Resources that the run created and could not clean up. */
  readonly left: readonly Left[]
  /** The journal file for `clean`; absent if there is nothing left to clean up. */
  readonly journal?: string
  /** Every waiver of the run with its effect. An expired or idle waiver fails the run. */
  readonly waivers: readonly WaiverUse[]
  /** The earlier report whose findings are accepted; absent without one. */
  readonly baseline?: BaselineUse
  /** What is probably wrong, the worst first. Every failure, warning and error belongs to exactly one cause. */
  readonly causes: readonly Cause[]
  readonly verdicts: readonly ReportedVerdict[]
  /** Every request of the run in the order of sending. */
  readonly timeline: readonly TimelineEntry[]
  /** The part of the plan that the run sent; absent if it sent the whole plan. */
  readonly shard?: ReportedShard
  /** The reports that it was merged from; absent for a single run. */
  readonly merged?: Merged
}

/** What a merged report says about the runs of the parts. */
export interface Merged {
  /** The number of parts of the plan. */
  readonly count: number
  /** The parts without a report, whose checks count as not run. */
  readonly missing: readonly number[]
  readonly parts: readonly {
    readonly index: number
    /** RFC 3339. */
    readonly startedAt: string
    readonly milliseconds: number
    readonly sent: number
    /** The number of requests, among those that are sent in any case, that other parts sent, too. */
    readonly shared: number
    /** The journal file for `clean`; absent if there is nothing left to clean up. */
    readonly journal?: string
  }[]
}

/** Creates the report of a run. It contains no key of the run, whatever the responses contain. */
export function makeReport(run: {
  readonly contract: Pick<Contract, 'title' | 'version' | 'keyFormat'>
  readonly baseUrl: string
  readonly level: RunLevel
  readonly seed: string
  readonly requests: Report['requests']
  readonly verdicts: readonly Verdict[]
  /** The basis for the judgement. Default: the whole contract. */
  readonly basis?: JudgedBy
  readonly left: readonly Left[]
  readonly waivers?: readonly WaiverUse[]
  /** The findings to accept. */
  readonly baseline?: Baseline
  readonly chosen?: string
  readonly ended?: string
  readonly journal?: string
  readonly keys?: Report['keys']
  /** For the timeline; none if they were not kept. */
  readonly exchanges?: readonly Exchange[]
  readonly secrets: readonly string[]
  /** The caller set the maximum waiting time, so that checks skipped because of it count as excluded by the caller. */
  readonly isBounded?: boolean
  /** What the run knows about the plan of which it sent a part. */
  readonly shard?: { readonly plan: string; readonly known: PlanShard; readonly elsewhere: readonly LeftOut[] }
  readonly startedAt: number
  readonly endedAt: number
}): Report {
  const { basis = 'contract', waivers = [], baseUrl, startedAt, keys = {}, exchanges = [] } = run
  const redact = redactor(run.secrets, run.contract.keyFormat)
  const presentation = { baseUrl, startedAt, redact, format: run.contract.keyFormat }
  const all = run.baseline === undefined ? run.verdicts : run.verdicts.map(acceptedBy(run.baseline, redact))
  const verdicts = all.map((each) => byBasis(each, basis))
  const isBounded = run.isBounded ?? false
  const conclusion = conclusionOf(verdicts, { level: run.level, basis, waivers, isBounded })
  const reported = reportVerdicts(verdicts, presentation)
  return {
    format: '3.0',
    suite,
    contract: { title: run.contract.title, version: run.contract.version },
    target: redact(run.baseUrl),
    level: run.level,
    seed: run.seed,
    ...(run.chosen === undefined ? {} : { chosen: redact(run.chosen) }),
    ...(run.ended === undefined ? {} : { ended: redact(run.ended) }),
    reached: conclusion.reached,
    exitCode: conclusion.exitCode,
    basis,
    exitCodes: conclusion.exitCodes,
    keys,
    startedAt: new Date(startedAt).toISOString(),
    milliseconds: run.endedAt - startedAt,
    requests: {
      ...run.requests,
      followed: run.requests.followed.map(({ request, why }) => ({ request: redact(request), why: redact(why) })),
    },
    outcomes: conclusion.outcomes,
    left: run.left.map((each) => ({ ...each, why: redact(each.why), ...(each.id === undefined ? {} : { id: redact(each.id) }) })),
    ...(run.journal === undefined ? {} : { journal: run.journal }),
    waivers,
    ...(run.baseline === undefined ? {} : { baseline: useOf(run.baseline, reported) }),
    causes: causesOf(reported),
    verdicts: reported,
    timeline: timelineOf(exchanges, presentation, run.shard?.known.places),
    ...(run.shard === undefined ? {} : { shard: reportShard(run.shard, isBounded, verdicts, reported, redact) }),
  }
}

/** Converts verdicts for the report, with every secret replaced. */
function reportVerdicts(verdicts: readonly Verdict[], presentation: Presentation): ReportedVerdict[] {
  const ids = new FindingIds()
  return verdicts.map((each) => reportVerdict(each, presentation, ids))
}

/** Counts the planned and sent requests. */
export function requestsOf(
  { requests, conditional }: Plan,
  { exchanges, byRequest, uncovered }: Pick<Recording, 'exchanges' | 'byRequest' | 'uncovered'>,
): Report['requests'] {
  const certain = certainIn({ requests, conditional })
  const followed = requests.filter((each) => conditional.has(keyOf(each)) && byRequest.has(keyOf(each)))
  return {
    planned: certain.length + followed.length,
    most: requests.length,
    sent: exchanges.length,
    withoutKey: exchanges.filter(({ request }) => request.key === undefined).length,
    followed: followed.flatMap((each) => {
      const why = uncovered?.get(keyOf(each))
      return why === undefined ? [] : [{ request: renderRequest(each), why }]
    }),
  }
}
