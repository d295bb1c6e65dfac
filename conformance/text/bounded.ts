/** Reads untrusted files in bounded time and memory. */
import { closeSync, openSync, readSync } from 'node:fs'

/** Thrown for a file above the maximum size. */
class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/**
 * Reads a file (or a pipe, by path or descriptor) of at most `maxBytes` bytes as UTF-8. Throws `TooLarge` for a larger one, without reading further,
 * and the errors of the file system.
 */
export function readBounded(file: string | number, maxBytes: number): string {
  const descriptor = typeof file === 'number' ? file : openSync(file, 'r')
  try {
    const chunks: Buffer[] = []
    let size = 0
    for (;;) {
      const chunk = Buffer.allocUnsafe(256 * 1024)
      const count = readPart(descriptor, chunk)
      if (count === 0) break
      size += count
      if (size > maxBytes) throw new TooLarge(`it is larger than ${readable(maxBytes)}`)
      chunks.push(chunk.subarray(0, count))
    }
    return Buffer.concat(chunks).toString('utf8')
  } finally {
    if (typeof file === 'string') closeSync(descriptor)
  }
}

/** Reads a part of the file, and retries if a pipe has no data yet (EAGAIN). */
function readPart(descriptor: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, chunk, 0, chunk.length, null)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EOF') return 0
      if (code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
    }
  }
}

const readable = (bytes: number): string => (bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`)
