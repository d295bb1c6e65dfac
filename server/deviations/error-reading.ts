import type { Exchange } from '../http/exchange.ts'
import { refuse, RefusalError } from '../refusals.ts'
import { type Change, deviationsOf, step } from './deviation.ts'

/** Changes how a body is read: `wrong` converts the received bytes to the parsed bytes. */
function read(wrong: (bytes: Buffer) => Buffer): Change {
  return received(async (readBody, limit) => wrong(await readBody(limit)))
}

/** Changes how a body is received. */
function received(wrong: (readBody: Exchange['arrival']['readBody'], limit: number) => Promise<Buffer>): Change {
  return step('parse', (right) => async (exchange, service) => {
    const { arrival } = exchange
    const inner: Exchange = { ...exchange, arrival: { ...arrival, readBody: (limit) => wrong(arrival.readBody, limit) } }
    await right(inner, service)
    exchange.content = inner.content
    exchange.text = inner.text
  })
}

const emptyObject = Buffer.from('{}')

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString())
    return true
  } catch {
    return false
  }
}

/** The nesting of arrays and objects; counts brackets in texts too, like the simulated guard. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const each of text) {
    if (each === '[' || each === '{') depth += 1
    else if (each === ']' || each === '}') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** Ten times the maximum size of a body. */
const tenfold = 10

/** Faults in reading the bytes of a body. */
export const errorReading = deviationsOf({
  'error/broken-json-taken-for-none': {
    harm: 'The server treats incomplete JSON as an empty body, so the client is told that properties are missing.',
    breaks: [{ rule: 'error/broken-json-refused', operation: 'createProduct' }],
    change: read((bytes) => (bytes.length === 0 || isJson(bytes) ? bytes : emptyObject)),
  },
  'error/empty-body-taken-for-object': {
    harm: 'The server treats a missing body as an empty object, so the error lists every required property.',
    breaks: [{ rule: 'error/empty-body-refused', operation: 'createProduct' }],
    change: read((bytes) => (bytes.length === 0 ? emptyObject : bytes)),
  },
  'error/byte-order-mark-skipped': {
    harm: 'The server accepts a body with a byte order mark, which servers that conform to the standard reject.',
    breaks: [{ rule: 'error/undecodable-body-refused', operation: 'createProduct' }],
    change: read((bytes) => (bytes.subarray(0, 3).equals(Buffer.from('\uFEFF')) ? bytes.subarray(3) : bytes)),
  },
  'error/unreadable-characters-replaced': {
    harm: 'The server replaces bytes that are not UTF-8 instead of rejecting the body, so names with umlauts are stored with question marks.',
    breaks: [{ rule: 'error/undecodable-body-refused', operation: 'createProduct' }],
    change: read((bytes) => Buffer.from(bytes.toString('utf8'))),
  },
  'error/prototype-guard-fails': {
    harm: 'A property named `__proto__` causes a server error, so clients can fill the log with failures.',
    breaks: [{ rule: 'error/hostile-json-refused', operation: 'createProduct' }],
    change: read((bytes) => {
      if (/"__proto__"\s*:/.test(bytes.toString())) throw new SyntaxError('Object contains forbidden prototype property')
      return bytes
    }),
  },
  'error/deep-json-fails': {
    harm: 'A body with a few hundred nested brackets causes a server error.',
    breaks: [{ rule: 'error/hostile-json-refused', operation: 'createProduct' }],
    change: read((bytes) => {
      if (depthOf(bytes.toString()) > 64) throw new RangeError('Maximum call stack size exceeded')
      return bytes
    }),
  },
  'error/body-without-limit': {
    harm: 'The server reads bodies of any size, so a client that uploads the wrong file keeps it busy.',
    breaks: [{ rule: 'error/too-large-body-refused', operation: 'createProduct' }],
    change: received((readBody, limit) => readBody(limit * tenfold)),
  },
  'error/too-large-body-echoed': {
    harm: 'The error for a body that is too large repeats the whole body.',
    breaks: [{ rule: 'error/bounded' }],
    change: received(async (readBody, limit) => {
      const bytes = await readBody(limit * tenfold)
      if (bytes.length <= limit) return bytes
      const { refusal, details, headers } = refuse('bodyTooLarge')
      throw new RefusalError(refusal, { ...details, received: bytes.toString() }, headers)
    }),
  },
})
