import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { readBody, type Ongoing } from './body.ts'
import { beginExchange, type Exchange, type Target } from './exchange.ts'
import { createOutbox } from './outbox.ts'

const mustBeSentOnce = ['Authorization', 'Host'] as const
type SentOnce = (typeof mustBeSentOnce)[number]

const isRepeated = (rawHeaders: readonly string[], name: SentOnce): boolean => {
  const wanted = name.toLowerCase()
  let found = false
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const each = rawHeaders[at] ?? ''
    // Most names differ in length, so that few are copied.
    if (each.length !== wanted.length || each.toLowerCase() !== wanted) continue
    if (found) return true
    found = true
  }
  return false
}

const none: readonly SentOnce[] = []

/** Node uses the first of repeated headers, but a gateway in front may use the last. */
function repeatedIn(rawHeaders: readonly string[]): readonly SentOnce[] {
  const repeated = mustBeSentOnce.filter((name) => isRepeated(rawHeaders, name))
  return repeated.length === 0 ? none : repeated
}

/** A request as Node and the router hand it over. */
export interface Routed {
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  readonly target: Target
  /** Path parameters, decoded; none by default. */
  readonly params?: Readonly<Record<string, string>>
}

export interface Receiver {
  /** Knows a request that is received later: what happens to its connection in between belongs to it. */
  expect(routed: Routed): Ongoing
  /** Begins the exchange of a request, which may have been expected; `deliver` writes its response. */
  receive(routed: Routed, deliver: Deliver, expected?: Ongoing): Exchange
  /** The latest request on a connection. */
  ongoing(socket: Socket): Ongoing | undefined
  /** From now on every response closes its connection, so that the server can stop. */
  close(): void
}

/** Passes a complete response to Node. */
export type Deliver = (
  incoming: IncomingMessage,
  response: ServerResponse,
  answer: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly payload: string },
) => void

/** The response to HEAD is that to GET without its body (RFC 9110 §9.3.2). */
export const deliver: Deliver = (incoming, response, { status, headers, payload }) => {
  response.writeHead(status, headers)
  response.end(incoming.method === 'HEAD' ? undefined : payload)
}

/** Receives requests from Node and passes responses to it. `addressOf` finds the address of the client of a request. */
export function createReceiver(clock: () => number, addressOf: (incoming: IncomingMessage) => string): Receiver {
  const latest = new WeakMap<Socket, Ongoing>()
  const outbox = createOutbox(() => performance.now())
  let closing = false

  const expect = ({ incoming, response }: Routed): Ongoing => {
    const ongoing = { incoming, response }
    latest.set(incoming.socket, ongoing)
    return ongoing
  }

  return {
    expect,
    ongoing: (socket) => latest.get(socket),
    close() {
      closing = true
    },
    receive(routed, deliver, ongoing = expect(routed)) {
      const { incoming, response, target, params = {} } = routed
      const url = incoming.url ?? ''
      const mark = url.indexOf('?')
      return beginExchange(
        {
          at: clock(),
          began: performance.now(),
          method: incoming.method ?? '',
          path: mark < 0 ? url : url.slice(0, mark),
          query: mark < 0 ? '' : url.slice(mark + 1),
          headers: incoming.headers,
          repeated: repeatedIn(incoming.rawHeaders),
          httpVersion: incoming.httpVersion,
          address: addressOf(incoming),
          params,
          readBody: (limit) => readBody(ongoing, limit),
        },
        target,
        (status, headers, payload) =>
          outbox.put(() => {
            if (closing) response.shouldKeepAlive = false
            deliver(incoming, response, { status, headers, payload })
          }),
      )
    },
  }
}
