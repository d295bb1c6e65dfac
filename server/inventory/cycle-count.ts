import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import { schemaNumber } from '../schema-number.ts'
import type { CycleCountLine, NewCycleCount } from '../store/inventory-store.ts'
import { issue } from './body-issues.ts'

type Count = Schemas['CycleCount']

/** Maximum number of stock lines of a count. */
export const maxLines = schemaNumber('maximum', 'CycleCount', 'lineCount')

/** Creates a count from the request body, at `time`. */
export function newCount(id: string, sent: Required<Schemas['CycleCountCreate']>, time: string): NewCycleCount {
  const { locationId, type, scheduledDate, autoAdjust, reasonCodeId, comment } = sent
  return {
    id,
    locationId,
    type,
    status: 'OPEN',
    scheduledDate,
    autoAdjust,
    reasonCodeId,
    comment,
    createdAt: time,
    updatedAt: time,
    completedAt: null,
  }
}

/** The issues of the product list for a count of this type: a full count has no list, other types require one. */
export function mischosen({ type, productMasterIds }: Required<Schemas['CycleCountCreate']>): Schemas['Issue'][] {
  if (type === 'FULL') return productMasterIds.length > 0 ? [issue('/productMasterIds', 'must be empty for FULL')] : []
  return productMasterIds.length === 0 ? [issue('/productMasterIds', `must contain at least one product for ${type}`)] : []
}

/** The places of a body that repeat a stock line. */
export function repeated(lines: readonly Schemas['CycleCountLineRecord'][]): Schemas['Issue'][] {
  const seen = new Set<string>()
  return lines.flatMap(({ inventoryItemId }, index) => {
    const again = seen.has(inventoryItemId)
    seen.add(inventoryItemId)
    return again ? [issue(`/lines/${index}/inventoryItemId`, 'must not be repeated')] : []
  })
}

/** Surplus units or, if negative, missing units; `null` for a line that was not counted. */
export function variance({ countedQty, expectedQty }: Pick<CycleCountLine, 'countedQty' | 'expectedQty'>): number | null {
  return countedQty === null || expectedQty === null ? null : subtract(countedQty, expectedQty)
}

/** The count with its lines in the format of the contract; variances are included after completion. */
export function cycleCountSheet(count: Count, lines: readonly CycleCountLine[]): Schemas['CycleCountSheet'] {
  const completed = count.status === 'COMPLETED'
  return { ...count, lines: lines.map((line) => ({ ...line, varianceQty: completed ? variance(line) : null })) }
}
