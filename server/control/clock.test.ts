import { describe, expect, test } from 'vitest'
import { createClock } from './clock.ts'
import { readDuration } from './duration.ts'

describe('a clock', () => {
  const fixture = (...start: Parameters<typeof createClock> extends [unknown, infer Start] ? [Start?] : never) => {
    const real = { now: 1000 }
    return { real, clock: createClock(() => real.now, start[0]) }
  }

  test('without a start is the real time', () => {
    const { real, clock } = fixture()
    real.now = 5000
    expect([clock.now(), clock.isRunning]).toEqual([5000, true])
  })

  test('with a start stands still until it is advanced', () => {
    const { real, clock } = fixture({ at: 70 })
    real.now = 5000
    expect([clock.now(), clock.isRunning]).toEqual([70, false])
    clock.advance(30)
    expect(clock.now()).toBe(100)
  })

  test('can run on from its start, stop, and run on again', () => {
    const { real, clock } = fixture({ at: 70, running: true })
    real.now = 1100
    expect(clock.now()).toBe(170)
    clock.set(clock.now(), false)
    real.now = 1200
    expect(clock.now()).toBe(170)
    clock.set(clock.now(), true)
    real.now = 1250
    expect(clock.now()).toBe(220)
    clock.set(20)
    real.now = 1260
    expect(clock.now()).toBe(30)
  })

  test('begins again, and returns to a kept time', () => {
    const { real, clock } = fixture({ at: 70 })
    clock.advance(5)
    const restore = clock.save()
    clock.set(500, true)
    restore()
    real.now = 9000
    expect([clock.now(), clock.isRunning]).toEqual([75, false])
    clock.reset()
    expect(clock.now()).toBe(70)
  })

  test('refuses a time that no date has', () => {
    expect(() => fixture().clock.set(NaN)).toThrow('expected milliseconds since the epoch as the time, got NaN')
  })
})

test.each([
  [250, 250],
  ['250', 250],
  ['500ms', 500],
  ['30s', 30_000],
  ['1h30m', 5_400_000],
  ['2d', 172_800_000],
  ['1 h', undefined],
  ['h', undefined],
  ['-1s', undefined],
  ['', undefined],
  [NaN, undefined],
])('the duration %j is %j milliseconds', (duration, milliseconds) => {
  expect(readDuration(duration)).toBe(milliseconds)
})
