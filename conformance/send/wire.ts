/** One request on the wire, and whatever comes back, in bounded time and memory. */
import { rootCertificates } from 'node:tls'
import { buildConnector, Client, EnvHttpProxyAgent, type Dispatcher } from 'undici'
import type { Failure, Reply } from '../exchange.ts'
import { isPermit, isSafe, type Permit } from '../own/guard.ts'
import { unpackedReply } from '../unpack.ts'
import { Tap } from './tap.ts'

export interface WireRequest {
  readonly method: string
  /** Absolute, `http:` or `https:`. */
  readonly url: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body?: Buffer
  /** Leave to send what may change something; only the guard in front of every write gives one. */
  readonly permit?: Permit
}

export interface Wire {
  /** What goes wrong on the way is a failure; throws for a write without a permit alone, which is a fault of the suite. Redirects are not followed, so a key never travels to another host. */
  send(request: WireRequest): Promise<Reply | Failure>
  close(): Promise<void>
}

/** The most of a body that is read, in bytes: five thousand for each of a hundred rows. */
const mostBytes = 512 * 1024
/** What is kept of a larger one, to show. */
const keptBytes = 16 * 1024
/** Bodies beyond this size, in bytes, are costly to judge; so many bytes of them are kept in all: forty full pages, with two thousand bytes in each row. */
const largeBytes = 128 * 1024
const mostLargeBytes = 8 * 1024 * 1024
/** A large body with more values than this is no page of a hundred rows; it would take twenty times the memory of its text. */
const mostValues = 20_000
/** What a wire keeps of all bodies together before it cuts every further one that is longer than `keptBytes`. */
const mostBytesInAll = 32 * 1024 * 1024

/** Why a connection ends: made once, since a stack trace for each would cost more than the connection. */
const over = new Error('the exchange is over')

/** The proxy to the deployment: its address, and the hosts that are reached without it, as `NO_PROXY` has them. */
export interface Proxy {
  readonly url: string
  readonly no: string
}

/**
 * Opens connections to one deployment. `timeout` is in milliseconds for each exchange, from the connection to the last byte; `ca` (PEM) is
 * trusted besides the usual certificates.
 */
export function openWire({ timeout, ca, proxy }: { readonly timeout: number; readonly ca?: string; readonly proxy?: Proxy }): Wire {
  const tls = ca === undefined ? {} : { ca: [...rootCertificates, ca] }
  const options = {
    connect: { timeout, ...tls },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxHeaderSize: 256 * 1024,
    // A connection for each exchange: one that is kept may be closed by the other side while the next request is on its way (RFC 9112 §9.5).
    pipelining: 0,
  }
  const throughProxy =
    proxy === undefined
      ? undefined
      : new EnvHttpProxyAgent({
          ...options,
          httpProxy: proxy.url,
          httpsProxy: proxy.url,
          noProxy: proxy.no,
          // A tunnel is for TLS; many proxies refuse one to another port.
          proxyTunnel: false,
          ...(ca === undefined ? {} : { requestTls: tls, proxyTls: tls }),
        })
  const connector = buildConnector({ timeout, ...tls })
  /** A connection of its own for each exchange, and somebody who looks on; what a proxy passes on is framed by the proxy. */
  const send: Wire['send'] = async (request) => {
    if (throughProxy !== undefined) return exchange(throughProxy, timeout, request)
    const tap = new Tap()
    const client = new Client(new URL(request.url).origin, {
      ...options,
      connect: (to, callback) =>
        connector(to, (...[error, socket]) => {
          if (error === null) {
            tap.listen(socket)
            callback(null, socket)
          } else callback(error, null)
        }),
    })
    const outcome = await exchange(client, timeout, request)
    void client.destroy(over)
    if (!('status' in outcome)) return (outcome.kind === 'broken' ? tap.framedTwice() : undefined) ?? outcome
    const surplus = tap.surplus(request.method)
    return surplus === 0 ? outcome : { ...outcome, surplus }
  }
  let kept = 0
  let large = 0
  const bound = (outcome: Reply | Failure): Reply | Failure => {
    if (!('status' in outcome)) return outcome
    const { body } = outcome
    const isLarge = body.length > largeBytes
    const exceeds = kept + body.length > mostBytesInAll || (isLarge && large + body.length > mostLargeBytes)
    const isTooMuch = body.length > keptBytes && (outcome.truncated === true || exceeds || (isLarge && valuesIn(body) > mostValues))
    if (isLarge && !isTooMuch) large += body.length
    // A copy, so that the rest is not kept alive by the part.
    const bounded = isTooMuch ? { ...outcome, body: Buffer.from(body.subarray(0, keptBytes)), truncated: true } : outcome
    kept += bounded.body.length
    return bounded
  }
  return {
    send: async (request) => {
      checkPermit(request)
      const outcome = await send(request)
      return bound('status' in outcome ? unpackedReply(outcome, mostBytes) : outcome)
    },
    close: async () => throughProxy?.destroy(),
  }
}

/** Throws for a request that may change something and has no permit of the guard. */
export function checkPermit({ method, permit, url }: WireRequest): void {
  if (isSafe(method) || (permit !== undefined && isPermit(permit))) return
  throw new Error(`${method} ${new URL(url).pathname} has not passed the guard in front of every write`)
}

function exchange(dispatcher: Dispatcher, timeout: number, { method, url: address, headers, body }: WireRequest): Promise<Reply | Failure> {
  const url = new URL(address)
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
      settle({ kind: 'timeout', message: `no complete answer within ${timeout / 1000} s` })
      controller?.abort(new Error('deadline'))
    }, timeout)
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
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
            if (size <= mostBytes) {
              chunks.push(chunk)
              return
            }
            // Of what is cut, so much is kept as is shown; the rest is not even put together.
            settle({ status, headers: received, body: beginning([...chunks, chunk]), truncated: true })
            current.abort(new Error('body larger than the run accepts'))
          },
          onResponseEnd() {
            settle(reply())
          },
          onResponseError(_current, error) {
            settle(failure(error, timeout))
          },
        },
      )
    } catch (error) {
      settle(failure(error as Error, timeout))
    }
  })
}

/** The first `keptBytes` of a body. */
function beginning(chunks: readonly Buffer[]): Buffer {
  let size = 0
  return Buffer.concat(
    chunks.filter((chunk) => {
      size += chunk.length
      return size - chunk.length < keptBytes
    }),
  ).subarray(0, keptBytes)
}

/** About how many values a JSON text has, by the signs between them. */
function valuesIn(bytes: Buffer): number {
  let count = 0
  for (const byte of bytes) if (byte === 0x2c || byte === 0x7b || byte === 0x5b) count += 1
  return count
}

/** Names and values as they came, in order; header bytes are Latin-1 (RFC 9110 §5.5). */
function pairs(raw: Dispatcher.DispatchController['rawHeaders']): (readonly [string, string])[] {
  if (!Array.isArray(raw)) return Object.entries(raw ?? {}).map(([name, value]) => [name, String(value)])
  const texts = raw.map((each) => (typeof each === 'string' ? each : each.toString('latin1')))
  return texts.flatMap((name, index) => (index % 2 === 0 ? [[name, texts[index + 1] ?? ''] as const] : []))
}

function failure(error: Error & { code?: string }, timeout: number): Failure {
  const code = error.code ?? ''
  if (code.includes('TIMEOUT')) return { kind: 'timeout', message: `no complete answer within ${timeout / 1000} s` }
  if (code.includes('ECONNREFUSED')) return { kind: 'unreachable', message: 'nothing listens there' }
  if (/ENOTFOUND|EAI_AGAIN/.test(code)) return { kind: 'unreachable', message: 'its host name is not known' }
  if (/EHOSTUNREACH|ENETUNREACH/.test(code)) return { kind: 'unreachable', message: 'no route leads there' }
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/.test(code))
    return { kind: 'unreachable', message: `its TLS certificate is not accepted (${code})` }
  if (/^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(code))
    return { kind: 'broken', message: 'the connection ended before the answer was complete' }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'broken', message: 'its headers are larger than 256 KiB' }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return {
      kind: 'broken',
      message: 'its body is not as long as its Content-Length, or it says in two ways where the body ends (RFC 9112 §6.3)',
    }
  // The parser tells what it stumbled over in parentheses.
  const reason = /does not match the HTTP\/1\.1 protocol \((.+)\)$/s.exec(error.message)?.[1]
  if (reason !== undefined) return { kind: 'broken', message: `its answer is not HTTP as RFC 9112 has it: ${reason}` }
  return { kind: 'broken', message: error.message === '' ? code : error.message }
}
