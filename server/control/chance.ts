import { hash } from 'node:crypto'
import type { RandomBytes } from '../random.ts'

/** Random bytes that are the same for the same seed. They can be predicted, so keys made of them protect nothing. */
export interface SeededBytes {
  readonly bytes: RandomBytes
  /** Keeps the place in the sequence; the result returns to it. */
  save(): () => void
}

/** The SHA-256 hashes of the seed with a counter, which are uniformly distributed. */
export function seededBytes(seed: string): SeededBytes {
  /** Of the next byte. */
  let place = 0
  let block: Buffer = Buffer.alloc(0)
  let number = -1
  return {
    bytes: (size) =>
      Uint8Array.from({ length: size }, () => {
        const [wanted, offset] = [Math.floor(place / 32), place % 32]
        if (wanted !== number) {
          block = hash('sha256', `${seed}\n${wanted}`, 'buffer')
          number = wanted
        }
        place += 1
        return block[offset] ?? 0
      }),
    save: () => {
      const kept = place
      return () => {
        place = kept
      }
    },
  }
}

/** A number from 0 to less than 1, of the next six bytes: all that a number holds exactly. */
export function fraction(bytes: RandomBytes): number {
  return bytes(6).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 48
}
