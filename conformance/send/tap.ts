/**
 * Records the bytes received over a connection. An HTTP client hides what it repairs or rejects: bytes after the end of a response, a body in a
 * response to HEAD, an end of the body that is declared in two ways.
 */
import type { Socket } from 'node:net'
import type { Reply } from '../model/exchange.ts'

/** Maximum number of recorded bytes per response: the headers, and as much of the body as an incorrectly framed message needs. */
const maxKept = 64 * 1024

export class Tap {
  readonly #chunks: Buffer[] = []
  #kept = 0
  #seen = 0

  /** Records what is read from a connection, without affecting the reader. */
  listen(socket: Socket): void {
    const read = socket.read.bind(socket) as (size?: number) => Buffer | null
    socket.read = (size?: number): Buffer | null => {
      const chunk = read(size)
      if (chunk !== null) this.#note(chunk)
      return chunk
    }
  }

  #note(chunk: Buffer): void {
    this.#seen += chunk.length
    if (this.#kept >= maxKept) return
    // A copy, since the client reuses the buffer.
    const part = Buffer.from(chunk.subarray(0, maxKept - this.#kept))
    this.#chunks.push(part)
    this.#kept += part.length
  }

  /** The first bytes received; empty if there are none. */
  get beginning(): Buffer {
    return this.#chunks[0] ?? Buffer.alloc(0)
  }

  /** Returns the number of bytes that were read after the end of the response to `method`; 0 if unknown. */
  surplus(method: string): number {
    const head = this.#head()
    if (head === undefined) return 0
    if (method === 'HEAD' || head.status === 204 || head.status === 304) return this.#seen - head.end
    const [length, ...others] = valuesOf(head, 'content-length')
    if (length === undefined || others.length > 0 || valuesOf(head, 'transfer-encoding').length > 0 || !/^\d+$/.test(length)) return 0
    return Math.max(this.#seen - head.end - Number(length), 0)
  }

  /**
   * Returns a response that declares the end of its body in two ways (RFC 9112 §6.3), so that it can be reported: no client may trust it. `undefined`
   * for any other response.
   */
  framedTwice(): Reply | undefined {
    const head = this.#head()
    if (head === undefined || valuesOf(head, 'content-length').length === 0 || valuesOf(head, 'transfer-encoding').length === 0)
      return undefined
    return { status: head.status, headers: head.headers, body: unchunked(this.#bytes().subarray(head.end)) }
  }

  #bytes(): Buffer {
    return Buffer.concat(this.#chunks)
  }

  /** Returns the head of the final response; interim responses (RFC 9110 §15.2) precede it. */
  #head(): Head | undefined {
    const bytes = this.#bytes()
    for (let start = 0; ;) {
      const end = bytes.indexOf('\r\n\r\n', start)
      const [line = '', ...lines] = end === -1 ? [] : bytes.toString('latin1', start, end).split('\r\n')
      const status = Number(/^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(line)?.[1] ?? Number.NaN)
      if (Number.isNaN(status)) return undefined
      start = end + 4
      if (status >= 200) return { status, headers: lines.flatMap(field), end: start }
    }
  }
}

interface Head {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  /** Where the body begins. */
  readonly end: number
}

function field(line: string): (readonly [string, string])[] {
  const [, name, value] = /^([^:\s]+):\s*(.*?)\s*$/.exec(line) ?? []
  return name === undefined || value === undefined ? [] : [[name, value]]
}

function valuesOf({ headers }: Head, wanted: string): string[] {
  return headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []))
}

/** Returns the content of the chunks received (RFC 9112 §7.1); the unchanged bytes if they are not chunked. */
function unchunked(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const line = bytes.indexOf('\r\n', at)
    const size = line === -1 ? undefined : /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(bytes.toString('latin1', at, line))?.[1]
    if (size === undefined) return parts.length > 0 ? Buffer.concat(parts) : Buffer.from(bytes)
    const length = Number.parseInt(size, 16)
    if (length === 0) break
    parts.push(bytes.subarray(line + 2, line + 2 + length))
    at = line + 2 + length + 2
  }
  return Buffer.concat(parts)
}
