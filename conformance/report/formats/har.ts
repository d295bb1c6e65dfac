/**
 * HAR 1.2: every exchange of the run, for tools that read recordings, `conformance judge` among them. Keys have pseudonyms. Bodies are complete, because
 * the recording is to be judged; only what exposes a key is replaced in them.
 */
import { hasBody, isAnswered, unreadable, type Exchange } from '../../model/exchange.ts'
import { keyNameOf, noted, noteMember, type HarNote } from '../../model/har-note.ts'
import { harmlessJson } from '../../text/foreign.ts'
import { shownHeader } from '../redact.ts'
import type { Report } from '../report.ts'
import { Pseudonyms } from './pseudonyms.ts'
import type { Traffic } from './traffic.ts'

export function renderHar(report: Report, { exchanges, keys, redact, format }: Traffic): string {
  const pseudonyms = new Pseudonyms([...keys.values()], format, redact)
  const writer = new HarWriter(pseudonyms, keys, redact)
  const log = {
    version: '1.2',
    creator: { name: report.suite.name, version: report.suite.version },
    comment: `${report.contract.title} ${report.contract.version}, level ${report.level}, seed ${report.seed}. Keys are replaced by pseudonyms.`,
    pages: [],
    entries: [...exchanges].sort((a, b) => a.number - b.number).map((each) => writer.entryOf(each)),
  }
  return harmlessJson(JSON.stringify({ log }, null, 1)) + '\n'
}

class HarWriter {
  readonly #pseudonyms: Pseudonyms
  readonly #keys: ReadonlyMap<string, string>
  readonly #redact: (text: string) => string

  constructor(pseudonyms: Pseudonyms, keys: ReadonlyMap<string, string>, redact: (text: string) => string) {
    this.#pseudonyms = pseudonyms
    this.#keys = keys
    this.#redact = redact
  }

  entryOf(exchange: Exchange): object {
    const time = Math.max(exchange.receivedAt - exchange.sentAt, 0)
    return {
      startedDateTime: new Date(exchange.sentAt).toISOString(),
      time,
      request: this.#request(exchange),
      response: this.#response(exchange),
      cache: {},
      // Only the whole time is measured.
      timings: { send: 0, wait: time, receive: 0 },
      [noteMember]: noteFor(exchange),
    }
  }

  #request({ request }: Exchange): object {
    const { credential, body, headers } = request
    const inQuery = credential.kind === 'key' && credential.place === 'query'
    const url = this.#pseudonyms.in(inQuery ? request.url.replace('***', () => this.#keyOf(request)) : request.url)
    const authorization = this.#authorization(request)
    const sent = Object.entries(headers).map(([name, value]) => [name, shownHeader(name, this.#pseudonyms.in(value))] as const)
    const type = sent.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
    return {
      method: request.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs([...(authorization === undefined ? [] : [['Authorization', authorization] as const]), ...sent]),
      queryString: pairs([...new URL(url).searchParams]),
      ...(body === undefined ? {} : { postData: this.#posted(body, type) }),
      headersSize: -1,
      bodySize: body?.length ?? 0,
    }
  }

  #posted(body: Buffer, mimeType: string): object {
    const { size: _size, ...text } = this.#text(body)
    return { mimeType, ...text }
  }

  /** The text of the key that a request carried, or of the first key with its role. */
  #keyOf(request: Exchange['request']): string {
    const name = keyNameOf(request)
    return this.#keys.get(name) ?? `recorded-${name.replaceAll(/\W/g, '-')}`
  }

  #authorization(request: Exchange['request']): string | undefined {
    const { credential } = request
    if (credential.kind === 'none' || (credential.kind === 'key' && credential.place === 'query')) return undefined
    if (credential.kind === 'malformed') return this.#pseudonyms.in(credential.header)
    const scheme = credential.kind === 'key' ? (credential.scheme ?? 'Bearer') : 'Bearer'
    return `${scheme} ${this.#pseudonyms.of(this.#keyOf(request))}`
  }

  #response(exchange: Exchange): object {
    const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 }
    if (!isAnswered(exchange)) {
      const { failure } = exchange
      return {
        ...common,
        status: 0,
        statusText: '',
        headers: [],
        content: { size: 0, mimeType: '' },
        redirectURL: '',
        bodySize: -1,
        ...(failure === undefined ? {} : { _error: this.#pseudonyms.in(failure.message) }),
      }
    }
    const { status, headers } = exchange.reply
    const received = headers.map(([name, value]) => [this.#pseudonyms.in(name), this.#received(name, value)] as const)
    const valueOf = (name: string): string => received.find(([each]) => each.toLowerCase() === name)?.[1] ?? ''
    return {
      ...common,
      status,
      statusText: '',
      headers: pairs(received),
      ...this.#content(exchange.reply, valueOf('content-type')),
      redirectURL: valueOf('location'),
    }
  }

  /** A header that shows a key of the run is a finding, whatever its name. */
  #received(name: string, value: string): string {
    if (shownHeader(name, value) === value) return this.#pseudonyms.in(value)
    const keys = this.#pseudonyms.found(value)
    return keys.length === 0 ? '***' : keys.join(' ')
  }

  #content(reply: NonNullable<Exchange['reply']>, mimeType: string): object {
    if (!hasBody(reply)) return { content: { size: 0, mimeType, comment: 'The body was not kept.' }, bodySize: -1 }
    const { body, packed } = reply
    const why = unreadable(reply)
    // A reader of the file must not take a part for the whole.
    if (why !== undefined) return { content: { size: Math.max(body.length, 1), mimeType, comment: why }, bodySize: -1 }
    const { text, encoding, size, comment } = this.#text(body)
    return {
      content: {
        size,
        mimeType,
        ...(text === undefined ? {} : { text }),
        ...(encoding === undefined ? {} : { encoding }),
        ...(comment === undefined ? {} : { comment }),
      },
      bodySize: packed?.length ?? body.length,
    }
  }

  /** A body as text, or in Base64 if it is not UTF-8. */
  #text(body: Buffer): { readonly size: number; readonly text?: string; readonly encoding?: 'base64'; readonly comment?: string } {
    const text = body.toString('utf8')
    if (Buffer.from(text).equals(body)) {
      const shown = this.#pseudonyms.in(text)
      return { size: Buffer.byteLength(shown), text: shown }
    }
    const bytes = Buffer.from(this.#pseudonyms.in(body.toString('latin1')), 'latin1')
    const encoded = bytes.toString('base64')
    // Even the public part of a key would be found in this form.
    if (this.#redact(encoded) !== encoded) return { size: bytes.length, comment: 'The body contains a key.' }
    return { size: bytes.length, text: encoded, encoding: 'base64' }
  }
}

function noteFor({ number, order, request, reply }: Exchange): HarNote {
  const { operation, key, tenant, credential, planned, isObserved } = request
  // What the recording of another tool shows of a credential is not certain.
  const note = isObserved === true ? undefined : noted(credential)
  return {
    number,
    operation: operation ?? null,
    effect: planned.effect,
    ...(key === undefined ? {} : { key }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(note === undefined ? {} : { credential: note }),
    ...(order === undefined ? {} : { order }),
    ...(reply?.surplus === undefined ? {} : { surplus: reply.surplus }),
  }
}

const pairs = (all: readonly (readonly [string, string])[]): object[] => all.map(([name, value]) => ({ name, value }))
