/** A body that passes, as far as it is kept. */
import type { MemoryBudget } from './memory-budget.ts'

/** So many times what it takes itself a body leaves to others: where room is scarce, a large one goes before many small ones. */
const generosity = 4

export class Recording {
  /** `large`: it has more bytes than are kept of any. `crowded`: there was no room for it. Nobody reads a part, so that nothing is kept then. */
  state: 'whole' | 'large' | 'crowded' = 'whole'
  /** Bytes that have passed, kept or not. */
  size = 0
  readonly #room: MemoryBudget
  readonly #most: number
  #chunks: Uint8Array[] = []
  #taken = 0

  /** `most` bytes are kept. */
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

  /** Hands over what was kept, in memory of its own, and with it the room that it takes. */
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

  /** Keeps nothing any more. */
  drop(): void {
    this.#room.give(this.#taken)
    this.#taken = 0
    this.#chunks = []
  }
}
