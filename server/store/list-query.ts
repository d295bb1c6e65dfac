import type { OperationId, Operations, Schemas } from '../../spec/contract.ts'

type Query<Id extends OperationId> = Operations[Id]['parameters'] extends { query?: infer Q } ? NonNullable<Q> : never

type Filled<Q, Names> = Q & Required<Pick<Q, Extract<keyof Q, Names>>>

/** The query of a list: the parameters of the operation, with paging and sorting always present. */
export type ListQuery<Id extends OperationId> = Filled<Query<Id>, 'page' | 'limit' | 'sortBy' | 'sortOrder'>

/** A page of a list, with the two members of a list response. The total is exact and from the same snapshot as the rows. */
export interface Page<Row> {
  readonly data: Row[]
  readonly pagination: Schemas['Pagination']
}
