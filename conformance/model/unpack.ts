/** Bodies with a content coding (RFC 9110 §8.4): their codings, and the decoded content. */
import { isUtf8 } from 'node:buffer'
import zlib from 'node:zlib'
import type { Reply } from './exchange.ts'

/** The result of decoding a body. */
export type Unpacked =
  | { readonly is: 'body'; readonly bytes: Buffer }
  /** The decoded body exceeds the maximum size. */
  | { readonly is: 'too large' }
  /** The coding is not supported, so the body cannot be checked. */
  | { readonly is: 'unknown'; readonly coding: string }
  /** The bytes do not match the coding. */
  | { readonly is: 'untrue'; readonly coding: string }

/** Real responses have fewer codings; more of them indicate a decompression bomb. */
const maxCodings = 4

type Unpack = (bytes: Buffer, bound: { readonly maxOutputLength: number }) => Buffer

/** Available since Node 22.15. */
const zstd = (zlib as { readonly zstdDecompressSync?: Unpack }).zstdDecompressSync

const tools: Readonly<Record<string, Unpack>> = {
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
  // RFC 9110 §8.4.1.2: some servers send deflate data without the zlib wrapper.
  deflate: (bytes, bound) => {
    try {
      return zlib.inflateSync(bytes, bound)
    } catch (error) {
      if (isTooLarge(error)) throw error
      return zlib.inflateRawSync(bytes, bound)
    }
  },
  ...(zstd === undefined ? {} : { zstd }),
}

const isTooLarge = (error: unknown): boolean => (error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE'

/**
 * Returns the content codings of a message in the order in which they were applied, in lower case and by their usual names (RFC 9110
 * §8.4.1: names are case-insensitive, `x-gzip` is `gzip`). `identity` is ignored.
 */
export function codingsIn(headers: Reply['headers']): string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((each) =>
      each
        .trim()
        .toLowerCase()
        .replace(/^x-(?=gzip$|compress$)/, ''),
    )
    .filter((each) => each !== '' && each !== 'identity')
}

/** Decodes the codings, the last one first; `most` is the maximum size after each step, in bytes. */
export function unpack(bytes: Buffer, codings: readonly string[], most: number): Unpacked {
  const unknown = codings.find((each) => tools[each] === undefined)
  if (unknown !== undefined) return { is: 'unknown', coding: unknown }
  if (codings.length > maxCodings) return { is: 'unknown', coding: codings.join(', ') }
  let body = bytes
  for (const coding of codings.toReversed()) {
    try {
      const tool = tools[coding]
      if (tool === undefined) return { is: 'unknown', coding }
      body = tool(body, { maxOutputLength: most })
    } catch (error) {
      return isTooLarge(error) ? { is: 'too large' } : { is: 'untrue', coding }
    }
  }
  return { is: 'body', bytes: body }
}

/**
 * Returns the reply with its body decoded and its headers unchanged. If the body cannot be decoded, `unread` has the reason and `body` the
 * original bytes. A truncated body is not decoded.
 */
export function unpackedReply(reply: Reply, most: number): Reply {
  const codings = codingsIn(reply.headers)
  if (codings.length === 0 || reply.body.length === 0) return reply
  const packed = { coding: codings.join(', '), length: reply.body.length }
  if (reply.truncated === true) return { ...reply, packed }
  const outcome = unpack(reply.body, codings, most)
  switch (outcome.is) {
    case 'body':
      return { ...reply, body: outcome.bytes, packed }
    case 'too large':
      return { ...reply, packed, body: Buffer.alloc(0), truncated: true }
    case 'unknown':
      return { ...reply, packed, unread: `the Content-Encoding ${outcome.coding} is not supported, so the body was not decoded` }
    case 'untrue':
      return {
        ...reply,
        packed: { ...packed, isUntrue: true },
        unread: `the Content-Encoding is ${outcome.coding}, but the body is not valid ${outcome.coding}`,
      }
  }
}

/**
 * Returns the body of a recorded response. Most recorders store it decoded, some as it was sent: JSON and other text is used as it is,
 * anything else is decoded here. `why` is the reason, as half a sentence, if that fails.
 */
export function unpackedRecording(
  bytes: Buffer,
  headers: Reply['headers'],
  most: number,
): { readonly body: Buffer } | { readonly why: string } {
  const codings = codingsIn(headers)
  if (codings.length === 0 || bytes.length === 0 || isJson(bytes)) return { body: bytes }
  const outcome = unpack(bytes, codings, most)
  if (outcome.is === 'body' && isUtf8(outcome.bytes)) return { body: outcome.bytes }
  if (outcome.is === 'too large') return { why: `the decoded body exceeds ${most} bytes` }
  // Encoded content is practically never valid UTF-8, except for very short bodies.
  if (isUtf8(bytes)) return { body: bytes }
  return { why: `the body cannot be decoded (Content-Encoding: ${codings.join(', ')})` }
}

/** Whether the bytes are valid JSON. */
export function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'))
    return true
  } catch {
    return false
  }
}
