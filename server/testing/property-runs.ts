const wish = (name: string): number => {
  const text = process.env[name] ?? '1'
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`${name} must be a whole number from 1 to 999999999, but is ${JSON.stringify(text)}`)
  return Number(text)
}
const seed = wish('PROPERTY_SEED')
const times = wish('PROPERTY_TIMES')

/**
 * How often `fc.assert` tries a property. The examples are always the same ones, so that a failure is a change and no chance; `PROPERTY_SEED` draws
 * others, and `PROPERTY_TIMES` draws that many times as many.
 */
export const runs = (few: number) => ({ seed, numRuns: few * times })

/** Milliseconds that such a test may take: enough to shrink a counterexample. */
export const patience = 120_000 * times
