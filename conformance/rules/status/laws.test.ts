import { describe, expect, test } from 'vitest'
import type { Answered } from '../../exchange.ts'
import { answer, bench, requestOf } from '../../fixture.ts'
import type { Request } from '../../request.ts'
import { rules } from '../index.ts'

const rule = rules.find(({ id }) => id === 'status/same-fault-same-status')!
const said = (...exchanges: readonly Answered[]): string => {
  if (rule.kind !== 'sequence') throw new Error('it is no sequence')
  const judgement = rule.judge(
    exchanges.filter((each) => rule.concerns(each, bench)),
    bench,
  )
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}
const fault = (status: number, query: Request['query'] = [['limit', '0']], change: Partial<Request> = {}): Answered =>
  answer({ status, planned: requestOf({ query, ...change }) })

describe('one fault in a query', () => {
  const reference = { from: requestOf(), pointer: '/data/0/id' }

  test.each<readonly [what: string, exchanges: readonly Answered[], want: string]>([
    ['is answered alike', [fault(400), fault(400, undefined, { operation: 'listTransfers' })], 'pass'],
    [
      'is answered otherwise elsewhere',
      [fault(400), fault(422, undefined, { operation: 'listTransfers' })],
      '400 to ?limit=0, as elsewhere / 422',
    ],
    ['is another one', [fault(400), fault(422, [['limit', 'x']])], 'pass'],
    [
      'is two',
      [
        fault(400, [
          ['a', '1'],
          ['b', '2'],
        ]),
        fault(422, [
          ['a', '1'],
          ['b', '2'],
        ]),
      ],
      '400 to ?a=1&b=2, as elsewhere / 422',
    ],
    ['is none where it is served', [fault(400), fault(200), fault(399), fault(500)], 'pass'],
    ['is not seen where something else is refused first', [fault(400), fault(401), fault(403), fault(429)], 'pass'],
    ['is not in the query', [fault(400, []), fault(422, [])], 'pass'],
    ['is in a header as well', [fault(400), fault(422, undefined, { headers: { Accept: 'text/html' } })], 'pass'],
    [
      'is with what no other list has',
      [
        fault(400, [
          ['a', '1'],
          ['id', reference],
        ]),
        fault(422, [
          ['a', '1'],
          ['id', reference],
        ]),
      ],
      'pass',
    ],
  ])('%s', (_what, exchanges, want) => {
    expect(said(...exchanges)).toBe(want)
  })

  test('is the last of a client error at 499', () => {
    expect(said(fault(400), fault(499))).toBe('400 to ?limit=0, as elsewhere / 499')
  })

  test('is none outside the contract', () => {
    const { operation: _operation, ...outside } = requestOf({ query: [['limit', '0']] })
    expect(said(fault(400), answer({ status: 422, planned: outside }))).toBe('pass')
  })
})
