import { expect, it } from 'vitest'
import { createIds, drawId, drawSecret } from './random.ts'

/** All bytes in turn, from 0 on. */
function counting() {
  let next = 0
  return (size: number) => Uint8Array.from({ length: size }, () => next++ % 256)
}

it('draws ids with the prefix of their type', () => {
  expect(drawId(counting(), 'req')).toBe('req_0123456789abcdefghij')
})

it('makes ids of one length whose order is that in which they were made, in one millisecond and where the clock goes back', () => {
  const newId = createIds(counting())
  const noon = Date.UTC(2026, 5, 1, 12)
  const ids = [noon, noon, noon - 60_000, noon, noon + 1, Date.UTC(2199, 11, 31)].map((now) => newId('prod', now))
  expect(ids[0]).toBe('prod_0hj2hifpc00012345678')
  expect(ids).toEqual(ids.toSorted())
  expect(new Set(ids.map((id) => id.length))).toEqual(new Set([25]))
  expect(new Set(ids).size).toBe(ids.length)
})

it('makes ids that cannot be told from those before them', () => {
  const [one, two] = [createIds(counting()), createIds((size) => new Uint8Array(size).fill(35))].map((newId) => newId('prod', 0))
  expect(one?.slice(0, 16)).toBe(two?.slice(0, 16))
  expect(one).not.toBe(two)
})

it('draws secrets out of all letters and digits', () => {
  expect(drawSecret(counting(), 62)).toBe('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz')
})

it('draws every character equally often', () => {
  // 256 bytes in turn, of which 62 fit four times.
  const counts = new Map<string, number>()
  for (const each of drawSecret(counting(), 248)) counts.set(each, (counts.get(each) ?? 0) + 1)
  expect([...new Set(counts.values())]).toEqual([4])
  expect(drawSecret(counting(), 249)).toBe(`${drawSecret(counting(), 248)}0`)
})
