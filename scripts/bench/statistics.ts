/** The middle and the ends of several measurements of one thing. */
export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b)

/** Between the two in the middle if there is an even number. Throws if there is none. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values)
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
  if (below === undefined || above === undefined) throw new Error('expected at least one measurement, came none')
  return (below + above) / 2
}

/** The smallest value that at least `fraction` of all are not above (nearest rank). Throws if there is none. */
export function percentile(values: readonly number[], fraction: number): number {
  const value = ascending(values)[Math.max(0, Math.ceil(values.length * fraction) - 1)]
  if (value === undefined) throw new Error('expected at least one measurement, came none')
  return value
}

/** Throws if there is no value. */
export function spread(values: readonly number[]): Spread {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) }
}

/**
 * How many times the other each measurement is, round by round: what slows the machine down for a while slows both down.
 * Throws if there are not as many of the one as of the other.
 */
export function ratios(values: readonly number[], others: readonly number[]): Spread {
  if (values.length !== others.length) throw new Error(`expected as many rounds of both, came ${values.length} and ${others.length}`)
  return spread(values.map((value, round) => value / (others[round] ?? NaN)))
}
