/** Bodies that travel compressed (RFC 9110 §8.4). */
import { gunzipSync } from 'node:zlib'
import { header, type Answered } from '../../exchange.ts'

/** More than any body of the contract, in bytes; what unpacks to more is not unpacked. */
const most = 16 * 1024 * 1024

/** The coding that the body is said to have; `undefined` for none. */
export function codingOf(exchange: Answered): string | undefined {
  const coding = header(exchange, 'content-encoding')?.toLowerCase()
  return coding === '' || coding === 'identity' ? undefined : coding
}

/** The JSON in a body that is said to be gzip, whether or not it was unpacked on the way; `undefined` if it is no such thing. */
export function unpacked(exchange: Answered): { readonly value: unknown } | undefined {
  const { reply } = exchange
  // What was unpacked on the way is longer than what was announced; what is as long as that came as it is.
  const isAsSent = Number(header(exchange, 'content-length')) === reply.body.length
  for (const read of [...(isAsSent ? [] : [() => reply.body]), () => gunzipSync(reply.body, { maxOutputLength: most })]) {
    try {
      return { value: JSON.parse(read().toString('utf8')) }
    } catch {
      continue
    }
  }
  return undefined
}
