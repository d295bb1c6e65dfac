/** A memory budget in bytes. An exchange that exceeds it is not kept; it never waits. */
export class MemoryBudget {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Reserves memory, if this many bytes and `spare` more for others are available. */
  take(bytes: number, spare = 0): boolean {
    if (bytes + spare > this.#left) return false
    this.#left -= bytes
    return true
  }

  give(bytes: number): void {
    this.#left += bytes
  }
}
