import { describe, expect, test } from 'vitest'
import type { Answered } from '../../model/exchange.ts'
import { answer, at, context } from '../../testing/fixture.ts'
import { rules } from '../index.ts'

const second = at / 1000
interface Told {
  readonly retryAfter?: string
  readonly cache?: string
  readonly body?: object
  readonly dated?: false
  readonly limit?: string
  readonly remaining?: string
  readonly reset?: string | number
  /** Seconds after the first response. */
  readonly after?: number
  readonly status?: number
  readonly key?: string | null
  /** Seconds by which the deployment's clock is ahead. */
  readonly ahead?: number
}

/** A response with a window of a hundred per minute, by default half used up. */
function told({
  limit = '100',
  remaining = '50',
  reset = second + 30,
  after = 0,
  ahead = 0,
  retryAfter,
  cache,
  dated,
  ...rest
}: Told = {}): Answered {
  const sentAt = at + after * 1000
  return answer({
    ...rest,
    sentAt,
    headers: [
      ...(dated === false ? [] : [['Date', new Date(sentAt + ahead * 1000).toUTCString()] as const]),
      ...(retryAfter === undefined ? [] : [['Retry-After', retryAfter] as const]),
      ...(cache === undefined ? [] : [['Cache-Control', cache] as const]),
      ['X-RateLimit-Limit', limit],
      ['X-RateLimit-Remaining', remaining],
      ['X-RateLimit-Reset', String(reset)],
    ],
  })
}

function said(id: string, exchanges: readonly Answered[]): string {
  const rule = rules.find((each) => each.id === `rate-limit/${id}`)!
  if (rule.kind === 'probe') throw new Error('it asks for more')
  const concerned = exchanges.filter((each) => rule.concerns(each, context))
  const [only] = concerned
  if (only === undefined) return 'no concern'
  // One after the other, as in a run without --concurrency.
  const ordered = concerned.map((each, index) => ({ ...each, order: each.order ?? { sent: 2 * index, received: 2 * index + 1 } }))
  const judgement = rule.kind === 'law' ? rule.judge(only, context) : rule.judge(ordered, context)
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}

describe('a single response', () => {
  test.each<readonly [id: string, told: Told, want: string]>([
    ['headers-present', {}, 'pass'],
    ['headers-present', { key: null }, 'no concern'],
    ['headers-present', { status: 401 }, 'no concern'],
    ['header-syntax', { remaining: 'x5' }, 'X-RateLimit-Remaining once, as a whole number / X-RateLimit-Remaining: x5'],
    ['header-syntax', { remaining: '5x' }, 'X-RateLimit-Remaining once, as a whole number / X-RateLimit-Remaining: 5x'],
    ['remaining-never-exceeds-limit', { remaining: '100' }, 'pass'],
    ['remaining-never-exceeds-limit', { remaining: '101' }, 'at most 100 requests left / 101 requests left'],
    ['remaining-never-exceeds-limit', { remaining: 'x101' }, 'no concern'],
    ['remaining-never-exceeds-limit', { remaining: '101x' }, 'no concern'],
    ['reset-is-unix-time', { reset: 1_500_000_000 }, 'pass'],
    ['reset-is-unix-time', { reset: 1_499_999_999 }, 'Unix time in seconds / 1499999999'],
    ['reset-is-unix-time', { reset: 4_999_999_999 }, 'pass'],
    ['reset-is-unix-time', { reset: 5_000_000_000 }, 'Unix time in seconds / 5000000000'],
    ['reset-within-window', {}, 'pass'],
    ['reset-within-window', { reset: second - 3 }, 'pass'],
    ['reset-within-window', { reset: second + 62 }, 'pass'],
    ['reset-within-window', { limit: '1000', reset: second + 3602 }, 'pass'],
    ['reset-within-window', { limit: '7', reset: second + 3602 }, 'pass'],
    ['reset-within-window', { reset: 1_400_000_000 }, 'no concern'],
    ['reset-within-window', { reset: 5_000_000_000 }, 'no concern'],
    // Without a Date header, a clock difference cannot be detected.
    ['reset-within-window', { dated: false, reset: second + 600 }, 'inconclusive'],
    ['reset-within-window', { dated: false }, 'pass'],
    ['retry-after-present', { status: 429, retryAfter: '30' }, 'pass'],
    ['retry-after-present', { status: 429, retryAfter: '30 s' }, 'Retry-After in whole seconds / 30 s'],
    ['retry-after-present', { status: 429, retryAfter: 'in 30' }, 'Retry-After in whole seconds / in 30'],
    ['retry-after-present', { status: 429 }, 'Retry-After in whole seconds / no Retry-After'],
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: '30 s' }, 'no concern'],
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: 'in 30' }, 'no concern'],
    ['retry-after-agrees-with-reset', { status: 200, retryAfter: '30' }, 'no concern'],
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: '27' }, 'pass'],
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: '26' }, 'Retry-After: about 30 seconds / Retry-After: 26 seconds'],
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: '33' }, 'pass'],
    [
      'retry-after-agrees-with-reset',
      { status: 429, limit: '1000', retryAfter: '34' },
      'Retry-After: about 30 seconds / Retry-After: 34 seconds',
    ],
    // Both windows may be used up; then the wait is for the hour.
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: '3603' }, 'pass'],
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: '3604' }, 'Retry-After: about 30 seconds / Retry-After: 3604 seconds'],
    ['retry-after-agrees-with-reset', { status: 429, retryAfter: '30', ahead: 600, reset: second + 630 }, 'pass'],
    ['refusal-says-how-long', { status: 429, retryAfter: '30', body: { details: { retryAfterSeconds: 30 } } }, 'pass'],
    [
      'refusal-says-how-long',
      { status: 429, retryAfter: '30', body: { details: { retryAfterSeconds: 31 } } },
      'details.retryAfterSeconds: 30 / details.retryAfterSeconds: 31',
    ],
    ['refusal-says-how-long', { status: 429 }, 'no concern'],
    ['refusal-not-stored', { status: 429, cache: 'private, No-Store' }, 'pass'],
    ['refusal-not-stored', { status: 429, cache: 'max-age=1' }, 'Cache-Control: no-store / Cache-Control: max-age=1'],
    ['refusal-not-stored', { status: 429, cache: 'no-stores' }, 'Cache-Control: no-store / Cache-Control: no-stores'],
    ['refusal-not-stored', { status: 429 }, 'Cache-Control: no-store / no Cache-Control'],
    ['nothing-left-when-refused', { status: 429, remaining: '0' }, 'pass'],
    ['nothing-left-when-refused', { status: 429, remaining: '1' }, '0 requests left / 1 requests left'],
    // Without a key, the window may have any length.
    ['reset-within-window', { key: null, reset: second + 3602 }, 'pass'],
    ['reset-within-window', { status: 401, reset: second + 3602 }, 'pass'],
    // The reset is on the deployment's clock.
    ['reset-within-window', { ahead: 600, reset: second + 630 }, 'pass'],
    ['reset-within-window', { ahead: -600, reset: second - 570 }, 'pass'],
  ])('%s of %j: %s', (id, change, want) => {
    expect(said(id, [told(change)])).toBe(want)
  })

  test.each<readonly [told: Told]>([
    [{ reset: second - 4 }],
    [{ reset: second + 64 }],
    [{ limit: '1000', reset: second + 3604 }],
    [{ key: null, reset: second + 3604 }],
    [{ ahead: 600, reset: second + 30 }],
    [{ ahead: -600, reset: second + 30 }],
  ])('with the reset of %j is out of its window', (change) => {
    expect(said('reset-within-window', [told(change)])).toMatch(/^0 to \d+ seconds ahead \/ \d+ seconds (ahead|ago)$/)
  })
})

const forbidden = { error: 'No.', details: { code: 'FORBIDDEN', reason: 'INSUFFICIENT_SCOPE' } }

describe('overlapping responses', () => {
  /** The remaining requests of each response, and the times of sending and receipt. */
  const overlapping = (...all: readonly (readonly [left: number, sent: number, received: number, change?: Told])[]): Answered[] =>
    all.map(([left, sent, received, change]) => ({ ...told({ remaining: String(left), ...change }), order: { sent, received } }))

  test('may have been counted in any order', () => {
    expect(said('remaining-falls', overlapping([49, 1, 3], [50, 2, 4]))).toBe('pass')
    expect(said('remaining-falls', overlapping([48, 1, 6], [50, 2, 4], [49, 3, 5]))).toBe('pass')
  })

  test('are compared with responses received before they were sent', () => {
    expect(said('remaining-falls', overlapping([49, 1, 3], [50, 4, 6], [48, 5, 7]))).toBe('fewer than 49 requests left / 50 requests left')
    // Whatever came in between, and in any order.
    expect(said('remaining-falls', overlapping([47, 5, 8], [50, 6, 7], [49, 1, 4], [48, 2, 3]))).toBe(
      'fewer than 48 requests left / 50 requests left',
    )
  })

  test('are distinguished by the clock alone in a recording, to the millisecond', () => {
    const recorded = (...all: readonly (readonly [left: number, sentAt: number, receivedAt: number])[]): string => {
      const rule = rules.find(({ id }) => id === 'rate-limit/remaining-falls')!
      const exchanges = all.map(([left, sentAt, receivedAt]) => ({
        ...told({ remaining: String(left) }),
        sentAt: at + sentAt,
        receivedAt: at + receivedAt,
      }))
      return rule.kind === 'sequence' ? rule.judge(exchanges, context).is : ''
    }
    expect(recorded([49, 0, 10], [50, 11, 12])).toBe('fail')
    expect(recorded([49, 0, 10.4], [50, 11, 12])).toBe('pass')
    expect(recorded([49, 0, 10], [50, 10, 12])).toBe('pass')
    expect(recorded([49, 0, 100], [50, 1, 12])).toBe('pass')
  })

  test('may be on both sides of the end of a window', () => {
    const next = { after: 31, reset: second + 91 }
    expect(said('reset-constant-in-window', overlapping([9, 1, 4, { after: 29 }], [99, 2, 3, next], [98, 5, 6, next]))).toBe('pass')
    expect(said('reset-constant-in-window', overlapping([99, 1, 2, next], [9, 3, 4, { after: 32 }]))).not.toBe('pass')
  })

  test('may describe either window', () => {
    const hour = { limit: '1000', reset: second + 3000 }
    expect(said('tightest-window-described', overlapping([40, 2, 3, hour], [41, 1, 4]))).toBe('pass')
    expect(said('tightest-window-described', overlapping([40, 1, 2, hour], [41, 3, 4]))).not.toBe('pass')
  })
})

describe('consecutive responses', () => {
  test.each<readonly [id: string, exchanges: readonly Told[], want: string]>([
    ['remaining-falls', [{ remaining: '50' }, { remaining: '49', after: 1 }], 'pass'],
    ['remaining-falls', [{ remaining: '50' }, { remaining: '50', after: 1 }], 'fewer than 50 requests left / 50 requests left'],
    // The reset is rounded up or down.
    [
      'remaining-falls',
      [{ remaining: '50' }, { remaining: '50', after: 1, reset: second + 31 }],
      'fewer than 50 requests left / 50 requests left',
    ],
    [
      'remaining-falls',
      [
        { remaining: '50', reset: second + 31 },
        { remaining: '50', after: 1 },
      ],
      'fewer than 50 requests left / 50 requests left',
    ],
    // Another window may have more.
    ['remaining-falls', [{ remaining: '50' }, { remaining: '99', after: 40, reset: second + 90 }], 'pass'],
    // The headers may alternate between two windows.
    [
      'remaining-falls',
      [{ remaining: '50' }, { limit: '1000', remaining: '900', reset: second + 3000, after: 1 }, { remaining: '49', after: 2 }],
      'pass',
    ],
    [
      'remaining-falls',
      [{ remaining: '50' }, { limit: '1000', remaining: '900', reset: second + 3000, after: 1 }, { remaining: '50', after: 2 }],
      'fewer than 50 requests left / 50 requests left',
    ],
    ['reset-constant-in-window', [{}, { after: 10 }], 'pass'],
    ['reset-constant-in-window', [{}, { after: 10, reset: second + 31 }], 'pass'],
    ['reset-constant-in-window', [{}, { after: 40, reset: second + 90 }], 'pass'],
    // The window may end slightly before its reset, because of a clock difference.
    ['reset-constant-in-window', [{}, { after: 27, reset: second + 90 }], 'pass'],
    [
      'reset-constant-in-window',
      [
        { ahead: 600, reset: second + 630 },
        { ahead: 600, after: 31, reset: second + 690 },
      ],
      'pass',
    ],
    // The headers describe the window with the fewest remaining requests.
    ['tightest-window-described', [{}], 'pass'],
    ['tightest-window-described', [{ limit: '1000', remaining: '99', reset: second + 3000 }], 'pass'],
    [
      'tightest-window-described',
      [{ after: -1 }, { limit: '1000', remaining: '100', reset: second + 3000 }],
      'the minute window, which has fewer requests left / the hour window with 100 requests left',
    ],
    // The limit of the minute is also known from a later response, and a rejection shows that none is left.
    [
      'tightest-window-described',
      [{ limit: '1000', remaining: '100', reset: second + 3000 }, { after: 1 }],
      'the minute window, which has fewer requests left / the hour window with 100 requests left',
    ],
    [
      'tightest-window-described',
      [{ limit: '1000', remaining: '899', reset: second + 3000, status: 429 }],
      'the minute window, which has no requests left / the hour window with 899 requests left',
    ],
    // If the minute is never described, its limit may be as high as that of the hour.
    ['tightest-window-described', [{ limit: '1000', remaining: '999', reset: second + 3000 }], 'pass'],
    // The end of an hour window still belongs to the hour.
    [
      'tightest-window-described',
      [
        { limit: '1000', remaining: '60', reset: second + 100 },
        { limit: '1000', remaining: '40', after: 50, reset: second + 100 },
        { remaining: '41', after: 51, reset: second + 80 },
      ],
      'the hour window, which has at most 40 requests left / the minute window with 41 requests left',
    ],
    [
      'tightest-window-described',
      [
        { limit: '1000', remaining: '40', reset: second + 3000 },
        { remaining: '40', after: 1 },
      ],
      'pass',
    ],
    [
      'tightest-window-described',
      [
        { limit: '1000', remaining: '40', reset: second + 3000 },
        { remaining: '41', after: 1 },
      ],
      'the hour window, which has at most 40 requests left / the minute window with 41 requests left',
    ],
    [
      'tightest-window-described',
      [
        { limit: '1000', remaining: '40', reset: second + 10 },
        { remaining: '41', after: 20, reset: second + 60 },
      ],
      'pass',
    ],
    ['tightest-window-described', [{ limit: '250', remaining: '240' }], 'pass'],
    [
      'tightest-window-described',
      [
        { limit: '250', remaining: '240' },
        { limit: '2500', remaining: '250', after: 1, reset: second + 3000 },
      ],
      'the minute window, which has fewer requests left / the hour window with 250 requests left',
    ],
    ['tightest-window-described', [{ key: null, limit: '1000', remaining: '900' }], 'no concern'],
    ['tightest-window-described', [{ limit: '1000', remaining: '900', reset: 'soon' }], 'no concern'],
    ['limit-as-promised', [{}, { limit: '1000' }], 'pass'],
    // The deployment may promise more than the defaults, if it does so consistently.
    ['limit-as-promised', [{ limit: '250' }, { limit: '250', after: 1 }], 'pass'],
    ['limit-as-promised', [{ limit: '250' }, { limit: '2500', reset: second + 3000, after: 1 }], 'pass'],
    ['limit-as-promised', [{ limit: '5000' }, { limit: '1000', reset: second + 3000, after: 1 }], 'pass'],
    [
      'limit-as-promised',
      [
        { limit: '1000', reset: second + 3000 },
        { limit: '1000', reset: second + 30, after: 2970 },
      ],
      'pass',
    ],
    ['limit-as-promised', [{}, { limit: '250' }], 'limit 100 per minute, as before / limit 250'],
    [
      'limit-as-promised',
      [{}, { limit: '1500', after: 1 }, { limit: '1000', reset: second + 3000, after: 2 }],
      'limit 100 per minute, as before / limit 1500',
    ],
    [
      'limit-as-promised',
      [
        { limit: '2000', reset: second + 3000 },
        { limit: '1000', reset: second + 3000, after: 1 },
      ],
      'limit 2000 per hour, as before / limit 1000',
    ],
    // Less is a violation, for the minute and for the hour.
    ['limit-as-promised', [{ limit: '99' }], 'limit of at least 100 / limit 99'],
    ['limit-as-promised', [{ limit: '999', reset: second + 3000 }], 'limit of at least 1000 per hour / limit 999'],
    [
      'limit-as-promised',
      [
        { limit: '2500', reset: second + 1000 },
        { limit: '2500', after: 1100, reset: second + 2800 },
      ],
      '2500 requests per hour / 2500 requests per 1800 seconds',
    ],
    // A rejection because of the rate limit is 429.
    ['refusal-is-429', [{ remaining: '0', status: 429 }], 'pass'],
    ['refusal-is-429', [{ remaining: '0', status: 503 }], '429, because no requests are left / 503'],
    ['refusal-is-429', [{ remaining: '1', status: 503 }], 'pass'],
    ['refusal-is-429', [{ remaining: '0', status: 502 }], 'pass'],
    ['refusal-is-429', [{ remaining: '0', status: 403 }], '429, because no requests are left / 403'],
    ['refusal-is-429', [{ remaining: '0', status: 403, body: forbidden }], 'pass'],
    ['refusal-is-429', [{ remaining: '0', status: 403, body: forbidden, retryAfter: '30' }], '429, because no requests are left / 403'],
    [
      'refusal-is-429',
      [
        { remaining: '0', status: 200 },
        { remaining: '0', status: 403, body: forbidden, after: 1 },
      ],
      '429, because no requests are left / 403',
    ],
    [
      'refusal-is-429',
      [
        { remaining: '0', status: 200 },
        { remaining: '0', status: 403, body: forbidden, after: 40, reset: second + 90 },
      ],
      'pass',
    ],
    ['refusal-is-429', [{ remaining: '0', status: 503, key: null }], 'no concern'],
  ])('%s of %j: %s', (id, exchanges, want) => {
    expect(said(id, exchanges.map(told))).toBe(want)
  })

  test.each<readonly [exchanges: readonly Told[]]>([
    [[{}, { after: 10, reset: second + 32 }]],
    [[{}, { after: 26, reset: second + 90 }]],
    [[{}, { after: 40, reset: second + 10 }]],
    [
      [
        { ahead: 600, reset: second + 630 },
        { ahead: 600, after: 20, reset: second + 680 },
      ],
    ],
  ])('the reset moves in %j', (exchanges) => {
    expect(said('reset-constant-in-window', exchanges.map(told))).not.toBe('pass')
  })
})
