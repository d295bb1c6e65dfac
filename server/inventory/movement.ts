import type { Schemas } from '../../spec/contract.ts'
import { balancesAt, raiseStockAlerts } from '../alerts/stock-alerts.ts'
import { add, subtract } from '../quantity.ts'
import { refuse } from '../refusals.ts'
import { schemaNumber } from '../schema-number.ts'
import type { NewMovement, StockLine, StockPlace } from '../store/stock-lines-store.ts'
import type { TenantStore } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'
import { available } from './stock-line.ts'

/** The most that a stock line can hold: the greatest quantity of the contract. */
export const maxQuantity = schemaNumber('maximum', 'Quantity')

/** A change of one stock line. */
export interface Movement {
  readonly inventoryItemId: string
  readonly transactionType: Schemas['TransactionType']
  /** Units added or, below zero, taken away. */
  readonly deltaQty: number
  /** By how much what is reserved changes in the same step, such as minus `deltaQty` where reserved units leave; 0 if left out. */
  readonly reservedDelta?: number
  readonly reasonCodeId?: string | null
  readonly comment?: string | null
  readonly rootCause?: string | null
  readonly transferId?: string
  readonly cycleCountId?: string
}

/** A movement as it was written down, and the stock line right after it. */
export interface Moved {
  readonly movement: NewMovement
  readonly line: StockLine
}

/** When something is done, in milliseconds, and how what it makes gets its id: what every handler is given. */
export interface Making {
  readonly now: number
  readonly newId: (prefix: string) => string
}

async function findLine(store: TenantStore, id: string): Promise<StockLine> {
  const line = await store.inventory.find(id)
  if (line === undefined) throw new Error(`there is no stock line ${id}`)
  return line
}

/** Does `change` to these stock lines, and records the alerts that all of it together calls for. */
async function alerting<T>(store: TenantStore, lineIds: readonly string[], making: Making, change: () => Promise<T>): Promise<T> {
  const places: StockLine[] = []
  for (const id of new Set(lineIds)) places.push(await findLine(store, id))
  const before = await balancesAt(store, places, making.now)
  const result = await change()
  await raiseStockAlerts(store, before, making.now, making.newId)
  return result
}

/** Refuses what takes a line below what is promised of it, or further below. */
function refuseOverdraft(before: StockLine, after: StockLine): void {
  if (available(after) < Math.min(0, available(before))) throw refuse('stockInsufficient')
}

/**
 * Moves stock, one movement after the other: writes each down and changes its line, so that what is on hand stays the sum of the movements; then records
 * the alerts that all of it calls for. To be called in a transaction, with stock lines that exist. Nothing becomes negative: refuses with
 * `stockInsufficient` what would take a line below what is reserved, on hold and picked, and with `quantityExceeded` what would take it above the
 * greatest quantity.
 */
export function moveStock<const Movements extends readonly Movement[]>(
  store: TenantStore,
  movements: Movements,
  making: Making,
): Promise<{ [Index in keyof Movements]: Moved }> {
  const ids = movements.map(({ inventoryItemId }) => inventoryItemId)
  return alerting(store, ids, making, async () => {
    const moved: Moved[] = []
    for (const each of movements) {
      const before = await findLine(store, each.inventoryItemId)
      const line = {
        ...before,
        quantityOnHand: add(before.quantityOnHand, each.deltaQty),
        quantityReserved: add(before.quantityReserved, each.reservedDelta ?? 0),
        updatedAt: timestamp(making.now),
      }
      refuseOverdraft(before, line)
      if (line.quantityOnHand > maxQuantity) throw refuse('quantityExceeded')
      const movement: NewMovement = {
        id: making.newId('txn'),
        inventoryItemId: line.id,
        transactionType: each.transactionType,
        deltaQty: subtract(line.quantityOnHand, before.quantityOnHand),
        qtyBefore: before.quantityOnHand,
        qtyAfter: line.quantityOnHand,
        reasonCodeId: each.reasonCodeId ?? null,
        comment: each.comment ?? null,
        rootCause: each.rootCause ?? null,
        transferId: each.transferId ?? null,
        cycleCountId: each.cycleCountId ?? null,
        createdAt: line.updatedAt,
      }
      if (line.quantityReserved !== before.quantityReserved) await store.inventory.update(line)
      await store.adjustments.record(movement)
      moved.push({ movement, line })
    }
    // One for each.
    return moved as { [Index in keyof Movements]: Moved }
  })
}

/** Changes of what is promised of a stock line; what is on hand stays. */
export interface Claim {
  readonly inventoryItemId: string
  /** What the line is to be like. */
  readonly change: (line: StockLine) => Partial<Pick<StockLine, 'quantityReserved' | 'quantityOnHold' | 'quantityPicked' | 'recalled'>>
}

/**
 * Changes what is reserved, on hold, picked and recalled of stock lines, one after the other, and records the alerts that all of it calls for. To be
 * called in a transaction, with stock lines that exist. Refuses with `stockInsufficient` what would take from a line more than it has available.
 */
export function claimStock<const Claims extends readonly Claim[]>(
  store: TenantStore,
  claims: Claims,
  making: Making,
): Promise<{ [Index in keyof Claims]: StockLine }> {
  const ids = claims.map(({ inventoryItemId }) => inventoryItemId)
  return alerting(store, ids, making, async () => {
    const lines: StockLine[] = []
    for (const { inventoryItemId, change } of claims) {
      const before = await findLine(store, inventoryItemId)
      const line = { ...before, ...change(before), updatedAt: timestamp(making.now) }
      refuseOverdraft(before, line)
      await store.inventory.update(line)
      lines.push(line)
    }
    return lines as { [Index in keyof Claims]: StockLine }
  })
}

/** Units of a stock line to reserve or, below zero, to release. */
export interface Reservation {
  readonly inventoryItemId: string
  readonly quantity: number
}

/** Reserves units, or releases them, as `claimStock` does. */
export function reserveStock(store: TenantStore, reservations: readonly Reservation[], making: Making): Promise<StockLine[]> {
  const claims = reservations.map(({ inventoryItemId, quantity }) => ({
    inventoryItemId,
    change: (line: StockLine) => ({ quantityReserved: add(line.quantityReserved, quantity) }),
  }))
  return claimStock(store, claims, making)
}

/** The stock line of a place, opened if there is none. To be called in a transaction, with a place that exists. */
export async function openLine(store: TenantStore, place: StockPlace, { now, newId }: Making): Promise<StockLine> {
  const known = await store.inventory.at(place)
  if (known !== undefined) return known
  const { productMasterId, locationId, lotId, binId } = place
  const id = newId('item')
  const nothing = { quantityReserved: 0, quantityOnHold: 0, quantityPicked: 0, lastCountedAt: null, updatedAt: timestamp(now) }
  await store.inventory.insert({ id, productMasterId, locationId, lotId, binId, ...nothing })
  return findLine(store, id)
}
