import { defineConfig } from 'vitest/config'

/** The tests that mutants of the suite have to face: no servers and no processes, since each mutant runs those that cover it. */
export default defineConfig({
  test: {
    include: ['conformance/**/*.test.ts', 'scripts/mutants/*.test.ts'],
    testTimeout: 20_000,
  },
})
