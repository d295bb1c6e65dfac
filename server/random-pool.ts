import type { RandomBytes } from './random.ts'

/**
 * The same source, asked for `size` bytes at a time: what one id needs is drawn faster than asked for. Every byte is handed out once.
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
