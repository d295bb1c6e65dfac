interface Expectation {
  readonly setting: string
  readonly value: string
  /** What is lost with another value. */
  readonly otherwise: (value: string) => string
}

/** The settings with which Redis keeps every counter that it has acknowledged. */
const file: Expectation = {
  setting: 'appendonly',
  value: 'yes',
  otherwise: () => 'a restart of Redis loses the counters since its last snapshot, so that clients get their limits once more',
}
const flushing: Expectation = {
  setting: 'appendfsync',
  value: 'always',
  otherwise: (value) =>
    `a power failure loses the counters of the last ${value === 'everysec' ? 'second' : 'half minute'} or so, so that these requests were free`,
}
const eviction: Expectation = {
  setting: 'maxmemory-policy',
  value: 'noeviction',
  otherwise: () => 'if its memory is full, Redis deletes counters, so that clients get their limits once more',
}
const expected = [file, flushing, eviction]

/**
 * How a Redis server can lose counters, one sentence for each setting that allows it. `read` resolves to the name and the value of a setting; a managed server
 * may forbid that, which is a sentence too.
 */
export async function weaknesses(read: (setting: string) => Promise<unknown>): Promise<string[]> {
  const sentences: string[] = []
  const check = async ({ setting, value, otherwise }: Expectation): Promise<boolean> => {
    const [, found] = (await read(setting)) as readonly [name: string, value: string]
    if (found !== value) sentences.push(`${setting} is ${found}, not ${value}: ${otherwise(found)}`)
    return found === value
  }
  try {
    // When the file is written does not matter without one.
    if (await check(file)) await check(flushing)
    await check(eviction)
  } catch (error) {
    const all = expected.map(({ setting, value }) => `${setting} ${value}`).join(', ')
    sentences.push(`its settings cannot be read (${(error as Error).message}); unless they are ${all}, it can lose counters`)
  }
  return sentences
}
