import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { findPostgres } from './scripts/services/postgres.ts'

/** Tests of what only PostgreSQL has. */
const ofPostgres = '{server,test}/**/*.postgres.test.ts'

/** Tests of the server that get their stores where all engines provide them: they run with SQLite, and with PostgreSQL and Redis. */
const usingStores = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => path.posix.join('server', file))
  .filter((file) =>
    /import \{.*\b(newStore|openFixture|openInventory|openCatalog|openTransfers)\b.*\} from/.test(readFileSync(file, 'utf8')),
  )

/** Tests that start a process or open a port, beside what they test. */
const integration = '{spec,server,conformance,scripts,docs-site}/**/*.integration.test.ts'

const postgres = {
  extends: true,
  test: { name: 'postgres', include: [ofPostgres, ...usingStores], globalSetup: 'test/services.ts', isolate: false },
} satisfies TestProjectInlineConfiguration

export default defineConfig({
  test: {
    // Much of what they wait for is another process: with one core less than there are, the last one idles.
    maxWorkers: '100%',
    // No test is about time: these end what hangs, on a machine that does much else.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    globalSetup: 'test/memory-folder.ts',
    // The suites that tests start must not annotate the job that the tests run in, and are not called by npm.
    env: { GITHUB_ACTIONS: '', npm_command: '' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{spec,server,conformance,scripts,docs-site}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, integration, ofPostgres],
          setupFiles: ['test/no-process.ts'],
          // What they import is loaded once for each worker: they share no state but what is never changed.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [integration, 'test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ofPostgres],
          isolate: false,
        },
      },
      // Without PostgreSQL, `npm run pretest` has said so, and with CI=true failed.
      ...(findPostgres() === undefined ? [] : [postgres]),
      {
        extends: true,
        test: {
          name: 'examples',
          include: ['examples/**/*.test.ts'],
          globalSetup: 'examples/client-tests/set-up.ts',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'verification',
          include: ['verification/**/*.test.ts'],
          isolate: false,
          // They need a recording: `npm run mutation-testing -- --dry`.
          exclude: [...configDefaults.exclude, 'verification/mutation-testing/**'],
        },
      },
    ],
  },
})
