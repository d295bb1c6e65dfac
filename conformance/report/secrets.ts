/** Finds keys in text, in any form: plain, encoded, reversed, in other case, split by other characters, or a part of them. */

import type { KeyFormat } from '../../spec/contract.ts'
import { grouped } from '../model/grouped.ts'

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

/** A hash table of all parts of one length. */
interface Lookup {
  /** The texts with these parts, one after the other. */
  readonly codes: Uint8Array
  /** The bits show by hash which parts are possible. */
  readonly bits: Uint8Array
  /** For each hash: the start of a part in `codes`, plus 1; 0 if there is none. */
  readonly heads: Int32Array
  /** For each start of a part: the same for the next part with this hash. */
  readonly next: Int32Array
}

/** Everything that exposes any of the given keys. */
export class Secrets {
  /** By the length of the parts to search for. */
  readonly #lookups: ReadonlyMap<number, Lookup>

  constructor(keys: readonly string[], format: KeyFormat) {
    const needles = keys.filter((each) => each.length >= shortest).flatMap((each) => needlesOf(each, format))
    const bySize = grouped(needles, ({ size }) => size)
    this.#lookups = new Map([...bySize].map(([size, each]) => [size, lookupOf([...new Set(each.map(({ text }) => text))], size)]))
  }

  /**
   * Returns the ranges of a text that expose a key, in order and without overlaps. The time depends on the length of the text, not on the
   * number of keys.
   */
  findIn(text: string): (readonly [start: number, end: number])[] {
    if (this.#lookups.size === 0 || text.length < shortest) return []
    const views = [view(text, false), ...(mayEscape.test(text) ? [view(text, true)] : [])]
    const found = views.flatMap((each) => [...this.#lookups].flatMap(([size, lookup]) => placesIn(each, size, lookup)))
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

/** Calls `visit` with every part of this length and with the number of its bucket, with a rolling hash (Rabin-Karp). */
function roll(codes: Uint8Array | Uint16Array, length: number, size: number, visit: (start: number, bucket: number) => void): void {
  let top = 1
  for (let index = 1; index < size; index++) top = Math.imul(top, base)
  let hash = 0
  for (let index = 0; index < length; index++) {
    if (index >= size) hash = (hash - Math.imul(codes[index - size] ?? 0, top)) | 0
    hash = (Math.imul(hash, base) + (codes[index] ?? 0)) | 0
    if (index >= size - 1) visit(index - size + 1, bucketOf(hash))
  }
}

/** The texts consist of ASCII. */
function lookupOf(texts: readonly string[], size: number): Lookup {
  const codes = Buffer.from(texts.join(''), 'latin1')
  const bits = new Uint8Array(buckets >>> 3)
  const heads = new Int32Array(2 ** Math.ceil(Math.log2(codes.length)))
  const next = new Int32Array(codes.length)
  let begin = 0
  for (const { length } of texts) {
    roll(codes.subarray(begin), length, size, (start, bucket) => {
      bits[bucket >>> 3] = (bits[bucket >>> 3] ?? 0) | (1 << (bucket & 7))
      const slot = bucket & (heads.length - 1)
      next[begin + start] = heads[slot] ?? 0
      heads[slot] = begin + start + 1
    })
    begin += length
  }
  return { codes, bits, heads, next }
}

/** Returns where a text has one of the parts. The time depends on the length of the text, not on the number of parts. */
function placesIn({ codes, from, to, length }: View, size: number, lookup: Lookup): [number, number][] {
  const { bits, heads, next } = lookup
  const found: [number, number][] = []
  const isPart = (start: number, bucket: number): boolean => {
    for (let part = heads[bucket & (heads.length - 1)] ?? 0; part > 0; part = next[part - 1] ?? 0) {
      let same = 0
      while (same < size && lookup.codes[part - 1 + same] === codes[start + same]) same += 1
      if (same === size) return true
    }
    return false
  }
  roll(codes, length, size, (start, bucket) => {
    const isPossible = ((bits[bucket >>> 3] ?? 0) & (1 << (bucket & 7))) !== 0
    if (isPossible && isPart(start, bucket)) found.push([from[start] ?? 0, to[start + size - 1] ?? 0])
  })
  return found
}
