import { describe, expect, it } from 'vitest'
import { median, percentile, ratios, spread } from './statistics.ts'

describe('the median', () => {
  it.each([
    [[7], 7],
    [[30, 10, 20], 20],
    [[1, 100, 2, 3], 2.5],
  ])('of %j is %d', (values, middle) => expect(median(values)).toBe(middle))

  it('of nothing is refused', () => expect(() => median([])).toThrow('expected at least one measurement, got none'))
})

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

  it.each([
    [hundred, 0.99, 99],
    [hundred, 0.5, 50],
    [hundred, 1, 100],
    [hundred, 0, 1],
    [[...hundred, 101], 0.99, 100],
    [[3], 0.99, 3],
  ])('is one of the values', (values, fraction, value) => expect(percentile(values, fraction)).toBe(value))

  it('of nothing is refused', () => expect(() => percentile([], 0.5)).toThrow('got none'))
})

it('a spread is told by its middle and its ends', () => {
  expect(spread([5, 1, 9])).toEqual({ median: 5, least: 1, most: 9 })
})

describe('ratios', () => {
  it('are taken round by round, not of the medians', () => {
    // The machine is half as fast in the second and the third round.
    expect(ratios([400, 100, 150], [100, 50, 50])).toEqual({ median: 3, least: 2, most: 4 })
  })

  it('of unequal numbers of rounds are refused', () => {
    expect(() => ratios([1], [1, 2])).toThrow('expected the same number of rounds, got 1 and 2')
  })
})
