/** Builds the HTTP request from a planned one, with references resolved by the responses so far. */
import { rewritten } from '../model/rewritten.ts'
import { isReference, type Body, type Reference, type Request } from '../model/request.ts'
import { type Answers, valueOf, resolve } from '../model/answers.ts'

export interface Built {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Buffer
}

/** Builds a request. Throws `Missing` if an earlier response lacks a value that it needs. */
export function build(request: Request, baseUrl: string, answers: Answers): Built {
  let path = request.path
  for (const [name, value] of Object.entries(request.params)) path = path.replace(`{${name}}`, encodeURIComponent(text(value, answers)))
  const query = request.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(text(value, answers))}`)
  const body = request.body === undefined ? undefined : bytes(request.body, answers)
  return {
    url: baseUrl + path + (query.length > 0 ? `?${query.join('&')}` : ''),
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...request.headers },
    ...(body === undefined ? {} : { body }),
  }
}

function text(value: string | number | Reference, answers: Answers): string {
  return String(isReference(value) ? resolve(value, answers) : value)
}

/** Returns the value with every reference in it resolved. */
const resolved = (value: unknown, answers: Answers): unknown =>
  rewritten(value, (each) => (isReference(each) ? [valueOf(each, answers)] : undefined))

function bytes(body: Body, answers: Answers): Buffer {
  if ('json' in body) return Buffer.from(JSON.stringify(resolved(body.json, answers)))
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64')
}
