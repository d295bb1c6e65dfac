/** What a run may be asked for, and what it gives back. */
import { randomBytes } from 'node:crypto'
import type { Contract } from '../../spec/contract.ts'
import type { Waiver } from '../judge/waiver.ts'
import type { JudgedBy } from '../model/basis.ts'
import type { RunLevel } from '../model/levels.ts'
import type { Profile } from '../model/profile.ts'
import type { Rule } from '../model/rule.ts'
import type { FormerRole, Keys, Target } from '../model/target.ts'
import type { Consent, Plan } from '../plan/model.ts'
import type { Outlook } from '../plan/price.ts'
import type { Selection } from '../plan/selection.ts'
import type { Report, ReportedVerdict } from '../report/report.ts'
import { minute } from '../model/allowance.ts'
import type { Sleep } from '../send/interruptible.ts'
import type { Recording } from '../model/recording.ts'
import type { SendEvent } from '../send/options.ts'
import type { Proxy } from '../send/wire.ts'
import type { Wire } from '../guard/wire.ts'

export interface RunOptions {
  /** The roles `unprivileged` and `exhaustible` may bear their former names, `powerless` and `expendable`. */
  readonly target: Target | (Omit<Target, 'keys'> & { readonly keys: Readonly<Partial<Record<FormerRole, readonly string[]>>> & Keys })
  readonly level?: RunLevel
  /** What the run may do besides reading and writes that must be refused; nothing by default. */
  readonly consent?: Consent
  /** Decides made-up ids and names; equal seeds plan equal requests. By default a fixed one, and a new one for a run that writes. */
  readonly seed?: string
  /** Milliseconds for each exchange, 10 000 by default. */
  readonly timeout?: number
  /** Requests on their way at once, 1 by default; writes are always alone. */
  readonly concurrency?: number
  /** Certificates (PEM) to trust besides the usual ones. */
  readonly ca?: string
  /** Where requests go through, where they do not go straight to the deployment. */
  readonly proxy?: Proxy
  /** Sent with every request, in addition to what the request is about. What the name says is secret is never shown. */
  readonly headers?: Readonly<Record<string, string>>
  /** File for what the run makes; by default named after the run, in the working directory. Removed when all of it is taken back. */
  readonly journal?: string
  /** Which rules and operations the run is about; nothing else is in the report. */
  readonly select?: Selection
  /** The most requests to plan; what does not fit is reported as not run. */
  readonly maxRequests?: number
  /**
   * The most milliseconds to wait for the rate limit in all, 900 000 by default. What cannot be sent in time is left out beforehand, the least valuable
   * first, and reported as not run; a level that it belongs to is not reached then, unless this bound was set.
   */
  readonly maxWait?: number
  readonly waivers?: readonly Waiver[]
  /** By what the deployment is judged: the whole contract, which is the default, or what is promised alone. */
  readonly basis?: JudgedBy
  /** Aborted to end the run early: what was made is taken back, and what was recorded is judged. */
  readonly stop?: AbortSignal
  readonly rules?: readonly Rule[]
  readonly contract?: Contract
  /** What is known of the API besides its contract: for the contract of this project its own profile, for any other one nothing, unless it is given. */
  readonly profile?: Profile
  /** Of an earlier run with the same seed, level, consent, keys and rules: equal options give equal plans, and making one takes time. */
  readonly plan?: Plan
  /** Called once, before anything but the first read is sent, with what the run will do and how long it will wait; not if it is interrupted before. */
  readonly onPlan?: (plan: Plan, outlook: Outlook) => void
  readonly onEvent?: (event: SendEvent) => void
  /** Called once with every verdict of the report, as soon as it is certain. */
  readonly onVerdict?: (verdict: ReportedVerdict) => void
  readonly wire?: Wire
  readonly clock?: () => number
  readonly sleep?: Sleep
}

/** What was done besides what the report tells, for proofs over recorded runs. */
export interface Recorded {
  /** What the run followed. */
  readonly plan: Plan
  /** The same without a bound of time, for `RunOptions.plan` of another run. */
  readonly whole: Plan
  readonly record: Recording
  readonly report: Report
  /** Every key that the run was given or made, to look for in what it wrote. */
  readonly secrets: readonly string[]
  /** The exchange in which the deployment rightly showed each key that it issued. */
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

/** A run that writes must not meet what an earlier one left. */
export function freshSeed(): string {
  return randomBytes(6).toString('hex')
}
