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

/** Faults in where an answer ends. */
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
})
