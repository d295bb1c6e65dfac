import { errorWeights } from './holt-winters.ts'

/** The probability of the intervals in percent, and the corresponding number of standard deviations of a normal distribution. */
export const intervalPercent = 80
const deviations = 1.2816

/** Half the width of the interval for the sum of the days `first` to `last`, counted from 1, the first day of the forecast. */
export type HalfWidth = (first: number, last: number) => number

/** For forecasts up to `days` days ahead; `sigma` is the root mean square of the one-step errors. */
export function halfWidths(sigma: number, days: number): HalfWidth {
  const weights = errorWeights(days)
  // sums[n] is c₀ + … + c₍ₙ₋₁₎.
  const sums = new Float64Array(days + 1)
  weights.forEach((weight, index) => (sums[index + 1] = (sums[index] ?? 0) + weight))

  return (first, last) => {
    let squares = 0
    for (let day = 1; day <= last; day++) {
      const effect = (sums[last - day + 1] ?? 0) - (sums[Math.max(first - day, 0)] ?? 0)
      squares += effect ** 2
    }
    return deviations * sigma * Math.sqrt(squares)
  }
}
