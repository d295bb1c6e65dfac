import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { redactor } from './redact.ts'

const secret = '0123456789abcdefXYZ1'
const key = `bdk_live_ABC123_${secret}`

test.each([
  [`Bearer ${key}`, 'Bearer ***'],
  [`the secret ${secret} alone`, 'the secret *** alone'],
  ['bdk_live_ABC123 is no secret', 'bdk_live_ABC123 is no secret'],
  ['bdk_live_unknown_0000 and bdk_test_DEF456_0123abcdXYZ', 'bdk_live_unknown_0000 and bdk_test_DEF456_***'],
])('%s becomes %s', (text, want) => {
  expect(redactor([key], api.keyFormat)(text)).toBe(want)
})

test('a key with characters that URLs escape is found in a URL too', () => {
  expect(redactor(['a+b/c d'], api.keyFormat)('?key=a%2Bb%2Fc%20d')).toBe('?key=***')
})

const flipped = (text: string): string => Array.from(text).reverse().join('')
const hex = (text: string): string => Buffer.from(text).toString('hex')
const each = (text: string, change: (character: string) => string): string => Array.from(text, change).join('')
const code = (text: string): string => text.charCodeAt(0).toString(16)

/** Each can be decoded to the original with a standard decoder. */
const disguises: Readonly<Record<string, (text: string) => string>> = {
  'in upper case': (text) => text.toUpperCase(),
  'in lower case': (text) => text.toLowerCase(),
  reversed: flipped,
  'in base64': (text) => Buffer.from(text).toString('base64'),
  'in base64 behind one character': (text) => Buffer.from(`?${text}`).toString('base64'),
  'in base64 behind two characters': (text) => Buffer.from(`{"${text}"}`).toString('base64'),
  'in base64url': (text) => Buffer.from(`>${text}`).toString('base64url'),
  'in base64 with line breaks': (text) => Buffer.from(text).toString('base64').replaceAll(/.{16}/g, '$&\r\n'),
  'in base64, reversed before': (text) => Buffer.from(flipped(text)).toString('base64'),
  'in base64, reversed after': (text) => flipped(Buffer.from(text).toString('base64')),
  'in hex': hex,
  'in upper-case hex': (text) => hex(text).toUpperCase(),
  'in hex with colons': (text) => hex(text).replaceAll(/..(?=.)/g, '$&:'),
  'in hex as of a program': (text) => each(text, (it) => `0x${code(it)}, `),
  'in percent-encoding': (text) => each(text, (it) => `%${code(it)}`),
  'in percent-encoding, every other character': (text) => Array.from(text, (it, index) => (index % 2 === 0 ? it : `%${code(it)}`)).join(''),
  'in percent-encoding, twice': (text) => each(text, (it) => `%25${code(it).toUpperCase()}`),
  'in escapes of JSON': (text) => each(text, (it) => `\\u00${code(it)}`),
  'in escapes of JavaScript': (text) => each(text, (it) => `\\u{${code(it)}}`),
  'in escapes of C': (text) => each(text, (it) => `\\x${code(it)}`),
  'in references of HTML': (text) => each(text, (it) => `&#${it.charCodeAt(0)};`),
  'in hexadecimal references of HTML': (text) => each(text, (it) => `&#x${code(it)};`),
  'in full-width characters': (text) => each(text, (it) => (it === '_' ? it : String.fromCharCode(it.charCodeAt(0) + 0xfee0))),
  'with blanks': (text) => text.replaceAll(/.(?=.)/g, '$& '),
  'with dashes in groups': (text) => text.replaceAll(/.{4}/g, '$&-'),
  'with dots': (text) => text.replaceAll(/.(?=.)/g, '$&.'),
  'with zero-width characters': (text) => text.replaceAll(/.(?=.)/g, '$&\u200B'),
  'with soft hyphens': (text) => text.replaceAll(/..(?=.)/g, '$&\u00AD'),
  'with line breaks': (text) => text.replaceAll(/.{3}/g, '$&\r\n'),
  'with line breaks as JSON has them': (text) => text.replaceAll(/.{3}/g, '$&\\n'),
  'with backslashes': (text) => text.replaceAll(/.(?=.)/g, '$&\\'),
  'with entities of HTML': (text) => text.replaceAll(/.{2}/g, '$&&shy;'),
  'with elements of HTML': (text) => text.replaceAll(/.{2}/g, '$&<wbr>'),
  'with colours of a terminal': (text) => text.replaceAll(/.{5}/g, '$&\u001B[31m'),
}

/** Characters that are not a usable part of the secret, but may be part of its encoding. */
const surroundings = fc
  .array(fc.constantFrom('{"a":1,', ' and ', '"', '=', '\n', '/', '?q=', '(', 'é', '🦊', 'Bearer '), { maxLength: 4 })
  .map((all) => all.join(''))
const someKey = fc
  .stringMatching(/^[A-Za-z0-9]{12,44}$/)
  .filter((text) => new Set(text.toLowerCase()).size > 6)
  .map((text) => `bdk_live_PUB${text.slice(0, 3)}_${text}`)

describe('no key is exposed', () => {
  test.each(Object.entries(disguises))('%s', (_, disguise) => {
    fc.assert(
      fc.property(someKey, surroundings, surroundings, fc.boolean(), (made, before, after, isWhole) => {
        const hidden = made.slice(made.lastIndexOf('_') + 1)
        const shown = disguise(isWhole ? made : hidden)
        const redacted = redactor([key, made], api.keyFormat)(before + shown + after)
        expect(redacted).toContain('***')
        // A few characters at the ends of the encoding may remain, which depend on the surrounding text.
        const left = longestCommon(disguise(hidden), redacted)
        expect(left.length, left).toBeLessThan(Math.max(disguise(hidden).length / 2, disguise('123456789012').length))
        expect(redacted.startsWith(before.slice(0, 1))).toBe(true)
      }),
      { numRuns: 30, seed: 7 },
    )
  })

  test('in part, from twelve characters of its secret on, wherever they start', () => {
    for (let start = 0; start + 12 <= secret.length; start++) {
      const part = secret.slice(start, start + 12)
      for (const disguise of Object.values(disguises))
        expect(redactor([key], api.keyFormat)(`<${disguise(part)}>`)).not.toContain(disguise(part))
    }
  })

  test('if its secret contains punctuation', () => {
    const marked = 'a9f-Q2x_7Lm.pR4~tY8'
    const redact = redactor([`live_${marked}`], api.keyFormat)
    for (const disguise of Object.values(disguises)) expect(redact(disguise(marked))).toContain('***')
    expect(redact('a9fQ2x7LmpR4tY8')).toBe('***')
  })

  test('if it is cut off in the middle', () => {
    expect(redactor([key], api.keyFormat)(`seen "${key.slice(0, 30)}…`)).toBe('seen "bdk_live_ABC123_***…')
  })
})

describe('text that is not a key is unchanged', () => {
  test.each([
    ['eleven characters of a secret', `id ${secret.slice(0, 11)}!`],
    ['an id that begins alike', 'prod_0123456789'],
    ['a sentence', 'A conforming deployment answers 401 with an error of the documented form.'],
    ['the documented unknown key', `Bearer bdk_live_unknown_${'0'.repeat(64)}`],
    ['other base64', Buffer.from('nothing to see here, nothing at all').toString('base64')],
  ])('%s', (_, text) => {
    expect(redactor([key], api.keyFormat)(text)).toBe(text)
  })

  test('a short credential is hidden as a word, and not inside another word', () => {
    expect(redactor(['abcde'], api.keyFormat)('Bearer abcde of abcdef')).toBe('Bearer *** of abcdef')
    expect(redactor(['a'], api.keyFormat)('a conforming deployment')).toBe('a conforming deployment')
  })
})

test('half a megabyte is searched for sixty keys within a second', () => {
  const keys = Array.from({ length: 60 }, (_, index) => `bdk_live_K${index}_${hex(`key number ${index}`).slice(0, 36)}`)
  const redact = redactor(keys, api.keyFormat)
  const text = JSON.stringify(Array.from({ length: 9000 }, (_, index) => ({ id: `prod_${index}`, name: `A "name" of ${index * 7919}` })))
  expect(text.length).toBeGreaterThan(400_000)
  const began = performance.now()
  expect(redact(text)).toBe(text)
  // A tenth of this on an idle machine; searching for one key after another takes minutes.
  expect(performance.now() - began).toBeLessThan(2000)
})

function longestCommon(part: string, text: string): string {
  for (let size = part.length; size > 0; size--) {
    for (let start = 0; start + size <= part.length; start++) {
      const piece = part.slice(start, start + size)
      if (text.includes(piece)) return piece
    }
  }
  return ''
}
