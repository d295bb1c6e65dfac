/** Compares two ranks: lists of numbers of which the first ones count most. Negative if the first rank comes first. */
export function byRank(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((each, index) => each !== other[index])
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}
