import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

/** A stock line as it is kept; what can be computed from it (`quantityAvailable`, `totalValue`) is left to who reads it. */
export type StockLine = Omit<Schemas['InventoryItem'], 'quantityAvailable' | 'totalValue'> & { readonly recalled: boolean }

/** Where a stock line is; there is at most one for each. */
export type StockPlace = Pick<NewStockLine, 'productMasterId' | 'locationId' | 'lotId' | 'binId'>

/** A stock line to open. It starts empty: stock comes with movements. */
export interface NewStockLine {
  readonly id: string
  readonly productMasterId: string
  readonly locationId: string
  readonly lotId: string | null
  readonly binId: string | null
  readonly quantityReserved: number
  readonly quantityOnHold: number
  readonly quantityPicked: number
  readonly lastCountedAt: string | null
  readonly updatedAt: string
}

/** A movement to write down; product and location are kept with the stock line, the label of its reason code with the reason code. */
export type NewMovement = Omit<Schemas['StockTransaction'], 'productMasterId' | 'locationId' | 'reasonCode'>

export interface Inventory {
  list(query: ListQuery<'listInventory'>): Promise<Page<StockLine>>
  find(id: string): Promise<StockLine | undefined>
  /** The line of exactly this product, location, lot and bin; `null` is no lot, no bin. */
  at(place: StockPlace): Promise<StockLine | undefined>
  /** All lines of a product at a location, those that expire first first (those without a date last), then by id. */
  of(productMasterId: string, locationId: string): Promise<StockLine[]>
  insert(line: NewStockLine): Promise<void>
  /** Replaces what is reserved, on hold, picked and recalled, and both times; what is on hand changes with movements only. */
  update(line: StockLine): Promise<void>
}

export interface Adjustments {
  /**
   * Writes a movement down and moves the stock line by it, so that what is on hand stays the sum of the movements.
   * Throws if the line does not hold `qtyBefore`: read it in the same transaction.
   */
  record(movement: NewMovement): Promise<void>
  list(query: ListQuery<'listAdjustments'>): Promise<Page<Schemas['StockTransaction']>>
  /** What all movements of a line add up to. */
  sum(inventoryItemId: string): Promise<number>
}
