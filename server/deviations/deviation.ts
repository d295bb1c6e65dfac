/**
 * Named faults for a server that is wrong in one precise way: a proof that the conformance suite finds what it claims to find, and a gift to
 * those who write clients. A fault wraps or replaces one named part when the application is assembled; the parts know nothing of it.
 */
import type { OperationId } from '../../spec/contract.ts'
import type { Parts } from '../app.ts'
import type { Handlers } from '../handlers.ts'
import type { Endpoint } from '../http/endpoint.ts'
import { compileLocation } from '../http/location.ts'
import type { RateLimiter } from '../http/rate-limiter.ts'
import type { Deliver } from '../http/receive.ts'
import type { Step } from '../http/service.ts'
import type { StepName } from '../http/pipeline.ts'
import type { Store, TenantStore } from '../store/store.ts'

/** One part of the application, made wrong. */
export interface Change {
  /** Which part, for people: `step authenticate`, `handler getProduct`, `store products.list`. */
  readonly part: string
  readonly assemble: (parts: Parts) => Parts
}

/** What the conformance suite says of the fault. */
export interface Breach {
  /** Id of the rule that names the fault. */
  readonly rule: string
  /** The operation for which it does; absent where the rule speaks of the deployment as a whole. */
  readonly operation?: OperationId
}

export interface Deviation {
  /** The area and the fault, `authentication/expired-key-accepted`; it never changes its meaning. */
  readonly id: `${string}/${string}`
  /** What a client would suffer: one sentence. */
  readonly harm: string
  /** What must be said of it; a suite that misses one of these has not found the fault. */
  readonly breaks: readonly [Breach, ...Breach[]]
  readonly change: Change
}

/** Deviations by id, in the order in which they are written. */
export function deviationsOf(byId: Readonly<Record<Deviation['id'], Omit<Deviation, 'id'>>>): readonly Deviation[] {
  return Object.entries(byId).map(([id, record]) => ({ id: id as Deviation['id'], ...record }))
}

/** A wrong step of the pipeline that every request goes through. */
export function step(name: StepName, wrong: (right: Step) => Step): Change {
  return {
    part: `step ${name}`,
    assemble: (parts) => ({ ...parts, steps: { ...parts.steps, [name]: wrong(parts.steps[name]) } }),
  }
}

/** A wrong handler of one operation. */
export function handler<Id extends OperationId>(id: Id, wrong: (right: Handlers[Id]) => Handlers[Id]): Change {
  return {
    part: `handler ${id}`,
    assemble: (parts) => ({ ...parts, handlers: { ...parts.handlers, [id]: wrong(parts.handlers[id]) } }),
  }
}

/** What is compiled of one operation, wrong: how its query is read, what its parameters and its body are checked by, which permissions it needs. */
export function endpoint(id: OperationId, wrong: (right: Endpoint) => Endpoint): Change {
  return {
    part: `endpoint ${id}`,
    assemble: (parts) => ({ ...parts, endpoints: { ...parts.endpoints, [id]: wrong(parts.endpoints[id]) } }),
  }
}

/** A wrong `Location`, by another template (`x-location`) than that of the contract. */
export function location(id: OperationId, template: string): Change {
  return endpoint(id, (right) => ({ ...right, location: compileLocation(template) }))
}

/** A wrong limiter. */
export function limiter(wrong: (right: RateLimiter) => RateLimiter): Change {
  return { part: 'limiter', assemble: (parts) => ({ ...parts, limiter: wrong(parts.limiter) }) }
}

/** A wrong sender of answers, for faults in how they stand on the wire. */
export function delivery(wrong: (right: Deliver) => Deliver): Change {
  return { part: 'delivery', assemble: (parts) => ({ ...parts, deliver: wrong(parts.deliver) }) }
}

/** A wrong look-up of keys. */
export function keyLookup(wrong: (right: Store['findKey']) => Store['findKey']): Change {
  return {
    part: 'store findKey',
    assemble: (parts) => ({ ...parts, store: { ...parts.store, findKey: wrong((publicId) => parts.store.findKey(publicId)) } }),
  }
}

/** The parts of a tenant's store that have methods. */
type Repository = { [Name in keyof TenantStore]: TenantStore[Name] extends (...args: never[]) => unknown ? never : Name }[keyof TenantStore]

/**
 * A wrong method of a tenant's store, inside of transactions too. `wrong` gets the right method, and the tenant's (right) store for what else it
 * has to look up; `elsewhere` opens the store of another tenant, for faults that forget which one asks.
 */
export function store<Name extends Repository, Method extends keyof TenantStore[Name] & string>(
  name: Name,
  method: Method,
  wrong: (
    right: TenantStore[Name][Method],
    context: { readonly store: TenantStore; readonly tenantId: string; readonly elsewhere: (tenantId: string) => TenantStore },
  ) => TenantStore[Name][Method],
): Change {
  return {
    part: `store ${name}.${method}`,
    assemble: (parts) => {
      const right = parts.store
      const spoilt = (tenantStore: TenantStore, tenantId: string): TenantStore => ({
        ...tenantStore,
        [name]: {
          ...tenantStore[name],
          [method]: wrong(tenantStore[name][method], { store: tenantStore, tenantId, elsewhere: (id) => right.forTenant(id) }),
        },
        transaction: (work) => tenantStore.transaction((inner) => work(spoilt(inner, tenantId))),
      })
      return { ...parts, store: { ...right, forTenant: (tenantId) => spoilt(right.forTenant(tenantId), tenantId) } }
    },
  }
}

/** Several parts that are wrong together, where one fault has several places. */
export function together(...changes: readonly [Change, ...Change[]]): Change {
  return {
    part: changes.map(({ part }) => part).join(', '),
    assemble: (parts) => changes.reduce((assembled, { assemble }) => assemble(assembled), parts),
  }
}
