import { describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from '../../plan/request-builder.ts'
import type { Parameter, Schema } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { api } from '../../profile/index.ts'
import { answer, requestOf } from '../../testing/fixture.ts'
import { askedFilters, byFirstItem, filtersShown, judgeable, pairs, unmatched } from './columns.ts'

const text: Schema = { type: 'string' }
const whole: Schema = { type: 'integer' }
const truth: Schema = { type: 'boolean' }
const kinds: Schema = { type: 'string', enum: ['A', 'B'] }

/** A contract with one list: its filters, its columns, and the schema of its items. */
function withList(
  filters: Readonly<Record<string, Schema>>,
  rows: Schema,
  columns: readonly string[] = Object.keys(rows.properties ?? {}),
): Api {
  const [list] = api.lists
  const operation = {
    ...list!,
    success: { ...list!.success, schema: { properties: { data: { type: 'array', items: rows } } } },
    list: {
      ...list!.list,
      columns,
      filters: Object.entries(filters).map(([name, schema]): Parameter => ({
        name,
        in: 'query',
        required: false,
        schema,
        pointer: '',
        example: undefined,
      })),
    },
  }
  const document = {
    components: {
      schemas: { Text: text, Row: { required: ['sku'], properties: { sku: { $ref: '#/components/schemas/Text', 'x-unique': [] } } } },
    },
  }
  return { ...api, document, lists: [operation] }
}
const row = (properties: Readonly<Record<string, Schema>>, required: readonly string[] = Object.keys(properties)): Schema => ({
  properties,
  required,
})
const filters = (made: Api): string[] =>
  judgeable(made, new ApiRequestBuilder(made, 's')).map(({ filter, about }) => (filter === about ? filter : `${filter} ${about}`))

describe('a filter that can be checked in the items', () => {
  test.each<readonly [what: string, made: Api, want: readonly string[]]>([
    ['is enumerated and a column', withList({ kind: kinds, other: kinds }, row({ kind: kinds })), ['kind']],
    ['is each of them', withList({ kind: kinds, type: kinds }, row({ kind: kinds, type: kinds })), ['kind', 'type']],
    ['is an id otherwise', withList({ productId: text }, row({ productId: text })), ['productId']],
    [
      'is an id after those that are enumerated',
      withList({ productId: text, kind: kinds }, row({ productId: text, kind: kinds })),
      ['kind', 'productId'],
    ],
    ['is the item itself last', withList({ id: text, sku: text }, row({ id: text, sku: text })), ['sku', 'id']],
    ['is a whole number', withList({ depth: whole }, row({ depth: whole })), ['depth']],
    ['is a truth value', withList({ isGlobal: truth }, row({ isGlobal: truth })), ['isGlobal']],
    ['is no other number', withList({ cost: { type: 'number' } }, row({ cost: { type: 'number' } })), []],
    ['is a whole number in the items too', withList({ depth: whole }, row({ depth: text })), []],
    ['is its own id if there is nothing else', withList({ id: text }, row({ id: text })), ['id']],
    ['is no other text', withList({ name: text }, row({ name: text })), []],
    [
      'is nothing that only looks like an id',
      withList(
        { skuLike: text, mysku: text, paid: text, zipcode: text, codes: text, idle: text },
        row({ skuLike: text, mysku: text, paid: text, zipcode: text, codes: text, idle: text }),
      ),
      [],
    ],
    ['is text', withList({ productId: { type: 'integer' } }, row({ productId: text })), []],
    ['is text in the rows', withList({ productId: text }, row({ productId: { type: 'integer' } })), []],
    ['need not be in every item', withList({ productId: text }, row({ productId: text }, [])), ['productId']],
    ['may be null', withList({ productId: text }, row({ productId: { type: ['string', 'null'] } })), ['productId']],
    ['may be null in another way', withList({ productId: text }, row({ productId: { anyOf: [text, { type: 'null' }] } })), ['productId']],
    [
      'comes last if an item may lack it',
      withList({ lotId: text, id: text, productId: text }, row({ lotId: text, id: text, productId: text }, ['id', 'productId'])),
      ['productId', 'id', 'lotId'],
    ],
    ['is in the rows at all', withList({ productId: text }, row({ sku: text })), []],
    ['is found through references', withList({ sku: text }, { $ref: '#/components/schemas/Row' }), ['sku']],
    ['is found in a part', withList({ sku: text }, { allOf: [row({ name: text }), { $ref: '#/components/schemas/Row' }] }), ['sku']],
    ['is required by another part', withList({ sku: text }, { required: ['sku'], allOf: [row({ sku: text }, [])] }), ['sku']],
    ['is in every branch', withList({ sku: text }, { oneOf: [row({ sku: text }), { $ref: '#/components/schemas/Row' }] }), ['sku']],
    ['may be missing in one branch', withList({ sku: text }, { oneOf: [row({ sku: text }), row({ name: text })] }), ['sku']],
    ['may be missing in one of any', withList({ sku: text }, { anyOf: [row({ name: text }), row({ sku: text })] }), ['sku']],
  ])('%s', (_what, made, want) => {
    expect(filters(made)).toEqual(want)
  })
})

describe('a pair of filters', () => {
  const of = (made: Api): readonly unknown[] =>
    pairs(made, new ApiRequestBuilder(made, 's')).map(({ filters, about }) => [...filters, about])

  test.each<readonly [what: string, made: Api, want: readonly unknown[]]>([
    ['is the first two', withList({ a: kinds, b: kinds, c: kinds }, row({ a: kinds, b: kinds, c: kinds })), [['a', 'b', 'a and b']]],
    [
      'is an enumerated one and an id',
      withList({ productId: text, a: kinds }, row({ productId: text, a: kinds })),
      [['a', 'productId', 'a and productId']],
    ],
    [
      'has only values that every item has',
      withList({ lotId: text, sku: text, isGlobal: truth }, row({ lotId: text, sku: text, isGlobal: truth }, ['sku', 'isGlobal'])),
      [],
    ],
    ['is no single one', withList({ a: kinds }, row({ a: kinds })), []],
    ['is nothing where there is nothing', withList({}, row({})), []],
    ['is of columns', withList({ a: kinds, b: kinds }, row({ a: kinds })), []],
  ])('%s', (_what, made, want) => {
    expect(of(made)).toEqual(want)
  })
})

test('every filter of every list can be checked in its items, except those that select what is summed or added', () => {
  const others = api.lists.flatMap((operation) => {
    const found = judgeable(api, new ApiRequestBuilder(api, 's')).filter((each) => each.operation === operation)
    return operation.list.filters.flatMap(({ name }) => (found.some(({ filter }) => filter === name) ? [] : [`${operation.id} ${name}`]))
  })
  expect(others.filter((each) => !/ (startDate|endDate)$/.test(each))).toEqual([
    'listAvailability includeExpired',
    'listAvailability includeRecalled',
    'listAvailability includeOnHold',
    'listAvailability summary',
    'listAvailability includeStockLines',
    'listChannelSummaries locationId',
    'listChannelSummaries productMasterId',
    'listTransferBins productMasterId',
    'listChannelProjections productMasterId',
    'listChannelProjections locationId',
    'listChannelProjections scenarioId',
    'listForecastScenarios includeArchived',
  ])
})

describe('an item', () => {
  const matches = (operation: 'listProducts' | 'listTransfers' | 'listForecastEvents', query: string, row: object): boolean => {
    const exchange = answer({ planned: requestOf(), body: {} })
    const asked = { ...exchange, request: { ...exchange.request, url: `http://127.0.0.1:1/api/list?${query}` } }
    return unmatched(row as never, askedFilters(asked, { operation: api.operations[operation] }, api)) === undefined
  }

  test.each<readonly [matched: boolean, ...Parameters<typeof matches>]>([
    [true, 'listProducts', 'sku=A', { sku: 'A' }],
    [false, 'listProducts', 'sku=A', { sku: 'AB' }],
    [false, 'listProducts', 'sku=A', {}],
    [true, 'listProducts', 'status=ACTIVE&sku=A', { sku: 'A', status: 'ACTIVE' }],
    [false, 'listProducts', 'status=ACTIVE&sku=A', { sku: 'A', status: 'DRAFT' }],
    [true, 'listProducts', 'search=HO', { name: 'Shoe', sku: 'A' }],
    [true, 'listProducts', 'search=ho', { name: 'A', sku: 'SHOE' }],
    [false, 'listProducts', 'search=ho', { name: 'S', sku: 'A', description: 'ho' }],
    [false, 'listProducts', 'search=%C3%A9', { name: 'É', sku: 'A' }],
    [false, 'listProducts', 'search=null', { name: null, sku: 'A' }],
    [true, 'listTransfers', 'productMasterId=p', { lines: [{ productMasterId: 'o' }, { productMasterId: 'p' }] }],
    [false, 'listTransfers', 'productMasterId=p', { lines: [{ productMasterId: 'o' }], productMasterId: 'p' }],
    [false, 'listTransfers', 'productMasterId=p', { lines: [] }],
    [false, 'listTransfers', 'recommendationId=null', { recommendationId: null }],
    [true, 'listForecastEvents', 'isGlobal=true', { isGlobal: true }],
    [false, 'listForecastEvents', 'isGlobal=true', { isGlobal: false }],
    [true, 'listForecastEvents', 'page=2', {}],
  ])('matches (%j) %s?%s: %j', (matched, ...given) => {
    expect(matches(...given)).toBe(matched)
  })
})

test('a value that items may lack comes from the largest page, and a truth value is true', () => {
  const ask = new ApiRequestBuilder(api, 's')
  const query = (id: string, filter: string) => {
    const found = judgeable(api, ask).find((each) => each.operation.id === id && each.about === filter)
    return byFirstItem(found!, ask, [found!.filter]).query.map(([name, value]) => [
      name,
      typeof value === 'object' ? { ...value, from: value.from.query } : value,
    ])
  }
  const largest = (field: string) => [
    ['sortBy', field],
    ['sortOrder', 'desc'],
    ['limit', '100'],
  ]
  expect(query('listInventory', 'locationId')).toEqual([['locationId', { from: [], pointer: '/data/0/locationId' }]])
  expect(query('listInventory', 'lotId')).toEqual([['lotId', { from: largest('updatedAt'), pointer: '/data', row: { value: '/lotId' } }]])
  expect(query('listTransfers', 'productMasterId')).toMatchObject([['productMasterId', { row: { value: '/lines/0/productMasterId' } }]])
  expect(query('listTaxonomies', 'search')).toMatchObject([['search', { row: { value: '/name' }, as: { partOf: 100 } }]])
  expect(query('listTaxonomies', 'search in code')).toMatchObject([['search', { row: { value: '/code' }, as: { partOf: 100 } }]])
  expect(query('listForecastEvents', 'isGlobal')).toEqual([['isGlobal', 'true']])
})

test('the filters with the name of a property are compared in every response', () => {
  expect(filtersShown(api, api.operations.listTransfers)).toEqual(['status', 'sourceLocationId', 'destLocationId', 'recommendationId'])
  expect(filtersShown(api, api.operations.getProduct)).toEqual([])
})
