import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'
import type { StockLine } from './stock-lines-store.ts'

/** A sales channel with its policy. */
export interface Channel {
  readonly id: string
  readonly name: string
  readonly type: Schemas['ChannelType']
  readonly policyId: string
  /** Units of each product at each location that the channel must not sell. */
  readonly safetyStock: number
  /** Maximum ATP that counts as low. */
  readonly lowAtpThreshold: number
}

export interface Channels {
  /** All channels, ordered by id; at most 50. */
  all(): Promise<Channel[]>
  insert(channel: Channel): Promise<void>
  /** `today` is a calendar date: a lot can be sold on its last day. */
  summaries(query: ListQuery<'listChannelSummaries'>, today: string): Promise<Page<Schemas['ChannelSummary']>>
}

/** Replenishment settings; the product is referenced by id only. */
export type Level = Omit<Schemas['InventoryLevel'], 'product' | 'productMaster'>

export interface InventoryLevels {
  find(productMasterId: string, locationId: string): Promise<Level | undefined>
  insert(level: Level): Promise<void>
  /** Replaces everything except `id`, product, location and `createdAt`. */
  update(level: Level): Promise<void>
}

/** The stock of a product at a location, summed over its stock lines. */
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

/** A selection of stock lines. */
export type LineChoice = Pick<ListQuery<'listAvailability'>, 'lotId' | 'binId' | 'includeExpired' | 'includeRecalled' | 'includeOnHold'>

/** The available stock. `today` is a calendar date: a lot can be sold on its last day. */
export interface Availability {
  lines(query: ListQuery<'listAvailability'>, today: string): Promise<Page<StockLine>>
  /** Sums of the matching lines, one row per product and location with such lines. */
  sums(query: ListQuery<'listAvailability'>, today: string): Promise<Page<Position>>
  /** The first 100 lines by id of a product at a location that match `choice`. */
  linesOf(place: Pick<Position, 'productMasterId' | 'locationId'>, choice: LineChoice, today: string): Promise<StockLine[]>
  /**
   * Sums of the lines that are neither expired nor recalled, one row per product and location with such lines; empty if the requested channel,
   * or any channel, does not exist. Rows sort by ATP as by availability, because all channels use the same stock.
   */
  positions(query: ListQuery<'listChannelLocationAtp'>, today: string): Promise<Page<Position>>
  /** The available quantity of a product at a location or (`null`) at all, from lines that are neither expired nor recalled. */
  available(productMasterId: string, locationId: string | null, today: string): Promise<number>
}

/** The scope and period of the analytics: from `since` to `until`, inclusive, RFC 3339. */
export interface AnalyticsScope {
  readonly locationId: string | null
  readonly productMasterId: string | null
  readonly since: string
  readonly until: string
  /** Calendar dates: the first and the last of the next 30 days. */
  readonly today: string
  readonly soon: string
}

export interface Analytics {
  /** All figures but the movements, with the 100 locations that have the largest quantity on hand. In a transaction only: it keeps what it has computed. */
  totals(
    scope: AnalyticsScope,
  ): Promise<Omit<Schemas['InventoryAnalytics'], 'locationId' | 'productMasterId' | 'startDate' | 'endDate' | 'movements'>>
  /** Unordered. */
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
  /** Adds the first `limit` stock lines by id of a location, or of one product there, and returns their number. */
  addLines(id: string, locationId: string, productMasterId: string | null, limit: number): Promise<number>
  /** Replaces the counted values. */
  updateLine(
    id: string,
    line: Pick<CycleCountLine, 'inventoryItemId' | 'expectedQty' | 'countedQty' | 'comment' | 'countedAt' | 'transactionId'>,
  ): Promise<void>
}

/** The inventory of a tenant, except stock lines and movements. */
export interface InventoryStore {
  readonly availability: Availability
  readonly channels: Channels
  readonly inventoryLevels: InventoryLevels
  readonly cycleCounts: CycleCounts
  readonly analytics: Analytics
}
