/** One request on the wire, and whatever comes back, in bounded time and memory. */
import { Agent, type Dispatcher } from 'undici'
import type { Failure, Reply } from '../exchange.ts'

export interface Wire {
  /** Never throws: what goes wrong on the way is a failure. Redirects are not followed, so a key never travels to another host. */
  send(request: {
    readonly method: string
    /** Absolute, `http:` or `https:`. */
    readonly url: string
    readonly headers: readonly (readonly [name: string, value: string])[]
    readonly body?: Buffer
  }): Promise<Reply | Failure>
  close(): Promise<void>
}

/** The most of a body that a run reads, in bytes; lists of 100 rows stay far below. */
const mostBytes = 4 * 1024 * 1024

/** Opens connections to one deployment; `timeout` is in milliseconds for each exchange, from the connection to the last byte. */
export function openWire({ timeout }: { readonly timeout: number }): Wire {
  const agent = new Agent({
    connect: { timeout },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxHeaderSize: 256 * 1024,
    // A connection for each exchange: one that is kept may be closed by the other side while the next request is on its way (RFC 9112 §9.5).
    pipelining: 0,
  })
  return {
    send: ({ method, url, headers, body }) => exchange(agent, timeout, method, new URL(url), headers, body),
    close: () => agent.destroy(),
  }
}

function exchange(
  agent: Agent,
  timeout: number,
  method: string,
  url: URL,
  headers: readonly (readonly [string, string])[],
  body: Buffer | undefined,
): Promise<Reply | Failure> {
  return new Promise((resolve) => {
    let status = 0
    let received: (readonly [string, string])[] = []
    const chunks: Buffer[] = []
    let size = 0
    let truncated = false
    let controller: Dispatcher.DispatchController | undefined
    const settle = (outcome: Reply | Failure): void => {
      clearTimeout(timer)
      resolve(outcome)
    }
    const reply = (): Reply => ({ status, headers: received, body: Buffer.concat(chunks), ...(truncated ? { truncated } : {}) })
    const timer = setTimeout(() => {
      settle({ kind: 'timeout', message: `no complete answer within ${timeout / 1000} s` })
      controller?.abort(new Error('deadline'))
    }, timeout)
    try {
      agent.dispatch(
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
            truncated = true
            settle(reply())
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
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code))
    return { kind: 'unreachable', message: `its TLS certificate is not accepted (${code})` }
  if (/^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(code))
    return { kind: 'broken', message: 'the connection ended before the answer was complete' }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'broken', message: 'its headers are larger than 256 KiB' }
  return { kind: 'broken', message: error.message === '' ? code : error.message }
}
