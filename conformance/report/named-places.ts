/** The places in a response body that the texts of a finding name: by a JSON pointer, a value or the name of a property. */
import { tokensOf } from '../../spec/contract.ts'

/** Stands for a secret in a report. */
const hidden = '***'

/** The names and indices that lead to a value. */
export type Path = readonly (string | number)[]

/** Returns the path of the first place in a JSON value that one of the texts names. `isCode`: the code of an error names it, which is about the whole body. */
export function pathNamedBy(texts: readonly string[], value: unknown): { readonly path: Path; readonly isCode?: boolean } | undefined {
  for (const text of texts) {
    for (const pointer of pointersIn(text)) {
      const path = pathOf(value, pointer)
      if (path.length > 0) return { path }
    }
  }
  for (const text of texts) {
    for (const word of valuesIn(text)) {
      const path = find(value, (_name, each) => each === word || (word === hidden && typeof each === 'string' && each.includes(hidden)))
      if (path !== undefined) return { path, isCode: /^[A-Z_]+$/.test(word) }
    }
    for (const word of namesIn(text)) {
      const path = find(value, (name) => name === word)
      if (path !== undefined) return { path }
    }
  }
  return undefined
}

/** Returns the position of the first thing in a text that is not JSON that one of the texts names. */
export function offsetOf(texts: readonly string[], body: string): number | undefined {
  const names = texts.flatMap((text) => [
    ...pointersIn(text).map((each) => each.split('/').at(-1) ?? ''),
    ...valuesIn(text),
    ...namesIn(text).map((each) => `"${each}"`),
  ])
  return names.map((each) => (each.length < 3 ? -1 : body.indexOf(each))).find((each) => each !== -1)
}

/** Returns the JSON pointers in a sentence. */
const pointersIn = (text: string): string[] =>
  [...text.matchAll(/(?:^|[\s(])((?:\/[\w~.-]+)+)/g)].map(([, pointer = '']) => pointer.replace(/\.+$/, ''))

/** Returns the texts in quotation marks, the error codes and the ids in a sentence, and what stands for a key that it finds. */
const valuesIn = (text: string): string[] => [
  ...(/\bkey in the body\b/.test(text) ? [hidden] : []),
  ...[...text.matchAll(/"([^"]+)"/g)].map(([, word = '']) => word),
  ...(text.match(/\b[A-Z]+(?:_[A-Z]+)+\b|\b[a-z]+_\w*\d\w*\b/g) ?? []),
]

/** Returns the words in a sentence that are written like names of properties. */
const namesIn = (text: string): string[] => text.match(/\b[a-z]+[A-Z]\w*\b/g) ?? []

/** Returns the path of a pointer as far as it exists. */
function pathOf(value: unknown, pointer: string): Path {
  const path: (string | number)[] = []
  let at = value
  for (const name of tokensOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) break
    path.push(Array.isArray(at) ? Number(name) : name)
    at = (at as Record<string, unknown>)[name]
  }
  return path
}

/** Returns the path of the first member or item that fits. */
function find(value: unknown, fits: (name: string, value: unknown) => boolean): Path | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, each] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(name) : name
    if (fits(name, each)) return [step]
    const deeper = find(each, fits)
    if (deeper !== undefined) return [step, ...deeper]
  }
  return undefined
}
