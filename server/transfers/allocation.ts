import { available } from '../inventory/stock-line.ts'
import { fromMillionths, toMillionths } from '../quantity.ts'
import { schemaNumber } from '../schema-number.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import type { TransferLine } from '../store/transfers-store.ts'

/** Maximum number of stock lines for one line of a transfer. */
const maxAllocations = schemaNumber('maxItems', 'TransferLine', 'allocations')

/** The number of lot and bin constraints: constrained lines are served before flexible ones. */
const particularity = ({ lotId, binId }: TransferLine) => (lotId === null ? 0 : 1) + (binId === null ? 0 : 1)

/** Recalled units are never used, expired ones only from a requested lot. `today` is a calendar date; a lot can be sold on its last day. */
function fits(stock: StockLine, wanted: TransferLine, today: string): boolean {
  if (stock.recalled || stock.productMasterId !== wanted.productMasterId) return false
  if (wanted.binId !== null && stock.binId !== wanted.binId) return false
  if (wanted.lotId !== null) return stock.lotId === wanted.lotId
  return stock.expiryDate === null || stock.expiryDate >= today
}

/**
 * The lines with their allocations from stock lines at the source, in the given order: the earliest expiry first. Lines with a lot or a bin are
 * served first. `undefined` if a line is not available in full.
 */
export function allocate(lines: readonly TransferLine[], stock: readonly StockLine[], today: string): TransferLine[] | undefined {
  const left = new Map(stock.map((each) => [each.id, toMillionths(available(each))]))
  const allocated = [...lines]
  const byParticularity = [...lines.entries()].toSorted(([, a], [, b]) => particularity(b) - particularity(a))
  for (const [index, line] of byParticularity) {
    let needed = toMillionths(line.quantity)
    const allocations: TransferLine['allocations'] = []
    for (const { id, lotId, binId } of stock.filter((each) => fits(each, line, today))) {
      const taken = Math.min(needed, left.get(id) ?? 0)
      if (taken <= 0) continue
      if (allocations.length === maxAllocations) break
      allocations.push({ inventoryItemId: id, lotId, binId, quantity: fromMillionths(taken) })
      left.set(id, (left.get(id) ?? 0) - taken)
      needed -= taken
    }
    if (needed > 0) return undefined
    allocated[index] = { ...line, allocations }
  }
  return allocated
}
