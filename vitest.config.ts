import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{spec,server,conformance,scripts,examples}/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
