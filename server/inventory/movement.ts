import type { Schemas } from '../../spec/contract.ts'
import { balancesAt, raiseStockAlerts } from '../alerts/stock-alerts.ts'
import { add, subtract } from '../quantity.ts'
import { refuse } from '../refusals.ts'
import { schemaNumber } from '../schema-number.ts'
import type { NewMovement, StockLine, StockPlace } from '../store/stock-lines-store.ts'
import type { TenantStore } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'
import { available } from './stock-line.ts'

/** Maximum quantity of a stock line, as defined by the contract. */
export const maxQuantity = schemaNumber('maximum', 'Quantity')

/** A change of one stock line. */
export interface Movement {
  readonly inventoryItemId: string
  readonly transactionType: Schemas['TransactionType']
  /** Units added or, if negative, removed. */
  readonly deltaQty: number
  /** The change of the reserved quantity in the same step, such as minus `deltaQty` if reserved units leave; 0 by default. */
  readonly reservedDelta?: number
  readonly reasonCodeId?: string | null
  readonly comment?: string | null
  readonly rootCause?: string | null
  readonly transferId?: string
  readonly cycleCountId?: string
}

/** A recorded movement, and the stock line right after it. */
export interface Moved {
  readonly movement: NewMovement
  readonly line: StockLine
}

/** The time in milliseconds and the id generator that every handler gets. */
export interface Making {
  readonly now: number
  readonly newId: (prefix: string) => string
}

async function findLine(store: TenantStore, id: string): Promise<StockLine> {
  const line = await store.inventory.find(id)
  if (line === undefined) throw new Error(`there is no stock line ${id}`)
  return line
}

/** Applies `change` to these stock lines and records the alerts for the whole change. */
async function alerting<T>(store: TenantStore, lineIds: readonly string[], making: Making, change: () => Promise<T>): Promise<T> {
  const places: StockLine[] = []
  for (const id of new Set(lineIds)) places.push(await findLine(store, id))
  const before = await balancesAt(store, places, making.now)
  const result = await change()
  await raiseStockAlerts(store, before, making.now, making.newId)
  return result
}

/** Rejects a change that takes a line below its promised quantity, or further below it. */
function refuseOverdraft(before: StockLine, after: StockLine): void {
  if (available(after) < Math.min(0, available(before))) throw refuse('stockInsufficient')
}

/**
 * Moves stock: records each movement in order and changes its line, so that the quantity on hand stays the sum of the movements; then records
 * the alerts for the whole change. Call it in a transaction with existing stock lines. No quantity becomes negative: rejects with
 * `stockInsufficient` if a line would fall below the sum of its reserved, held and picked quantities, and with `quantityExceeded` if it would exceed
 * the maximum quantity.
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
    // One per movement.
    return moved as { [Index in keyof Movements]: Moved }
  })
}

/** A change of the promised quantities of a stock line; the quantity on hand is unchanged. */
export interface Claim {
  readonly inventoryItemId: string
  /** The new values of the line. */
  readonly change: (line: StockLine) => Partial<Pick<StockLine, 'quantityReserved' | 'quantityOnHold' | 'quantityPicked' | 'recalled'>>
}

/**
 * Changes the reserved, held, picked and recalled quantities of stock lines in order, and records the alerts for the whole change. Call it
 * in a transaction with existing stock lines. Rejects with `stockInsufficient` if a line has less available than required.
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

/** Units of a stock line to reserve or, if negative, to release. */
export interface Reservation {
  readonly inventoryItemId: string
  readonly quantity: number
}

/** Reserves or releases units, as `claimStock` does. */
export function reserveStock(store: TenantStore, reservations: readonly Reservation[], making: Making): Promise<StockLine[]> {
  const claims = reservations.map(({ inventoryItemId, quantity }) => ({
    inventoryItemId,
    change: (line: StockLine) => ({ quantityReserved: add(line.quantityReserved, quantity) }),
  }))
  return claimStock(store, claims, making)
}

/** The stock line of a place; creates it if necessary. Call it in a transaction with an existing place. */
export async function openLine(store: TenantStore, place: StockPlace, { now, newId }: Making): Promise<StockLine> {
  const known = await store.inventory.at(place)
  if (known !== undefined) return known
  const { productMasterId, locationId, lotId, binId } = place
  const id = newId('item')
  const nothing = { quantityReserved: 0, quantityOnHold: 0, quantityPicked: 0, lastCountedAt: null, updatedAt: timestamp(now) }
  await store.inventory.insert({ id, productMasterId, locationId, lotId, binId, ...nothing })
  return findLine(store, id)
}
