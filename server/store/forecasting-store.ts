import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

/** A selection of demand; `null` means all. */
export interface DemandFilter {
  readonly productMasterId: string | null
  readonly locationId: string | null
  readonly channelId: string | null
}

/** The daily demand for a product at a location in a channel. */
export interface DemandLine {
  readonly productMasterId: string
  readonly locationId: string
  readonly channelId: string
  /** Calendar date of the first item of `quantities`. */
  readonly startDate: string
  /** One per day, without gaps. */
  readonly quantities: readonly number[]
}

/** A line with the SKU and name of its product. */
export interface NamedDemandLine extends DemandLine {
  readonly sku: string
  readonly productName: string
}

/** What all demand of a tenant has in common. */
export interface DemandState {
  /** The last day with known demand; `null` if there is none. */
  readonly lastDate: string | null
  /** A text that no other demand has, whatever the tenant and the database; `null` if it is not known. Names of products and channels do not belong to it. */
  readonly version: string | null
}

export interface Demand {
  /** The selected demand, ordered by product, location and channel. */
  select(filter: DemandFilter): Promise<DemandState & { readonly lines: NamedDemandLine[] }>
  state(): Promise<DemandState>
  insert(line: DemandLine): Promise<void>
}

export type ForecastEvent = Schemas['ForecastEvent']
/** An event to store; the data of its product are stored with the product. */
export type NewForecastEvent = Omit<ForecastEvent, 'isGlobal' | 'isOrgWide' | 'productMaster'>

/** An inclusive range of calendar dates. */
export interface Days {
  readonly startDate: string
  readonly endDate: string
}

export interface ForecastEvents {
  list(query: ListQuery<'listForecastEvents'>): Promise<Page<ForecastEvent>>
  find(id: string): Promise<ForecastEvent | undefined>
  /** The events of a scenario that overlap these days, ordered by `startsAt` and id. */
  ofScenario(scenarioId: string, days: Days): Promise<ForecastEvent[]>
  /** The events of all published scenarios that overlap these days, without duplicates, in the same order. */
  published(days: Days): Promise<ForecastEvent[]>
  /** Throws `ForeignKeyViolation` if the product or location does not exist. */
  insert(event: NewForecastEvent): Promise<void>
  /** Replaces everything except `id` and `createdAt`. */
  update(event: NewForecastEvent): Promise<void>
  /** Returns whether it existed. The caller must check that no scenario needs it. */
  delete(id: string): Promise<boolean>
}

export type ForecastScenario = Schemas['ForecastScenario']

export interface ForecastScenarios {
  /** Excludes archived scenarios unless `status` or `includeArchived` select them. */
  list(query: ListQuery<'listForecastScenarios'>): Promise<Page<ForecastScenario>>
  find(id: string): Promise<ForecastScenario | undefined>
  /** Scenarios that include an event and are not archived, ordered by id. */
  including(eventId: string): Promise<ForecastScenario[]>
  insert(scenario: ForecastScenario): Promise<void>
  /** Replaces everything except `id` and `createdAt`. */
  update(scenario: ForecastScenario): Promise<void>
}

export type ForecastChange = Schemas['ForecastChange']

export interface ForecastChanges {
  list(query: ListQuery<'listForecastChanges'>): Promise<Page<ForecastChange>>
  insert(change: ForecastChange): Promise<void>
}

/** All stock at one location or, with `null`, at all. */
export interface StockHoldings {
  /**
   * The quantity on hand, and the values of the positions with stock and a known cost, each rounded to cents, by currency. In a transaction only: it keeps what
   * it has computed.
   */
  sums(
    locationId: string | null,
  ): Promise<{ readonly quantityOnHand: number; readonly values: readonly { currency: string; value: number }[] }>
  /** The products and locations with demand of which a quantity is available that is neither expired nor recalled. `today` is a calendar date. */
  inStock(locationId: string | null, today: string): Promise<Pick<DemandLine, 'productMasterId' | 'locationId'>[]>
}
