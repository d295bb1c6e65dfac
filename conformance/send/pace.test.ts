import { describe, expect, test } from 'vitest'
import { allowanceOf, minute } from '../model/allowance.ts'
import { margin } from './counts.ts'
import { api } from '../profile/index.ts'
import type { Answered } from '../model/exchange.ts'
import { answer, at } from '../testing/fixture.ts'
import { nobody, Pace } from './pace.ts'

const second = at / 1000

interface Said {
  readonly limit?: string | null
  readonly remaining?: string | number | null
  /** Seconds after the first request, or a text. */
  readonly reset?: number | string | null
  readonly status?: number
  readonly retryAfter?: string
  /** Milliseconds between the first request and this one, and between this one and its response. */
  readonly after?: number
  readonly takes?: number
}

function said({ limit = '100', remaining = 50, reset = 30, status = 200, retryAfter, after = 0, takes = 0 }: Said): Answered {
  const headers = [
    ...(limit === null ? [] : [['X-RateLimit-Limit', limit] as const]),
    ...(remaining === null ? [] : [['X-RateLimit-Remaining', String(remaining)] as const]),
    ...(reset === null ? [] : [['X-RateLimit-Reset', typeof reset === 'string' ? reset : String(second + reset)] as const]),
    ...(retryAfter === undefined ? [] : [['Retry-After', retryAfter] as const]),
  ]
  return { ...answer({ headers, status, sentAt: at + after }), receivedAt: at + after + takes }
}

/** The pace of a key that has sent these requests and received these responses. */
function told(answers: readonly Said[], key = 'main', pace = new Pace(allowanceOf(api))): Pace {
  for (const each of answers) {
    const exchange = said(each)
    pace.sent(key, exchange.sentAt)
    pace.note(key, exchange)
  }
  return pace
}
/** Requests sent within a second, each counted by the deployment in a window of `limit`. */
const healthy = (count: number, { limit = 100, reset = 60 } = {}): Said[] =>
  Array.from({ length: count }, (_, index) => ({ limit: String(limit), remaining: limit - index - 1, reset, after: index * 10, takes: 5 }))

describe('a healthy deployment', () => {
  test('is not waited for before anything is known', () => {
    expect(new Pace(allowanceOf(api)).wait('main', at)).toBe(0)
  })

  test.each([99, 100])('is waited for once the rate limit is used up, until its reset: after %i', (count) => {
    expect(told(healthy(count)).wait('main', at + 2000)).toBe(count === 100 ? 58_000 + margin : 0)
  })

  test('is not waited for when its window is over, though own counts would', () => {
    // The window began earlier, and ends before a minute has passed.
    const pace = told([...healthy(100, { reset: 20 })])
    expect([pace.wait('main', at + 10_000), pace.wait('main', at + 20_250)]).toEqual([10_000 + margin, 0])
  })

  test('reserves a share for the cleanup', () => {
    expect([told(healthy(89)).wait('main', at + 1000, 10), told(healthy(90)).wait('main', at + 1000, 10)]).toEqual([0, 59_000 + margin])
  })

  test('keeps half of a small limit at most', () => {
    const lot = { limit: 6, reset: 5 }
    expect([told(healthy(2, lot)).wait('main', at + 1000, 10), told(healthy(3, lot)).wait('main', at + 1000, 10)]).toEqual([
      0,
      4000 + margin,
    ])
  })

  test('may allow less than is promised, and is waited for as it says', () => {
    expect([19, 20].map((count) => told(healthy(count, { limit: 20, reset: 5 })).wait('main', at + 1000))).toEqual([0, 4000 + margin])
  })

  test('may allow more than is promised', () => {
    const pace = told(healthy(400, { limit: 500 }))
    expect(pace.wait('main', at + 4000)).toBe(0)
    expect(told(healthy(500, { limit: 500 })).wait('main', at + 5000)).toBe(55_000 + margin)
  })

  test('may have requests on their way that it has not told of', () => {
    const pace = told(healthy(98))
    pace.sent('main', at + 1000)
    expect(pace.wait('main', at + 1000)).toBe(0)
    pace.sent('main', at + 1000)
    expect(pace.wait('main', at + 1000)).toBeGreaterThan(0)
  })

  test('may answer out of order, and round its reset anew', () => {
    const answers = healthy(100).map((each, index) => ({ ...each, reset: 50 + (index % 2), takes: index % 2 === 0 ? 25 : 5 }))
    const arrival = ({ after = 0, takes = 0 }: Said): number => after + takes
    expect(told([...answers].sort((a, b) => arrival(a) - arrival(b))).wait('main', at + 2000)).toBe(49_000 + margin)
  })

  test('keeps its keys apart', () => {
    expect(told(healthy(100)).wait('main 2', at)).toBe(0)
  })

  test('may have a clock that differs', () => {
    const ahead = 3_600_000
    const pace = new Pace(allowanceOf(api))
    for (const [index] of healthy(100).entries()) {
      const exchange = said({ remaining: 99 - index, reset: 3660 })
      pace.sent('main', at)
      pace.note('main', {
        ...exchange,
        reply: { ...exchange.reply, headers: [...exchange.reply.headers, ['Date', new Date(at + ahead).toUTCString()]] },
      })
    }
    expect(pace.wait('main', at)).toBe(60_000 + margin)
  })
})

describe('a report that nothing is left, although the run has sent little,', () => {
  const empty = { remaining: 0, reset: 40 }

  test('is verified once, and not trusted if that request is accepted', () => {
    const pace = told([empty])
    expect(pace.wait('main', at + 100)).toBe(0)
    told([{ ...empty, after: 100 }], 'main', pace)
    expect(pace.wait('main', at + 200)).toBe(0)
  })

  test('is trusted if that request is rejected', () => {
    const pace = told([empty, { ...empty, status: 429, retryAfter: '40', after: 100 }])
    expect(pace.wait('main', at + 1000)).toBe(39_000 + margin)
  })

  test('is trusted for that window only', () => {
    const pace = told([empty, { ...empty, status: 429, retryAfter: '40', after: 100 }])
    told([{ remaining: 0, reset: 100, after: 41_000 }], 'main', pace)
    expect(pace.wait('main', at + 42_000)).toBe(0)
  })

  test('is verified without a key, too', () => {
    const pace = told([{ ...empty, limit: '600' }], nobody)
    expect(pace.wait(nobody, at + 100)).toBe(0)
    expect(told(healthy(40, { limit: 40 }), nobody).wait(nobody, at + 1000)).toBe(59_000 + margin)
  })
})

/** Responses to a hundred requests, each with one header changed. */
const spoilt = (change: (healthy: Said, index: number) => Said): Said[] =>
  healthy(100).map((each, index) => ({ ...each, ...change(each, index) }))
const remainingOf = ({ remaining }: Said): number => Number(remaining)

describe('own counts decide', () => {
  /** Whether the key may send after this many requests: the reported value would block it, or release it too early. */
  test.each<readonly [what: string, answers: readonly Said[]]>([
    ['remaining is missing', spoilt(() => ({ remaining: null }))],
    ['remaining is no number', spoilt(() => ({ remaining: 'none' }))],
    ['remaining is negative', spoilt(() => ({ remaining: '-1' }))],
    ['remaining is a fraction', spoilt(({ remaining }) => ({ remaining: `${remaining}.5` }))],
    ['remaining is a list', spoilt(({ remaining }) => ({ remaining: `${remaining}, ${remaining}` }))],
    ['remaining is always none', spoilt(() => ({ remaining: 0 }))],
    ['remaining is always the same', spoilt(() => ({ remaining: 42 }))],
    ['remaining rises', spoilt((_each, index) => ({ remaining: index }))],
    ['remaining falls too fast', spoilt((each) => ({ remaining: Math.max(remainingOf(each) * 10 - 900, 0) }))],
    ['remaining is told in tens', spoilt((each) => ({ remaining: Math.floor(remainingOf(each) / 10) }))],
    ['reset is missing', spoilt(() => ({ reset: null }))],
    ['reset is no number', spoilt(() => ({ reset: '2026-06-01T08:01:00Z' }))],
    ['reset is negative', spoilt(() => ({ reset: '-60' }))],
    ['reset is in the past', spoilt(() => ({ reset: -7200 }))],
    ['reset is a number of seconds', spoilt(() => ({ reset: '60' }))],
    ['reset is in milliseconds', spoilt(() => ({ reset: `${at + 60_000}` }))],
    ['reset is farther than the longest window', spoilt(() => ({ reset: 7200 }))],
    ['reset is far beyond its window', spoilt(() => ({ reset: 3000 }))],
  ])('where %s', (_what, answers) => {
    const now = at + 1000
    expect(told(answers.slice(0, 99)).wait('main', now)).toBe(0)
    expect(told(answers).wait('main', now)).toBe(minute - 1000 + margin)
  })

  test('as soon as a value is malformed, for good, and for that key alone', () => {
    const pace = told([{ remaining: 'none' }, ...healthy(100).slice(1)])
    expect(pace.wait('main', at + 30_000)).toBe(30_000 + margin)
    const other = told(healthy(20, { limit: 20, reset: 5 }), 'main 2', pace)
    expect(other.wait('main 2', at + 1000)).toBe(4000 + margin)
  })

  test('where a key is refused although something was left', () => {
    const pace = told([...healthy(10, { limit: 500 }), { limit: '500', remaining: 480, status: 429, reset: 60, after: 500 }])
    expect(pace.wait('main', at + 1000)).toBe(0)
    for (let index = 0; index < 89; index++) pace.sent('main', at + 1000)
    expect(pace.wait('main', at + 1000)).toBe(minute - 1000 + margin)
  })
})

describe('a limit', () => {
  test.each<readonly [what: string, limit: string | null]>([
    ['is missing', null],
    ['is a list', '100, 100;w=60'],
    ['is negative', '-1'],
    ['is below what is left', '5'],
    ['is a moment', '1700000000'],
  ])('that %s is ignored, and the other headers are not', (_what, limit) => {
    const answers = healthy(100).map((each) => ({ ...each, limit }))
    expect(told(answers.slice(0, 99)).wait('main', at + 1000)).toBe(0)
    expect(told(answers).wait('main', at + 1000)).toBe(59_000 + margin)
  })

  test('above the promised one is trusted without the other headers, until a request is rejected', () => {
    const answers: Said[] = Array.from({ length: 200 }, (_, index) => ({ limit: '1000000', remaining: '-1', after: index }))
    const pace = told(answers)
    expect(pace.wait('main', at + 300)).toBe(0)
    told([{ limit: '1000000', remaining: '-1', status: 429, after: 300 }], 'main', pace)
    expect(pace.wait('main', at + 400)).toBeGreaterThan(50_000)
  })
})

test('a gateway response for an unavailable deployment is ignored', () => {
  const pace = told([...healthy(100), { status: 503, remaining: 'none', after: 1500 }])
  expect(pace.wait('main', at + 2000)).toBe(58_000 + margin)
})

test('a key waits for Retry-After', () => {
  const pace = new Pace(allowanceOf(api))
  pace.hold('main', at + 5000)
  pace.hold('main', at + 3000)
  expect([pace.wait('main', at), pace.wait('main', at + 5000), pace.wait('main 2', at)]).toEqual([5000, 0, 0])
})

describe('of equal keys', () => {
  const best = (pace: Pace, now: number): string => ['a', 'b', 'c'].sort((one, other) => pace.room(other, now) - pace.room(one, now))[0]!

  test('the one that has sent least is used, regardless of the reports', () => {
    const pace = told([{ remaining: 10 }, { remaining: 8, after: 1 }], 'a')
    told(
      [
        { limit: '1000000', remaining: 999_999 },
        { limit: '1000000', remaining: 999_998, after: 1 },
      ],
      'b',
      pace,
    )
    expect(best(pace, at + 10)).toBe('c')
    for (let index = 0; index < 3; index++) pace.sent('c', at + 10)
    expect(best(pace, at + 10)).toBe('a')
  })

  test('one that would have to wait comes last, and of those the one that waits least', () => {
    const pace = told(healthy(20, { limit: 20, reset: 30 }), 'a')
    for (let index = 0; index < 90; index++) pace.sent('b', at)
    for (let index = 0; index < 95; index++) pace.sent('c', at)
    expect(best(pace, at + 1000)).toBe('b')
    for (const key of ['b', 'c']) for (let index = 0; index < 20; index++) pace.sent(key, at)
    expect(best(pace, at + 1000)).toBe('a')
  })
})

describe('the terms of a plan', () => {
  const terms = (...answers: readonly Said[]) => told(answers).terms('main', at)
  const usual = { perMinute: 100, perHour: 1000 }

  test.each<readonly [what: string, answer: Said, want: object]>([
    ['what is promised', { remaining: 99, reset: 60 }, { allowance: usual }],
    ['what is promised, where little is left of the minute', { remaining: 1 }, { allowance: usual }],
    ['a higher limit', { limit: '1000000', remaining: 999_999, reset: 60 }, { allowance: { perMinute: 1_000_000, perHour: 1_000_000 } }],
    ['no higher limit that what is left contradicts', { limit: '1700000000', remaining: 99, reset: 60 }, { allowance: usual }],
    ['a lower limit', { limit: '20', remaining: 19, reset: 60 }, { allowance: { perMinute: 20, perHour: 1000 } }],
    ['a lower limit of the hour', { limit: '300', remaining: 299, reset: 3600 }, { allowance: { perMinute: 100, perHour: 300 } }],
    [
      'what is left of the hour',
      { limit: '1000', remaining: 39, reset: 3000 },
      { allowance: usual, spent: { requests: 961, endsIn: 3_000_000 } },
    ],
    ['not yet that nothing is left of it', { limit: '1000', remaining: 0, reset: 3000 }, { allowance: usual }],
    [
      'that nothing is left, where it is refused',
      { limit: '1000', remaining: 0, reset: 3000, status: 429 },
      { allowance: usual, spent: { requests: 1000, endsIn: 3_000_000 } },
    ],
    ['nothing that is malformed', { limit: '20', remaining: '-1' }, { allowance: usual }],
    ['no limit of nothing', { limit: '0', remaining: 0 }, { allowance: usual }],
  ])('are %s', (_what, answer_, want) => {
    expect(terms(answer_)).toEqual(want)
  })

  test('are a used-up hour if a 429 response requires most of one', () => {
    const pace = new Pace(allowanceOf(api))
    pace.hold('main', at + 1_800_000)
    expect(pace.terms('main', at)).toEqual({ allowance: usual, spent: { requests: 1000, endsIn: 1_800_000 } })
    pace.hold('main', at + 86_400_000)
    expect(pace.terms('main', at)).toEqual({ allowance: usual })
  })
})
