import { expect, test } from 'vitest'
import { mischosen, repeated, variance } from './cycle-count.ts'
import { wrong } from '../testing/inventory-fixture.ts'

const sent = { locationId: 'loc_1', scheduledDate: null, autoAdjust: false, reasonCodeId: null, comment: null }

test.each([
  ['FULL', [], []],
  ['FULL', ['prod_a'], [wrong('/productMasterIds', 'must be empty for FULL')]],
  ['PARTIAL', ['prod_a'], []],
  ['PARTIAL', [], [wrong('/productMasterIds', 'must contain at least one product for PARTIAL')]],
  ['SPOT_CHECK', [], [wrong('/productMasterIds', 'must contain at least one product for SPOT_CHECK')]],
] as const)('%s of %o is judged', (type, productMasterIds, want) => {
  expect(mischosen({ ...sent, type, productMasterIds: [...productMasterIds] })).toEqual(want)
})

test('every further line of the same stock line is told', () => {
  const lines = ['item_1', 'item_2', 'item_1', 'item_1'].map((inventoryItemId) => ({ inventoryItemId, countedQty: 1 }))
  const twice = 'must not be repeated'
  expect(repeated(lines)).toEqual([wrong('/lines/2/inventoryItemId', twice), wrong('/lines/3/inventoryItemId', twice)])
})

test.each([
  [200, 202, -2],
  [0.3, 0.1, 0.2],
  [5, 5, 0],
  [null, null, null],
])('%o counted of %o is a variance of %o', (countedQty, expectedQty, want) => {
  expect(variance({ countedQty, expectedQty })).toBe(want)
})
