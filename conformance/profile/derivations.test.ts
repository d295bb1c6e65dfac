import { expect, test } from 'vitest'
import { derivations } from './derivations.ts'

test.each([
  ['TEXT', 'Blue', 'TEXT'],
  ['ENUM', 'Blue', 'ENUM'],
  ['NUMBER', 280, 'NUMBER'],
  ['BOOLEAN', false, 'BOOLEAN'],
  ['NUMBER', 'Blue', 'TEXT'],
  ['BOOLEAN', 'Blue', 'TEXT'],
  ['TEXT', 280, 'NUMBER'],
  ['ENUM', true, 'BOOLEAN'],
])('an attribute of the data type %s with the value %j must have the data type %s', (dataType, value, wanted) => {
  const object = { code: 'colour', dataType, value }
  const about = derivations.filter(({ of, result }) => [...of, result].every((name) => name in object))
  expect(about.map((each) => each.value(object, Number.NaN))).toEqual([wanted])
})

const now = Date.parse('2026-06-01T12:00:00Z')
test.each([
  ['ACTIVE', null, 'ACTIVE'],
  ['EXPIRED', null, 'ACTIVE'],
  ['EXPIRED', '2026-06-01T13:00:00Z', 'ACTIVE'],
  ['ACTIVE', '2026-06-01T11:00:00Z', 'EXPIRED'],
  ['EXPIRED', '2026-06-01T11:00:00Z', 'EXPIRED'],
  // The clocks of the servers of a deployment may differ.
  ['EXPIRED', '2026-06-01T12:05:00Z', undefined],
  ['ACTIVE', '2026-06-01T11:55:00Z', undefined],
  ['REVOKED', '2026-06-01T11:00:00Z', undefined],
])('a key with the status %s that expires at %s must have the status %s', (status, expiresAt, wanted) => {
  const object = { keyPrefix: 'bdk_live_X', scopes: [], status, expiresAt, revokedAt: null }
  const about = derivations.filter(({ of, result }) => result === 'status' && [...of, result].every((name) => name in object))
  expect(about.map((each) => each.value(object, now))).toEqual([wanted])
  // Without the time of the response, nothing is known about a time.
  expect(about.map((each) => each.value(object, Number.NaN))).toEqual([expiresAt === null ? wanted : undefined])
})

test.each([
  [null, 0],
  ['2026-05-29', 7],
  ['2026-05-31', undefined],
  ['2026-06-02', undefined],
  ['2026-06-04', 0],
])('of 7 units that expire on %s, %s have expired', (expiryDate, wanted) => {
  const about = derivations.filter(({ result }) => result === 'qtyExpired')
  expect(about.map((each) => each.value({ expiryDate, qtyOnHand: 7, qtyExpired: 1 }, now))).toEqual([wanted])
})

test('the lines behind the quantities of channels are neither recalled nor expired', () => {
  const line = (id: string, recalled: boolean, qtyExpired: number) => ({ id, recalled, qtyExpired })
  const [wanted] = derivations.filter(({ of, result }) => result === 'stockLines' && of.includes('channels'))
  const fine = [line('a', false, 0), line('b', false, 0)]
  expect(wanted?.value({ channels: [], stockLineCount: 2, stockLines: fine }, now)).toBe(fine)
  for (const odd of [line('c', true, 0), line('c', false, 3)])
    expect(wanted?.value({ channels: [], stockLineCount: 3, stockLines: [...fine, odd] }, now)).toEqual(fine)
})
