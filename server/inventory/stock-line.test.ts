import { expect, test } from 'vitest'
import { available, totalValue } from './stock-line.ts'
import type { StockLine } from '../store/stock-lines-store.ts'

const quantities = (onHand: number, reserved: number, onHold: number, picked: number) =>
  ({ quantityOnHand: onHand, quantityReserved: reserved, quantityOnHold: onHold, quantityPicked: picked }) as StockLine

test.each([
  [quantities(200, 50, 0, 0), 150],
  [quantities(200, 0, 25, 25), 150],
  [quantities(0.3, 0.1, 0.1, 0.1), 0],
  [quantities(5, 10, 0, 0), -5],
])('available is what is on hand and neither reserved, on hold nor picked: %o', (line, want) => {
  expect(available(line)).toBe(want)
})

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
