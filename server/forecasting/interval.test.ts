import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorWeights } from './holt-winters.ts'
import { halfWidths } from './interval.ts'

/** The sums of spec/guides/forecasting.md, term by term. */
function bySpecification(sigma: number, first: number, last: number): number {
  const c = errorWeights(last)
  let squares = 0
  for (let i = 1; i <= last; i++) {
    let k = 0
    for (let d = Math.max(i, first); d <= last; d++) k += c[d - i]!
    squares += k ** 2
  }
  return 1.2816 * sigma * Math.sqrt(squares)
}

test('the interval of a sum of days is the one of the specification', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), (first, more) => {
      const last = first + more
      expect(halfWidths(3, 90)(first, last)).toBeCloseTo(bySpecification(3, first, last), 8)
    }),
  )
})

test('the interval of tomorrow is that of the one-step errors, and later ones are wider', () => {
  const width = halfWidths(10, 90)
  expect(width(1, 1)).toBeCloseTo(12.816, 9)
  for (let day = 2; day <= 90; day++) expect(width(day, day)).toBeGreaterThan(width(day - 1, day - 1))
})

test('the interval of a sum is narrower than the sum of the intervals', () => {
  const width = halfWidths(10, 30)
  const sum = Array.from({ length: 30 }, (_, index) => width(index + 1, index + 1)).reduce((a, b) => a + b, 0)
  expect(width(1, 30)).toBeLessThan(sum)
})
