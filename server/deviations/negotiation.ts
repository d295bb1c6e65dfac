import { brotliCompressSync, gzipSync } from 'node:zlib'
import { parse } from '../http/parse.ts'
import { RefusalError, refuse } from '../refusals.ts'
import { delivery, deviationsOf, step, type Change } from './deviation.ts'
import { headers, on, type Fits } from './exchange.ts'

/** Takes a body for JSON, whatever it is said to be. */
function anyType(fits: Fits): Change {
  return step('parse', (right) => async (exchange, service) => {
    if (!fits(exchange)) return right(exchange, service)
    const { arrival } = exchange
    const labelled = { ...exchange, arrival: { ...arrival, headers: { ...arrival.headers, 'content-type': 'application/json' } } }
    await parse(labelled)
    exchange.content = labelled.content
  })
}

/** Refuses more types than it should. */
function picky(takes: (type: string) => boolean): Change {
  return step('parse', (right) => (exchange, service) => {
    const { 'content-type': type } = exchange.arrival.headers
    if (exchange.target.endpoint?.operation.body !== undefined && type !== undefined && !takes(type))
      throw refuse('mediaTypeUnsupported', { headers: { Accept: 'application/json' } })
    return right(exchange, service)
  })
}

/** Packs what it sends, whoever asks. */
const packed = (coding: string, pack: (payload: string) => Buffer, asks: (accepted: string) => boolean): Change =>
  delivery((right) => (incoming, response, { status, headers: plain, payload }) => {
    const accepted = incoming.headers['accept-encoding'] ?? ''
    if (incoming.method === 'HEAD' || payload.length < 1024 || !asks(accepted)) {
      right(incoming, response, { status, headers: plain, payload })
      return
    }
    const bytes = pack(payload)
    response.writeHead(status, { ...plain, 'Content-Encoding': coding, 'Content-Length': String(bytes.length) })
    response.end(bytes)
  })

/** Faults in media types and codings. */
export const negotiation = deviationsOf({
  'negotiation/wildcard-refused': {
    harm: 'A client that leaves the choice of the format to the server, as curl does, is refused.',
    breaks: [{ rule: 'negotiation/any-accept-gives-json' }],
    change: step('validate', (right) => (exchange, service) => {
      const { accept = 'application/json' } = exchange.arrival.headers
      if (!accept.includes('application/json')) throw refuse('mediaTypeUnsupported', { headers: { Accept: 'application/json' } })
      return right(exchange, service)
    }),
  },
  'negotiation/page-for-browsers': {
    harm: 'A client that sends the Accept of a browser gets a page instead of data.',
    breaks: [{ rule: 'negotiation/any-accept-gives-json' }, { rule: 'negotiation/unacceptable-accept-harmless' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      const { accept = 'application/json' } = exchange.arrival.headers
      if (accept.includes('application/json')) return
      exchange.payload = `<!doctype html><title>Better Data SCM API</title><pre>${exchange.payload}</pre>`
      exchange.headers = {
        ...exchange.headers,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Length': String(Buffer.byteLength(exchange.payload)),
      }
    }),
  },
  'negotiation/accept-crashes': {
    harm: 'A client that asks for XML gets a failure of the server instead of an answer.',
    breaks: [{ rule: 'negotiation/unacceptable-accept-harmless' }],
    change: step('handle', (right) => (exchange, service) => {
      const { accept = '*/*' } = exchange.arrival.headers
      if (!/json|\*/.test(accept)) throw new TypeError('serializer is not a function')
      return right(exchange, service)
    }),
  },
  'negotiation/gzip-unasked': {
    harm: 'A client that cannot unpack gets bytes that it cannot read as soon as an answer is long.',
    breaks: [{ rule: 'negotiation/encoding-truthful' }],
    change: packed(
      'gzip',
      (payload) => gzipSync(payload),
      () => true,
    ),
  },
  'negotiation/brotli-for-gzip': {
    harm: 'A client that can unpack gzip alone gets Brotli.',
    breaks: [{ rule: 'negotiation/encoding-truthful' }],
    change: packed(
      'br',
      (payload) => brotliCompressSync(payload),
      (accepted) => accepted !== '',
    ),
  },
  'negotiation/gzip-not-done': {
    harm: 'A client that takes gzip is told that it gets some, and fails to unpack what is none.',
    breaks: [{ rule: 'negotiation/encoding-truthful' }],
    change: headers(({ arrival }) => (arrival.headers['accept-encoding'] ?? '').includes('gzip'), { 'Content-Encoding': 'gzip' }),
  },
  'negotiation/gzip-cut-short': {
    harm: 'A client that takes gzip cannot unpack the end of a long list, since a proxy in between has dropped it.',
    breaks: [{ rule: 'negotiation/body-coded-as-said', operation: 'listProducts' }],
    change: packed(
      'gzip',
      (payload) => gzipSync(payload).subarray(0, -9),
      (accepted) => accepted.includes('gzip'),
    ),
  },
  'negotiation/any-type-read': {
    harm: 'A form on any web page makes the browser of a planner write, since its text is taken for JSON.',
    breaks: [
      { rule: 'negotiation/wrong-media-type-refused', operation: 'createProduct' },
      { rule: 'negotiation/wrong-media-type-refused', operation: 'createTransfer' },
      { rule: 'negotiation/wrong-media-type-refused', operation: 'updateForecastScenario' },
    ],
    change: anyType(() => true),
  },
  'negotiation/any-type-adjusts': {
    harm: 'A client that mislabels its bodies works with the one route that does not look, and with no other.',
    breaks: [{ rule: 'negotiation/wrong-media-type-refused', operation: 'adjustInventory' }],
    change: anyType(on('adjustInventory')),
  },
  'negotiation/any-type-triggers': {
    harm: 'A form on any web page sends alerts, since its text is taken for JSON.',
    breaks: [{ rule: 'negotiation/wrong-media-type-refused', operation: 'triggerAlert' }],
    change: anyType(on('triggerAlert')),
  },
  'negotiation/any-type-approves': {
    harm: 'A form on any web page approves transfers, since its text is taken for JSON.',
    breaks: [{ rule: 'negotiation/wrong-media-type-refused', operation: 'approveTransferRecommendation' }],
    change: anyType(on('approveTransferRecommendation')),
  },
  'negotiation/wrong-type-is-malformed': {
    harm: 'A client that sends text is told that its JSON is malformed, and looks for the fault in the body.',
    breaks: [
      { rule: 'negotiation/wrong-media-type-refused', operation: 'createForecastEvent' },
      { rule: 'negotiation/wrong-media-type-refused', operation: 'updateApiKey' },
    ],
    change: step('parse', (right) => async (exchange, service) => {
      try {
        await right(exchange, service)
      } catch (error) {
        throw error instanceof RefusalError && error.refusal === 'mediaTypeUnsupported'
          ? refuse('jsonMalformed', { issues: [{ in: 'body', path: '', message: 'must be one JSON value' }] })
          : error
      }
    }),
  },
  'negotiation/charset-refused': {
    harm: 'A client whose HTTP library adds the charset to the type of a body cannot write at all.',
    breaks: [{ rule: 'negotiation/charset-accepted' }],
    change: picky((type) => /^application\/json$/i.test(type)),
  },
  'negotiation/type-case-sensitive': {
    harm: 'A client whose HTTP library writes the type in capitals cannot write at all.',
    breaks: [{ rule: 'negotiation/charset-accepted' }],
    change: picky((type) => type.startsWith('application/json')),
  },
})
