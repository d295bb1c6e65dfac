/** The parts of a response that a finding is about, found by what its texts name. */
import { pointer, tokensOf, valueAt } from '../../spec/contract.ts'
import { cutJson } from '../text/cut-json.ts'
import type { BodyPart } from './body-part.ts'
import { offsetOf, pathNamedBy, type Path } from './named-places.ts'
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
  const steps = tokensOf(pointer)
  const whole = steps.reduceRight<unknown>((value, step) => ({ [step]: value }), found.value)
  const named = pathNamedBy(texts, whole)
  return named === undefined || named.path.length <= steps.length ? { pointer, texts: [brief(found.value)] } : shown(whole, named.path)
}

/** Parses a body. A report has only the beginning of a long one. */
function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return text.length < maxShown ? undefined : cutJson(text)
  }
}

/** Shows a member with its neighbors. */
function shown(value: unknown, path: Path): Place {
  const parents = path.slice(0, -1)
  const place = pointer(...parents)
  const parent = valueAt(value, place) as object
  const entries = Object.entries(parent)
  const index = entries.findIndex(([name]) => name === String(path.at(-1)))
  const isList = Array.isArray(parent)
  const texts = [1, 0].map((beside) => {
    const [from, to] = [Math.max(index - beside, 0), Math.min(index + beside + 1, entries.length)]
    const members = entries.slice(from, to).map(([name, each]) => (isList ? brief(each) : `${JSON.stringify(name)}: ${brief(each)}`))
    const all = [...(from > 0 ? ['…'] : []), ...members, ...(to < entries.length ? ['…'] : [])].join(', ')
    return isList ? `[${all}]` : `{ ${all} }`
  })
  return { pointer: place, texts }
}

function brief(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > around ? `${text.slice(0, around)}…` : text
}

const cutAround = (text: string, at: number): string =>
  `${at > around ? '…' : ''}${text.slice(Math.max(at - around, 0), at + 2 * around)}${at + 2 * around < text.length ? '…' : ''}`
