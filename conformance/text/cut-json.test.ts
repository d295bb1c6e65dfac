import { expect, test } from 'vitest'
import { cutJson } from './cut-json.ts'

test.each([
  ['{ "data": [{ "id": "a" }, { "id": "b', { data: [{ id: 'a' }, { id: 'b' }] }],
  ['{ "data": [{ "id": "a", "name": ', { data: [{ id: 'a', name: null }] }],
  ['[1, 2', [1, 2]],
  ['[1, 2,', [1, 2]],
])('%s is %j', (text, value) => {
  expect(cutJson(text)).toEqual({ value })
})

test.each(['<html>', '', 'null', '"text'])('%j is no object and no array', (text) => {
  expect(cutJson(text)).toBeUndefined()
})
