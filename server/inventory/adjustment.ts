import type { Schemas } from '../../spec/contract.ts'
import { add, rounded, subtract } from '../quantity.ts'
import type { NewMovement, ReasonCode, StockLine } from '../store/store.ts'
import { available } from './stock-line.ts'

/** Whether a line may hold `quantity` on hand: not less than is reserved, on hold and picked. */
export function suffices(line: StockLine, quantity: number): boolean {
  return available({ ...line, quantityOnHand: quantity }) >= 0
}

/** The movement that sets a line to the quantity that was sent, kept to six decimals. */
export function adjustmentOf(
  line: StockLine,
  sent: Schemas['AdjustmentCreate'],
  made: { readonly id: string; readonly time: string },
): NewMovement {
  const qtyAfter = rounded(sent.newQtyOnHand)
  return {
    id: made.id,
    inventoryItemId: line.id,
    transactionType: 'ADJUSTMENT',
    deltaQty: subtract(qtyAfter, line.quantityOnHand),
    qtyBefore: line.quantityOnHand,
    qtyAfter,
    reasonCodeId: sent.reasonCodeId,
    comment: sent.comment ?? null,
    rootCause: sent.rootCause ?? null,
    createdAt: made.time,
  }
}

/** The adjustment as the contract shows it: the movement, the line after it, and both in a sentence. */
export function adjustment(line: StockLine, movement: NewMovement, reason: ReasonCode): Schemas['Adjustment'] {
  const after = { ...line, quantityOnHand: add(line.quantityOnHand, movement.deltaQty) }
  return {
    success: true,
    transaction: {
      id: movement.id,
      inventoryItemId: movement.inventoryItemId,
      transactionType: movement.transactionType,
      deltaQty: movement.deltaQty,
      qtyBefore: movement.qtyBefore,
      qtyAfter: movement.qtyAfter,
      reasonCodeId: movement.reasonCodeId,
      reasonCode: reason.label,
      comment: movement.comment,
      rootCause: movement.rootCause,
      createdAt: movement.createdAt,
    },
    inventoryItem: {
      id: line.id,
      productMasterId: line.productMasterId,
      locationId: line.locationId,
      qtyOnHand: after.quantityOnHand,
      qtyReserved: after.quantityReserved,
      qtyAvailable: available(after),
    },
    message: `Adjusted by ${movement.deltaQty > 0 ? '+' : ''}${movement.deltaQty}.`,
  }
}
