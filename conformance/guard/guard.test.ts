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

/** A write as a rule could build it if its type let it. */
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

/** What is said with: nothing allowed, writes, lasting things alone, and both. */
const consents: readonly WriteConsent[] = [{}, { writes: true }, { lasting: true }, { writes: true, lasting: true }]
const go = undefined
const writes = 'it writes: allow it with --allow-writes'
const lasts = 'it makes what nothing takes back, or reaches people: allow it with --allow-lasting'
const sets = 'it changes a setting of the tenant: allow it with --allow-lasting'
const looks = 'it looks for what to change by itself: allow it with --allow-lasting'
const toSetting = 'it is sent to a setting of the tenant: allow it with --allow-lasting'
const toLooker = 'it is sent to what looks for its own targets: allow it with --allow-lasting'
const single = (what: string): string => `only one thing is wrong with it (${what}): allow it with --allow-writes`
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
      [toSetting, toSetting, single('an unknown more'), go],
    ],
    [
      'one fault',
      adjust({ inventoryItemId: stock.id, reasonCodeId: reason, deltaQty: 'x' }, refused),
      [single('a wrong deltaQty'), go, single('a wrong deltaQty'), go],
    ],
    ['no fault', write('createProduct', { ...refused }), [single('nothing'), go, single('nothing'), go]],
    ['two faults', write('createProduct', { ...refused, credential: nobody, json: { name: 'x', sku: 7 } }), [go, go, go, go]],
  ])('%s', (_what, request, want) => {
    expect(consents.map((consent) => consentFor(request, consent, guardContext)?.why)).toEqual(want)
  })

  test.each([
    ['a read', list, undefined],
    ['the head of a read', { ...list, method: 'HEAD' }, undefined],
    ['a creation', product.create, 'it is no read, and --reads-only was given'],
    ['nobody, unreadable', write('createProduct', unreadable), 'it is no read, and --reads-only was given'],
    // It is not even looked at.
    ['what no consent allows', update(row), 'it is no read, and --reads-only was given'],
  ])('where nothing but reads is allowed: %s', (_what, request, want) => {
    expect(consentFor(request, { readsOnly: true, writes: true, lasting: true }, guardContext)?.why).toBe(want)
  })
})

describe('no consent allows', () => {
  const event = (productMasterId: unknown, change: Partial<Request> = {}): Request =>
    write('createForecastEvent', { json: { name: 'x', ...(productMasterId === undefined ? {} : { productMasterId }) }, ...change })
  const count = (productMasterIds: unknown): Request => write('createCycleCount', { json: { productMasterIds } })
  const everything = { writes: true, lasting: true }
  const fromList = "comes from listInventory, which makes nothing of the run's own"

  test.each<readonly [what: string, request: Request, want: string | undefined]>([
    ['a row of a list in the path', update(row), `updateProduct: productId ${fromList}`],
    ['a text in the path', update('prod_1'), 'updateProduct: productId is "prod_1", which the run did not make up'],
    ['a number in the path', update(7), 'updateProduct: productId is 7, which the run did not make up'],
    [
      'another value of a creation',
      update({ ...product.id, pointer: '/data/sku' }),
      "updateProduct: productId comes from createProduct, which makes nothing of the run's own",
    ],
    [
      'the id of a creation that is not in the plan',
      update({ ...product.id, from: { ...product.create, again: 1 } }),
      "updateProduct: productId comes from createProduct, which makes nothing of the run's own",
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
      'updateProduct: a write takes no value of an answer in its query',
    ],
    [
      'the id of an own thing in the query',
      { ...update(product.id), query: [['id', product.id]] },
      'updateProduct: a write takes no value of an answer in its query',
    ],
    ['a text in the query', { ...update(product.id), query: [['id', 'x']] }, undefined],
    ['a row of a list in the body', adjust({ inventoryItemId: row }), `adjustInventory: /inventoryItemId ${fromList}`],
    [
      'a text in the body',
      adjust({ inventoryItemId: 'inv_1' }),
      'adjustInventory: /inventoryItemId is "inv_1", which the run did not make up',
    ],
    ['a number in the body', adjust({ inventoryItemId: 3 }), 'adjustInventory: /inventoryItemId is 3, which the run did not make up'],
    ['an own id in the body', adjust({ inventoryItemId: stock.id }), undefined],
    ['a made-up id in the body', adjust({ inventoryItemId: unknown }), undefined],
    // Where ids are numbers, a key of somebody may have the same one.
    [
      'an own id of another kind in the path',
      write('revokeApiKey', { params: { keyId: product.id }, json: {} }),
      'revokeApiKey: keyId is the id of what createProduct makes, and no such thing is wanted there',
    ],
    [
      'an own id of another kind in the body',
      adjust({ inventoryItemId: product.id }),
      'adjustInventory: /inventoryItemId is the id of what createProduct makes, and no such thing is wanted there',
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
      'adjustInventory: /inventoryItemId is "inv_1", which the run did not make up',
    ],
    [
      'a text in a body of bytes',
      adjust(undefined, { body: { base64: Buffer.from('{"inventoryItemId":"inv_1"}').toString('base64') } }),
      'adjustInventory: /inventoryItemId is "inv_1", which the run did not make up',
    ],
    [
      'a reference where the operation has none',
      update(product.id, { name: reason }),
      'updateProduct: /name comes from listReasonCodes/data/0/id, and the operation may not refer to that',
    ],
    ['an own id anywhere', update(product.id, { note: product.id }), undefined],
    ['what it may refer to', adjust({ inventoryItemId: stock.id, reasonCodeId: reason }), undefined],
    [
      'that of another read',
      adjust({ reasonCodeId: { ...reason, from: list } }),
      'adjustInventory: /reasonCodeId comes from listInventory/data/0/id, and the operation may not refer to that',
    ],
    [
      'another value of that read',
      adjust({ reasonCodeId: { ...reason, pointer: '/data/1/id' } }),
      'adjustInventory: /reasonCodeId comes from listReasonCodes/data/1/id, and the operation may not refer to that',
    ],
    [
      'a thing of another kind',
      adjust({ reasonCodeId: ask.resources.named('category') }),
      'adjustInventory: /reasonCodeId comes from listCategories/data/0/id, and the operation may not refer to that',
    ],
    [
      'what it may refer to, at another place',
      adjust({ rootCause: reason }),
      'adjustInventory: /rootCause comes from listReasonCodes/data/0/id, and the operation may not refer to that',
    ],
    ['an event of all products', event(undefined), 'createForecastEvent: without /productMasterId it is about everything there is'],
    ['an event of no product', event(null), 'createForecastEvent: without /productMasterId it is about everything there is'],
    [
      'an event without a body',
      write('createForecastEvent'),
      'createForecastEvent: without /productMasterId it is about everything there is',
    ],
    [
      'an event of all products in text',
      write('createForecastEvent', { body: { text: '{"name":"x"}' } }),
      'createForecastEvent: without /productMasterId it is about everything there is',
    ],
    ['an event of an own product', event(product.id), undefined],
    ['an event of all products that is refused', event(undefined, { isRefused: true }), undefined],
    ['an event of all products that is refused twice', event(undefined, { ...refused }), undefined],
    ['an event of all products that has two reasons to be refused', event(undefined, { effect: 'refused' }), undefined],
    ['a count of everything', count([]), 'createCycleCount: without /productMasterIds it is about everything there is'],
    ['a count of own products', count([product.id]), undefined],
    ['a write that says it reads', { ...product.create, effect: 'read' }, 'createProduct says that it only reads'],
    ['a write that says it spends', { ...product.create, effect: 'quota' }, 'createProduct says that it only reads'],
    [
      'another method',
      { ...update(product.id), method: 'DELETE' },
      'updateProduct: DELETE /products/{productId} is not what the contract has',
    ],
    [
      'another path',
      { ...write('deleteProduct'), path: '/products/prod_1' },
      'deleteProduct: DELETE /products/prod_1 is not what the contract has',
    ],
    ['a parameter that is not filled', write('deleteProduct'), 'deleteProduct: its path needs productId, and has none'],
    [
      'a parameter that is not filled, outside the contract',
      { ...outside('PUT'), params: {} },
      'PUT /products/{productId}: its path needs productId, and has none',
    ],
    [
      'a path that is written out',
      { ...outside('PUT'), path: '/products/prod_1' },
      'PUT /products/prod_1: the contract does not have the path',
    ],
  ])('%s', (_what, request, want) => {
    const asked = () => consentFor(request, everything, guardContext)
    if (want === undefined) expect(asked()).toBeUndefined()
    else expect(asked).toThrow(new Forbidden(want))
    // Nor does it become better where nothing is allowed.
    if (want !== undefined) expect(() => consentFor(request, {}, guardContext)).toThrow(Forbidden)
  })

  test.each<readonly [what: string, request: Request, want: string | undefined]>([
    ['that may be carried out', update(product.id), 'the profile does not say what it changes'],
    ['from nobody, readable', { ...update(unknown), ...refused, credential: nobody }, 'the profile does not say what it changes'],
    [
      'from somebody, unreadable',
      { ...update(unknown), ...unreadable, credential: as('main') },
      'the profile does not say what it changes',
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
    expect(() => writeTargetsOf(api, 'listProducts')).toThrow('listProducts is a write whose targets the profile does not declare')
  })
})

function outside(method: 'PUT' | 'POST'): Request {
  return ask.outside('/products/{productId}', method, { params: { productId: unknown } })
}

describe('the reasons to refuse', () => {
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
    ['an expired key', creation({ credential: as('expired') }), ['no valid key']],
    ['a revoked key', creation({ credential: as('revoked') }), ['no valid key']],
    ['a key without the permission', creation({ credential: as('unprivileged') }), ['a key without the permission']],
    ['another tenant', creation({ credential: as('other') }), []],
    ['an exhaustible key', creation({ credential: as('exhaustible') }), []],
    ['a key that was issued', creation({ credential: issued }), []],
    [
      'a method outside the contract',
      outside('PUT'),
      ['a method that the contract does not have', 'an id that names nothing', 'a body that is no JSON'],
    ],
    [
      'JSON to a method outside the contract',
      { ...outside('PUT'), body: { json: {} } },
      ['a method that the contract does not have', 'an id that names nothing'],
    ],
    ['an unknown id in the path', update(unknown), ['an id that names nothing']],
    ['an own id in the path', update(product.id), []],
    ['an id in the path that somebody may have', update('prod_1'), []],
    ['another media type', creation({ headers: { 'content-TYPE': 'text/plain' } }), ['another media type']],
    ['a like media type', creation({ headers: { 'Content-Type': 'application/jsonp' } }), ['another media type']],
    ['the media type with a parameter', creation({ headers: { 'Content-Type': 'application/json; charset=utf-8' } }), []],
    ['another header', creation({ headers: { Accept: 'text/plain' } }), []],
    ['no body', write('createProduct'), []],
    ['text that is no JSON', write('createProduct', { body: brokenJson }), ['a body that is no JSON', 'a body without what is required']],
    [
      'no JSON where nothing is required',
      write('updateProduct', { params: { productId: product.id }, body: brokenJson }),
      ['a body that is no JSON'],
    ],
    ['text that is JSON', write('createProduct', { body: { text: JSON.stringify(whole) } }), []],
    ['bytes that are JSON', write('createProduct', { body: bytes(JSON.stringify(whole)) }), []],
    [
      'bytes that are not UTF-8',
      write('createProduct', { body: bytes('{"name":"\u00ff","sku":"s"}', 'latin1') }),
      ['a body that is no JSON', 'a body without what is required'],
    ],
    [
      'a byte order mark',
      write('createProduct', { body: bytes(`\uFEFF${JSON.stringify(whole)}`) }),
      ['a body that is no JSON', 'a body without what is required'],
    ],
    ['a list', creation({ json: [] }), ['a body that is no object', 'a body without what is required']],
    ['null', creation({ json: null }), ['a body that is no object', 'a body without what is required']],
    ['a number where nothing is required', update(product.id, 7), ['a body that is no object']],
    ['something missing', creation({ json: { name: 'n' } }), ['no sku']],
    ['all missing', creation({ json: {} }), ['no sku', 'no name']],
    ['something unknown', creation({ json: { ...whole, more: 1 } }), ['an unknown more']],
    ['something inherited', creation({ json: JSON.parse('{"name":"n","sku":"s","toString":1}') as object }), ['an unknown toString']],
    ['two that are wrong', creation({ json: { name: 7, sku: null } }), ['a wrong name', 'a wrong sku']],
    ['a reference, whatever it gives', creation({ json: { ...whole, name: row } }), []],
    [
      'an unknown id in the body',
      adjust({ inventoryItemId: unknown, reasonCodeId: reason, deltaQty: 1 }),
      ['an id in the body that names nothing'],
    ],
    ['an id in the body that somebody may have', adjust({ inventoryItemId: 'inv_1', reasonCodeId: reason, deltaQty: 1 }), []],
    ['an own id in the body', adjust({ inventoryItemId: stock.id, reasonCodeId: reason, deltaQty: 1 }), []],
    [
      'two unknown ids in the body',
      write('compareForecastScenarios', { json: { scenarioIds: [unknown, otherUnknown], horizonDays: 7 } }),
      ['an id in the body that names nothing'],
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
    expect(wrong.map((each) => schemaWith(each, schema))).toEqual(wrong.map(() => ['a wrong value']))
  })
})

describe('the own things that a write needs', () => {
  test.each<readonly [what: string, request: Request, want: readonly Resource[]]>([
    ['of its path', update(product.id), [product]],
    ['of its body', adjust({ inventoryItemId: stock.id, reasonCodeId: reason }), [stock]],
    ['that it only names', update(product.id, { note: stock.id }), [product, stock]],
    ['none for what is made up', update(unknown), []],
    ['none for a read', ask.read(operations.getProduct, { params: { productId: product.id } }), []],
  ])('%s', (_what, request, want) => {
    expect(needed(request, guardContext).map(({ id }) => id)).toEqual(want.map(({ id }) => id))
  })

  test('are told apart where one request makes several', () => {
    const at = (is: Reference): Reference => ({ from: product.create, pointer: '/data', row: { where: '/id', is, value: '/id' } })
    const two = [product.id, stock.id].map((each): Resource => ({ ...product, id: at(each) as Resource['id'] }))
    expect(ownBy(at(stock.id), { ownOf: () => two })).toBe(two[1])
    expect(ownBy(at(key.id), { ownOf: () => two })).toBeUndefined()
  })
})

describe('the guard', () => {
  const everything: WriteConsent = { writes: true, lasting: true }
  const read = () => true

  /** A guard, and an ownership that has learned of some answers. */
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

  test('gives no leave where none is needed', () => {
    const { guard } = guarding({ consent: {} })
    expect(guard.admit(list, read)).toBeUndefined()
  })

  test('leave is for one write, by its method and path', () => {
    const { guard, prove } = guarding()
    prove('prod_7')
    const leave = guard.admit(update(product.id), () => true)!
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

  test('gives leave that nobody can forge', () => {
    const { guard } = guarding()
    const permit = guard.admit(product.create, read)
    expect(isGiven(permit)).toBe(true)
    const isFor = (each: Permit): boolean => isPermitFor(each, { method: 'POST', url: 'http://127.0.0.1:1/products' })
    expect([isFor(permit!), isFor({} as Permit), isFor({ ...permit } as Permit)]).toEqual([true, false, false])
    expect(Object.isFrozen(permit)).toBe(true)
  })

  test.each<readonly [what: string, request: Request, consent: WriteConsent, want: string]>([
    ['a write without consent', product.create, {}, 'createProduct: it writes: allow it with --allow-writes'],
    ['a refused write with one fault', { ...write('createProduct', refused) }, {}, `createProduct: ${single('nothing')}`],
    [
      'a write beside reads',
      product.create,
      { ...everything, readsOnly: true },
      'createProduct: it is no read, and --reads-only was given',
    ],
    [
      'what may touch a stranger',
      update(row),
      everything,
      "updateProduct: productId comes from listInventory, which makes nothing of the run's own",
    ],
  ])('holds against the plan once more: %s', (_what, request, consent, want) => {
    expect(() => guarding({ consent }).guard.admit(request, read)).toThrow(new Forbidden(want))
  })

  test('lets nothing through to a thing that is not proven, and everything once it is', () => {
    const { guard, learn } = guarding()
    const change = update(product.id)
    const noRead = new Withheld("createProduct: not proven to be the run's own: no read has shown it yet")
    expect(() => guard.admit(change, read)).toThrow(noRead)
    learn(product.create, 201, { data: { id: 'prod_7' } })
    expect(() => guard.admit(change, read)).toThrow(noRead)
    learn(product.proof!.read, 200, { data: { id: 'prod_7', sku: `${ask.resources.tag}-guarded` } })
    expect(isGiven(guard.admit(change, read))).toBe(true)
  })

  test('lets nothing through that names what is not proven', () => {
    const { guard, prove } = guarding()
    prove('prod_7')
    expect(() => guard.admit(adjust({ inventoryItemId: stock.id, reasonCodeId: reason }), read)).toThrow(/^recordStock: not proven/)
    expect(() => guard.admit(update(product.id, { note: stock.id }), read)).toThrow(/^recordStock: not proven/)
  })

  test.each<readonly [what: string, proof: readonly [id: string, sku?: string], want: RegExp]>([
    [
      'shows another text',
      ['prod_7', 'WIDGET-1'],
      /^createProduct: not proven to be the run's own: getProduct shows sku "WIDGET-1" instead of/,
    ],
    ['was asked for a path', ['../keys'], /^createProduct: not proven to be the run's own: its id "..\/keys" is no segment of a path$/],
  ])('lets nothing through to what %s', (_what, proof, want) => {
    const { guard, prove } = guarding()
    prove(...proof)
    expect(() => guard.admit(update(product.id), read)).toThrow(want)
  })

  test('lets nothing through to an id that was made up, and that somebody has', () => {
    const { guard, learn } = guarding()
    expect(isGiven(guard.admit(update(unknown), read))).toBe(true)
    learn(list, 200, { data: [{ id: unknown }] })
    expect(() => guard.admit(update(unknown), read)).toThrow(new Withheld(`the id "${unknown}" was made up, and is in an answer`))
    expect(isGiven(guard.admit(update(otherUnknown), read))).toBe(true)
  })

  test('lets nothing through to an id that was made up and is no segment of a path', () => {
    const { guard } = guarding()
    for (const id of ['', '..', 'a/b'] as const) {
      expect(() => guard.admit(update(ask.makeUp(id)), read)).toThrow(Withheld)
    }
  })

  test('changes nothing any more once something was not taken away', () => {
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

  test('sets nothing that could not be read, unless nobody asks', () => {
    const { guard } = guarding()
    const set = write('replaceAlertConfig', { json: { config }, effect: 'lasting' })
    const asked: string[] = []
    const settingIsRead = (operation: string): boolean => {
      asked.push(operation)
      return false
    }
    expect(() => guard.admit(set, settingIsRead)).toThrow(new Withheld('what is set could not be read, so that it could not be put back'))
    expect(asked).toEqual(['replaceAlertConfig'])
    expect(isGiven(guard.admit(set, read))).toBe(true)
    expect(isGiven(guard.admit(write('replaceAlertConfig', unreadable), settingIsRead))).toBe(true)
    expect(isGiven(guard.admit(product.create, settingIsRead))).toBe(true)
    expect(isGiven(guard.admit(outside('PUT'), settingIsRead))).toBe(true)
  })
})

/** Where an operation is sent to, with some ids. */
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
    ['one that is answered 200', planted, 200, true],
    ['a redirection', planted, 300, false],
    ['a refusal', planted, 400, false],
    ['a write that was to be carried out', write('createProduct'), 201, false],
    ['a second deletion', { ...product.undo[0]!, again: 1, isRefused: true }, 200, false],
    ['a read', { ...list, isRefused: true }, 200, false],
  ])('falls at %s: %s %i %s', (_what, request, status, want) => {
    const its = guard()
    expect(its.answered(request, status)).toBe(want)
    const next = () => its.admit(another, () => true)
    if (want)
      expect(next).toThrow(
        new Withheld(`createProduct carried out a request that it has to refuse (${status}); no more such requests are sent to it`),
      )
    else expect(next()).toBeDefined()
  })

  test('falls once for each operation, and stops nothing else', () => {
    const its = guard()
    expect([its.answered(planted, 201), its.answered(another, 200)]).toEqual([true, false])
    expect(() => its.admit(planted, () => true)).toThrow(/\(201\)/)
    expect(its.admit(elsewhere, () => true)).toBeDefined()
    expect(its.admit(write('createProduct'), () => true)).toBeDefined()
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
      isStrayed ? { type: 'astray', id: request.operation, why: expect.stringMatching(/ that names nothing$/) as string } : undefined,
    )
    if (isStrayed) expect(() => its.admit(product.create, () => true)).toThrow(/names nothing; nothing more is written/)
    else expect(its.admit(product.create, () => true)).toBeDefined()
  })

  test('tells paths outside the contract apart by method', () => {
    const its = guard()
    expect(its.answered(outside('PUT'), 200)).toBe(true)
    expect(() => its.admit(outside('PUT'), () => true)).toThrow(Withheld)
    expect(its.admit(outside('POST'), () => true)).toBeDefined()
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
    ['no segment of a path', shown({ id: '..', sku: 'a' }), '..', 'its id ".." is no segment of a path'],
    ['not found', shown({ id: 'prod_7', sku: 'a' }, 404), 'prod_7', 'getProduct answered 404'],
    ['another one', shown({ id: 'prod_8', sku: 'a' }), 'prod_7', 'getProduct shows another id, "prod_8"'],
    ["a stranger's", shown({ id: 'prod_7', sku: 'c' }), 'prod_7', 'getProduct shows sku "c" instead of "a"'],
  ])('is not that of %s', (_what, answered, id, want) => {
    expect(ProvenId.by(answered, { ...wanted, id })).toBe(want)
  })
})

describe('leave to take something back later', () => {
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
    ['deleteProduct', { productId: 'prod_8' }, undefined, 'deleteProduct is about productId "prod_8", which is not proven'],
    ['deleteProduct', { productId: '' }, undefined, 'deleteProduct is about productId "", which is not proven'],
    ['deleteProduct', { productId: 7 }, undefined, 'deleteProduct is about productId 7, which is not proven'],
    ['deleteProduct', {}, undefined, 'deleteProduct is about nothing that is proven'],
    ['createProduct', {}, {}, 'createProduct is about nothing that is proven'],
    ['createAdjustment', {}, { inventoryItemId: 'inv_8' }, 'createAdjustment is about /inventoryItemId "inv_8", which is not proven'],
    ['createAdjustment', {}, { inventoryItemId: null }, 'createAdjustment is about /inventoryItemId null, which is not proven'],
    [
      'recordCycleCountLines',
      { cycleCountId: 'count_7' },
      { lines: [{ inventoryItemId: 'inv_7' }, { inventoryItemId: 'inv_8' }] },
      'recordCycleCountLines is about /lines/1/inventoryItemId "inv_8", which is not proven',
    ],
    // Where ids are numbers, another kind of thing may have the same one.
    ['revokeApiKey', { keyId: 'prod_7' }, {}, 'revokeApiKey is about keyId "prod_7", which is not proven'],
    ['createAdjustment', {}, { inventoryItemId: 'prod_7' }, 'createAdjustment is about /inventoryItemId "prod_7", which is not proven'],
    ['replaceAlertConfig', {}, {}, 'replaceAlertConfig takes nothing back'],
    ['generateTransferRecommendations', {}, {}, 'generateTransferRecommendations takes nothing back'],
  ])('is not given for %s %j %j', (id, params, json, want) => {
    expect(() => permitUndo(api, operations[id], params as Record<string, string>, json, [one, two, three])).toThrow(new Forbidden(want))
  })

  test('is given for a setting alone where it is put back', () => {
    for (const id of Object.keys(settings) as OperationId[])
      expect(isPermitFor(permitRestore(api, operations[id]), addressOf(operations[id]))).toBe(true)
    expect(() => permitRestore(api, operations.updateProduct)).toThrow(new Forbidden('updateProduct sets nothing that can be put back'))
  })
})
