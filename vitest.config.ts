import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{spec,server,conformance,scripts,examples}/**/*.test.ts'],
    // They need a recording: `npm run mutants -- --bed`.
    exclude: [...configDefaults.exclude, 'scripts/mutants/**', '.stryker-tmp/**'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
