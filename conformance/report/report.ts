/** The result of a run as plain data, which the reporters render and the JSON report contains. */
import type { Contract } from '../../spec/contract.ts'
import { bases, type JudgedBy } from '../model/basis.ts'
import type { Exchange } from '../model/exchange.ts'
import { byBasis } from '../judge/by-basis.ts'
import type { Outcome, Verdict } from '../judge/verdict.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'
import type { Left } from '../cleanup/left.ts'
import { certainIn, type Plan } from '../plan/model.ts'
import type { Recording } from '../model/recording.ts'
import type { WaiverUse } from '../judge/waivers.ts'
import { keyOf, type Role } from '../model/request.ts'
import { suite } from '../suite.ts'
import { acceptedBy, useOf, type Baseline, type BaselineUse } from './baseline.ts'
import { causesOf, type Cause } from './causes.ts'
import { FindingIds } from './finding-ids.ts'
import { renderRequest } from './render-request.ts'
import { redactor } from './redact.ts'
import { timelineOf, type Presentation, type TimelineEntry } from './reported-exchange.ts'
import { reportVerdict, type ReportedVerdict } from './reported-verdict.ts'

/** 0: conforms at the requested level. 1: does not. 2: no verdict. 3: internal error in the suite. */
export type ExitCode = 0 | 1 | 2 | 3

/** A request that the plan had as a possibility. */
export interface Followed {
  /** `main  GET /products?limit=0`: the key and the request. */
  readonly request: string
  readonly why: string
}

export interface Report {
  /** Version of this format. New members increase the minor version; changed or removed members increase the major version. */
  readonly format: '2.0'
  /** The suite that made it. */
  readonly suite: { readonly name: string; readonly version: string }
  readonly contract: { readonly title: string; readonly version: string }
  readonly target: string
  readonly level: RunLevel
  /** Reproduces the plan. */
  readonly seed: string
  /** The options that selected rules and operations; absent if the level was not restricted. */
  readonly chosen?: string
  /** The highest level without failures and inconclusive results; `null` if there is none. */
  readonly reached: RunLevel | null
  readonly exitCode: ExitCode
  /** The basis for the judgement. */
  readonly basis: JudgedBy
  /** The exit code for each basis, without waivers that are expired or unused: those violate nothing. */
  readonly exitCodes: Readonly<Record<JudgedBy, ExitCode>>
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
  readonly outcomes: Readonly<Record<Outcome, number>>
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
  readonly journal?: string
  readonly keys?: Report['keys']
  /** For the timeline; none if they were not kept. */
  readonly exchanges?: readonly Exchange[]
  readonly secrets: readonly string[]
  /** The caller set the maximum waiting time, so that checks skipped because of it count as excluded by the caller. */
  readonly isBounded?: boolean
  readonly startedAt: number
  readonly endedAt: number
}): Report {
  const { basis = 'contract', waivers = [], baseUrl, startedAt, keys = {}, exchanges = [] } = run
  const redact = redactor(run.secrets, run.contract.keyFormat)
  const presentation = { baseUrl, startedAt, redact, format: run.contract.keyFormat }
  const all = run.baseline === undefined ? run.verdicts : run.verdicts.map(acceptedBy(run.baseline, redact))
  const judged = (by: JudgedBy): Verdict[] => all.map((each) => byBasis(each, by))
  const verdicts = judged(basis)
  const outcomes = count(verdicts)
  const exitCodes = Object.fromEntries(bases.map((each) => [each, exitCode(count(judged(each)), lacksTime(run))])) as Report['exitCodes']
  const reported = reportVerdicts(verdicts, presentation)
  return {
    format: '2.0',
    suite,
    contract: { title: run.contract.title, version: run.contract.version },
    target: redact(run.baseUrl),
    level: run.level,
    seed: run.seed,
    ...(run.chosen === undefined ? {} : { chosen: redact(run.chosen) }),
    reached: reached({ verdicts, level: run.level, ...(run.isBounded === undefined ? {} : { isBounded: run.isBounded }) }),
    exitCode: withWaivers(exitCodes[basis], waivers),
    basis,
    exitCodes,
    keys,
    startedAt: new Date(startedAt).toISOString(),
    milliseconds: run.endedAt - startedAt,
    requests: {
      ...run.requests,
      followed: run.requests.followed.map(({ request, why }) => ({ request: redact(request), why: redact(why) })),
    },
    outcomes,
    left: run.left.map((each) => ({ ...each, why: redact(each.why), ...(each.id === undefined ? {} : { id: redact(each.id) }) })),
    ...(run.journal === undefined ? {} : { journal: run.journal }),
    waivers,
    ...(run.baseline === undefined ? {} : { baseline: useOf(run.baseline, reported) }),
    causes: causesOf(reported),
    verdicts: reported,
    timeline: timelineOf(exchanges, presentation),
  }
}

/** Converts verdicts for the report, with every secret replaced. */
function reportVerdicts(verdicts: readonly Verdict[], presentation: Presentation): ReportedVerdict[] {
  const ids = new FindingIds()
  return verdicts.map((each) => reportVerdict(each, presentation, ids))
}

/** Counts the planned and sent requests. */
export function requestsOf({ requests, conditional }: Plan, { exchanges, byRequest, uncovered }: Recording): Report['requests'] {
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

function count(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const outcomes: Record<Outcome, number> = { pass: 0, fail: 0, warn: 0, inconclusive: 0, 'not-run': 0, waived: 0, error: 0 }
  for (const { outcome } of verdicts) outcomes[outcome] += 1
  return outcomes
}

/**
 * Whether checks are missing: a run was ended after a time, or checks were skipped because of the waiting time although the caller had set no
 * maximum.
 */
const lacksTime = ({ verdicts, isBounded }: { readonly verdicts: readonly Verdict[]; readonly isBounded?: boolean }): boolean =>
  verdicts.some(({ by }) => by === 'time' || (by === 'wait' && isBounded !== true))

function exitCode(outcomes: Readonly<Record<Outcome, number>>, isUnfinished: boolean): ExitCode {
  if (outcomes.error > 0) return 3
  if (outcomes.fail > 0) return 1
  // A run without any judgement has no verdict.
  return outcomes.inconclusive > 0 || isUnfinished || outcomes.pass + outcomes.waived === 0 ? 2 : 0
}

/** A waiver that is expired or unused fails a run that has no error of the suite. */
const withWaivers = (code: ExitCode, waivers: readonly WaiverUse[]): ExitCode =>
  code !== 3 && waivers.some(({ state }) => state === 'expired' || state === 'idle') ? 1 : code

function reached({
  verdicts,
  level,
  isBounded,
}: {
  readonly verdicts: readonly Verdict[]
  readonly level: RunLevel
  readonly isBounded?: boolean
}): RunLevel | null {
  // A level is not reached if its keys are missing. Checks that were excluded by consent or selection do not affect it.
  const spoilt = verdicts.filter(
    ({ outcome, by }) =>
      outcome === 'fail' ||
      outcome === 'inconclusive' ||
      outcome === 'error' ||
      by === 'tenant' ||
      by === 'time' ||
      by === 'fail-fast' ||
      (by === 'wait' && isBounded !== true),
  )
  const first = runLevels.findIndex((each) => spoilt.some(({ runLevel }) => runLevel === each))
  const best = first === -1 ? level : runLevels[first - 1]
  return best === undefined || !verdicts.some(({ outcome }) => outcome === 'pass') ? null : best
}
