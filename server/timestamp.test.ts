import { expect, test } from 'vitest'
import { millisecondsOf, shortTime, storedTime, timestamp } from './timestamp.ts'

test.each([
  ['2026-06-01T08:00:00Z', '2026-06-01T08:00:00.000Z', '2026-06-01T08:00:00Z'],
  ['2026-06-01T08:00:00.5Z', '2026-06-01T08:00:00.500Z', '2026-06-01T08:00:00.500Z'],
  ['2026-06-01T08:00:00.123999Z', '2026-06-01T08:00:00.123Z', '2026-06-01T08:00:00.123Z'],
  ['2026-06-01t08:00:00Z', '2026-06-01T08:00:00.000Z', '2026-06-01T08:00:00Z'],
  ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000Z', '2017-01-01T00:00:00Z'],
  ['0050-01-01T00:00:00Z', '0050-01-01T00:00:00.000Z', '0050-01-01T00:00:00Z'],
  ['9999-12-31T23:59:60Z', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('%s is stored as %s and shown as %s', (sent, stored, shown) => {
  expect(storedTime(sent)).toBe(stored)
  expect(shortTime(stored)).toBe(shown)
})

test('the clock is shown in UTC', () => {
  expect(timestamp(0)).toBe('1970-01-01T00:00:00Z')
  expect(timestamp(Date.UTC(2026, 5, 1, 8, 0, 0, 7))).toBe('2026-06-01T08:00:00.007Z')
  expect(millisecondsOf('2026-06-01T08:00:00.007Z')).toBe(Date.UTC(2026, 5, 1, 8, 0, 0, 7))
})

test.each(['2026-06-01', '2026-06-01T08:00:00+02:00', '', 'now'])('%j is not a time in UTC', (text) => {
  expect(() => millisecondsOf(text)).toThrow(`${JSON.stringify(text)} is not an RFC 3339 time in UTC`)
})
