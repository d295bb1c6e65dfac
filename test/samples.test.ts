/**
 * The code samples of the reference: each is parsed, checked by its compiler, and run against the reference server, where it must get the documented success.
 * Go and Java are compiled and run where they are installed; parsers from npm check them everywhere.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import TreeSitter from '@vscode/tree-sitter-wasm'
import { build } from 'esbuild'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages, samplesOf, withSamples, type LanguageName } from '../docs-site/samples/samples.ts'
import { onPath } from '../scripts/support/on-path.ts'
import { findPython } from '../scripts/support/python.ts'
import { contract, type OperationId } from '../spec/contract.ts'
import { lacks } from './lacks.ts'
import { openGateway, type Gateway } from './samples/gateway.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const document = JSON.parse(readFileSync(path.join(root, 'spec/generated/openapi.json'), 'utf8')) as {
  servers: { url: string }[]
  paths: Record<string, Record<string, { operationId?: string; 'x-codeSamples'?: unknown }>>
}
const [{ url: baseUrl } = { url: '' }] = document.servers
const operations = Object.values(contract.operations)
const samples = new Map(operations.map((operation) => [operation.id, samplesOf(operation, baseUrl)] as const))
/** The samples of a language, by operation. */
const sourcesOf = (language: LanguageName) => [...samples].map(([id, each]) => [id, each[language].source] as const)

/** The file name extension of a language, and the grammar that parses it. */
const files: Readonly<Record<LanguageName, { readonly extension: string; readonly grammar: string }>> = {
  curl: { extension: 'sh', grammar: 'bash' },
  typescript: { extension: 'ts', grammar: 'typescript' },
  python: { extension: 'py', grammar: 'python' },
  go: { extension: 'go', grammar: 'go' },
  java: { extension: 'java', grammar: 'java' },
}
const names = Object.keys(languages) as LanguageName[]

const scratch = mkdtempSync(path.join(tmpdir(), 'samples-'))
let gateway: Gateway
let environment: NodeJS.ProcessEnv

beforeAll(async () => {
  gateway = await openGateway()
  environment = {
    ...process.env,
    API: gateway.baseUrl,
    API_KEY: gateway.keys.nordwind.administrator,
    // HTTPX reads all certificates for each request otherwise.
    SSL_CERT_DIR: scratch,
  }
})

afterAll(async () => {
  await gateway.close()
  rmSync(scratch, { recursive: true })
})

/** Writes the samples of a language to a folder of its own, and returns the folder and the files in it. */
function written(language: LanguageName, change: (source: string, id: OperationId) => string = (source) => source) {
  const folder = path.join(scratch, language)
  mkdirSync(folder, { recursive: true })
  const named = sourcesOf(language).map(([id, source]) => {
    // A public class of Java has the name of its file.
    const file = `${language === 'java' ? id.charAt(0).toUpperCase() : id.charAt(0)}${id.slice(1)}.${files[language].extension}`
    writeFileSync(path.join(folder, file), change(source, id))
    return file
  })
  return { folder, files: named }
}

/** Runs a program to its end and returns what it printed, to both streams; with a code other than 0 that is an error. */
async function run(program: string, args: readonly string[], { cwd = scratch, input = '' } = {}) {
  const child = spawn(program, args, { cwd, env: environment, stdio: ['pipe', 'pipe', 'pipe'] })
  const out = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (out.stderr += text))
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  return { code, ...out }
}

/** Expects that every operation was called once, in order, with its documented success, and that no list was empty. */
function expectSuccesses(exchanges = gateway.taken()): void {
  const got = exchanges.map(({ operation, status, body }) => {
    const { data } = body as { data?: unknown }
    return `${operation} ${status}${Array.isArray(data) && data.length === 0 ? ' without items' : ''}`
  })
  expect(got).toEqual(operations.map(({ id, success }) => `${id} ${success.status}`))
}

describe('the document with samples', () => {
  test('has a sample of every language for every operation', () => {
    const found = Object.values(withSamples(document).paths)
      .flatMap((item) => Object.values(item))
      .flatMap(({ operationId, 'x-codeSamples': list }) => (operationId === undefined ? [] : [[operationId, list] as const]))
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries([...samples].map(([id, each]) => [id, Object.values(each)])))
    expect(found).toHaveLength(operations.length)
    for (const [, list] of found) expect(list).toHaveLength(names.length)
  })

  test('is otherwise the same, and the bundle has no samples', () => {
    const text = JSON.stringify(withSamples(document), (name, value: unknown) => (name === 'x-codeSamples' ? undefined : value))
    expect(JSON.parse(text)).toEqual(document)
    expect(JSON.stringify(document)).not.toContain('x-codeSamples')
  })

  test('needs a server', () => {
    expect(() => withSamples({ ...document, servers: [] })).toThrow('A base URL is needed: expected a server in the document, got none.')
  })
})

describe('every sample', () => {
  test.each(names)('in %s reads the key and the base URL from the environment, and contains no key', (language) => {
    for (const [id, source] of sourcesOf(language)) {
      expect(source, id).toContain('API_KEY')
      expect(source, id).toContain('API')
      expect(source, id).toContain(baseUrl)
      expect(source, id).not.toMatch(/bdk_/)
    }
  })

  test.each(names)('in %s is parsed without an error', async (language) => {
    const { Parser, Language } = TreeSitter
    const folder = path.dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'))
    await Parser.init({ locateFile: (name: string) => path.join(folder, name) })
    const parser = new Parser()
    parser.setLanguage(await Language.load(path.join(folder, `tree-sitter-${files[language].grammar}.wasm`)))
    const isFaulty = (source: string): boolean => parser.parse(source)?.rootNode.hasError ?? true
    expect(sourcesOf(language).flatMap(([id, source]) => (isFaulty(source) ? [id] : []))).toEqual([])
    // The parser notices what is missing.
    for (const [id, source] of sourcesOf(language)) expect(isFaulty(source.replace(/['")]([^'")]*)$/, '$1')), id).toBe(true)
  })
})

describe('curl', () => {
  test.skipIf(lacks('curl', onPath('curl'), 'the samples for curl are not run'))('every sample gets the documented success', async () => {
    const { folder, files } = written('curl')
    // The first shell of Debian knows POSIX only.
    const loop = 'for file in "$@"; do sh "$file" > output 2>&1 || { echo "$file ended with $?"; cat output; }; done'
    expect(await run('sh', ['-c', loop, 'sh', ...files], { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' })
    expectSuccesses()
  })

  test.skipIf(lacks('curl', onPath('curl'), 'the samples for curl are not run'))('an error is noticed and shown', async () => {
    const { getProduct } = Object.fromEntries(sourcesOf('curl'))
    const { code, stdout } = await run('sh', ['-c', getProduct!.replace('prod_123', 'prod_0')])
    expect({ code, stdout: JSON.parse(stdout) }).toMatchObject({ code: 22, stdout: { details: { code: 'NOT_FOUND' } } })
    gateway.taken()
  })
})

describe('TypeScript', () => {
  test('every sample compiles with the types of the contract, and a wrong name does not', () => {
    const { getProduct } = Object.fromEntries(sourcesOf('typescript'))
    const virtual = new Map(sourcesOf('typescript').map(([id, source]) => [path.join(root, 'test/samples', `${id}.ts`), source]))
    const wrong = path.join(root, 'test/samples/wrong.ts')
    virtual.set(wrong, getProduct!.replace('productId:', 'product:'))
    const options: ts.CompilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: ['node'],
      noEmit: true,
      skipLibCheck: true,
      // What the build of the package copies there.
      paths: { 'better-data-scm-conformance/contract': [path.join(root, 'spec/generated/openapi.d.ts')] },
    }
    const host = ts.createCompilerHost(options)
    const [fileExists, readFile, getSourceFile] = [host.fileExists.bind(host), host.readFile.bind(host), host.getSourceFile.bind(host)]
    host.fileExists = (file) => virtual.has(file) || fileExists(file)
    host.readFile = (file) => virtual.get(file) ?? readFile(file)
    host.getSourceFile = (file, version, ...rest) => {
      const source = virtual.get(file)
      return source === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, source, version)
    }
    const program = ts.createProgram([...virtual.keys()], options, host)
    const faults = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => ({
      file: file === undefined ? '' : path.basename(file.fileName),
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    }))
    expect(faults.filter(({ file }) => file !== 'wrong.ts')).toEqual([])
    expect(faults.map(({ message }) => message).join()).toContain("'product' does not exist")
  })

  test('every sample gets the documented success', async () => {
    const { folder, files } = written('typescript')
    await build({
      absWorkingDir: folder,
      entryPoints: files,
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      nodePaths: [path.join(root, 'node_modules')],
    })
    const imports = files.map((file) => `await import('./${file.replace(/ts$/, 'mjs')}')`)
    writeFileSync(path.join(folder, 'all.mjs'), imports.join('\n'))
    expect(await run(process.execPath, ['all.mjs'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' })
    expectSuccesses()

    writeFileSync(
      path.join(folder, 'getProduct.mjs'),
      readFileSync(path.join(folder, 'getProduct.mjs'), 'utf8').replace('prod_123', 'prod_0'),
    )
    const { code, stderr } = await run(process.execPath, ['getProduct.mjs'], { cwd: folder })
    expect(code).toBe(1)
    expect(stderr).toContain('Error: 404 NOT_FOUND: ')
    gateway.taken()
  })
})

const python = findPython()

describe('Python', () => {
  test.skipIf(lacks('Python with HTTPX', python, 'the samples in Python are not run'))(
    'every sample compiles, and gets the documented success',
    async () => {
      const sources = Object.fromEntries(sourcesOf('python'))
      const input = JSON.stringify({
        ...sources,
        unknown: sources['getProduct']?.replace('prod_123', 'prod_0'),
        unparsed: sources['getProduct']?.replace('(', ''),
      })
      const { code, stdout, stderr } = await run(python ?? 'python3', [path.join(root, 'test/samples/run.py')], { input })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      const { unknown, unparsed, ...results } = JSON.parse(stdout) as Record<string, { error?: string }>
      expect(Object.entries(results).filter(([, { error }]) => error !== undefined)).toEqual([])
      expect(unknown?.error).toMatch(/^404: .*"NOT_FOUND"/)
      expect(unparsed?.error).toContain('SyntaxError')
      const exchanges = gateway.taken()
      expectSuccesses(exchanges.slice(0, operations.length))
      expect(exchanges.slice(operations.length)).toMatchObject([{ operation: 'getProduct', status: 404 }])
    },
  )
})

const go = onPath('go')

describe('Go', () => {
  test.skipIf(lacks('Go', go, 'the samples in Go are not run', { isInstalled: false }))(
    'every sample is in the format of gofmt, compiles, passes go vet, and gets the documented success',
    async () => {
      expect(await run('gofmt', ['-l', '-e', '.'], { cwd: written('go').folder })).toEqual({ code: 0, stdout: '', stderr: '' })
      // One program: linking eighty-seven takes more than a minute.
      const { folder } = written('go', (source, id) => source.replace('func main()', `func ${id}()`))
      writeFileSync(path.join(folder, 'go.mod'), 'module samples\n\ngo 1.22\n')
      writeFileSync(path.join(folder, 'main.go'), `package main\n\nfunc main() {\n${operations.map(({ id }) => `\t${id}()\n`).join('')}}\n`)
      expect(await run('go', ['vet', '.'], { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' })
      expect(await run('go', ['run', '.'], { cwd: folder })).toMatchObject({ code: 0, stderr: '' })
      expectSuccesses()
    },
  )
})

const javac = onPath('javac')

describe('Java', () => {
  test.skipIf(lacks('Java', javac, 'the samples in Java are not run', { isInstalled: false }))(
    'every sample compiles, and gets the documented success',
    async () => {
      const { folder, files } = written('java')
      const launcher = path.join(root, 'test/samples/Launcher.java')
      const compiled = await run('javac', ['-Xlint:all', '-Werror', '-d', '.', launcher, ...files], { cwd: folder })
      expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' })
      const classes = files.map((file) => file.replace(/\.java$/, ''))
      expect(await run('java', ['-cp', '.', 'Launcher', ...classes], { cwd: folder })).toMatchObject({ code: 0, stderr: '' })
      expectSuccesses()
    },
  )
})
