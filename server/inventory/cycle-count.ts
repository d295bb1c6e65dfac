import type { Schemas } from '../../spec/contract.ts'
import { subtract } from '../quantity.ts'
import { schemaNumber } from '../schema-number.ts'
import type { CycleCountLine, NewCycleCount } from '../store/inventory-store.ts'
import { issue } from './body-issues.ts'

type Count = Schemas['CycleCount']

/** The most stock lines that a count can have. */
export const maxLines = schemaNumber('maximum', 'CycleCount', 'lineCount')

/** A count made of what was sent, at `time`. */
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

/** What is wrong with the products for a count of this type: all products need no list, chosen ones do. */
export function mischosen({ type, productMasterIds }: Required<Schemas['CycleCountCreate']>): Schemas['Issue'][] {
  if (type === 'FULL') return productMasterIds.length > 0 ? [issue('/productMasterIds', 'must be empty for FULL')] : []
  return productMasterIds.length === 0 ? [issue('/productMasterIds', `must name a product for ${type}`)] : []
}

/** Places of a body that name a stock line which was named before. */
export function repeated(lines: readonly Schemas['CycleCountLineRecord'][]): Schemas['Issue'][] {
  const seen = new Set<string>()
  return lines.flatMap(({ inventoryItemId }, index) => {
    const again = seen.has(inventoryItemId)
    seen.add(inventoryItemId)
    return again ? [issue(`/lines/${index}/inventoryItemId`, 'must not be named twice')] : []
  })
}

/** Units found too many or, below zero, too few; `null` for a line that was not counted. */
export function variance({ countedQty, expectedQty }: Pick<CycleCountLine, 'countedQty' | 'expectedQty'>): number | null {
  return countedQty === null || expectedQty === null ? null : subtract(countedQty, expectedQty)
}

/** The count with its lines as the contract shows it; variances are told when it is completed. */
export function cycleCountSheet(count: Count, lines: readonly CycleCountLine[]): Schemas['CycleCountSheet'] {
  const completed = count.status === 'COMPLETED'
  return { ...count, lines: lines.map((line) => ({ ...line, varianceQty: completed ? variance(line) : null })) }
}
