import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { refuse, type RefusalError } from '../refusals.ts'
import { brokenEvent } from './body.ts'
import { beginExchange, type Exchange } from './exchange.ts'
import { addressOf } from './client-address.ts'
import type { Receiver } from './receive.ts'

/** How long a client may take to read an error before its connection is closed, in milliseconds. */
const patience = 1000

/** Messages for those codes of Node's HTTP parser that are useful to clients; all others have one message. */
const messages: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'must not have more than 16 KiB of header fields',
  ERR_HTTP_REQUEST_TIMEOUT: 'must arrive before the request timeout',
}

function explain(code: string, part: 'header' | 'body'): RefusalError {
  return refuse('requestInvalid', { issues: [{ in: part, path: '', message: messages[code] ?? 'must be well-formed HTTP/1.1' }] })
}

/** Node creates no response object for an unreadable request, so the response is written to the socket directly. */
async function writeAnswer(socket: Socket, status: number, headers: Readonly<Record<string, string>>, payload: string): Promise<void> {
  const lines = Object.entries({ ...headers, Connection: 'close' })
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines.map(([name, value]) => `${name}: ${value}`)]
  socket.end(`${head.join('\r\n')}\r\n\r\n${payload}`)
  setTimeout(() => socket.destroy(), patience).unref()
}

/**
 * Handles connections on which Node gave up: if this happened within a request, its own response reports it; otherwise an unreadable request
 * is rejected.
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
      // After an invalid request, message boundaries on the connection are unknown.
      ongoing.response.shouldKeepAlive = false
      if (ongoing.response.writableFinished) socket.destroySoon()
      else ongoing.response.once('finish', () => socket.destroySoon())
      if (!ongoing.incoming.complete) {
        ongoing.broken = explain(error.code ?? '', 'body')
        ongoing.incoming.emit(brokenEvent, ongoing.broken)
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
