import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{spec,server,conformance,scripts,test,verification,examples}/**/*.test.ts'],
    // They need a recording: `npm run mutation-testing -- --dry`.
    exclude: [...configDefaults.exclude, 'verification/mutation-testing/**', '.stryker-tmp/**'],
    // Much of what they wait for is another process: with one core less than there are, the last one idles.
    maxWorkers: '100%',
    // No test is about time: these end what hangs, on a machine that does much else.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
