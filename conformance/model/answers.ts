/** What was answered so far, and what later requests take from it. */
import { valueAt } from '../../spec/contract.ts'
import { isAnswered, json, type Exchange } from './exchange.ts'
import { keyOf, type Reference } from './request.ts'

/** What was answered so far. */
export interface Answers {
  readonly byRequest: ReadonlyMap<string, Exchange>
  /** Why a planned request could not be sent, by key of the request. */
  readonly unsent: ReadonlyMap<string, string>
}

/** What an earlier answer would have had to show. */
export class Missing extends Error {}

/** What a reference leads to, whatever it is; throws `Missing` if it leads nowhere. */
export function valueOf(reference: Reference, answers: Answers): unknown {
  const { from, pointer } = reference
  const { byRequest, unsent } = answers
  const key = keyOf(from)
  const name = from.operation ?? from.path
  const source = byRequest.get(key)
  if (source === undefined || !isAnswered(source)) throw new Missing(unsent.get(key) ?? `${name} did not answer`)
  if (source.reply.status >= 300) throw new Missing(`${name} answered ${source.reply.status}`)
  const found = referred(json(source)?.value, reference, answers)
  if (found !== undefined) return found
  throw new Missing(pointer.startsWith('/data/0') ? `${name} lists nothing` : `the answer of ${name} has no ${pointer}`)
}

/** What a reference leads to in the body of the answer that it is about; `undefined` where it leads nowhere. */
export function referred(body: unknown, { pointer, row }: Reference, answers: Answers): unknown {
  const found = valueAt(body, pointer)
  if (row === undefined || found === undefined) return found
  const wanted = resolve(row.is, answers)
  const rows: readonly unknown[] = Array.isArray(found) ? found : []
  const own = rows.find((each) => valueAt(each, row.where) === wanted)
  return own === undefined ? undefined : valueAt(own, row.value)
}

/** The same where it must be an id, a name or a number. */
export function resolve(reference: Reference, answers: Answers): string | number {
  const { from, pointer, as } = reference
  const name = from.operation ?? from.path
  const found = valueOf(reference, answers)
  if (typeof found !== 'string' && typeof found !== 'number') {
    throw new Missing(`an id at ${pointer} in the answer of ${name} (it has ${JSON.stringify(found).slice(0, 40)})`)
  }
  // A lone surrogate cannot be sent, and a dot segment would lead to another path (RFC 3986 §5.2.4).
  if (/^\.{0,2}$/.test(String(found)) || /\p{Surrogate}/u.test(String(found))) {
    throw new Missing(`a usable ${pointer} in the answer of ${name} (it has ${JSON.stringify(found)})`)
  }
  return as === undefined ? found : Math.min(Math.max(Math.ceil(Number(found) / 3), 1), as.third)
}
