import { describe, expect, test } from 'vitest'
import { availabilityLine, checkResult, dayOf } from './availability.ts'
import { channelAtp, severityOf } from './channel-atp.ts'
import type { Position } from '../store/inventory-store.ts'
import type { StockLine } from '../store/stock-lines-store.ts'

test.each([
  ['2026-06-01T00:00:00Z', '2026-06-01'],
  ['2026-05-31T23:59:59.999Z', '2026-05-31'],
])('the day of %s is %s', (time, want) => {
  expect(dayOf(Date.parse(time))).toBe(want)
})

describe('a stock line', () => {
  const line = {
    quantityOnHand: 9,
    quantityReserved: 4,
    quantityOnHold: 1,
    quantityPicked: 1,
    expiryDate: null,
    recalled: false,
  } as StockLine

  test.each([
    [{}, { qtyRecalled: 0, qtyExpired: 0 }],
    [{ expiryDate: '2026-06-01' }, { qtyRecalled: 0, qtyExpired: 0 }],
    [{ expiryDate: '2026-05-31' }, { qtyRecalled: 0, qtyExpired: 9 }],
    [{ recalled: true }, { qtyRecalled: 9, qtyExpired: 0 }],
    [
      { recalled: true, expiryDate: '2020-01-01' },
      { qtyRecalled: 9, qtyExpired: 9 },
    ],
  ])('with %o has %o, and the same available', (change, want) => {
    expect(availabilityLine({ ...line, ...change }, '2026-06-01')).toMatchObject({ ...want, qtyOnHand: 9, qtyAvailable: 3 })
  })
})

test.each([
  [120, 150, 0, true],
  [150, 150, 0, true],
  [150.000001, 150, 0.000001, false],
  [0.3, 0.1, 0.2, false],
  [5, -2, 7, false],
])('%d wanted of %d lack %d', (qty, there, qtyShort, available) => {
  const result = checkResult({ productMasterId: 'prod_1', qty }, there)
  expect(result).toEqual({ productMasterId: 'prod_1', locationId: null, qtyRequested: qty, qtyAvailable: there, qtyShort, available })
})

test.each([
  [-1, 10, 'CRITICAL'],
  [0, 10, 'CRITICAL'],
  [0, 0, 'CRITICAL'],
  [0.000001, 10, 'LOW'],
  [10, 10, 'LOW'],
  [10.000001, 10, 'OK'],
  [0.000001, 0, 'OK'],
])('an ATP of %d is, at a threshold of %d, %s', (atp, threshold, want) => {
  expect(severityOf(atp, threshold)).toBe(want)
})

test('ATP is what is available less the safety stock', () => {
  const position = { onHand: 1, reserved: 0.1, onHold: 0.2, picked: 0.3 } as Position
  const channel = { id: 'DTC', name: 'Shop', type: 'E_COMMERCE', policyId: 'policy_1', safetyStock: 0.7, lowAtpThreshold: 1 } as const
  expect(channelAtp(position, channel)).toMatchObject({ available: 0.4, atp: -0.3, severity: 'CRITICAL', threshold: 1 })
})
