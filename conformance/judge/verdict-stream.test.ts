import { describe, expect, test } from 'vitest'
import type { Exchange } from '../model/exchange.ts'
import { answer, aProbe, context, instanceOf, planOf, requestOf, unanswered } from '../testing/fixture.ts'
import { fails } from '../model/judgement.ts'
import { VerdictStream } from './verdict-stream.ts'

const [a, b] = [requestOf({ query: [['a', '1']] }), requestOf({ query: [['b', '1']] })]
const rule = aProbe({
  judge: (answers) =>
    fails(
      'nothing',
      Object.entries(answers)
        .map(([name, { reply }]) => `${name} ${reply.status}`)
        .join(' '),
    ),
})
const ofBoth = instanceOf(rule, { first: a, second: b })
const ofOne = instanceOf(rule, { only: b })

/** The verdicts after each exchange. */
const told = (instances: Parameters<typeof planOf>[0], ...exchanges: readonly Exchange[]): unknown[] => {
  const stream = new VerdictStream(planOf(instances), context)
  return exchanges.map((each) => stream.take(each).map(({ seen, outcome, why }) => seen ?? why ?? outcome))
}

describe('a verdict is final', () => {
  test('as soon as the last of its responses has arrived, and only once', () => {
    expect(told([ofBoth, ofOne], answer({ planned: a }), answer({ planned: b }), answer({ planned: b }))).toEqual([
      [],
      ['first 200 second 200', 'only 200'],
      [],
    ])
    expect(told([ofOne, ofBoth], answer({ planned: b }), answer({ planned: a }))).toEqual([['only 200'], ['first 200 second 200']])
  })

  test('for a probe with one request under two names', () => {
    expect(told([instanceOf(rule, { first: a, second: a })], answer({ planned: a }))).toEqual([['first 200 second 200']])
  })

  test('not for a request that no probe needs', () => {
    expect(told([ofOne], answer({ planned: a }))).toEqual([[]])
  })

  test.each([
    ['is repeated', answer({ planned: b, status: 429 })],
    ['may be caused by a missing permission', answer({ planned: b, status: 403 })],
    ['is missing', unanswered({ planned: b })],
  ])('only at the end if a response %s', (_what, exchange) => {
    expect(told([ofOne, ofBoth], answer({ planned: a }), exchange, answer({ planned: b }))).toEqual([[], [], []])
    expect(told([ofBoth], exchange, answer({ planned: a }))).toEqual([[], []])
  })

  test('only at the end if an earlier request was rejected', () => {
    const later = requestOf({ after: [a] })
    const instance = instanceOf(rule, { later })
    expect(told([instance], answer({ planned: a, status: 403 }), answer({ planned: later }))).toEqual([[], []])
    expect(told([instance], answer({ planned: later }))).toEqual([[]])
    expect(told([instance], answer({ planned: a, status: 404 }), answer({ planned: later }))).toEqual([[], ['later 200']])
  })
})
