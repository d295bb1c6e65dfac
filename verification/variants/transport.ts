/** Variants in how the bytes of a response are transferred. */
import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { headOf, headerOf, wholeOf, withBody, withHeader, type Answer, type Asked } from './proxy.ts'
import { behind, variantsOf } from './variant.ts'

const renamed = (rename: (name: string) => string) =>
  behind({ change: (answer) => ({ ...answer, headers: answer.headers.map(([name, value]) => [rename(name), value]) }) })

/** Node's parser accepts spaces after a length, but no tabs. */
const padded = (name: string, value: string): string => (/^content-length$/i.test(name) ? `  ${value}  ` : `\t ${value} \t`)

/** Removes Content-Length; the end of the body is indicated in another way. */
const unmeasured = (answer: Answer): Answer => withHeader(answer, 'Content-Length', undefined)

/** Whether the response has no body, regardless of its headers (RFC 9112 §6.3). */
const isBodiless = ({ status }: Answer, { method }: Asked): boolean => method === 'HEAD' || status === 204 || status === 304

/** Content codings that gateways use, in valid spellings (RFC 9110 §8.4.1), with their encoders. */
const codings: readonly (readonly [name: string, pack: (body: Buffer) => Buffer])[] = [
  ['gzip', (body) => gzipSync(body)],
  ['br', (body) => brotliCompressSync(body)],
  ['GZIP', (body) => gzipSync(body)],
  ['deflate', (body) => deflateSync(body)],
  ['x-gzip', (body) => gzipSync(body)],
  ['Deflate', (body) => deflateRawSync(body)],
  ['deflate, gzip', (body) => gzipSync(deflateSync(body))],
]

/** The body in chunks of `size` bytes (RFC 9112 §7.1). */
function chunked(body: Buffer, size: number, extension = ''): Buffer[] {
  const chunks: Buffer[] = []
  for (let at = 0; at < body.length; at += size) {
    const chunk = body.subarray(at, at + size)
    chunks.push(Buffer.from(`${chunk.length.toString(16)}${extension}\r\n`), chunk, Buffer.from('\r\n'))
  }
  return chunks
}

function writeChunked(socket: Socket, answer: Answer, asked: Asked, size: number, extension = '', trailers = ''): void {
  const head = withHeader(withHeader(unmeasured(answer), 'Transfer-Encoding', 'chunked'), 'Connection', 'close')
  if (isBodiless(answer, asked)) socket.write(headOf(unmeasured(answer)))
  else socket.write(Buffer.concat([headOf(head), ...chunked(answer.body, size, extension), Buffer.from(`0\r\n${trailers}\r\n`)]))
}

/** Number of bytes that are sent one by one. The rest follows in two pieces, so that lines and characters are split at any position. */
const single = 120

export const transport = variantsOf({
  'transport/header-names-in-upper-case': {
    why: 'Header names are case-insensitive (RFC 9110 §5.1).',
    how: renamed((name) => name.toUpperCase()),
  },
  'transport/header-names-in-lower-case': {
    why: 'Header names are case-insensitive (RFC 9110 §5.1), and gateways with HTTP/2 upstreams send them in lower case.',
    how: renamed((name) => name.toLowerCase()),
  },
  'transport/headers-in-reverse-order': {
    why: 'The order of headers with different names is not significant (RFC 9110 §5.3).',
    how: behind({ change: (answer) => ({ ...answer, headers: answer.headers.toReversed() }) }),
  },
  'transport/header-values-padded': {
    why: 'Whitespace around a header value is not part of the value (RFC 9112 §5.1).',
    how: behind({ change: (answer) => ({ ...answer, headers: answer.headers.map(([name, value]) => [name, padded(name, value)]) }) }),
  },
  'transport/no-reason-phrase': {
    why: 'The reason phrase may be empty, and clients should ignore it (RFC 9112 §4).',
    how: behind({ change: (answer) => ({ ...answer, reason: '' }) }),
  },
  'transport/chunked': {
    why: 'A body whose length is not known in advance is sent chunked, without Content-Length (RFC 9112 §7.1).',
    how: behind({ write: (socket, answer, asked) => writeChunked(socket, answer, asked, 61) }),
  },
  'transport/chunk-extensions-and-trailers': {
    why: 'Chunks may have extensions, and trailer fields may follow the last chunk; clients may ignore both (RFC 9112 §7.1.1, §7.1.2).',
    how: behind({
      write: (socket, answer, asked) =>
        writeChunked(socket, answer, asked, 4096, ';part="1"', 'Server-Timing: app;dur=12\r\nX-Checksum: 1\r\n'),
    }),
  },
  'transport/ended-by-closing': {
    why: 'A body without Content-Length that is not chunked ends when the connection closes (RFC 9112 §6.3, item 8).',
    how: behind({ write: (socket, answer) => void socket.write(Buffer.concat([headOf(unmeasured(answer)), answer.body])) }),
  },
  'transport/http-1.0': {
    why: 'A gateway that conforms to HTTP/1.0 responds with its own, lower version (RFC 9110 §6.2).',
    how: behind({ write: (socket, answer) => void socket.write(Buffer.concat([headOf(answer, 'HTTP/1.0'), answer.body])) }),
  },
  'transport/byte-by-byte': {
    why: 'TCP preserves no message boundaries, so a line or a character may arrive in parts (RFC 9293 §3.7).',
    how: behind({
      write: async (socket, answer) => {
        socket.setNoDelay(true)
        const bytes = wholeOf(answer)
        for (let at = 0; at < Math.min(single, bytes.length); at++) socket.write(bytes.subarray(at, at + 1))
        const half = single + Math.floor((bytes.length - single) / 2)
        for (const part of [bytes.subarray(single, half), bytes.subarray(half)]) {
          await delay(0)
          socket.write(part)
        }
      },
    }),
  },
  'transport/slow-now-and-then': {
    why: 'The contract defines no response time, and the timeout is the choice of the client (RFC 9110 §15.5.9); here every sixtieth response takes 200 ms.',
    how: behind({
      write: async (socket, answer, { number }) => {
        const head = headOf(withHeader(answer, 'Connection', 'close'))
        if (number % 60 === 0) await delay(100)
        socket.write(head)
        if (number % 60 === 0) await delay(100)
        socket.write(answer.body)
      },
    }),
  },
  'transport/interim-responses': {
    why: 'Any number of 1xx responses, such as 102 and 103, may precede the final response (RFC 9110 §15.2, RFC 8297 §2).',
    how: behind({
      write: (socket, answer) => {
        socket.write(
          'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </docs>; rel=help\r\nX-RateLimit-Remaining: 7\r\n\r\n',
        )
        socket.write(wholeOf(answer))
      },
    }),
  },
  'transport/gzip-when-asked': {
    why: 'A body may be compressed if Accept-Encoding lists the coding (RFC 9110 §8.4, §12.5.3).',
    how: behind({
      change: (answer, asked) => {
        const vary = withHeader(answer, 'Vary', 'Accept-Encoding')
        if (!/\bgzip\b/.test(asked.headers['accept-encoding'] ?? '')) return vary
        return withHeader(withBody(vary, gzipSync(answer.body), asked), 'Content-Encoding', 'gzip')
      },
    }),
  },
  'transport/packed-unless-refused': {
    why: 'A request without Accept-Encoding accepts any coding (RFC 9110 §12.5.3, item 1); codings are case-insensitive and may be combined (§8.4).',
    how: behind({
      change: (answer, asked) => {
        const vary = withHeader(answer, 'Vary', 'Accept-Encoding')
        const accepted = asked.headers['accept-encoding']
        if (answer.body.length === 0 || accepted === 'identity') return vary
        const [name, pack] = (accepted === 'gzip' ? codings[0] : codings[asked.number % codings.length]) ?? [
          'identity',
          (body: Buffer) => body,
        ]
        return withHeader(withBody(vary, pack(answer.body), asked), 'Content-Encoding', name)
      },
    }),
  },
  'transport/many-at-once': {
    why: 'Concurrent requests may be counted and completed in any order, because HTTP requests are independent of each other (RFC 9110 §3.3).',
    how: {
      concurrency: 6,
      ...behind({
        write: async (socket, answer, { number }) => {
          await delay((number % 3) * 4)
          socket.write(wholeOf(answer))
        },
      }),
    },
  },
  'transport/head-without-length': {
    why: 'A response to HEAD may omit headers whose values are only known after the content is generated, such as Content-Length (RFC 9110 §9.3.2).',
    how: behind({ change: (answer, { method }) => (method === 'HEAD' ? unmeasured(answer) : answer) }),
  },
  'transport/instances-with-other-clocks': {
    why: 'Several instances behind one address may have different clocks, one second apart (RFC 9110 §6.6.1 requires only an approximation).',
    how: behind({
      change: (answer, { number }) => {
        const date = Date.parse(headerOf(answer, 'Date') ?? '')
        return withHeader(answer, 'Date', new Date(date + ((number % 3) - 1) * 1000).toUTCString())
      },
    }),
  },
})
