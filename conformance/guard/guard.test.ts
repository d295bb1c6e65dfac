import { operationNamed } from '../model/api.ts'
import { settings } from '../profile/targets.ts'
import { ApiRequestBuilder } from '../plan/request-builder.ts'
import type { Resource } from '../model/resource.ts'
import { needed, ownBy, type GuardContext } from './context.ts'
import { isAimedAtNothing, reasonsToRefuse } from './reasons.ts'
import { consentFor, Forbidden, type WriteConsent } from './consent.ts'
import { as, brokenJson, nobody, stranger, tampered } from '../model/request-builder.ts'
import { Effects } from './effects.ts'
import { describe, expect, test } from 'vitest'
import type { Operation, OperationId } from '../../spec/contract.ts'
import { api } from '../profile/index.ts'
import { answer } from '../testing/fixture.ts'
import { isSafe, keyOf, type Credential, type Reference, type Request } from '../model/request.ts'
import { Guard, isPermitFor, permitRestore, permitUndo, ProvenId, Withheld, type Permit } from './guard.ts'
import { Ownership } from './ownership.ts'
import { writeTargetsOf } from './targets.ts'

const ask = new ApiRequestBuilder(api, 'guarded')
const guardContext: GuardContext = { api, ownOf: (create) => ask.resources.ownOf(create), madeUp: ask.madeUp }
const { operations } = api
const product = ask.resources.of('createProduct', 'guarded')
const stock = ask.resources.of('recordStock', 'guarded')
const key = ask.resources.of('createApiKey', 'guarded')
const unknown = ask.unknownId('guarded', 'prod_123')
const otherUnknown = ask.unknownId('guarded too', 'prod_123')
const list = ask.read(operations.listInventory)
const row: Reference = { from: list, pointer: '/data/0/id' }
const reason = ask.resources.named('reason')

/** Creates a write that a rule could build if its type allowed it. */
function write(id: OperationId, change: Partial<Request> & { readonly json?: unknown } = {}): Request {
  const { method, path } = operations[id]
  const { json, ...rest } = change
  return {
    operation: id,
    method,
    path,
    params: {},
    query: [],
    headers: {},
    ...(json === undefined ? {} : { body: { json } }),
    credential: as('main'),
    effect: 'own',
    ...rest,
  }
}

const update = (value: unknown, json: unknown = { name: 'x' }): Request =>
  write('updateProduct', { params: { productId: value as Reference }, json })
const adjust = (json: unknown, change: Partial<Request> = {}): Request => write('adjustInventory', { json, ...change })

describe('a method', () => {
  test.each([
    ['GET', true],
    ['HEAD', true],
    ['OPTIONS', true],
    ['POST', false],
    ['PUT', false],
    ['PATCH', false],
    ['DELETE', false],
    ['TRACE', false],
    ['get', false],
  ])('%s changes nothing: %s', (method, want) => {
    expect(isSafe(method)).toBe(want)
  })
})

/** The expected result with no consent, with writes, with lasting data only, and with both. */
const consents: readonly WriteConsent[] = [{}, { writes: true }, { lasting: true }, { writes: true, lasting: true }]
const go = undefined
const writes = 'writes data; enable with --allow-writes'
const lasts = 'creates data that cannot be deleted, or notifies people; enable with --allow-lasting'
const sets = 'changes a tenant setting; enable with --allow-lasting'
const looks = 'selects the data that it changes; enable with --allow-lasting'
const toSetting = 'addresses a tenant setting; enable with --allow-lasting'
const toLooker = 'addresses an operation that selects the data that it changes; enable with --allow-lasting'
const single = (what: string): string => `the request has only one fault (${what}); enable with --allow-writes`
const refused = { effect: 'refused', isRefused: true } as const
const config = ask.resources.named('setting')
const unreadable = { ...refused, body: brokenJson, credential: nobody } as const

describe('what a request needs', () => {
  test.each<readonly [what: string, request: Request, want: readonly (string | undefined)[]]>([
    ['a read', list, [go, go, go, go]],
    ['a look at what was taken back', { ...list, effect: 'undo' }, [go, go, go, go]],
    ['a question of the options', { ...list, method: 'OPTIONS' }, [go, go, go, go]],
    ['a creation', product.create, [writes, go, writes, go]],
    ['a change of an own thing', update(product.id), [writes, go, writes, go]],
    ['a change of what nobody knows', update(unknown), [writes, go, writes, go]],
    ['a deletion', product.undo[0]!, [writes, go, writes, go]],
    ['what lasts', write('createCategory', { json: {}, effect: 'lasting' }), [writes, lasts, writes, go]],
    ['a setting', write('replaceAlertConfig', { json: { config } }), [writes, sets, writes, go]],
    ['what looks for its targets', write('generateTransferRecommendations', { json: {} }), [writes, looks, writes, go]],
    ['nobody, unreadable', write('updateProduct', { ...unreadable, params: { productId: unknown } }), [go, go, go, go]],
    ['nobody, unreadable, at a setting', write('replaceAlertConfig', unreadable), [go, go, go, go]],
    ['nobody, unreadable, at what looks for its targets', write('generateTransferRecommendations', unreadable), [go, go, go, go]],
    [
      'nobody, without a body, at a setting',
      write('replaceAlertConfig', { ...refused, credential: nobody }),
      [toSetting, toSetting, single('no valid key'), go],
    ],
    [
      'somebody, unreadable, at a setting',
      write('replaceAlertConfig', { ...unreadable, credential: as('main') }),
      [toSetting, toSetting, go, go],
    ],
    [
      'nobody, readable, at a setting',
      write('replaceAlertConfig', { ...refused, credential: nobody, json: {} }),
      [toSetting, toSetting, go, go],
    ],
    [
      'nobody, readable, at what looks for its targets',
      write('generateTransferRecommendations', { ...refused, credential: nobody, json: {} }),
      [toLooker, toLooker, single('no valid key'), go],
    ],
    [
      'one fault at a setting',
      write('replaceAlertConfig', { ...refused, json: { config, more: 1 } }),
      [toSetting, toSetting, single('unknown property more'), go],
    ],
    [
      'one fault',
      adjust({ inventoryItemId: stock.id, reasonCodeId: reason, deltaQty: 'x' }, refused),
      [single('invalid deltaQty'), go, single('invalid deltaQty'), go],
    ],
    ['no fault', write('createProduct', { ...refused }), [single('nothing'), go, single('nothing'), go]],
    ['two faults', write('createProduct', { ...refused, credential: nobody, json: { name: 'x', sku: 7 } }), [go, go, go, go]],
  ])('%s', (_what, request, want) => {
    expect(consents.map((consent) => consentFor(request, consent, guardContext)?.why)).toEqual(want)
  })

  test.each([
    ['a read', list, undefined],
    ['the head of a read', { ...list, method: 'HEAD' }, undefined],
    ['a creation', product.create, 'not a read request, and --reads-only was given'],
    ['nobody, unreadable', write('createProduct', unreadable), 'not a read request, and --reads-only was given'],
    // It is not even checked.
    ['what no consent allows', update(row), 'not a read request, and --reads-only was given'],
  ])('if only reads are allowed: %s', (_what, request, want) => {
    expect(consentFor(request, { readsOnly: true, writes: true, lasting: true }, guardContext)?.why).toBe(want)
  })
})

describe('no consent allows', () => {
  const event = (productMasterId: unknown, change: Partial<Request> = {}): Request =>
    write('createForecastEvent', { json: { name: 'x', ...(productMasterId === undefined ? {} : { productMasterId }) }, ...change })
  const count = (productMasterIds: unknown): Request => write('createCycleCount', { json: { productMasterIds } })
  const everything = { writes: true, lasting: true }
  const fromList = 'comes from listInventory, which creates no resource of the run'

  test.each<readonly [what: string, request: Request, want: string | undefined]>([
    ['a row of a list in the path', update(row), `updateProduct: productId ${fromList}`],
    ['a text in the path', update('prod_1'), 'updateProduct: productId is "prod_1", which the run did not generate'],
    ['a number in the path', update(7), 'updateProduct: productId is 7, which the run did not generate'],
    [
      'another value of a creation',
      update({ ...product.id, pointer: '/data/sku' }),
      'updateProduct: productId comes from createProduct, which creates no resource of the run',
    ],
    [
      'the id of a creation that is not in the plan',
      update({ ...product.id, from: { ...product.create, again: 1 } }),
      'updateProduct: productId comes from createProduct, which creates no resource of the run',
    ],
    ['a row of a list in the path of a refused write', { ...update(row), ...refused }, `updateProduct: productId ${fromList}`],
    ['a row of a list in the path of an unreadable write', { ...update(row), ...unreadable }, `updateProduct: productId ${fromList}`],
    [
      'a row of a list outside the contract',
      { ...outside('PUT'), params: { productId: row } },
      `PUT /products/{productId}: productId ${fromList}`,
    ],
    [
      'a row of a list in the query',
      { ...update(product.id), query: [['id', row]] },
      'updateProduct: a write must not use a value from a response in its query',
    ],
    [
      'the id of an own thing in the query',
      { ...update(product.id), query: [['id', product.id]] },
      'updateProduct: a write must not use a value from a response in its query',
    ],
    ['a text in the query', { ...update(product.id), query: [['id', 'x']] }, undefined],
    ['a row of a list in the body', adjust({ inventoryItemId: row }), `adjustInventory: /inventoryItemId ${fromList}`],
    [
      'a text in the body',
      adjust({ inventoryItemId: 'inv_1' }),
      'adjustInventory: /inventoryItemId is "inv_1", which the run did not generate',
    ],
    ['a number in the body', adjust({ inventoryItemId: 3 }), 'adjustInventory: /inventoryItemId is 3, which the run did not generate'],
    ['an own id in the body', adjust({ inventoryItemId: stock.id }), undefined],
    ['a made-up id in the body', adjust({ inventoryItemId: unknown }), undefined],
    // If ids are numeric, a key of another user may have the same id.
    [
      'an own id of another kind in the path',
      write('revokeApiKey', { params: { keyId: product.id }, json: {} }),
      'revokeApiKey: keyId is the id of a resource created by createProduct, which is not the expected kind',
    ],
    [
      'an own id of another kind in the body',
      adjust({ inventoryItemId: product.id }),
      'adjustInventory: /inventoryItemId is the id of a resource created by createProduct, which is not the expected kind',
    ],
    ['no id in the body', adjust({ inventoryItemId: null }), undefined],
    [
      'a row of a list deep in the body',
      write('createTransfer', { json: { lines: [{ productMasterId: product.id }, { productMasterId: row }] } }),
      `createTransfer: /lines/1/productMasterId ${fromList}`,
    ],
    [
      'a text in a body that is written out',
      adjust(undefined, { body: { text: '{"inventoryItemId":"inv_1","deltaQty":-5}' } }),
      'adjustInventory: /inventoryItemId is "inv_1", which the run did not generate',
    ],
    [
      'a text in a body of bytes',
      adjust(undefined, { body: { base64: Buffer.from('{"inventoryItemId":"inv_1"}').toString('base64') } }),
      'adjustInventory: /inventoryItemId is "inv_1", which the run did not generate',
    ],
    [
      'a reference where the operation has none',
      update(product.id, { name: reason }),
      'updateProduct: /name comes from listReasonCodes/data/0/id, which the operation may not reference',
    ],
    ['an own id anywhere', update(product.id, { note: product.id }), undefined],
    ['what it may refer to', adjust({ inventoryItemId: stock.id, reasonCodeId: reason }), undefined],
    [
      'that of another read',
      adjust({ reasonCodeId: { ...reason, from: list } }),
      'adjustInventory: /reasonCodeId comes from listInventory/data/0/id, which the operation may not reference',
    ],
    [
      'another value of that read',
      adjust({ reasonCodeId: { ...reason, pointer: '/data/1/id' } }),
      'adjustInventory: /reasonCodeId comes from listReasonCodes/data/1/id, which the operation may not reference',
    ],
    [
      'a thing of another kind',
      adjust({ reasonCodeId: ask.resources.named('category') }),
      'adjustInventory: /reasonCodeId comes from listCategories/data/0/id, which the operation may not reference',
    ],
    [
      'what it may refer to, at another place',
      adjust({ rootCause: reason }),
      'adjustInventory: /rootCause comes from listReasonCodes/data/0/id, which the operation may not reference',
    ],
    ['an event of all products', event(undefined), 'createForecastEvent: without /productMasterId it applies to all existing data'],
    ['an event of no product', event(null), 'createForecastEvent: without /productMasterId it applies to all existing data'],
    [
      'an event without a body',
      write('createForecastEvent'),
      'createForecastEvent: without /productMasterId it applies to all existing data',
    ],
    [
      'an event of all products in text',
      write('createForecastEvent', { body: { text: '{"name":"x"}' } }),
      'createForecastEvent: without /productMasterId it applies to all existing data',
    ],
    ['an event of an own product', event(product.id), undefined],
    ['an event of all products that is refused', event(undefined, { isRefused: true }), undefined],
    ['an event of all products that is refused twice', event(undefined, { ...refused }), undefined],
    ['an event of all products that has two reasons to be refused', event(undefined, { effect: 'refused' }), undefined],
    ['a count of everything', count([]), 'createCycleCount: without /productMasterIds it applies to all existing data'],
    ['a count of own products', count([product.id]), undefined],
    ['a write that says it reads', { ...product.create, effect: 'read' }, 'createProduct is a write, but is declared as a read'],
    ['a write that says it spends', { ...product.create, effect: 'quota' }, 'createProduct is a write, but is declared as a read'],
    [
      'another method',
      { ...update(product.id), method: 'DELETE' },
      'updateProduct: DELETE /products/{productId} is not the method and path in the contract',
    ],
    [
      'another path',
      { ...write('deleteProduct'), path: '/products/prod_1' },
      'deleteProduct: DELETE /products/prod_1 is not the method and path in the contract',
    ],
    ['a parameter that is not filled', write('deleteProduct'), 'deleteProduct: the path parameter productId is missing'],
    [
      'a parameter that is not filled, outside the contract',
      { ...outside('PUT'), params: {} },
      'PUT /products/{productId}: the path parameter productId is missing',
    ],
    [
      'a path that is written out',
      { ...outside('PUT'), path: '/products/prod_1' },
      'PUT /products/prod_1: the path is not in the contract',
    ],
  ])('%s', (_what, request, want) => {
    const asked = () => consentFor(request, everything, guardContext)
    if (want === undefined) expect(asked()).toBeUndefined()
    else expect(asked).toThrow(new Forbidden(want))
    // The result is the same without any consent.
    if (want !== undefined) expect(() => consentFor(request, {}, guardContext)).toThrow(Forbidden)
  })

  test.each<readonly [what: string, request: Request, want: string | undefined]>([
    ['that may be carried out', update(product.id), 'the profile does not declare what it changes'],
    ['from nobody, readable', { ...update(unknown), ...refused, credential: nobody }, 'the profile does not declare what it changes'],
    [
      'from somebody, unreadable',
      { ...update(unknown), ...unreadable, credential: as('main') },
      'the profile does not declare what it changes',
    ],
    ['from nobody, unreadable, at a row of a list', { ...update(row), ...unreadable }, `productId ${fromList}`],
    ['from nobody, unreadable', { ...update(unknown), ...unreadable }, undefined],
  ])('a write that the profile does not have: %s', (_what, request, want) => {
    const { updateProduct: _, ...others } = api.profile.targets
    const without = { ...guardContext, api: { ...api, profile: { ...api.profile, targets: others } } }
    const asked = () => consentFor(request, everything, without)
    if (want === undefined) expect(asked()).toBeUndefined()
    else expect(asked).toThrow(new Forbidden(`updateProduct: ${want}`))
  })

  test('a write whose targets are not declared', () => {
    expect(() => writeTargetsOf(api, 'listProducts')).toThrow('listProducts is a write, and the profile does not declare its targets')
  })
})

function outside(method: 'PUT' | 'POST'): Request {
  return ask.outside('/products/{productId}', method, { params: { productId: unknown } })
}

describe('the reasons to reject', () => {
  const reasons = (request: Request): string[] => {
    const operation = request.operation === undefined ? undefined : operationNamed(api, request.operation)
    return reasonsToRefuse(request, operation, guardContext)
  }
  const whole = { name: 'n', sku: 's' }
  const creation = (change: Partial<Request> & { readonly json?: unknown }): Request => write('createProduct', { json: whole, ...change })
  const bytes = (text: string, encoding?: BufferEncoding): { readonly base64: string } => ({
    base64: Buffer.from(text, encoding).toString('base64'),
  })
  const issued: Credential = { kind: 'issued', by: { from: key.create, pointer: '/data/plaintextKey' } }

  test.each<readonly [what: string, request: Request, want: readonly string[]]>([
    ['nothing wrong', creation({}), []],
    ['no key', creation({ credential: nobody }), ['no valid key']],
    ['a key of nobody', creation({ credential: stranger }), ['no valid key']],
    ['a wrong key', creation({ credential: tampered }), ['no valid key']],
    ['a malformed key', creation({ credential: { kind: 'malformed', header: 'x' } }), ['no valid key']],
    ['an expired API key', creation({ credential: as('expired') }), ['no valid key']],
    ['a revoked API key', creation({ credential: as('revoked') }), ['no valid key']],
    ['a key without the permission', creation({ credential: as('unprivileged') }), ['a key without the permission']],
    ['another tenant', creation({ credential: as('other') }), []],
    ['an exhaustible key', creation({ credential: as('exhaustible') }), []],
    ['a key that was issued', creation({ credential: issued }), []],
    [
      'a method outside the contract',
      outside('PUT'),
      ['a method that is not in the contract', 'an id that does not exist', 'a body that is not JSON'],
    ],
    [
      'JSON to a method outside the contract',
      { ...outside('PUT'), body: { json: {} } },
      ['a method that is not in the contract', 'an id that does not exist'],
    ],
    ['an unknown id in the path', update(unknown), ['an id that does not exist']],
    ['an own id in the path', update(product.id), []],
    ['an id in the path that somebody may have', update('prod_1'), []],
    ['an unsupported media type', creation({ headers: { 'content-TYPE': 'text/plain' } }), ['an unsupported media type']],
    ['a like media type', creation({ headers: { 'Content-Type': 'application/jsonp' } }), ['an unsupported media type']],
    ['the media type with a parameter', creation({ headers: { 'Content-Type': 'application/json; charset=utf-8' } }), []],
    ['another header', creation({ headers: { Accept: 'text/plain' } }), []],
    ['no body', write('createProduct'), []],
    [
      'text that is no JSON',
      write('createProduct', { body: brokenJson }),
      ['a body that is not JSON', 'a body without the required properties'],
    ],
    [
      'no JSON where nothing is required',
      write('updateProduct', { params: { productId: product.id }, body: brokenJson }),
      ['a body that is not JSON'],
    ],
    ['text that is JSON', write('createProduct', { body: { text: JSON.stringify(whole) } }), []],
    ['bytes that are JSON', write('createProduct', { body: bytes(JSON.stringify(whole)) }), []],
    [
      'bytes that are not UTF-8',
      write('createProduct', { body: bytes('{"name":"\u00ff","sku":"s"}', 'latin1') }),
      ['a body that is not JSON', 'a body without the required properties'],
    ],
    [
      'a byte order mark',
      write('createProduct', { body: bytes(`\uFEFF${JSON.stringify(whole)}`) }),
      ['a body that is not JSON', 'a body without the required properties'],
    ],
    ['a list', creation({ json: [] }), ['a body that is not an object', 'a body without the required properties']],
    ['null', creation({ json: null }), ['a body that is not an object', 'a body without the required properties']],
    ['a number where nothing is required', update(product.id, 7), ['a body that is not an object']],
    ['something missing', creation({ json: { name: 'n' } }), ['missing sku']],
    ['all missing', creation({ json: {} }), ['missing sku', 'missing name']],
    ['something unknown', creation({ json: { ...whole, more: 1 } }), ['unknown property more']],
    ['something inherited', creation({ json: JSON.parse('{"name":"n","sku":"s","toString":1}') as object }), ['unknown property toString']],
    ['two that are wrong', creation({ json: { name: 7, sku: null } }), ['invalid name', 'invalid sku']],
    ['a reference, whatever it gives', creation({ json: { ...whole, name: row } }), []],
    [
      'an unknown id in the body',
      adjust({ inventoryItemId: unknown, reasonCodeId: reason, deltaQty: 1 }),
      ['an id in the body that does not exist'],
    ],
    ['an id in the body that somebody may have', adjust({ inventoryItemId: 'inv_1', reasonCodeId: reason, deltaQty: 1 }), []],
    ['an own id in the body', adjust({ inventoryItemId: stock.id, reasonCodeId: reason, deltaQty: 1 }), []],
    [
      'two unknown ids in the body',
      write('compareForecastScenarios', { json: { scenarioIds: [unknown, otherUnknown], horizonDays: 7 } }),
      ['an id in the body that does not exist'],
    ],
    ['an unknown id where it changes nothing', creation({ json: { ...whole, description: unknown } }), []],
    ['a body where the contract has none', write('deleteProduct', { params: { productId: product.id }, json: { x: 1 } }), []],
  ])('%s', (_what, request, want) => {
    expect(reasons(request)).toEqual(want)
  })

  const { createProduct, adjustInventory } = operations
  const schemaWith = (value: unknown, schema: object): string[] =>
    reasonsToRefuse(
      creation({ json: { value } }),
      { ...createProduct, body: { ...adjustInventory.body!, schema: { properties: { value: schema } } } },
      guardContext,
    )

  test.each<readonly [schema: object, fitting: readonly unknown[], wrong: readonly unknown[]]>([
    [{}, [null, 1, 'x', [], {}], []],
    [{ type: 'string' }, ['', 'x'], [null, 1, true, [], {}]],
    [{ type: ['string', 'null'] }, ['x', null], [1]],
    [{ type: 'number' }, [1, 1.5], ['1', null]],
    [{ type: 'integer' }, [1], [1.5, '1']],
    [{ type: 'object' }, [{}], [[], null, 'x']],
    [{ type: 'array' }, [[]], [{}, null]],
    [{ type: 'boolean' }, [true], ['true', 0]],
    [{ enum: ['a', 1] }, ['a', 1], ['b', 2]],
    [{ maxLength: 2 }, ['', 'ab', 999], ['abc']],
    [{ minLength: 2 }, ['ab', 1], ['a', '']],
    [{ minimum: 2 }, [2, 3, 'a', true, null], [1]],
    [{ maximum: 2 }, [2, 1, 'abc'], [3]],
    [{ type: 'string', enum: ['a'], maxLength: 9 }, ['a'], ['b']],
  ])('of a value of %j', (schema, fitting, wrong) => {
    expect(fitting.map((each) => schemaWith(each, schema))).toEqual(fitting.map(() => []))
    expect(wrong.map((each) => schemaWith(each, schema))).toEqual(wrong.map(() => ['invalid value']))
  })
})

describe('the resources that must be proven for a write', () => {
  test.each<readonly [what: string, request: Request, want: readonly Resource[]]>([
    ['of its path', update(product.id), [product]],
    ['of its body', adjust({ inventoryItemId: stock.id, reasonCodeId: reason }), [stock]],
    ['that it only names', update(product.id, { note: stock.id }), [product, stock]],
    ['none for what is made up', update(unknown), []],
    ['none for a read', ask.read(operations.getProduct, { params: { productId: product.id } }), []],
  ])('%s', (_what, request, want) => {
    expect(needed(request, guardContext).map(({ id }) => id)).toEqual(want.map(({ id }) => id))
  })

  test('are distinguished if one request creates several', () => {
    const at = (is: Reference): Reference => ({ from: product.create, pointer: '/data', row: { where: '/id', is, value: '/id' } })
    const two = [product.id, stock.id].map((each): Resource => ({ ...product, id: at(each) as Resource['id'] }))
    expect(ownBy(at(stock.id), { ownOf: () => two })).toBe(two[1])
    expect(ownBy(at(key.id), { ownOf: () => two })).toBeUndefined()
  })
})

describe('the guard', () => {
  const everything: WriteConsent = { writes: true, lasting: true }
  const read = () => undefined

  /** Creates a guard, and an ownership that has evaluated some responses. */
  function guarding({ consent = everything, owned = [product, stock, key] as readonly Resource[] } = {}) {
    const byRequest = new Map<string, ReturnType<typeof answer>>()
    const ownership = new Ownership(new Map(owned.map((own) => [keyOf(own.create), [own]])), { byRequest, unsent: new Map() })
    const learn = (planned: Request, status: number, body: unknown): void => {
      const exchange = answer({ planned, status, body })
      byRequest.set(keyOf(planned), exchange)
      ownership.learn(planned, exchange)
    }
    const prove = (id: string, sku = `${ask.resources.tag}-guarded`): void => {
      learn(product.create, 201, { data: { id } })
      learn(product.proof!.read, 200, { data: { id, sku } })
    }
    return { guard: new Guard(consent, guardContext, ownership, new Effects([], guardContext)), ownership, learn, prove }
  }
  const isGiven = (permit: Permit | undefined): boolean => permit !== undefined

  test('issues no permit if none is needed', () => {
    const { guard } = guarding({ consent: {} })
    expect(guard.admit(list, read)).toBeUndefined()
  })

  test('issues a permit for one write, by its method and path', () => {
    const { guard, prove } = guarding()
    prove('prod_7')
    const leave = guard.admit(update(product.id), () => undefined)!
    const at = (path: string, method = 'PATCH') => isPermitFor(leave, { method, url: `http://127.0.0.1:1${path}` })
    expect([at('/products/prod_7'), at('/api/products/prod_8?x=/y'), at('/a/b/products/a%2Fb')]).toEqual([true, true, true])
    expect([at('/products/prod_7', 'DELETE'), at('/products/'), at('/products'), at('/products/prod_7/links')]).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect([at('/productsx/prod_7'), at('/products/a/b'), at('/api/xproducts/prod_7')]).toEqual([false, false, false])
    expect(isPermitFor({} as Permit, { method: 'PATCH', url: 'http://127.0.0.1:1/products/prod_7' })).toBe(false)
  })

  test('issues permits that cannot be forged', () => {
    const { guard } = guarding()
    const permit = guard.admit(product.create, read)
    expect(isGiven(permit)).toBe(true)
    const isFor = (each: Permit): boolean => isPermitFor(each, { method: 'POST', url: 'http://127.0.0.1:1/products' })
    expect([isFor(permit!), isFor({} as Permit), isFor({ ...permit } as Permit)]).toEqual([true, false, false])
    expect(Object.isFrozen(permit)).toBe(true)
  })

  test.each<readonly [what: string, request: Request, consent: WriteConsent, want: string]>([
    ['a write without consent', product.create, {}, 'createProduct: writes data; enable with --allow-writes'],
    ['a refused write with one fault', { ...write('createProduct', refused) }, {}, `createProduct: ${single('nothing')}`],
    [
      'a write beside reads',
      product.create,
      { ...everything, readsOnly: true },
      'createProduct: not a read request, and --reads-only was given',
    ],
    [
      'what may touch a stranger',
      update(row),
      everything,
      'updateProduct: productId comes from listInventory, which creates no resource of the run',
    ],
  ])('checks the plan once more: %s', (_what, request, consent, want) => {
    expect(() => guarding({ consent }).guard.admit(request, read)).toThrow(new Forbidden(want))
  })

  test('withholds writes to a resource until it is proven', () => {
    const { guard, learn } = guarding()
    const change = update(product.id)
    const noRead = new Withheld('createProduct: not proven to belong to the run: no read has returned it yet')
    expect(() => guard.admit(change, read)).toThrow(noRead)
    learn(product.create, 201, { data: { id: 'prod_7' } })
    expect(() => guard.admit(change, read)).toThrow(noRead)
    learn(product.proof!.read, 200, { data: { id: 'prod_7', sku: `${ask.resources.tag}-guarded` } })
    expect(isGiven(guard.admit(change, read))).toBe(true)
  })

  test('withholds writes that reference an unproven resource', () => {
    const { guard, prove } = guarding()
    prove('prod_7')
    expect(() => guard.admit(adjust({ inventoryItemId: stock.id, reasonCodeId: reason }), read)).toThrow(/^recordStock: not proven/)
    expect(() => guard.admit(update(product.id, { note: stock.id }), read)).toThrow(/^recordStock: not proven/)
  })

  test.each<readonly [what: string, proof: readonly [id: string, sku?: string], want: RegExp]>([
    [
      'shows another text',
      ['prod_7', 'WIDGET-1'],
      /^createProduct: not proven to belong to the run: expected sku "[^"]+" in getProduct, got "WIDGET-1"/,
    ],
    [
      'was asked for a path',
      ['../keys'],
      /^createProduct: not proven to belong to the run: its id "..\/keys" is not a valid path segment$/,
    ],
  ])('withholds writes to what %s', (_what, proof, want) => {
    const { guard, prove } = guarding()
    prove(...proof)
    expect(() => guard.admit(update(product.id), read)).toThrow(want)
  })

  test('withholds writes to a generated id that exists', () => {
    const { guard, learn } = guarding()
    expect(isGiven(guard.admit(update(unknown), read))).toBe(true)
    learn(list, 200, { data: [{ id: unknown }] })
    expect(() => guard.admit(update(unknown), read)).toThrow(new Withheld(`the generated id "${unknown}" appears in a response`))
    expect(isGiven(guard.admit(update(otherUnknown), read))).toBe(true)
  })

  test('withholds writes to a generated id that is not a valid path segment', () => {
    const { guard } = guarding()
    for (const id of ['', '..', 'a/b'] as const) {
      expect(() => guard.admit(update(ask.makeUp(id)), read)).toThrow(Withheld)
    }
  })

  test('changes nothing more once a deletion had no effect', () => {
    const { guard, ownership, prove } = guarding()
    prove('prod_7')
    const [remove] = product.undo
    const given = [remove!, { ...update(product.id), effect: 'undo' } as const, { ...remove!, effect: 'own' } as const]
    expect(given.map((each) => isGiven(guard.admit(each, read)))).toEqual([true, true, true])
    ownership.halt('something is still there')
    for (const each of [...given, update(product.id), product.create])
      expect(() => guard.admit(each, read)).toThrow(new Withheld('something is still there'))
    expect(guard.admit(product.proof!.read, read)).toBeUndefined()
  })

  test('changes no setting that could not be read, except with an invalid key', () => {
    const { guard } = guarding()
    const set = write('replaceAlertConfig', { json: { config }, effect: 'lasting' })
    const asked: string[] = []
    const doubt = (request: Request): string => {
      asked.push(request.operation ?? '')
      return 'the setting has changed'
    }
    expect(() => guard.admit(set, doubt)).toThrow(new Withheld('the setting has changed'))
    expect(asked).toEqual(['replaceAlertConfig'])
    expect(isGiven(guard.admit(set, read))).toBe(true)
    expect(isGiven(guard.admit(write('replaceAlertConfig', unreadable), doubt))).toBe(true)
    expect(isGiven(guard.admit(product.create, doubt))).toBe(true)
    expect(isGiven(guard.admit(outside('PUT'), doubt))).toBe(true)
  })
})

/** Returns the URL of an operation with some ids. */
const addressOf = ({ method, path }: Operation) => ({ method, url: `http://127.0.0.1:1/api${path.replace(/\{\w+\}/g, 'x-%2F.7')}` })

describe('the breaker', () => {
  const planted = write('createProduct', { ...refused, json: { name: 7, sku: 8 } })
  const another = write('createProduct', { ...refused, json: { name: 9, sku: 8 } })
  const elsewhere = write('createCategory', { ...refused, json: { name: 7, code: 8 } })
  const guard = () =>
    new Guard(
      { writes: true, lasting: true },
      guardContext,
      new Ownership(new Map(), { byRequest: new Map(), unsent: new Map() }),
      new Effects([], guardContext),
    )

  test.each<readonly [what: string, request: Request, status: number, want: boolean]>([
    ['an accepted one', planted, 201, true],
    ['one that is returned 200', planted, 200, true],
    ['a redirection', planted, 300, false],
    ['a refusal', planted, 400, false],
    ['a write that was to be carried out', write('createProduct'), 201, false],
    ['a second deletion', { ...product.undo[0]!, again: 1, isRefused: true }, 200, false],
    ['a read', { ...list, isRefused: true }, 200, false],
  ])('falls at %s: %s %i %s', (_what, request, status, want) => {
    const its = guard()
    expect(its.answered(request, status)).toBe(want)
    const next = () => its.admit(another, () => undefined)
    if (want)
      expect(next).toThrow(
        new Withheld(`createProduct carried out a request that it must reject (${status}); no more such requests are sent to it`),
      )
    else expect(next()).toBeDefined()
  })

  test('falls once for each operation, and stops nothing else', () => {
    const its = guard()
    expect([its.answered(planted, 201), its.answered(another, 200)]).toEqual([true, false])
    expect(() => its.admit(planted, () => undefined)).toThrow(/\(201\)/)
    expect(its.admit(elsewhere, () => undefined)).toBeDefined()
    expect(its.admit(write('createProduct'), () => undefined)).toBeDefined()
    expect(its.answered(elsewhere, 201)).toBe(true)
  })

  const { updateProduct, deleteProduct } = operations
  const toNothing = (operation: Operation, options: object = {}): Request =>
    ask.write(operation, { params: ask.unknownParams(operation), effect: 'own', isRefused: true, ...options })
  test.each<readonly [what: string, request: Request, status: number, isAimed: boolean, isStrayed: boolean]>([
    ['a change of an id that names nothing', toNothing(updateProduct, { body: { json: { name: 'x' } } }), 200, true, true],
    ['a deletion of one', toNothing(deleteProduct), 204, true, true],
    ['one that is refused', toNothing(deleteProduct), 404, true, false],
    ['one that is sent elsewhere', toNothing(deleteProduct), 301, true, false],
    ['one with another fault', toNothing(updateProduct, { body: { json: { name: 7 } } }), 200, false, false],
    ['one without a key', toNothing(deleteProduct, { credential: nobody }), 204, false, false],
    ['one that is to be carried out', { ...toNothing(deleteProduct), isRefused: undefined } as unknown as Request, 204, false, false],
    ['a change of an own thing', { ...update(product.id), isRefused: true }, 200, false, false],
    ['a creation', { ...product.create, isRefused: true }, 201, false, false],
    ['a method outside the contract', { ...outside('PUT'), body: { json: {} } }, 200, false, false],
  ])('%s, answered %i: aimed at nothing %s, and the last write %s', (_what, request, status, isAimed, isStrayed) => {
    expect(isAimedAtNothing(request, guardContext)).toBe(isAimed)
    const its = guard()
    const effect = its.strayed(request, status)
    expect(effect).toEqual(
      isStrayed ? { type: 'astray', id: request.operation, why: expect.stringMatching(/ that does not exist$/) as string } : undefined,
    )
    if (isStrayed) expect(() => its.admit(product.create, () => undefined)).toThrow(/does not exist; no more writes are sent/)
    else expect(its.admit(product.create, () => undefined)).toBeDefined()
  })

  test('distinguishes paths outside the contract by method', () => {
    const its = guard()
    expect(its.answered(outside('PUT'), 200)).toBe(true)
    expect(() => its.admit(outside('PUT'), () => undefined)).toThrow(Withheld)
    expect(its.admit(outside('POST'), () => undefined)).toBeDefined()
  })
})

describe('a proven id', () => {
  const wanted = { read: 'getProduct', id: 'prod_7', property: 'sku', wanted: ['a', 'b'] }
  const shown = (data: unknown, status = 200) => ({ status, body: { data } })

  test.each<readonly [what: string, shown: { readonly status: number; readonly body: unknown }, change: object, want: string]>([
    ['is shown', shown({ id: 'prod_7', sku: 'b' }), {}, 'prod_7'],
    ['is a number', shown({ id: 7, sku: 'a' }), { id: '7' }, '7'],
    ['is that of the only row', shown([{ id: 'prod_7', sku: 'a' }]), {}, 'prod_7'],
  ])('%s', (_what, answered, change, want) => {
    const proof = ProvenId.by(answered, { ...wanted, ...change })
    expect(proof).toBeInstanceOf(ProvenId)
    expect((proof as ProvenId).id).toBe(want)
  })

  test.each<readonly [what: string, shown: { readonly status: number; readonly body: unknown }, id: string, want: string]>([
    ['no segment of a path', shown({ id: '..', sku: 'a' }), '..', 'its id ".." is not a valid path segment'],
    ['not found', shown({ id: 'prod_7', sku: 'a' }, 404), 'prod_7', 'getProduct returned 404'],
    ['another one', shown({ id: 'prod_8', sku: 'a' }), 'prod_7', 'getProduct returned another id, "prod_8"'],
    ["a stranger's", shown({ id: 'prod_7', sku: 'c' }), 'prod_7', 'expected sku "a" in getProduct, got "c"'],
  ])('is not that of %s', (_what, answered, id, want) => {
    expect(ProvenId.by(answered, { ...wanted, id })).toBe(want)
  })
})

describe('a permit for the cleanup', () => {
  const proven = (id: string, read: OperationId): ProvenId =>
    ProvenId.by({ status: 200, body: { data: { id, sku: 'a' } } }, { read, id, property: 'sku', wanted: ['a'] }) as ProvenId
  const [one, two, three] = [proven('prod_7', 'getProduct'), proven('inv_7', 'getAvailability'), proven('count_7', 'getCycleCount')]

  test.each<readonly [operation: OperationId, params: Record<string, string>, json: unknown, proofs: readonly ProvenId[]]>([
    ['deleteProduct', { productId: 'prod_7' }, undefined, [one]],
    ['createAdjustment', {}, { inventoryItemId: 'inv_7', newQtyOnHand: 0 }, [two]],
    ['recordCycleCountLines', { cycleCountId: 'count_7' }, { lines: [{ inventoryItemId: 'inv_7' }] }, [two, three]],
  ])('%s %j %j', (id, params, json, proofs) => {
    expect(isPermitFor(permitUndo(api, operations[id], params, json, proofs)!, addressOf(operations[id]))).toBe(true)
  })

  test('is not needed for a read', () => {
    expect(permitUndo(api, operations.getProduct, { productId: 'prod_7' }, undefined, [])).toBeUndefined()
  })

  test.each<readonly [operation: OperationId, params: Record<string, unknown>, json: unknown, want: string]>([
    [
      'deleteProduct',
      { productId: 'prod_8' },
      undefined,
      'deleteProduct addresses productId "prod_8", which is not proven to belong to the run',
    ],
    ['deleteProduct', { productId: '' }, undefined, 'deleteProduct addresses productId "", which is not proven to belong to the run'],
    ['deleteProduct', { productId: 7 }, undefined, 'deleteProduct addresses productId 7, which is not proven to belong to the run'],
    ['deleteProduct', {}, undefined, 'deleteProduct addresses no resource that is proven to belong to the run'],
    ['createProduct', {}, {}, 'createProduct addresses no resource that is proven to belong to the run'],
    [
      'createAdjustment',
      {},
      { inventoryItemId: 'inv_8' },
      'createAdjustment addresses /inventoryItemId "inv_8", which is not proven to belong to the run',
    ],
    [
      'createAdjustment',
      {},
      { inventoryItemId: null },
      'createAdjustment addresses /inventoryItemId null, which is not proven to belong to the run',
    ],
    [
      'recordCycleCountLines',
      { cycleCountId: 'count_7' },
      { lines: [{ inventoryItemId: 'inv_7' }, { inventoryItemId: 'inv_8' }] },
      'recordCycleCountLines addresses /lines/1/inventoryItemId "inv_8", which is not proven to belong to the run',
    ],
    // If ids are numeric, another kind of resource may have the same id.
    ['revokeApiKey', { keyId: 'prod_7' }, {}, 'revokeApiKey addresses keyId "prod_7", which is not proven to belong to the run'],
    [
      'createAdjustment',
      {},
      { inventoryItemId: 'prod_7' },
      'createAdjustment addresses /inventoryItemId "prod_7", which is not proven to belong to the run',
    ],
    ['replaceAlertConfig', {}, {}, 'replaceAlertConfig cannot be used to clean up'],
    ['generateTransferRecommendations', {}, {}, 'generateTransferRecommendations cannot be used to clean up'],
  ])('is not issued for %s %j %j', (id, params, json, want) => {
    expect(() => permitUndo(api, operations[id], params as Record<string, string>, json, [one, two, three])).toThrow(new Forbidden(want))
  })

  test('is issued for a setting only to restore it', () => {
    for (const id of Object.keys(settings) as OperationId[])
      expect(isPermitFor(permitRestore(api, operations[id]), addressOf(operations[id]))).toBe(true)
    expect(() => permitRestore(api, operations.updateProduct)).toThrow(
      new Forbidden('updateProduct changes no setting that can be restored'),
    )
  })
})
