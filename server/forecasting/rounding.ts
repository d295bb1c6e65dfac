import { schemaNumber } from '../schema-number.ts'

/** Rounds half away from zero, based on the fifteen digits of precision of a double. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals
  const size = Math.round(Number((Math.abs(value) * scale).toPrecision(15))) / scale
  return size === 0 ? 0 : Math.sign(value) * size
}

/** All forecast or measured quantities are sums over days, places or products. */
const maxUnits = schemaNumber('maximum', 'StockTotal')

/** Units with two decimal places. */
export function units(value: number): number {
  return Math.min(rounded(value, 2), maxUnits)
}

/** A percentage with one decimal place. */
export function percent(value: number): number {
  return rounded(value, 1)
}

/** The sum of displayed quantities, which have two decimal places. */
export function sumOfUnits(values: readonly number[]): number {
  return units(values.reduce((sum, each) => sum + units(each), 0))
}
