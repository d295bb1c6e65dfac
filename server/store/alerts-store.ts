import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

export type Alert = Schemas['Alert']
export type AlertConfig = Schemas['AlertConfig']

/** A product at a location. */
export interface ProductPlace {
  readonly productMasterId: string
  readonly locationId: string
}

/** The stock of a product at a location, summed over all its stock lines there. Expired and recalled lines are on hand but not available. */
export interface StockBalance extends ProductPlace {
  readonly productName: string
  readonly locationName: string
  readonly onHand: number
  readonly available: number
}

export interface StockBalances {
  /** `undefined` if there is no stock line. `today` is a calendar date: a lot can be sold on its last day. */
  at(place: ProductPlace, today: string): Promise<StockBalance | undefined>
  /** All products at all locations with a stock line, or only the products with a line at one location; by product, then location. */
  all(today: string, locationId: string | null): Promise<StockBalance[]>
}

export interface Alerts {
  list(query: ListQuery<'listAlertHistory'>): Promise<Page<Alert>>
  insert(alert: Alert): Promise<void>
  /** The time of the latest automatic alert of this type for the product at the location. */
  lastRaised(type: Alert['type'], place: ProductPlace): Promise<string | undefined>
}

export interface AlertConfigs {
  /** `undefined` if the tenant has not set one. */
  find(): Promise<AlertConfig | undefined>
  replace(config: AlertConfig): Promise<void>
}
