/** Bodies that travel packed (RFC 9110 §8.4): what they were packed with, and what they are without it. */
import { isUtf8 } from 'node:buffer'
import zlib from 'node:zlib'
import type { Reply } from './exchange.ts'

/** What came of unpacking a body. */
export type Unpacked =
  | { readonly is: 'body'; readonly bytes: Buffer }
  /** It has more bytes than anybody reads. */
  | { readonly is: 'too large' }
  /** No tool for the coding is at hand, so nobody can tell whether the body is right. */
  | { readonly is: 'unknown'; readonly coding: string }
  /** The bytes are not what the coding says. */
  | { readonly is: 'untrue'; readonly coding: string }

/** Nobody packs a body more often in earnest; a chain of bombs would. */
const maxCodings = 4

type Unpack = (bytes: Buffer, bound: { readonly maxOutputLength: number }) => Buffer

/** Node has it from version 22.15 on. */
const zstd = (zlib as { readonly zstdDecompressSync?: Unpack }).zstdDecompressSync

const tools: Readonly<Record<string, Unpack>> = {
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
  // RFC 9110 §8.4.1.2: some send the deflate data without the zlib format around it.
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
 * The codings of a message in the order in which they were applied, in lower case and by their usual names (RFC 9110 §8.4.1: names are
 * case-insensitive, `x-gzip` is `gzip`). `identity` is none.
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

/** Undoes the codings, the last one first; `most` bounds every step, in bytes. */
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
 * The reply with its body unpacked; its headers stay as they were sent. Where that cannot be done it says in `unread` why, and keeps the bytes as
 * they came. A body that was cut already cannot be unpacked either.
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
      return { ...reply, packed, unread: `a body that is coded as ${outcome.coding} cannot be unpacked here` }
    case 'untrue':
      return { ...reply, packed: { ...packed, isUntrue: true }, unread: `the body is said to be coded as ${outcome.coding}, and is not` }
  }
}

/**
 * The body of a recorded answer. Most recorders keep it unpacked, some as it travelled: JSON, or any other text, was unpacked before; what is neither
 * is unpacked here. `why` says as half a sentence why that cannot be done.
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
  if (outcome.is === 'too large') return { why: `the body unpacks to more than ${most} bytes` }
  // None of the codings makes text of text, but for a few bytes by chance.
  if (isUtf8(bytes)) return { body: bytes }
  return { why: `the body is coded as ${codings.join(', ')}, and cannot be unpacked` }
}

/** Whether the bytes are a JSON text. */
export function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'))
    return true
  } catch {
    return false
  }
}
