import type { Schemas } from '../spec/contract.ts'

/**
 * Quantities of stock are decimal numbers up to 10⁹ with at most six decimal places, each of which is a distinct double. Arithmetic uses integer
 * millionths (at most 10¹⁵, below 2⁵³), so that 0.1 + 0.2 is 0.3 and sums of movements do not drift.
 */
const scale = 1_000_000

/** Integer millionths of a unit; further decimal places are rounded. */
export function toMillionths(quantity: number): number {
  return Math.round(quantity * scale)
}

/** The double nearest to the given millionths of a unit. */
export function fromMillionths(millionths: number): number {
  return millionths / scale
}

/** `quantity` minus all others, exactly. */
export function subtract(quantity: number, ...others: number[]): number {
  return fromMillionths(others.reduce((rest, each) => rest - toMillionths(each), toMillionths(quantity)))
}

/** The exact sum. */
export function add(...quantities: number[]): number {
  return fromMillionths(quantities.reduce((sum, each) => sum + toMillionths(each), 0))
}

/** The schemas of the contract for quantities that are stored this way. */
export const quantitySchemas = [
  'Quantity',
  'SignedQuantity',
  'PositiveQuantity',
  'LevelQuantity',
] as const satisfies readonly (keyof Schemas)[]

/** Whether a quantity other than 0 would be rounded to 0. */
export function vanishes(quantity: number): boolean {
  return quantity !== 0 && toMillionths(quantity) === 0
}

/** The quantity as stored by this server: with six decimal places. */
export function rounded(quantity: number): number {
  return fromMillionths(toMillionths(quantity))
}
