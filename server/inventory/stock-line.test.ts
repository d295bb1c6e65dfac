import { expect, test } from 'vitest'
import { available } from './stock-line.ts'
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
