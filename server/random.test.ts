import { expect, it } from 'vitest'
import { drawId, drawSecret } from './random.ts'

/** All bytes in turn, from 0 on. */
function counting() {
  let next = 0
  return (size: number) => Uint8Array.from({ length: size }, () => next++ % 256)
}

it('draws ids with the prefix of their type', () => {
  expect(drawId(counting(), 'prod')).toBe('prod_0123456789abcdefghij')
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
