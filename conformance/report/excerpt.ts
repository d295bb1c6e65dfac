/** The parts of a response that a finding is about, found by what its texts name. */
import { cutJson } from '../text/cut-json.ts'
import type { BodyPart } from './body-part.ts'
import { maxShown } from './reported-exchange.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

interface Excerpt {
  /** The headers of the response that the finding names. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The place in the body. */
  readonly body?: Place
}

export interface Place {
  /** JSON pointer to the object or list; empty for the whole body. */
  readonly pointer: string
  /** Texts of the place, the one with the most context first. */
  readonly texts: readonly string[]
}

/** A place with one of its texts, by default the one with the most context: `/pagination: { "page": 1, "totalPages": 7 }`. */
export const placeText = ({ pointer, texts: [most = ''] }: Place, text = most): string => (pointer === '' ? text : `${pointer}: ${text}`)

const maxHeaders = 4
/** Characters on each side of a place in a body that is not JSON. */
const around = 60
/** Stands for a secret in a report. */
const hidden = '***'

/** Returns the headers and the place in the body that the texts of a finding name. */
export function excerptOf({
  expected = '',
  seen = '',
  exchange,
  part,
}: Pick<ReportedVerdict, 'expected' | 'seen' | 'exchange' | 'part'>): Excerpt {
  if (exchange === undefined) return { headers: [] }
  // What was seen is more exact: of all expected headers, it names the missing one.
  const named = headersIn(seen).length > 0 ? headersIn(seen) : headersIn(expected)
  const headers = (exchange.headers ?? []).filter(([name]) => named.includes(name.toLowerCase())).slice(0, maxHeaders)
  const texts = [seen, expected]
  const place = part === undefined ? placeIn(exchange.body ?? '', texts, headers.length === 0) : placeInPart(part, texts)
  return { headers, ...(place === undefined ? {} : { body: place }) }
}

/** Returns the words of a text that look like names of headers, in lower case: `X-Request-Id`, `Allow`, `retry-after`. */
const headersIn = (text: string): string[] =>
  text
    .split(/[^\w-]+/)
    .filter((word) => /^[A-Z][\w-]*[a-z]|^[a-z]+(-[a-z]+)+$/.test(word))
    .map((word) => word.toLowerCase())

/** Returns the place that one of the texts names. `isWanted`: nothing else is shown, so the beginning of a body that is not JSON helps. */
function placeIn(body: string, texts: readonly string[], isWanted: boolean): Place | undefined {
  if (body.trim() === '') return undefined
  const found = parsed(body)
  if (found === undefined) {
    const at = offsetOf(texts, body)
    if (at !== undefined) return { pointer: '', texts: [cutAround(body, at)] }
    return isWanted && !/^\s*[{[]/.test(body) ? { pointer: '', texts: [body.slice(0, 2 * around)] } : undefined
  }
  const { value } = found
  const named = pathNamedBy(texts, value)
  return named === undefined ? undefined : named.isCode ? { pointer: '', texts: [JSON.stringify(value)] } : shown(value, named.path)
}

/** Returns the place in a part of the body, relative to the whole body. */
function placeInPart({ pointer, text }: BodyPart, texts: readonly string[]): Place | undefined {
  const found = parsed(text)
  if (found === undefined) return { pointer, texts: [cutAround(text, offsetOf(texts, text) ?? 0)] }
  // In the place of the part, so that pointers lead to it.
  const steps = stepsOf(pointer)
  const whole = steps.reduceRight<unknown>((value, step) => ({ [step]: value }), found.value)
  const named = pathNamedBy(texts, whole)
  return named === undefined || named.path.length <= steps.length ? { pointer, texts: [brief(found.value)] } : shown(whole, named.path)
}

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

/** Parses a body. A report has only the beginning of a long one. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return text.length < maxShown ? undefined : cutJson(text)
  }
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

/** The names and indices that lead to a value. */
export type Path = readonly (string | number)[]

/** Returns the names and indices of a JSON pointer (RFC 6901). */
const stepsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))

/** Returns a path as a JSON pointer. */
export const pointerTo = (path: Path): string => path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Returns the value at a path; `undefined` if there is none. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Record<string, unknown>)[step] : undefined),
    value,
  )

/** Returns the path of a pointer as far as it exists. */
function pathOf(value: unknown, pointer: string): Path {
  const path: (string | number)[] = []
  let at = value
  for (const name of stepsOf(pointer)) {
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

/** Shows a member with its neighbors. */
function shown(value: unknown, path: Path): Place {
  const parents = path.slice(0, -1)
  const pointer = pointerTo(parents)
  const parent = valueAt(value, parents) as object
  const entries = Object.entries(parent)
  const index = entries.findIndex(([name]) => name === String(path.at(-1)))
  const isList = Array.isArray(parent)
  const texts = [1, 0].map((beside) => {
    const [from, to] = [Math.max(index - beside, 0), Math.min(index + beside + 1, entries.length)]
    const members = entries.slice(from, to).map(([name, each]) => (isList ? brief(each) : `${JSON.stringify(name)}: ${brief(each)}`))
    const all = [...(from > 0 ? ['…'] : []), ...members, ...(to < entries.length ? ['…'] : [])].join(', ')
    return isList ? `[${all}]` : `{ ${all} }`
  })
  return { pointer, texts }
}

function brief(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > around ? `${text.slice(0, around)}…` : text
}

const cutAround = (text: string, at: number): string =>
  `${at > around ? '…' : ''}${text.slice(Math.max(at - around, 0), at + 2 * around)}${at + 2 * around < text.length ? '…' : ''}`
