/** Random numbers from a seed: equal seeds give equal numbers on every machine. */
export interface Chance {
  /** A whole number from 0 to one less than `below`. */
  readonly below: (below: number) => number
  /** A random item; `undefined` if the list is empty. */
  readonly pick: <T>(items: readonly T[]) => T | undefined
}

/** Mulberry32, a generator with 32 bits of state. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number): number => Math.floor(next() * bound)
  return { below, pick: (items) => items[below(items.length)] }
}
