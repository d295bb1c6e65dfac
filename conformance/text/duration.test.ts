import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseDuration, sayDuration } from './duration.ts'

const { properties } = JSON.parse(readFileSync(new URL('../settings/conformance.config.schema.json', import.meta.url), 'utf8')) as {
  properties: { 'max-wait': { pattern: string } }
}
const pattern = new RegExp(properties['max-wait'].pattern)

test.each([
  ['0', 0],
  ['900', 900_000],
  ['1.5', 1500],
  ['90s', 90_000],
  ['15m', 900_000],
  ['15min', 900_000],
  ['1h30m', 5_400_000],
  ['1h0m5s', 3_605_000],
  ['24h', 86_400_000],
])('%s is %i milliseconds', (text, want) => {
  expect(parseDuration(text)).toBe(want)
  expect(text).toMatch(pattern)
})

test.each(['', '-1', 'soon', '15x', '5m1h', 'm', '1 h', '1e3'])('"%s" is not a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined()
  expect(text).not.toMatch(pattern)
})

test('more than a day is not a duration', () => {
  expect([parseDuration('24h1s'), parseDuration(86_401)]).toEqual([undefined, undefined])
})

test.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [60_000, '60 seconds'],
  [119_001, '120 seconds'],
  [120_000, '2 minutes'],
  [120_001, '3 minutes'],
  [3_600_000, '1 hour'],
  [3_660_001, '1 hour 2 minutes'],
  [7_200_000, '2 hours'],
])('%i milliseconds are %s', (milliseconds, want) => {
  expect(sayDuration(milliseconds)).toBe(want)
})
