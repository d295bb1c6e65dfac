/** Finds keys in text, in any form: plain, encoded, reversed, in other case, split by other characters, or a part of them. */

import type { KeyFormat } from '../../spec/contract.ts'

/** A part of a secret with this many characters counts as the secret. */
const telling = 12
/** A shorter secret is like a word, and is found only as a separate word. */
const shortest = 8

/** Texts that expose a secret, in lower case and without punctuation. Every part with `size` characters is searched for. */
interface Needle {
  readonly text: string
  readonly size: number
}

/** Returns the secret part of a key, without the prefix. For other key formats, the whole key is secret. */
export function secretPart(key: string, { pattern }: KeyFormat): string {
  return pattern.exec(key)?.[1] ?? key
}

const reversed = (text: string): string => Array.from(text).reverse().join('')
const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/**
 * Returns the Base64 form (RFC 4648 §4 and §5) of a text at any byte offset of a longer text: the characters that do not depend on the
 * neighboring bytes.
 */
function base64(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].map((before) => {
    const whole = Math.floor(((before + bytes.length) * 8) / 6)
    return Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(before === 0 ? 0 : before + 1, whole)
  })
}

function needlesOf(key: string, format: KeyFormat): Needle[] {
  const secret = secretPart(key, format)
  const encoded = [key, reversed(key)].flatMap((each) => [Buffer.from(each).toString('hex'), ...base64(each)])
  const needle = (text: string, size: number): Needle => ({ text: bare(text), size: Math.min(size, bare(text).length) })
  // Punctuation in the secret is ignored, so that a part of it may have fewer remaining characters.
  const fewest = Math.max(Math.min(...parts(secret, telling).map((each) => bare(each).length)), shortest)
  return [
    ...[secret, reversed(secret)].map((each) => needle(each, fewest)),
    ...encoded.flatMap((each) => [needle(each, telling), needle(reversed(each), telling)]),
  ].filter(({ size }) => size >= shortest)
}

/** Returns every part with this many characters, or the text itself if it is not longer. */
function parts(text: string, size: number): string[] {
  return Array.from({ length: Math.max(text.length - size + 1, 1) }, (_, index) => text.slice(index, index + size))
}

/** The letters and digits of a text in lower case, with the position of each in the text. */
interface View {
  readonly codes: Uint16Array
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly length: number
}

/** Escape sequences of JSON, URLs, HTML, source code and terminals. */
const escapes =
  /%(?:25)*([0-9a-f]{2})|(?:%|\\+)u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))|(?:\\+|0)x([0-9a-f]{2})(?![0-9a-f])|\\+[nrtbfv]|&(?:amp;)*#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));|&[a-z]{2,8};|<\/?[a-z][^<>]{0,60}>|\u001B\[[0-9;]*[a-z]/giy
const mayEscape = /[%\\&<\u001B]|0x/i

function view(text: string, isDecoding: boolean): View {
  const codes = new Uint16Array(text.length)
  const from = new Uint32Array(text.length)
  const to = new Uint32Array(text.length)
  let length = 0
  const add = (code: number, start: number, end: number): void => {
    // Full-width forms are treated like ASCII (Unicode block FF00).
    let small = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code
    if (small >= 0x41 && small <= 0x5a) small += 0x20
    if (!((small >= 0x61 && small <= 0x7a) || (small >= 0x30 && small <= 0x39))) return
    codes[length] = small
    from[length] = start
    to[length] = end
    length += 1
  }
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    // % & 0 < \ and ESC
    if (isDecoding && (code === 0x25 || code === 0x26 || code === 0x30 || code === 0x3c || code === 0x5c || code === 0x1b)) {
      escapes.lastIndex = at
      const match = escapes.exec(text)
      if (match !== null) {
        const [, percent, braced, unicode, source, entity, decimal] = match
        const hex = percent ?? braced ?? unicode ?? source ?? entity
        if (hex !== undefined) add(Number.parseInt(hex, 16), at, escapes.lastIndex)
        else if (decimal !== undefined) add(Number(decimal), at, escapes.lastIndex)
        at = escapes.lastIndex
        continue
      }
    }
    add(code, at, at + 1)
    at += 1
  }
  return { codes, from, to, length }
}

const base = 0x01000193
const buckets = 1 << 20

/** Everything that exposes any of the given keys. */
export class Secrets {
  /** The parts to search for, by their length. The bits show by hash which ones are possible. */
  readonly #sizes = new Map<number, { readonly parts: Set<string>; readonly bits: Uint8Array; readonly top: number }>()

  constructor(keys: readonly string[], format: KeyFormat) {
    for (const { text, size } of keys.filter((each) => each.length >= shortest).flatMap((each) => needlesOf(each, format))) {
      for (const part of parts(text, size)) this.#learn(part)
    }
  }

  #learn(part: string): void {
    const size = part.length
    let top = 1
    for (let index = 1; index < size; index++) top = Math.imul(top, base)
    const known = this.#sizes.get(size) ?? { parts: new Set(), bits: new Uint8Array(buckets >>> 3), top }
    this.#sizes.set(size, known)
    known.parts.add(part)
    let hash = 0
    for (let index = 0; index < size; index++) hash = (Math.imul(hash, base) + part.charCodeAt(index)) | 0
    const bucket = bucketOf(hash)
    known.bits[bucket >>> 3] = (known.bits[bucket >>> 3] ?? 0) | (1 << (bucket & 7))
  }

  /**
   * Returns the ranges of a text that expose a key, in order and without overlaps. The time depends on the length of the text, not on the
   * number of keys.
   */
  findIn(text: string): (readonly [start: number, end: number])[] {
    if (this.#sizes.size === 0 || text.length < shortest) return []
    const views = [view(text, false), ...(mayEscape.test(text) ? [view(text, true)] : [])]
    const found = views.flatMap((each) => [...this.#sizes].flatMap(([size, known]) => rolled(each, size, known)))
    found.sort((a, b) => a[0] - b[0])
    return found.reduce<[number, number][]>((merged, [start, end]) => {
      const last = merged.at(-1)
      if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end)
      else merged.push([start, end])
      return merged
    }, [])
  }
}

/** Selects the best-mixed bits of a hash. */
const bucketOf = (hash: number): number => (Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 12) & (buckets - 1)

/** Rabin-Karp search for many texts of the same length. */
function rolled(
  { codes, from, to, length }: View,
  size: number,
  { parts: wanted, bits, top }: { readonly parts: ReadonlySet<string>; readonly bits: Uint8Array; readonly top: number },
): [number, number][] {
  const found: [number, number][] = []
  let hash = 0
  for (let index = 0; index < length; index++) {
    if (index >= size) hash = (hash - Math.imul(codes[index - size] ?? 0, top)) | 0
    hash = (Math.imul(hash, base) + (codes[index] ?? 0)) | 0
    if (index < size - 1) continue
    const bucket = bucketOf(hash)
    if (((bits[bucket >>> 3] ?? 0) & (1 << (bucket & 7))) === 0) continue
    const start = index - size + 1
    if (wanted.has(String.fromCharCode(...codes.subarray(start, index + 1)))) found.push([from[start] ?? 0, to[index] ?? 0])
  }
  return found
}
