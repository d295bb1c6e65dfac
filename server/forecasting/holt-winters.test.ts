import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alpha, beta, enoughDays, errorWeights, fit, gamma, phi } from './holt-winters.ts'

const week = [38, 36, 37, 40, 48, 64, 57]
const repeated = (weeks: number) => Array.from({ length: weeks }, () => week).flat()

/** The recursion as spec/guides/forecasting.md writes it, with everything kept by day. */
function bySpecification(y: readonly number[], h: number): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const level: number[] = []
  const trend: number[] = []
  const season: number[] = y.slice(0, 7).map((value) => value - mean(y.slice(0, 7)))
  level[6] = mean(y.slice(0, 7))
  trend[6] = (mean(y.slice(7, 14)) - mean(y.slice(0, 7))) / 7
  for (let t = 7; t < y.length; t++) {
    const error = y[t]! - (level[t - 1]! + phi * trend[t - 1]! + season[t - 7]!)
    level[t] = level[t - 1]! + phi * trend[t - 1]! + alpha * error
    trend[t] = phi * trend[t - 1]! + alpha * beta * error
    season[t] = season[t - 7]! + gamma * error
  }
  const last = y.length - 1
  let damping = 0
  for (let i = 1; i <= h; i++) damping += phi ** i
  let same = last + h
  while (same > last) same -= 7
  return Math.max(0, level[last]! + damping * trend[last]! + season[same]!)
}

const quantities = (least: number) => fc.array(fc.integer({ min: 0, max: 200 }), { minLength: least, maxLength: 80 })

describe('the method', () => {
  test('is the one of the specification', () => {
    fc.assert(
      fc.property(quantities(enoughDays), fc.integer({ min: 1, max: 60 }), (history, h) => {
        expect(fit(history).ahead(h)[h - 1]).toBeCloseTo(bySpecification(history, h), 8)
      }),
    )
  })

  test('goes on as it was where every week is the same', () => {
    const { ahead, errors } = fit(repeated(10))
    for (const [index, quantity] of ahead(21).entries()) expect(quantity).toBeCloseTo(week[index % 7]!, 9)
    for (const error of errors) expect(error).toBeCloseTo(0, 9)
  })

  test('does not let a trend go on for ever', () => {
    const ahead = fit(Array.from({ length: 200 }, (_, day) => day)).ahead(700)
    expect(ahead[0]).toBeGreaterThan(190)
    expect(ahead[699]! - ahead[599]!).toBeLessThan(1)
  })

  test.each([
    [[], 0],
    [[5], 5],
    [[2, 4, 0, 2], 2],
    [Array.from({ length: 13 }, (_, day) => day), 6],
  ])('takes the mean of a history as short as %j', (history, mean) => {
    expect([...fit(history).ahead(3)]).toEqual([mean, mean, mean])
    expect([...fit(history).errors]).toEqual(history.map((quantity) => quantity - mean))
  })

  test('never expects less than nothing', () => {
    fc.assert(
      fc.property(quantities(0), (history) => {
        const { ahead, weekAhead } = fit(history)
        expect(Math.min(...ahead(30), ...weekAhead, 0)).toBe(0)
      }),
    )
  })

  test('knows nothing of a day a week before it', () => {
    fc.assert(
      fc.property(quantities(30), (history) => {
        const { weekAhead, firstWeekAhead } = fit(history)
        expect(firstWeekAhead).toBe(20)
        for (let day = firstWeekAhead; day < history.length; day++) {
          expect(weekAhead[day]).toBeCloseTo(fit(history.slice(0, day - 6)).ahead(7)[6]!, 8)
        }
      }),
      { numRuns: 20 },
    )
  })
})

test('the weights say what one unit more on the last day does to each day after it', () => {
  const history = repeated(8).map((quantity, day) => quantity + 100 + (day % 5))
  const more = [...history.slice(0, -1), history.at(-1)! + 1]
  const [usual, lifted] = [fit(history).ahead(40), fit(more).ahead(40)]
  const weights = errorWeights(41)
  expect(weights[0]).toBe(1)
  for (const [index, quantity] of usual.entries()) expect(lifted[index]! - quantity).toBeCloseTo(weights[index + 1]!, 9)
})
