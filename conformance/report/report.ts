/** The outcome of a run as plain data: what the reporters render and the JSON report contains. */
import type { Contract, KeyFormat } from '../../spec/contract.ts'
import { bases, type JudgedBy } from '../model/basis.ts'
import type { Basis } from '../model/judgement.ts'
import type { Citation } from '../model/citations.ts'
import { hasBody, isAnswered, type Exchange } from '../model/exchange.ts'
import { byBasis } from '../judge/by-basis.ts'
import type { Outcome, Verdict } from '../judge/verdict.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'
import type { Left } from '../cleanup/left.ts'
import type { LeftOut, Plan } from '../plan/model.ts'
import { areaOf, type Area, type Level } from '../model/rule.ts'
import type { Recording } from '../model/recording.ts'
import type { WaiverUse } from '../judge/waivers.ts'
import { curl, redactor } from './redact.ts'

/** 0: conforms at the level asked for. 1: does not. 2: could not tell. 3: the suite itself failed. */
export type ExitCode = 0 | 1 | 2 | 3

export interface ReportedExchange {
  /** `GET /products?limit=20`, relative to the base URL. */
  readonly request: string
  /** A command that repeats it; keys are named as environment variables. */
  readonly curl: string
  /** Absent if nothing came back. */
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
  /** `null` where it is about the deployment as a whole. */
  readonly operation: string | null
  readonly about?: string
  readonly outcome: Outcome
  /** Of a finding whether it rests on a promise or on a decision of the contract; of everything else what one of the rule would. */
  readonly basis: Basis
  readonly expected?: string
  readonly seen?: string
  readonly why?: string
  /** With `not-run`, or `inconclusive` for want of a key: whose choice it was. */
  readonly by?: LeftOut['by'] | 'basis'
  /** With `waived`: what it would be otherwise, and who answers for it until when. */
  readonly waived?: { readonly outcome: Outcome; readonly reason: string; readonly owner: string; readonly expires: string }
  readonly exchange?: ReportedExchange
  /** How many exchanges were judged. */
  readonly judged: number
}

export interface Report {
  /** Version of this format; a member is added with a new minor, changed or removed with a new major version. */
  readonly format: '1.3'
  readonly contract: { readonly title: string; readonly version: string }
  readonly target: string
  readonly level: RunLevel
  /** Gives the same plan again. */
  readonly seed: string
  /** The options by which rules and operations were chosen; absent where all of the level were. */
  readonly chosen?: string
  /** The highest level with nothing inconclusive in it and nothing broken; `null` if there is none. */
  readonly reached: RunLevel | null
  readonly exitCode: ExitCode
  /** By what the deployment was judged. */
  readonly basis: JudgedBy
  /** What the exit code is by either. */
  readonly exitCodes: Readonly<Record<JudgedBy, ExitCode>>
  /** RFC 3339. */
  readonly startedAt: string
  readonly milliseconds: number
  readonly requests: { readonly planned: number; readonly sent: number; readonly withoutKey: number }
  readonly outcomes: Readonly<Record<Outcome, number>>
  /** What the run made and could not take back. */
  readonly left: readonly Left[]
  /** The journal that `clean` takes to try again; absent if nothing is left for it. */
  readonly journal?: string
  /** Every waiver that the run was given, and what it did; one that is expired or idle fails the run. */
  readonly waivers: readonly WaiverUse[]
  readonly verdicts: readonly ReportedVerdict[]
}

/** Puts a run together. No key of the run is in the result, whatever the deployment answered. */
export function makeReport(run: {
  readonly contract: Pick<Contract, 'title' | 'version' | 'keyFormat'>
  readonly baseUrl: string
  readonly level: RunLevel
  readonly seed: string
  readonly requests: Report['requests']
  readonly verdicts: readonly Verdict[]
  /** By what the deployment is judged: by default the whole contract. */
  readonly basis?: JudgedBy
  readonly left: readonly Left[]
  readonly waivers?: readonly WaiverUse[]
  readonly chosen?: string
  readonly journal?: string
  readonly secrets: readonly string[]
  /** The caller said how long the run may wait; what did not fit into that is left out by choice. */
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
    format: '1.3',
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
    requests: run.requests,
    outcomes,
    left: run.left.map((each) => ({ ...each, why: redact(each.why), ...(each.id === undefined ? {} : { id: redact(each.id) }) })),
    ...(run.journal === undefined ? {} : { journal: run.journal }),
    waivers,
    verdicts: verdicts.map((each) => reportVerdict(each, run.baseUrl, redact, run.contract.keyFormat)),
  }
}

/** How many requests were planned and sent. */
export function requestsOf({ requests }: Plan, { exchanges }: Recording): Report['requests'] {
  return {
    planned: requests.length,
    sent: exchanges.length,
    withoutKey: exchanges.filter(({ request }) => request.key === undefined).length,
  }
}

/** A verdict as the report has it, with every secret replaced. */
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

/** So many characters of a body are shown; beyond them it is searched, in bytes, for the rest of a key that begins in them. */
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

/** Whether something was left out because it takes long, and nobody had said how long is too long. */
const lacksTime = ({ verdicts, isBounded }: { readonly verdicts: readonly Verdict[]; readonly isBounded?: boolean }): boolean =>
  isBounded !== true && verdicts.some(({ by }) => by === 'wait')

function exitCode(outcomes: Readonly<Record<Outcome, number>>, waivers: readonly WaiverUse[], isUnfinished: boolean): ExitCode {
  if (outcomes.error > 0) return 3
  if (outcomes.fail > 0 || waivers.some(({ state }) => state === 'expired' || state === 'idle')) return 1
  // A run in which nothing was judged shows nothing.
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
  // A level whose keys were not given was not shown; what needs a consent or another choice says so, and spoils none.
  const spoilt = verdicts.filter(
    ({ outcome, by }) =>
      outcome === 'fail' || outcome === 'inconclusive' || outcome === 'error' || by === 'tenant' || (by === 'wait' && isBounded !== true),
  )
  const first = runLevels.findIndex((each) => spoilt.some(({ runLevel }) => runLevel === each))
  const best = first === -1 ? level : runLevels[first - 1]
  return best === undefined || !verdicts.some(({ outcome }) => outcome === 'pass') ? null : best
}
