/** What a plan is made of, and by what it is made. */
import type { Resource } from '../model/resource.ts'
import type { WriteConsent } from '../guard/consent.ts'
import type { RunLevel } from '../model/levels.ts'
import type { Confirmation } from '../guard/effects.ts'
import type { Reference, Request, Role } from '../model/request.ts'
import type { Probe, Subject } from '../model/rule.ts'
import type { Selection } from './selection.ts'
import type { Allowance } from '../model/allowance.ts'

/** One rule applied to one subject. */
export interface Instance {
  readonly rule: Probe
  readonly subject: Subject
  readonly requests: Readonly<Record<string, Request>>
  /** The smallest level of a run that includes it. */
  readonly level: RunLevel
}

/**
 * `level`: of a higher one. `choice`: by its name. `budget`: it did not fit into the number of requests. `wait`: nor into the time to wait. `consent`: it was not allowed. `key`: a key for it was not given, so that the
 * level asked for cannot be told. `tenant`: a key of a second tenant was not given to a run that asked for everything one tenant can show.
 */
export interface LeftOut extends Instance {
  readonly by: 'level' | 'choice' | 'budget' | 'wait' | 'consent' | 'key' | 'tenant'
  readonly why: string
}

/** What the caller allows besides reading, and writes that a conforming deployment refuses for two reasons. */
export interface Consent extends WriteConsent {
  /** Spend the minute of an exhaustible key. */
  readonly exhaust?: boolean
}

/** A key that the run makes for itself, and the part it then plays. */
export interface IssuedKey {
  readonly role: Role
  /** Where the answer has the key. */
  readonly key: Reference
  /** The answer after which the key is in the state that its role needs. */
  readonly ready: Request
}

/** Everything a run will do, known before anything is sent. */
export interface Plan {
  /** In the order of sending; no two are equal. */
  readonly requests: readonly Request[]
  /** Probes that will be judged. */
  readonly instances: readonly Instance[]
  /** Probes that the caller did not ask for, or did not allow or enable. */
  readonly leftOut: readonly LeftOut[]
  readonly issuedKeys: readonly IssuedKey[]
  /** What the run makes for itself, by the key of the request that makes it. */
  readonly owned: ReadonlyMap<string, readonly Resource[]>
  /** Changes of own things that a read behind them speaks for. */
  readonly confirmations: readonly Confirmation[]
  /** Ids that the run made up. */
  readonly madeUp: ReadonlySet<string>
  /** Begins every text that this run writes. */
  readonly tag: string
  /** What the first keys keep for the end of the run. */
  readonly closing: Closing
  /** How many requests each role of key pays for; those that no key pays for are under `none`. */
  readonly price: Readonly<Record<Role | 'none', number>>
}

export interface PlanOptions {
  readonly level: RunLevel
  readonly seed: string
  readonly consent?: Consent
  /** How many keys of each role the caller has given; without it, one of each. */
  readonly given?: Readonly<Partial<Record<Role | 'reader', number>>>
  /** Which rules and operations the caller chose. */
  readonly select?: Selection
  /** The most requests to plan; the most valuable instances that fit are kept. */
  readonly maxRequests?: number
  /** How long the run may wait for the rate limit, and what that is; the most valuable instances that can be sent in time are kept. */
  readonly terms?: Terms
}

export const roles = ['main', 'unprivileged', 'expired', 'revoked', 'other', 'exhaustible'] as const satisfies readonly Role[]

/** How many keys there are of each role, where nobody has said. */
export const oneOfEach = Object.fromEntries(roles.map((role) => [role, 1])) as Readonly<Record<Role, number>>

/** What is known of the limits when a plan is priced, and how much waiting it may cost. */
export interface Terms {
  /** Milliseconds that the run may wait in all. */
  readonly maxWait: number
  /** What each key may send. */
  readonly allowance: Allowance
  /** What the first key has spent of its hour already, and when that ends, in milliseconds from now. */
  readonly spent?: { readonly requests: number; readonly endsIn: number }
}

/** How many requests the first key of a role keeps for the end of the run. */
export type Closing = Readonly<Partial<Record<Role, number>>>
