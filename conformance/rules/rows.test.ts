import { expect, test } from 'vitest'
import { compare, identity, misplaced } from './rows.ts'

test('text is compared by code point, not by locale or by UTF-16 unit', () => {
  expect(['ä', 'Z', 'a', '🦊', '\uFFFD', 'A'].sort(compare)).toEqual(['A', 'Z', 'a', 'ä', '\uFFFD', '🦊'])
})

test('times are compared by the moment they name, however many digits they have', () => {
  expect(compare('2026-06-01T08:00:00Z', '2026-06-01T08:00:00.000Z')).toBe(0)
  expect(compare('2026-06-01T08:00:00.5Z', '2026-06-01T08:00:00.25Z')).toBeGreaterThan(0)
})

test('null is greater than everything, numbers are compared as numbers', () => {
  expect([null, 10, 9, -1].sort(compare)).toEqual([-1, 9, 10, null])
})

test('neighbours in the wrong order are found, ties are in order either way', () => {
  expect(misplaced([1, 1, 2, null], 'asc')).toBeUndefined()
  expect(misplaced([null, 2, 1, 1], 'desc')).toBeUndefined()
  expect(misplaced(['a', 'c', 'b'], 'asc')).toEqual(['c', 'b'])
  expect(misplaced([], 'asc')).toBeUndefined()
})

test('a row without an id is known by what it contains', () => {
  expect(identity({ id: 'prod_1', name: 'x' })).toBe('prod_1')
  expect(identity({ channelId: 'DTC' })).toBe('{"channelId":"DTC"}')
})
