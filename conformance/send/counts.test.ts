import { describe, expect, test } from 'vitest'
import { at } from '../testing/fixture.ts'
import { allowanceOf, hour, minute } from '../model/allowance.ts'
import { Counts, margin } from './counts.ts'
import { api } from '../profile/index.ts'

const promised = allowanceOf(api)

/** Counts for a key that has sent requests at these times, in milliseconds. */
function sent(...times: readonly number[]): Counts {
  const counts = new Counts()
  for (const time of times) counts.sent('main', at + time)
  return counts
}
const many = (count: number, every = 0): number[] => Array.from({ length: count }, (_, index) => index * every)

describe('own counts', () => {
  test.each<readonly [what: string, times: readonly number[], now: number, kept: number, want: number]>([
    ['nothing was sent', [], 0, 0, 0],
    ['one is left of the minute', many(99), 0, 0, 0],
    ['the minute is spent', many(100), 10_000, 0, 50_000 + margin],
    ['the minute slides', many(100, 500), 55_000, 0, 5000 + margin],
    ['the first has left the minute', many(100, 500), 60_000, 0, 0],
    ['ten are kept of the minute, and eleven left', many(89), 0, 10, 0],
    ['ten are kept of the minute, and ten left', many(90), 0, 10, minute + margin],
    ['the hour is spent', many(1000, 1000), 1_000_000, 0, hour - 1_000_000 + margin],
    ['one is left of the hour', many(999, 1000), 999_000, 0, 0],
    ['ten are kept of the hour', many(990, 1000), 990_000, 10, hour - 990_000 + margin],
    ['the hour is over', many(1000, 1000), hour, 0, 0],
  ])('where %s', (_what, times, now, kept, want) => {
    expect(sent(...times).wait('main', at + now, promised, kept)).toBe(want)
  })

  test('keeps the keys apart', () => {
    expect(sent(...many(100)).wait('main 2', at, promised)).toBe(0)
  })

  test('tells how many were sent after a moment', () => {
    const counts = sent(0, 10, 10, 20)
    expect([-1, 0, 9, 10, 20].map((time) => counts.since('main', at + time))).toEqual([4, 3, 3, 1, 0])
    expect(counts.since('other', at)).toBe(0)
  })

  test('never sends more than is allowed into any minute, whenever that begins', () => {
    const counts = new Counts()
    const times: number[] = []
    for (let now = at; times.length < 450;) {
      const wait = counts.wait('main', now, promised)
      now += wait
      if (wait === 0) {
        counts.sent('main', now)
        times.push(now)
        now += (times.length * 37) % 700
      }
    }
    const most = Math.max(...times.map((from) => times.filter((each) => each >= from && each < from + minute).length))
    expect(most).toBe(100)
  })
})
