import { expect, test } from 'vitest'
import { totalValue } from './value.ts'

test.each([
  [200, 10.5, 2100],
  [3, 1.15, 3.45],
  [1, 1.005, 1.01],
  [3, 0.335, 1.01],
  [1, 0.0049, 0],
  [1, 0.005, 0.01],
  [0, 99.99, 0],
  [0.000001, 0.000001, 0],
  [1_000_000_000, 1_000_000_000, 10 ** 18],
  [7, null, null],
])('%d units at %d are worth %d', (quantityOnHand, unitCost, want) => {
  expect(totalValue({ quantityOnHand, unitCost })).toBe(want)
})
