/** Names that stand for keys in a recording: without the keys, and still different for different keys. */
import type { KeyFormat } from '../../../spec/contract.ts'
import { anyKeyOf } from '../redact.ts'

/** A key with a shorter secret keeps nothing of it. */
const longSecret = 24
/** What an API may show of a key, so that a recording still fits what it shows. */
const shownEnd = 4

export class Pseudonyms {
  readonly #format: KeyFormat
  readonly #redact: (text: string) => string
  readonly #known = new Map<string, string>()
  #keys: readonly string[]

  /** `redact` replaces what remains of a key in a text: parts of it, and other forms. */
  constructor(keys: readonly string[], format: KeyFormat, redact: (text: string) => string) {
    this.#format = format
    this.#redact = redact
    // A key may contain another one.
    this.#keys = [...new Set(keys)].filter((each) => each.length >= shortest).sort((a, b) => b.length - a.length)
  }

  /** Returns the pseudonym of a key. It has the format and the length of the key, its public part, and the last characters of a long secret. */
  of(key: string): string {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (key.startsWith(this.#format.unissued)) return key
    const secret = this.#format.pattern.exec(key)?.[1] ?? ''
    const end = secret.length < longSecret ? '' : secret.slice(-shownEnd)
    const length = Math.max(secret === '' ? key.length : secret.length, shortest) - end.length
    const made = key.slice(0, secret === '' ? 0 : -secret.length) + filler(this.#known.size + 1, length) + end
    this.#known.set(key, made)
    return made
  }

  /** Returns a text with a pseudonym for each key, and with everything else replaced that exposes a key. */
  in(text: string): string {
    // These characters have no meaning; a text that has them is not worth more effort.
    if (/[\u{E000}\u{E001}]/u.test(text)) return this.#redact(text)
    const found: string[] = []
    const token = (key: string): string => `\u{E000}${found.push(this.of(key)) - 1}\u{E001}`
    const replaced = this.#keys
      .reduce((rest, key) => (rest.includes(key) ? rest.split(key).join(token(key)) : rest), text)
      .replaceAll(anyKeyOf(this.#format), (key) => (key.startsWith(this.#format.unissued) ? key : token(key)))
    return this.#redact(replaced).replaceAll(/\u{E000}(\d+)\u{E001}/gu, (_, index: string) => found[Number(index)] ?? '')
  }

  /** Returns the pseudonyms of the keys in a text. */
  found(text: string): string[] {
    return this.#keys.filter((key) => text.includes(key)).map((key) => this.of(key))
  }
}

/** A shorter text could be any word. */
const shortest = 8

/** Letters and digits that do not look like a placeholder, and are different for each number. */
const filler = (number: number, length: number): string => `key${number}of`.repeat(Math.ceil(length / 4)).slice(0, Math.max(length, 0))
