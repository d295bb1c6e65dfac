import { expect, test } from 'vitest'
import { clipped, columnsOf, prose, wrapped } from './wrap.ts'

test.each([
  ['abc', 3],
  ['', 0],
  ['Grüße', 5],
  ['東京', 4],
  ['e\u0301', 1],
  ['🚀', 2],
  ['\u001b[1m\u001b[31mred\u001b[39m\u001b[22m', 3],
])('%j has %i columns', (text, want) => {
  expect(columnsOf(text)).toBe(want)
})

test.each([
  ['one two', 10, 'one two'],
  ['one two three', 8, 'one two…'],
  ['東京都', 5, '東京…'],
])('%j is shortened to %i columns', (text, columns, want) => {
  expect(clipped(text, columns)).toBe(want)
})

test.each([
  ['one two three', 7, ['one two', 'three']],
  ['one two three', 3, ['one', 'two', 'th…']],
  ['see https://example.com/a/long/path now', 10, ['see', 'https://example.com/a/long/path', 'now']],
  ['GET /a/path?with=query → 200', 12, ['GET', '/a/path?with=query', '→ 200']],
  ['', 5, ['']],
  ['a  b', 5, ['a  b']],
])('%j is broken at its spaces into lines of %i columns', (text, columns, want) => {
  expect(wrapped(text, columns)).toEqual(want)
})

test('lines beyond the maximum are replaced by an ellipsis', () => {
  expect(wrapped('one two three four', 7, 2)).toEqual(['one two', 'three …'])
  expect(wrapped('one two three four', 7, 1)).toEqual(['one …'])
})

test.each([
  ['a line that fits stays', 'one  two', 8, 'one  two'],
  ['a sentence', 'one two three', 7, 'one two\nthree'],
  ['each line of several', 'one two three\n\nfour five six', 9, 'one two\nthree\n\nfour five\nsix'],
  ['below the text of a labeled line', 'why  one two three', 12, 'why  one two\n     three'],
  ['below the text after two labels', 'a b  c   one two three', 18, 'a b  c   one two\n         three'],
  ['below the text of an item', '  - one two three', 11, '  - one two\n    three'],
  ['at the indentation', '  one two three', 9, '  one two\n  three'],
  ['further left than below wide labels', '  a/long/name  one two three', 20, '  a/long/name\n      one two three'],
  ['below a colored label', '\u001b[31mwhy\u001b[39m  one two three', 12, '\u001b[31mwhy\u001b[39m  one two\n     three'],
  ['a word that is longer stays whole', 'see a-very-long-identifier now', 10, 'see\na-very-long-identifier\nnow'],
])('prose is broken at its spaces: %s', (_what, text, columns, want) => {
  expect(prose(text, columns)).toBe(want)
})
