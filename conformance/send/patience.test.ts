import { expect, test } from 'vitest'
import { Patience } from './patience.ts'

/** Patience for a minute, on a clock that the test advances. */
function minute() {
  const clock = { now: 1_000_000 }
  return { clock, patience: new Patience(60_000, () => clock.now) }
}

test('patience ends at the maximum total wait', () => {
  const { clock, patience } = minute()
  expect(patience.lack(60_000)).toBeUndefined()
  patience.spend(40_000)
  clock.now += 40_000
  expect([patience.lack(20_000), patience.lack(20_001)]).toEqual([
    undefined,
    'the rate limit requires another 21 seconds, and the run waits at most 60 seconds in total (--max-wait)',
  ])
  patience.extend(1)
  expect(patience.lack(20_001)).toBeUndefined()
})

test('waits at the same time count once', () => {
  const { clock, patience } = minute()
  for (let index = 0; index < 4; index++) patience.spend(30_000)
  clock.now += 10_000
  // A second longer than the others.
  patience.spend(21_000)
  clock.now += 21_000
  expect([patience.lack(29_000), patience.lack(29_001)]).toEqual([undefined, expect.stringContaining('--max-wait')])
})

test('a wait of more than an hour is not a rate limit', () => {
  const patience = new Patience(Number.POSITIVE_INFINITY, () => 0)
  expect([patience.lack(3_660_000), patience.lack(3_660_001)]).toEqual([
    undefined,
    'the rate limit requires a wait of 2 hours, and no rate limit window is longer than one hour',
  ])
})
