import { STATUS_CODES } from 'node:http'
import { delivery, deviationsOf, step, type Change } from './deviation.ts'
import type { Fits } from './exchange.ts'

/** Declares another length than that of the body. */
function length(fits: Fits, wrong: (payload: string) => number): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (fits(exchange)) exchange.headers['Content-Length'] = String(wrong(exchange.payload))
  })
}

/** Sends a body for every method, like a server without a framework; Node would omit it for HEAD. */
function bodyWithHead(fits: (status: number) => boolean): Change {
  return delivery((right) => (incoming, response, answer) => {
    const { status, headers: all, payload } = answer
    if (incoming.method !== 'HEAD' || !fits(status)) {
      right(incoming, response, answer)
      return
    }
    const lines = Object.entries({ ...all, Connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`)
    incoming.socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${payload}`)
  })
}

/** Sends an additional header line, even if the header is already present. */
function added(
  fits: (status: number) => boolean,
  line: (all: Readonly<Record<string, string>>) => readonly [name: string, value: string],
): Change {
  return delivery((right) => (incoming, response, answer) => {
    const { status, headers: all, payload } = answer
    if (!fits(status)) {
      right(incoming, response, answer)
      return
    }
    response.writeHead(status, [...Object.entries(all).flat(), ...line(all)])
    response.end(incoming.method === 'HEAD' ? undefined : payload)
  })
}

/** Faults in the end of a response and in its header lines. */
export const headerWire = deviationsOf({
  'header/length-in-characters': {
    harm: 'Content-Length counts characters instead of bytes, so a response with an umlaut loses its last bytes.',
    breaks: [{ rule: 'header/length-truthful', operation: 'listProducts' }],
    change: length(
      () => true,
      (payload) => payload.length,
    ),
  },
  'header/head-with-body': {
    harm: 'Responses to HEAD have a body, which a client on a persistent connection reads as the beginning of the next response.',
    breaks: [{ rule: 'header/head-without-body' }],
    change: bodyWithHead(() => true),
  },
  'header/refused-head-with-body': {
    harm: 'Errors for HEAD without an API key have a body, which a client on a persistent connection reads as the beginning of the next response.',
    breaks: [{ rule: 'header/head-without-body' }],
    change: bodyWithHead((status) => status >= 400),
  },
  'header/request-id-of-two': {
    harm: 'Responses have two request ids, because the gateway adds its own to the one of the server.',
    breaks: [{ rule: 'header/sent-once', operation: 'listProducts' }],
    change: added(
      () => true,
      (all) => ['X-Request-Id', `gw-${all['X-Request-Id'] ?? ''}`],
    ),
  },
  'header/type-of-errors-twice': {
    harm: 'Errors have two Content-Type headers, because handler and framework both set one.',
    breaks: [{ rule: 'header/sent-once', operation: 'getProduct' }],
    change: added(
      (status) => status >= 400,
      () => ['Content-Type', 'application/problem+json'],
    ),
  },
})
