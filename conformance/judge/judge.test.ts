import { describe, expect, test } from 'vitest'
import { api } from '../profile/index.ts'
import { decided, promised } from '../model/basis.ts'
import { aLaw, answer, aProbe, aSequence, context, instanceOf, planOf, recordOf, requestOf, unanswered } from '../testing/fixture.ts'
import { json, type Answered, type Exchange } from '../model/exchange.ts'
import { keyOf, type Reference, type Request } from '../model/request.ts'
import { fails, ifUnchanged, passes, unclear, untried, type Judgement } from '../model/judgement.ts'
import type { Law, Probe, Rule } from '../model/rule.ts'
import { rules } from '../rules/index.ts'
import { isAboutSafety } from '../model/safety.ts'
import { doubtAbout, judge, judgeInstance } from './judge.ts'
import { repetitionsOf, type Instance } from '../plan/model.ts'
import { areaOf } from '../model/rule.ts'
import type { Verdict } from './verdict.ts'

const nothing = planOf([])
const judged = (rules: readonly Rule[], exchanges: readonly Exchange[]) => judge(rules, nothing, recordOf(exchanges), context)
/** The parts of a verdict that a table shows. */
const brief = ({ outcome, operation, about, why, by, judged, exchange, runLevel }: Verdict) => ({
  outcome,
  ...(operation === undefined ? {} : { operation }),
  ...(about === undefined ? {} : { about }),
  ...(why === undefined ? {} : { why }),
  ...(by === undefined ? {} : { by }),
  ...(exchange === undefined ? {} : { exchange: exchange.number }),
  runLevel,
  judged,
})

test('the area of a rule is the first part of its id', () => {
  expect(areaOf(aLaw({ id: 'rate-limit/some-thing' }))).toBe('rate-limit')
})

describe('a beta operation', () => {
  // One beta operation, and the same rules on a stable one.
  const said = (rule: Rule, operation: 'suggestProductCategories' | 'listProducts' = 'suggestProductCategories') =>
    judge([rule], planOf([]), recordOf([answer({ planned: requestOf({ operation }) })]), context).map(({ outcome }) => outcome)
  const failing = { judge: () => fails('a', 'b') } as const
  const aRule = (change: Partial<Law>): Rule => aLaw({ ...failing, ...change })

  test.each<readonly [what: string, change: Partial<Law>, want: 'fail' | 'warn']>([
    ['its shape', { id: 'schema/x' }, 'warn'],
    ['its headers', { id: 'header/x' }, 'warn'],
    ['a status', { id: 'status/x' }, 'warn'],
    ['limits', { id: 'pagination/x', cites: ['D08', 'OWASP API4:2023'] }, 'warn'],
    ['authentication', { id: 'authentication/x' }, 'fail'],
    ['tenant isolation', { id: 'tenant/x' }, 'fail'],
    ['a risk', { id: 'write/x', cites: ['D10', 'OWASP API3:2023'] }, 'fail'],
    ['a rule marked as safety', { id: 'header/x', safety: true }, 'fail'],
    ['a SHOULD, though about safety', { id: 'authentication/x', level: 'SHOULD' }, 'warn'],
  ])('with a fault about %s', (_what, change, want) => {
    expect(said(aRule(change))).toEqual([want])
    expect(said(aRule(change), 'listProducts')).toEqual([change.level === 'SHOULD' ? 'warn' : 'fail'])
  })

  test('must still be secure and isolate tenants', () => {
    const strict = rules.filter(({ id }) => /^(authentication|tenant)\//.test(id))
    expect(strict.filter((rule) => !isAboutSafety(rule))).toEqual([])
    for (const id of [
      'error/no-internals',
      'schema/secret-shown-once',
      'write/server-properties-refused',
      'header/not-stored',
      'status/no-redirect',
    ])
      expect(isAboutSafety(rules.find((each) => each.id === id)!)).toBe(true)
    for (const id of ['schema/success-body', 'pagination/limit-above-maximum-refused', 'status/documented', 'rate-limit/headers-present'])
      expect(isAboutSafety(rules.find((each) => each.id === id)!)).toBe(false)
  })
})

describe('a check of several responses', () => {
  const [first, second] = [requestOf({ query: [['page', '1']] }), requestOf({ query: [['page', '2']] })]
  const rule = (judgement: Judgement): Probe =>
    aProbe({ ask: () => ({ first, second }), repeats: ['first', 'second'], judge: () => judgement })
  const open = ifUnchanged(fails('a', 'b'))
  const instance = (judgement: Judgement): Instance => {
    const checked = rule(judgement)
    const requests = { first, second }
    return instanceOf(checked, { ...requests, ...repetitionsOf(checked, requests) })
  }
  const reply = (planned: Request, name: string, status = 200) => answer({ planned, status, body: { data: [{ id: 'a', name }] } })
  const again = (planned: Request): Request => ({ ...planned, again: 1 })
  const asked = [reply(first, 'x'), reply(second, 'y')]
  const said = (judgement: Judgement, ...repeated: readonly Exchange[]) => {
    const { outcome, why, judged, exchange } = judgeInstance(instance(judgement), recordOf([...asked, ...repeated]), context)
    return [outcome, why, judged, exchange?.request.planned === second]
  }
  const repeated = [reply(again(first), 'x'), reply(again(second), 'y')]

  test('that fails is confirmed by the same responses to the same requests', () => {
    expect(said(open, ...repeated)).toEqual(['fail', undefined, 2, true])
  })
  test.each([
    ['the first', [reply(again(first), 'z'), repeated[1]!], 'the list changed while it was read'],
    ['the last', [repeated[0]!, reply(again(second), 'z')], 'the list changed while it was read'],
    ['an error', [repeated[0]!, reply(again(second), 'y', 500)], 'the repeated request returned 500 instead of 200'],
    ['none', repeated.slice(0, 1), 'the request was not sent'],
  ])('that fails is inconclusive if a repetition returns something else: %s', (_what, exchanges, why) => {
    expect(said(open, ...exchanges)).toEqual(['inconclusive', why, 2, expect.anything()])
  })
  test('that fails because of one response needs no confirmation', () => {
    expect(said(fails('a', 'b'), reply(again(first), 'z'), repeated[1]!)).toEqual(['fail', undefined, 2, true])
  })
  test('that may fail because of several responses must name the requests to repeat', () => {
    const careless = instanceOf(aProbe({ ask: () => ({ first, second }), judge: () => open }), { first, second })
    expect(() => judgeInstance(careless, recordOf(asked), context)).toThrow(
      'status/probe fails only if nothing changed, but names no requests to repeat (`repeats`)',
    )
  })
  test('is in doubt only if it fails because of several responses', () => {
    const doubt = (judgement: Judgement, record = recordOf(asked)) => doubtAbout(instance(judgement), record, context)
    expect(doubt(open)).toBe('the check status/probe fails unless something changed in the meantime')
    expect([passes, unclear('x'), fails('a', 'b')].map((each) => doubt(each))).toEqual([undefined, undefined, undefined])
    expect(doubt(open, recordOf(asked.slice(1)))).toBeUndefined()
  })
  test('needs no repetition if it does not fail', () => {
    const covered = new Map([first, second].map((each) => [keyOf(again(each)), { request: each, kind: 'repeat' as const }]))
    const record = { ...recordOf(asked), covered }
    expect(judgeInstance(instance(passes), record, context)).toMatchObject({ outcome: 'pass', judged: 2 })
  })
})

describe('a 503', () => {
  const away = (remaining?: string) =>
    answer({ status: 503, headers: remaining === undefined ? [] : [['X-RateLimit-Remaining', remaining]] })
  const law503 = aLaw({ judge: () => fails('no 503', '503') })
  const judged = (exchange: Answered) => judge([law503], planOf([]), recordOf([exchange]), context).map(({ outcome }) => outcome)

  test('of a gateway is not a finding; one with no requests left is', () => {
    expect(judged(away())).toEqual([])
    expect(judged(away('3'))).toEqual([])
    expect(judged(away('0'))).toEqual(['fail'])
  })

  test('with no requests left makes a probe inconclusive, unless it uses up a quota', () => {
    const probed = (effect: 'read' | 'quota') => {
      const only = requestOf({ effect })
      const exchange = { ...away('0'), request: { ...away('0').request, planned: only } }
      const rule = aProbe({ ask: () => ({ only }), judge: () => fails('429', '503') })
      return judge([rule], planOf([instanceOf(rule, { only })]), recordOf([exchange]), context).map(
        ({ outcome, why }) => `${outcome} ${why ?? ''}`,
      )
    }
    expect(probed('read')).toEqual(['inconclusive the rate limit was reached'])
    expect(probed('quota')).toEqual(['fail '])
  })
})

test('a promise that exceeds a run is not run, and affects no level', () => {
  const rule = aProbe({ judge: () => untried('more is promised') })
  const only = requestOf()
  const [verdict] = judge([rule], planOf([instanceOf(rule, { only })]), recordOf([answer()]), context)
  expect(verdict).toMatchObject({ outcome: 'not-run', why: 'more is promised' })
  expect(verdict).not.toHaveProperty('by')
})

describe('the basis of a finding', () => {
  const bases = (...changes: readonly Partial<Law>[]) =>
    judge(changes.map(aLaw), planOf([]), recordOf([answer(), answer({ number: 2 })]), context).map(
      ({ basis, seen }) => `${basis} ${seen ?? ''}`,
    )

  test('comes from the rule, or from the judgement', () => {
    expect(bases({ cites: ['R08'] }, { cites: ['D03'] })).toEqual(['promised ', 'decided '])
    expect(bases({ cites: ['R08'], judge: () => decided(fails('a', 'b')) })).toEqual(['decided b'])
    expect(bases({ cites: ['D03'], judge: () => promised(fails('a', 'b')) })).toEqual(['promised b'])
  })

  test('is the promise if one response violates a decision and the next a promise', () => {
    const judge = ({ number }: Answered) => (number === 1 ? decided(fails('a', 'decided')) : fails('a', 'promised'))
    expect(bases({ cites: ['R08'], judge })).toEqual(['promised promised'])
  })
})

describe('a body that cannot be decoded', () => {
  const packed = { coding: 'zstd', length: 3 }
  const exchange = answer()
  const unread = {
    ...exchange,
    reply: { ...exchange.reply, packed, unread: 'the Content-Encoding zstd is not supported, so the body was not decoded' },
  }

  test('is not judged, but its headers are', () => {
    const failing = { judge: () => fails('a', 'b') }
    const rules = [aLaw({ id: 'status/body', ...failing }), aLaw({ id: 'status/head', judgesCut: true, ...failing })]
    expect(judge(rules, planOf([]), recordOf([unread]), context).map(({ outcome, why }) => [outcome, why])).toEqual([
      ['inconclusive', 'the Content-Encoding zstd is not supported, so the body was not decoded'],
      ['fail', undefined],
    ])
    expect(json(unread)).toBeUndefined()
  })

  test('makes a probe inconclusive, unless it is about codings', () => {
    const only = requestOf()
    const probed = (change: Partial<Probe>) => {
      const rule = aProbe({ judge: () => fails('a', 'b'), ...change })
      return judge([rule], planOf([instanceOf(rule, { only })]), recordOf([unread]), context).map(({ outcome }) => outcome)
    }
    expect(probed({})).toEqual(['inconclusive'])
    expect(probed({ judgesCut: true })).toEqual(['fail'])
  })
})

describe('a law', () => {
  const list = requestOf()
  const item = requestOf({ operation: 'getProduct', path: '/products/{productId}' })
  const outside = requestOf({ path: '/nowhere' })
  const byStatus = aLaw({
    judge: ({ reply, number }): Judgement => {
      if (reply.status === 200) return passes
      if (reply.status === 404) return unclear(`more of ${number}`)
      if (reply.status === 500) throw new Error(`thrown by ${number}`)
      return fails('200', `${reply.status} in ${number}`)
    },
  })

  test('has one verdict for each operation, in the order of their first exchanges', () => {
    const { operation: _operation, ...without } = outside
    const exchanges = [
      answer({ number: 1, planned: item }),
      answer({ number: 2, planned: list }),
      answer({ number: 3, planned: without }),
      answer({ number: 4, planned: item }),
    ]
    expect(judged([byStatus], exchanges).map(brief)).toEqual([
      { outcome: 'pass', operation: 'getProduct', exchange: 1, runLevel: 'smoke', judged: 2 },
      { outcome: 'pass', operation: 'listProducts', exchange: 2, runLevel: 'smoke', judged: 1 },
      { outcome: 'pass', exchange: 3, runLevel: 'smoke', judged: 1 },
    ])
  })

  test.each<readonly [statuses: readonly number[], outcome: string, exchange: number]>([
    [[200, 404, 400, 401], 'fail', 3],
    [[400, 401], 'fail', 1],
    [[401, 404], 'fail', 1],
    [[200, 404], 'inconclusive', 2],
    [[404, 404, 200], 'inconclusive', 1],
    [[200, 200], 'pass', 1],
    [[400, 500, 400, 500], 'error', 2],
  ])('reports for %j the first of the worst: %s', (statuses, outcome, exchange) => {
    const [verdict] = judged(
      [byStatus],
      statuses.map((status, index) => answer({ status, number: index + 1 })),
    )
    expect(brief(verdict!)).toMatchObject({ outcome, exchange, judged: statuses.length })
  })

  test('that fails reports expected and actual behavior', () => {
    expect(judged([byStatus], [answer({ status: 400, number: 7 })])[0]).toMatchObject({ expected: '200', seen: '400 in 7' })
  })

  test('that throws reports the error', () => {
    const [verdict] = judged([byStatus], [answer({ status: 500, number: 7 })])
    expect(verdict?.why).toMatch(/^Error: thrown by 7\n.*judge\.test\.ts/s)
  })

  test.each<readonly [what: string, thrown: unknown]>([
    ['what is no error', 'text'],
    ['an error without a stack', Object.assign(new Error('text'), { stack: undefined })],
  ])('may throw %s', (_what, thrown) => {
    const rude = aLaw({
      // JavaScript code may throw values other than errors.
      judge: () => {
        throw thrown as Error
      },
    })
    expect(judged([rude], [answer()])[0]).toMatchObject({ outcome: 'error', why: 'text' })
  })

  test('skips exchanges that do not concern it, and counts inconclusive ones', () => {
    const picky = aLaw({
      concerns: ({ reply }) => {
        if (reply.status === 404) throw new Error('who knows')
        return reply.status === 200
      },
      judge: ({ number }) => unclear(String(number)),
    })
    expect(judged([picky], [answer({ status: 400 })])).toEqual([])
    expect(judged([picky], [answer({ status: 404, number: 2 })]).map(brief)).toMatchObject([{ outcome: 'inconclusive', why: '2' }])
  })

  test('ignores requests without a response, and gateway errors', () => {
    const exchanges = [unanswered(), ...[502, 503, 504].map((status) => answer({ status }))]
    expect(judged([byStatus], exchanges)).toEqual([])
    expect(judged([byStatus], [answer({ status: 501 })])).toHaveLength(1)
  })

  test.each<readonly [status: number, truncated: boolean | undefined, want: object]>([
    [200, true, { outcome: 'pass' }],
    [400, true, { outcome: 'inconclusive', why: 'the response body was too large to read completely' }],
    [500, true, { outcome: 'inconclusive', why: 'the response body was too large to read completely' }],
    [400, false, { outcome: 'fail' }],
  ])('with status %i, truncated: %j, is %j', (status, truncated, want) => {
    expect(judged([byStatus], [answer({ status, ...(truncated === undefined ? {} : { truncated }) })])).toMatchObject([want])
  })

  test('that names another exchange reports that one', () => {
    const other = answer({ number: 9 })
    const pointing = aLaw({ judge: () => fails('a', 'b', other) })
    expect(judged([pointing], [answer({ number: 1 })])[0]?.exchange).toBe(other)
  })

  test('that is a SHOULD only warns, like a MUST on a beta operation', () => {
    const beta = Object.values(api.operations).find(({ stability }) => stability === 'beta')!
    const bad = (operation: string) => answer({ status: 400, planned: requestOf({ operation: operation }) })
    const outcomes = (rule: Rule, exchange: Exchange) => judged([rule], [exchange]).map(({ outcome }) => outcome)
    expect(outcomes(byStatus, bad('listProducts'))).toEqual(['fail'])
    expect(outcomes({ ...byStatus, level: 'SHOULD' }, bad('listProducts'))).toEqual(['warn'])
    expect(outcomes(byStatus, bad(beta.id))).toEqual(['warn'])
  })
})

describe('a sequence', () => {
  const counting = aSequence({ judge: (exchanges) => fails('none', exchanges.map(({ number }) => number).join(' ')) })

  test('judges the responses to each key, in order', () => {
    const exchanges = [
      answer({ number: 1 }),
      answer({ number: 2, key: 'other' }),
      answer({ number: 3, key: null }),
      answer({ number: 4 }),
      unanswered({ number: 5 }),
    ]
    expect(
      judged([counting], exchanges).map(({ about, seen, judged, outcome, runLevel, exchange }) => [
        about,
        seen,
        judged,
        outcome,
        runLevel,
        exchange,
      ]),
    ).toEqual([
      ['key "main"', '1 4', 2, 'fail', 'smoke', undefined],
      ['key "other"', '2', 1, 'fail', 'smoke', undefined],
      ['without a key', '3', 1, 'fail', 'smoke', undefined],
    ])
  })

  test('judges only exchanges that concern it, and its own exception is an error', () => {
    const picky = aSequence({
      concerns: ({ reply }) => reply.status !== 200,
      judge: () => {
        throw new Error('oops')
      },
    })
    expect(judged([picky], [answer()])).toEqual([])
    expect(judged([picky], [answer({ status: 404 })])).toMatchObject([{ outcome: 'error', judged: 1 }])
  })
})

describe('a probe', () => {
  const control = requestOf({ query: [['a', '1']] })
  const first = requestOf({ query: [['b', '1']] })
  const second = requestOf({ query: [['c', '1']] })
  const rule = aProbe({ judge: (answers) => fails('nothing', Object.keys(answers).join(' ')) })
  const instance = instanceOf(rule, { control, first, second })
  const all = (change: (name: string) => Parameters<typeof answer>[0] = () => ({})) =>
    [control, first, second].map((planned, index) =>
      answer({ planned, number: index + 1, ...change(['control', 'first', 'second'][index] ?? '') }),
    )
  const only = (name: string, change: Parameters<typeof answer>[0]) => all((each) => (each === name ? change : {}))
  const say = (exchanges: readonly Exchange[], unsent: Readonly<Record<string, string>> = {}) =>
    brief(judgeInstance(instance, recordOf(exchanges, unsent), context))
  const about = { operation: 'listProducts', runLevel: 'contract', judged: 3 }

  test('receives its responses by name, and reports the last that is not the control', () => {
    expect(judgeInstance(instance, recordOf(all()), context)).toMatchObject({ outcome: 'fail', seen: 'control first second' })
    expect(say(all())).toEqual({ ...about, outcome: 'fail', exchange: 3 })
    const alone = instanceOf(rule, { control })
    expect(judgeInstance(alone, recordOf(all()), context).exchange?.number).toBe(1)
    const controlLast = instanceOf(rule, { first, control })
    expect(judgeInstance(controlLast, recordOf(all()), context).exchange?.number).toBe(2)
  })

  test('that throws has the outcome error', () => {
    const rude = aProbe({
      judge: () => {
        throw new Error('oops')
      },
    })
    expect(judgeInstance(instanceOf(rule, { first }), recordOf(all()), context).outcome).toBe('fail')
    expect(judgeInstance(instanceOf(rude, { first }), recordOf(all()), context).outcome).toBe('error')
  })

  const missing: readonly (readonly [what: string, exchanges: readonly Exchange[], unsent: Record<string, string>, want: object])[] = [
    ['was not sent', all().slice(0, 2), {}, { why: 'the request was not sent' }],
    ['could not be sent', all().slice(0, 2), { [keyOf(second)]: 'no id to ask for' }, { why: 'no id to ask for' }],
    [
      'had no answer',
      [...all().slice(0, 2), unanswered({ planned: second, number: 3, failure: { kind: 'timeout', message: 'response timeout' } })],
      {},
      { why: 'response timeout', exchange: 3 },
    ],
    ['was rate-limited', only('first', { status: 429 }), {}, { why: 'the rate limit was reached', exchange: 2 }],
    ['had a gateway error', only('first', { status: 503 }), {}, { why: 'the deployment was not available (503)', exchange: 2 }],
    ['was truncated', only('first', { truncated: true }), {}, { why: 'the response body was too large to read completely', exchange: 2 }],
    ['had a failed control', only('control', { status: 300 }), {}, { why: 'the positive control returned 300', exchange: 1 }],
  ]
  test.each(missing)('is inconclusive if one %s', (_what, exchanges, unsent, want) => {
    expect(say(exchanges, unsent)).toEqual({ ...about, outcome: 'inconclusive', ...want })
  })

  describe('that needs a value which items need not have', () => {
    const list = requestOf({ query: [['l', '1']] })
    const lot = { from: list, pointer: '/data', row: { value: '/lotId' } } as const
    const sent = (value: Reference, source: Parameters<typeof answer>[0]) =>
      judgeInstance(
        instanceOf(rule, { first: requestOf({ query: [['lotId', value]] }) }),
        recordOf([answer({ planned: list, ...source })]),
        context,
      )

    test.each([
      ['no item has it', lot, { data: [{ id: 'a' }, { lotId: null }] }],
      ['there is no item', lot, { data: [] }],
      ['it is a text without ASCII letters', { ...lot, as: { partOf: 9 } }, { data: [{ lotId: 'é' }] }],
    ])('is not run if %s', (_what, value, body) => {
      expect(sent(value, { body })).toMatchObject({ outcome: 'not-run' })
      expect(sent(value, { body })).not.toHaveProperty('by')
    })

    test.each([
      ['the list failed', lot, { status: 500, body: { data: [] } }],
      ['the response is no list', lot, { body: { data: null } }],
      ['an item has it, so that something else is missing', lot, { body: { data: [{ lotId: 'x' }] } }],
      ['every item must have it', { from: list, pointer: '/data/0/sku' }, { body: { data: [] } }],
      [
        'the item of the run lacks it',
        { ...lot, row: { where: '/id', is: { from: list, pointer: '/id' }, value: '/lotId' } },
        { body: { data: [] } },
      ],
    ])('is inconclusive if %s', (_what, value, source) => {
      expect(sent(value, source).outcome).toBe('inconclusive')
    })
  })

  test.each([
    ['control', 299],
    ['first', 400],
  ])('judges if %s returned %i', (name, status) => {
    expect(say(only(name, { status })).outcome).toBe('fail')
  })

  test('accepts the 429 of a quota that is used up on purpose', () => {
    const spent = requestOf({ effect: 'quota' })
    const verdict = judgeInstance(instanceOf(rule, { spent }), recordOf([answer({ planned: spent, status: 429 })]), context)
    expect(verdict.outcome).toBe('fail')
  })

  describe('whose key has expired', () => {
    const refused = (reason: string, change: Parameters<typeof answer>[0] = {}) => ({
      status: 401,
      body: { details: { reason } },
      ...change,
    })
    const byKey = (planned: Request, change: Parameters<typeof answer>[0] = {}) => answer({ planned, number: 2, key: 'main', ...change })
    const works = answer({ planned: requestOf({ query: [['d', '1']] }), key: 'main' })
    const said = (exchanges: readonly Exchange[], planned = first) =>
      brief(judgeInstance(instanceOf(rule, { first: planned }), recordOf(exchanges), context))

    test('is inconclusive if the key worked before', () => {
      expect(said([works, byKey(first, refused('EXPIRED_API_KEY'))])).toMatchObject({
        outcome: 'inconclusive',
        why: 'the API key "main" expired while the run went on',
        exchange: 2,
      })
    })

    test.each<readonly [what: string, exchanges: readonly Exchange[]]>([
      ['it never worked', [byKey(first, refused('EXPIRED_API_KEY'))]],
      ['another key worked', [{ ...works, request: { ...works.request, key: 'other' } }, byKey(first, refused('EXPIRED_API_KEY'))]],
      ['it is rejected for another reason', [works, byKey(first, refused('INVALID_API_KEY'))]],
      ['the status is another one', [works, byKey(first, refused('EXPIRED_API_KEY', { status: 403 }))]],
    ])('is judged if %s', (_what, exchanges) => {
      expect(said(exchanges).outcome).toBe('fail')
    })

    test.each(['expired', 'revoked'] as const)('is judged if the key is to be %s', (role) => {
      const planned = requestOf({ credential: { kind: 'key', role } })
      expect(said([works, byKey(planned, refused('EXPIRED_API_KEY'))], planned).outcome).toBe('fail')
    })
  })

  test('with a named subject reports the name', () => {
    const named = instanceOf(rule, { first }, { subject: { about: 'sku' }, level: 'smoke' })
    expect(brief(judgeInstance(named, recordOf(all()), context))).toEqual({
      outcome: 'fail',
      about: 'sku',
      runLevel: 'smoke',
      judged: 1,
      exchange: 2,
    })
  })

  test('is judged by its instances in a plan, followed by the skipped ones', () => {
    const plan = planOf(
      [instanceOf(rule, { first }), instanceOf(aProbe(), { second })],
      [
        { ...instance, by: 'key', why: 'no key', level: 'full' },
        { ...instance, by: 'consent', why: 'not allowed', subject: { about: 'sku' } },
        { ...instance, by: 'level', why: 'higher', subject: {} },
        { ...instance, rule: aProbe(), by: 'level', why: 'of another' },
      ],
    )
    expect(judge([rule], plan, recordOf(all()), context).map(brief)).toEqual([
      { outcome: 'fail', operation: 'listProducts', runLevel: 'contract', judged: 1, exchange: 2 },
      { outcome: 'inconclusive', operation: 'listProducts', runLevel: 'full', judged: 0, by: 'key', why: 'no key' },
      { outcome: 'not-run', about: 'sku', runLevel: 'contract', judged: 0, by: 'consent', why: 'not allowed' },
      { outcome: 'not-run', runLevel: 'contract', judged: 0, by: 'level', why: 'higher' },
    ])
  })
})

describe('a key that lacks a permission', () => {
  const rule = aProbe()
  const asked = (operation: keyof typeof api.operations, change: Partial<Request> = {}) =>
    requestOf({ operation, path: api.operations[operation].path, ...change })
  const list = asked('listProducts')
  const create = asked('createProduct', { method: 'POST', effect: 'own' })
  const say = (requests: Readonly<Record<string, Request>>, exchanges: readonly Exchange[]) => {
    const { outcome, why, by } = judgeInstance(instanceOf(rule, requests), recordOf(exchanges), context)
    return { outcome, why, by }
  }
  const [read] = api.operations.listProducts.permissions
  const [write] = api.operations.createProduct.permissions

  test('to read makes it inconclusive', () => {
    expect(say({ list }, [answer({ planned: list, status: 403 })])).toEqual({
      outcome: 'inconclusive',
      why: `the key "main" lacks ${read}`,
      by: undefined,
    })
  })

  test('to write skips the probes that need it', () => {
    expect(say({ create }, [answer({ planned: create, status: 403 })])).toEqual({
      outcome: 'not-run',
      why: `the key "main" lacks ${write}`,
      by: 'consent',
    })
  })

  test('to read and to write makes it inconclusive', () => {
    const both = {
      ...api.operations.listProducts,
      permissions: ['catalog.write', 'catalog.read'] as unknown as typeof api.operations.listProducts.permissions,
    }
    const judging = { ...context, api: { ...api, operations: { ...api.operations, listProducts: both } } }
    const verdict = judgeInstance(instanceOf(rule, { list }), recordOf([answer({ planned: list, status: 403 })]), judging)
    expect(verdict).toMatchObject({ outcome: 'inconclusive', why: 'the key "main" lacks catalog.write and catalog.read' })
  })

  test('is reported even if an earlier request was rejected', () => {
    const later = requestOf({
      operation: 'getProduct',
      path: '/products/{productId}',
      params: { productId: { from: list, pointer: '/data/0/id' } },
    })
    expect(say({ later }, [answer({ planned: list, status: 403 })])).toMatchObject({
      outcome: 'inconclusive',
      why: `the key "main" lacks ${read}`,
    })
    expect(say({ later }, [answer({ planned: list, status: 404 })])).toMatchObject({ why: 'the request was not sent' })
  })

  const has403 = answer({ planned: list, status: 403 })
  test.each<readonly [why: string, planned: Request, exchanges: readonly Exchange[]]>([
    ['the key has used the permission', list, [has403, answer({ planned: requestOf({ again: 1 }) })]],
    ['there is no key', requestOf({ credential: { kind: 'none' } }), []],
    ['it is an API key without permissions', requestOf({ credential: { kind: 'key', role: 'unprivileged' } }), []],
    ['the run issued it', requestOf({ credential: { kind: 'issued', by: { from: create, pointer: '/data/key' } } }), []],
    ['the contract requires none', (({ operation: _operation, ...rest }) => rest)(list), []],
  ])('is not the reason for a 403 if %s', (_why, planned, exchanges) => {
    expect(say({ planned }, [answer({ planned, status: 403 }), ...exchanges])).toMatchObject({ outcome: 'pass' })
  })

  test.each<readonly [why: string, shows: Exchange]>([
    ['another key', answer({ planned: requestOf({ again: 1 }), key: 'main 2' })],
    ['a rejected request', answer({ planned: requestOf({ again: 1 }), status: 300 })],
    ['another permission', answer({ planned: asked('listApiKeys') })],
    ['no key', answer({ planned: requestOf({ again: 1 }), key: null })],
    ['no response', unanswered({ planned: requestOf({ again: 1 }) })],
  ])('was not used before by %s', (_why, shows) => {
    expect(say({ list }, [has403, shows])).toMatchObject({ outcome: 'inconclusive' })
  })

  test("is the other tenant's as well", () => {
    const other = requestOf({ credential: { kind: 'key', role: 'other' } })
    expect(say({ other }, [answer({ planned: other, status: 403, key: 'other' })])).toMatchObject({ why: `the key "other" lacks ${read}` })
  })
})
