import { describe, expect, test } from 'vitest'
import type { SendEvent } from '../send/options.ts'
import { answer, requestOf } from '../testing/fixture.ts'
import { displayOn, Progress } from './progress.ts'

const noon = new Date(2026, 5, 1, 12, 0, 0).getTime()

/** A progress on a clock that the test moves. */
function progressOn(errorColumns?: number) {
  let [now, told] = [noon, '']
  let timer: { readonly milliseconds: number; readonly act: () => void } | undefined
  const progress = new Progress({
    display: displayOn({ isTerminal: errorColumns !== undefined, errorColumns, tell: (text) => (told += text) }),
    clock: () => now,
    every: (milliseconds, act) => {
      timer = { milliseconds, act }
      return () => {
        timer = undefined
      }
    },
  })
  return {
    progress,
    /** Moves the clock by the interval of the timer, as often as given. */
    tick: (times = 1) => {
      for (let count = 0; count < times; count++) {
        now += timer?.milliseconds ?? 0
        timer?.act()
      }
    },
    /** Returns what was told since the last call. */
    told: () => {
      const text = told
      told = ''
      return text
    },
    isTicking: () => timer !== undefined,
  }
}

const sent = (number: number, planned: number, effect: 'read' | 'own' | 'undo' = 'read'): SendEvent => ({
  type: 'exchange',
  exchange: answer({ planned: requestOf({ effect }) }),
  sent: number,
  planned,
})
const line = (text: string): string => `\r\u001B[K${text}`

describe('on a terminal', () => {
  test('one line has the requests, what was found and the phase', () => {
    const { progress, told } = progressOn(120)
    expect(told()).toBe(line('planning and first request'))
    progress.plan(500, 900)
    progress.event(sent(1, 500))
    expect(told()).toBe(line('1 of 500 (at most 900) requests; 0 failed; reads'))
    progress.verdict({ outcome: 'fail' })
    progress.verdict({ outcome: 'warn' })
    progress.verdict({ outcome: 'pass' })
    progress.event(sent(2, 501, 'own'))
    expect(told()).toBe(line('2 of 501 (at most 900) requests; 1 failed; 1 warned; writes'))
    progress.event(sent(900, 900, 'undo'))
    expect(told()).toBe(line('900 of 900 requests; 1 failed; 1 warned; cleanup'))
    progress.event({ type: 'cleanup' })
    expect(told()).toContain('cleanup and evaluation')
  })

  test('a wait is counted down, with the time of day when it ends', () => {
    const { progress, tick, told } = progressOn(120)
    progress.event(sent(100, 500))
    progress.event({ type: 'wait', key: 'main', milliseconds: 3000 })
    expect(told()).toContain(line('waiting 3 seconds for the rate limit, until 12:00:03; 100 of 500 requests; 0 failed; reads'))
    tick()
    expect(told()).toContain('waiting 2 seconds for the rate limit, until 12:00:03; ')
    tick(2)
    expect(told()).toMatch(/\[K100 of 500 requests; 0 failed; reads$/)
    progress.event({ type: 'wait', key: 'other', milliseconds: 600_000 })
    expect(told()).toContain('waiting 10 minutes for the rate limit of the key "other", until 12:10:03; ')
    progress.event({ type: 'wait', key: 'no key', milliseconds: 5000 })
    expect(told()).toContain('waiting 5 seconds for the rate limit of requests without a key, until 12:00:08; ')
  })

  test('a wait of less than a second is not shown', () => {
    const { progress, told } = progressOn(120)
    progress.event({ type: 'wait', key: 'main', milliseconds: 999 })
    expect(told()).not.toContain('waiting')
  })

  test.each([20, 60, 80])('the line fits into %i columns', (columns) => {
    const { progress, told } = progressOn(columns)
    told()
    progress.plan(1000, 9000)
    progress.event(sent(100, 5000))
    progress.event({ type: 'wait', key: 'a key with a long name', milliseconds: 3000 })
    for (const each of told().split('\r\u001B[K')) expect(each.length).toBeLessThan(columns)
  })

  test('parts that do not fit are left out whole, the last ones first', () => {
    const { progress, told } = progressOn(80)
    progress.event(sent(55, 60))
    progress.event({ type: 'wait', key: 'main', milliseconds: 40_000 })
    expect(told()).toMatch(/\[Kwaiting 40 seconds for the rate limit, until 12:00:40; 55 of 60 requests$/)
  })

  test('the line is cleared at the end, and before something else is printed', () => {
    const { progress, told, isTicking } = progressOn(80)
    told()
    progress.clear()
    progress.clear()
    expect(told()).toBe('\r\u001B[K')
    progress.event(sent(1, 2))
    told()
    progress.end()
    expect([told(), isTicking()]).toEqual(['\r\u001B[K', false])
  })
})

describe('in a file or a log', () => {
  test('there is a line every ten seconds, and nothing else', () => {
    const { progress, tick, told, isTicking } = progressOn()
    progress.plan(500, 500)
    progress.event(sent(1, 500))
    progress.event({ type: 'wait', key: 'main', milliseconds: 15_000 })
    progress.event({ type: 'cleanup' })
    progress.event(sent(2, 500))
    progress.clear()
    expect(told()).toBe('')
    progress.event({ type: 'wait', key: 'main', milliseconds: 15_000 })
    tick()
    expect(told()).toBe('waiting 5 seconds for the rate limit, until 12:00:15; 2 of 500 requests; 0 failed; reads\n')
    tick()
    expect(told()).toBe('2 of 500 requests; 0 failed; reads\n')
    progress.end()
    expect([told(), isTicking()]).toEqual(['', false])
  })
})
