import { STATUS_CODES } from 'node:http'
import { delivery, deviationsOf, step, type Change } from './deviation.ts'
import type { Fits } from './exchange.ts'

/** Says that a body has another length than it has. */
function length(fits: Fits, wrong: (payload: string) => number): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (fits(exchange)) exchange.headers['Content-Length'] = String(wrong(exchange.payload))
  })
}

/** Writes a body below the head whatever the method is, as a server without a framework does; Node would leave it out. */
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

/** Sends one more line in the head, even where there is one of the name. */
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

/** Faults in where an answer ends, and in how its head is put together. */
export const headerWire = deviationsOf({
  'header/length-in-characters': {
    harm: 'An answer with an umlaut in it loses its last bytes, since its length is counted in characters.',
    breaks: [{ rule: 'header/length-truthful', operation: 'listProducts' }],
    change: length(
      () => true,
      (payload) => payload.length,
    ),
  },
  'header/head-with-body': {
    harm: 'A client that sends HEAD over a kept connection reads the body as the beginning of the next answer.',
    breaks: [{ rule: 'header/head-without-body' }],
    change: bodyWithHead(() => true),
  },
  'header/refused-head-with-body': {
    harm: 'A client that sends HEAD without a key over a kept connection reads the error as the beginning of the next answer.',
    breaks: [{ rule: 'header/head-without-body' }],
    change: bodyWithHead((status) => status >= 400),
  },
  'header/request-id-of-two': {
    harm: 'A client that quotes the id of a request to support quotes two, since the gateway adds its own to that of the server.',
    breaks: [{ rule: 'header/sent-once', operation: 'listProducts' }],
    change: added(
      () => true,
      (all) => ['X-Request-Id', `gw-${all['X-Request-Id'] ?? ''}`],
    ),
  },
  'header/type-of-errors-twice': {
    harm: 'Which Content-Type an error has depends on the library that reads it, since handler and framework both set one.',
    breaks: [{ rule: 'header/sent-once', operation: 'getProduct' }],
    change: added(
      (status) => status >= 400,
      () => ['Content-Type', 'application/problem+json'],
    ),
  },
})
