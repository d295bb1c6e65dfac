/** Finds the definitions of the operations of the contract in its source files. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import type { Definitions } from '../../spec/model.ts'
import { methods } from '../../spec/raw.ts'

/** Returns the file and the line of each operation. `root` is the project folder, `document` the path of the root document in it. */
export function definitionsIn(root: string, document: string): Definitions {
  const operations: { [id: string]: { readonly file: string; readonly line: number } } = {}
  const visit = (file: string, item: YAMLMap, lineOf: (offset: number) => number): void => {
    for (const { key, value } of item.items) {
      const method = textOf(key)
      if (method === undefined || !(methods as readonly string[]).includes(method) || !isMap(value) || !isScalar(key)) continue
      const id = value.get('operationId')
      if (typeof id !== 'string') throw new Error(`${file}: expected an operationId for ${method}, got ${String(id)}.`)
      operations[id] = { file, line: lineOf(key.range?.[0] ?? 0) }
    }
  }
  const { content, lineOf } = read(root, document)
  const paths = content.get('paths')
  if (!isMap(paths)) throw new Error(`${document}: expected a map at /paths.`)
  for (const { value: item } of paths.items) {
    if (!isMap(item)) continue
    const to = item.get('$ref')
    if (typeof to !== 'string') {
      visit(document, item, lineOf)
      continue
    }
    const file = path.posix.join(path.posix.dirname(document), to)
    const referred = read(root, file)
    visit(file, referred.content, referred.lineOf)
  }
  return { document, operations }
}

function read(root: string, file: string): { readonly content: YAMLMap; readonly lineOf: (offset: number) => number } {
  const lineCounter = new LineCounter()
  const { contents } = parseDocument(readFileSync(path.join(root, file), 'utf8'), { lineCounter })
  if (!isMap(contents)) throw new Error(`${file}: expected a map.`)
  return { content: contents, lineOf: (offset) => lineCounter.linePos(offset).line }
}

const textOf = (key: unknown): string | undefined => (isScalar(key) && typeof key.value === 'string' ? key.value : undefined)
