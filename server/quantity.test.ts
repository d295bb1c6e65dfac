import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, fromMillionths, rounded, subtract, toMillionths } from './quantity.ts'

const millionths = fc.integer({ min: 0, max: 10 ** 15 })

test.each([
  [0.1 + 0.2, 0.3],
  [1.0000004, 1],
  [1.0000005, 1.000001],
  [1_000_000_000, 1_000_000_000],
  [999_999_999.999999, 999_999_999.999999],
  [0, 0],
])('%d is kept as %d', (sent, kept) => {
  expect(rounded(sent)).toBe(kept)
})

test('every quantity of six decimals is kept as it is', () => {
  fc.assert(
    fc.property(millionths, (count) => {
      expect(toMillionths(fromMillionths(count))).toBe(count)
    }),
  )
})

test('sums and differences are exact', () => {
  expect(add(0.1, 0.2)).toBe(0.3)
  expect(add()).toBe(0)
  expect(subtract(0.3, 0.1)).toBe(0.2)
  expect(subtract(5, 2, 2, 2)).toBe(-1)
  fc.assert(
    fc.property(millionths, millionths, (a, b) => {
      expect(subtract(add(fromMillionths(a), fromMillionths(b)), fromMillionths(b))).toBe(fromMillionths(a))
    }),
  )
})
