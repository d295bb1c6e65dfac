import { describe, expect, test } from 'vitest'
import { causesOf } from './causes.ts'
import type { ReportedExchange } from './reported-exchange.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

const exchange = (number: number, headers: ReportedExchange['headers'] = []): ReportedExchange => ({
  number,
  request: 'GET /things',
  curl: 'curl',
  sent: { headers: [] },
  at: 0,
  milliseconds: 1,
  status: 200,
  headers,
})

const finding = (rule: `${ReportedVerdict['area']}/${string}`, change: Partial<ReportedVerdict> = {}): ReportedVerdict => ({
  id: `${rule}:${change.operation ?? 'deployment'}`,
  rule,
  area: rule.slice(0, rule.indexOf('/')) as ReportedVerdict['area'],
  level: 'MUST',
  title: 'does something',
  cites: ['R01'],
  operation: null,
  outcome: 'fail',
  severity: 'promise',
  basis: 'promised',
  judged: 1,
  ...change,
})
const shown = (verdicts: readonly ReportedVerdict[]) =>
  causesOf(verdicts).map(({ rule, consequences }) => [rule, ...consequences.map((each) => each.rule)].sort())

test('passes, waived and inconclusive checks have no cause', () => {
  expect(causesOf((['pass', 'waived', 'inconclusive', 'not-run'] as const).map((outcome) => finding('status/one', { outcome })))).toEqual(
    [],
  )
})

test('one rule on many operations is one cause, with all of them', () => {
  const operations = Array.from({ length: 40 }, (_, index) => `operation${index}`)
  const causes = causesOf(
    operations.map((operation, index) => finding('error/one', { operation, exchange: exchange(index + 1), seen: 'x' })),
  )
  expect(causes).toHaveLength(1)
  expect(causes[0]).toMatchObject({ rule: 'error/one', operations, consequences: [] })
  expect(causes[0]?.findings).toHaveLength(40)
})

describe('findings of several rules', () => {
  const at = (number: number, operation = 'list'): Partial<ReportedVerdict> => ({ operation, exchange: exchange(number) })

  test('in one exchange have one cause', () => {
    expect(shown([finding('status/one', at(1)), finding('error/two', at(1))])).toEqual([['error/two', 'status/one']])
  })

  test('in different exchanges and operations have different causes', () => {
    expect(shown([finding('status/one', at(1)), finding('error/two', at(2, 'other'))])).toHaveLength(2)
  })

  test('about one header have one cause, wherever they show', () => {
    const missing = { seen: 'no X-Request-Id' }
    expect(shown([finding('header/one', { ...at(1), ...missing }), finding('error/two', { ...at(2, 'other'), ...missing })])).toHaveLength(
      1,
    )
  })

  test('about two headers of one response have two causes', () => {
    expect(
      shown([
        finding('header/one', { ...at(1), seen: 'no X-Request-Id' }),
        finding('rate-limit/two', { ...at(1), seen: 'no Retry-After' }),
      ]),
    ).toHaveLength(2)
  })

  test('about a header and a value of one response have two causes', () => {
    expect(
      shown([
        finding('header/one', { ...at(1), seen: 'no X-Request-Id' }),
        finding('schema/two', { ...at(1), seen: '/data/0/name is null' }),
      ]),
    ).toHaveLength(2)
  })

  test('about one property of one operation have one cause, also in different exchanges', () => {
    const wrong = { seen: '/data/0/name is null' }
    expect(shown([finding('schema/one', { ...at(1), ...wrong }), finding('pagination/two', { ...at(2), ...wrong })])).toHaveLength(1)
    expect(shown([finding('schema/one', { ...at(1), ...wrong }), finding('pagination/two', { ...at(2, 'other'), ...wrong })])).toHaveLength(
      2,
    )
  })

  test('of one operation have one cause if their areas are related', () => {
    expect(shown([finding('write/one', at(1)), finding('schema/two', at(2))])).toHaveLength(1)
    expect(shown([finding('write/one', at(1)), finding('rate-limit/two', at(2))])).toHaveLength(2)
  })

  test('that see the same error code have one cause', () => {
    const seen = '401 UNAUTHORIZED INVALID_API_KEY'
    expect(shown([finding('authentication/one', { ...at(1), seen }), finding('tenant/two', { ...at(2, 'other'), seen })])).toHaveLength(1)
  })
})

describe('the order', () => {
  test('is outcome, severity, reach', () => {
    const causes = causesOf([
      finding('status/a', { outcome: 'warn', severity: 'recommendation', exchange: exchange(1), operation: 'a' }),
      finding('header/b', { severity: 'promise', exchange: exchange(2), operation: 'b', seen: 'no X-One-Two' }),
      finding('error/c', { severity: 'promise', exchange: exchange(3), operation: 'c' }),
      finding('error/c', { severity: 'promise', exchange: exchange(4), operation: 'd' }),
      finding('tenant/e', { severity: 'critical', exchange: exchange(5), operation: 'e' }),
      finding('negotiation/f', { outcome: 'error', severity: 'promise', exchange: exchange(6), operation: 'f' }),
    ])
    expect(causes.map(({ rule }) => rule)).toEqual(['negotiation/f', 'tenant/e', 'error/c', 'header/b', 'status/a'])
  })

  test('takes the severity from the findings with the worst outcome', () => {
    const [cause] = causesOf([
      finding('tenant/a', { outcome: 'warn', severity: 'critical', exchange: exchange(1), operation: 'a' }),
      finding('error/b', { severity: 'promise', exchange: exchange(1), operation: 'a' }),
    ])
    expect(cause).toMatchObject({ outcome: 'fail', severity: 'promise' })
  })
})

describe('a server that fails whatever it is asked', () => {
  const at = (number: number): Partial<ReportedVerdict> => ({ operation: 'addThing', exchange: exchange(number) })
  const failing = (count: number) => [
    finding('error/well-formed', { ...at(1), seen: 'no JSON' }),
    ...Array.from({ length: count }, (_, index) => finding(`error/refused-${index}`, { ...at(1), seen: '500 without details.code' })),
    finding('status/no-failure', { ...at(1), seen: '500' }),
  ]

  test('is named by the rule about failures, not by what was asked', () => {
    const [cause] = causesOf(failing(5))
    expect(cause?.rule).toBe('status/no-failure')
    expect(cause?.findings).toEqual(['status/no-failure:addThing'])
    expect(cause?.consequences.map(({ rule }) => rule)).toContain('error/well-formed')
    expect(cause?.consequences).toHaveLength(6)
  })

  test('is not meant if only few rules met a failure', () => {
    const few = failing(4)
    expect(causesOf(few)[0]?.rule).toBe(causesOf(few.map((each) => ({ ...each, seen: 'something' })))[0]?.rule)
  })
})

test('every finding belongs to exactly one cause', () => {
  const verdicts = [
    finding('status/a', { exchange: exchange(1), operation: 'a' }),
    finding('error/b', { exchange: exchange(1), operation: 'a' }),
    finding('error/b', { id: 'error/b:b', exchange: exchange(7), operation: 'b' }),
    finding('schema/c', { operation: 'c' }),
  ]
  const ids = causesOf(verdicts).flatMap(({ findings, consequences }) => [...findings, ...consequences.flatMap((each) => each.findings)])
  expect(ids.sort()).toEqual(verdicts.map(({ id }) => id).sort())
})
