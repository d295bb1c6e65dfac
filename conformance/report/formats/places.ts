/** Where in an exchange the reader sees what a finding is about: the status, headers, and lines of the bodies. */
import type { ReportedExchange } from '../reported-exchange.ts'
import type { ReportedVerdict } from '../reported-verdict.ts'
import type { JsonLine } from './json-lines.ts'

/** Positions start at 0. */
export interface Places {
  readonly isStatus: boolean
  /** Headers of the response. */
  readonly headers: readonly number[]
  /** Headers that the response should have. */
  readonly absent: readonly string[]
  /** Lines of the body of the response, before any are left out. */
  readonly received: readonly number[]
  /** Lines of the body of the request. */
  readonly sent: readonly number[]
}

/** More places would not help a reader. */
const most = 12

export function placesOf(
  { expected = '', seen = '', why = '' }: Pick<ReportedVerdict, 'expected' | 'seen' | 'why'>,
  exchange: ReportedExchange,
  received: readonly JsonLine[],
  sent: readonly JsonLine[],
): Places {
  const text = `${expected} ; ${seen} ; ${why}`
  const { status, headers = [] } = exchange
  const statuses: readonly string[] = text.match(/\b[1-5]\d\d\b/g) ?? []
  const names = headers.map(([name]) => name.toLowerCase())
  const absent = status === undefined ? [] : absentIn(seen).filter((each) => !names.includes(each.toLowerCase()))
  const namedIn = (where: string): number[] => headers.flatMap(([name], index) => (isNamed(name, where) ? [index] : []))
  const inSeen = namedIn(seen)
  return {
    isStatus: status !== undefined && statuses.includes(String(status)),
    // What was expected often lists more headers than are wrong.
    headers: inSeen.length + absent.length > 0 ? inSeen : namedIn(expected),
    absent,
    received: linesOf(text, received),
    sent: linesOf(text, sent),
  }
}

/** A header begins with a capital in a finding, which tells `Date` from a date. */
function isNamed(header: string, text: string): boolean {
  const at = text.toLowerCase().indexOf(header.toLowerCase())
  if (at === -1 || !/[A-Z]/.test(text[at] ?? '')) return false
  return !/[\w-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + header.length] ?? '')
}

function absentIn(seen: string): string[] {
  if (!/\b(no|missing|without|lacks)\b/i.test(seen)) return []
  return [...new Set(seen.match(/\b[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)+\b/g) ?? [])]
}

/** Returns the lines that a text names by pointer, by value or by name, the most exact way first. */
function linesOf(text: string, lines: readonly JsonLine[]): number[] {
  const pointers = [...text.matchAll(/(?:^|[\s("])((?:\/[\w~-]+)+)(?=$|[\s,:;.)"])/g)].flatMap(([, pointer]) => pointer ?? [])
  const byPointer = unique(pointers.flatMap((each) => at(each, lines)))
  if (byPointer.length > 0) return byPointer
  const values = [...text.matchAll(/"(?:[^"\\]|\\.){3,}"/g)].map(([value]) => value)
  const ids = (text.match(/\b\w{12,}\b/g) ?? []).filter((word) => /\d/.test(word)).map((word) => `"${word}"`)
  const byValue = unique([...values, ...ids].flatMap((each) => few(lines, ({ text: line }) => line.includes(each))))
  if (byValue.length > 0) return byValue
  const named = [
    ...(text.match(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g) ?? []),
    ...[...text.matchAll(/\b([a-z]\w+) (?=\d|")/g)].map(([, name]) => name),
  ]
  return unique(named.flatMap((name) => few(lines, ({ text: line }) => line.trimStart().startsWith(`"${name}": `) && !/[[{]$/.test(line))))
}

/** The line of a pointer, or of the nearest container that exists, except the whole body. */
function at(pointer: string, lines: readonly JsonLine[]): number[] {
  for (let each = pointer; each !== ''; each = each.slice(0, each.lastIndexOf('/'))) {
    const found = lines.findIndex((line) => line.pointer === each)
    if (found !== -1) return [found]
  }
  return []
}

function few(lines: readonly JsonLine[], is: (line: JsonLine) => boolean): number[] {
  const found = lines.flatMap((line, index) => (is(line) ? [index] : []))
  return found.length <= 3 ? found : []
}

const unique = (numbers: readonly number[]): number[] => [...new Set(numbers)].sort((a, b) => a - b).slice(0, most)
