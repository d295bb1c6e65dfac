/** YAML files that a person writes: their value, and the line of everything in it. */
import { readFileSync } from 'node:fs'
import yaml from 'yaml'
import { Undecidable } from '../undecidable.ts'

export interface Written {
  readonly file: string
  readonly value: unknown
  /** The line, from 1, of what a path of property names and indices leads to, or of the nearest thing around it. */
  readonly lineOf: (path: readonly (string | number)[]) => number
}

/** The part of a parsed node that a line is read from. */
interface Node {
  readonly range?: readonly [number, number] | null
  readonly items?: readonly unknown[]
}

interface Pair {
  readonly key?: (Node & { readonly value?: unknown }) | null
  readonly value?: Node | null
}

/** Throws `Undecidable` with file and line where the text is not YAML, or cannot be read. */
export function readYaml(file: string): Written {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Undecidable(`${file} cannot be read: ${(error as Error).message}.`)
  }
  return parseYaml(file, text)
}

function parseYaml(file: string, text: string): Written {
  const document = yaml.parseDocument(text, { prettyErrors: true })
  const [fault] = document.errors
  if (fault !== undefined) {
    const line = fault.linePos?.start.line ?? 1
    throw new Undecidable(`${file}:${line}: ${fault.message.split(/ at line |\n/)[0]}`)
  }
  const at = (offset: number): number => text.slice(0, offset).split('\n').length
  const lineOf = (path: readonly (string | number)[]): number => {
    let node: Node | null | undefined = document.contents
    let line = at(node?.range?.[0] ?? 0)
    for (const step of path) {
      const found: Node | Pair | undefined =
        typeof step === 'number'
          ? (node?.items?.[step] as Node | undefined)
          : (node?.items as readonly Pair[] | undefined)?.find(({ key }) => String(key?.value) === step)
      if (found === undefined) return line
      const start: number | undefined = 'key' in found ? found.key?.range?.[0] : (found as Node).range?.[0]
      if (start !== undefined) line = at(start)
      node = 'key' in found ? found.value : (found as Node)
    }
    return line
  }
  return { file, value: document.toJSON() as unknown, lineOf }
}
