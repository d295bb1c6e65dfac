const wish = (name: string): number => {
  const text = process.env[name] ?? '1'
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`Invalid ${name} ${JSON.stringify(text)}: expected a whole number from 1 to 999999999`)
  return Number(text)
}
const seed = wish('PROPERTY_SEED')
const times = wish('PROPERTY_TIMES')

/**
 * Options of `fc.assert`. The examples are always the same, so that failures are reproducible; `PROPERTY_SEED` selects
 * others, and `PROPERTY_TIMES` multiplies their number.
 */
export const runs = (few: number) => ({ seed, numRuns: few * times })

/** Timeout of such a test in milliseconds: enough to shrink a counterexample. */
export const patience = 120_000 * times
