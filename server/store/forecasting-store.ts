import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

/** Which demand is meant; `null` for all. */
export interface DemandFilter {
  readonly productMasterId: string | null
  readonly locationId: string | null
  readonly channelId: string | null
}

/** The demand for a product at a location in a channel, day by day. */
export interface DemandLine {
  readonly productMasterId: string
  readonly locationId: string
  readonly channelId: string
  /** Calendar date of the first of `quantities`. */
  readonly startDate: string
  /** One for each day, without a gap. */
  readonly quantities: readonly number[]
}

/** A line with the names of what it is about. */
export interface NamedDemandLine extends DemandLine {
  readonly sku: string
  readonly productName: string
  readonly channelName: string
}

export interface Demand {
  /** What a filter selects, ordered by product, location and channel, and the last day of which any demand of the tenant is known. */
  select(filter: DemandFilter): Promise<{ readonly lines: NamedDemandLine[]; readonly lastDate: string | null }>
  insert(line: DemandLine): Promise<void>
}

export type ForecastEvent = Schemas['ForecastEvent']
/** An event to write down; what it says of its product is kept with the product. */
export type NewForecastEvent = Omit<ForecastEvent, 'isGlobal' | 'isOrgWide' | 'productMaster'>

/** A time from one calendar date to another, both included. */
export interface Days {
  readonly startDate: string
  readonly endDate: string
}

export interface ForecastEvents {
  list(query: ListQuery<'listForecastEvents'>): Promise<Page<ForecastEvent>>
  find(id: string): Promise<ForecastEvent | undefined>
  /** The events of a scenario that fall on these days, ordered by `startsAt` and id. */
  ofScenario(scenarioId: string, days: Days): Promise<ForecastEvent[]>
  /** The events of all published scenarios that fall on these days, each once, in the same order. */
  published(days: Days): Promise<ForecastEvent[]>
  /** Throws `ForeignKeyViolation` if there is no such product or location. */
  insert(event: NewForecastEvent): Promise<void>
  /** Replaces everything but `id` and `createdAt`. */
  update(event: NewForecastEvent): Promise<void>
  /** Whether there was one. That no scenario needs it is for the caller to know. */
  delete(id: string): Promise<boolean>
}

export type ForecastScenario = Schemas['ForecastScenario']

export interface ForecastScenarios {
  /** Without the archived ones, unless `status` or `includeArchived` ask for them. */
  list(query: ListQuery<'listForecastScenarios'>): Promise<Page<ForecastScenario>>
  find(id: string): Promise<ForecastScenario | undefined>
  /** Those that include an event and are not archived, ordered by id. */
  including(eventId: string): Promise<ForecastScenario[]>
  insert(scenario: ForecastScenario): Promise<void>
  /** Replaces everything but `id` and `createdAt`. */
  update(scenario: ForecastScenario): Promise<void>
}

export type ForecastChange = Schemas['ForecastChange']

export interface ForecastChanges {
  list(query: ListQuery<'listForecastChanges'>): Promise<Page<ForecastChange>>
  insert(change: ForecastChange): Promise<void>
}

/** What there is of a product at a location, and what a unit of it costs. */
export interface StockHolding {
  readonly productMasterId: string
  readonly locationId: string
  readonly quantityOnHand: number
  /** Neither promised nor expired nor recalled. */
  readonly quantityAvailable: number
  readonly unitCost: number | null
  readonly currency: string
}

export interface StockHoldings {
  /** At one location or, with `null`, at all of them. `today` is the calendar date by which lots are expired. By product, then location. */
  all(locationId: string | null, today: string): Promise<StockHolding[]>
}
