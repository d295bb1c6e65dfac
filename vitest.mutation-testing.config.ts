import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { partNames, parts, partVariable } from './verification/mutation-testing/parts.ts'

const wanted = partNames.filter((name) => (process.env[partVariable] ?? name) === name)

/** Tests that plan the whole catalogue come last: most mutants do not get that far. */
class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (/(plan|run)\.test\.ts$/.test(moduleId) ? 1 : 0)
    return files.toSorted((a, b) => rank(a) - rank(b))
  }
}

/** The tests that mutants of the suite have to face: no servers and no processes, since each mutant runs those that cover it. */
export default defineConfig({
  test: {
    include: wanted.flatMap((name) => [...parts[name].tests]),
    sequence: { sequencer: QuickFirst },
    testTimeout: 20_000,
    // The sources are loaded once for all of them: that takes longer than most tests.
    isolate: false,
  },
})
