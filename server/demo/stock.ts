import { add } from '../quantity.ts'
import type { Lot, NewMovement, NewStockLine, Product, ReasonCode } from '../store/store.ts'
import { created, dateAfter, daysBefore, daysSince } from './clock.ts'
import type { Place, Reasons } from './places.ts'
import type { Random } from './random.ts'

/** A stock line with the movements that led to what is on hand, the oldest first. */
export interface Stock {
  readonly line: NewStockLine
  readonly movements: readonly NewMovement[]
}

/** One step of a stock line's history. */
interface Step {
  readonly delta: number
  readonly reason: ReasonCode
  readonly at: string
  readonly comment?: string
}

/** The movements of a line that starts empty, in the order of the steps. */
function movementsOf(inventoryItemId: string, steps: readonly Step[], random: Random): NewMovement[] {
  let onHand = 0
  return steps.map(({ delta, reason, at, comment = null }) => {
    const qtyBefore = onHand
    onHand = add(onHand, delta)
    return {
      id: random.id('txn'),
      inventoryItemId,
      transactionType: 'ADJUSTMENT',
      deltaQty: delta,
      qtyBefore,
      qtyAfter: onHand,
      reasonCodeId: reason.id,
      comment,
      rootCause: null,
      createdAt: at,
    }
  })
}

/** The stock line and lot of the contract's examples. */
export function exampleStock(random: Random, reasons: Reasons): { lot: Lot; stock: Stock } {
  return {
    lot: { id: 'lot_123', productMasterId: 'prod_123', lotNumber: 'LOT-2026-001', expiryDate: '2027-12-31' },
    stock: {
      line: {
        id: 'item_123',
        productMasterId: 'prod_123',
        locationId: 'loc_123',
        lotId: 'lot_123',
        binId: 'bin_123',
        quantityReserved: 50,
        quantityOnHold: 0,
        quantityPicked: 0,
        lastCountedAt: '2026-05-29T16:00:00Z',
        updatedAt: '2026-05-04T10:00:00Z',
      },
      movements: movementsOf(
        'item_123',
        [
          { delta: 190, reason: reasons.opening, at: '2026-05-04T10:00:00Z' },
          { delta: -2, reason: reasons.count, at: '2026-05-29T16:00:00Z', comment: 'Two pairs missing' },
          { delta: 12, reason: reasons.count, at: '2026-06-01T08:00:00Z', comment: 'A carton stood in the aisle' },
        ],
        random,
      ),
    },
  }
}

/** Lots of a product: none, unless it is kept by lot. Some have no expiry date, a few are past it. */
function lotsOf(product: Product, random: Random): Lot[] {
  if (!product.lotTracked) return []
  return Array.from({ length: random.whole(1, 3) }, (_, index) => ({
    id: random.id('lot'),
    productMasterId: product.id,
    lotNumber: `LOT-2026-${product.sku}-${index + 1}`,
    expiryDate: random.chance(15) ? null : dateAfter(random.whole(-20, 500)),
  }))
}

/** A quantity in the product's unit: whole pieces, or decimals of what is measured. */
function quantity(product: Product, random: Random, low: number, high: number): number {
  const measured = product.unitOfMeasure === 'METRE' || product.unitOfMeasure === 'LITRE' || product.unitOfMeasure === 'KILOGRAM'
  return measured ? random.whole(low * 10, high * 10) / 10 : random.whole(low, high)
}

/** What happened to a line: it was opened in the first half of its product's life, perhaps corrected in the third quarter, perhaps counted in the last. */
function historyOf(product: Product, reasons: Reasons, random: Random): { steps: Step[]; countedAt: string | null } {
  const quarter = Math.floor(daysSince(product.createdAt) / 4)
  const during = (earliest: number, latest: number) => daysBefore(random.whole(latest, earliest), random.whole(8 * 60, 16 * 60))
  const opening: Step = {
    delta: random.chance(5) ? 0 : quantity(product, random, 20, 400),
    reason: reasons.opening,
    at: during(4 * quarter - 1, 2 * quarter),
  }
  const steps = [opening]
  if (opening.delta === 0) return { steps, countedAt: null }
  if (random.chance(60)) {
    const size = quantity(product, random, 1, 9)
    steps.push({ delta: random.chance(50) ? size : -size, reason: random.pick(reasons.others), at: during(2 * quarter - 1, quarter) })
  }
  if (random.chance(60)) return { steps, countedAt: null }
  const countedAt = during(quarter - 1, 1)
  steps.push({ delta: random.whole(-2, 2), reason: reasons.count, at: countedAt, comment: 'Counted by rack' })
  return { steps, countedAt }
}

function stockOf(product: Product, place: Place, lot: Lot | undefined, reasons: Reasons, random: Random): Stock {
  const id = random.id('item')
  const { steps, countedAt } = historyOf(product, reasons, random)
  const movements = movementsOf(id, steps, random)
  const onHand = movements.at(-1)?.qtyAfter ?? 0
  const part = (percent: number, divisor: number) => (random.chance(percent) ? random.whole(0, Math.floor(onHand / divisor)) : 0)
  return {
    line: {
      id,
      productMasterId: product.id,
      locationId: place.location.id,
      lotId: lot?.id ?? null,
      binId: place.bins.length > 0 ? random.pick(place.bins).id : null,
      quantityReserved: part(50, 3),
      quantityOnHold: part(10, 10),
      quantityPicked: part(15, 10),
      lastCountedAt: countedAt,
      updatedAt: created,
    },
    movements,
  }
}

/** The stock of all products at all places; drafts and some others have none. */
export function stocksOf(
  products: readonly Product[],
  places: readonly Place[],
  reasons: Reasons,
  random: Random,
): { lots: Lot[]; stocks: Stock[] } {
  const lots: Lot[] = []
  const stocks: Stock[] = []
  for (const product of products) {
    if (product.status === 'DRAFT' || random.chance(6)) continue
    const own = lotsOf(product, random)
    lots.push(...own)
    for (const place of places) {
      if (!random.chance(place.share)) continue
      for (const lot of own.length > 0 ? own : [undefined]) stocks.push(stockOf(product, place, lot, reasons, random))
    }
  }
  return { lots, stocks }
}
