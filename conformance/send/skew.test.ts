import { expect, test } from 'vitest'
import { answer, at } from '../testing/fixture.ts'
import { skew } from './skew.ts'

/** A response without latency. */
const dated = (date?: string) => ({ ...answer({ headers: date === undefined ? [] : [['Date', date]] }), receivedAt: at })

test('a response without a date has no skew', () => {
  expect([skew(dated()), skew(dated('soon'))]).toEqual([0, 0])
})

test('a clock within its second has no skew', () => {
  const exchange = dated(new Date(at).toUTCString())
  const within = (sentAt: number, receivedAt: number): number => skew({ ...exchange, sentAt, receivedAt })
  expect([within(at - 500, at), within(at + 1000, at + 1500), within(at - 500, at - 1), within(at + 1001, at + 1500)]).toEqual([
    0, 0, 1, -1,
  ])
})

test.each([
  [0, 0],
  [7_200_000, 7_200_000],
  [-7_200_000, -7_199_000],
])('a clock that is %i ms ahead has the skew %i', (ahead, want) => {
  expect(skew(dated(new Date(at + ahead).toUTCString()))).toBe(want)
})
