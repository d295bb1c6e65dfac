import { describe, expect, test } from 'vitest'
import type { Answered } from '../exchange.ts'
import { Pace, skew } from './pace.ts'

const at = Date.parse('2026-06-01T08:00:00Z')

function answer(headers: Readonly<Record<string, string>>): Answered {
  return {
    number: 1,
    request: {
      planned: { method: 'GET', path: '/', params: {}, query: [], headers: {}, credential: { kind: 'none' }, effect: 'read' },
      method: 'GET',
      url: 'http://127.0.0.1/',
      headers: {},
      credential: { kind: 'none' },
    },
    sentAt: at,
    receivedAt: at,
    reply: { status: 200, headers: Object.entries(headers), body: Buffer.alloc(0) },
  }
}
const limits = (remaining: number, reset: number) => ({ 'X-RateLimit-Remaining': String(remaining), 'X-RateLimit-Reset': String(reset) })

describe('pace', () => {
  test('does not wait before anything is known', () => {
    expect(new Pace().wait('main', at)).toBe(0)
  })

  test('does not wait while something is left', () => {
    const pace = new Pace()
    pace.note('main', answer(limits(1, at / 1000 + 30)))
    expect([pace.left('main', at), pace.wait('main', at)]).toEqual([1, 0])
  })

  test('waits for the reset once nothing is left, and not after it', () => {
    const pace = new Pace()
    pace.note('main', answer(limits(0, at / 1000 + 30)))
    expect([pace.wait('main', at), pace.wait('main', at + 31_000)]).toEqual([30_250, 0])
  })

  test('keeps the keys apart', () => {
    const pace = new Pace()
    pace.note('main', answer(limits(0, at / 1000 + 30)))
    expect(pace.wait('main 2', at)).toBe(0)
  })

  test('takes the reset on the clock of the deployment', () => {
    const pace = new Pace()
    const ahead = at + 3_600_000
    pace.note('main', answer({ ...limits(0, ahead / 1000 + 30), Date: new Date(ahead).toUTCString() }))
    expect(pace.wait('main', at)).toBe(30_250)
  })

  test('tells a wait as it is claimed, however long, and ignores headers that are no numbers', () => {
    const pace = new Pace()
    pace.note('main', answer(limits(0, at / 1000 + 86_400)))
    pace.note('other', answer({ 'X-RateLimit-Remaining': 'none', 'X-RateLimit-Reset': 'soon' }))
    expect([pace.wait('main', at), pace.wait('other', at)]).toEqual([86_400_250, 0])
  })
})

describe('a window', () => {
  const window = (limit: number, remaining: number, reset: number) => ({ 'X-RateLimit-Limit': String(limit), ...limits(remaining, reset) })
  const reset = at / 1000 + 30
  /** What is left after these answers. */
  const left = (...answers: readonly Readonly<Record<string, string>>[]): number => {
    const pace = new Pace()
    for (const each of answers) pace.note('main', answer(each))
    return pace.left('main', at)
  }

  test.each<readonly [what: string, answers: readonly Readonly<Record<string, string>>[], want: number]>([
    ['nothing is known', [], Infinity],
    ['answers come out of order', [window(100, 5, reset), window(100, 7, reset)], 5],
    ['the reset is rounded otherwise', [window(100, 5, reset), window(100, 7, reset + 1)], 5],
    ['a second window has begun', [window(100, 5, reset), window(100, 7, reset + 2)], 7],
    ['another window is told', [window(100, 5, reset), window(1000, 7, reset)], 7],
    ['no limit is told', [limits(5, reset), limits(7, reset)], 5],
    ['a header is missing', [window(100, 5, reset), { 'X-RateLimit-Remaining': '2' }, { 'X-RateLimit-Reset': String(reset) }], 5],
    ['a header is a fraction', [window(100, 5, reset), window(100, 2.5, reset)], 5],
  ])('where %s', (_what, answers, want) => {
    expect(left(...answers)).toBe(want)
  })

  test('is over at its reset', () => {
    const pace = new Pace()
    pace.note('main', answer(window(100, 3, reset)))
    expect([pace.left('main', reset * 1000 - 1), pace.left('main', reset * 1000)]).toEqual([3, Infinity])
  })

  test.each([
    [10, 0.1, 30_250],
    [11, 0.1, 0],
    [1, 0, 0],
    [0, 0, 30_250],
  ])('with %i left of a hundred, of which %f are kept, waits %i', (remaining, kept, want) => {
    const pace = new Pace()
    pace.note('main', answer(window(100, remaining, reset)))
    expect(pace.wait('main', at, kept)).toBe(want)
  })
})

test('a clock that tells no time has no skew', () => {
  expect([skew(answer({})), skew(answer({ Date: 'soon' }))]).toEqual([0, 0])
})

test('a clock within its second has no skew', () => {
  const exchange = answer({ Date: new Date(at).toUTCString() })
  const within = (sentAt: number, receivedAt: number): number => skew({ ...exchange, sentAt, receivedAt })
  expect([within(at - 500, at), within(at + 1000, at + 1500), within(at - 500, at - 1), within(at + 1001, at + 1500)]).toEqual([
    0, 0, 1, -1,
  ])
})

test.each([
  [0, 0],
  [7_200_000, 7_200_000],
  [-7_200_000, -7_199_000],
])('a clock that is %i ms ahead has the skew %i', (ahead, want) => {
  expect(skew(answer({ Date: new Date(at + ahead).toUTCString() }))).toBe(want)
})
