import type { OperationId } from '../../spec/contract.ts'
import { contract } from '../../spec/contract.ts'
import type { Call } from './load.ts'

/** The measured operations: one read by id, one list, one write. */
export const measured = ['getProduct', 'listProducts', 'createProduct'] as const satisfies readonly OperationId[]
export type Measured = (typeof measured)[number]

/** The tenant whose key a call uses. Creations use another tenant, so that the measured list does not grow. */
export const tenants = { getProduct: 'nordwind', listProducts: 'nordwind', createProduct: 'suedlicht' } as const satisfies Record<
  Measured,
  string
>

/** The call of an operation with the example body of the contract; `prefix` precedes the path. Each creation has a new SKU. */
export function callOf(id: Measured, productId: string, key: string, prefix: string): Call {
  const { method, path, body } = contract.operations[id]
  const [example] = Object.values(body?.examples ?? {})
  const headers = { Authorization: `Bearer ${key}` }
  const call = { method, path: prefix + path.replace('{productId}', productId), headers }
  if (typeof example !== 'object') return call
  return { ...call, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify({ ...example, sku: 'SKU-[<id>]' }) }
}
