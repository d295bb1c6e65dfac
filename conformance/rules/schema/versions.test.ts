/** The values that several responses must agree in, and those that may differ: resources in two or three responses. */
import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../../spec/contract.ts'
import { api } from '../../profile/index.ts'
import type { Answered } from '../../model/exchange.ts'
import { answer, at, baseUrl, context, requestOf, saidBy } from '../../testing/fixture.ts'
import type { Sequence } from '../../model/rule.ts'
import { agreement } from './agreement.ts'
import { versions } from './versions.ts'

const ruleOf = (id: string): Sequence => versions.find((each) => each.id === id)!

interface Shown {
  readonly status?: number
  /** Milliseconds after the first response. */
  readonly after?: number
  readonly query?: string
  readonly path?: string
  readonly tenant?: 'main' | 'other'
  readonly sent?: unknown
}

let count = 0
const second = 1000
const minute = 60 * second
const hour = 60 * minute
const moment = (after: number): string => new Date(at + after).toISOString()

/** A response of an operation, with the `Date` of its time. */
function shows(
  operation: OperationId,
  data: unknown,
  { status, after = 0, query = '', path, tenant = 'main', sent }: Shown = {},
): Answered {
  const { method, path: template, success } = api.operations[operation]
  const rows = Array.isArray(data) ? data.length : 0
  const exchange = answer({
    planned: requestOf({ operation, method, path: template }),
    status: status ?? success.status,
    headers: [['Date', new Date(at + after).toUTCString()]],
    body: { data, ...(Array.isArray(data) ? { pagination: { page: 1, pageSize: 20, total: rows, totalPages: 1 } } : {}) },
    number: ++count,
    sentAt: at + after,
  })
  const { id } = data as { readonly id?: string }
  const url = baseUrl + (path ?? template.replaceAll(/\{\w+\}/g, id ?? '')) + query
  const body = sent === undefined ? {} : { body: Buffer.from(JSON.stringify(sent)) }
  return { ...exchange, request: { ...exchange.request, url, tenant, ...body } }
}

/** The judgement of a rule for the responses that concern it. */
function said(id: string, exchanges: readonly Answered[]): string {
  const rule = ruleOf(id)
  // One after the other, by default.
  const ordered = exchanges.map((each, index) => ({ ...each, order: each.order ?? { sent: 2 * index, received: 2 * index + 1 } }))
  const judgement = rule.judge(
    ordered.filter((each) => rule.concerns(each, context)),
    context,
  )
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}

const product = { id: 'prod_1', sku: 'a', name: 'A', status: 'ACTIVE', createdAt: moment(-2 * hour), updatedAt: moment(-hour) }
const get = (change: object = {}, options: Shown = {}): Answered => shows('getProduct', { ...product, ...change }, options)
const create = (change: object = {}, options: Shown = {}): Answered =>
  shows('createProduct', { ...product, createdAt: moment(0), updatedAt: moment(0), ...change }, options)
const write = (options: Shown = {}): Answered => shows('updateProduct', { ...product, id: 'prod_2', sku: 'b' }, options)

describe('the same version', () => {
  const same = (...exchanges: Answered[]): string => said('schema/same-version-same-values', exchanges)
  const wrong = 'name "A" for Product prod_1, as before / "B" at /data/name'

  test('has the same values, after its time has passed', () => {
    expect(same(get(), get({}, { after: second }))).toBe('pass')
    expect(same(get(), get({ name: 'B' }, { after: second }))).toBe(wrong)
    expect(same(get(), write(), get({ name: 'B' }, { after: second }))).toBe(wrong)
  })

  test('may still change within its time, unless the run created it', () => {
    const young = { updatedAt: moment(-minute) }
    expect(same(get(young), get({ ...young, name: 'B' }))).toBe('pass')
    const own = { createdAt: moment(0), updatedAt: moment(0) }
    expect(same(create(), get({ ...own, name: 'B' }))).toBe(wrong)
    expect(same(create(), write(), get({ ...own, name: 'B' }))).toBe('pass')
  })

  test('is a different one if the time differs', () => {
    expect(same(get(), get({ name: 'B', updatedAt: moment(-hour + 1) }))).toBe('pass')
  })

  test('ignores values that a day or another resource changes', () => {
    const line = { type: 'STOCK_LINE', id: 'item_1', qtyAvailable: 5, qtyExpired: 0, expiryDate: null, updatedAt: moment(-hour) }
    const other = { ...line, qtyAvailable: 0, qtyExpired: 5, expiryDate: '2026-06-01' }
    expect(same(shows('getAvailability', line), shows('getAvailability', other))).toBe('pass')
    expect(
      same(
        shows('getAvailability', line),
        shows('getAvailability', { ...line, qtyOnHand: 1 }),
        shows('getAvailability', { ...line, qtyOnHand: 2 }),
      ),
    ).toMatch(/^qtyOnHand 1/)
  })

  test('contains the same lines, except values of other resources', () => {
    const line = { inventoryItemId: 'item_1', productMasterId: 'prod_1', globalSku: 'a', expectedQty: 5 }
    const sheet = { id: 'cc_1', status: 'OPEN', createdAt: moment(0), updatedAt: moment(0), lines: [line] }
    const later = (change: object): Answered => shows('getCycleCount', { ...sheet, lines: [{ ...line, ...change }] })
    expect(same(shows('createCycleCount', sheet), later({ globalSku: 'b' }))).toBe('pass')
    expect(same(shows('createCycleCount', sheet), later({ expectedQty: 6 }))).toMatch(/^lines /)
  })

  test('of a resource listed by the write that created it matches that response', () => {
    const made = { id: 'rec_1', quantity: 5, createdAt: moment(0), updatedAt: moment(0) }
    const lists = (thing: object): Answered => shows('generateTransferRecommendations', { recommendations: [thing] })
    const read = (change: object): Answered => shows('getTransferRecommendation', { ...made, ...change })
    expect(same(lists(made), read({ quantity: 6 }))).toMatch(/^quantity 5/)
    expect(same(lists({ ...made, createdAt: moment(-second) }), read({ createdAt: moment(-second), quantity: 6 }))).toBe('pass')
  })
})

describe('an immutable record', () => {
  const record = (...exchanges: Answered[]): string => said('schema/records-never-change', exchanges)
  const alert = {
    id: 'alert_1',
    type: 'STOCKOUT',
    message: 'm',
    destinations: [{ id: 'dest_1' }, { id: 'dest_2' }],
    createdAt: moment(-hour),
  }
  const history = (change: object = {}): Answered => shows('listAlertHistory', [{ ...alert, ...change }])

  test('never changes', () => {
    expect(record(history(), history())).toBe('pass')
    expect(record(history(), history({ message: 'n' }))).toBe('message "m" for Alert alert_1, as before / "n" at /data/0/message')
    expect(record(history(), history({ createdAt: moment(0) }))).toMatch(/^createdAt /)
  })

  test('keeps its contained resources, in any order', () => {
    expect(record(history(), history({ destinations: [{ id: 'dest_2' }, { id: 'dest_1' }] }))).toBe('pass')
    expect(record(history(), history({ destinations: [{ id: 'dest_1' }] }))).toMatch(/^destinations \["dest_1","dest_2"\]/)
    expect(record(history(), history({ destinations: [] }))).toMatch(/^destinations /)
  })

  test('is only a resource without changes, except its creation time and place', () => {
    expect(record(get(), get({ name: 'B' }))).toBe('pass')
    expect(record(get(), get({ createdAt: moment(-3 * hour) }))).toMatch(/^createdAt /)
    const line = { id: 'item_1', productMasterId: 'prod_1', locationId: 'loc_1', lotId: null, binId: null, updatedAt: moment(0) }
    const lists = (change: object): Answered => shows('listInventory', [{ ...line, ...change }])
    expect(record(lists({}), lists({ updatedAt: moment(1) }))).toBe('pass')
    expect(record(lists({}), lists({ locationId: 'loc_2' }))).toMatch(/^locationId "loc_1"/)
    expect(record(lists({}), shows('getAvailability', { type: 'STOCK_LINE', id: 'item_1', productMasterId: 'prod_2' }))).toMatch(
      /^productMasterId "prod_1" for .+, as before \/ "prod_2"/,
    )
  })
})

describe('an older version', () => {
  const older = (...exchanges: Answered[]): string => said('schema/no-older-version-again', exchanges)
  const of = (after: number, sentAfter: number): Answered => get({ updatedAt: moment(after) }, { after: sentAfter })

  test('is not returned after a newer one', () => {
    expect(older(of(-hour, 0), of(-minute, second), of(-minute, 2 * second))).toBe('pass')
    expect(older(of(-hour, 0), of(-minute, second), of(-hour, 2 * second))).toMatch(/^updatedAt /)
    expect(older(of(-minute, 0), of(-hour, second))).toMatch(/^updatedAt /)
  })

  test('may come from another clock, from truncated seconds, or from an overlapping request', () => {
    expect(older(of(-minute, 0), of(-2 * minute, second))).toBe('pass')
    expect(older(of(-minute, 0), of(-minute + 10, second), of(-minute, 2 * second))).toBe('pass')
    const together = [of(-minute, 0), of(-hour, 9)].map((each, index) => ({ ...each, order: { sent: index, received: 3 - index } }))
    expect(older(...together)).toBe('pass')
    expect(older(of(-minute, 0), of(-hour, 10))).not.toBe('pass')
  })
})

describe('overlapping responses', () => {
  const timed = (exchange: Answered, sent: number, received: number): Answered => ({ ...exchange, order: { sent, received } })

  test('are not compared', () => {
    const own = { createdAt: moment(0), updatedAt: moment(0) }
    const wrong = 'name "A" for Product prod_1, as before / "B" at /data/name'
    const same = (write: Answered, read: Answered) => said('schema/same-version-same-values', [timed(create(), 1, 2), write, read])
    // It is unknown whether the write came before or after the overlapping read.
    expect(same(timed(get(own), 3, 4), timed(get({ ...own, name: 'B' }), 5, 6))).toBe(wrong)
    expect(same(timed(write(), 4, 7), timed(get({ ...own, name: 'B' }), 5, 6))).toBe('pass')
    expect(same(timed(write(), 3, 5), timed(get({ ...own, name: 'B' }), 4, 6))).toBe('pass')
  })

  test('have no order', () => {
    const flicker = (...moments: readonly (readonly [number, number])[]) => {
      const named = ['A', 'B', 'A'].map((name) => get({ name }))
      return said(
        'schema/values-do-not-flicker',
        named.map((each, index) => timed(each, ...(moments[index] ?? [0, 0]))),
      )
    }
    expect(flicker([1, 2], [3, 4], [5, 6])).not.toBe('pass')
    expect(flicker([1, 2], [3, 6], [4, 5])).toBe('pass')
    expect(flicker([1, 4], [2, 3], [5, 6])).toBe('pass')
  })
})

test('a schema that extends another one shows the same resource', () => {
  const count = { id: 'cc_1', status: 'OPEN', createdAt: moment(0), updatedAt: moment(0) }
  const sheet = (change: object = {}): Answered => shows('getCycleCount', { ...count, lines: [], ...change })
  expect(said('schema/records-never-change', [shows('listCycleCounts', [count]), sheet()])).toBe('pass')
  expect(said('schema/records-never-change', [shows('listCycleCounts', [count]), sheet({ createdAt: moment(-minute) })])).toMatch(
    /^createdAt .* for CycleCount cc_1, as before/,
  )
})

test('ids of one kind start alike, unless a client chose them', () => {
  const ids = (...exchanges: Answered[]): string => said('schema/ids-have-their-type', exchanges)
  expect(ids(get(), get({ id: 'prod_2' }))).toBe('pass')
  expect(ids(get(), get({ id: 'item_2' }))).toBe('an id of a Product that starts with prod_ / item_2 at /data/id')
  expect(ids(get({ id: '4711' }))).toBe('an id of a Product that starts with a type and _ / 4711 at /data/id')
  const config = { config: { destinations: [{ id: 'me', type: 'EMAIL', value: 'a', name: 'a', enabled: true }] } }
  expect(ids(shows('getAlertConfig', config))).toBe('pass')
})

describe('a unique value', () => {
  const unique = (...exchanges: Answered[]): string => said('schema/unique-value-has-one-id', exchanges)
  const another = 'id prod_1 for sku "a", as before / prod_9 at /data/id'

  test('has one id, until something is written', () => {
    expect(unique(get(), get())).toBe('pass')
    expect(unique(get(), get({ id: 'prod_9' }))).toBe(another)
    expect(unique(get(), write(), get({ id: 'prod_9' }))).toBe('pass')
    expect(unique(write(), get(), get({ id: 'prod_9' }))).toBe(another)
  })

  test('of a resource that is never deleted always has one id', () => {
    const lists = (id: string, change: object = {}): Answered => shows('listTaxonomies', [{ id, code: 'c', name: 'C', ...change }])
    expect(unique(lists('tax_1'), write(), lists('tax_9'))).toBe('id tax_1 for code "c", as before / tax_9 at /data/0/id')
    expect(unique(lists('tax_1'), lists('tax_9', { code: 'd' }))).toBe('pass')
  })

  test('of a category is unique among those with the same parent', () => {
    const of = (id: string, change: object = {}): Answered =>
      shows('getCategory', { id, taxonomyId: 'tax_1', parentId: 'cat_0', code: 'c', name: 'C', path: 'c', ...change })
    expect(unique(of('cat_1'), of('cat_9', { parentId: null }), of('cat_8', { taxonomyId: 'tax_2' }))).toBe('pass')
    expect(unique(of('cat_1'), of('cat_9'))).toBe('id cat_1 for code "c", as before / cat_9 at /data/id')
    const assigned = shows('listProductCategories', [{ id: 'cat_9', taxonomyId: 'tax_1', parentId: 'cat_0', code: 'c' }])
    expect(unique(of('cat_1'), assigned)).toMatch(/^id cat_1 for code "c"/)
  })
})

describe('a list', () => {
  const late = (...exchanges: Answered[]): string => said('pagination/full-lists-agree', exchanges)
  const rows = (...ids: string[]): object[] => ids.map((id) => ({ ...product, id, sku: id }))
  const list = (data: object[], options: Shown = {}): Answered => shows('listProducts', data, options)

  test('contains existing items', () => {
    expect(late(list(rows('prod_1', 'prod_2')), list(rows('prod_1')))).toBe('pass')
    expect(late(list(rows('prod_1')), list(rows('prod_1', 'prod_2')))).toBe(
      `prod_2, which dates from ${product.createdAt}, in the list of exchange ${count - 1} too / it is only in this response, at /data/1`,
    )
    expect(late(list(rows('prod_1')), list([{ ...rows('prod_2')[0], createdAt: moment(-minute) }]))).toBe('pass')
  })

  test('with a filter contains no other items', () => {
    expect(late(list(rows('prod_1')), list(rows('prod_2'), { query: '?sku=x' }))).toMatch(/^prod_2, which dates from/)
    expect(late(list(rows('prod_1')), list(rows('prod_2'), { query: '?page=2&limit=1' }))).toMatch(/^prod_2, which dates from/)
    // A state filter may return items that the unfiltered list omits.
    expect(late(list(rows('prod_1')), list(rows('prod_2'), { query: '?status=DRAFT' }))).toBe('pass')
  })

  test('is complete only without filters and with all its items', () => {
    expect(late(list(rows('prod_1'), { query: '?sku=x' }), list(rows('prod_2')))).toBe('pass')
    expect(late(list(rows('prod_1'), { query: '?sortBy=sku&sortOrder=asc&page=1&limit=5' }), list(rows('prod_2')))).not.toBe('pass')
    const part = list(rows('prod_1'))
    const body = Buffer.from(part.reply.body.toString('utf8').replace('"total":1', '"total":2'))
    expect(late({ ...part, reply: { ...part.reply, body } }, list(rows('prod_2')))).toBe('pass')
  })
})

describe('the items of one request', () => {
  const flickers = (...exchanges: Answered[]): string => said('pagination/same-request-same-rows', exchanges)
  const rows = (...ids: string[]): object[] => ids.map((id) => ({ ...product, id, sku: id }))
  const list = (ids: readonly string[], after: number, change: object = {}): Answered =>
    shows(
      'listProducts',
      rows(...ids).map((row) => ({ ...row, ...change })),
      { after },
    )
  const one = ['prod_1', 'prod_2']
  const swapped = ['prod_2', 'prod_1']

  test('do not alternate', () => {
    expect(flickers(list(one, 0), list(one, 1), list(one, 2))).toBe('pass')
    expect(flickers(list(one, 0), list(swapped, 1), list(one, 2))).toBe(
      'the items prod_1, prod_2, as before and after / the items prod_2, prod_1',
    )
    expect(flickers(list(one, 0), list(['prod_1'], 1), list(one, 2))).toMatch(/^the items prod_1, prod_2/)
    expect(flickers(list(one, 0), list(['prod_1', 'prod_9'], 1), list(one, 2))).toMatch(/^the items prod_1, prod_2/)
  })

  test('may change permanently, by a write, or while another client writes', () => {
    expect(flickers(list(one, 0), list(swapped, 1), list(swapped, 2))).toBe('pass')
    expect(flickers(list(one, 0), list(swapped, 1), write(), list(one, 2))).toBe('pass')
    expect(flickers(list(one, 0), list(swapped, 1), list(one, minute))).toBe('pass')
    expect(flickers(list(one, 0), list(swapped, 1), list(one, 2, { updatedAt: moment(-minute) }))).toBe('pass')
    expect(flickers(list(one, 0), list(['prod_1'], 1), list(one, 2, { updatedAt: moment(-minute) }))).toBe('pass')
  })

  test('are reported if they differ; other new items are ignored', () => {
    const young = { ...product, id: 'prod_5', sku: 'e', updatedAt: moment(0) }
    const of = (after: number, ...ids: string[]): Answered => shows('listProducts', [...rows(...ids), young], { after })
    expect(flickers(of(0, ...one), of(1, 'prod_1'), of(2, ...one))).toMatch(/^the items/)
    expect(flickers(of(0, ...one), of(1, ...swapped), of(2, ...one))).toBe('pass')
  })
})

describe('values set by a client', () => {
  const stays = (...exchanges: Answered[]): string => said('write/rest-stays-as-it-was', exchanges)
  const patched = (change: object, sent: object): Answered => shows('updateProduct', { ...product, ...change }, { sent })

  test('stay the same if a write does not send them', () => {
    expect(stays(create(), patched({ name: 'B' }, { name: 'B' }))).toBe('pass')
    expect(stays(create(), patched({ name: 'B', lotTracked: true }, { name: 'B' }))).toBe('pass')
    expect(stays(create({ lotTracked: false }), patched({ name: 'B', lotTracked: true }, { name: 'B' }))).toBe(
      'lotTracked false for Product prod_1, as before / true at /data/lotTracked',
    )
  })

  test('may be changed by other clients if the run did not create the resource, and between the responses', () => {
    expect(stays(get({ lotTracked: false }), patched({ lotTracked: true }, {}))).toBe('pass')
    expect(stays(create({ lotTracked: false }), get({ lotTracked: true }))).toBe('pass')
  })

  test('belong to whatever created the resource first', () => {
    const variant = { ...product, createdAt: moment(0), updatedAt: moment(0), lotTracked: false, attributes: [] }
    expect(stays(shows('createProductVariant', variant), get({ lotTracked: false }), patched({ lotTracked: true }, {}))).toMatch(
      /^lotTracked false/,
    )
  })
})

describe('between two matching responses', () => {
  const flickers = (...exchanges: Answered[]): string => said('schema/values-do-not-flicker', exchanges)
  const category = (change: object, after: number): Answered =>
    shows(
      'getCategory',
      { id: 'cat_1', taxonomyId: 'tax_1', parentId: null, code: 'c', name: 'C', path: 'c', productCount: 1, ...change },
      { after },
    )

  test('no text differs', () => {
    expect(flickers(category({}, 0), category({}, 1), category({}, 2))).toBe('pass')
    expect(flickers(category({}, 0), category({ name: 'D' }, 1), category({}, 2))).toBe(
      'name "C" for Category cat_1, as before / "D" at /data/name',
    )
    expect(flickers(category({}, 0), category({ name: 'D' }, 1), category({ name: 'D' }, 2))).toBe('pass')
    expect(flickers(category({}, 0), category({ name: 'D' }, 1), write(), category({}, 2))).toBe('pass')
    expect(flickers(category({}, 0), category({ name: 'D' }, 1), category({}, minute))).toBe('pass')
  })

  test('numbers may differ, unless the version stays the same', () => {
    expect(flickers(category({}, 0), category({ productCount: 2 }, 1), category({}, 2))).toBe('pass')
    const cost = (unitCost: number, change: object = {}): Answered => get({ unitCost, updatedAt: moment(0), ...change })
    expect(flickers(cost(1), cost(2), cost(1))).toMatch(/^unitCost 1/)
    expect(flickers(cost(1), cost(2, { updatedAt: moment(1) }), cost(1, { updatedAt: moment(2) }))).toBe('pass')
  })

  test('times and the parts of a resource stay the same', () => {
    const assigned = (assignedAt: string): Answered =>
      shows('listProductCategories', [{ id: 'cat_1', assignedAt }], { path: '/products/prod_1/categories' })
    expect(flickers(assigned(moment(-hour)), assigned(moment(-minute)), assigned(moment(-hour)))).toMatch(/^assignedAt /)
    const variant = (...ids: string[]): Answered =>
      shows('listProductVariants', [{ ...product, attributes: ids.map((id) => ({ id, code: id })) }], { path: '/products/prod_0/variants' })
    expect(flickers(variant('attr_1'), variant('attr_2'), variant('attr_1'))).toMatch(/^attributes \["attr_1"\]/)
    expect(flickers(variant('attr_1'), variant('attr_2'), variant('attr_2'))).toBe('pass')
  })

  test('a resource keeps its name', () => {
    const named = (channelName: string, after: number): Answered =>
      shows('listChannelProjections', [{ channelId: 'DTC', channelName }], { after })
    expect(flickers(named('A', 0), named('A', 1), named('A', 2))).toBe('pass')
    expect(flickers(named('A', 0), named('B', 1), named('A', 2))).toBe('A at /data/0/channelName, as before and after / B')
    expect(flickers(named('A', 0), named('B', 1), named('B', 2))).toBe('pass')
    expect(flickers(named('A', 0), named('B', 1), write(), named('A', 2))).toBe('pass')
    expect(flickers(named('A', 0), named('B', 1), named('A', minute))).toBe('pass')
    expect(flickers(named('A', -second), named('A', 0), named('B', 1), named('A', 2))).toMatch(/^A at/)
  })
})

test('no resource belongs to two tenants, except ids that both may have chosen', () => {
  const rule = (...exchanges: Answered[]): string => said('tenant/nothing-in-two-tenants', exchanges)
  const theirs = { tenant: 'other' } as const
  expect(rule(get(), get())).toBe('pass')
  expect(rule(get(), get({ id: 'prod_9' }, theirs))).toBe('pass')
  expect(rule(get(), get({}, theirs))).toMatch(/^no resource that exchange \d+ returned to the other tenant \/ Product prod_1 at \/data$/)
  // Ids that each tenant counts separately.
  expect(rule(get(), get({ createdAt: moment(0) }, theirs))).toBe('pass')
  const config = { config: { destinations: [{ id: 'me' }] } }
  expect(rule(shows('getAlertConfig', config), shows('getAlertConfig', config, theirs))).toBe('pass')
})

describe('a single response', () => {
  const twice = agreement.find(({ id }) => id === 'schema/nothing-twice')
  const judged = (exchange: Answered): string => saidBy(twice, exchange)
  const row = (...channels: object[]): object => ({ productMasterId: 'prod_1', channels })

  test('lists nothing twice', () => {
    expect(judged(shows('listProducts', [product, { ...product, id: 'prod_2' }]))).toBe('pass')
    expect(judged(shows('listProducts', [product, product]))).toMatch(/ \/ the same item at \/data\/[01]$/)
    expect(judged(shows('listChannelLocationAtp', [row({ channelId: 'A' }, { channelId: 'B' }), row({ channelId: 'A' })]))).toBe('pass')
    expect(judged(shows('listChannelLocationAtp', [row({ channelId: 'A' }, { channelId: 'A' })]))).toMatch(
      / \/ the same item at \/data\/0\/channels\/[01]$/,
    )
    expect(judged(shows('listChannelLocationAtp', [row({ channelId: 'A', atp: 1 }, { channelId: 'A', atp: 2 })]))).toBe('pass')
  })

  test('may repeat objects without an id', () => {
    expect(judged(shows('listChannelLocationAtp', [{ productMasterId: 'prod_1' }, { productMasterId: 'prod_1' }]))).toBe('nothing')
    expect(judged(shows('getProduct', product))).toBe('nothing')
  })
})
