import { contract } from '../../spec/contract.ts'
import { type DirectCall, directCalls } from './direct-calls.ts'
import { locationOf } from '../http/location.ts'
import { compileSchemas } from '../http/schemas.ts'
import type { TenantStore } from '../store/store.ts'

const schemas = compileSchemas(contract)

/** `directCalls` with validated results: throws if a result does not conform to the contract or the `Location` of a creation cannot be computed. */
export function checkedCalls(store: TenantStore): DirectCall {
  const call = directCalls(store)
  return async (id, asked, as) => {
    const answer = await call(id, asked, as)
    const operation = contract.operations[id]
    const { status, ...body }: { status: number } = answer
    const faults = schemas(operation.success.pointer)(structuredClone(body))
    if (status !== operation.success.status || faults.length > 0) throw new Error(`${id} returned ${status}: ${JSON.stringify(faults)}`)
    locationOf(operation)?.(asked.params ?? {}, body)
    return answer
  }
}
