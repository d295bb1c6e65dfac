import { expect, test } from 'vitest'
import { duplicateName } from './json-text.ts'

test.each([
  ['{"a":1,"b":2}', undefined],
  ['{"a":1,"a":2}', 'a'],
  ['{"a":{"a":1}}', undefined],
  ['[{"a":1},{"a":1}]', undefined],
  ['{"a":"a","b":"\\"a\\":"}', undefined],
  ['{"x":[{"k" : 1,\n "k": 2}]}', 'k'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['{"a":[1],"a":2}', 'a'],
  ['{"x":{"a":1},"a":2}', undefined],
  ['{"a":{"b":1},"b":2}', undefined],
  ['{"a":{"b":1},"c":[],"a":2}', 'a'],
  ['{"x":["a","a"]}', undefined],
  ['{"x":[["a",{"a":1}],"a"],"a":2}', undefined],
  ['not JSON', undefined],
])('%s has %s twice', (text, want) => {
  expect(duplicateName(text)).toBe(want)
})
