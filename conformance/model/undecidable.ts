/** Thrown if nothing can be judged: invalid usage, an unreachable address, or a rejected key. The message is one sentence for the user. */
export class Undecidable extends Error {
  override readonly name = 'Undecidable'
}
