/** The responses received so far, and the values that later requests take from them. */
import { valueAt } from '../../spec/contract.ts'
import { isAnswered, json, type Exchange } from './exchange.ts'
import { keyOf, type Reference } from './request.ts'

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
  const { from, pointer } = reference
  const { byRequest, unsent } = answers
  const key = keyOf(from)
  const name = from.operation ?? from.path
  const source = byRequest.get(key)
  if (source === undefined || !isAnswered(source)) throw new Missing(unsent.get(key) ?? `no response to ${name}`)
  if (source.reply.status >= 300) throw new Missing(`${name} returned ${source.reply.status}`)
  const found = referred(json(source)?.value, reference, answers)
  if (found !== undefined) return found
  throw new Missing(pointer.startsWith('/data/0') ? `${name} returned an empty list` : `the response to ${name} has no ${pointer}`)
}

/** Returns the value that a reference points to in the given response body, or `undefined` if there is none. */
export function referred(body: unknown, { pointer, row }: Reference, answers: Answers): unknown {
  const found = valueAt(body, pointer)
  if (row === undefined || found === undefined) return found
  const wanted = resolve(row.is, answers)
  const rows: readonly unknown[] = Array.isArray(found) ? found : []
  const own = rows.find((each) => valueAt(each, row.where) === wanted)
  return own === undefined ? undefined : valueAt(own, row.value)
}

/** Like `valueOf`, but the value must be an id, a name or a number. */
export function resolve(reference: Reference, answers: Answers): string | number {
  const { from, pointer, as } = reference
  const name = from.operation ?? from.path
  const found = valueOf(reference, answers)
  if (as !== undefined && 'half' in as) return halfOf(found, as, name)
  if (typeof found !== 'string' && typeof found !== 'number') {
    throw new Missing(`the response to ${name} has no id at ${pointer} (got ${JSON.stringify(found).slice(0, 40)})`)
  }
  // A lone surrogate cannot be sent, and a dot segment would change the path (RFC 3986 §5.2.4).
  if (/^\.{0,2}$/.test(String(found)) || /\p{Surrogate}/u.test(String(found))) {
    throw new Missing(`the response to ${name} has no usable value at ${pointer} (got ${JSON.stringify(found)})`)
  }
  return as === undefined ? found : Math.min(Math.max(Math.ceil(Number(found) / 3), 1), as.third)
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
