/** The arrow of the architecture, read from the imports. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a folder may import of the project besides itself. */
const may: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  server: ['spec/contract.ts'],
  conformance: ['spec/contract.ts'],
  examples: ['spec/generated/openapi.d.ts'],
}

/** Top-level folders and files that a source imports, relative to the project. */
function imports(file: string, source: string): string[] {
  return ts
    .preProcessFile(source, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.') || name.startsWith('/'))
    .map((name) => path.relative(root, path.resolve(root, path.dirname(file), name)))
}

function violations(file: string, source: string): string[] {
  const [folder = ''] = file.split('/')
  const allowed = may[folder]
  if (allowed === undefined) return []
  return imports(file, source).filter((target) => !target.startsWith(`${folder}/`) && !allowed.includes(target))
}

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.mjs'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => Object.keys(may).some((folder) => file.startsWith(`${folder}/`)))

describe('the arrow', () => {
  test('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50)
  })

  test.each(sources)('%s imports only what its folder may', (file) => {
    expect(violations(file, readFileSync(path.join(root, file), 'utf8'))).toEqual([])
  })

  test.each([
    ['server/app.ts', "import { run } from '../conformance/run.ts'", 'conformance/run.ts'],
    ['conformance/run.ts', "export * from '../server/app.ts'", 'server/app.ts'],
    ['conformance/a/b.ts', "const x = await import('../../server/app.ts')", 'server/app.ts'],
    ['spec/contract.ts', "import '../server/app.ts'", 'server/app.ts'],
    ['server/app.ts', "import document from '../spec/generated/openapi.json'", 'spec/generated/openapi.json'],
  ])('%s must not have %s', (file, source, want) => {
    expect(violations(file, source)).toEqual([want])
  })
})
