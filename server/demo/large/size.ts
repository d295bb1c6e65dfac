/** The numbers of rows of the large data set at one scale. */
export interface LargeSize {
  readonly scale: number
  readonly products: number
  /** Five for each product. */
  readonly stockLines: number
  /** Four for each stock line. */
  readonly movements: number
  /** Bins of each location. */
  readonly binsPerLocation: number
}

/** Locations at every scale: the four of a product are different ones modulo this number. */
export const locationCount = 40
export const linesPerProduct = 5
export const movementsPerLine = 4

/** The least scale has a thousand products, so that every kind of row exists. */
export const leastScale = 0.001
export const mostScale = 1

/** The size at a scale from `leastScale` to `mostScale`; at 1, a million products. */
export function largeSize(scale: number): LargeSize {
  const products = Math.round(1_000_000 * scale)
  const stockLines = products * linesPerProduct
  return {
    scale,
    products,
    stockLines,
    movements: stockLines * movementsPerLine,
    // About fifty stock lines in a bin.
    binsPerLocation: Math.max(4, Math.ceil(stockLines / locationCount / 50)),
  }
}
