import { describe, expect, test } from 'vitest'
import type { ReportedExchange } from '../reported-exchange.ts'
import { excerpt } from './bodies.ts'
import { jsonLines } from './json-lines.ts'
import { placesOf } from './places.ts'

const exchange: ReportedExchange = {
  number: 1,
  request: 'GET /',
  curl: 'curl',
  sent: { headers: [] },
  at: 0,
  milliseconds: 1,
  status: 404,
  headers: [
    ['Date', 'now'],
    ['X-Kind', 'a'],
  ],
}
const received =
  jsonLines(
    JSON.stringify({
      data: [
        { id: 'prod_b3rr8watgcm1', cost: '1.50' },
        { id: 'b', unitCost: 2, at: '2024-07-14' },
      ],
      total: 51,
    }),
  ) ?? []
const placesIn = (expected: string, seen: string) => {
  const { isStatus, headers, absent, received: lines } = placesOf({ expected, seen }, exchange, received, [])
  return [
    ...(isStatus ? ['status'] : []),
    ...headers.map((each) => exchange.headers?.[each]?.[0]),
    ...absent.map((each) => `no ${each}`),
    ...lines.map((each) => received[each]?.text.trim().replace(/,$/, '')),
  ]
}

describe('the places of a finding', () => {
  test.each<readonly [expected: string, seen: string, want: readonly string[]]>([
    ['200', '404', ['status']],
    ['200', '500', []],
    [
      'the documented schema',
      '/data/1/unitCost must be string; /data/0/id must be integer',
      ['"id": "prod_b3rr8watgcm1"', '"unitCost": 2'],
    ],
    ['the documented schema', "/data/1 must have required property 'x'", ['{']],
    ['the documented schema', '/data/7/unitCost must be string', ['"data": [']],
    ['no such resource', 'Product prod_b3rr8watgcm1 at /', ['"id": "prod_b3rr8watgcm1"']],
    ['"2025-01-01" first', 'the opposite order: "2024-07-14"', ['"at": "2024-07-14"']],
    ['total 50', 'total 51', ['"total": 51']],
    ['unitCost 3, as in the list', '2', ['"unitCost": 2']],
    ['a Date header', 'Date: now', ['Date']],
    ['a date', 'another date', []],
    ['X-Kind and X-Other', 'missing: X-Other', ['no X-Other']],
    ['X-Kind b', 'something else', ['X-Kind']],
    ['anything', 'something', []],
  ])('that expects %j and sees %j', (expected, seen, want) => {
    expect(placesIn(expected, seen)).toEqual(want)
  })
})

describe('an excerpt', () => {
  const body = Array.from({ length: 100 }, (_, index) => ({ text: `line ${index}`, pointer: '' }))

  test('is the whole of a short body', () => {
    expect(excerpt(body.slice(0, 60), [59]).lines).toHaveLength(60)
  })

  test('is the beginning, and what is around each place', () => {
    const { lines, at } = excerpt(body, [50])
    expect(lines.slice(7)).toEqual([
      'line 7',
      '… 38 lines not shown',
      ...Array.from({ length: 9 }, (_, index) => `line ${46 + index}`),
      '… 45 lines not shown',
    ])
    expect(lines[at.get(50) ?? 0]).toBe('line 50')
  })

  test('leaves no short gaps', () => {
    expect(excerpt(body, [15]).lines.slice(0, 20)).toEqual(body.slice(0, 20).map(({ text }) => text))
  })

  test('cuts long lines', () => {
    expect(excerpt([{ text: 'x'.repeat(1000), pointer: '' }], []).lines[0]).toHaveLength(401)
  })
})
