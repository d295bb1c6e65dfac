import { describe, expect, test } from 'vitest'
import type { Answered } from '../../model/exchange.ts'
import { answer, at, context, requestOf } from '../../testing/fixture.ts'
import { rules } from '../index.ts'

interface Told {
  readonly status?: number
  readonly code?: string
  readonly limit?: number
  readonly remaining?: number
  readonly reset?: number
  /** Milliseconds after the first request. */
  readonly after?: number
}

const told = ({ status = 200, code, limit, remaining, reset, after = 0 }: Told = {}): Answered =>
  answer({
    planned: requestOf({ effect: 'quota' }),
    status,
    sentAt: at + after,
    headers: Object.entries({ Limit: limit, Remaining: remaining, Reset: reset }).flatMap(([name, value]) =>
      value === undefined ? [] : [[`X-RateLimit-${name}`, String(value)] as const],
    ),
    body: code === undefined ? {} : { details: { code } },
  })
const refusal: Told = { status: 429, code: 'RATE_LIMIT_EXCEEDED' }

function said(id: string, answers: Readonly<Record<string, Told>>): string {
  const rule = rules.find((each) => each.id === `rate-limit/${id}`)!
  if (rule.kind !== 'probe') throw new Error('it asks for nothing')
  const judgement = rule.judge(Object.fromEntries(Object.entries(answers).map(([name, each]) => [name, told(each)])), {}, context)
  return judgement.is === 'fail'
    ? `${judgement.expected} / ${judgement.seen}`
    : judgement.is === 'pass'
      ? 'pass'
      : judgement.is === 'not-run'
        ? `not run: ${judgement.why}`
        : judgement.missing
}

describe('a burst of a hundred requests, and one more', () => {
  const burst = (change: Readonly<Record<number, Told>> = {}): Record<string, Told> =>
    Object.fromEntries(
      Array.from({ length: 101 }, (_, index) => [
        `request ${index + 1}`,
        change[index + 1] ?? (index === 100 ? refusal : { remaining: 99 - index }),
      ]),
    )

  test.each<readonly [what: string, change: Readonly<Record<number, Told>>, want: string]>([
    ['is refused in the end', {}, 'pass'],
    ['is not refused', { 101: {} }, '429 for request 101 within a minute / 200'],
    [
      'is not refused, since more is promised',
      { 1: { limit: 250, remaining: 249 }, 101: { limit: 250, remaining: 149 } },
      'not run: the deployment allows a key 250 requests; the suite sends only 101 to reach a limit',
    ],
    [
      'is not refused, since the hour alone is limited',
      { 1: { limit: 1000, remaining: 999 }, 101: { limit: 1000, remaining: 899 } },
      'not run: the deployment allows a key 1000 requests; the suite sends only 101 to reach a limit',
    ],
    ['is not refused, though no more is promised', { 101: { limit: 100, remaining: 0 } }, '429 for request 101 within a minute / 200'],
    [
      'is rejected before the promised limit',
      { 1: { limit: 250, remaining: 249 } },
      '200 for each of 249 more requests after the first, as its response said / 429 RATE_LIMIT_EXCEEDED for request 101',
    ],
    ['is refused by a minute that was not described', { 1: { limit: 1000, remaining: 999 } }, 'pass'],
    ['is refused otherwise', { 101: { status: 503 } }, '429 for request 101 within a minute / 503 without details.code'],
    ['is refused with another code', { 101: { status: 429, code: 'CONFLICT' } }, '429 RATE_LIMIT_EXCEEDED / 429 CONFLICT'],
    ['is refused too early', { 50: refusal }, '200 for each of 100 requests / 429 RATE_LIMIT_EXCEEDED for request 50'],
    ['is turned away otherwise', { 7: { status: 403 } }, '200 for each of 100 requests / 403 without details.code for request 7'],
    ['is answered with a status that another rule judges', { 7: { status: 404 } }, 'pass'],
    ['was begun elsewhere', { 1: { remaining: 48 }, 50: refusal }, 'another client used the key within the same minute'],
    [
      'was begun elsewhere, and ends before it said',
      { 1: { remaining: 49 }, 50: refusal },
      '200 for each of 49 more requests after the first, as its response said / 429 RATE_LIMIT_EXCEEDED for request 50',
    ],
    [
      'was started by another client, and is turned away otherwise',
      { 1: { remaining: 98 }, 50: { status: 403 } },
      '200 for each of 98 more requests after the first, as its response said / 403 without details.code for request 50',
    ],
    ['does not say what is left', { 1: {}, 50: refusal }, '200 for each of 100 requests / 429 RATE_LIMIT_EXCEEDED for request 50'],
    ['took almost a minute', { 101: { ...refusal, after: 54_990 } }, 'pass'],
    ['took a minute', { 101: { ...refusal, after: 54_991 } }, 'the 100 requests took longer than a minute'],
  ])('%s', (_what, change, want) => {
    expect(said('minute-enforced', burst(change))).toBe(want)
  })
})

describe('a limited key', () => {
  test.each<readonly [id: string, answers: Readonly<Record<string, Told>>, want: string]>([
    ['served-after-retry-after', { refusal, later: { limit: 100, remaining: 98 } }, 'pass'],
    ['served-after-retry-after', { refusal, later: { limit: 100, remaining: 97 } }, 'a new one-minute window / 97 of 100 requests left'],
    ['served-after-retry-after', { refusal, later: { limit: 1000, remaining: 1 } }, 'pass'],
    ['served-after-retry-after', { refusal, later: { limit: 100 } }, 'pass'],
    ['served-after-retry-after', { refusal, later: { remaining: 1 } }, 'pass'],
    ['served-after-retry-after', { refusal, later: refusal }, '200 / 429 RATE_LIMIT_EXCEEDED'],
    ['served-after-retry-after', { refusal: {}, later: {} }, 'the key did not reach its rate limit (the last request returned 200)'],
    ['keys-counted-apart', { refusal, served: {} }, 'pass'],
    ['keys-counted-apart', { refusal, served: refusal }, '200 / 429 RATE_LIMIT_EXCEEDED'],
    ['limit-is-per-key', { refusal, elsewhere: refusal }, 'pass'],
    ['limit-is-per-key', { refusal, elsewhere: {} }, '429 / 200'],
    ['key-asked-first', { before: { status: 401, remaining: 9 }, refusal, anonymous: { status: 401, code: 'UNAUTHORIZED' } }, 'pass'],
    ['key-asked-first', { before: { status: 401, remaining: 9 }, refusal, anonymous: refusal }, '401 / 429 RATE_LIMIT_EXCEEDED'],
    [
      'key-asked-first',
      { before: { status: 401, remaining: 1 }, refusal, anonymous: refusal },
      '429 returned before the request was checked for the planted fault',
    ],
  ])('%s of %j: %s', (id, answers, want) => {
    expect(said(id, answers)).toBe(want)
  })
})

test.each<readonly [second: Told, want: string]>([
  [{ limit: 100, remaining: 49, reset: 1000 }, 'pass'],
  [{ limit: 100, remaining: 49, reset: 1001 }, 'pass'],
  [{ limit: 100, remaining: 48, reset: 1000 }, '49 requests left / 48 requests left'],
  [{ limit: 100, remaining: 48, reset: 1002 }, 'the two responses are not in one window'],
  [{ limit: 1000, remaining: 49, reset: 1000 }, 'the two responses are not in one window'],
  [{ status: 404 }, 'one of the three ordinary requests returned 404 without details.code'],
])('a key with 50 left, then %j: %s', (second, want) => {
  expect(said('others-traffic-unseen', { first: { limit: 100, remaining: 50, reset: 1000 }, others: {}, second })).toBe(want)
})
