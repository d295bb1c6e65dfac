import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

export type Transfer = Schemas['Transfer']
export type TransferLine = Schemas['TransferLine']
export type TransferBin = Schemas['TransferBin']
export type Recommendation = Schemas['TransferRecommendation']

export interface Transfers {
  list(query: ListQuery<'listTransfers'>): Promise<Page<Transfer>>
  find(id: string): Promise<Transfer | undefined>
  /** Throws `UniqueViolation` if the recommendation already has a transfer, `ForeignKeyViolation` if a location or product does not exist. */
  insert(transfer: Transfer): Promise<void>
  /** Replaces everything except `id`, `recommendationId` and `createdAt`. */
  update(transfer: Transfer): Promise<void>
}

export interface TransferBins {
  list(query: ListQuery<'listTransferBins'>): Promise<Page<TransferBin>>
}

export interface Recommendations {
  list(query: ListQuery<'listTransferRecommendations'>): Promise<Page<Recommendation>>
  find(id: string): Promise<Recommendation | undefined>
  insert(recommendation: Recommendation): Promise<void>
  /** Replaces the results of a decision: status, comment, the transfer, and the times except `createdAt`. */
  update(recommendation: Recommendation): Promise<void>
}
