/** The plan of a few probes: what is skipped and why, the order of the rest, the keys that pay, and the created keys. */
import { describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from './request-builder.ts'
import { as, type RequestBuilder, nobody } from '../model/request-builder.ts'
import { api } from '../profile/index.ts'
import { aLaw, aProbe, requestOf } from '../testing/fixture.ts'
import { runLevels, type RunLevel } from '../model/levels.ts'
import { keyOf, type Credential, type Request } from '../model/request.ts'
import type { Probe, Rule, Subject } from '../model/rule.ts'
import { readChoice } from './selection.ts'
import { makePlan } from './plan.ts'
import type { PlanOptions } from './model.ts'

const { listProducts, getProduct } = api.operations
const everything = { writes: true, lasting: true, exhaust: true }

/** A probe with these requests. */
const asking = (requests: Readonly<Record<string, Request>> | Probe['ask'], change: Partial<Omit<Probe, 'kind'>> = {}): Probe =>
  aProbe({ ask: typeof requests === 'function' ? requests : () => requests, ...change })
const wholePlanOf = (rules: readonly Rule[], options: Partial<PlanOptions> = {}) =>
  makePlan(api, rules, { level: 'full', seed: 'x', ...options })
/** Without the first read if no probe requested it. */
const planOf = (...args: Parameters<typeof wholePlanOf>) => {
  const plan = wholePlanOf(...args)
  const isControl = (request: Request): boolean => keyOf(request) === keyOf(requestOf())
  const asked = plan.instances.flatMap(({ requests }) => Object.values(requests))
  if (asked.some(isControl)) return plan
  const requests = plan.requests.filter((each) => !isControl(each))
  return { ...plan, requests, price: { ...plan.price, main: plan.price.main - (plan.requests.length - requests.length) } }
}
const read = (name: string, change: Partial<Request> = {}): Request => requestOf({ query: [['name', name]], ...change })
const nameOf = (request: Request): string => {
  const name = request.query[0]?.[1]
  return typeof name === 'string' ? name : `${request.method} ${request.operation ?? request.path}`
}
const by = (credential: Credential): Request => requestOf({ credential })

test('a plan without probes has no requests', () => {
  expect(planOf([aLaw()])).toMatchObject({
    requests: [],
    instances: [],
    leftOut: [],
    issuedKeys: [],
    price: { none: 0, main: 0, unprivileged: 0, expired: 0, revoked: 0, other: 0, exhaustible: 0 },
  })
})

test('a plan applies each probe to each of its subjects, and marks texts with the run', () => {
  const subjects: Subject[] = [{ operation: listProducts }, { operation: getProduct, about: 'x' }]
  const rule = asking(({ operation }, ask) => ({ it: ask.read(operation!) }), { subjects: () => subjects })
  const { instances, tag } = planOf([aLaw(), rule])
  expect(instances.map(({ rule, subject }) => [rule, subject])).toEqual(subjects.map((subject) => [rule, subject]))
  expect(tag).toBe(new ApiRequestBuilder(api, 'x').resources.tag)
})

describe('the level of a probe', () => {
  const levelOf = (requests: Readonly<Record<string, Request>>, change: Partial<Omit<Probe, 'kind'>> = {}): RunLevel | undefined =>
    planOf([asking(requests, change)], { consent: everything }).instances[0]?.level

  test.each<readonly [credential: Credential, want: RunLevel]>([
    [as('main'), 'contract'],
    [nobody, 'contract'],
    [as('other'), 'isolation'],
    [as('unprivileged'), 'full'],
    [as('expired'), 'full'],
    [as('revoked'), 'full'],
    [as('exhaustible'), 'full'],
  ])('with %j is %s', (credential, want) => {
    expect(levelOf({ a: by(credential) })).toBe(want)
  })

  test('is the highest of its requests', () => {
    expect(levelOf({ a: by(as('unprivileged')), b: by(as('other')), c: by(nobody) })).toBe('full')
    expect(levelOf({ a: by(as('main')), b: by(as('other')) })).toBe('isolation')
    expect(levelOf({ a: requestOf({ effect: 'quota' }) })).toBe('full')
    expect(levelOf({})).toBe('contract')
  })

  test('is the lowest if declared and no other key is needed', () => {
    expect(levelOf({ a: by(nobody) }, { smoke: true })).toBe('smoke')
    expect(levelOf({ a: by(nobody), b: by(as('other')) }, { smoke: true })).toBe('isolation')
  })

  test.each(runLevels)('decides whether a run of level %s includes it', (level) => {
    const rules = [
      asking({ a: by(nobody) }, { smoke: true }),
      asking({ a: read('b') }),
      asking({ a: by(as('other')) }),
      asking({ a: by(as('expired')) }),
    ]
    const { instances, leftOut } = planOf(rules, { level })
    const count = runLevels.indexOf(level) + 1
    expect(instances.map((each) => each.rule)).toEqual(rules.slice(0, count))
    expect(leftOut.map((each) => [each.rule, each.by, each.why])).toEqual(
      rules.slice(count).map((rule, index) => [rule, 'level', `not part of this level; run with --level ${runLevels[count + index]}`]),
    )
  })
})

describe('probes that are not allowed', () => {
  const write = (effect: 'own' | 'lasting'): Request => ({
    ...requestOf({ operation: 'createForecastScenario', method: 'POST', path: '/forecast/scenarios', effect }),
    body: { json: {} },
  })
  const own = write('own')
  const writes = 'writes data; enable with --allow-writes'
  const lasts = 'creates data that cannot be deleted, or notifies people; enable with --allow-lasting'
  const spends = "uses up a key's rate limit; enable with --allow-exhaust"

  test.each<readonly [requests: readonly Request[], consent: PlanOptions['consent'], want: string | undefined]>([
    [[requestOf(), requestOf({ effect: 'refused' })], {}, undefined],
    [[requestOf(), own], {}, writes],
    [[requestOf({ effect: 'undo' })], { lasting: true, exhaust: true }, writes],
    [[write('lasting')], {}, writes],
    [[write('lasting')], { writes: true }, lasts],
    [[own], { writes: true }, undefined],
    [[own], { writes: true, readsOnly: true }, 'not a read request, and --reads-only was given'],
    [[requestOf({ after: [requestOf({ after: [own] })] })], {}, writes],
    [[requestOf({ params: { id: { from: own, pointer: '' } } })], {}, writes],
    [[requestOf({ effect: 'quota' })], { writes: true, lasting: true }, spends],
    [[requestOf({ effect: 'quota' })], { exhaust: true }, undefined],
    [[requestOf(), requestOf({ effect: 'quota' })], {}, spends],
    [[requestOf(), write('lasting')], { writes: true }, lasts],
    [[write('lasting')], { writes: true, lasting: true }, undefined],
  ])('%# is skipped: %j, %j', (requests, consent, want) => {
    const options = consent === undefined ? {} : { consent }
    const { leftOut, instances } = planOf([asking(Object.fromEntries(requests.map((each, index) => [String(index), each])))], options)
    expect(leftOut.map(({ by, why }) => [by, why])).toEqual(want === undefined ? [] : [['consent', want]])
    expect(instances).toHaveLength(want === undefined ? 1 : 0)
  })
})

describe('missing keys', () => {
  const lack = (credential: Credential, options: Partial<PlanOptions>) =>
    planOf([asking({ a: by(credential) })], options).leftOut.map(({ by, why }) => `${by}: ${why}`)

  test.each<readonly [credential: Credential, options: Partial<PlanOptions>, want: readonly string[]]>([
    [as('main'), { given: {}, level: 'contract' }, ['key: needs an API key (--key)']],
    [as('main'), { given: { main: 0 } }, ['key: needs an API key (--key, or --allow-writes to create one)']],
    [as('main'), { given: { main: 1 } }, []],
    [as('main'), {}, []],
    [nobody, { given: {} }, []],
    [
      as('unprivileged'),
      { given: { main: 1 } },
      ['key: needs an API key without permissions (--unprivileged-key, or --allow-writes to create one)'],
    ],
    [as('expired'), { given: {} }, ['key: needs an expired API key (--expired-key, or --allow-writes to create one)']],
    [as('revoked'), { given: {} }, ['key: needs a revoked API key (--revoked-key, or --allow-writes to create one)']],
    [
      as('exhaustible'),
      { given: {} },
      ['key: needs an API key whose rate limit may be used up (--exhaustible-key, or --allow-writes to create one)'],
    ],
    [as('unprivileged'), { given: { unprivileged: 1 } }, []],
    [as('unprivileged'), { given: {}, consent: { writes: true } }, []],
    // No key of another tenant can be created.
    [as('other'), { given: {} }, ['tenant: needs an API key of a second tenant (--other-tenant-key)']],
    [as('other'), { given: {}, consent: everything }, ['tenant: needs an API key of a second tenant (--other-tenant-key)']],
    [as('other'), { given: {}, level: 'isolation' }, ['key: needs an API key of a second tenant (--other-tenant-key)']],
    [as('other'), { given: { other: 2 } }, []],
  ])('%j with %j: %j', (credential, options, want) => {
    expect(lack(credential, options)).toEqual(want)
  })

  test('count if an earlier request needs them', () => {
    const rule = asking({ a: requestOf({ after: [by(as('other'))] }) })
    expect(planOf([rule], { given: { main: 1 } }).leftOut).toMatchObject([{ by: 'tenant' }])
  })

  test('are not created by a run of the lowest level', () => {
    const rule = asking({ a: by(nobody), b: requestOf({ after: [by(as('unprivileged'))] }) }, { smoke: true })
    expect(planOf([rule], { level: 'smoke', given: { main: 1 }, consent: { writes: true } }).leftOut).toMatchObject([{ by: 'key' }])
    expect(planOf([rule], { level: 'contract', given: { main: 1 }, consent: { writes: true } }).leftOut).toEqual([])
  })
})

describe('selection by name', () => {
  const law = aLaw({ id: 'schema/law' })
  const smoke = asking(({ operation }, ask) => ({ a: ask.read(operation!) }), {
    id: 'status/smoke',
    smoke: true,
    subjects: () => [{ operation: listProducts }, { operation: api.operations.listTransfers }],
  })
  const more = asking(
    ({ operation }, ask) => ({
      a: ask.read(operation!, { again: 1 }),
      b: ask.read(api.operations.listTransfers, { again: 1 }),
    }),
    { id: 'error/more' },
  )
  const outside = asking((_subject, ask) => ({ a: ask.outside('/products', 'PATCH') }), { id: 'status/outside', subjects: () => [{}] })
  const nowhere = asking((_subject, ask) => ({ a: ask.outside('/products', 'GET'), b: ask.outside('/nowhere', 'GET') }), {
    id: 'status/nowhere',
    subjects: () => [{}],
  })
  const rules = [law, smoke, more, outside, nowhere]
  const chosen = (only: readonly string[], skip: readonly string[] = []) => {
    const select = readChoice({ only, skip }, api, rules)!
    const { instances, leftOut } = planOf(rules, { select })
    for (const { by, why } of leftOut) expect([by, why]).toEqual(['choice', `not selected (${select.words})`])
    return instances.map(({ rule, subject }) => `${rule.id} ${subject.operation?.id ?? ''}`.trim())
  }

  test.each<readonly [only: readonly string[], skip: readonly string[], want: readonly string[]]>([
    [['status/smoke'], [], ['status/smoke listProducts', 'status/smoke listTransfers']],
    [['Transfers'], [], ['status/smoke listTransfers']],
    // A path is selected with its operations.
    [['Catalog'], [], ['status/smoke listProducts', 'error/more listProducts', 'status/outside']],
    [['status', 'listProducts'], [], ['status/smoke listProducts', 'status/outside']],
    // Laws need exchanges of probes that are sent anyway.
    [['schema'], [], ['status/smoke listProducts', 'status/smoke listTransfers']],
    [['schema', 'listProducts'], [], ['status/smoke listProducts']],
    // A probe with a request to a skipped operation is skipped.
    [[], ['listTransfers'], ['status/smoke listProducts', 'status/outside', 'status/nowhere']],
    [[], ['error'], ['status/smoke listProducts', 'status/smoke listTransfers', 'status/outside', 'status/nowhere']],
  ])('--only %j --skip %j: %j', (only, skip, want) => {
    expect(chosen(only, skip)).toEqual(want)
  })
})

describe('the order of sending', () => {
  const order = (requests: readonly Request[], options: Partial<PlanOptions> = {}): string[] =>
    planOf([asking(Object.fromEntries(requests.map((each, index) => [String(index), each])))], {
      consent: everything,
      given: { main: 1, unprivileged: 1, other: 1, exhaustible: 1, expired: 1 },
      ...options,
    }).requests.map(nameOf)

  test('is by phase', () => {
    expect(
      order([
        read('wait', {
          effect: 'quota',
          credential: as('exhaustible'),
          waits: read('quota', { effect: 'quota', credential: as('exhaustible') }),
        }),
        read('quota', { effect: 'quota', credential: as('exhaustible') }),
        read('undo', { effect: 'undo' }),
        read('other', { credential: as('other') }),
        read('own', { effect: 'own' }),
        read('state', { credential: as('expired') }),
        read('refused', { effect: 'refused' }),
        read('first'),
        read('second'),
        read('free', { credential: nobody }),
        read('issued', { credential: { kind: 'issued', by: { from: read('own', { effect: 'own' }), pointer: '' } } }),
        read('lasting', { effect: 'lasting' }),
      ]),
    ).toEqual(['free', 'first', 'second', 'quota', 'refused', 'state', 'own', 'issued', 'lasting', 'other', 'undo', 'wait'])
  })

  test('puts dependencies first, and moves a request to a later phase if necessary', () => {
    const late = read('late', { credential: as('other') })
    expect(order([read('a', { after: [late] }), read('b'), read('c', { params: { x: { from: read('d'), pointer: '' } } })])).toEqual([
      'b',
      'd',
      'c',
      'late',
      'a',
    ])
  })

  test('starts with a plain read by the main key, a planned one if possible', () => {
    const whole = (requests: readonly Request[], options: Partial<PlanOptions> = {}): string[] =>
      wholePlanOf([asking(Object.fromEntries(requests.map((each, index) => [String(index), each])))], options).requests.map(nameOf)
    const free = read('free', { credential: nobody })
    const transfers = new ApiRequestBuilder(api, 'x').read(api.operations.listTransfers)
    expect(whole([free, read('odd'), transfers])).toEqual(['GET listTransfers', 'free', 'odd'])
    expect(whole([free, read('late', { after: [transfers] })])).toEqual(['GET listTransfers', 'free', 'late'])
    // A request that may be rejected, or that sends the key in an unusual way, cannot be the control.
    for (const odd of [
      read('odd'),
      requestOf({ headers: { Accept: 'text/xml' } }),
      requestOf({ credential: { kind: 'key', role: 'main', scheme: 'bearer' } }),
    ])
      expect(whole([free, odd])).toEqual(['GET listProducts', 'free', nameOf(odd)])
    expect(whole([free])).toEqual(['GET listProducts', 'free'])
    expect(whole([free], { given: { other: 1 } })).toEqual(['free'])
  })

  test('starts with an operation that is not skipped', () => {
    const rule = asking((_subject, ask) => ({ free: ask.outside('/nowhere', 'GET', { credential: nobody }) }), {
      id: 'status/free',
      subjects: () => [{}],
    })
    const first = (skip: readonly string[]) => wholePlanOf([rule], { select: readChoice({ skip }, api, [rule])! }).requests.map(nameOf)
    expect(first(['Catalog'])[0]).not.toMatch(/listProducts/)
    expect(api.groups.find(({ name }) => name === 'Catalog')!.operations.map(({ id }) => `GET ${id}`)).not.toContain(first(['Catalog'])[0])
    expect(first(['Catalog'])).toHaveLength(2)
  })

  test('contains no duplicates', () => {
    expect(order([read('a'), read('a'), read('b', { after: [read('a')] })])).toEqual(['a', 'b'])
  })

  test('is the same for requests with many mutual dependencies', () => {
    let last = read('0')
    for (let depth = 1; depth < 40; depth++) last = read(String(depth), { after: [last], params: { a: { from: last, pointer: '' } } })
    expect(order([last])).toEqual(Array.from({ length: 40 }, (_, index) => String(index)))
  })
})

describe('a created resource', () => {
  const make = (purposes: readonly string[], change: Partial<Parameters<RequestBuilder['resources']['of']>[2]> = {}): Probe =>
    asking((_subject, ask) => Object.fromEntries(purposes.map((each) => [each, ask.resources.of('createProduct', each, change).create])))
  /** Existing resources of the kind are listed first. */
  const isList = ({ operation }: Request): boolean => operation === 'listProducts'
  const making = (plan: ReturnType<typeof planOf>): string[] =>
    plan.requests
      .filter((each) => !isList(each))
      .map(({ method, operation, params }) => `${method} ${operation ?? ''} ${Object.keys(params).join()}`.trim())

  test('is cleaned up in reverse order, and checked', () => {
    const plan = planOf([make(['a', 'b'])], { consent: everything, given: { main: 9 } })
    // The proof of a resource follows directly after its creation.
    const requests = plan.requests.filter((each) => !isList(each))
    const [a, proof, b, ...rest] = requests.filter(({ credential }) => credential.kind !== 'key' || credential.nth === undefined)
    expect(making(plan).filter((each) => each.startsWith('POST'))).toHaveLength(2)
    expect(rest.map((each) => [each.method, keyOf((each.params['productId'] as { from: Request }).from)])).toEqual([
      ['GET', keyOf(b!)],
      ['DELETE', keyOf(b!)],
      ['GET', keyOf(b!)],
      ['DELETE', keyOf(a!)],
      ['GET', keyOf(a!)],
    ])
    expect([proof?.method, keyOf((proof?.params['productId'] as { from: Request }).from)]).toEqual(['GET', keyOf(a!)])
    expect([...plan.owned.keys()]).toEqual([keyOf(a!), keyOf(b!)])
  })

  test('is not cleaned up again if the run itself deletes it', () => {
    const rule = asking((_subject, ask) => {
      const own = ask.resources.of('createProduct', 'a')
      return { create: own.create, end: own.undo[0]! }
    })
    expect(making(planOf([rule], { consent: everything, given: { main: 1 } }))).toEqual([
      'POST createProduct',
      'GET getProduct productId',
      'DELETE deleteProduct productId',
      // Whether the first deletion deleted its target.
      'GET getProduct productId',
    ])
  })

  test('is not cleaned up if a conforming deployment rejects it', () => {
    expect(making(planOf([make(['a'], { isRefused: true })], { consent: everything, given: { main: 1 } }))).toEqual(['POST createProduct'])
  })
})

describe('created keys', () => {
  const asks = (role: Parameters<typeof as>[0], count: number): Probe =>
    asking(Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index), read(String(index), { credential: as(role) })])))
  const keysToIssue = (rules: readonly Rule[], options: Partial<PlanOptions> = {}) =>
    planOf(rules, { consent: everything, given: { main: 1 }, ...options })
  const roles = (rules: readonly Rule[], options: Partial<PlanOptions> = {}) =>
    keysToIssue(rules, options).issuedKeys.map(({ role }) => role)

  test.each<readonly [role: Parameters<typeof as>[0], count: number, given: NonNullable<PlanOptions['given']>, want: number]>([
    ['main', 90, { main: 1 }, 0],
    ['main', 91, { main: 1 }, 1],
    ['main', 255, { main: 1 }, 2],
    ['main', 255, { main: 2 }, 1],
    ['main', 90, {}, 1],
    ['unprivileged', 90, { main: 1 }, 1],
    ['unprivileged', 91, { main: 1 }, 2],
    ['unprivileged', 1, { main: 1, unprivileged: 1 }, 0],
    ['expired', 200, { main: 1 }, 1],
    ['revoked', 200, { main: 1 }, 1],
    ['exhaustible', 200, { main: 1 }, 1],
    ['exhaustible', 1, { main: 1, exhaustible: 1 }, 0],
    ['other', 91, { main: 1, other: 1 }, 1],
  ])('for %s with %i requests, given %j, are %i', (role, count, given, want) => {
    expect(roles([asks(role, count)], { given })).toEqual(Array.from({ length: want }, () => role))
  })

  test('reserve requests of the first key of each tenant for the end of the run: two pages of a list for every created kind', () => {
    const { closing } = keysToIssue([asks('main', 91), asks('other', 91)], { given: { main: 1, other: 1 } })
    expect(closing).toEqual({ main: 2, other: 2 })
    expect(keysToIssue([asks('main', 90)]).closing).toEqual({ main: 0, other: 0 })
  })

  test('are none without writes, or for the lowest level', () => {
    expect(roles([asks('main', 200)], { consent: {} })).toEqual([])
    expect(roles([asks('main', 200)], { consent: { writes: true } })).toEqual(['main', 'main'])
    expect(
      roles(
        [
          asking(
            { a: by(nobody), ...Object.fromEntries([...Array(200).keys()].map((each) => [String(each), read(String(each))])) },
            { smoke: true },
          ),
        ],
        { level: 'smoke' },
      ),
    ).toEqual([])
  })

  test('are all that are needed, by role', () => {
    const rules = (['exhaustible', 'other', 'revoked', 'expired', 'unprivileged', 'main'] as const).map((role) => asks(role, 1))
    expect(roles(rules, { given: { other: 1 } })).toEqual(['main', 'unprivileged', 'expired', 'revoked', 'exhaustible'])
    expect(roles(rules.slice(2), { given: {} })).toEqual(['main', 'unprivileged', 'expired', 'revoked'])
  })

  test('are in the state that their role needs', () => {
    const { issuedKeys, owned } = keysToIssue(
      [asks('unprivileged', 1), asks('expired', 1), asks('revoked', 1), asks('main', 91), asks('other', 91)],
      {
        given: { main: 1, other: 1 },
      },
    )
    const of = (role: string) => issuedKeys.find((each) => each.role === role)!
    const bodyOf = (role: string) => (of(role).key.from.body as { json: { scopes: string[]; expiresAt?: string } }).json
    expect(bodyOf('unprivileged').scopes).toEqual([])
    expect(bodyOf('main').scopes).toEqual([...new Set(Object.values(api.operations).flatMap(({ permissions }) => permissions))].sort())
    expect(bodyOf('expired')).toMatchObject({ scopes: bodyOf('main').scopes, expiresAt: '2020-01-01T00:00:00Z' })
    expect(bodyOf('unprivileged').expiresAt).not.toBe(bodyOf('expired').expiresAt)
    for (const each of issuedKeys) {
      expect(each.key).toMatchObject({
        pointer: '/data/plaintextKey',
        from: { operation: 'createApiKey', credential: as(each.role === 'other' ? 'other' : 'main') },
      })
      expect(owned.has(keyOf(each.key.from))).toBe(true)
      expect(each.ready.operation).toBe(each.role === 'revoked' ? 'revokeApiKey' : 'createApiKey')
      if (each.role !== 'revoked') expect(each.ready).toBe(each.key.from)
    }
    expect(new Set(issuedKeys.map(({ key }) => keyOf(key.from))).size).toBe(issuedKeys.length)
  })

  test('are created after free requests and before reads, and revoked at the very end in reverse order', () => {
    const quota = read('quota', { effect: 'quota', credential: as('exhaustible') })
    const rule = asking({
      free: read('free', { credential: nobody }),
      first: read('first'),
      second: read('second'),
      less: read('less', { credential: as('unprivileged') }),
      gone: read('gone', { credential: as('revoked') }),
      quota,
    })
    const { requests, issuedKeys } = keysToIssue([rule])
    expect(issuedKeys.map(({ role }) => role)).toEqual(['unprivileged', 'revoked', 'exhaustible'])
    expect(requests.filter(({ operation }) => operation !== 'listApiKeys').map(nameOf)).toEqual([
      'free',
      'POST createApiKey',
      'POST createApiKey',
      'POST revokeApiKey',
      'POST createApiKey',
      'first',
      'second',
      'quota',
      'less',
      'gone',
      'POST revokeApiKey',
      'POST revokeApiKey',
    ])
    const revoked = requests
      .filter(({ operation }) => operation === 'revokeApiKey')
      .slice(-2)
      .map((each) => keyOf((each.params['keyId'] as { from: Request }).from))
    expect(revoked).toEqual([keyOf(issuedKeys[2]!.key.from), keyOf(issuedKeys[0]!.key.from)])
  })
})

describe('the price', () => {
  test('counts against the key of a request, if it has a rate limit', () => {
    const credentials: Credential[] = [
      nobody,
      { kind: 'unknown' },
      as('main'),
      as('expired'),
      as('revoked'),
      as('unprivileged'),
      as('other'),
      { kind: 'key', role: 'main', place: 'query' },
      as('exhaustible'),
    ]
    const rule = asking(Object.fromEntries(credentials.map((credential, index) => [String(index), by(credential)])))
    const { price } = planOf([rule])
    expect(price).toEqual({ none: 5, main: 1, unprivileged: 1, expired: 0, revoked: 0, other: 1, exhaustible: 1 })
  })
})

describe('keys that share the load', () => {
  const introduced = (
    given: PlanOptions['given'],
    requests: readonly Request[] = [requestOf(), read('b')],
    options: Partial<PlanOptions> = {},
  ) =>
    planOf([asking(Object.fromEntries(requests.map((each, index) => [String(index), each])))], {
      ...(given === undefined ? {} : { given }),
      ...options,
    })
      .requests.filter(({ operation }) => operation !== 'listApiKeys')
      .map((each) => `${nameOf(each)} ${each.credential.kind === 'key' ? (each.credential.nth ?? '') : each.credential.kind}`.trim())

  test.each<readonly [PlanOptions['given'], readonly string[]]>([
    [undefined, ['GET listProducts', 'b']],
    [{ main: 1 }, ['GET listProducts', 'b']],
    [{ main: 3 }, ['GET listProducts', 'GET listProducts 2', 'GET listProducts 3', 'b']],
    [{ main: 1, reader: 2 }, ['GET listProducts', 'GET listProducts 2', 'GET listProducts 3', 'b']],
    [{ main: 2, reader: 1 }, ['GET listProducts', 'GET listProducts 2', 'GET listProducts 3', 'b']],
    [{ reader: 1 }, ['GET listProducts', 'GET listProducts 2', 'b']],
  ])('given %j, repeat the first read: %j', (given, want) => {
    const options = given?.main === undefined && given !== undefined ? { consent: { writes: true } } : {}
    expect(introduced(given, undefined, options).filter((each) => !each.includes('ApiKey'))).toEqual(want)
  })

  test('repeat the first read, whatever was selected', () => {
    expect(introduced({ main: 2 }, [read('a', { credential: nobody })])).toEqual(['GET listProducts 2', 'a none'])
  })

  test('count among the allowed requests', () => {
    const most = (maxRequests: number) => introduced({ main: 2 }, [requestOf()], { maxRequests })
    expect(most(2)).toEqual(['GET listProducts', 'GET listProducts 2'])
    expect(most(1)).toEqual([])
    expect(introduced({ main: 0 }, [read('a', { credential: nobody })], { maxRequests: 1 })).toEqual(['a none'])
  })
})

describe('a budget', () => {
  test('skips what does not fit, with the reason', () => {
    const [a, b] = [asking({ a: read('a'), c: read('c') }), asking({ b: read('b') })]
    const { requests, instances, leftOut } = planOf([a, b], { maxRequests: 2 })
    expect(wholePlanOf([a, b], { maxRequests: 2 }).requests).toHaveLength(2)
    expect(requests.map(nameOf)).toEqual(['b'])
    expect(instances.map(({ rule }) => rule)).toEqual([b])
    expect(leftOut).toMatchObject([{ rule: a, by: 'budget', why: 'exceeds the maximum of 2 requests (--max-requests)' }])
  })

  test('includes the created keys and their cleanup', () => {
    const rule = asking({ a: read('a', { credential: as('unprivileged') }) })
    const options = { consent: everything, given: { main: 1 } }
    const { requests } = planOf([rule], options)
    // The first read is one of them.
    expect(planOf([rule], { ...options, maxRequests: requests.length + 1 }).instances).toHaveLength(1)
    expect(planOf([rule], { ...options, maxRequests: requests.length })).toMatchObject({ instances: [], requests: [], issuedKeys: [] })
  })
})
