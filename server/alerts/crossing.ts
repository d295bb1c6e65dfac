import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import type { StockBalance } from '../store/alerts-store.ts'
import type { Channel } from '../store/inventory-store.ts'

/** What the figures of a product at a location are measured by. */
export interface Thresholds {
  /** Most to keep there; `null` if that is not set. */
  readonly maxQuantity: number | null
  /** Ordered by id. */
  readonly channels: readonly Pick<Channel, 'safetyStock' | 'lowAtpThreshold'>[]
}

/** A threshold that a change of stock went across. */
export interface Crossing {
  readonly type: Extract<Schemas['AlertType'], 'STOCKOUT' | 'LOW_ATP' | 'OVERSTOCK'>
  /** The figure after the change. */
  readonly value: number
  readonly threshold: number
}

type Figures = Pick<StockBalance, 'onHand' | 'available'>

/** ATP is what is available less what the channel must leave. Of several channels, the one with the lowest; of equals, the first. */
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

/** What a change of stock at one place went across: down to its threshold or below, or up above the most to keep. What was so already is not told again. */
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
