import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Json } from './json.ts'

export interface Problem {
  readonly ruleId: string
  readonly severity: 'error' | 'warn'
  readonly message: string
  /** The first item is the place of the fault; `pointer` is a URI fragment such as `#/paths/~1products/get`. */
  readonly location: readonly { readonly pointer?: string }[]
}

/** Contents by file name; `openapi.json` is the root document. */
export type Files = Readonly<Record<string, Json>>

const root = fileURLToPath(new URL('../..', import.meta.url))
const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js')

/** Lints API descriptions with the project's redocly.yaml in one process. Returns the problems of each, in the same order. */
export function problemsOf(descriptions: readonly Files[]): Problem[][] {
  const scratch = mkdtempSync(path.join(tmpdir(), 'lint-'))
  try {
    const documents = descriptions.map((files, index) => {
      const folder = path.join(scratch, String(index))
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
        writeFileSync(path.join(folder, name), JSON.stringify(content))
      }
      return path.join(folder, 'openapi.json')
    })
    const output = run(['lint', ...documents, '--config', 'redocly.yaml', '--format', 'json', '--max-problems', '10000'])
    // The output is one JSON text per document. Only the first and the last line of each have a brace in the first column.
    const results = output.split(/(?<=^\})(?=\{$)/m).map((text) => (JSON.parse(text) as { problems: Problem[] }).problems)
    if (results.length !== documents.length) throw new Error(`redocly linted ${results.length} of ${documents.length} documents`)
    return results
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/** The actual contract, bundled into one document. */
export function bundle(): Json {
  return JSON.parse(run(['bundle', 'scm', '--ext', 'json'])) as Json
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [redocly, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (error !== undefined) throw error
  if (status === null || status > 1 || stdout === '') throw new Error(`redocly ${args[0] ?? ''} failed:\n${stderr}`)
  return stdout
}
