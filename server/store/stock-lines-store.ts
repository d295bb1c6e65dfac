import type { Schemas } from '../../spec/contract.ts'
import type { ListQuery, Page } from './list-query.ts'

/** A stored stock line; computed values (`quantityAvailable`, `totalValue`) are not stored. */
export type StockLine = Omit<Schemas['InventoryItem'], 'quantityAvailable' | 'totalValue'> & { readonly recalled: boolean }

/** The place of a stock line; there is at most one line per place. */
export type StockPlace = Pick<NewStockLine, 'productMasterId' | 'locationId' | 'lotId' | 'binId'>

/** A stock line to create. It starts empty: movements add stock. */
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

/** A movement to record; product and location are stored with the stock line, the label of its reason with the reason code. */
export type NewMovement = Omit<Schemas['StockTransaction'], 'productMasterId' | 'locationId' | 'reasonCode'>

export interface Inventory {
  list(query: ListQuery<'listInventory'>): Promise<Page<StockLine>>
  find(id: string): Promise<StockLine | undefined>
  /** The line of exactly this product, location, lot and bin; `null` means no lot or no bin. */
  at(place: StockPlace): Promise<StockLine | undefined>
  /** All lines of a product at a location, by expiry (lines without a date last), then by id. */
  of(productMasterId: string, locationId: string): Promise<StockLine[]>
  insert(line: NewStockLine): Promise<void>
  /** Replaces the reserved, held, picked and recalled values and both times; the quantity on hand changes only by movements. */
  update(line: StockLine): Promise<void>
}

export interface Adjustments {
  /**
   * Records a movement and changes the stock line accordingly, so that the quantity on hand stays the sum of the movements.
   * Throws if the quantity on hand is not `qtyBefore`: read it in the same transaction.
   */
  record(movement: NewMovement): Promise<void>
  list(query: ListQuery<'listAdjustments'>): Promise<Page<Schemas['StockTransaction']>>
  /** The sum of all movements of a line. */
  sum(inventoryItemId: string): Promise<number>
}
