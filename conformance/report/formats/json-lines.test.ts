import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonLines } from './json-lines.ts'

const textOf = (text: string): string | undefined =>
  jsonLines(text)
    ?.map((each) => each.text)
    .join('\n')

describe('lines of JSON', () => {
  test('are those of an indented text, for all values', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        expect(textOf(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  test('keep how values are written', () => {
    expect(textOf('{"a" : 1.0,\n"b":1e2, "a":"\\u0041"}')).toBe('{\n  "a": 1.0,\n  "b": 1e2,\n  "a": "\\u0041"\n}')
  })

  test.each([
    ['{"data":[{"id":"a', ['{', '  "data": [', '    {', '      "id": "a']],
    ['[1,', ['[', '  1,']],
    ['{"a', ['{', '  "a']],
  ])('of the beginning %s are shown', (text, want) => {
    expect(jsonLines(text)?.map((each) => each.text)).toEqual(want)
  })

  test('know their pointers', () => {
    const lines = jsonLines('{"data":[{"id":1},{"a/b":{"~":[2]}}]}') ?? []
    expect(lines.map(({ text, pointer }) => `${pointer} ${text.trim()}`)).toEqual([
      ' {',
      '/data "data": [',
      '/data/0 {',
      '/data/0/id "id": 1',
      '/data/0 },',
      '/data/1 {',
      '/data/1/a~1b "a/b": {',
      '/data/1/a~1b/~0 "~": [',
      '/data/1/a~1b/~0/0 2',
      '/data/1/a~1b/~0 ]',
      '/data/1/a~1b }',
      '/data/1 }',
      '/data ]',
      ' }',
    ])
  })

  test.each(['', 'text', '"text"', '12', '[}', '{"a":1]', '['.repeat(100)])('of %j are none', (text) => {
    expect(jsonLines(text)).toBeUndefined()
  })
})
