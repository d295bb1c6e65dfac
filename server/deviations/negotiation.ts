import { brotliCompressSync, gzipSync } from 'node:zlib'
import { parse } from '../http/parse.ts'
import { RefusalError, refuse } from '../refusals.ts'
import { delivery, deviationsOf, step, type Change } from './deviation.ts'
import { headers, on, type Fits } from './exchange.ts'

/** Parses every body as JSON, regardless of its media type. */
function anyType(fits: Fits): Change {
  return step('parse', (right) => async (exchange, service) => {
    if (!fits(exchange)) return right(exchange, service)
    const { arrival } = exchange
    const labelled = { ...exchange, arrival: { ...arrival, headers: { ...arrival.headers, 'content-type': 'application/json' } } }
    await parse(labelled)
    exchange.content = labelled.content
    exchange.text = labelled.text
  })
}

/** Rejects more media types than it should. */
function picky(takes: (type: string) => boolean): Change {
  return step('parse', (right) => (exchange, service) => {
    const { 'content-type': type } = exchange.arrival.headers
    if (exchange.target.endpoint?.operation.body !== undefined && type !== undefined && !takes(type))
      throw refuse('mediaTypeUnsupported', { headers: { Accept: 'application/json' } })
    return right(exchange, service)
  })
}

/** Compresses responses, depending on `asks` only. */
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

/** Faults in media types and content codings. */
export const negotiation = deviationsOf({
  'negotiation/wildcard-refused': {
    harm: 'The server rejects `Accept: */*`, which curl and other clients send by default.',
    breaks: [{ rule: 'negotiation/any-accept-gives-json' }],
    change: step('validate', (right) => (exchange, service) => {
      const { accept = 'application/json' } = exchange.arrival.headers
      if (!accept.includes('application/json')) throw refuse('mediaTypeUnsupported', { headers: { Accept: 'application/json' } })
      return right(exchange, service)
    }),
  },
  'negotiation/page-for-browsers': {
    harm: 'The server returns an HTML page instead of JSON if the request has the Accept header of a browser.',
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
    harm: 'A request that accepts only XML causes a server error.',
    breaks: [{ rule: 'negotiation/unacceptable-accept-harmless' }],
    change: step('handle', (right) => (exchange, service) => {
      const { accept = '*/*' } = exchange.arrival.headers
      if (!/json|\*/.test(accept)) throw new TypeError('serializer is not a function')
      return right(exchange, service)
    }),
  },
  'negotiation/gzip-unasked': {
    harm: 'The server compresses long responses even if the client does not accept gzip.',
    breaks: [{ rule: 'negotiation/encoding-truthful' }],
    change: packed(
      'gzip',
      (payload) => gzipSync(payload),
      () => true,
    ),
  },
  'negotiation/brotli-for-gzip': {
    harm: 'The server sends Brotli to clients that accept only gzip.',
    breaks: [{ rule: 'negotiation/encoding-truthful' }],
    change: packed(
      'br',
      (payload) => brotliCompressSync(payload),
      (accepted) => accepted !== '',
    ),
  },
  'negotiation/gzip-not-done': {
    harm: 'The server declares gzip but sends an uncompressed body, so clients fail to decompress it.',
    breaks: [{ rule: 'negotiation/encoding-truthful' }],
    change: headers(({ arrival }) => (arrival.headers['accept-encoding'] ?? '').includes('gzip'), { 'Content-Encoding': 'gzip' }),
  },
  'negotiation/gzip-cut-short': {
    harm: 'A proxy cuts off the end of long compressed responses, so clients cannot decompress them.',
    breaks: [{ rule: 'negotiation/body-coded-as-said', operation: 'listProducts' }],
    change: packed(
      'gzip',
      (payload) => gzipSync(payload).subarray(0, -9),
      (accepted) => accepted.includes('gzip'),
    ),
  },
  'negotiation/any-type-read': {
    harm: 'The server parses bodies of any media type as JSON, so a form on any web page can write data through the browser of a user.',
    breaks: [
      { rule: 'negotiation/wrong-media-type-refused', operation: 'createProduct' },
      { rule: 'negotiation/wrong-media-type-refused', operation: 'createTransfer' },
      { rule: 'negotiation/wrong-media-type-refused', operation: 'updateForecastScenario' },
    ],
    change: anyType(() => true),
  },
  'negotiation/any-type-adjusts': {
    harm: 'One route parses bodies of any media type as JSON, so a client with a wrong Content-Type works there and nowhere else.',
    breaks: [{ rule: 'negotiation/wrong-media-type-refused', operation: 'adjustInventory' }],
    change: anyType(on('adjustInventory')),
  },
  'negotiation/any-type-triggers': {
    harm: 'The alert endpoint parses bodies of any media type as JSON, so a form on any web page can send alerts.',
    breaks: [{ rule: 'negotiation/wrong-media-type-refused', operation: 'triggerAlert' }],
    change: anyType(on('triggerAlert')),
  },
  'negotiation/any-type-approves': {
    harm: 'The approval endpoint parses bodies of any media type as JSON, so a form on any web page can approve transfers.',
    breaks: [{ rule: 'negotiation/wrong-media-type-refused', operation: 'approveTransferRecommendation' }],
    change: anyType(on('approveTransferRecommendation')),
  },
  'negotiation/wrong-type-is-malformed': {
    harm: 'The server reports malformed JSON for a body of another media type, so the client looks for the error in the body.',
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
    harm: 'The server rejects a Content-Type with a charset, so clients whose HTTP library adds one cannot write.',
    breaks: [{ rule: 'negotiation/charset-accepted' }],
    change: picky((type) => /^application\/json$/i.test(type)),
  },
  'negotiation/type-case-sensitive': {
    harm: 'The server rejects a Content-Type in upper case, so clients whose HTTP library writes it that way cannot write.',
    breaks: [{ rule: 'negotiation/charset-accepted' }],
    change: picky((type) => type.startsWith('application/json')),
  },
})
