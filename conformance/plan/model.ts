/** The parts and the options of a plan. */
import type { Resource } from '../model/resource.ts'
import type { WriteConsent } from '../guard/consent.ts'
import type { RunLevel } from '../model/levels.ts'
import { sourcesOf, type Cover } from '../model/cover.ts'
import type { Confirmation } from '../guard/effects.ts'
import { keyOf, type Reference, type Request, type Role } from '../model/request.ts'
import type { Probe, Subject } from '../model/rule.ts'
import type { Selection } from './selection.ts'
import type { Allowance } from '../model/allowance.ts'

/** One rule applied to one subject. */
export interface Instance {
  readonly rule: Probe
  readonly subject: Subject
  readonly requests: Readonly<Record<string, Request>>
  /** The lowest run level that includes it. */
  readonly level: RunLevel
}

/** The name of the repetition of a request among the requests of an instance. */
const repeatedName = (name: string): string => `${name} again`

/** Returns the repetitions of requests that a rule may need, by name. */
export const repetitionsOf = ({ repeats = [] }: Probe, requests: Readonly<Record<string, Request>>): Readonly<Record<string, Request>> =>
  Object.fromEntries(
    repeats.flatMap((name) => {
      const request = requests[name]
      return request === undefined ? [] : [[repeatedName(name), { ...request, again: 1 }]]
    }),
  )

/** Returns the requests of an instance that may be repeated, each with its repetition. */
export const repeatedIn = ({ rule, requests }: Instance): readonly { readonly request: Request; readonly repetition: Request }[] =>
  (rule.repeats ?? []).flatMap((name) => {
    const [request, repetition] = [requests[name], requests[repeatedName(name)]]
    return request === undefined || repetition === undefined ? [] : [{ request, repetition }]
  })

/** Returns the requests of an instance without repetitions: those whose responses its rule judges. */
export const judgedIn = ({ rule, requests }: Instance): Readonly<Record<string, Request>> => {
  const repetitions = new Set((rule.repeats ?? []).map(repeatedName))
  return Object.fromEntries(Object.entries(requests).filter(([name]) => !repetitions.has(name)))
}

/**
 * `level`: belongs to a higher level. `choice`: skipped by name. `budget`: exceeds the maximum number of requests. `wait`: exceeds the
 * maximum waiting time. `consent`: not allowed. `key`: a key for it is missing, so that the requested level cannot be judged completely.
 * `tenant`: the key of a second tenant is missing in a run that requested everything about one tenant. `shard`: it belongs to another part of the plan.
 */
export interface LeftOut extends Instance {
  readonly by: 'level' | 'choice' | 'budget' | 'wait' | 'consent' | 'key' | 'tenant' | 'shard'
  readonly why: string
}

/** What the caller allows in addition to reads, and to writes that a conforming deployment rejects for two reasons. */
export interface Consent extends WriteConsent {
  /** Use up the rate limit of an exhaustible key. */
  readonly exhaust?: boolean
}

/** A key that the run creates for itself, and its role. */
export interface IssuedKey {
  readonly role: Role
  /** The place of the key in the response. */
  readonly key: Reference
  /** The request after whose response the key is in the state that its role needs. */
  readonly ready: Request
}

/** Everything that a run will do, known before anything is sent. */
export interface Plan {
  /** In the order of sending, without duplicates. */
  readonly requests: readonly Request[]
  /** Probes that will be judged. */
  readonly instances: readonly Instance[]
  /** Probes that the caller did not select, allow or enable. */
  readonly leftOut: readonly LeftOut[]
  readonly issuedKeys: readonly IssuedKey[]
  /** The resources that the run creates, by the key of the request that creates them. */
  readonly owned: ReadonlyMap<string, readonly Resource[]>
  /** Changes of resources of the run that a read after them confirms. */
  readonly confirmations: readonly Confirmation[]
  /** Ids that the run made up. */
  readonly madeUp: ReadonlySet<string>
  /** The prefix of every text that this run writes. */
  readonly tag: string
  /** The requests that the first keys reserve for the end of the run. */
  readonly closing: Closing
  /**
   * By key, the requests that are sent only if other responses do not show what they would show. A request that `conditional` does not
   * contain is sent in any case.
   */
  readonly covers: ReadonlyMap<string, Cover>
  /**
   * By key, the requests that may not be necessary, with the keys of the covered requests that need them. Without any: the cleanup or the
   * check of another one, sent if that is.
   */
  readonly conditional: ReadonlyMap<string, readonly string[]>
  /** The requests that are sent in any case. */
  readonly price: Price
  /** All requests, if every response requires them. */
  readonly most: Price
  /** Present if the plan is a part of a larger one. */
  readonly shard?: PlanShard
}

/** One of several parts of a plan; `index` is from 1 to `count`. */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** What a part knows about the whole plan. */
export interface PlanShard extends Shard {
  /** The position of each request in the whole plan, by its key. A request that only the part needs has none. */
  readonly places: ReadonlyMap<string, number>
  /** All checks of the whole plan in their order, those that no part judges last, except for those that the caller did not select. */
  readonly checks: readonly Pick<Instance, 'rule' | 'subject' | 'level'>[]
  /** The number of requests, among those that are sent in any case, that other parts send, too. */
  readonly shared: number
}

/** Returns the requests of a plan that are sent whatever the deployment returns. */
export const certainIn = ({
  requests,
  conditional,
}: {
  readonly requests: readonly Request[]
  readonly conditional: ReadonlyMap<string, unknown>
}) => requests.filter((each) => !conditional.has(keyOf(each)))

/** Returns the requests whose responses decide whether a request is necessary; none if it is sent in any case. */
export const decidingAbout = (
  request: Request,
  { covers, conditional, instances }: Pick<Plan, 'covers' | 'conditional' | 'instances'>,
): Request[] =>
  (conditional.get(keyOf(request)) ?? []).flatMap((each) => {
    const cover = covers.get(each)
    if (cover === undefined) return []
    if (cover.kind === 'repeat') return repeating(each, instances).flatMap((instance) => Object.values(judgedIn(instance)))
    return sourcesOf(cover)
  })

/** Returns the instances that may need a repetition, given by its key. */
export const repeating = (repetition: string, instances: readonly Instance[]): Instance[] =>
  instances.filter((each) => repeatedIn(each).some(({ repetition: own }) => keyOf(own) === repetition))

/** The number of requests by role of the key; those without a key are under `none`. */
export type Price = Readonly<Record<Role | 'none', number>>

export interface PlanOptions {
  readonly level: RunLevel
  readonly seed: string
  readonly consent?: Consent
  /** The number of keys of each role that the caller has given. Default: one of each. */
  readonly given?: Readonly<Partial<Record<Role | 'reader', number>>>
  /** The rules and operations that the caller selected. */
  readonly select?: Selection
  /** The maximum number of requests. The most valuable instances that fit are kept. */
  readonly maxRequests?: number
  /** Plans this part only. Its made-up ids and names are its own, so that the parts do not meet each other's resources. */
  readonly shard?: Shard
  /** The maximum waiting time for rate limits, and the known limits. The most valuable instances that can be sent in time are kept. */
  readonly terms?: Terms
}

export const roles = ['main', 'unprivileged', 'expired', 'revoked', 'other', 'exhaustible'] as const satisfies readonly Role[]

/** The default number of keys of each role. */
export const oneOfEach = Object.fromEntries(roles.map((role) => [role, 1])) as Readonly<Record<Role, number>>

/** The known rate limits when the price of a plan is calculated, and the maximum waiting time. */
export interface Terms {
  /** Maximum total waiting time in milliseconds. */
  readonly maxWait: number
  /** The rate limits of each key. */
  readonly allowance: Allowance
  /** The requests of the current hour that the first key has already used, and the milliseconds until that hour ends. */
  readonly spent?: { readonly requests: number; readonly endsIn: number }
}

/** The number of requests that the first key of a role reserves for the end of the run. */
export type Closing = Readonly<Partial<Record<Role, number>>>
