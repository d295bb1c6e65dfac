/**
 * Removes the conditions of the code that decides on writes, one at a time, and runs the tests of that code in this process. At least one test must
 * fail for each removed condition.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { expect, test } from 'vitest'
import { unnoticed } from './unnoticed.ts'
import { withSwitches, type Mutant } from './mutants.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Mutated files; where a list is given, only the functions in it are mutated. */
const sources: Readonly<Record<string, readonly string[] | undefined>> = {
  'conformance/guard/guard.ts': undefined,
  'conformance/guard/consent.ts': undefined,
  'conformance/guard/context.ts': undefined,
  'conformance/guard/reasons.ts': undefined,
  'conformance/guard/effects.ts': undefined,
  'conformance/guard/ownership.ts': undefined,
  'conformance/cleanup/clean.ts': undefined,
  'conformance/cleanup/evidence.ts': undefined,
  'conformance/cleanup/requests.ts': undefined,
  'conformance/cleanup/restore.ts': undefined,
  'conformance/cleanup/side-effects.ts': undefined,
  'conformance/cleanup/left.ts': undefined,
  'conformance/guard/targets.ts': undefined,
  'conformance/cleanup/bookkeeper.ts': undefined,
  'conformance/cleanup/journal.ts': undefined,
  'conformance/cleanup/journal-reader.ts': undefined,
  'conformance/cleanup/ledger.ts': undefined,
  'conformance/guard/wire.ts': undefined,
}
const tests = [
  ...['guard', 'effects', 'ownership', 'targets'].map((name) => `./conformance/guard/${name}.test.ts`),
  ...['clean', 'bookkeeper', 'journal'].map((name) => `./conformance/cleanup/${name}.test.ts`),
  './conformance/guard/permit.test.ts',
]

/** Maximum number of switch checks per test; a mutant in an endless loop exceeds it. */
const maxSwitches = 20_000

interface Case {
  readonly name: string
  readonly run: () => unknown
}

/** The part of the Vitest API that these tests use. It collects the tests, so that this file can run them. */
class CollectedTests {
  readonly cases: Case[] = []
  readonly expect = expect
  readonly describe = Object.assign((_name: string, body: () => void): void => body(), {
    each: (table: readonly unknown[]) => (_name: string, body: (...row: unknown[]) => void) => table.forEach((row) => body(...spread(row))),
  })
  readonly test = Object.assign(
    (name: string, run: () => unknown): void => {
      this.cases.push({ name, run })
    },
    {
      each:
        (table: readonly unknown[]) =>
        (name: string, run: (...row: unknown[]) => unknown): void =>
          table.forEach((row, index) => this.cases.push({ name: `${name} ${index}`, run: () => run(...spread(row)) })),
    },
  )
  readonly afterAll = (): void => {}

  /** The active mutant. */
  active = -1
  hits = new Set<number>()
  #count = 0
  readonly isOn = (mutant: number): boolean => {
    this.hits.add(mutant)
    if (++this.#count > maxSwitches) throw new Error('the mutant loops endlessly')
    return mutant === this.active
  }

  /** The error of a test with an active mutant; `undefined` if it passes. `hits` then has the switches that the test reached. */
  async failureOf({ run }: Case, mutant: number): Promise<unknown> {
    this.active = mutant
    this.hits = new Set()
    this.#count = 0
    try {
      await run()
      return undefined
    } catch (error) {
      return error ?? new Error('the test failed')
    } finally {
      this.active = -1
    }
  }
}

const spread = (row: unknown): unknown[] => (Array.isArray(row) ? (row as unknown[]) : [row])

declare global {
  var guardMutations: CollectedTests | undefined
}

/** Bundles the tests and the code under test into one script, in which every condition has a switch. */
async function bundled(): Promise<{ readonly code: string; readonly mutants: readonly Mutant[] }> {
  const mutants: Mutant[] = []
  const plugin: Plugin = {
    name: 'switches',
    setup(setup) {
      setup.onResolve({ filter: /^vitest$/ }, () => ({ path: 'vitest', namespace: 'bench' }))
      setup.onLoad({ filter: /.*/, namespace: 'bench' }, () => ({
        contents: 'export const { describe, test, expect, afterAll } = globalThis.guardMutations',
      }))
      setup.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const name = path.relative(root, file)
        let source = readFileSync(file, 'utf8')
        if (name in sources) {
          const switched = withSwitches(path.basename(name), source, {
            switchName: 'globalThis.guardMutations.isOn',
            first: mutants.length,
            only: sources[name],
          })
          source = switched.source
          mutants.push(...switched.mutants)
        }
        return { contents: source.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href)), loader: 'ts' }
      })
    },
  }
  const { outputFiles } = await build({
    stdin: { contents: tests.map((each) => `import ${JSON.stringify(each)}`).join('\n'), resolveDir: root },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    plugins: [plugin],
    logLevel: 'silent',
  })
  return { code: outputFiles[0]?.text ?? '', mutants }
}

test('a test fails for each condition that is removed from the guard', { timeout: 120_000 }, async () => {
  const context = new CollectedTests()
  globalThis.guardMutations = context
  try {
    const { code, mutants } = await bundled()
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a script that was just built from these sources
    const script = new Function('require', 'module', code) as (load: NodeJS.Require, module: object) => void
    script(createRequire(path.join(root, 'package.json')), { exports: {} })
    const byMutant = new Map<number, Case[]>()
    for (const each of context.cases) {
      expect(await context.failureOf(each, -1), `${each.name} without a mutant`).toBeUndefined()
      for (const hit of context.hits) byMutant.set(hit, [...(byMutant.get(hit) ?? []), each])
    }
    expect(context.cases.length).toBeGreaterThan(300)
    expect(mutants.length).toBeGreaterThan(400)
    const survivors: string[] = []
    for (const [index, { name }] of mutants.entries()) {
      let isNoticed = false
      for (const each of byMutant.get(index) ?? []) {
        isNoticed = (await context.failureOf(each, index)) !== undefined
        if (isNoticed) break
      }
      if (!isNoticed) survivors.push(name)
    }
    expect(survivors.sort()).toEqual([...unnoticed].sort())
  } finally {
    globalThis.guardMutations = undefined
  }
})
