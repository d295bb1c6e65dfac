import type { OperationId } from '../../spec/contract.ts'
import { contract } from '../../spec/contract.ts'
import type { Call } from './load.ts'

/** The operations that are measured: one read by id, one list, one write. */
export const measured = ['getProduct', 'listProducts', 'createProduct'] as const satisfies readonly OperationId[]
export type Measured = (typeof measured)[number]

/** Whose key a call carries. What is created belongs to another tenant, so that the list that is measured stays as long as it is. */
export const tenants = { getProduct: 'nordwind', listProducts: 'nordwind', createProduct: 'suedlicht' } as const satisfies Record<
  Measured,
  string
>

/** The call of an operation, as the contract's own example has it; `prefix` stands before the path. A creation has a new SKU each time. */
export function callOf(id: Measured, productId: string, key: string, prefix: string): Call {
  const { method, path, body } = contract.operations[id]
  const [example] = Object.values(body?.examples ?? {})
  const headers = { Authorization: `Bearer ${key}` }
  const call = { method, path: prefix + path.replace('{productId}', productId), headers }
  if (typeof example !== 'object') return call
  return { ...call, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ ...example, sku: 'SKU-[<id>]' }) }
}
