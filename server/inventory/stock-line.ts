import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import type { StockLine } from '../store/stock-lines-store.ts'

/** The available units: on hand − reserved − on hold − picked. Negative if more is promised than is on hand. */
export function available(line: StockLine): number {
  return subtract(line.quantityOnHand, line.quantityReserved, line.quantityOnHold, line.quantityPicked)
}

/**
 * On hand × unit cost, rounded half up to cents; `null` if the unit cost is unknown.
 * The product is first rounded to fifteen digits, the precision of a double, so that 1.15 × 3 is 3.45.
 */
export function totalValue({ quantityOnHand, unitCost }: Pick<StockLine, 'quantityOnHand' | 'unitCost'>): number | null {
  if (unitCost === null) return null
  const value = Number((quantityOnHand * unitCost).toPrecision(15))
  // Larger doubles have no cents; below half a cent the value is 0 and would use exponential notation.
  if (value >= 2 ** 46) return value
  return value < 0.005 ? 0 : Number(`${Math.round(Number(`${value}e2`))}e-2`)
}

/** The stock line in the format of the contract. */
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
