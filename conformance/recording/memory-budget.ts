/** Memory that is left for something, in bytes: who has none waits for nobody, and does without. */
export class MemoryBudget {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Takes some of it, if there is as much, and `spare` bytes more for others. */
  take(bytes: number, spare = 0): boolean {
    if (bytes + spare > this.#left) return false
    this.#left -= bytes
    return true
  }

  give(bytes: number): void {
    this.#left += bytes
  }
}
