/**
 * Named faults, each of which makes a server wrong in one precise way: they prove that the conformance suite finds what it claims to find, and help
 * authors of clients. A fault wraps or replaces a named part when the application is assembled; the parts do not depend on it.
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

/** A faulty version of one part of the application. */
export interface Change {
  /** Display name of the part: `step authenticate`, `handler getProduct`, `store products.list`. */
  readonly part: string
  readonly assemble: (parts: Parts) => Parts
}

/** The finding of the conformance suite for the fault. */
export interface Breach {
  /** Id of the rule that detects the fault. */
  readonly rule: string
  /** The operation of the finding; absent if the rule checks the deployment as a whole. */
  readonly operation?: OperationId
}

export interface Deviation {
  /** The area and the fault, `authentication/expired-key-accepted`; its meaning never changes. */
  readonly id: `${string}/${string}`
  /** The fault and its effect on clients, in one sentence. */
  readonly harm: string
  /** The required findings; a suite that misses one of them has not found the fault. */
  readonly breaks: readonly [Breach, ...Breach[]]
  readonly change: Change
}

/** Deviations by id, in source order. */
export function deviationsOf(byId: Readonly<Record<Deviation['id'], Omit<Deviation, 'id'>>>): readonly Deviation[] {
  return Object.entries(byId).map(([id, record]) => ({ id: id as Deviation['id'], ...record }))
}

/** Replaces a step of the pipeline, which every request passes. */
export function step(name: StepName, wrong: (right: Step) => Step): Change {
  return {
    part: `step ${name}`,
    assemble: (parts) => ({ ...parts, steps: { ...parts.steps, [name]: wrong(parts.steps[name]) } }),
  }
}

/** Replaces the handler of one operation. */
export function handler<Id extends OperationId>(id: Id, wrong: (right: Handlers[Id]) => Handlers[Id]): Change {
  return {
    part: `handler ${id}`,
    assemble: (parts) => ({ ...parts, handlers: { ...parts.handlers, [id]: wrong(parts.handlers[id]) } }),
  }
}

/** Replaces the compiled form of one operation: the query reader, the checks of parameters and body, the required permissions. */
export function endpoint(id: OperationId, wrong: (right: Endpoint) => Endpoint): Change {
  return {
    part: `endpoint ${id}`,
    assemble: (parts) => ({ ...parts, endpoints: { ...parts.endpoints, [id]: wrong(parts.endpoints[id]) } }),
  }
}

/** Replaces the `Location` of an operation by another template (`x-location`). */
export function location(id: OperationId, template: string): Change {
  return endpoint(id, (right) => ({ ...right, location: compileLocation(template) }))
}

/** Replaces the rate limiter. */
export function limiter(wrong: (right: RateLimiter) => RateLimiter): Change {
  return { part: 'limiter', assemble: (parts) => ({ ...parts, limiter: wrong(parts.limiter) }) }
}

/** Replaces the delivery of responses, for faults on the wire. */
export function delivery(wrong: (right: Deliver) => Deliver): Change {
  return { part: 'delivery', assemble: (parts) => ({ ...parts, deliver: wrong(parts.deliver) }) }
}

/** Replaces the lookup of keys. */
export function keyLookup(wrong: (right: Store['findKey']) => Store['findKey']): Change {
  return {
    part: 'store findKey',
    assemble: (parts) => ({ ...parts, store: { ...parts.store, findKey: wrong((publicId) => parts.store.findKey(publicId)) } }),
  }
}

/** The members of a tenant's store that have methods. */
type Repository = { [Name in keyof TenantStore]: TenantStore[Name] extends (...args: never[]) => unknown ? never : Name }[keyof TenantStore]

/**
 * Replaces a method of a tenant's store, including inside transactions. `wrong` gets the original method and the original store of the tenant
 * for further lookups; `elsewhere` opens the store of another tenant, for faults that ignore the tenant.
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

/** Combines changes of several parts, for a fault in several places. */
export function together(...changes: readonly [Change, ...Change[]]): Change {
  return {
    part: changes.map(({ part }) => part).join(', '),
    assemble: (parts) => changes.reduce((assembled, { assemble }) => assemble(assembled), parts),
  }
}
