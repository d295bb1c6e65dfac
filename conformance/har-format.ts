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
    try {
      value = JSON.parse(source.replace(/^\uFEFF/, ''))
    } catch (error) {
      throw new HarError(`A HAR file is JSON; this one is not: ${(error as Error).message}.`)
    }
  }
  const entries = at(at(value, 'log'), 'entries')
  if (!Array.isArray(entries)) throw new HarError('A HAR file has an array at /log/entries; this one has not.')
  ;(entries as unknown[]).forEach(check)
  return value as Har
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
