/**
 * Checks what a run plans, at every level and with every consent, against what it may do. Nothing here uses the guard: the tables in
 * `conformance/profile/targets.ts` are read as data, and the other checks are implemented independently.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { operationNamed } from '../model/api.ts'
import type { WriteTargets } from '../model/profile.ts'
import { targets } from '../profile/targets.ts'
import { ApiRequestBuilder } from '../plan/request-builder.ts'
import type { Resource } from '../model/resource.ts'
import { brokenJson, nobody } from '../model/request-builder.ts'
import type { Operation } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import { planOf } from '../testing/fixture.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import { runLevels } from '../model/levels.ts'
import { makePlan } from '../plan/plan.ts'
import type { Consent, Plan } from '../plan/model.ts'
import { keyOf, placeOf, type ResourceId, type Reference, type Request, type WriteJson } from '../model/request.ts'
import { rules } from '../rules/index.ts'

const consents: readonly Consent[] = [
  {},
  // Any other consent is then irrelevant.
  { readsOnly: true, writes: true, lasting: true, exhaust: true },
  { writes: true },
  { writes: true, lasting: true },
  { writes: true, lasting: true, exhaust: true },
]

const schemas = openSchemaJudge(api)
const table = targets as Readonly<Record<string, WriteTargets | undefined>>

const isWrite = ({ method }: Request): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
const operationOf = ({ operation }: Request): Operation | undefined =>
  operation === undefined ? undefined : operationNamed(api, operation)
const writeTargetsOf = ({ operation }: Request): WriteTargets => (operation === undefined ? {} : (table[operation] ?? {}))
const isRef = (value: unknown): value is Reference => typeof value === 'object' && value !== null && 'pointer' in value && 'from' in value
const isSafe = ({ method }: Request): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)
const named = ({ method, path, operation }: Request): string => `${operation ?? 'nothing'} (${method} ${path})`

/** Returns the body as a deployment parses it; the text of a body that is not JSON. */
function bodyOf({ body }: Request): { readonly json: unknown } | { readonly unreadable: Buffer } | undefined {
  if (body === undefined) return undefined
  if ('json' in body) return body
  const bytes = 'text' in body ? Buffer.from(body.text, 'utf8') : Buffer.from(body.base64, 'base64')
  try {
    return { json: JSON.parse(bytes.toString('utf8')) as unknown }
  } catch {
    return { unreadable: bytes }
  }
}

/** Returns every leaf of a body with its path; a reference is a leaf. */
function leaves(value: unknown, at: readonly string[] = []): { readonly at: readonly string[]; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null || isRef(value)) return [{ at, value }]
  return Object.entries(value).flatMap(([name, each]) => leaves(each, [...at, name]))
}

const isIn = (at: readonly string[], place: string): boolean => {
  const tokens = place.split('/').slice(1)
  return (
    tokens.length === at.length && tokens.every((token, index) => (token === '*' ? /^\d+$/.test(at[index] ?? '') : token === at[index]))
  )
}

/** Returns every id that a write contains, and the role of each. */
function namesOf(request: Request): { readonly about: string; readonly value: unknown; readonly changes: boolean }[] {
  const body = bodyOf(request)
  const found = body === undefined || !('json' in body) ? [] : leaves(body.json)
  return [
    ...Object.entries(request.params).map(([name, value]) => ({ about: name, value, changes: true })),
    ...found
      .map(({ at, value }) => ({
        about: `/${at.join('/')}`,
        value,
        changes: (writeTargetsOf(request).changes ?? []).some((place) => isIn(at, place)),
      }))
      .filter(({ value, changes }) => changes || isRef(value)),
  ]
}

/** Returns the resource of the run that a reference resolves to, as listed in the plan. */
const ownedBy = (reference: Reference, plan: Plan): Resource | undefined =>
  (plan.owned.get(keyOf(reference.from)) ?? []).find(
    (own) => keyOf(own.create) === keyOf(reference.from) && placeOf(own.id) === placeOf(reference),
  )

/** Whether a write may contain a reference at a place in its body without changing the referenced resource. */
function isGiven(about: string, { from, pointer }: Reference, request: Request): boolean {
  const kinds = Object.entries(writeTargetsOf(request).names ?? {}).filter(([place]) => isIn(about.split('/').slice(1), place))
  return kinds.some(([, kind]) =>
    (api.profile.references[kind] ?? []).some((source) => source.operation === from.operation && source.pointer === pointer),
  )
}

const isMadeUp = (value: unknown, plan: Plan): boolean => typeof value === 'string' && plan.madeUp.has(value)

const isLiveKey = ({ credential }: Request): boolean =>
  credential.kind === 'issued' || (credential.kind === 'key' && credential.role !== 'expired' && credential.role !== 'revoked')

/** Returns the independent reasons of a conforming deployment to reject a request. */
function refusalsOf(request: Request, plan: Plan): string[] {
  const operation = operationOf(request)
  const found: string[] = []
  if (!isLiveKey(request)) found.push('its key')
  if (request.credential.kind === 'key' && request.credential.role === 'unprivileged') found.push('its permission')
  if (operation === undefined) found.push('its method')
  if (Object.values(request.params).some((value) => isMadeUp(value, plan))) found.push('its path')
  if (Object.entries(request.headers).some(([name, value]) => /^content-type$/i.test(name) && !value.startsWith('application/json')))
    found.push('its media type')
  const body = bodyOf(request)
  if (body === undefined) return found
  if ('unreadable' in body) {
    found.push('its syntax')
    // Parsed as anything other than JSON, it lacks what the operation needs.
    if (operation?.body?.schema.required?.[0] !== undefined) found.push('its lack')
    return found
  }
  const unknown = namesOf(request).filter(({ about, value, changes }) => about.startsWith('/') && changes && isMadeUp(value, plan))
  found.push(...unknown.map(({ about }) => `the unknown ${about}`))
  if (operation?.body === undefined) return found
  // The value of a reference is assumed to be well-formed.
  const filled = JSON.parse(JSON.stringify(body.json, (_name, value: unknown) => (isRef(value) ? 'some_1' : value))) as unknown
  const places = schemas.places(operation.body.pointer, filled).map((place) => place.split('/')[1] ?? '')
  // A body that is not an object lacks all required properties.
  if (places.includes('') && (operation.body.schema.required ?? []).length > 0) found.push('its lack')
  return [...found, ...new Set(places.map((place) => `/${place}`))]
}

/** Returns what is wrong with a planned write, regardless of the consent; `undefined` if nothing is. */
type Fault = (request: Request, plan: Plan, place: ReadonlyMap<string, number>) => string | undefined

const addressFault: Fault = (request) => {
  const operation = operationOf(request)
  if (operation !== undefined && (operation.method !== request.method || operation.path !== request.path)) return 'another address'
  const parameters = [...request.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  if (parameters.sort().join() !== Object.keys(request.params).sort().join()) return 'other parameters'
  if (operation === undefined && !api.paths.has(request.path)) return 'a path that is written out'
  return request.query.some(([, value]) => typeof value !== 'string') ? 'a query of an answer' : undefined
}

const targetFault: Fault = (request, plan, place) => {
  for (const { about, value, changes } of namesOf(request)) {
    if (value === null) continue
    if (!isRef(value)) {
      if (changes && request.isRefused === true && typeof value !== 'string' && typeof value !== 'number') continue
      if (typeof value !== 'string' || !plan.madeUp.has(value)) return `${about} is ${JSON.stringify(value)}`
      if (!/^[\w-]{8,}$/.test(value)) return `${about} is made up, and could be anything`
      continue
    }
    const own = ownedBy(value, plan)
    if (own === undefined) {
      if (changes || !isGiven(about, value, request)) return `${about} is ${value.pointer} of ${named(value.from)}`
      continue
    }
    const unproven = proofFault(own, request, plan, place)
    if (unproven !== undefined) return `${about} is a ${own.kind} ${unproven}`
  }
  return undefined
}

/** Returns the resources that a read requests. */
const askedFor = ({ params, query }: Request): Reference[] => [...Object.values(params), ...query.map(([, each]) => each)].filter(isRef)

/** Returns what is wrong with the proof of a resource of the run that a write addresses. */
function proofFault({ create, id, proof }: Resource, request: Request, plan: Plan, place: ReadonlyMap<string, number>): string | undefined {
  if (proof === undefined) return 'that nothing proves'
  const [made = NaN, proven = NaN, sent = NaN] = [create, proof.read, request].map((each) => place.get(keyOf(each)))
  if (!(made < proven && proven < sent)) return `made at ${made}, proven at ${proven}, used at ${sent}`
  const asked = askedFor(proof.read)
  // A list of the newest resources, requested after its creation, contains it, too.
  const isListed = asked.length === 0 && (proof.read.after ?? []).some((each) => keyOf(each) === keyOf(create))
  if (!isListed && !asked.some((each) => placeOf(each) === placeOf(id) && keyOf(each.from) === keyOf(create)))
    return 'proven by a read of something else'
  const isTelling =
    typeof proof.is === 'string'
      ? proof.is.toLowerCase().replaceAll('_', '-').startsWith(`${plan.tag}-`)
      : ownedBy(proof.is, plan)?.proof !== undefined
  return isTelling ? undefined : 'proven by what anybody may have written'
}

/** Returns the resources of the run that a write changes, if a read can show the change. */
function visiblyChangedBy(request: Request, plan: Plan): Resource[] {
  if (operationOf(request) === undefined || isSafe(request) || writeTargetsOf(request).shown === undefined) return []
  return namesOf(request).flatMap(({ value }) => (isRef(value) ? (ownedBy(value, plan) ?? []) : []))
}

/** Returns operations whose first change is not verified before the next one: a deployment that changes the wrong resource would do so again. */
function unseenFirsts(plan: Plan): string[] {
  const seen = new Set<string>()
  return plan.requests.flatMap((request, index) => {
    const operation = operationOf(request)
    if (operation === undefined || request.isRefused === true || seen.has(operation.id)) return []
    const changed = visiblyChangedBy(request, plan)
    if (changed.length === 0) return []
    seen.add(operation.id)
    const next = plan.requests[index + 1]
    const isLook =
      next !== undefined &&
      next.operation === writeTargetsOf(request).shown &&
      (next.after ?? []).some((each) => keyOf(each) === keyOf(request)) &&
      askedFor(next).some((each) => changed.some(({ id, create }) => keyOf(each.from) === keyOf(create) && placeOf(each) === placeOf(id)))
    return isLook ? [] : [named(request)]
  })
}

/** Returns writes whose only fault is an unknown id, and that are sent before it is known whether writes take effect on the addressed resource. */
function earlyAims(plan: Plan): string[] {
  const lastOwn = plan.requests.findLastIndex(
    (each) => each.isRefused !== true && visiblyChangedBy(each, plan).length > 0 && each.effect !== 'undo',
  )
  return plan.requests.flatMap((each, index) => {
    const isAimed = each.isRefused === true && !isSafe(each) && Object.values(each.params).some((value) => isMadeUp(value, plan))
    return isAimed && refusalsOf(each, plan).length < 2 && index < lastOwn ? [named(each)] : []
  })
}

const everythingFault: Fault = (request) => {
  const body = bodyOf(request)
  if (request.isRefused === true || body === undefined || !('json' in body)) return undefined
  const found = leaves(body.json).filter(({ value }) => isRef(value))
  const missing = (writeTargetsOf(request).always ?? []).find(
    (place) => !found.some(({ at }) => `/${at.join('/')}/`.startsWith(`${place}/`)),
  )
  return missing === undefined ? undefined : `about everything, without ${missing}`
}

const settingFault: Fault = (request) => {
  if (writeTargetsOf(request).reach !== 'setting' || request.isRefused === true) return undefined
  const body = bodyOf(request)
  const found = body !== undefined && 'json' in body ? leaves(body.json) : []
  return found.length === 1 && isRef(found[0]?.value) && found[0].value.from.operation === 'getAlertConfig'
    ? undefined
    : 'it sets something else'
}

/** Returns what is wrong with a write without consent. */
const unaskedFault: Fault = (request, plan) => {
  if (request.effect !== 'refused' || request.isRefused !== true) return `it is ${request.effect}`
  const found = namesOf(request).find(({ value }) => isRef(value))
  if (found !== undefined) return `it names ${found.about}`
  const refusals = refusalsOf(request, plan)
  return refusals.length < 2 ? `only ${refusals.join() || 'nothing'} is wrong with it` : undefined
}

const lastingFault: Fault = (request) => {
  if (request.effect === 'lasting') return 'it lasts'
  const { reach } = writeTargetsOf(request)
  if (reach === undefined) return undefined
  const body = bodyOf(request)
  return !isLiveKey(request) && body !== undefined && 'unreadable' in body ? undefined : `it reaches ${reach}`
}

const always: readonly Fault[] = [addressFault, targetFault, everythingFault, settingFault]

const placesOf = ({ requests }: Plan): ReadonlyMap<string, number> => new Map(requests.map((request, index) => [keyOf(request), index]))

/** Returns what is wrong with the writes of a plan. */
function faultsOf(plan: Plan, kinds: readonly Fault[]): string[] {
  const place = placesOf(plan)
  return plan.requests
    .filter(isWrite)
    .flatMap((request) => kinds.flatMap((fault) => fault(request, plan, place) ?? []).map((fault) => `${named(request)}: ${fault}`))
}

describe('a run of one rule changes only resources of the run, once they are proven, and only what was allowed', () => {
  const probes = rules.filter(({ kind }) => kind === 'probe')
  test.each(probes.map((rule) => [rule.id, rule] as const))('%s', (_id, rule) => {
    for (const consent of consents) {
      const plan = makePlan(api, [rule], { level: 'full', seed: 'what is planned', consent })
      const forbidden = [...always, ...(consent.writes === true ? [] : [unaskedFault]), ...(consent.lasting === true ? [] : [lastingFault])]
      expect(faultsOf(plan, forbidden)).toEqual([])
    }
  })
})

describe.each(runLevels.flatMap((level) => consents.map((consent) => ({ level, consent }))))(
  'a run of level $level with $consent',
  ({ level, consent }) => {
    let plan: Plan
    let writes: readonly Request[]
    beforeAll(() => {
      plan = makePlan(api, rules, { level, seed: 'what is planned', consent })
      writes = plan.requests.filter(isWrite)
    })
    const faults = (...kinds: readonly Fault[]): string[] => faultsOf(plan, kinds)

    test('writes where it may', () => {
      expect(plan.requests.length).toBeGreaterThan(50)
      expect(writes.length > 0).toBe(level !== 'smoke' && consent.readsOnly !== true)
    })

    test('changes only resources of the run, once they are proven, and generated ids', () => {
      expect(faults(...always)).toEqual([])
    })

    test('verifies the first change by each operation before it sends another write, and uses unknown ids only after the last', () => {
      expect(unseenFirsts(plan)).toEqual([])
      expect(earlyAims(plan)).toEqual([])
    })

    if (consent.writes !== true)
      test('has two reasons for the rejection of each write, addresses nothing that exists, and creates nothing', () => {
        expect(faults(unaskedFault)).toEqual([])
        expect([...plan.owned.values()].flat().filter(({ create }) => create.isRefused !== true)).toEqual([])
      })

    if (consent.lasting !== true)
      test('creates nothing that cannot be deleted, and uses no setting and no operation that selects its targets', () => {
        expect(faults(lastingFault)).toEqual([])
      })

    if (consent.exhaust !== true)
      test('uses up no rate limit', () => {
        expect(plan.requests.filter(({ effect }) => effect === 'quota').map(named)).toEqual([])
      })
  },
)

describe('these tests detect', () => {
  const ask = new ApiRequestBuilder(api, 'what is noticed')
  const { updateProduct, adjustInventory, createForecastEvent, generateTransferRecommendations, replaceAlertConfig } = api.operations
  const product = ask.resources.of('createProduct', 'noticed')
  const stock = ask.resources.of('recordStock', 'noticed')
  const [first, other] = [stock.id, product.id].map((id) => ({
    ...id,
    from: ask.read(api.operations.listInventory),
    pointer: '/data/0/id',
  }))
  const broken = { body: brokenJson, effect: 'refused' } as const
  /** Creates a plan of created and proven resources, and of one more write. */
  const planWith = (
    request: Request,
    earlier: readonly Request[] = [product, stock].flatMap(({ create, proof }) => [create, proof!.read]),
  ): Plan => ({
    ...planOf([]),
    requests: [...earlier, request],
    owned: new Map([product, stock].map((own) => [keyOf(own.create), [own]])),
    madeUp: ask.madeUp,
    tag: ask.resources.tag,
  })
  const said = (fault: Fault, request: Request, plan = planWith(request)): string | undefined => fault(request, plan, placesOf(plan))
  const write = (operation: Operation, params: unknown, json: unknown): Request =>
    ask.write(operation, { params: params as Record<string, ResourceId>, body: { json: json as WriteJson }, effect: 'own' })

  test.each<readonly [what: string, fault: Fault, request: Request, want: string | undefined]>([
    ['an own product', targetFault, write(updateProduct, { productId: product.id }, {}), undefined],
    [
      "a list's first row in the path",
      targetFault,
      write(updateProduct, { productId: other }, {}),
      'productId is /data/0/id of listInventory (GET /inventory)',
    ],
    [
      "a list's first row in the body",
      targetFault,
      write(adjustInventory, {}, { inventoryItemId: first }),
      '/inventoryItemId is /data/0/id of listInventory (GET /inventory)',
    ],
    ['an id that somebody may have', targetFault, write(updateProduct, { productId: 'prod_1' }, {}), 'productId is "prod_1"'],
    [
      'another value of a creation',
      targetFault,
      write(updateProduct, { productId: { ...product.id, pointer: '/data/sku' } }, {}),
      'productId is /data/sku of createProduct (POST /products)',
    ],
    [
      'text that is JSON',
      targetFault,
      { ...write(adjustInventory, {}, {}), body: { text: '{"inventoryItemId":"inv_1"}' } },
      '/inventoryItemId is "inv_1"',
    ],
    ['a path that is written out', addressFault, { ...write(updateProduct, {}, {}), path: '/products/prod_1' }, 'another address'],
    [
      'an event of all products',
      everythingFault,
      write(createForecastEvent, {}, { name: 'x' }),
      'about everything, without /productMasterId',
    ],
    ['a setting of its own', settingFault, write(replaceAlertConfig, {}, { config: {} }), 'it sets something else'],
    ['a key that may be accepted', lastingFault, ask.write(generateTransferRecommendations, broken), 'it reaches everything'],
    ['nobody, unreadable', lastingFault, ask.write(generateTransferRecommendations, { ...broken, credential: nobody }), undefined],
    ['a write unasked', unaskedFault, write(updateProduct, {}, {}), 'it is own'],
    [
      'one fault',
      unaskedFault,
      ask.write(updateProduct, { params: ask.unknownParams(updateProduct), body: { json: { name: 'x' } }, effect: 'refused' }),
      'only its path is wrong with it',
    ],
    [
      'two faults',
      unaskedFault,
      ask.write(updateProduct, { params: ask.unknownParams(updateProduct), body: { json: { name: 7 } }, effect: 'refused' }),
      undefined,
    ],
  ])('%s', (_what, fault, request, want) => {
    expect(said(fault, request)).toBe(want)
  })

  test('a first change that is not verified, and one of an unknown id before it', () => {
    const change = write(updateProduct, { productId: product.id }, {})
    const look = (id: ResourceId, after: readonly Request[] = [change]): Request =>
      ask.resources.look('getProduct', { params: { productId: id }, after })
    const planOfAll = (...requests: readonly Request[]): Plan => ({ ...planWith(change), requests })
    expect(unseenFirsts(planOfAll(change, look(product.id), change))).toEqual([])
    for (const next of [[], [look(product.id, [])], [change, look(product.id)], [look({ ...product.id, pointer: '/data/other' })]])
      expect(unseenFirsts(planOfAll(change, ...next))).toEqual(['updateProduct (PATCH /products/{productId})'])
    const aimed = ask.write(updateProduct, { params: ask.unknownParams(updateProduct), body: { json: { name: 'x' } }, effect: 'refused' })
    const twice = ask.write(updateProduct, { params: ask.unknownParams(updateProduct), body: { json: { name: 7 } }, effect: 'refused' })
    expect(earlyAims(planOfAll(aimed, change))).toEqual(['updateProduct (PATCH /products/{productId})'])
    expect(earlyAims(planOfAll(twice, change, aimed))).toEqual([])
  })

  test('a proof that is too late, or that shows a text that anyone could write', () => {
    const request = write(updateProduct, { productId: product.id }, {})
    expect(said(targetFault, request, planWith(request, [product.create]))).toContain('proven at NaN')
    expect(said(targetFault, request, { ...planWith(request), tag: 'conf-else' })).toContain('what anybody may have written')
  })
})
