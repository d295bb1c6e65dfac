import type { Exchange } from '../http/exchange.ts'
import { refuse, RefusalError } from '../refusals.ts'
import { type Change, deviationsOf, step } from './deviation.ts'

/** A body that is read otherwise: `wrong` makes the bytes that are parsed of those that came. */
function read(wrong: (bytes: Buffer) => Buffer): Change {
  return received(async (readBody, limit) => wrong(await readBody(limit)))
}

/** A body that is received otherwise. */
function received(wrong: (readBody: Exchange['arrival']['readBody'], limit: number) => Promise<Buffer>): Change {
  return step('parse', (right) => async (exchange, service) => {
    const { arrival } = exchange
    const inner: Exchange = { ...exchange, arrival: { ...arrival, readBody: (limit) => wrong(arrival.readBody, limit) } }
    await right(inner, service)
    exchange.content = inner.content
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

/** Levels of arrays and objects within each other; brackets in texts count too, as in the guard that is imitated. */
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

/** Ten times what a body may have. */
const tenfold = 10

/** Faults in how the bytes of a body are read. */
export const errorReading = deviationsOf({
  'error/broken-json-taken-for-none': {
    harm: 'A client whose JSON was cut off on the way is told that properties are missing, and looks for the mistake in the wrong place.',
    breaks: [{ rule: 'error/broken-json-refused', operation: 'createProduct' }],
    change: read((bytes) => (bytes.length === 0 || isJson(bytes) ? bytes : emptyObject)),
  },
  'error/empty-body-taken-for-object': {
    harm: 'A client that forgot to send its body is told of every property in it.',
    breaks: [{ rule: 'error/empty-body-refused', operation: 'createProduct' }],
    change: read((bytes) => (bytes.length === 0 ? emptyObject : bytes)),
  },
  'error/byte-order-mark-skipped': {
    harm: 'A file with a byte order mark works here, and is refused by the next server that keeps to the standard.',
    breaks: [{ rule: 'error/undecodable-body-refused', operation: 'createProduct' }],
    change: read((bytes) => (bytes.subarray(0, 3).equals(Buffer.from('\uFEFF')) ? bytes.subarray(3) : bytes)),
  },
  'error/unreadable-characters-replaced': {
    harm: 'Names in another encoding are saved with question marks where their umlauts were.',
    breaks: [{ rule: 'error/undecodable-body-refused', operation: 'createProduct' }],
    change: read((bytes) => Buffer.from(bytes.toString('utf8'))),
  },
  'error/prototype-guard-fails': {
    harm: 'Anybody can fill the log with failures of the server by sending one property name.',
    breaks: [{ rule: 'error/hostile-json-refused', operation: 'createProduct' }],
    change: read((bytes) => {
      if (/"__proto__"\s*:/.test(bytes.toString())) throw new SyntaxError('Object contains forbidden prototype property')
      return bytes
    }),
  },
  'error/deep-json-fails': {
    harm: 'A body of a few hundred brackets makes the server fail.',
    breaks: [{ rule: 'error/hostile-json-refused', operation: 'createProduct' }],
    change: read((bytes) => {
      if (depthOf(bytes.toString()) > 64) throw new RangeError('Maximum call stack size exceeded')
      return bytes
    }),
  },
  'error/body-without-limit': {
    harm: 'A client that uploads the wrong file keeps the server busy for as long as it likes.',
    breaks: [{ rule: 'error/too-large-body-refused', operation: 'createProduct' }],
    change: received((readBody, limit) => readBody(limit * tenfold)),
  },
  'error/too-large-body-echoed': {
    harm: 'A client that sends a file by mistake gets all of it back inside of the error.',
    breaks: [{ rule: 'error/bounded' }],
    change: received(async (readBody, limit) => {
      const bytes = await readBody(limit * tenfold)
      if (bytes.length <= limit) return bytes
      const { refusal, details, headers } = refuse('bodyTooLarge')
      throw new RefusalError(refusal, { ...details, received: bytes.toString() }, headers)
    }),
  },
})
