import type { Schemas } from '../../spec/contract.ts'
import type { ReasonCode } from '../store/lookups-store.ts'
import type { NewMovement, StockLine } from '../store/stock-lines-store.ts'
import type { Moved } from './movement.ts'
import { available } from './stock-line.ts'

/** The movement in the format of the contract; `reason` is that of its reason code. */
function stockTransaction(movement: NewMovement, line: StockLine, reason: ReasonCode): Schemas['StockTransaction'] {
  return {
    id: movement.id,
    inventoryItemId: movement.inventoryItemId,
    productMasterId: line.productMasterId,
    locationId: line.locationId,
    transactionType: movement.transactionType,
    deltaQty: movement.deltaQty,
    qtyBefore: movement.qtyBefore,
    qtyAfter: movement.qtyAfter,
    reasonCodeId: movement.reasonCodeId,
    reasonCode: reason.label,
    comment: movement.comment,
    rootCause: movement.rootCause,
    transferId: movement.transferId,
    cycleCountId: movement.cycleCountId,
    createdAt: movement.createdAt,
  }
}

function adjustedItem(line: StockLine): Schemas['AdjustedInventoryItem'] {
  return {
    id: line.id,
    productMasterId: line.productMasterId,
    locationId: line.locationId,
    qtyOnHand: line.quantityOnHand,
    qtyReserved: line.quantityReserved,
    qtyAvailable: available(line),
  }
}

/** The adjustment in the format of the contract: the movement, the resulting line and a message. */
export function adjustment({ movement, line }: Moved, reason: ReasonCode, message: string): Schemas['Adjustment'] {
  return { success: true, transaction: stockTransaction(movement, line, reason), inventoryItem: adjustedItem(line), message }
}

/** The lot correction in the format of the contract: from one line to another. */
export function lotCorrection(out: Moved, into: Moved, reason: ReasonCode, lotNumber: string): Schemas['LotCorrection'] {
  return {
    ...adjustment(out, reason, `Moved ${into.movement.deltaQty} to ${lotNumber}.`),
    targetTransaction: stockTransaction(into.movement, into.line, reason),
    targetInventoryItem: adjustedItem(into.line),
  }
}

/** `Adjusted by +50.` */
export function adjustedBy(delta: number): string {
  return `Adjusted by ${delta > 0 ? '+' : ''}${delta}.`
}
