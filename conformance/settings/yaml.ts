/** YAML files written by the user: their value, and the line of each part. */
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml'
import { foreign } from '../text/foreign.ts'
import { Undecidable } from '../model/undecidable.ts'
import { readBounded } from '../text/bounded.ts'
import { fileFault } from '../text/file-fault.ts'

export interface Written {
  readonly file: string
  readonly value: unknown
  /** Returns the line, starting at 1, of the value at a path of property names and indices, or of its nearest existing parent. */
  readonly lineOf: (path: readonly (string | number)[]) => number
}

/** Two thousand waivers fit into it; larger files are not handwritten. */
const maxBytes = 256 * 1024
/** Maximum levels of nesting; the files of this program need three. */
const maxLevels = 50
/** Maximum number of nodes that aliases may repeat, against exponential expansion ("billion laughs"). */
const maxRepeated = 100

/** Reads a YAML file. Throws `Undecidable` with file and line if it is not YAML, expands to too much data, or cannot be read. */
export function readYaml(file: string): Written {
  let text: string
  try {
    text = readBounded(file, maxBytes)
  } catch (error) {
    throw new Undecidable(`${foreign(file)} cannot be read: ${fileFault(error)}.`)
  }
  return parseYaml(file, text)
}

/** The same for text that is already read; `file` is the name for messages. */
export function parseYaml(file: string, text: string): Written {
  const refused = (line: number, why: string): Undecidable => new Undecidable(`${foreign(file)}:${line}: ${foreign(why)}`)
  const lines = new LineCounter()
  const at = (offset: number): number => Math.max(lines.linePos(offset).line, 1)
  const deep = tooDeep(text)
  if (deep !== undefined) throw refused(deep, `expected at most ${maxLevels} levels of nesting`)
  const document = parsed(text, lines, refused)
  const [fault] = document.errors
  if (fault !== undefined) throw refused(at(fault.pos[0]), fault.message.split('\n')[0] ?? '')
  const twice = repeatedName(document)
  if (twice !== undefined) throw refused(at(startOf(twice) ?? 0), `duplicate key ${String(twice)}`)
  return { file, value: valueOf(document, refused), lineOf: (path) => lineIn(document, path, at) }
}

type Refused = (line: number, why: string) => Undecidable

function parsed(text: string, lineCounter: LineCounter, refused: Refused): Document.Parsed {
  try {
    // A byte order mark is not part of the content (YAML 1.2 §5.2).
    return parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter, prettyErrors: false, logLevel: 'error', uniqueKeys: false })
  } catch (error) {
    throw refused(1, `invalid YAML: ${(error as Error).message}`)
  }
}

/** Finds a duplicate key of a map. The parser would compare each key with each other key, which takes minutes for a large map. */
function repeatedName(document: Document.Parsed): Scalar | undefined {
  let repeated: Scalar | undefined
  visit(document, {
    Map: (_, { items }) => {
      const names = new Set<unknown>()
      for (const { key } of items) {
        if (!isScalar(key)) continue
        if (names.has(key.value)) repeated = key
        if (repeated !== undefined) return visit.BREAK
        names.add(key.value)
      }
      return undefined
    },
  })
  return repeated
}

function valueOf(document: Document.Parsed, refused: Refused): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: maxRepeated })
    // Throws for a value that contains itself.
    JSON.stringify(value)
    return value
  } catch (error) {
    throw refused(1, `the aliases cannot be resolved: ${(error as Error).message.split('\n')[0] ?? ''}`)
  }
}

/**
 * Finds the line of a bracket or an indented dash that exceeds the maximum nesting, before a recursive parser runs out of stack or time.
 */
function tooDeep(text: string): number | undefined {
  let open = 0
  let line = 1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x0a) line += 1
    // [ { and ] }
    else if (code === 0x5b || code === 0x7b) open += 1
    else if (code === 0x5d || code === 0x7d) open = Math.max(open - 1, 0)
    // `- - - -`, `? ? ?` and `: : :` open levels within one line.
    else if ((code === 0x2d || code === 0x3f || code === 0x3a) && isChain(text, at)) return line
    if (open > maxLevels) return line
  }
  return undefined
}

function isChain(text: string, at: number): boolean {
  for (let index = 0; index <= maxLevels; index++) {
    if (text[at + index * 2] !== text[at] || text[at + index * 2 + 1] !== ' ') return false
  }
  return true
}

function lineIn(document: Document.Parsed, path: readonly (string | number)[], at: (offset: number) => number): number {
  let node: unknown = document.contents
  let line = at(startOf(node) ?? 0)
  for (const step of path) {
    const found = childOf(isAlias(node) ? node.resolve(document) : node, step)
    if (found === undefined) return line
    line = at(startOf(isPair(found) ? found.key : found) ?? 0)
    node = isPair(found) ? found.value : found
  }
  return line
}

function childOf(node: unknown, step: string | number): Pair | Node | undefined {
  if (isSeq(node)) return node.items[Number(step)] as Pair | Node | undefined
  return isMap(node) ? node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step)) : undefined
}

/** Returns the offset of a node in characters. */
function startOf(node: unknown): number | undefined {
  return (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0]
}
