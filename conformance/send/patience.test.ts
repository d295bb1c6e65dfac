import { expect, test } from 'vitest'
import { Patience } from './patience.ts'

/** Patience for a minute, on a clock that stands still unless it is moved. */
function minute() {
  const clock = { now: 1_000_000 }
  return { clock, patience: new Patience(60_000, () => clock.now) }
}

test('patience ends with what the run waits in all', () => {
  const { clock, patience } = minute()
  expect(patience.lack(60_000)).toBeUndefined()
  patience.spend(40_000)
  clock.now += 40_000
  expect([patience.lack(20_000), patience.lack(20_001)]).toEqual([
    undefined,
    'the rate limit asks for 21 seconds more, and the run waits 60 seconds in all (--max-wait)',
  ])
  patience.extend(1)
  expect(patience.lack(20_001)).toBeUndefined()
})

test('waits at the same time count once', () => {
  const { clock, patience } = minute()
  for (let index = 0; index < 4; index++) patience.spend(30_000)
  clock.now += 10_000
  // Longer by a second than the others.
  patience.spend(21_000)
  clock.now += 21_000
  expect([patience.lack(29_000), patience.lack(29_001)]).toEqual([undefined, expect.stringContaining('--max-wait')])
})

test('what asks for more than an hour is no rate limit', () => {
  const patience = new Patience(Number.POSITIVE_INFINITY, () => 0)
  expect([patience.lack(3_660_000), patience.lack(3_660_001)]).toEqual([
    undefined,
    'the rate limit asks for a wait of 2 hours, and no window is longer than one',
  ])
})
