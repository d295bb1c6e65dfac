/** Exchanges as HTTP messages, shortened to what a finding is about. */
import { STATUS_CODES } from 'node:http'
import type { ReportedExchange } from '../../conformance/report/reported-exchange.ts'
import { foreign } from '../../conformance/text/foreign.ts'
import type { Message } from './example.ts'
import { cluesOf, shortened } from './shorten.ts'

/** The texts of a finding, and the headers that its rule is about even if no text names them. */
export interface Subject {
  readonly expected: string
  readonly seen: string
  readonly headers: readonly string[]
}

/** Characters of a header and of a request line. */
const maxLine = 160
/** A text that is not longer may be equal to a header by chance. */
const shortest = 5

export function messageOf(exchange: ReportedExchange, subject: Subject): Message {
  const { request, curl, sent, status, headers = [], body } = exchange
  const clues = cluesOf(subject.expected, subject.seen)
  const names = new Set(subject.headers)
  const shown = headers.filter(([name]) => names.has(name.toLowerCase())).map(([name, value]) => `${name}: ${value}`)
  const lines = (all: readonly string[]): string[] => all.map((each) => foreign(each, maxLine))
  return {
    request: [
      ...lines([request, ...credentialIn(curl), ...sent.headers.map(([name, value]) => `${name}: ${value}`)]),
      ...(sent.body === undefined || sent.body === '' ? [] : ['', shortened(sent.body, clues)]),
    ].join('\n'),
    response: [...lines([statusLine(status), ...shown]), ...(body === undefined || body === '' ? [] : ['', shortened(body, clues)])].join(
      '\n',
    ),
  }
}

function statusLine(status: number | undefined): string {
  if (status === undefined) throw new RangeError('Expected an exchange with a response, but the request got none')
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`.trim()
}

/** The `Authorization` of a command that repeats a request; it contains no key. */
function credentialIn(curl: string): string[] {
  if (curl.includes('"Authorization: Bearer $(')) return ['Authorization: Bearer $CONFORMANCE_KEY, with another last character']
  const [, quoted, plain] = / -H (?:"(Authorization: [^"]*)"|'(Authorization[:;][^']*)')/.exec(curl) ?? []
  const text = quoted ?? plain
  return text === undefined ? [] : [text.replace(/\$\{(\w+)%%,\*\}/, '$$$1').replace(/;$/, ':')]
}

/**
 * The names of the headers that a finding is about, in lower case: those that its texts or its rule name, those of a response whose value was expected or
 * seen, and those that only some of the responses have.
 */
export function headersAbout(
  rule: string,
  { expected, seen }: Pick<Subject, 'expected' | 'seen'>,
  exchanges: readonly ReportedExchange[],
): string[] {
  const text = `${expected} ${seen} ${rule.split('/')[1] ?? ''}`.toLowerCase()
  const words = new Set(text.split(/[^\w-]+/))
  const parts = new Set(text.split(/\W+/))
  const isAbout = (name: string, value: string): boolean =>
    words.has(name) ||
    (rule.startsWith('rate-limit/') && name.startsWith('x-ratelimit-') && parts.has(name.slice('x-ratelimit-'.length))) ||
    (value.length > shortest && (seen.includes(value) || expected.includes(value))) ||
    exchanges.some(({ headers = [] }) => headers.every((each) => each[0].toLowerCase() !== name))
  const found = exchanges.flatMap(({ headers = [] }) =>
    headers
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name, value]) => isAbout(name, value))
      .map(([name]) => name),
  )
  return [...new Set(found)]
}
