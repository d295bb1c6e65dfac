/** Reads and rewrites responses. */
import { valueAt } from '../../spec/contract.ts'
import type { Answer, Asked } from './lie.ts'

/** The parsed body; `undefined` if it is not JSON. */
export function jsonOf({ body }: { readonly body: Buffer }): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown
  } catch {
    return undefined
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Replaces the body; without a value, returns the response unchanged. */
export function withJson(answer: Answer, value: unknown): Answer {
  if (value === undefined) return answer
  const body = Buffer.from(JSON.stringify(value))
  return {
    ...answer,
    headers: answer.headers.map((each) => (each[0].toLowerCase() === 'content-length' ? ([each[0], String(body.length)] as const) : each)),
    body,
  }
}

/** Replaces status and body; keeps the headers. */
export const as = (answer: Answer, status: number, value: unknown): Answer => withJson({ ...answer, status }, value)

/** Returns a copy with another value at a pointer whose parent must exist; `undefined` removes the value. */
export function withValue(value: unknown, pointer: string, other: unknown): unknown {
  const copy: unknown = structuredClone(value)
  const at = pointer.lastIndexOf('/')
  const place = valueAt(copy, pointer.slice(0, at))
  const name = pointer.slice(at + 1)
  if (Array.isArray(place)) place[Number(name)] = other
  else if (isObject(place)) place[name] = other
  return copy
}

export const withHeader = <Message extends Asked | Answer>(message: Message, name: string, value: string): Message => ({
  ...message,
  headers: [...message.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase()), [name, value]],
})

export const headerOf = ({ headers }: Pick<Answer, 'headers'>, name: string): string | undefined =>
  headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1]

/** The items of a list response; empty for any other response. */
export function rowsOf(answer: Answer): readonly unknown[] {
  const rows = valueAt(jsonOf(answer), '/data')
  return answer.status === 200 && Array.isArray(rows) ? (rows as unknown[]) : []
}

/** The list response with other items on this page. */
export const withRows = (answer: Answer, rows: readonly unknown[]): Answer => withJson(answer, withValue(jsonOf(answer), '/data', rows))

/** Replaces, in every object of `value`, the properties that `sent` also has with the sent values. */
export function echoing(value: unknown, sent: unknown, but: readonly string[] = ['id']): unknown {
  if (!isObject(sent)) return value
  if (Array.isArray(value)) return value.map((each) => echoing(each, sent, but))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      name in sent && !but.includes(name) && !isObject(each) && !Array.isArray(each) ? sent[name] : echoing(each, sent, but),
    ]),
  )
}

/** The 404 response of the contract, built from another response. */
export const notFound = (answer: Answer): Answer =>
  as(answer, 404, {
    error: 'The resource does not exist.',
    details: { code: 'NOT_FOUND', requestId: headerOf(answer, 'x-request-id') ?? 'req_lie' },
  })
