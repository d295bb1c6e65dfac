/** The engine and the rules know no API: what is about one alone stands in its profile, and the house has no circles. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { conventions, ownWords } from '../conformance/model/conventions.ts'
import { contract, valueAt } from '../spec/contract.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.mjs'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)))
  .filter((file) => !/\.test(-d)?\.ts$|^dist\/|^spec\/generated\//.test(file))

const sourceOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')

/** Names of operations, segments of paths, names of properties, parameters and headers of the contract, and its values such as `INVALID_STATE`. */
function namesOf(document: object): ReadonlySet<string> {
  const names = new Set<string>(Object.keys(contract.operations))
  for (const template of contract.paths.keys()) {
    for (const segment of template.split('/')) names.add(segment.replaceAll(/[{}]/g, ''))
  }
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const properties = valueAt(node, '/properties')
    if (typeof properties === 'object' && properties !== null) for (const name of Object.keys(properties)) names.add(name)
    const [parameter, where] = [valueAt(node, '/name'), valueAt(node, '/in')]
    if (typeof parameter === 'string' && where !== undefined) names.add(parameter)
    const [values, headers] = [valueAt(node, '/enum'), valueAt(node, '/headers')]
    if (Array.isArray(values)) for (const value of values) if (/^[A-Z]+(_[A-Z]+)+$/.test(String(value))) names.add(String(value))
    if (typeof headers === 'object' && headers !== null) for (const name of Object.keys(headers)) names.add(name.toLowerCase())
    Object.values(node).forEach(look)
  }
  look(document)
  return names
}

const known = new Set<string>([...Object.values(conventions).flat(), ...ownWords, ''])
const foreign = new Set([...namesOf(contract.document)].filter((name) => !known.has(name)))

/** What a literal says, or the name of a member; of a template all that stands between its values. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node) || ts.isRegularExpressionLiteral(node)) return node.text
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('|')
  return ts.isPropertyAccessExpression(node) ? node.name.text : undefined
}

/** The string literals of a source that name something of the contract, and its regular expressions; whole sentences are prose. */
function namedIn(source: string): string[] {
  const found: string[] = []
  const look = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    const text = textOf(node)
    const isAccess = ts.isPropertyAccessExpression(node)
    if (text !== undefined && !/\s/.test(text.trim())) {
      for (const token of text.split(/[^\w-]+/)) {
        // Of what is accessed by a name of the language only operations can be told from the suite's own members.
        if (isAccess ? Object.hasOwn(contract.operations, token) : foreign.has(token) || foreign.has(token.toLowerCase())) found.push(token)
      }
    }
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true))
  return found
}

describe('the engine and the rules', () => {
  const general = files.filter((file) => file.startsWith('conformance/') && !/^conformance\/(profile|testing)\//.test(file))

  test('have sources to look at', () => {
    expect(general.length).toBeGreaterThan(80)
    expect(foreign.size).toBeGreaterThan(300)
  })

  test.each(general)('%s names nothing of one API', (file) => {
    expect(namedIn(sourceOf(file))).toEqual([])
  })

  test.each([
    ["const a = 'createProduct'", ['createProduct']],
    ["const a = '/products/{productId}'", ['products', 'productId']],
    ["const a = row['productMasterId']", ['productMasterId']],
    ['const a = `/data/${x}/plaintextKey`', ['plaintextKey']],
    ['const a = /^(sku|lotId)$/', ['sku', 'lotId']],
    ['const a = operations.listProducts', ['listProducts']],
    ["const a = 'INSUFFICIENT_STOCK'", ['INSUFFICIENT_STOCK']],
    ["const a = '/data/id'", []],
    ["const a = 'a sentence about products and a sku'", []],
  ])('must not have %s', (source, want) => {
    expect(namedIn(source)).toEqual(want)
  })

  test('reach a profile at the doors of this project alone', () => {
    const doors = /^conformance\/(cli|run|recording|profile|testing)\/|^conformance\/(index|vitest|main)\.ts$/
    const reaching = general.filter((file) => sourceOf(file).includes('profile/index.ts') && !doors.test(file))
    expect(reaching).toEqual([])
  })

  test('every convention is one of the contract, or of HTTP', () => {
    const names = namesOf(contract.document)
    expect(
      Object.values(conventions)
        .flat()
        .filter((name) => !names.has(name) && !['location'].includes(name)),
    ).toEqual([])
  })
})

/** Files that import each other in a circle, types included: the strongly connected components of the graph of imports (Tarjan). */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = []
  const numbers = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const visit = (node: string): void => {
    numbers.set(node, numbers.size)
    lowest.set(node, numbers.get(node) ?? 0)
    open.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!numbers.has(next)) visit(next)
      if (open.includes(next)) lowest.set(node, Math.min(lowest.get(node) ?? 0, lowest.get(next) ?? 0))
    }
    if (lowest.get(node) !== numbers.get(node)) return
    const circle = open.splice(open.indexOf(node))
    if (circle.length > 1) found.push(circle.sort())
  }
  for (const node of graph.keys()) if (!numbers.has(node)) visit(node)
  return found
}

describe('imports', () => {
  const importsOf = (file: string): string[] =>
    ts
      .preProcessFile(sourceOf(file), true, true)
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => name.startsWith('.'))
      .map((name) => path.posix.normalize(path.posix.join(path.posix.dirname(file), name)))

  test('go in no circle, types included', () => {
    expect(circles(new Map(files.map((file) => [file, importsOf(file)])))).toEqual([])
  })

  test('go in no circle from room to room of the suite', () => {
    const roomOf = (file: string): string | undefined => /^conformance\/(\w+)\//.exec(file)?.[1]
    const rooms = new Map<string, string[]>()
    for (const file of files) {
      const room = roomOf(file)
      if (room === undefined || room === 'testing') continue
      const others = importsOf(file).flatMap((each) => roomOf(each) ?? [])
      rooms.set(room, [...(rooms.get(room) ?? []), ...others.filter((each) => each !== room)])
    }
    expect(rooms.size).toBeGreaterThan(10)
    expect(circles(rooms)).toEqual([])
  })

  test('would be seen to', () => {
    expect(
      circles(
        new Map([
          ['a', ['b']],
          ['b', ['c', 'd']],
          ['c', ['a']],
          ['d', []],
        ]),
      ),
    ).toEqual([['a', 'b', 'c']])
  })
})
