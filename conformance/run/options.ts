/** Options and results of a run. */
import { randomBytes } from 'node:crypto'
import type { Contract } from '../../spec/contract.ts'
import type { Waiver } from '../judge/waiver.ts'
import type { JudgedBy } from '../model/basis.ts'
import type { RunLevel } from '../model/levels.ts'
import type { Profile } from '../model/profile.ts'
import type { Rule } from '../model/rule.ts'
import type { Tracing } from '../model/tracing.ts'
import type { FormerRole, Keys, Target } from '../model/target.ts'
import type { Consent, Plan, Shard } from '../plan/model.ts'
import type { Outlook } from '../plan/price.ts'
import type { Selection } from '../plan/selection.ts'
import type { Baseline } from '../report/baseline.ts'
import type { Report } from '../report/report.ts'
import type { ReportedVerdict } from '../report/reported-verdict.ts'
import { minute } from '../model/allowance.ts'
import type { Sleep } from '../send/interruptible.ts'
import type { Recording } from '../model/recording.ts'
import type { SendEvent } from '../send/options.ts'
import type { Proxy } from '../send/wire.ts'
import type { Wire } from '../guard/wire.ts'

export interface RunOptions {
  /** The roles `unprivileged` and `exhaustible` may have their former names, `powerless` and `expendable`. */
  readonly target: Target | (Omit<Target, 'keys'> & { readonly keys: Readonly<Partial<Record<FormerRole, readonly string[]>>> & Keys })
  readonly level?: RunLevel
  /** What the run may do besides reads and writes that must be rejected; nothing by default. */
  readonly consent?: Consent
  /** Determines generated ids and names; the same seed plans the same requests. Default: a fixed seed, and a new one for a run that writes. */
  readonly seed?: string
  /** Timeout of each exchange in milliseconds, 10 000 by default. */
  readonly timeout?: number
  /** Maximum number of parallel requests, 1 by default; writes are never sent in parallel. */
  readonly concurrency?: number
  /** Certificates (PEM) to trust in addition to the default ones. */
  readonly ca?: string
  /** The proxy to the deployment; by default requests are sent directly. */
  readonly proxy?: Proxy
  /** Headers sent with every request, in addition to those that it needs. Values of headers with a secret name are never shown. */
  readonly headers?: Readonly<Record<string, string>>
  /** File that records what the run creates; by default named after the run, in the working directory. Deleted when everything is cleaned up. */
  readonly journal?: string
  /** The rules and operations to check; the report contains no others. */
  readonly select?: Selection
  /** Maximum number of planned requests; checks that do not fit are reported as not run. */
  readonly maxRequests?: number
  /** The part of the plan to run. All parts need the same seed and options, and keys of their own; their reports can be merged. */
  readonly shard?: Shard
  /**
   * Maximum total wait for the rate limit in milliseconds, 900 000 by default. Checks that cannot be sent in time are skipped in advance, the least
   * valuable first, and reported as not run. Their level is then not reached, unless this option was set.
   */
  readonly maxWait?: number
  /**
   * Maximum duration of the run in milliseconds; then nothing more is sent and created resources are cleaned up. What is missing is reported as not
   * run, and its level is not reached.
   */
  readonly maxTime?: number
  /** Nothing more is sent after this many failures (findings with the outcome `fail`); then created resources are cleaned up. */
  readonly failFast?: number
  readonly waivers?: readonly Waiver[]
  /** Findings of an earlier report. The run accepts them, and fails only because of others. */
  readonly baseline?: Baseline
  /** Basis of the verdict: the whole contract, which is the default, or only what is promised. */
  readonly basis?: JudgedBy
  /** Aborted to end the run early: created resources are cleaned up, and the recorded exchanges are judged. */
  readonly stop?: AbortSignal
  readonly rules?: readonly Rule[]
  readonly contract?: Contract
  /** What is known about the API besides its contract. Default: the profile of this project for its own contract, and an empty one for any other. */
  readonly profile?: Profile
  /** The plan of an earlier run with the same seed, level, consent, keys and rules, to save time: equal options give equal plans. */
  readonly plan?: Plan
  /** Called once, after the first read, with the plan and the expected wait; not if the run is interrupted before. */
  readonly onPlan?: (plan: Plan, outlook: Outlook) => void
  readonly onEvent?: (event: SendEvent) => void
  /** Called once with each verdict of the report, as soon as it is final. */
  readonly onVerdict?: (verdict: ReportedVerdict) => void
  /** Traces every request: gives each a `traceparent` header, and each exchange of the report the ids of its span. */
  readonly tracing?: Tracing
  readonly wire?: Wire
  readonly clock?: () => number
  readonly sleep?: Sleep
}

/** The details of a run in addition to its report, for proofs with recorded runs. */
export interface Recorded {
  /** The plan that the run followed. */
  readonly plan: Plan
  /** The plan without a limit of the waiting time, for `RunOptions.plan` of another run. */
  readonly whole: Plan
  readonly record: Recording
  readonly report: Report
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Every key that was given to the run or created by it, to search for in its output. */
  readonly secrets: readonly string[]
  /** The same keys, and others that were never issued, by their names in the exchanges. */
  readonly keys: ReadonlyMap<string, string>
  /** By key, the exchange in which the deployment issued it and was allowed to return it. */
  readonly issued: ReadonlyMap<string, number>
}

export const defaults = {
  level: 'smoke',
  seed: 'conformance',
  timeout: 10_000,
  concurrency: 1,
  maxWait: 15 * minute,
  basis: 'contract',
} as const

/** Returns the seed of a run that was given none: always the same, or a new one for a run that may write. */
export const usualSeed = (consent: Consent | undefined): string => (consent?.writes === true ? freshSeed() : defaults.seed)

/** Creates a new seed, so that a run that writes does not conflict with what an earlier one left behind. */
export function freshSeed(): string {
  return randomBytes(6).toString('hex')
}
