import { expect, test } from 'vitest'
import { expiringSoon, orderedMovements, periodOf } from './analytics.ts'
import { now, time } from '../testing/inventory-fixture.ts'

test.each([
  [{}, '2026-05-02T12:00:00Z', time],
  [{ endDate: '2026-05-31T00:00:00Z' }, '2026-05-01T00:00:00Z', '2026-05-31T00:00:00Z'],
  [{ startDate: '2026-01-01T00:00:00Z' }, '2026-01-01T00:00:00Z', time],
  [{ startDate: '2026-07-01T00:00:00Z', endDate: '2026-06-01T00:00:00Z' }, '2026-07-01T00:00:00Z', '2026-06-01T00:00:00Z'],
  [{ endDate: '0000-01-03T00:00:00Z' }, '0000-01-01T00:00:00Z', '0000-01-03T00:00:00Z'],
])('the period of %o is from %s to %s', (asked, since, until) => {
  expect(periodOf(asked, now)).toEqual({ since, until })
})

test('what expires soon expires today or in the 29 days after', () => {
  expect(expiringSoon(now)).toEqual({ today: '2026-06-01', soon: '2026-06-30' })
})

test('movements are told in the order of their types', () => {
  const total = (transactionType: 'INITIAL' | 'ADJUSTMENT' | 'TRANSFER_IN') => ({
    transactionType,
    count: 1,
    inQty: 1,
    outQty: 0,
    netQty: 1,
  })
  const order = orderedMovements([total('INITIAL'), total('TRANSFER_IN'), total('ADJUSTMENT')])
  expect(order.map(({ transactionType }) => transactionType)).toEqual(['ADJUSTMENT', 'TRANSFER_IN', 'INITIAL'])
})
