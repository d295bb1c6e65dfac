/** Tolerances of the rules on computed numbers are not smaller than this, neither as a difference nor as a share. */
const digits = 9

/** Returns a computed number without the digits that come from binary fractions: 64957.4 for 64957.399999999994, and 0 for 5.5e-17. */
export const withoutNoise = (computed: number): number =>
  Number.isInteger(computed) ? computed : Number(Number(computed.toFixed(digits)).toPrecision(digits + 3))
