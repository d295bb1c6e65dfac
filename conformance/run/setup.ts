import { createHash } from 'node:crypto'
import { setTimeout as timeout } from 'node:timers/promises'
import { contract as ours, type Contract } from '../../spec/contract.ts'
import { Journal } from '../cleanup/journal.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import { apiOf, type Api } from '../model/api.ts'
import type { JudgeContext, Rule } from '../model/rule.ts'
import { byRole, type Target } from '../model/target.ts'
import { planner } from '../plan/plan.ts'
import type { Plan, PlanOptions, Terms } from '../plan/model.ts'
import { profile as own } from '../profile/index.ts'
import { rules as catalogue } from '../rules/index.ts'
import { interruptible, type Sleep } from '../send/interruptible.ts'
import { KeyRing } from '../send/key-ring.ts'
import { Patience } from '../send/patience.ts'
import { openWire } from '../send/wire.ts'
import type { Wire } from '../guard/wire.ts'
import { defaults, freshSeed, usualSeed, type RunOptions } from './options.ts'

/** The objects that a run uses from start to end. */
export interface Setup {
  readonly api: Api
  readonly target: Target
  readonly rules: readonly Rule[]
  readonly planned: PlanOptions
  /** The plan of everything that was requested, regardless of the time that it takes. */
  readonly whole: Plan
  /** Returns the plan of what can be sent under the terms. */
  readonly planFor: (terms: Terms) => Plan
  readonly keys: KeyRing
  /** A well-formed key that was never issued. */
  readonly unknown: string
  readonly context: JudgeContext
  readonly journal: Journal | undefined
  readonly wire: Wire
  readonly patience: Patience
  /** Waits for the rate limit; resolves early when the run ends. */
  readonly sleep: Sleep
  /** The same for cleanup: goes on if an option ends the run, and resolves early only when the run is interrupted. */
  readonly cleanupSleep: Sleep
  /** Waits even if the run is interrupted. */
  readonly pause: Sleep
  /** Aborted when the run is interrupted; not when an option ends it. */
  readonly interruption: AbortSignal | undefined
  readonly clock: () => number
  readonly startedAt: number
  readonly maxWait: number
  readonly headers: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

const delay: Sleep = (milliseconds, signal) => timeout(milliseconds, undefined, signal && { signal })

/**
 * Creates the setup from the options, and opens the journal and the connections. Sends nothing. `options.stop` ends the run for whatever reason,
 * `interruption` is its part that the user controls.
 */
export function setUp(options: RunOptions, interruption: AbortSignal | undefined): Setup {
  const {
    rules = catalogue,
    contract = ours,
    profile = contract === ours ? own : {},
    clock = Date.now,
    consent = {},
    headers = {},
  } = options
  const api = apiOf<string>(contract, profile)
  const target: Target = { baseUrl: options.target.baseUrl, keys: byRole(options.target.keys) }
  const startedAt = clock()
  const seed = options.seed ?? usualSeed(consent)
  const planned: PlanOptions = {
    level: options.level ?? defaults.level,
    seed,
    consent,
    given: Object.fromEntries(Object.entries(target.keys).map(([role, keys]) => [role, keys.length])),
    ...(options.select === undefined ? {} : { select: options.select }),
    ...(options.maxRequests === undefined ? {} : { maxRequests: options.maxRequests }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
  }
  let prepared: ReturnType<typeof planner> | undefined
  const planFor = (terms?: Terms): Plan => (prepared ??= planner(api, rules, planned))(terms)
  const whole = options.plan ?? planFor()
  const maxWait = options.maxWait ?? defaults.maxWait
  const unknown = unknownKey(seed, contract)
  const keys = new KeyRing(target.keys, unknown)
  const pause = options.sleep ?? delay
  const running = interruptible(pause, options.stop)
  const cleaning = interruptible(pause, interruption)
  const journal = journalOf(options, whole, target, startedAt)
  const wire =
    options.wire ??
    openWire({
      timeout: options.timeout ?? defaults.timeout,
      ...(options.ca === undefined ? {} : { ca: options.ca }),
      ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    })
  const context: JudgeContext = {
    api,
    schemas: openSchemaJudge(contract),
    // A getter, since keys that the run creates become secrets, too.
    get secrets() {
      return [...keys.secrets, unknown]
    },
    ...(consent.writes === true ? {} : { toWrite: 'allow writes with --allow-writes' }),
  }
  return {
    api,
    target,
    rules,
    planned,
    whole,
    planFor,
    keys,
    unknown,
    context,
    journal,
    wire,
    patience: new Patience(maxWait, clock),
    sleep: running.sleep,
    cleanupSleep: cleaning.sleep,
    pause,
    interruption,
    clock,
    startedAt,
    maxWait,
    headers,
    close: async () => {
      running.close()
      cleaning.close()
      if (options.wire === undefined) await wire.close()
    },
  }
}

/**
 * Creates the journal of a run. A run that may not write creates nothing; for requests that a deployment carries out nevertheless, the journal gets a
 * unique file name, since equal seeds give equal tags.
 */
function journalOf({ consent, journal }: RunOptions, { tag, owned }: Plan, { baseUrl }: Target, startedAt: number): Journal | undefined {
  const mayWrite = consent?.writes === true
  if (mayWrite && owned.size === 0) return undefined
  const file = journal ?? `${tag}${mayWrite ? '' : `-${freshSeed()}`}.journal.jsonl`
  return new Journal(file, { target: baseUrl, tag, startedAt: new Date(startedAt).toISOString() }, { isLazy: !mayWrite })
}

function unknownKey(seed: string, { keyFormat }: Pick<Contract, 'keyFormat'>): string {
  return `${keyFormat.unissued}${createHash('sha256').update(`unknown key ${seed}`).digest('hex')}`
}
