/** A source of random bytes, fit for secrets: `size` of them. */
export type RandomBytes = (size: number) => Uint8Array

const digits = '0123456789'
const lower = 'abcdefghijklmnopqrstuvwxyz'
const base36 = digits + lower
const base62 = digits + lower.toUpperCase() + lower

/** `length` characters, each drawn evenly: bytes that would favour the first characters of the alphabet are thrown away. */
function draw(random: RandomBytes, alphabet: string, length: number): string {
  const bound = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < length) {
    for (const byte of random(length - text.length)) {
      if (byte < bound) text += alphabet.charAt(byte % alphabet.length)
    }
  }
  return text
}

/** An id that tells nothing, with its type prefix: `req_` and 20 characters out of `0-9a-z`, 103 bits. */
export function drawId(random: RandomBytes, prefix: string): string {
  return `${prefix}_${draw(random, base36, 20)}`
}

/** A new id with its type prefix, of something made at `now` (milliseconds). */
export type NewId = (prefix: string, now: number) => string

/** Ids of one millisecond before those of the next are used up. */
const perMillisecond = 1000
const ordinalLength = 11
const chanceLength = 9

/**
 * Makes ids whose order is the order in which they were made, whatever the clock does, so that ties broken by `id` leave what happened in one millisecond in
 * the order in which it happened. After the type prefix come 11 characters out of `0-9a-z` that count, and 9 that are drawn, 46 bits.
 */
export function createIds(random: RandomBytes): NewId {
  let last = 0
  return (prefix, now) => {
    last = Math.max(now * perMillisecond, last + 1)
    return `${prefix}_${last.toString(36).padStart(ordinalLength, '0')}${draw(random, base36, chanceLength)}`
  }
}

/** `length` characters out of `0-9A-Za-z`, 5.95 bits each. */
export function drawSecret(random: RandomBytes, length: number): string {
  return draw(random, base62, length)
}
