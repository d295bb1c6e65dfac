/* Compiled by `tsc` but never run: the compiler has to reject each line after `@ts-expect-error`. */
import type { ListDefinition } from './store/list-definition.ts'
import type { ListQuery } from './store/list-query.ts'
import type { Tables } from './store/tables.ts'

type Asked = Pick<ListQuery<'listProducts'>, 'page' | 'limit' | 'sortOrder' | 'status'> & { readonly sortBy: 'name' | 'sku' }
type Definition = ListDefinition<Asked, object, 'products', Tables, 'products', { id: string }>

/** Filters. */
export const filters: Definition['filters'] = { status: (where, status) => where('status', '=', status) }
// @ts-expect-error -- the filter status is forgotten
export const noFilters: Definition['filters'] = {}
export const tooManyFilters: Definition['filters'] = {
  status: (where, status) => where('status', '=', status),
  // @ts-expect-error -- the operation has no filter colour
  colour: (): never => {
    throw new Error()
  },
}
// @ts-expect-error -- a status is no number
export const wrongFilter: Definition['filters'] = { status: (where, status) => where('lotTracked', '=', status) }

/** Orders. */
export const sorts: Definition['sorts'] = { name: (row) => row.ref('name'), sku: (row) => row.ref('sku') }
// @ts-expect-error -- the order by sku is forgotten
export const tooFewSorts: Definition['sorts'] = { name: (row) => row.ref('name') }
// @ts-expect-error -- products have no column colour
export const wrongSort: Definition['sorts'] = { name: (row) => row.ref('name'), sku: (row) => row.ref('colour') }
