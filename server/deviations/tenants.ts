/** Helpers for faults that ignore the tenant. */
import type { OperationId } from '../../spec/contract.ts'
import { demoKeys } from '../demo/keys.ts'
import type { Handler, Input } from '../handlers.ts'
import type { TenantStore } from '../store/store.ts'
import type { Change } from './deviation.ts'

/** Ids of the tenants of the demo data. */
export const tenantIds: readonly string[] = Object.keys(demoKeys).map((slug) => `tenant_${slug}`)

/** Finds the resource of an operation in the store of one tenant; `undefined` if the tenant does not have it. */
type Search<Id extends OperationId> = (store: TenantStore, input: Input<Id>) => Promise<unknown>

/** Replaces a handler with one that can access the stores of all tenants. */
export function amongAll<Id extends OperationId>(
  id: Id,
  wrong: (right: Handler<Id>, stores: readonly TenantStore[]) => Handler<Id>,
): Change {
  return {
    part: `handler ${id}`,
    assemble: (parts) => {
      const stores = tenantIds.map((tenantId) => parts.store.forTenant(tenantId))
      return { ...parts, handlers: { ...parts.handlers, [id]: wrong(parts.handlers[id], stores) } }
    },
  }
}

/** A handler that finds its resource by id alone and so works in the account of its owner. */
export function byIdAlone<Id extends OperationId>(id: Id, search: Search<Id>): Change {
  return amongAll(id, (right, stores) => async (input) => {
    for (const store of stores) if ((await search(store, input)) !== undefined) return right({ ...input, store })
    return right(input)
  })
}

/** A handler that detects a resource of another tenant and runs custom code for it. */
export function ifForeign<Id extends OperationId>(
  id: Id,
  search: Search<Id>,
  otherwise: (input: Input<Id>, owner: TenantStore, right: Handler<Id>) => ReturnType<Handler<Id>>,
): Change {
  return amongAll(id, (right, stores) => async (input) => {
    if ((await search(input.store, input)) !== undefined) return right(input)
    for (const store of stores) if ((await search(store, input)) !== undefined) return otherwise(input, store, right)
    return right(input)
  })
}

/** The result of a search in the first of several stores that has one. */
export async function firstOf<Found>(
  stores: readonly TenantStore[],
  search: (store: TenantStore) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (const store of stores) {
    const found = await search(store)
    if (found !== undefined) return found
  }
  return undefined
}
