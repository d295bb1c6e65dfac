import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'
import type { StockLine } from './stock-lines-store.ts'

/** A sales channel with its policy. */
export interface Channel {
  readonly id: string
  readonly name: string
  readonly type: Schemas['ChannelType']
  readonly policyId: string
  /** Units of each product at each location that the channel must leave. */
  readonly safetyStock: number
  /** ATP at or below which it counts as low. */
  readonly lowAtpThreshold: number
}

export interface Channels {
  /** All of them, ordered by id; there are at most 50. */
  all(): Promise<Channel[]>
  insert(channel: Channel): Promise<void>
  /** `today` is a calendar date: a lot may be sold on its last day. */
  summaries(query: ListQuery<'listChannelSummaries'>, today: string): Promise<Page<Schemas['ChannelSummary']>>
}

/** Replenishment settings; the product is referred to by its id only. */
export type Level = Omit<Schemas['InventoryLevel'], 'product' | 'productMaster'>

export interface InventoryLevels {
  find(productMasterId: string, locationId: string): Promise<Level | undefined>
  insert(level: Level): Promise<void>
  /** Replaces everything but `id`, product, location and `createdAt`. */
  update(level: Level): Promise<void>
}

/** What a product has at a location, summed over stock lines. */
export interface Position {
  readonly productMasterId: string
  readonly productName: string
  readonly globalSku: string
  readonly locationId: string
  readonly locationName: string
  readonly onHand: number
  readonly reserved: number
  readonly onHold: number
  readonly picked: number
  readonly recalled: number
  readonly expired: number
  readonly stockLineCount: number
}

/** Which stock lines are looked at. */
export type LineChoice = Pick<ListQuery<'listAvailability'>, 'lotId' | 'binId' | 'includeExpired' | 'includeRecalled' | 'includeOnHold'>

/** Stock by what can be promised of it. `today` is a calendar date: a lot may be sold on its last day. */
export interface Availability {
  lines(query: ListQuery<'listAvailability'>, today: string): Promise<Page<StockLine>>
  /** Summed over the lines that match, a row for each product and location that has one. */
  sums(query: ListQuery<'listAvailability'>, today: string): Promise<Page<Position>>
  /** The first 100 lines, by id, that `choice` leaves of a product at a location. */
  linesOf(place: Pick<Position, 'productMasterId' | 'locationId'>, choice: LineChoice, today: string): Promise<StockLine[]>
  /**
   * Summed over the lines that are neither expired nor recalled, a row for each product and location that has one; none if the channel that is asked
   * for, or any, does not exist. Lowest and highest ATP are in the order of what is available, as all channels draw on the same stock.
   */
  positions(query: ListQuery<'listChannelLocationAtp'>, today: string): Promise<Page<Position>>
  /** What is available, over lines neither expired nor recalled, of a product at a location or (`null`) at all of them. */
  available(productMasterId: string, locationId: string | null, today: string): Promise<number>
}

/** What is looked at, and when: from `since` to `until`, both included, RFC 3339. */
export interface AnalyticsScope {
  readonly locationId: string | null
  readonly productMasterId: string | null
  readonly since: string
  readonly until: string
  /** Calendar dates: the first day of the next 30 and the last. */
  readonly today: string
  readonly soon: string
}

/** Stock lines that hold the same quantity at the same cost. */
export interface StockHeld {
  readonly currency: string
  readonly unitCost: number
  readonly quantityOnHand: number
  readonly lines: number
}

export interface Analytics {
  totals(
    scope: AnalyticsScope,
  ): Promise<
    Omit<Schemas['InventoryAnalytics'], 'locationId' | 'productMasterId' | 'startDate' | 'endDate' | 'values' | 'locations' | 'movements'>
  >
  /** All that is held at a known cost. */
  held(scope: AnalyticsScope): Promise<StockHeld[]>
  /** The 100 locations with the most on hand. */
  locations(scope: AnalyticsScope): Promise<Schemas['LocationStock'][]>
  /** In no particular order. */
  movements(scope: AnalyticsScope): Promise<Schemas['MovementTotal'][]>
}

/** A cycle count to open, without its lines. */
export type NewCycleCount = Omit<Schemas['CycleCount'], 'locationName' | 'lineCount' | 'countedLineCount' | 'varianceLineCount'>
export type CycleCountLine = Omit<Schemas['CycleCountLine'], 'varianceQty'>

export interface CycleCounts {
  list(query: ListQuery<'listCycleCounts'>): Promise<Page<Schemas['CycleCount']>>
  find(id: string): Promise<Schemas['CycleCount'] | undefined>
  /** Ordered by stock line. */
  lines(id: string): Promise<CycleCountLine[]>
  insert(count: NewCycleCount): Promise<void>
  /** Replaces status and times. */
  update(count: Pick<NewCycleCount, 'id' | 'status' | 'updatedAt' | 'completedAt'>): Promise<void>
  /** Adds the stock lines of a location, or of one product there, the first `limit` by id; says how many it added. */
  addLines(id: string, locationId: string, productMasterId: string | null, limit: number): Promise<number>
  /** Replaces what was counted. */
  updateLine(
    id: string,
    line: Pick<CycleCountLine, 'inventoryItemId' | 'expectedQty' | 'countedQty' | 'comment' | 'countedAt' | 'transactionId'>,
  ): Promise<void>
}

/** What of a tenant belongs to stock, beside the stock lines and their movements. */
export interface InventoryStore {
  readonly availability: Availability
  readonly channels: Channels
  readonly inventoryLevels: InventoryLevels
  readonly cycleCounts: CycleCounts
  readonly analytics: Analytics
}
