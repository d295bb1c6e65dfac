import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Contract } from '../spec/contract.ts'
import { contract as ours } from '../spec/contract.ts'
import { judge } from './judge/judge.ts'
import { openSchemaJudge } from './judge/schema-judge.ts'
import type { RunLevel } from './levels.ts'
import { makePlan, type Plan } from './plan/plan.ts'
import { makeReport, type Report } from './report/report.ts'
import type { Rule } from './rule.ts'
import { rules as catalogue } from './rules/index.ts'
import { send, type Record, type SendEvent } from './send/send.ts'
import { openWire, type Wire } from './send/wire.ts'
import { KeyRing, type Target } from './target.ts'

export interface RunOptions {
  readonly target: Target
  readonly level?: RunLevel
  /** Decides made-up ids and names; equal seeds plan equal requests. */
  readonly seed?: string
  /** Milliseconds for each exchange, 10 000 by default. */
  readonly timeout?: number
  readonly rules?: readonly Rule[]
  readonly contract?: Contract
  readonly onPlan?: (plan: Plan) => void
  readonly onEvent?: (event: SendEvent) => void
  readonly wire?: Wire
  readonly clock?: () => number
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** What was done besides what the report tells, for proofs over recorded runs. */
export interface Recorded {
  readonly plan: Plan
  readonly record: Record
  readonly report: Report
}

export const defaults = { level: 'smoke', seed: 'conformance', timeout: 10_000 } as const

/**
 * Checks a deployment: contract and target → plan → send → judge → report.
 *
 * Throws `Undecidable` if the first request shows that there is nothing to judge: the address cannot be reached, or the key is refused.
 */
export async function run(options: RunOptions): Promise<Report> {
  return (await recordedRun(options)).report
}

/** The same, with the recorded exchanges. */
export async function recordedRun(options: RunOptions): Promise<Recorded> {
  const { target, level = defaults.level, rules = catalogue, contract = ours, clock = Date.now } = options
  const startedAt = clock()
  const plan = makePlan(contract, rules, { level, seed: options.seed ?? defaults.seed })
  options.onPlan?.(plan)
  const unknown = unknownKey(options.seed ?? defaults.seed)
  const keys = new KeyRing(target.keys, unknown)
  const wire = options.wire ?? openWire({ timeout: options.timeout ?? defaults.timeout })
  try {
    const record = await send({
      plan,
      contract,
      baseUrl: target.baseUrl,
      keys,
      wire,
      clock,
      sleep: options.sleep ?? delay,
      onEvent: options.onEvent ?? (() => undefined),
    })
    const verdicts = judge(rules, plan, record, { contract, schemas: openSchemaJudge(contract), secrets: [...keys.secrets, unknown] })
    const report = makeReport({
      contract,
      baseUrl: target.baseUrl,
      level,
      plan,
      record,
      verdicts,
      secrets: keys.secrets,
      startedAt,
      endedAt: clock(),
    })
    return { plan, record, report }
  } finally {
    if (options.wire === undefined) await wire.close()
  }
}

/** A key that is well-formed and that nobody has issued. */
function unknownKey(seed: string): string {
  return `bdk_live_unknown_${createHash('sha256').update(`unknown key ${seed}`).digest('hex')}`
}
