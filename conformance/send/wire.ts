/** Sends requests and receives responses, in bounded time and memory. */
import { rootCertificates } from 'node:tls'
import type { Client as UndiciClient, Dispatcher } from 'undici'
// @ts-expect-error -- The module has no types of its own. The whole of undici, with `fetch` and web sockets, would be a fifth of the suite's code.
import untyped from 'undici/lib/dispatcher/client.js'
import type { Failure, Reply } from '../model/exchange.ts'
import { unpackedReply } from '../model/unpack.ts'
import { askedForCertificate, credentialsOf, dial, speaksTls, type Way } from './dial.ts'
import { failureOf, type Circumstances } from './failure.ts'
import { goesDirect } from './no-proxy.ts'
import { Tap } from './tap.ts'
import { type WireRequest, type Wire, checkPermit } from '../guard/wire.ts'

const Client = untyped as typeof UndiciClient

/** Maximum size of a body that is read, in bytes: five thousand for each of a hundred items. */
const maxBytes = 512 * 1024
/** What is kept of a larger body, for display. */
const keptBytes = 16 * 1024
/**
 * Bodies above this size, in bytes, are expensive to judge. At most `maxLargeBytes` of them are kept: forty full pages, with two thousand bytes per
 * item.
 */
const largeBytes = 128 * 1024
const maxLargeBytes = 8 * 1024 * 1024
/** A large body with more values than this is not a page of a hundred items; parsed, it would take twenty times the memory of its text. */
const maxValues = 20_000
/** Maximum total size of all bodies; after that, every further body is truncated to `keptBytes`. */
const maxBytesInAll = 32 * 1024 * 1024

/** The error that ends connections: created once, since a stack trace per connection would cost more than the connection. */
const over = new Error('the exchange is over')

/** The proxy to the deployment: its URL, and the hosts that are reached directly, in the format of `NO_PROXY`. */
export interface Proxy {
  readonly url: string
  readonly no: string
}

/**
 * Opens connections to one deployment. `timeout` applies to each exchange, from the connection to the last byte, in milliseconds; `ca` (PEM) is
 * trusted in addition to the default certificates.
 */
export function openWire({ timeout, ca, proxy }: { readonly timeout: number; readonly ca?: string; readonly proxy?: Proxy }): Wire {
  const options = {
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxHeaderSize: 256 * 1024,
    // One connection per exchange: the server may close an idle connection while the next request is being sent (RFC 9112 §9.5).
    pipelining: 0,
  }
  const way = (url: URL): Way => ({
    timeout,
    ...(ca === undefined ? {} : { ca: [...rootCertificates, ca] }),
    ...(proxy === undefined || goesDirect(proxy.no, url) ? {} : { proxy: new URL(proxy.url) }),
  })
  let isAnswered = false
  /** Uses a new, recorded connection for each exchange. Without a tunnel the proxy frames the messages, so framing faults are not reported. */
  const send: Wire['send'] = async (request) => {
    const url = new URL(request.url)
    const isSecure = url.protocol === 'https:'
    const going = way(url)
    const passing = isSecure ? undefined : going.proxy
    const tap = new Tap()
    let isAsked = false
    const client = new Client(url.origin, {
      ...options,
      connect: (_to, callback) => {
        dial(url, going).then(
          (socket) => {
            isAsked = askedForCertificate(socket)
            tap.listen(socket)
            callback(null, socket)
          },
          (error: unknown) => callback(error as Error, null),
        )
      },
    })
    const about = (): Circumstances => ({ timeout, isAsked, isSecure, beginning: tap.beginning })
    const outcome = await exchange(client, about, passing === undefined ? request : passedOn(request, passing))
    void client.destroy(over)
    if ('status' in outcome) {
      isAnswered = true
      const surplus = passing !== undefined ? 0 : tap.surplus(request.method)
      return surplus === 0 ? outcome : { ...outcome, surplus }
    }
    const framed = outcome.kind === 'broken' && passing === undefined ? tap.framedTwice() : undefined
    if (framed !== undefined) return framed
    // A server that expects TLS often just closes a plain connection. Checked only while there was no response yet.
    const isSilent = outcome.kind === 'broken' && tap.beginning.length === 0 && !isSecure && !isAnswered && going.proxy === undefined
    return isSilent && (await speaksTls(url, timeout)) ? failureOf(new Error(outcome.message), { ...about(), speaksTls: true }) : outcome
  }
  let kept = 0
  let large = 0
  const bound = (outcome: Reply | Failure): Reply | Failure => {
    if (!('status' in outcome)) return outcome
    const { body } = outcome
    const isLarge = body.length > largeBytes
    const exceeds = kept + body.length > maxBytesInAll || (isLarge && large + body.length > maxLargeBytes)
    const isTooMuch = body.length > keptBytes && (outcome.truncated === true || exceeds || (isLarge && valuesIn(body) > maxValues))
    if (isLarge && !isTooMuch) large += body.length
    // A copy, so that the slice does not keep the whole buffer alive.
    const bounded = isTooMuch ? { ...outcome, body: Buffer.from(body.subarray(0, keptBytes)), truncated: true } : outcome
    kept += bounded.body.length
    return bounded
  }
  return {
    send: async (request) => {
      checkPermit(request)
      const outcome = await send(request)
      return bound('status' in outcome ? unpackedReply(outcome, maxBytes) : outcome)
    },
    close: () => Promise.resolve(),
  }
}

/** Returns the request in the form for a proxy without a tunnel (RFC 9112 §3.2.2). */
function passedOn(request: WireRequest, proxy: URL): WireRequest {
  const { host } = new URL(request.url)
  return { ...request, isAbsolute: true, headers: [['Host', host], ...request.headers, ...Object.entries(credentialsOf(proxy))] }
}

function exchange(
  dispatcher: Dispatcher,
  about: () => Circumstances,
  { method, url: address, headers, body, isAbsolute = false }: WireRequest,
): Promise<Reply | Failure> {
  const url = new URL(address)
  const { timeout } = about()
  return new Promise((resolve) => {
    let status = 0
    let received: (readonly [string, string])[] = []
    const chunks: Buffer[] = []
    let size = 0
    let controller: Dispatcher.DispatchController | undefined
    const settle = (outcome: Reply | Failure): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    const reply = (): Reply => ({ status, headers: received, body: Buffer.concat(chunks) })
    const timer = setTimeout(() => {
      settle({ kind: 'timeout', message: `no complete response within ${timeout / 1000} s` })
      controller?.abort(new Error('deadline'))
    }, timeout)
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: (isAbsolute ? url.origin : '') + url.pathname + url.search,
          method: method,
          headers: headers.flat(),
          body: body ?? null,
        },
        {
          onRequestStart(current) {
            controller = current
          },
          onResponseStart(current, code) {
            if (code < 200) return
            status = code
            received = pairs(current.rawHeaders)
          },
          onResponseData(current, chunk) {
            size += chunk.length
            if (size <= maxBytes) {
              chunks.push(chunk)
              return
            }
            // Of a truncated body only the displayed part is kept.
            settle({ status, headers: received, body: beginning([...chunks, chunk]), truncated: true })
            current.abort(new Error('body larger than the run accepts'))
          },
          onResponseEnd() {
            settle(reply())
          },
          onResponseError(_current, error) {
            settle(failureOf(error, about()))
          },
        },
      )
    } catch (error) {
      settle(failureOf(error as Error, about()))
    }
  })
}

/** Returns the first `keptBytes` of a body. */
function beginning(chunks: readonly Buffer[]): Buffer {
  let size = 0
  return Buffer.concat(
    chunks.filter((chunk) => {
      size += chunk.length
      return size - chunk.length < keptBytes
    }),
  ).subarray(0, keptBytes)
}

/** Estimates the number of values in a JSON text by its delimiters. */
function valuesIn(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte === 0x2c || byte === 0x7b || byte === 0x5b) count += 1
  return count
}

/** Returns header names and values as received, in order; header bytes are Latin-1 (RFC 9110 §5.5). */
function pairs(raw: Dispatcher.DispatchController['rawHeaders']): (readonly [string, string])[] {
  if (!Array.isArray(raw)) return Object.entries(raw ?? {}).map(([name, value]) => [name, String(value)])
  const texts = raw.map((each) => (typeof each === 'string' ? each : each.toString('latin1')))
  return texts.flatMap((name, index) => (index % 2 === 0 ? [[name, texts[index + 1] ?? ''] as const] : []))
}
