/** There is nothing to judge: bad usage, an address that cannot be reached, a key that is refused. The message is one sentence for a person. */
export class Undecidable extends Error {
  override readonly name = 'Undecidable'
}
