import { contract } from '../../spec/contract.ts'
import { type DirectCall, directCalls } from './direct-calls.ts'
import { compileSchemas } from '../http/schemas.ts'
import type { TenantStore } from '../store/store.ts'

const schemas = compileSchemas(contract)

/** `directCalls` whose answers are held against the contract: what is not as documented throws. */
export function checkedCalls(store: TenantStore): DirectCall {
  const call = directCalls(store)
  return async (id, asked, as) => {
    const answer = await call(id, asked, as)
    const { success } = contract.operations[id]
    const { status, location, ...body }: { status: number; location?: string } = answer
    const faults = schemas(success.pointer)(structuredClone(body))
    if (
      status !== success.status ||
      faults.length > 0 ||
      (location === undefined) === success.headers.some(({ name }) => name === 'Location')
    ) {
      throw new Error(`${id} answered ${status} ${location ?? ''}: ${JSON.stringify(faults)}`)
    }
    return answer
  }
}
