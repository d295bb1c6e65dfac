import type { RandomBytes } from './random.ts'

/**
 * Reads `size` bytes at a time from a source, because many small reads are slow. Every byte is used only once.
 */
export function pooled(random: RandomBytes, size = 4096): RandomBytes {
  let pool: Uint8Array = new Uint8Array(0)
  let next = 0
  return (count) => {
    if (count > size) return random(count)
    if (next + count > pool.length) {
      pool = random(size)
      next = 0
    }
    next += count
    return pool.subarray(next - count, next)
  }
}
