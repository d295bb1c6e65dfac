import { expect, test } from 'vitest'
import { disorder } from './level.ts'
import { wrong } from '../testing/inventory-fixture.ts'

test.each([
  [null, null, null, []],
  [50, 100, 500, []],
  [100, 100, 100, []],
  [null, 100, 99, [wrong('/reorderQuantity', 'must be at most maxQuantity')]],
  [2, null, 1, [wrong('/minQuantity', 'must be at most maxQuantity')]],
  [2, 1, null, [wrong('/minQuantity', 'must be at most reorderQuantity')]],
  [3, 2, 1, [wrong('/minQuantity', 'must be at most reorderQuantity'), wrong('/reorderQuantity', 'must be at most maxQuantity')]],
])('%o ≤ %o ≤ %o is judged', (minQuantity, reorderQuantity, maxQuantity, want) => {
  expect(disorder({ minQuantity, reorderQuantity, maxQuantity })).toEqual(want)
})
