import { expect, test } from 'vitest'
import { answer } from '../testing/fixture.ts'
import { compare, identity, misplaced, rowsOf, totalOf } from './rows.ts'

test('text is compared by code point, not by locale or by UTF-16 unit', () => {
  expect(['ä', 'Z', 'a', '🦊', '\uFFFD', 'A'].sort((a, b) => compare(a, b, false))).toEqual(['A', 'Z', 'a', 'ä', '\uFFFD', '🦊'])
})

test('times are compared by the instant, with any number of digits', () => {
  expect(compare('2026-06-01T08:00:00Z', '2026-06-01T08:00:00.000Z', true)).toBe(0)
  expect(compare('2026-06-01T08:00:00.5Z', '2026-06-01T08:00:00.25Z', true)).toBeGreaterThan(0)
})

test('text that looks like a time is compared by code point, unless the contract says that it is one', () => {
  const names = ['2026-06-01T08:00:00Z', '2026-06-01T08:00:00.5Z']
  expect(misplaced(names, 'asc', true)).toBeUndefined()
  expect(misplaced(names, 'asc', false)).toEqual(names)
  expect(misplaced(names, 'desc', false)).toBeUndefined()
  expect(compare('2026-06-01T08:00:00Z', '2026-06-01T10:00:00+02:00', false)).toBeLessThan(0)
  expect(compare('2026-06-01T08:00:00Z', '2026-06-01T10:00:00+02:00', true)).toBe(0)
})

test('null is greater than everything, numbers are compared as numbers', () => {
  expect([null, 10, 9, -1].sort((a, b) => compare(a, b, false))).toEqual([-1, 9, 10, null])
})

test('adjacent values in the wrong order are found, and ties are in order either way', () => {
  expect(misplaced([1, 1, 2, null], 'asc', false)).toBeUndefined()
  expect(misplaced([null, 2, 1, 1], 'desc', false)).toBeUndefined()
  expect(misplaced(['a', 'c', 'b'], 'asc', false)).toEqual(['c', 'b'])
  expect(misplaced([], 'asc', false)).toBeUndefined()
})

test('an item without an id is identified by its content', () => {
  expect(identity({ id: 'prod_1', name: 'x' })).toBe('prod_1')
  expect(identity({ channelId: 'DTC' })).toBe('{"channelId":"DTC"}')
})

test.each<readonly [a: unknown, b: unknown, sign: number]>([
  [null, null, 0],
  [null, 'zzz', 1],
  ['zzz', null, -1],
  [null, 'a', 1],
  ['a', null, -1],
  [2, 10, -1],
  [2, '10', 1],
  ['10', 2, -1],
  // Even where the contract has times, only text that starts like a time is one.
  ['at 2026-06-01T08:00:00.5Z', 'at 2026-06-01T08:00:00.25Z', 1],
  ['2026-06-01T08:00:00Z', '2026-06-01T08:00:00.000Z', 0],
  ['2026-06-01T08:00:00Z', 'later', -1],
  ['x2026-06-01T08:00:00Z', 'x2026-06-01T08:00:00.000Z', 1],
])('%j to %j stands as %i', (a, b, sign) => {
  expect(Math.sign(compare(a, b, true))).toBe(sign)
})

test('items are the objects of a list', () => {
  expect(rowsOf(answer({ body: { data: [{ a: 1 }, null, 'text', 7] } }))).toEqual([{ a: 1 }])
  expect(rowsOf(answer({ body: { data: { a: 1 } } }))).toEqual([])
  expect([totalOf(answer({ body: { pagination: { total: 7 } } })), totalOf(answer())]).toEqual([7, Number.NaN])
})
