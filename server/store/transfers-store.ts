import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

export type Transfer = Schemas['Transfer']
export type TransferLine = Schemas['TransferLine']
export type TransferBin = Schemas['TransferBin']
export type Recommendation = Schemas['TransferRecommendation']

export interface Transfers {
  list(query: ListQuery<'listTransfers'>): Promise<Page<Transfer>>
  find(id: string): Promise<Transfer | undefined>
  /** Throws `UniqueViolation` if another transfer came of the same recommendation, `ForeignKeyViolation` if a place or product is not there. */
  insert(transfer: Transfer): Promise<void>
  /** Replaces everything but `id`, `recommendationId` and `createdAt`. */
  update(transfer: Transfer): Promise<void>
}

export interface TransferBins {
  list(query: ListQuery<'listTransferBins'>): Promise<Page<TransferBin>>
}

export interface Recommendations {
  list(query: ListQuery<'listTransferRecommendations'>): Promise<Page<Recommendation>>
  find(id: string): Promise<Recommendation | undefined>
  insert(recommendation: Recommendation): Promise<void>
  /** Replaces what a decision changes: status, comment, the transfer, and the times but `createdAt`. */
  update(recommendation: Recommendation): Promise<void>
}
