/** Median, minimum and maximum of several measurements. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b)

/** The mean of the two middle values if their number is even. Throws if there is no value. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values)
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  if (below === undefined || above === undefined) throw new Error('expected at least one measurement, got none')
  return (below + above) / 2
}

/** The smallest value such that at least `fraction` of all values are not above it (nearest rank). Throws if there is no value. */
export function percentile(values: readonly number[], fraction: number): number {
  const value = ascending(values)[Math.max(0, Math.ceil(values.length * fraction) - 1)]
  if (value === undefined) throw new Error('expected at least one measurement, got none')
  return value
}

/** Throws if there is no value. */
export function spread(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) }
}

/**
 * The ratio of two measurements per round: a temporary slowdown of the machine affects both.
 * Throws if the numbers of values differ.
 */
export function ratios(values: readonly number[], others: readonly number[]): Spread {
  if (values.length !== others.length) throw new Error(`expected the same number of rounds, got ${values.length} and ${others.length}`)
  return spread(values.map((value, round) => value / (others[round] ?? NaN)))
}
