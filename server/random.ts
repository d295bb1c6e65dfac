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

/** A new id with its type prefix: `prod_` and 20 characters out of `0-9a-z`, 103 bits. */
export function drawId(random: RandomBytes, prefix: string): string {
  return `${prefix}_${draw(random, base36, 20)}`
}

/** `length` characters out of `0-9A-Za-z`, 5.95 bits each. */
export function drawSecret(random: RandomBytes, length: number): string {
  return draw(random, base62, length)
}
