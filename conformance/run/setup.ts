import { createHash } from 'node:crypto'
import { setTimeout as timeout } from 'node:timers/promises'
import { contract as ours, type Contract } from '../../spec/contract.ts'
import { Journal } from '../cleanup/journal.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import { apiOf, type Api } from '../model/api.ts'
import type { JudgeContext, Rule } from '../model/rule.ts'
import { byRole, type Target } from '../model/target.ts'
import { makePlan } from '../plan/plan.ts'
import type { Plan, PlanOptions } from '../plan/model.ts'
import { profile as own } from '../profile/index.ts'
import { rules as catalogue } from '../rules/index.ts'
import { interruptible, type Sleep } from '../send/interruptible.ts'
import { KeyRing } from '../send/key-ring.ts'
import { Patience } from '../send/patience.ts'
import { openWire } from '../send/wire.ts'
import type { Wire } from '../guard/wire.ts'
import { defaults, freshSeed, type RunOptions } from './options.ts'

/** What a run works with from its beginning to its end. */
export interface Setup {
  readonly api: Api
  readonly target: Target
  readonly rules: readonly Rule[]
  readonly planned: PlanOptions
  /** Everything that was asked for, however long it takes. */
  readonly whole: Plan
  readonly keys: KeyRing
  /** A well-formed key that nobody has issued. */
  readonly unknown: string
  readonly context: JudgeContext
  readonly journal: Journal | undefined
  readonly wire: Wire
  readonly patience: Patience
  /** Waits for the rate limit, until the run is to end. */
  readonly sleep: Sleep
  /** Waits in any case. */
  readonly pause: Sleep
  readonly clock: () => number
  readonly startedAt: number
  readonly maxWait: number
  readonly headers: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

const delay: Sleep = (milliseconds, signal) => timeout(milliseconds, undefined, signal && { signal })

/** Puts together what the options ask for; opens the journal and the way to the deployment. Sends nothing. */
export function setUp(options: RunOptions): Setup {
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
  const seed = options.seed ?? (consent.writes === true ? freshSeed() : defaults.seed)
  const planned: PlanOptions = {
    level: options.level ?? defaults.level,
    seed,
    consent,
    given: Object.fromEntries(Object.entries(target.keys).map(([role, keys]) => [role, keys.length])),
    ...(options.select === undefined ? {} : { select: options.select }),
    ...(options.maxRequests === undefined ? {} : { maxRequests: options.maxRequests }),
  }
  const whole = options.plan ?? makePlan(api, rules, planned)
  const maxWait = options.maxWait ?? defaults.maxWait
  const unknown = unknownKey(seed, contract)
  const keys = new KeyRing(target.keys, unknown)
  const pause = options.sleep ?? delay
  const { sleep, close: letGo } = interruptible(pause, options.stop)
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
    // A key that the run makes on its way is a secret from then on.
    get secrets() {
      return [...keys.secrets, unknown]
    },
  }
  return {
    api,
    target,
    rules,
    planned,
    whole,
    keys,
    unknown,
    context,
    journal,
    wire,
    patience: new Patience(maxWait, clock),
    sleep,
    pause,
    clock,
    startedAt,
    maxWait,
    headers,
    close: async () => {
      letGo()
      if (options.wire === undefined) await wire.close()
    },
  }
}

/**
 * The journal of a run. One that may not write makes nothing; what a deployment carries out all the same gets a file of its own, since equal seeds give
 * equal tags.
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
