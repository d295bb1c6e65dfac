import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import { totalValue } from '../value.ts'

/** The available units: on hand − reserved − on hold − picked. Negative if more is promised than is on hand. */
export function available(line: StockLine): number {
  return subtract(line.quantityOnHand, line.quantityReserved, line.quantityOnHold, line.quantityPicked)
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
