import { endOfString } from '../text/json-text.ts'
import { foreign } from '../text/foreign.ts'

/** What is read of a HAR 1.2 file; whatever else is in it is not looked at. Recorders leave out and add what they like: nothing in an entry is relied on. */
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
  readonly time?: number | null
  readonly request: {
    readonly method: string
    readonly url: string
    /** What follows the question mark, for recorders that leave it out of `url`. */
    readonly queryString?: unknown
    readonly headers: readonly NameValue[]
    readonly postData?: { readonly text?: string } | null
  }
  readonly response: {
    /** 0 where no answer came. */
    readonly status: number
    readonly headers: readonly NameValue[]
    /** `size` counts the bytes of what `text` was, unpacked; -1 where nobody counted. */
    readonly content: { readonly size?: number | null; readonly text?: string | null; readonly encoding?: string }
    /** Bytes of the body as it travelled; -1 where nobody counted. */
    readonly bodySize?: number
  }
}

/** The file is no HAR 1.2; the message says where and what was expected. */
export class HarError extends Error {
  override readonly name = 'HarError'
}

/** An entry that is judged, by its position from 1. */
export interface Readable {
  readonly number: number
  readonly entry: HarEntry
}

/** One that is passed over, and why, as half a sentence. */
export interface PassedOver {
  readonly entry: number
  readonly why: string
}

/**
 * Reads the text of a HAR file, or takes what was parsed already. Entries that lack what a judgement needs are passed over. `isWhole` says that an answer
 * without a header had none. Throws `HarError` for what is no HAR at all.
 */
export function readHar(
  source: unknown,
  isWhole = false,
): { readonly entries: readonly Readable[]; readonly passedOver: readonly PassedOver[] } {
  let value = source
  if (typeof source === 'string') {
    if (hasMoreValues(source, maxValues))
      throw new HarError(`The HAR file has more than ${maxValues / 1_000_000} million values, more than can be read.`)
    try {
      value = JSON.parse(source.replace(/^\uFEFF/, ''))
    } catch (error) {
      throw new HarError(`A HAR file is JSON; this one is not: ${reasonOf(error as Error, source)}.`)
    }
  }
  const all = at(at(value, 'log'), 'entries')
  if (!Array.isArray(all)) throw new HarError('A HAR file has an array at /log/entries; this one has not.')
  const isOfFirefox = at(at(at(value, 'log'), 'creator'), 'name') === 'Firefox'
  const entries: Readable[] = []
  const passedOver: PassedOver[] = []
  ;(all as unknown[]).forEach((entry, index) => {
    const why = isStored(entry, isOfFirefox) ? 'a cache of the client has answered it' : lackOf(entry, isWhole)
    if (why === undefined) entries.push({ number: index + 1, entry: entry as HarEntry })
    else passedOver.push({ entry: index + 1, why })
  })
  return { entries, passedOver }
}

/** A parsed value takes up to sixty bytes, of whatever length its text is. */
const maxValues = 5_000_000

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

/**
 * Whether a store of the client has given the answer, which the deployment gave another time. Chrome and Playwright say so in `_fromCache` and
 * `_fetchedViaServiceWorker`, Safari in `_fetchType`, Firefox by a member of `cache` that it writes for nothing else.
 */
function isStored(entry: unknown, isOfFirefox: boolean): boolean {
  const cache = at(entry, 'cache')
  return (
    (at(entry, '_fromCache') ?? false) !== false ||
    at(entry, '_fetchedViaServiceWorker') === true ||
    /cache|worker/i.test(textAt(entry, '_fetchType') ?? '') ||
    (isOfFirefox && at(cache, 'afterRequest') !== undefined) ||
    (at(cache, 'beforeRequest') ?? null) !== null
  )
}

/** What an entry lacks to be judged at all, as half a sentence; `undefined` if nothing. */
function lackOf(entry: unknown, isWhole: boolean): string | undefined {
  const [request, response] = [at(entry, 'request'), at(entry, 'response')]
  const [method, url] = [at(request, 'method'), at(request, 'url')]
  const begun = textAt(entry, 'startedDateTime') ?? ''
  // JavaScript takes a mere number for a year.
  if (!/^\d{4}-\d{2}-\d{2}T/.test(begun) || Number.isNaN(Date.parse(begun))) return 'it has no date and time at /startedDateTime'
  const time = at(entry, 'time') ?? 0
  if (typeof time !== 'number') return 'it has something else than a number at /time'
  if (typeof method !== 'string' || method === '') return 'it has no method at /request/method'
  if (typeof url !== 'string' || !URL.canParse(url)) return 'it has no absolute URL at /request/url'
  if (!/^https?:$/.test(new URL(url).protocol)) return 'it is not HTTP'
  // A request without any is one that shows no credential: what is written by hand has no others.
  if (!areHeaders(at(request, 'headers'), 0)) return 'the headers of the request were not recorded'
  if (!hasWholeBody(request, method)) return 'the body of the request was not recorded'
  const status = at(response, 'status')
  if (typeof status !== 'number') return 'it has no status at /response/status'
  // Charles writes an answer of its own where the deployment gave none.
  if (status < 200 || !/^complete$/i.test(textAt(response, '_charlesStatus') ?? 'complete')) return 'no answer was recorded'
  return areHeaders(at(response, 'headers'), isWhole ? 0 : 1) ? undefined : 'the headers of the answer were not recorded'
}

/** Whether the body that a request had is there, if it had one. */
function hasWholeBody(request: unknown, method: string): boolean {
  const posted = at(request, 'postData') ?? undefined
  const text = at(posted, 'text') ?? undefined
  // Some write an empty form beside a read without a body.
  if (text === undefined && ['GET', 'HEAD'].includes(method)) return true
  if (posted !== undefined && typeof text !== 'string') return false
  if (text !== undefined && text !== '') return true
  const headers = at(request, 'headers') as readonly NameValue[]
  const isSaid = headers.some(
    ({ name, value }) => /^transfer-encoding$/i.test(name) || (/^content-length$/i.test(name) && Number(value) > 0),
  )
  return !isSaid && !(Number(at(request, 'bodySize')) > 0) && at(posted, '_file') === undefined
}

/** Whether these are headers, `least` of them or more. */
const areHeaders = (headers: unknown, least: number): boolean =>
  Array.isArray(headers) &&
  headers.length >= least &&
  headers.every((each: unknown) => typeof at(each, 'name') === 'string' && typeof at(each, 'value') === 'string')

function at(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined
}

function textAt(value: unknown, name: string): string | undefined {
  const text = at(value, name)
  return typeof text === 'string' ? text : undefined
}
