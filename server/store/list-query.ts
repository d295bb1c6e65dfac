import type { OperationId, Operations, Schemas } from '../../spec/contract.ts'

type Query<Id extends OperationId> = Operations[Id]['parameters'] extends { query?: infer Q } ? NonNullable<Q> : never

type Filled<Q, Names> = Q & Required<Pick<Q, Extract<keyof Q, Names>>>

/** What a list can be asked: the query parameters of the operation, paging and order always present. */
export type ListQuery<Id extends OperationId> = Filled<Query<Id>, 'page' | 'limit' | 'sortBy' | 'sortOrder'>

/** One page of a list, in the two members that a list answers with. The total is exact and of the same moment as the rows. */
export interface Page<Row> {
  readonly data: Row[]
  readonly pagination: Schemas['Pagination']
}
