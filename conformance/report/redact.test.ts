import { expect, test } from 'vitest'
import { redactor } from './redact.ts'

const key = 'bdk_live_ABC123_0123456789abcdefXYZ1'

test.each([
  [`Bearer ${key}`, 'Bearer ***'],
  ['the secret 0123456789abcdefXYZ1 alone', 'the secret *** alone'],
  ['bdk_live_ABC123 is no secret', 'bdk_live_ABC123 is no secret'],
])('%s becomes %s', (text, want) => {
  expect(redactor([key])(text)).toBe(want)
})

test('a key with characters that a URL escapes is found in a URL too', () => {
  expect(redactor(['a+b/c d'])('?key=a%2Bb%2Fc%20d')).toBe('?key=***')
})
