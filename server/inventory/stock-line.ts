import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import type { StockLine } from '../store/stock-lines-store.ts'

/** Units free to promise: on hand − reserved − on hold − picked. Below zero if more is promised than is there. */
export function available(line: StockLine): number {
  return subtract(line.quantityOnHand, line.quantityReserved, line.quantityOnHold, line.quantityPicked)
}

/**
 * On hand × unit cost, rounded half up to cents; `null` if the unit cost is unknown.
 * The product is taken to fifteen digits first, which is what a double holds of a decimal, so that 1.15 × 3 is worth 3.45.
 */
export function totalValue({ quantityOnHand, unitCost }: Pick<StockLine, 'quantityOnHand' | 'unitCost'>): number | null {
  if (unitCost === null) return null
  const value = Number((quantityOnHand * unitCost).toPrecision(15))
  // Doubles above this have no cents; below half a cent there is nothing to round, and exponents would get in the way.
  if (value >= 2 ** 46) return value
  return value < 0.005 ? 0 : Number(`${Math.round(Number(`${value}e2`))}e-2`)
}

/** The stock line as the contract shows it. */
export function inventoryItem(line: StockLine): Schemas['InventoryItem'] {
  return {
    id: line.id,
    productMasterId: line.productMasterId,
    productName: line.productName,
    globalSku: line.globalSku,
    locationId: line.locationId,
    locationName: line.locationName,
    quantityOnHand: line.quantityOnHand,
    quantityReserved: line.quantityReserved,
    quantityOnHold: line.quantityOnHold,
    quantityPicked: line.quantityPicked,
    quantityAvailable: available(line),
    lotId: line.lotId,
    lotNumber: line.lotNumber,
    expiryDate: line.expiryDate,
    binId: line.binId,
    binName: line.binName,
    unitCost: line.unitCost,
    totalValue: totalValue(line),
    currency: line.currency,
    lastCountedAt: line.lastCountedAt,
    updatedAt: line.updatedAt,
  }
}
