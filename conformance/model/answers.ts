/** The responses received so far, and the values that later requests take from them. */
import { valueAt } from '../../spec/contract.ts'
import { isAnswered, json, type Exchange } from './exchange.ts'
import { keyOf, references, type Reference, type Request } from './request.ts'

/** The responses received so far. */
export interface Answers {
  readonly byRequest: ReadonlyMap<string, Exchange>
  /** The reason why a planned request could not be sent, by key of the request. */
  readonly unsent: ReadonlyMap<string, string>
}

/** Thrown if an earlier response does not contain a required value. */
export class Missing extends Error {}

/** Returns the value that a reference points to, of any type. Throws `Missing` if there is none. */
export function valueOf(reference: Reference, answers: Answers): unknown {
  const { from, pointer, row } = reference
  const { byRequest, unsent } = answers
  const key = keyOf(from)
  const name = from.operation ?? from.path
  const source = byRequest.get(key)
  if (source === undefined || !isAnswered(source)) throw new Missing(unsent.get(key) ?? `no response to ${name}`)
  if (source.reply.status >= 300) throw new Missing(`${name} returned ${source.reply.status}`)
  const found = referred(json(source)?.value, reference, answers)
  if (found !== undefined) return found
  if (row !== undefined && row.is === undefined) throw new Missing(`no item on the page of ${name} has ${row.value}`)
  throw new Missing(pointer.startsWith('/data/0') ? `${name} returned an empty list` : `the response to ${name} has no ${pointer}`)
}

/** Returns the value that a reference points to in the given response body, or `undefined` if there is none. */
export function referred(body: unknown, { pointer, row, as }: Reference, answers: Answers): unknown {
  const found = valueAt(body, pointer)
  if (row === undefined || found === undefined) return found
  const rows: readonly unknown[] = Array.isArray(found) ? found : []
  if (row.is === undefined) {
    const { value, apart = [] } = row
    const having = rows.filter((each) => (valueAt(each, value) ?? null) !== null)
    const most = as !== undefined && 'partOf' in as ? as.partOf : Number.POSITIVE_INFINITY
    const isOnlyThere = (each: unknown): boolean => {
      const part = partOf(String(valueAt(each, value)), most)?.toLowerCase()
      return part !== undefined && apart.every((place) => !String(valueAt(each, place)).toLowerCase().includes(part))
    }
    const best = apart.length === 0 ? undefined : having.find(isOnlyThere)
    return valueAt(best ?? having[0], value)
  }
  const wanted = resolve(row.is, answers)
  const own = rows.find((each) => valueAt(each, row.where) === wanted)
  return own === undefined ? undefined : valueAt(own, row.value)
}

/** Like `valueOf`, but the value must be an id, a name or a number. */
export function resolve(reference: Reference, answers: Answers): string | number {
  const { from, pointer, as } = reference
  const name = from.operation ?? from.path
  const found = valueOf(reference, answers)
  if (as !== undefined && 'half' in as) return halfOf(found, as, name)
  if (as !== undefined && 'partOf' in as) {
    const part = partOf(String(found), as.partOf)
    if (part === undefined) throw new Missing(`the response to ${name} has no text with ASCII letters or digits`)
    return part
  }
  if (typeof found !== 'string' && typeof found !== 'number') {
    throw new Missing(`the response to ${name} has no id at ${pointer} (got ${JSON.stringify(found).slice(0, 40)})`)
  }
  // A lone surrogate cannot be sent, and a dot segment would change the path (RFC 3986 §5.2.4).
  if (/^\.{0,2}$/.test(String(found)) || /\p{Surrogate}/u.test(String(found))) {
    throw new Missing(`the response to ${name} has no usable value at ${pointer} (got ${JSON.stringify(found)})`)
  }
  return as === undefined ? found : Math.min(Math.max(Math.ceil(Number(found) / 3), 1), as.third)
}

/**
 * Returns what a search must find in a text: its longest word of ASCII letters and digits without the first character, in the other case. Hyphens,
 * points and underscores join words, because a code such as `TNT-104` is found nowhere else as a whole. Only for ASCII is it certain which letters are the same.
 * `undefined` if the text has no such word.
 */
function partOf(text: string, most: number): string | undefined {
  const [longest] = (text.match(/[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*/g) ?? []).toSorted((a, b) => b.length - a.length)
  // A hyphen before a word excludes it in the searches of some deployments.
  const rest = longest
    ?.slice(1)
    .replace(/^[-._]/, '')
    .slice(0, most)
  const part = rest === '' ? longest : rest
  return part?.replace(/[A-Za-z]/g, (letter) => (letter > 'Z' ? letter.toUpperCase() : letter.toLowerCase()))
}

/**
 * Whether a request was not sent because it needs a value that the items of a list need not have, and none on the page has it: stock
 * without a lot, a text without ASCII letters. Then there is nothing to request.
 */
export const lacksOptionalValue = (request: Request, answers: Answers): boolean =>
  references(request).some((each) => {
    const source = answers.byRequest.get(keyOf(each.from))
    if (each.row === undefined || each.row.is !== undefined || source === undefined || !isAnswered(source)) return false
    return source.reply.status < 300 && Array.isArray(valueAt(json(source)?.value, each.pointer)) && !isResolved(each, answers)
  })

function isResolved(reference: Reference, answers: Answers): boolean {
  try {
    resolve(reference, answers)
    return true
  } catch (error) {
    if (error instanceof Missing) return false
    throw error
  }
}

/** Returns the page size for the second page of a list, from the response with its default page. Throws `Missing` if it is no list. */
function halfOf(body: unknown, { half, ties }: { readonly half: number; readonly ties?: string }, name: string): number {
  const total = Number(valueAt(body, '/pagination/total'))
  const data = valueAt(body, '/data')
  if (!Number.isFinite(total) || !Array.isArray(data))
    throw new Missing(`the response to ${name} has no list at /data or no number at /pagination/total`)
  const usual = total > half ? Math.ceil((half * 3) / 4) : Math.max(Math.ceil(total / 2), 1)
  const values = ties === undefined ? [] : data.map((row: unknown) => valueAt(row, `/${ties}`))
  const borders = values.flatMap((value, index) => (index > 0 && value !== undefined && value === values[index - 1] ? [index] : []))
  return borders.toSorted((a, b) => Math.abs(a - usual) - Math.abs(b - usual))[0] ?? usual
}
