/** The arrow of the architecture, and the layers of the server, read from the sources. */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { layerFaults, layerOf } from './layers.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a folder may import of the project besides itself. */
const may: Readonly<Record<string, readonly string[]>> = {
  spec: [],
  server: ['spec/contract.ts', 'spec/control-contract.ts'],
  conformance: ['spec/contract.ts'],
  'docs-site/samples': ['spec/contract.ts'],
  examples: ['spec/generated/openapi.d.ts', 'server/index.ts'],
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
  const [folder, allowed] = Object.entries(may).find(([each]) => file.startsWith(`${each}/`)) ?? []
  if (folder === undefined || allowed === undefined) return []
  return imports(file, source).filter((target) => !target.startsWith(`${folder}/`) && !allowed.includes(target))
}

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.mjs'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => Object.keys(may).some((folder) => file.startsWith(`${folder}/`)))
  // Git still lists what is about to be deleted.
  .filter((file) => existsSync(path.join(root, file)))

describe('the arrow', () => {
  test('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50)
  })

  test.each(sources)('%s imports only what its folder may', (file) => {
    expect(violations(file, readFileSync(path.join(root, file), 'utf8'))).toEqual([])
  })

  test.each([
    ['server/app.ts', "import { run } from '../conformance/index.ts'", 'conformance/index.ts'],
    ['conformance/index.ts', "export * from '../server/app.ts'", 'server/app.ts'],
    ['conformance/a/b.ts', "const x = await import('../../server/app.ts')", 'server/app.ts'],
    ['spec/contract.ts', "import '../server/app.ts'", 'server/app.ts'],
    ['server/app.ts', "import document from '../spec/generated/openapi.json'", 'spec/generated/openapi.json'],
  ])('%s must not have %s', (file, source, want) => {
    expect(violations(file, source)).toEqual([want])
  })
})

/** What runs when an entry runs: every source that it leads to, itself among them. */
function reached(from: string, known = new Set<string>()): Set<string> {
  if (known.has(from) || !/\.(ts|mjs)$/.test(from) || !existsSync(path.join(root, from))) return known
  known.add(from)
  for (const target of imports(from, readFileSync(path.join(root, from), 'utf8'))) reached(target, known)
  return known
}

describe('what is delivered', () => {
  const commands = readdirSync(path.join(root, 'scripts')).filter((name) => /\.(ts|mjs)$/.test(name))
  const entries = [
    'server/main.ts',
    'server/index.ts',
    'server/demo/print-keys.ts',
    'conformance/main.ts',
    'conformance/index.ts',
    'conformance/vitest.ts',
    ...commands.map((name) => `scripts/${name}`),
  ]
  const forTests = (from: string) =>
    [...reached(from)].filter((file) => file.split('/').includes('testing') || /\.test(-d)?\.ts$/.test(file))

  test('has commands to look at', () => {
    expect(commands.length).toBeGreaterThan(5)
  })

  test.each(entries)('%s leads to sources, none of which is for tests', (entry) => {
    expect(reached(entry).size).toBeGreaterThan(0)
    expect(forTests(entry)).toEqual([])
  })

  test('would be noticed if it led to a test', () => {
    expect(forTests('server/http/query.test.ts')).toContain('server/http/query.test.ts')
    expect(forTests('server/http/answers.test.ts')).toContain('server/testing/fixture.ts')
  })

  // What no entry leads to is for tests, and has its place among them.
  test('is all that stands in the server outside of its folder for tests', () => {
    const delivered = new Set(entries.flatMap((entry) => [...reached(entry)]))
    const own = sources.filter((file) => file.startsWith('server/') && !file.includes('/testing/') && !/\.test(-d)?\.ts$/.test(file))
    // Browsers load it.
    delivered.add('server/pages/console/start.mjs')
    expect(own.filter((file) => !delivered.has(file))).toEqual([])
  })
})

/** What is loaded when an entry is loaded: without what it only imports later, and without types. */
function loadedBy(from: string, known = new Set<string>()): Set<string> {
  if (known.has(from) || !existsSync(path.join(root, from))) return known
  known.add(from)
  const { statements } = ts.createSourceFile(from, readFileSync(path.join(root, from), 'utf8'), ts.ScriptTarget.Latest, true)
  for (const statement of statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue
    const isType = ts.isImportDeclaration(statement)
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly
    const { moduleSpecifier } = statement
    if (isType || moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('.')) continue
    loadedBy(path.posix.join(path.posix.dirname(from), moduleSpecifier.text), known)
  }
  return known
}

describe('a server without a control plane', () => {
  const optional = (file: string) => /^server\/(control|ctl|deviations)\/|^spec\/control-contract/.test(file)

  test('loads nothing of it, and no deviation', () => {
    const loaded = [...loadedBy('server/serve.ts')]
    expect(loaded).toContain('server/http/pipeline.ts')
    // A class of errors, without imports.
    expect(loaded.filter(optional)).toEqual(['server/control/problem.ts'])
    expect([...loadedBy('server/control/problem.ts')]).toEqual(['server/control/problem.ts'])
  })

  test('is not loaded by the commands that control another one', () => {
    expect([...loadedBy('server/ctl/ctl.ts')].filter((file) => file.startsWith('server/') && !file.startsWith('server/ctl/'))).toEqual([])
  })

  test('would be noticed if it loaded it', () => {
    expect([...loadedBy('server/index.ts')].filter(optional)).toContain('server/control/http.ts')
  })
})

describe('the layers of the server', () => {
  const server = [...reached('server/index.ts', reached('server/main.ts'))].filter((file) => file.startsWith('server/')).sort()

  test.each(['handlers', 'domain', 'store', 'frame'])('%s have sources to look at', (layer) => {
    expect(server.filter((file) => layerOf(file) === layer).length).toBeGreaterThan(10)
  })

  test.each(server)('%s has nothing that its layer must not have', (file) => {
    expect(layerFaults(file, readFileSync(path.join(root, file), 'utf8'))).toEqual([])
  })

  test.each([
    ['server/catalog/product-handlers.ts', "import { sql } from 'kysely'", 'handlers: SQL, from kysely'],
    [
      'server/catalog/product-handlers.ts',
      "import { products } from '../store/products.ts'",
      'handlers: SQL, from server/store/products.ts',
    ],
    ['server/keys/handlers.ts', 'const own = row.tenantId', 'handlers: a tenant id'],
    ['server/keys/handlers.ts', "import type { Exchange } from '../http/exchange.ts'", 'handlers: HTTP, from server/http/exchange.ts'],
    ['server/inventory/movement.ts', "import { fastify } from 'fastify'", 'domain: HTTP, from fastify'],
    ['server/inventory/movement.ts', 'const answer = { status: 409 }', 'domain: the status of an answer'],
    ['server/store/products.ts', "import { STATUS_CODES } from 'node:http'", 'store: HTTP, from node:http'],
    ['server/store/keys.ts', 'const now = Date.now()', 'store: Date.now'],
    ['server/http/count.ts', "import { Redis } from 'ioredis'", 'frame: Redis, from ioredis'],
    ['server/limits/redis.ts', "import { Redis } from 'ioredis'", 'frame: Redis, from ioredis'],
    ['server/forecasting/forecast.ts', 'const today = new Date()', 'domain: new Date()'],
    ['server/forecasting/forecast.ts', 'const noise = Math.random()', 'domain: Math.random'],
    ['server/random.ts', "import { randomUUID } from 'node:crypto'", 'frame: randomUUID'],
    ['server/app.ts', 'const port = process.env.PORT', 'frame: process.env'],
    ['server/inventory/analytics.ts', 'const began = performance.now()', 'domain: performance.now'],
  ])('%s must not have %s', (file, source, want) => {
    expect(layerFaults(file, source)).toEqual([want])
  })

  test.each([
    ['server/main.ts', 'const now = Date.now()'],
    ['server/redis/link.ts', "import { Redis } from 'ioredis'"],
    ['server/http/record.ts', 'const now = performance.now()'],
    ['server/catalog/product-handlers.ts', "import type { Product } from '../store/store.ts'"],
    ['server/catalog/product-handlers.ts', "import { UniqueViolation } from '../store/violations.ts'"],
    ['server/catalog/product-handlers.ts', 'const answer = { status: 200 }'],
    ['server/inventory/movement.ts', 'const day = new Date(now)'],
  ])('%s may have %s', (file, source) => {
    expect(layerFaults(file, source)).toEqual([])
  })
})
