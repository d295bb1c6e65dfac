/**
 * On hand × unit cost, rounded half up to cents; `null` if the unit cost is unknown.
 * The product is first rounded to fifteen digits, the precision of a double, so that 1.15 × 3 is 3.45.
 */
export function totalValue({
  quantityOnHand,
  unitCost,
}: {
  readonly quantityOnHand: number
  readonly unitCost: number | null
}): number | null {
  if (unitCost === null) return null
  const value = Number((quantityOnHand * unitCost).toPrecision(15))
  // Larger doubles have no cents; below half a cent the value is 0 and would use exponential notation.
  if (value >= 2 ** 46) return value
  return value < 0.005 ? 0 : Number(`${Math.round(Number(`${value}e2`))}e-2`)
}
