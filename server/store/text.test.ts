import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeText, encodeText } from './text.ts'

/** Text in which the characters that matter are frequent. */
const text = fc.string({ unit: fc.constantFrom('\u0000', '\u0001', '\u0002', '\u0003', 'a', '\u{1F600}') })
const order = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))

test('any text comes back, and is stored without U+0000', () => {
  fc.assert(
    fc.property(text, (sent) => {
      const stored = encodeText(sent)
      expect(stored).not.toContain('\u0000')
      expect(decodeText(stored)).toBe(sent)
    }),
  )
})

test('stored text is in the order of the text', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(order(encodeText(a), encodeText(b))).toBe(order(a, b))
    }),
  )
})
