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

test.each([
  [0, 0],
  [7_200_000, 7_200_000],
  [-7_200_000, -7_199_000],
])('a clock that is %i ms ahead has the skew %i', (ahead, want) => {
  expect(skew(answer({ Date: new Date(at + ahead).toUTCString() }))).toBe(want)
})
