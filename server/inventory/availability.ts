import type { Schemas } from '../../spec/contract.ts'
import { rounded, subtract } from '../quantity.ts'
import type { Position } from '../store/inventory-store.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import { available } from './stock-line.ts'

/** The calendar date of a time in UTC; milliseconds. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10)
}

/** The availability of a stock line. `today` is a calendar date: a lot can be sold on its last day. */
export function availabilityLine(line: StockLine, today: string): Schemas['AvailabilityLine'] {
  const expired = line.expiryDate !== null && line.expiryDate < today
  return {
    type: 'STOCK_LINE',
    id: line.id,
    productMasterId: line.productMasterId,
    locationId: line.locationId,
    lotId: line.lotId,
    binId: line.binId,
    expiryDate: line.expiryDate,
    recalled: line.recalled,
    qtyOnHand: line.quantityOnHand,
    qtyReserved: line.quantityReserved,
    qtyOnHold: line.quantityOnHold,
    qtyPicked: line.quantityPicked,
    qtyRecalled: line.recalled ? line.quantityOnHand : 0,
    qtyExpired: expired ? line.quantityOnHand : 0,
    qtyAvailable: available(line),
    updatedAt: line.updatedAt,
  }
}

/** The available units of a product at a location: on hand − reserved − on hold − picked. */
export function availableAt({ onHand, reserved, onHold, picked }: Position): number {
  return subtract(onHand, reserved, onHold, picked)
}

/** The sums for a product at a location, with its lines if requested. */
export function availabilitySummary(position: Position, lines: readonly StockLine[], today: string): Schemas['AvailabilitySummary'] {
  return {
    type: 'SUMMARY',
    productMasterId: position.productMasterId,
    locationId: position.locationId,
    totalOnHand: position.onHand,
    totalReserved: position.reserved,
    totalOnHold: position.onHold,
    totalPicked: position.picked,
    totalRecalled: position.recalled,
    totalExpired: position.expired,
    totalAvailable: availableAt(position),
    stockLineCount: position.stockLineCount,
    stockLines: lines.map((line) => availabilityLine(line, today)),
  }
}

/** Whether the requested quantity is available; `qtyAvailable` is the total available quantity. */
export function checkResult(wanted: Schemas['AvailabilityCheckItem'], qtyAvailable: number): Schemas['AvailabilityCheckResult'] {
  const qtyRequested = rounded(wanted.qty)
  const qtyShort = Math.max(0, subtract(qtyRequested, qtyAvailable))
  return {
    productMasterId: wanted.productMasterId,
    locationId: wanted.locationId ?? null,
    qtyRequested,
    qtyAvailable,
    qtyShort,
    available: qtyShort === 0,
  }
}
