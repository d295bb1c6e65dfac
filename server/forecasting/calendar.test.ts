import { expect, test } from 'vitest'
import { dateOf, dayAt, dayOf, monthsAfter } from './calendar.ts'

test.each(['1970-01-01', '2024-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])('%s is a day and back', (date) => {
  expect(dateOf(dayOf(date))).toBe(date)
})

test('a moment belongs to its day in UTC', () => {
  expect(dateOf(dayAt(Date.UTC(2026, 5, 1, 0, 0, 0, 0)))).toBe('2026-06-01')
  expect(dateOf(dayAt(Date.UTC(2026, 5, 1, 23, 59, 59, 999)))).toBe('2026-06-01')
  expect(dateOf(dayAt(-1))).toBe('1969-12-31')
})

test.each([
  ['2026-05-31', 3, ['2026-06 2026-06-01 2026-06-30', '2026-07 2026-07-01 2026-07-31', '2026-08 2026-08-01 2026-08-31']],
  ['2026-06-01', 1, ['2026-07 2026-07-01 2026-07-31']],
  ['2027-12-15', 2, ['2028-01 2028-01-01 2028-01-31', '2028-02 2028-02-01 2028-02-29']],
])('the months after %s', (date, count, want) => {
  expect(monthsAfter(dayOf(date), count).map(({ name, first, last }) => `${name} ${dateOf(first)} ${dateOf(last)}`)).toEqual(want)
})
