import { defineConfig } from 'vitest/config'
import { partNames, parts, partVariable } from './scripts/mutants/parts.ts'

const wanted = partNames.filter((name) => (process.env[partVariable] ?? name) === name)

/** The tests that mutants of the suite have to face: no servers and no processes, since each mutant runs those that cover it. */
export default defineConfig({
  test: {
    include: wanted.flatMap((name) => [...parts[name].tests]),
    testTimeout: 20_000,
    // The sources are loaded once for all of them: that takes longer than most tests.
    isolate: false,
  },
})
