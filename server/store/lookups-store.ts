import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

export interface Location {
  readonly id: string
  readonly name: string
}

export interface Lot {
  readonly id: string
  readonly productMasterId: string
  readonly lotNumber: string
  readonly expiryDate: string | null
}

export interface Bin {
  readonly id: string
  readonly locationId: string
  readonly name: string
}

export type ReasonCode = Schemas['ReasonCode']

/** Rows that are found by id only. */
export interface Lookup<Row> {
  find(id: string): Promise<Row | undefined>
  insert(row: Row): Promise<void>
}

export interface Lots extends Lookup<Lot> {
  /** The lot of a product with the given number. */
  numbered(productMasterId: string, lotNumber: string): Promise<Lot | undefined>
}

export interface ReasonCodes extends Lookup<ReasonCode> {
  list(query: ListQuery<'listReasonCodes'>): Promise<Page<ReasonCode>>
}
