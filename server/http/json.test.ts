import { expect, it } from 'vitest'
import { UnfitJson, maxDepth, maxValues, readJson } from './json.ts'

const read = (text: string) => readJson(Buffer.from(text)).value

it.each([
  [
    '{"name":"Trail Running Shoe","tags":["]","}",","],"quote":"\\"\\\\"}',
    { name: 'Trail Running Shoe', tags: [']', '}', ','], quote: '"\\' },
  ],
  [' [1, 2.5e1, null] ', [1, 25, null]],
  ['"größer"', 'größer'],
])('reads %s', (text, value) => {
  expect(read(text)).toEqual(value)
})

it.each(['', ' ', '{', '{"a":1}}', '{"a":1} {"b":2}', "{'a':1}", '{"a":NaN}', '\uFEFF{}', '"\u0000"', '"unended', '"unended\\'])(
  'does not take %j for JSON',
  (text) => {
    expect(() => read(text)).toThrow(SyntaxError)
  },
)

it('does not take for JSON what is not UTF-8', () => {
  expect(() => readJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow(TypeError)
})

it('keeps a property called __proto__ a property', () => {
  const value = read('{"__proto__":{"polluted":true}}')
  expect(Object.keys(value as object)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})

it('reads down to its deepest level and no further', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  expect(read(nested(maxDepth))).toBeInstanceOf(Array)
  expect(() => read(nested(maxDepth + 1))).toThrow(UnfitJson)
  expect(() => read(nested(100_000))).toThrow(`must not be nested deeper than ${maxDepth} levels`)
})

it('reads as many values as it takes and no more', () => {
  const zeros = (count: number) => `[${Array.from({ length: count }, () => '0').join()}]`
  expect(read(zeros(maxValues))).toHaveLength(maxValues)
  expect(() => read(zeros(maxValues + 1))).toThrow(`must not have more than ${maxValues} values`)
})

it.each(['"\\ud800"', '"\\uDC00x"', '{"\\udfff":1}', '"\\\\\\ud800"'])('does not read %s, which UTF-8 cannot express', (text) => {
  expect(() => read(text)).toThrow(new UnfitJson('must not contain an unpaired surrogate'))
})

it.each([
  ['"\\ud83d\\udc5f"', '\u{1f45f}'],
  ['"\\\\ud800"', '\\ud800'],
])('reads %s, which it can', (text, value) => {
  expect(read(text)).toBe(value)
})
