import { foreign } from './report/foreign.ts'

/** What is read of a HAR 1.2 file; whatever else is in it is not looked at. */
export interface Har {
  readonly log: { readonly entries: readonly HarEntry[] }
}

interface NameValue {
  readonly name: string
  readonly value: string
}

export interface HarEntry {
  /** RFC 3339. */
  readonly startedDateTime: string
  /** Milliseconds. */
  readonly time: number
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: readonly NameValue[]
    readonly postData?: { readonly text?: string }
  }
  readonly response: {
    /** 0 where no answer came. */
    readonly status: number
    readonly headers: readonly NameValue[]
    readonly content: { readonly size: number; readonly text?: string; readonly encoding?: string }
  }
}

/** The file is no HAR 1.2; the message says where and what was expected. */
export class HarError extends Error {
  override readonly name = 'HarError'
}

/** Reads the text of a HAR file, or takes what was parsed already; throws `HarError`. */
export function readHar(source: unknown): Har {
  let value = source
  if (typeof source === 'string') {
    if (hasMoreValues(source, mostValues))
      throw new HarError(`The HAR file has more than ${mostValues / 1_000_000} million values, more than can be read.`)
    try {
      value = JSON.parse(source.replace(/^\uFEFF/, ''))
    } catch (error) {
      throw new HarError(`A HAR file is JSON; this one is not: ${reasonOf(error as Error, source)}.`)
    }
  }
  const entries = at(at(value, 'log'), 'entries')
  if (!Array.isArray(entries)) throw new HarError('A HAR file has an array at /log/entries; this one has not.')
  ;(entries as unknown[]).forEach(check)
  return value as Har
}

/** A parsed value takes up to sixty bytes, of whatever length its text is. */
const mostValues = 5_000_000

/** Whether a JSON text has more than so many values, by the signs between them outside of strings. */
function hasMoreValues(text: string, most: number): boolean {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = endOfString(text, at)
    // , [ {
    else if (code === 0x2c || code === 0x5b || code === 0x7b) count += 1
    if (count > most) return true
  }
  return false
}

/** Where a string ends that begins at a place; the end of the text if it does not. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let before = end
    while (text[before - 1] === '\\') before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}

/** What is wrong and where, without the text around it: that may be a key. */
function reasonOf({ message }: Error, text: string): string {
  if (message.includes('end of JSON input')) return 'it ends too early'
  const position = /position (\d+)/.exec(message)?.[1]
  const what = foreign(
    /^(?:Unexpected token|Expected|Bad|Unterminated|Unexpected|Exponent|No number)[^,"]{0,60}/.exec(message)?.[0].trim() ??
      'it cannot be read',
  )
  return position === undefined
    ? what
    : `${what.replace(/ (?:in JSON )?at position \d+.*$/, '')} in line ${text.slice(0, Number(position)).split('\n').length}`
}

function check(entry: unknown, index: number): void {
  const wrong = (path: string, what: string): never => {
    throw new HarError(`The HAR file must have ${what} at /log/entries/${index}${path}.`)
  }
  const [request, response] = [at(entry, 'request'), at(entry, 'response')]
  if (Number.isNaN(Date.parse(String(at(entry, 'startedDateTime'))))) wrong('/startedDateTime', 'a date and time')
  if (typeof at(entry, 'time') !== 'number') wrong('/time', 'a number')
  if (typeof at(request, 'method') !== 'string') wrong('/request/method', 'a method')
  if (!URL.canParse(String(at(request, 'url')))) wrong('/request/url', 'an absolute URL')
  if (typeof at(response, 'status') !== 'number') wrong('/response/status', 'a status')
  if (typeof at(response, 'content') !== 'object') wrong('/response/content', 'an object')
  for (const [side, message] of [
    ['request', request],
    ['response', response],
  ] as const) {
    const headers = at(message, 'headers')
    const fits = (each: unknown): boolean => typeof at(each, 'name') === 'string' && typeof at(each, 'value') === 'string'
    if (!Array.isArray(headers) || !headers.every(fits)) wrong(`/${side}/headers`, 'an array of names and values')
  }
}

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}
