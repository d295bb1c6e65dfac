import { contract } from '../../spec/contract.ts'
import { type DirectCall, directCalls } from './direct-calls.ts'
import { locationOf } from '../http/location.ts'
import { compileSchemas } from '../http/schemas.ts'
import type { TenantStore } from '../store/store.ts'

const schemas = compileSchemas(contract)

/** `directCalls` whose answers are held against the contract: what is not as documented throws, and a creation whose `Location` nothing can tell. */
export function checkedCalls(store: TenantStore): DirectCall {
  const call = directCalls(store)
  return async (id, asked, as) => {
    const answer = await call(id, asked, as)
    const operation = contract.operations[id]
    const { status, ...body }: { status: number } = answer
    const faults = schemas(operation.success.pointer)(structuredClone(body))
    if (status !== operation.success.status || faults.length > 0) throw new Error(`${id} answered ${status}: ${JSON.stringify(faults)}`)
    locationOf(operation)?.(asked.params ?? {}, body)
    return answer
  }
}
