/** The kept part of a forwarded body. */
import type { MemoryBudget } from './memory-budget.ts'

/** A body must leave this multiple of its size free for others: if memory is scarce, a large body is dropped before many small ones. */
const generosity = 4

export class Recording {
  /**
   * `large`: it exceeds the maximum size. `crowded`: there was no memory for it. A partial body is useless, so nothing of it is kept in
   * these cases.
   */
  state: 'whole' | 'large' | 'crowded' = 'whole'
  /** Forwarded bytes, kept or not. */
  size = 0
  readonly #room: MemoryBudget
  readonly #most: number
  #chunks: Uint8Array[] = []
  #taken = 0

  /** `most` is the maximum number of bytes to keep. */
  constructor(room: MemoryBudget, most: number) {
    this.#room = room
    this.#most = most
  }

  add(chunk: Uint8Array): void {
    this.size += chunk.length
    if (this.state !== 'whole') return
    if (this.size > this.#most) this.state = 'large'
    else if (!this.#room.take(chunk.length, generosity * this.size)) this.state = 'crowded'
    if (this.state !== 'whole') {
      this.drop()
      return
    }
    this.#taken += chunk.length
    this.#chunks.push(chunk)
  }

  /** Returns the kept bytes in a separate buffer, and the reserved memory that they use. */
  hand(): { readonly bytes: Uint8Array; readonly taken: number } {
    const bytes = new Uint8Array(this.#taken)
    let at = 0
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    const taken = this.#taken
    this.#chunks = []
    this.#taken = 0
    return { bytes, taken }
  }

  /** Stops keeping bytes. */
  drop(): void {
    this.#room.give(this.#taken)
    this.#taken = 0
    this.#chunks = []
  }
}
