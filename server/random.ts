/** A source of `size` random bytes, suitable for secrets. */
export type RandomBytes = (size: number) => Uint8Array

const digits = '0123456789'
const lower = 'abcdefghijklmnopqrstuvwxyz'

/** The character of an alphabet for each byte; none for those that would favor its first characters. */
function byByte(alphabet: string): readonly string[] {
  const bound = 256 - (256 % alphabet.length)
  return Array.from({ length: 256 }, (_, byte) => (byte < bound ? alphabet.charAt(byte % alphabet.length) : ''))
}

const base36 = byByte(digits + lower)
const base62 = byByte(digits + lower.toUpperCase() + lower)

/** `length` characters, uniformly distributed. */
function draw(random: RandomBytes, characters: readonly string[], length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of random(length - text.length)) text += characters[byte] ?? ''
  }
  return text
}

/** A random id with its type prefix: `req_` and 20 characters of `0-9a-z`, 103 bits. */
export function drawId(random: RandomBytes, prefix: string): string {
  return `${prefix}_${draw(random, base36, 20)}`
}

/** Creates an id with its type prefix for a resource created at `now` (milliseconds). */
export type NewId = (prefix: string, now: number) => string

/** An id generator whose state can be kept. */
export interface SavedIds extends NewId {
  /** Keeps the state; the result returns to it. */
  readonly save: () => () => void
  /** The number in the latest id, which sorts it among others. */
  readonly latest: () => number
  /** Sets the number after which the next one comes. */
  readonly continueAfter: (latest: number) => void
  /** The same generator with another source for the random part of ids. */
  readonly drawing: (random: RandomBytes) => NewId
}

/** Number of ids per millisecond before those of the next millisecond are used. */
const perMillisecond = 1000
const ordinalLength = 11
const chanceLength = 9

/**
 * Creates ids that sort by the order of their creation, even if the clock goes back, so that sorting ties by `id` keeps the order within
 * one millisecond. The type prefix is followed by 11 characters of `0-9a-z` that count and 9 random ones, 46 bits.
 */
export function createIds(random: RandomBytes): SavedIds {
  let last = 0
  const drawing =
    (source: RandomBytes): NewId =>
    (prefix, now) => {
      last = Math.max(now * perMillisecond, last + 1)
      return `${prefix}_${last.toString(36).padStart(ordinalLength, '0')}${draw(source, base36, chanceLength)}`
    }
  const continueAfter = (latest: number) => {
    last = latest
  }
  const save = () => {
    const kept = last
    return () => continueAfter(kept)
  }
  return Object.assign(drawing(random), { save, latest: () => last, continueAfter, drawing })
}

/** `length` characters of `0-9A-Za-z`, 5.95 bits each. */
export function drawSecret(random: RandomBytes, length: number): string {
  return draw(random, base62, length)
}
