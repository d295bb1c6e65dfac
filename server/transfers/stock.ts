import { claimStock, type Making, type Movement, moveStock, openLine, reserveStock } from '../inventory/movement.ts'
import { refuse } from '../refusals.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import type { TenantStore } from '../store/store.ts'
import type { Transfer, TransferLine } from '../store/transfers-store.ts'
import { timestamp } from '../timestamp.ts'
import { allocate } from './allocation.ts'
import { movedTransfer } from './transfer.ts'

/** Each allocation with its line, in order. */
const allocationsOf = ({ lines }: Transfer) => lines.flatMap((line) => line.allocations.map((allocation) => ({ line, ...allocation })))

/**
 * Reserves the units of a transfer at its source, all or none, and returns the allocations.
 * Rejects with `transferUnavailable` if a line is not available in full.
 */
async function reserve(store: TenantStore, transfer: Transfer, making: Making): Promise<TransferLine[]> {
  const stock: StockLine[] = []
  for (const productMasterId of new Set(transfer.lines.map((line) => line.productMasterId))) {
    stock.push(...(await store.inventory.of(productMasterId, transfer.sourceLocationId)))
  }
  const lines = allocate(transfer.lines, stock, new Date(making.now).toISOString().slice(0, 10))
  if (lines === undefined) throw refuse('transferUnavailable')
  await reserveStock(store, allocationsOf({ ...transfer, lines }), making)
  return lines
}

/** Releases the reserved units of a transfer. */
async function release(store: TenantStore, transfer: Transfer, making: Making): Promise<void> {
  const reservations = allocationsOf(transfer).map(({ inventoryItemId, quantity }) => ({ inventoryItemId, quantity: -quantity }))
  if (reservations.length > 0) await reserveStock(store, reservations, making)
}

/**
 * Moves the units of a transfer from the stock lines where they were reserved to those of the same product and lot at the destination, which
 * are created if necessary. Units that were recalled in the meantime arrive as recalled, which then applies to the whole destination line.
 */
async function receive(store: TenantStore, transfer: Transfer, making: Making): Promise<void> {
  const movements: Movement[] = []
  const recalled = new Set<string>()
  for (const { line, inventoryItemId, lotId, quantity } of allocationsOf(transfer)) {
    const place = { productMasterId: line.productMasterId, locationId: transfer.destLocationId, lotId, binId: line.destBinId }
    const dest = await openLine(store, place, making)
    const source = await store.inventory.find(inventoryItemId)
    if (source?.recalled === true && !dest.recalled) recalled.add(dest.id)
    const moved = { transferId: transfer.id }
    movements.push(
      { ...moved, inventoryItemId, transactionType: 'TRANSFER_OUT', deltaQty: -quantity, reservedDelta: -quantity },
      { ...moved, inventoryItemId: dest.id, transactionType: 'TRANSFER_IN', deltaQty: quantity },
    )
  }
  if (recalled.size > 0) {
    const claims = [...recalled].map((inventoryItemId) => ({ inventoryItemId, change: () => ({ recalled: true }) }))
    await claimStock(store, claims, making)
  }
  await moveStock(store, movements, making)
}

/**
 * Moves a transfer to a status, and reserves, releases or moves its stock. Call it in a transaction; the caller writes the transfer
 * itself. Rejects with `transferUnavailable` if stock is insufficient, and with `quantityExceeded` if a stock line would exceed its maximum.
 */
export async function moveOn(
  store: TenantStore,
  transfer: Transfer,
  status: Exclude<Transfer['status'], 'DRAFT'>,
  making: Making,
): Promise<Transfer> {
  const moved = movedTransfer(transfer, status, timestamp(making.now))
  if (status === 'PENDING') return { ...moved, lines: await reserve(store, transfer, making) }
  if (status === 'CANCELLED') await release(store, transfer, making)
  if (status === 'RECEIVED') await receive(store, transfer, making)
  return moved
}
