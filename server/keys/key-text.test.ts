import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { drawSecret } from '../random.ts'
import { hashKeyText, newKeyText, parseKeyText } from './key-text.ts'

test('a key is taken apart', () => {
  const text = 'bdk_live_ABC123_0123456789abcdefghijklmnopqrXYZ1'
  expect(parseKeyText(text)).toEqual({ text, publicId: 'ABC123', keyPrefix: 'bdk_live_ABC123', last4: 'XYZ1' })
})

test.each([
  '',
  'bdk_live_ABC123',
  'bdk_live_ABC123_',
  'bdk_live__secret',
  'bdk_LIVE_ABC123_secret',
  'BDK_live_ABC123_secret',
  'bdk_live_ABC123_sec ret',
  'bdk_live_ABC123_secret\n',
  'bdk_live_ABC_123_secret',
  ' bdk_live_ABC123_secret',
  `bdk_live_ABC123_${'s'.repeat(200)}`,
])('%j is not a key', (text) => expect(parseKeyText(text)).toBeUndefined())

test('a new key is a key, and another one each time', () => {
  const made = Array.from({ length: 100 }, () => newKeyText((length) => drawSecret(randomBytes, length)))
  for (const key of made) {
    expect(key.text).toMatch(/^bdk_live_[0-9A-Za-z]{12}_[0-9A-Za-z]{36}$/)
    expect(parseKeyText(key.text)).toEqual(key)
  }
  expect(new Set(made.map(({ publicId }) => publicId)).size).toBe(100)
})

test('the hash is the SHA-256 of the text', () => {
  // FIPS 180-2, appendix B.1
  expect(hashKeyText('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
