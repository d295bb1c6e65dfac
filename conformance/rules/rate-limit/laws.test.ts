import { describe, expect, test } from 'vitest'
import type { Answered } from '../../exchange.ts'
import { answer, at, bench } from '../../fixture.ts'
import { rules } from '../index.ts'

const second = at / 1000
interface Told {
  readonly limit?: string
  readonly remaining?: string
  readonly reset?: string | number
  /** Seconds after the first answer. */
  readonly after?: number
  readonly status?: number
  readonly key?: string | null
  /** Seconds by which the deployment's clock is ahead. */
  readonly ahead?: number
}

/** An answer with a window of a hundred a minute, half of it spent, unless told otherwise. */
function told({ limit = '100', remaining = '50', reset = second + 30, after = 0, ahead = 0, ...rest }: Told = {}): Answered {
  const sentAt = at + after * 1000
  return answer({
    ...rest,
    sentAt,
    headers: [
      ['Date', new Date(sentAt + ahead * 1000).toUTCString()],
      ['X-RateLimit-Limit', limit],
      ['X-RateLimit-Remaining', remaining],
      ['X-RateLimit-Reset', String(reset)],
    ],
  })
}

function said(id: string, exchanges: readonly Answered[]): string {
  const rule = rules.find((each) => each.id === `rate-limit/${id}`)!
  if (rule.kind === 'probe') throw new Error('it asks for more')
  const concerned = exchanges.filter((each) => rule.concerns(each, bench))
  const [only] = concerned
  if (only === undefined) return 'no concern'
  const judgement = rule.kind === 'law' ? rule.judge(only, bench) : rule.judge(concerned, bench)
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}

describe('one answer', () => {
  test.each<readonly [id: string, told: Told, want: string]>([
    ['headers-present', {}, 'pass'],
    ['headers-present', { key: null }, 'no concern'],
    ['headers-present', { status: 401 }, 'no concern'],
    ['header-syntax', { remaining: 'x5' }, 'X-RateLimit-Remaining as one whole number / X-RateLimit-Remaining: x5'],
    ['header-syntax', { remaining: '5x' }, 'X-RateLimit-Remaining as one whole number / X-RateLimit-Remaining: 5x'],
    ['remaining-never-exceeds-limit', { remaining: '100' }, 'pass'],
    ['remaining-never-exceeds-limit', { remaining: '101' }, 'at most 100 / 101'],
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
    // Without a key the window may be any.
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

describe('one answer after the other', () => {
  test.each<readonly [id: string, exchanges: readonly Told[], want: string]>([
    ['remaining-falls', [{ remaining: '50' }, { remaining: '49', after: 1 }], 'pass'],
    ['remaining-falls', [{ remaining: '50' }, { remaining: '50', after: 1 }], 'fewer than 50 left / 50 left'],
    // The reset is rounded, up or down.
    ['remaining-falls', [{ remaining: '50' }, { remaining: '50', after: 1, reset: second + 31 }], 'fewer than 50 left / 50 left'],
    [
      'remaining-falls',
      [
        { remaining: '50', reset: second + 31 },
        { remaining: '50', after: 1 },
      ],
      'fewer than 50 left / 50 left',
    ],
    // Another window may have more.
    ['remaining-falls', [{ remaining: '50' }, { remaining: '99', after: 40, reset: second + 90 }], 'pass'],
    // Two windows may take turns.
    [
      'remaining-falls',
      [{ remaining: '50' }, { limit: '1000', remaining: '900', reset: second + 3000, after: 1 }, { remaining: '49', after: 2 }],
      'pass',
    ],
    [
      'remaining-falls',
      [{ remaining: '50' }, { limit: '1000', remaining: '900', reset: second + 3000, after: 1 }, { remaining: '50', after: 2 }],
      'fewer than 50 left / 50 left',
    ],
    ['reset-constant-in-window', [{}, { after: 10 }], 'pass'],
    ['reset-constant-in-window', [{}, { after: 10, reset: second + 31 }], 'pass'],
    ['reset-constant-in-window', [{}, { after: 40, reset: second + 90 }], 'pass'],
    // The window may be over a little before its reset, by a clock that differs.
    ['reset-constant-in-window', [{}, { after: 27, reset: second + 90 }], 'pass'],
    [
      'reset-constant-in-window',
      [
        { ahead: 600, reset: second + 630 },
        { ahead: 600, after: 31, reset: second + 690 },
      ],
      'pass',
    ],
  ])('%s of %j: %s', (id, exchanges, want) => {
    expect(said(id, exchanges.map(told))).toBe(want)
  })

  test.each<readonly [exchanges: readonly Told[]]>([
    [[{}, { after: 10, reset: second + 32 }]],
    [[{}, { after: 26, reset: second + 90 }]],
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
