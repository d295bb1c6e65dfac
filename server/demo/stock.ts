import { add } from '../quantity.ts'
import type { Lot, ReasonCode } from '../store/lookups-store.ts'
import type { Product } from '../store/products-store.ts'
import type { NewMovement, NewStockLine, StockLine } from '../store/stock-lines-store.ts'
import { created, dateAfter, daysBefore, daysSince } from './clock.ts'
import type { Place, Reasons } from './places.ts'
import type { Random } from './random.ts'

/** A stock line with the movements that lead to its quantity on hand, oldest first. */
export interface Stock {
  readonly line: NewStockLine
  readonly movements: readonly NewMovement[]
  /** Changes after the movements. */
  readonly since?: Partial<Pick<StockLine, 'recalled' | 'updatedAt'>>
}

/** One step in the history of a stock line. */
interface Step {
  readonly delta: number
  readonly type: NewMovement['transactionType']
  readonly reason: ReasonCode | null
  readonly at: string
  readonly comment?: string
  readonly id?: string
  readonly cycleCountId?: string
}

/** The movements of a line that starts empty, in the order of the steps. */
function movementsOf(inventoryItemId: string, steps: readonly Step[], random: Random): NewMovement[] {
  let onHand = 0
  return steps.map(({ id = random.id('txn'), delta, type, reason, at, comment = null, cycleCountId = null }) => {
    const qtyBefore = onHand
    onHand = add(onHand, delta)
    return {
      id,
      inventoryItemId,
      transactionType: type,
      deltaQty: delta,
      qtyBefore,
      qtyAfter: onHand,
      reasonCodeId: reason?.id ?? null,
      comment,
      rootCause: null,
      transferId: null,
      cycleCountId,
      createdAt: at,
    }
  })
}

/** The stock lines and the lot of the contract's examples: shoes in their bin, poles in none. */
export function exampleStock(random: Random, reasons: Reasons): { lots: Lot[]; stocks: Stock[] } {
  const promised = { quantityOnHold: 0, quantityPicked: 0 }
  return {
    lots: [{ id: 'lot_123', productMasterId: 'prod_123', lotNumber: 'LOT-2026-001', expiryDate: '2027-12-31' }],
    stocks: [
      {
        line: {
          id: 'item_123',
          productMasterId: 'prod_123',
          locationId: 'loc_123',
          lotId: 'lot_123',
          binId: 'bin_123',
          quantityReserved: 50,
          ...promised,
          lastCountedAt: '2026-05-29T16:00:00Z',
          updatedAt: '2026-05-04T10:00:00Z',
        },
        movements: movementsOf(
          'item_123',
          [
            { delta: 202, type: 'INITIAL', reason: null, at: '2026-05-04T10:00:00Z' },
            {
              id: 'txn_122',
              delta: -2,
              type: 'CYCLE_COUNT',
              reason: reasons.count,
              at: '2026-05-29T17:00:00Z',
              comment: 'Two in the returns box',
              cycleCountId: 'cc_123',
            },
          ],
          random,
        ),
        // The time of the last reservation.
        since: { updatedAt: '2026-06-01T08:00:00Z' },
      },
      {
        line: {
          id: 'item_124',
          productMasterId: 'prod_124',
          locationId: 'loc_123',
          lotId: null,
          binId: null,
          quantityReserved: 10,
          ...promised,
          lastCountedAt: '2026-05-29T16:10:00Z',
          updatedAt: '2026-05-04T10:15:00Z',
        },
        movements: movementsOf(
          'item_124',
          [
            { delta: 60, type: 'INITIAL', reason: null, at: '2026-05-04T10:15:00Z' },
            {
              id: 'txn_121',
              delta: 20,
              type: 'RECORDED_STOCK',
              reason: reasons.found,
              at: '2026-05-20T11:00:00Z',
              comment: 'Behind the packing table',
            },
          ],
          random,
        ),
        since: { updatedAt: '2026-05-29T17:00:00Z' },
      },
    ],
  }
}

/** The lots of a product: none unless it is lot-tracked. Some have no expiry date, a few are expired. */
function lotsOf(product: Product, random: Random): Lot[] {
  if (!product.lotTracked) return []
  return Array.from({ length: random.whole(1, 3) }, (_, index) => ({
    id: random.id('lot'),
    productMasterId: product.id,
    lotNumber: `LOT-2026-${product.sku}-${index + 1}`,
    expiryDate: random.chance(15) ? null : dateAfter(random.whole(-20, 500)),
  }))
}

/** A quantity in the product's unit: whole pieces, or decimals for measured units. */
function quantity(product: Product, random: Random, low: number, high: number): number {
  const measured = product.unitOfMeasure === 'METRE' || product.unitOfMeasure === 'LITRE' || product.unitOfMeasure === 'KILOGRAM'
  return measured ? random.whole(low * 10, high * 10) / 10 : random.whole(low, high)
}

/** The history of a line: created in the first half of its product's life, possibly corrected in the third quarter and counted in the last. */
function historyOf(product: Product, reasons: Reasons, random: Random): { steps: Step[]; countedAt: string | null } {
  const quarter = Math.floor(daysSince(product.createdAt) / 4)
  const during = (earliest: number, latest: number) => daysBefore(random.whole(latest, earliest), random.whole(8 * 60, 16 * 60))
  const opening: Step = {
    delta: random.chance(5) ? 0 : quantity(product, random, 20, 400),
    type: 'INITIAL',
    reason: null,
    at: during(4 * quarter - 1, 2 * quarter),
  }
  const steps = [opening]
  if (opening.delta === 0) return { steps, countedAt: null }
  if (random.chance(60)) {
    const size = quantity(product, random, 1, 9)
    const at = during(2 * quarter - 1, quarter)
    steps.push(
      random.chance(50)
        ? { delta: size, type: 'RECORDED_STOCK', reason: reasons.found, at }
        : { delta: -size, type: 'ADJUSTMENT', reason: random.pick([reasons.damage, ...reasons.others]), at },
    )
  }
  if (random.chance(60)) return { steps, countedAt: null }
  const countedAt = during(quarter - 1, 1)
  steps.push({ delta: random.whole(-2, 2), type: 'ADJUSTMENT', reason: reasons.count, at: countedAt, comment: 'Counted by rack' })
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
    // Only goods with an expiry date are recalled.
    ...(lot !== undefined && random.chance(5) ? { since: { recalled: true } } : {}),
  }
}

/** The stock of all products at all locations; drafts and some other products have none. */
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
