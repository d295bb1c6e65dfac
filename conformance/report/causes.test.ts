import { describe, expect, test } from 'vitest'
import { causesOf } from './causes.ts'
import type { ReportedExchange } from './reported-exchange.ts'
import type { ReportedVerdict } from './reported-verdict.ts'

const exchange = (number: number, request = `GET /things/${number}`, sent?: string): ReportedExchange => ({
  number,
  request,
  curl: 'curl',
  sent: { headers: [], ...(sent === undefined ? {} : { body: sent }) },
  at: 0,
  milliseconds: 1,
  status: 200,
  headers: [],
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

  test('about a header that is missing have one cause, also if its name is one word', () => {
    const first = { ...at(1), expected: 'X-Request-Id, Location', seen: 'missing or empty: Location' }
    const second = { ...at(2), expected: 'a Location header', seen: 'no Location header' }
    expect(shown([finding('header/one', first), finding('write/two', second)])).toEqual([['header/one', 'write/two']])
  })

  test('share a cause with what shows the same header, even if the rule that names the cause is about none', () => {
    const html = { ...exchange(1), headers: [['Content-Type', 'text/html']] } satisfies ReportedExchange
    const other = { ...html, number: 2, request: 'GET /other' }
    expect(
      shown([
        finding('error/no-html', { operation: 'list', exchange: html, seen: 'HTML' }),
        finding('error/media-type', { operation: 'list', exchange: html, seen: 'text/html' }),
        finding('header/content-type', { operation: 'other', exchange: other, seen: 'text/html' }),
      ]),
    ).toEqual([['error/media-type', 'error/no-html', 'header/content-type']])
  })

  test('that begin with a status are about the status, not about the header whose value follows', () => {
    const redirect = { ...exchange(1), status: 302, headers: [['Location', 'https://login.example']] } satisfies ReportedExchange
    const moved = finding('status/no-redirect', { operation: 'list', exchange: redirect, seen: '302 to https://login.example' })
    expect(shown([moved, finding('authentication/one', { operation: 'list', exchange: redirect, seen: '302' })])).toEqual([
      ['authentication/one', 'status/no-redirect'],
    ])
  })

  test('about one property of one path have one cause, also if its name is one word and one of them names only what it expected', () => {
    const listed = {
      operation: 'list',
      exchange: exchange(1, 'GET /things?page=1'),
      expected: '/data/0/status OPEN until closed: "OPEN"',
      seen: '"SHUT"',
    }
    const read = { operation: 'create', exchange: exchange(2, 'GET /things?id=7'), expected: 'the values that were sent' }
    const others = (seen: string) => shown([finding('schema/derived', listed), finding('write/readable', { ...read, seen })])
    expect(others('different status')).toEqual([['schema/derived', 'write/readable']])
    expect(others('different name')).toHaveLength(2)
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

describe('several faults at once', () => {
  const at = (number: number, operation: string | null = 'list'): Partial<ReportedVerdict> => ({ operation, exchange: exchange(number) })
  const operations = Array.from({ length: 20 }, (_, index) => `operation${index}`)
  const everywhere = (rule: Parameters<typeof finding>[0], change: Partial<ReportedVerdict> = {}) =>
    operations.map((operation, index) => finding(rule, { ...at(index + 1, operation), ...change }))

  test('a fault of all responses does not hide a fault of one of them', () => {
    const verdicts = [
      ...everywhere('error/well-formed-json', { seen: 'Unexpected token' }),
      ...everywhere('error/envelope', { seen: 'a body that is not valid JSON' }),
      ...everywhere('rate-limit/reset-within-window', { seen: '3600 seconds ago' }).map((each) => ({
        ...each,
        exchange: { ...exchange(each.exchange?.number ?? 0), headers: [['X-RateLimit-Reset', '1']] as const },
      })),
      finding('pagination/total-pages', { ...at(1, 'operation0'), seen: 'totalPages 3' }),
      finding('schema/success-body', { ...at(1, 'operation0'), seen: '/data/0/unitCost must be number' }),
      finding('sorting/ascending', { ...at(30, 'operation0'), seen: '"b" before "a"' }),
    ]
    expect(shown(verdicts).sort()).toEqual([
      ['error/envelope', 'error/well-formed-json'],
      ['pagination/total-pages'],
      ['rate-limit/reset-within-window'],
      ['schema/success-body'],
      ['sorting/ascending'],
    ])
  })

  test('a consequence does not connect two faults', () => {
    // Of the same exchange as the first, and of the same operation as the second, to which the first has no relation.
    const verdicts = [
      finding('status/no-server-error', { ...at(1, 'create'), seen: '500' }),
      finding('status/documented', { ...at(1, 'create'), seen: '500 INTERNAL_ERROR' }),
      finding('schema/answers-what-was-asked', { ...at(1, 'create'), seen: 'nothing' }),
      finding('write/set-is-shown', { ...at(2, 'create'), seen: 'another value' }),
      finding('pagination/walk-complete', { ...at(3, 'create'), seen: '5 items' }),
    ]
    const causes = shown(verdicts)
    expect(causes).toHaveLength(2)
    expect(causes).toContainEqual(['schema/answers-what-was-asked', 'status/documented', 'status/no-server-error'])
  })

  test('what tells nothing of a part does not connect two parts', () => {
    const verdicts = [
      finding('pagination/total-pages', { ...at(1), seen: 'totalPages 3' }),
      finding('schema/success-body', { ...at(1), seen: '/data/0/unitCost must be number' }),
      finding('pagination/full-pages', { ...at(1), seen: '5 items' }),
    ]
    const causes = shown(verdicts)
    expect(causes).toHaveLength(2)
    expect(causes.filter((rules) => rules.includes('pagination/total-pages') && rules.includes('schema/success-body'))).toEqual([])
  })

  test('a rule that met two statuses belongs to the cause of each', () => {
    const verdicts = [
      finding('status/no-redirect', { ...at(1, 'list'), seen: 'a redirect' }),
      finding('status/documented', { ...at(1, 'list'), seen: '308' }),
      finding('write/set-is-shown', { ...at(2, 'create'), seen: 'nothing' }),
      finding('status/documented', { ...at(2, 'create'), seen: '202' }),
    ]
    expect(shown(verdicts)).toEqual(
      expect.arrayContaining([
        ['status/documented', 'status/no-redirect'],
        ['status/documented', 'write/set-is-shown'],
      ]),
    )
  })

  test('what only a chain of findings connects has causes of its own', () => {
    const chain = ['a', 'b', 'c', 'd'].map((name, index) =>
      // Each shares half of its operations with the next one.
      [index, index + 1].map((each) =>
        finding(`schema/${name}`, { id: `schema/${name}:${each}`, ...at(10 * index + each, `operation${each}`), seen: `${name} is wrong` }),
      ),
    )
    expect(shown(chain.flat()).length).toBeGreaterThan(1)
    expect(shown(chain.slice(0, 2).flat())).toEqual([['schema/a', 'schema/b']])
  })
})

describe('one fault', () => {
  const read = (number: number): Partial<ReportedVerdict> => ({ operation: null, exchange: exchange(number, 'GET /products/prod_1') })

  test('of a property is one cause on all operations that return it, and for the deployment as a whole', () => {
    const verdicts = [
      finding('schema/success-body', {
        operation: 'listProducts',
        exchange: exchange(1, 'GET /products'),
        seen: '/data/0/unitCost must be number',
      }),
      finding('schema/values-do-not-flicker', { ...read(7), seen: '171.5 at /data/unitCost' }),
      finding('write/rest-stays-as-it-was', { ...read(9), seen: '6.5 at /data/unitCost' }),
    ]
    expect(shown(verdicts)).toHaveLength(1)
  })

  test('of many properties is one cause', () => {
    const verdicts = ['sku', 'name', 'unitCost', 'status'].map((name, index) =>
      finding('error/lists-every-fault', {
        operation: `operation${index}`,
        exchange: exchange(index + 1),
        seen: `no issue for /${name}`,
      }),
    )
    expect(shown(verdicts)).toHaveLength(1)
    expect(shown(verdicts.slice(0, 3))).toHaveLength(3)
  })

  test('shows in equal requests of different rules', () => {
    const twice = (second: ReportedExchange) => [
      finding('authentication/permission', { operation: 'get', exchange: exchange(1, 'GET /things/thing_9'), seen: 'no permissions' }),
      finding('status/unknown', { operation: 'get', exchange: second, seen: 'forbidden' }),
    ]
    expect(shown(twice(exchange(8, 'GET /things/thing_9')))).toHaveLength(1)
    expect(shown(twice(exchange(8, 'GET /things/thing_7')))).toHaveLength(2)
    expect(shown(twice({ ...exchange(8, 'GET /things/thing_9'), status: 404 }))).toHaveLength(2)
  })

  test('of errors without a code is one cause, also where no operation is asked', () => {
    const verdicts = [
      finding('error/well-formed-json', { operation: 'get', exchange: exchange(1), seen: 'Unexpected token' }),
      finding('authentication/required', { operation: 'get', exchange: exchange(1), seen: '401 without details.code' }),
      finding('authentication/unknown-path', { exchange: exchange(5), seen: '401 without details.code' }),
    ]
    expect(shown(verdicts)).toHaveLength(1)
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
