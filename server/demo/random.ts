/** Pseudorandom choices that are the same on every machine and every day. */
export interface Random {
  /** An integer from `low` to `high`, inclusive. */
  whole(low: number, high: number): number
  /** True in `percent` percent of the cases. */
  chance(percent: number): boolean
  /** One of the items; throws if the list is empty. */
  pick<T>(items: readonly T[]): T
  /** An id with this type prefix. */
  id(prefix: string): string
}

/** The sequence of a seed: a linear congruential generator modulo 2³² (Numerical Recipes, §7.1), of which the upper bits are used. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) / 2 ** 24
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    whole,
    chance: (percent) => next() * 100 < percent,
    pick: (items) => {
      const [item] = items.slice(whole(0, items.length - 1))
      if (item === undefined) throw new Error('cannot pick from an empty list')
      return item
    },
    id: (prefix) => `${prefix}_${Array.from({ length: 20 }, () => whole(0, 35).toString(36)).join('')}`,
  }
}
