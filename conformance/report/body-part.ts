/** The part of a long response body that a finding is about, for reports, which have only the beginning of the body. */
import { pointer, valueAt } from '../../spec/contract.ts'
import { json, type Answered } from '../model/exchange.ts'
import { cutJson } from '../text/cut-json.ts'
import { offsetOf, pathNamedBy, type Path } from './named-places.ts'
import { maxShown } from './reported-exchange.ts'

export interface BodyPart {
  /** JSON pointer to the value in the body; empty for the whole body, and if that is not JSON. */
  readonly pointer: string
  /** The value as JSON, or the text around the place; at most 1000 characters, with an ellipsis where it is cut. */
  readonly text: string
}

/** Maximum characters of a part. */
const maxPart = 1000
/** Maximum bytes of a text that are searched: secrets in it are replaced first, which takes time. */
const maxSearched = 256 * 1024

/**
 * Returns the part of a response body that the texts of a finding name, with what is around it, and without secrets. `undefined` if the beginning of the body
 * shows it, or if the texts name nothing in the body.
 */
export function partOf(exchange: Answered, texts: readonly string[], redact: (text: string) => string): BodyPart | undefined {
  const { body } = exchange.reply
  if (body.length <= maxShown) return undefined
  const value = json(exchange)?.value
  if (typeof value !== 'object' || value === null) return textPartOf(redact(body.toString('utf8', 0, maxSearched)), texts.map(redact))
  const path = pathNamedBy(texts, value)?.path
  if (path === undefined) return undefined
  const beginning = cutJson(body.toString('utf8', 0, maxShown))?.value
  if (JSON.stringify(valueAt(beginning, pointer(...path))) === JSON.stringify(valueAt(value, pointer(...path)))) return undefined
  const shown = surroundings(value, path)
  const text = redact(JSON.stringify(shown.value))
  return { pointer: redact(pointer(...shown.path)), text: text.length > maxPart ? `${text.slice(0, maxPart)}…` : text }
}

function textPartOf(text: string, texts: readonly string[]): BodyPart | undefined {
  const at = offsetOf(texts, text)
  if (at === undefined || at < maxShown) return undefined
  const [from, to] = [at - maxPart / 2, at + maxPart / 2]
  return { pointer: '', text: `…${text.slice(from, to)}${to < text.length ? '…' : ''}` }
}

/** Returns the largest value around a path that fits into a part, but not the whole body; of a larger object, the members next to the path. */
function surroundings(value: unknown, path: Path): { readonly path: Path; readonly value: unknown } {
  let length = path.length
  while (length > 1 && sizeOf(valueAt(value, pointer(...path.slice(0, length - 1)))) <= maxPart) length -= 1
  const parents = path.slice(0, -1)
  const parent = valueAt(value, pointer(...parents))
  return length < path.length || Array.isArray(parent)
    ? { path: path.slice(0, length), value: valueAt(value, pointer(...path.slice(0, length))) }
    : { path: parents, value: membersAround(parent as object, String(path.at(-1))) }
}

/** Returns an object with one of its members, and with as many members before and after it as fit into a part. */
function membersAround(parent: object, name: string): object {
  const entries = Object.entries(parent)
  const at = entries.findIndex(([each]) => each === name)
  const members = (from: number, to: number): object => Object.fromEntries(entries.slice(from, to))
  const fits = (from: number, to: number): boolean => from >= 0 && to <= entries.length && sizeOf(members(from, to)) <= maxPart
  let [from, to] = [at, at + 1]
  for (;;) {
    const [isMoreBefore, isMoreAfter] = [fits(from - 1, to), fits(from, to + 1)]
    if (!isMoreBefore && !isMoreAfter) return members(from, to)
    if (isMoreBefore && (!isMoreAfter || at - from < to - at)) from -= 1
    else to += 1
  }
}

const sizeOf = (value: unknown): number => JSON.stringify(value).length
