import { endOfString } from '../text/json-text.ts'
import { foreign } from '../text/foreign.ts'
import { noteOf } from '../model/har-note.ts'

/**
 * The parts of a HAR 1.2 file that are read; all others are ignored. Recorders omit and add members as they like, so every member of an
 * entry is checked.
 */
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
    /** The query of the URL, for recorders that omit it from `url`. */
    readonly queryString?: unknown
    readonly headers: readonly NameValue[]
    /** `encoding` is not in HAR 1.2, but the only way to record a body that is not text. */
    readonly postData?: { readonly text?: string; readonly encoding?: string } | null
  }
  readonly response: {
    /** 0 if there was no response. */
    readonly status: number
    readonly headers: readonly NameValue[]
    /** `size` is the decoded length of `text` in bytes; -1 if unknown. */
    readonly content: { readonly size?: number | null; readonly text?: string | null; readonly encoding?: string }
    /** Bytes of the body as sent; -1 if unknown. */
    readonly bodySize?: number
  }
}

/** The file is not HAR 1.2. The message states the place and what was expected. */
export class HarError extends Error {
  override readonly name = 'HarError'
}

/** An entry that can be judged, by its position starting at 1. */
export interface Readable {
  readonly number: number
  readonly entry: HarEntry
}

/** A skipped entry, with the reason as half a sentence. */
export interface PassedOver {
  readonly entry: number
  readonly why: string
}

/**
 * Reads the text of a HAR file, or its parsed value. Entries without the data that a judgement needs are skipped. `isWhole` means that a
 * response without headers really had none. Throws `HarError` if it is not HAR.
 */
export function readHar(
  source: unknown,
  isWhole = false,
): { readonly entries: readonly Readable[]; readonly passedOver: readonly PassedOver[] } {
  let value = source
  if (typeof source === 'string') {
    if (hasMoreValues(source, maxValues))
      throw new HarError(`The HAR file is too large: it has more than ${maxValues / 1_000_000} million values.`)
    try {
      value = JSON.parse(source.replace(/^\uFEFF/, ''))
    } catch (error) {
      throw new HarError(`The HAR file is not valid JSON: ${reasonOf(error as Error, source)}.`)
    }
  }
  const all = at(at(value, 'log'), 'entries')
  if (!Array.isArray(all)) throw new HarError('The HAR file has no array at /log/entries.')
  const isOfFirefox = at(at(at(value, 'log'), 'creator'), 'name') === 'Firefox'
  const entries: Readable[] = []
  const passedOver: PassedOver[] = []
  ;(all as unknown[]).forEach((entry, index) => {
    const why = isStored(entry, isOfFirefox) ? 'it was served from a client cache' : lackOf(entry, isWhole)
    if (why === undefined) entries.push({ number: index + 1, entry: entry as HarEntry })
    else passedOver.push({ entry: index + 1, why })
  })
  return { entries, passedOver }
}

/** A parsed value needs up to sixty bytes, however short its text is. */
const maxValues = 5_000_000

/** Whether a JSON text has more than this number of values, counted by separators outside of strings. */
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

/** Returns the error and its line, without the surrounding text, which may contain a key. */
function reasonOf({ message }: Error, text: string): string {
  if (message.includes('end of JSON input')) return 'unexpected end of file'
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
 * Whether a cache of the client sent the response, so that it is from an earlier request. Chrome and Playwright record this in `_fromCache`
 * and `_fetchedViaServiceWorker`, Safari in `_fetchType`, and Firefox in a member of `cache` that it uses for nothing else.
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

/** Returns what an entry lacks to be judged at all, as half a sentence, or `undefined`. */
function lackOf(entry: unknown, isWhole: boolean): string | undefined {
  const [request, response] = [at(entry, 'request'), at(entry, 'response')]
  const [method, url] = [at(request, 'method'), at(request, 'url')]
  const begun = textAt(entry, 'startedDateTime') ?? ''
  // JavaScript would parse a number as a year.
  if (!/^\d{4}-\d{2}-\d{2}T/.test(begun) || Number.isNaN(Date.parse(begun))) return 'no date and time at /startedDateTime'
  const time = at(entry, 'time') ?? 0
  if (typeof time !== 'number') return 'no number at /time'
  if (typeof method !== 'string' || method === '') return 'no method at /request/method'
  if (typeof url !== 'string' || !URL.canParse(url)) return 'no absolute URL at /request/url'
  if (!/^https?:$/.test(new URL(url).protocol)) return 'not HTTP'
  // In a handwritten recording, a request without headers is one without a credential.
  if (!areHeaders(at(request, 'headers'), 0)) return 'the request headers were not recorded'
  if (!hasWholeBody(request, method)) return 'the request body was not recorded'
  const status = at(response, 'status')
  if (typeof status !== 'number') return 'no status at /response/status'
  // Charles records a response of its own if the deployment sent none.
  if (status < 200 || !/^complete$/i.test(textAt(response, '_charlesStatus') ?? 'complete')) return 'the response was not recorded'
  const isOwn = typeof entry === 'object' && entry !== null && noteOf(entry) !== undefined
  return areHeaders(at(response, 'headers'), isWhole || isOwn ? 0 : 1) ? undefined : 'the response headers were not recorded'
}

/** Whether the request body was recorded, if there was one. */
function hasWholeBody(request: unknown, method: string): boolean {
  const posted = at(request, 'postData') ?? undefined
  const text = at(posted, 'text') ?? undefined
  // Some recorders write an empty form for a read without a body.
  if (text === undefined && ['GET', 'HEAD'].includes(method)) return true
  if (posted !== undefined && typeof text !== 'string') return false
  if (text !== undefined && text !== '') return true
  const headers = at(request, 'headers') as readonly NameValue[]
  const isSaid = headers.some(
    ({ name, value }) => /^transfer-encoding$/i.test(name) || (/^content-length$/i.test(name) && Number(value) > 0),
  )
  return !isSaid && !(Number(at(request, 'bodySize')) > 0) && at(posted, '_file') === undefined
}

/** Whether the value is a list of at least `least` headers. */
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
