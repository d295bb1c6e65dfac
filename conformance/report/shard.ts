/** What the report of one part of a plan contains in addition, so that the reports of all parts can be merged into that of one run. */
import { createHash } from 'node:crypto'
import type { Contract } from '../../spec/contract.ts'
import type { RunLevel } from '../model/levels.ts'
import type { LeftOut, PlanOptions, PlanShard, Shard } from '../plan/model.ts'
import { suite } from '../suite.ts'
import type { Verdict } from '../judge/verdict.ts'
import { FindingIds } from './finding-ids.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

export interface ReportedShard extends Shard {
  /** Equal for all parts of one plan: a hash of the contract, the options and the checks. */
  readonly plan: string
  /** The number of requests, among those that are sent in any case, that other parts send, too. */
  readonly shared: number
  /** The caller set the maximum waiting time. */
  readonly isBounded: boolean
  /** Every verdict of the part, passes included. */
  readonly checks: readonly ShardCheck[]
  /** The checks of the other parts. */
  readonly elsewhere: readonly (Pick<ShardCheck, 'id' | 'about' | 'runLevel'> & { readonly place: number })[]
}

/** What the other members of a report do not tell about a verdict. */
export interface ShardCheck extends Pick<ReportedVerdict, 'id' | 'about' | 'judged' | 'sampled'> {
  readonly runLevel: RunLevel
  /** The position of the check in the whole plan, starting at 0. Absent for rules that judge whatever was sent. */
  readonly place?: number
}

/** Returns the value that all parts of one plan have in common, and no other plan. */
export function planOf(
  { shard, terms: _terms, ...options }: PlanOptions,
  { checks }: PlanShard,
  contract: Pick<Contract, 'version'>,
): string {
  const { level, seed, consent, given, select, maxRequests } = options
  const ids = idsOf(checks, (text) => text)
  const facts = [
    suite.version,
    contract.version,
    level,
    seed,
    sorted(consent),
    sorted(given),
    select?.words,
    maxRequests,
    shard?.count,
    ids,
  ]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32)
}

const sorted = (members: object = {}): unknown =>
  Object.entries(members)
    .filter(([, value]) => value !== undefined && value !== false)
    .sort(([a], [b]) => (a < b ? -1 : 1))

type Redact = (text: string) => string

/** No two checks of a plan have the same id, so it does not depend on the others. */
const idOf = (rule: LeftOut['rule'], { operation, about }: LeftOut['subject'], redact: Redact): string =>
  new FindingIds().next({ rule: rule.id, operation: operation?.id ?? null, ...(about === undefined ? {} : { about: redact(about) }) })

const idsOf = (checks: PlanShard['checks'], redact: Redact): string[] => checks.map(({ rule, subject }) => idOf(rule, subject, redact))

/** Returns what a report says about its part. `verdicts` and `reported` are the same verdicts. */
export function reportShard(
  {
    plan,
    known: { index, count, shared, checks },
    elsewhere,
  }: { readonly plan: string; readonly known: PlanShard; readonly elsewhere: readonly LeftOut[] },
  isBounded: boolean,
  verdicts: readonly Verdict[],
  reported: readonly ReportedVerdict[],
  redact: (text: string) => string,
): ReportedShard {
  const ids = idsOf(checks, redact)
  const places = new Map(ids.map((id, place) => [id, place]))
  const others = new Set(elsewhere.map(({ rule, subject }) => idOf(rule, subject, redact)))
  return {
    index,
    count,
    plan,
    shared,
    isBounded,
    checks: reported.map(({ id, about, judged, sampled }, at): ShardCheck => {
      const place = places.get(id)
      return {
        id,
        runLevel: verdicts[at]?.runLevel ?? 'smoke',
        judged,
        ...(about === undefined ? {} : { about }),
        ...(sampled === undefined ? {} : { sampled }),
        ...(place === undefined ? {} : { place }),
      }
    }),
    elsewhere: checks.flatMap(({ subject: { about }, level }, place) => {
      const id = ids[place] ?? ''
      return !others.has(id) ? [] : [{ id, runLevel: level, ...(about === undefined ? {} : { about: redact(about) }), place }]
    }),
  }
}
