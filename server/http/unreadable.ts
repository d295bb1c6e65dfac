import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { refuse, type RefusalError } from '../refusals.ts'
import { beginExchange, type Exchange } from './exchange.ts'
import { addressOf, type Receiver } from './receive.ts'

/** How long a client may take to read a refusal before its connection is cut, in milliseconds. */
const patience = 1000

/** The codes of Node's HTTP parser that have something to tell the client; all others are one and the same to it. */
const messages: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'must not have header fields of more than 16 KiB',
  ERR_HTTP_REQUEST_TIMEOUT: 'must arrive within the time that the server waits',
}

function explain(code: string, part: 'header' | 'body'): RefusalError {
  return refuse('requestInvalid', { issues: [{ in: part, path: '', message: messages[code] ?? 'must be well-formed HTTP/1.1' }] })
}

/** Node makes no response object for what it could not read, so the answer is written as it stands on the wire. */
function writeAnswer(socket: Socket, status: number, headers: Readonly<Record<string, string>>, payload: string) {
  const lines = Object.entries({ ...headers, Connection: 'close' })
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines.map(([name, value]) => `${name}: ${value}`)]
  socket.end(`${head.join('\r\n')}\r\n\r\n${payload}`)
  setTimeout(() => socket.destroy(), patience).unref()
}

/**
 * What to do when Node gives up on a connection: the request in the middle of which it happened is told through its own answer, and one that
 * never became a request is refused.
 */
export function createUnreadableHandler(
  receiver: Receiver,
  clock: () => number,
  answerUnreadable: (exchange: Exchange, why: RefusalError) => Promise<void>,
) {
  const given = new WeakSet<Socket>()

  return (error: Error & { code?: string }, socket: Socket): void => {
    if (given.has(socket)) return
    given.add(socket)
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const ongoing = receiver.ongoing(socket)
    if (ongoing !== undefined && !(ongoing.response.writableFinished && ongoing.incoming.complete)) {
      // After a broken request nothing on the connection can be told apart any more.
      ongoing.response.shouldKeepAlive = false
      if (ongoing.response.writableFinished) socket.destroySoon()
      else ongoing.response.once('finish', () => socket.destroySoon())
      if (!ongoing.incoming.complete) {
        ongoing.broken = explain(error.code ?? '', 'body')
        ongoing.onBroken?.(ongoing.broken)
      }
      return
    }
    const refusal = explain(error.code ?? '', 'header')
    const exchange = beginExchange(
      {
        at: clock(),
        began: performance.now(),
        method: '',
        path: '',
        query: '',
        headers: {},
        repeated: [],
        httpVersion: '',
        address: addressOf(socket),
        params: {},
        readBody: () => Promise.reject(refusal),
      },
      { endpoint: undefined, allow: undefined },
      (status, headers, payload) => writeAnswer(socket, status, headers, payload),
    )
    answerUnreadable(exchange, refusal).catch(() => void socket.destroy())
  }
}
