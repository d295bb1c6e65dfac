/** The result of a run as plain data, which the reporters render and the JSON report contains. */
import type { Contract, KeyFormat } from '../../spec/contract.ts'
import { bases, type JudgedBy } from '../model/basis.ts'
import type { Basis } from '../model/judgement.ts'
import type { Citation } from '../model/citations.ts'
import { hasBody, isAnswered, type Exchange } from '../model/exchange.ts'
import { byBasis } from '../judge/by-basis.ts'
import type { Outcome, Verdict } from '../judge/verdict.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'
import type { Left } from '../cleanup/left.ts'
import { certainIn, type LeftOut, type Plan } from '../plan/model.ts'
import { areaOf, type Area, type Level } from '../model/rule.ts'
import type { Recording } from '../model/recording.ts'
import type { WaiverUse } from '../judge/waivers.ts'
import { keyOf } from '../model/request.ts'
import { renderRequest } from './render-request.ts'
import { curl, redactor } from './redact.ts'

/** 0: conforms at the requested level. 1: does not. 2: no verdict. 3: internal error in the suite. */
export type ExitCode = 0 | 1 | 2 | 3

export interface ReportedExchange {
  /** `GET /products?limit=20`, relative to the base URL. */
  readonly request: string
  /** A command that repeats it; keys are given as environment variables. */
  readonly curl: string
  /** Absent if there was no response. */
  readonly status?: number
  /** At most the first 2000 characters. */
  readonly body?: string
}

export interface ReportedVerdict {
  readonly rule: string
  readonly area: Area
  readonly level: Level
  readonly title: string
  readonly cites: readonly Citation[]
  /** `null` if it is about the deployment as a whole. */
  readonly operation: string | null
  readonly about?: string
  readonly outcome: Outcome
  /** The basis of a finding: a promise or a decision of the contract. Without a finding, the basis of the rule. */
  readonly basis: Basis
  readonly expected?: string
  readonly seen?: string
  readonly why?: string
  /** With `not-run`, or `inconclusive` because of a missing key: the option that excluded it. */
  readonly by?: LeftOut['by'] | 'basis'
  /** With `waived`: the outcome without the waiver, and the waiver's reason, owner and expiry date. */
  readonly waived?: { readonly outcome: Outcome; readonly reason: string; readonly owner: string; readonly expires: string }
  readonly exchange?: ReportedExchange
  /** The number of judged exchanges. */
  readonly judged: number
  /** Its own request was not sent: the responses of a few other operations stand for all, because the same code decides. */
  readonly sampled?: true
}

/** A request that the plan had as a possibility. */
export interface Followed {
  /** `main  GET /products?limit=0`: the key and the request. */
  readonly request: string
  readonly why: string
}

export interface Report {
  /** Version of this format. New members increase the minor version; changed or removed members increase the major version. */
  readonly format: '1.4'
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
  /** The exit code for each basis. */
  readonly exitCodes: Readonly<Record<JudgedBy, ExitCode>>
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
  readonly verdicts: readonly ReportedVerdict[]
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
  readonly chosen?: string
  readonly journal?: string
  readonly secrets: readonly string[]
  /** The caller set the maximum waiting time, so that checks skipped because of it count as excluded by the caller. */
  readonly isBounded?: boolean
  readonly startedAt: number
  readonly endedAt: number
}): Report {
  const redact = redactor(run.secrets, run.contract.keyFormat)
  const { basis = 'contract', waivers = [] } = run
  const judged = (by: JudgedBy): Verdict[] => run.verdicts.map((each) => byBasis(each, by))
  const verdicts = judged(basis)
  const outcomes = count(verdicts)
  const exitCodes = Object.fromEntries(
    bases.map((each) => [each, exitCode(count(judged(each)), waivers, lacksTime(run))]),
  ) as Report['exitCodes']
  return {
    format: '1.4',
    contract: { title: run.contract.title, version: run.contract.version },
    target: redact(run.baseUrl),
    level: run.level,
    seed: run.seed,
    ...(run.chosen === undefined ? {} : { chosen: redact(run.chosen) }),
    reached: reached({ verdicts, level: run.level, ...(run.isBounded === undefined ? {} : { isBounded: run.isBounded }) }),
    exitCode: exitCodes[basis],
    basis,
    exitCodes,
    startedAt: new Date(run.startedAt).toISOString(),
    milliseconds: run.endedAt - run.startedAt,
    requests: {
      ...run.requests,
      followed: run.requests.followed.map(({ request, why }) => ({ request: redact(request), why: redact(why) })),
    },
    outcomes,
    left: run.left.map((each) => ({ ...each, why: redact(each.why), ...(each.id === undefined ? {} : { id: redact(each.id) }) })),
    ...(run.journal === undefined ? {} : { journal: run.journal }),
    waivers,
    verdicts: verdicts.map((each) => reportVerdict(each, run.baseUrl, redact, run.contract.keyFormat)),
  }
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

/** Converts a verdict for the report, with every secret replaced. */
export function reportVerdict(
  { rule, exchange, operation, expected, seen, why, runLevel: _runLevel, waiver, waived, ...rest }: Verdict,
  baseUrl: string,
  redact: (text: string) => string,
  format: KeyFormat,
): ReportedVerdict {
  return {
    rule: rule.id,
    area: areaOf(rule),
    level: rule.level,
    title: rule.title,
    cites: rule.cites,
    operation: operation ?? null,
    ...rest,
    ...(rest.about === undefined ? {} : { about: redact(rest.about) }),
    ...(expected === undefined ? {} : { expected: redact(expected) }),
    ...(seen === undefined ? {} : { seen: redact(seen) }),
    ...(why === undefined ? {} : { why: redact(why) }),
    ...(waiver === undefined || waived === undefined
      ? {}
      : { waived: { outcome: waived, reason: waiver.reason, owner: waiver.owner, expires: waiver.expires } }),
    ...(exchange === undefined || rest.outcome === 'pass' ? {} : { exchange: reportExchange(exchange, baseUrl, redact, format) }),
  }
}

/** Maximum characters of a body in the report. Some bytes after them are searched for the rest of a key that starts within them. */
const maxShown = 2000
const maxSearched = 16 * 1024

function reportExchange(exchange: Exchange, baseUrl: string, redact: (text: string) => string, format: KeyFormat): ReportedExchange {
  return {
    request: redact(`${exchange.request.method} ${exchange.request.url.slice(baseUrl.length)}`),
    curl: redact(curl(exchange, format)),
    ...(isAnswered(exchange)
      ? {
          status: exchange.reply.status,
          ...(hasBody(exchange.reply) ? { body: redact(exchange.reply.body.toString('utf8', 0, maxSearched)).slice(0, maxShown) } : {}),
        }
      : {}),
  }
}

function count(verdicts: readonly Verdict[]): Record<Outcome, number> {
  const outcomes: Record<Outcome, number> = { pass: 0, fail: 0, warn: 0, inconclusive: 0, 'not-run': 0, waived: 0, error: 0 }
  for (const { outcome } of verdicts) outcomes[outcome] += 1
  return outcomes
}

/** Whether checks were skipped because of the waiting time although the caller had set no maximum. */
const lacksTime = ({ verdicts, isBounded }: { readonly verdicts: readonly Verdict[]; readonly isBounded?: boolean }): boolean =>
  isBounded !== true && verdicts.some(({ by }) => by === 'wait')

function exitCode(outcomes: Readonly<Record<Outcome, number>>, waivers: readonly WaiverUse[], isUnfinished: boolean): ExitCode {
  if (outcomes.error > 0) return 3
  if (outcomes.fail > 0 || waivers.some(({ state }) => state === 'expired' || state === 'idle')) return 1
  // A run without any judgement has no verdict.
  return outcomes.inconclusive > 0 || isUnfinished || outcomes.pass + outcomes.waived === 0 ? 2 : 0
}

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
      outcome === 'fail' || outcome === 'inconclusive' || outcome === 'error' || by === 'tenant' || (by === 'wait' && isBounded !== true),
  )
  const first = runLevels.findIndex((each) => spoilt.some(({ runLevel }) => runLevel === each))
  const best = first === -1 ? level : runLevels[first - 1]
  return best === undefined || !verdicts.some(({ outcome }) => outcome === 'pass') ? null : best
}
