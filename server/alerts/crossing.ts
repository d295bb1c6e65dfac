import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import type { StockBalance } from '../store/alerts-store.ts'
import type { Channel } from '../store/inventory-store.ts'

/** The thresholds for a product at a location. */
export interface Thresholds {
  /** The maximum quantity to keep there; `null` if it is not set. */
  readonly maxQuantity: number | null
  /** Ordered by id. */
  readonly channels: readonly Pick<Channel, 'safetyStock' | 'lowAtpThreshold'>[]
}

/** A threshold that a change of stock crossed. */
export interface Crossing {
  readonly type: Extract<Schemas['AlertType'], 'STOCKOUT' | 'LOW_ATP' | 'OVERSTOCK'>
  /** The figure after the change. */
  readonly value: number
  readonly threshold: number
}

type Figures = Pick<StockBalance, 'onHand' | 'available'>

/** ATP is the available quantity minus the quantity reserved for the channel. Uses the channel with the lowest ATP; in case of a tie, the first. */
function lowAtp(before: Figures, after: Figures, { channels }: Thresholds): Crossing[] {
  const [lowest] = channels
    .map(({ safetyStock, lowAtpThreshold: threshold }) => ({
      was: subtract(before.available, safetyStock),
      value: subtract(after.available, safetyStock),
      threshold,
    }))
    .filter(({ was, value, threshold }) => was > threshold && value <= threshold)
    .toSorted((a, b) => a.value - b.value)
  return lowest === undefined ? [] : [{ type: 'LOW_ATP', value: lowest.value, threshold: lowest.threshold }]
}

/** The thresholds that a change of stock at a place crossed: down to or below a minimum, or above the maximum. Earlier crossings are not repeated. */
export function crossings(before: Figures, after: Figures, thresholds: Thresholds): Crossing[] {
  const { maxQuantity } = thresholds
  return [
    ...(before.available > 0 && after.available <= 0 ? [{ type: 'STOCKOUT' as const, value: after.available, threshold: 0 }] : []),
    ...lowAtp(before, after, thresholds),
    ...(maxQuantity !== null && before.onHand <= maxQuantity && after.onHand > maxQuantity
      ? [{ type: 'OVERSTOCK' as const, value: after.onHand, threshold: maxQuantity }]
      : []),
  ]
}
