import { describe, expect, test } from 'vitest'
import { ApiRequestBuilder } from '../../plan/request-builder.ts'
import type { Parameter, Schema } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { api } from '../../profile/index.ts'
import { judgeable, pairs } from './columns.ts'

const text: Schema = { type: 'string' }
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
      'is an id only where nothing is enumerated',
      withList({ productId: text, kind: kinds }, row({ productId: text, kind: kinds })),
      ['kind'],
    ],
    ['is the first of them', withList({ sku: text, code: text }, row({ sku: text, code: text })), ['sku']],
    ['is its own id last', withList({ id: text, sku: text }, row({ id: text, sku: text })), ['sku']],
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
    ['is in every row', withList({ productId: text }, row({ productId: text }, [])), []],
    ['is in the rows at all', withList({ productId: text }, row({ sku: text })), []],
    ['is found through references', withList({ sku: text }, { $ref: '#/components/schemas/Row' }), ['sku']],
    ['is found in a part', withList({ sku: text }, { allOf: [row({ name: text }), { $ref: '#/components/schemas/Row' }] }), ['sku']],
    ['is required by another part', withList({ sku: text }, { required: ['sku'], allOf: [row({ sku: text }, [])] }), ['sku']],
    ['is in every branch', withList({ sku: text }, { oneOf: [row({ sku: text }), { $ref: '#/components/schemas/Row' }] }), ['sku']],
    ['is missing in one branch', withList({ sku: text }, { oneOf: [row({ sku: text }), row({ name: text })] }), []],
    ['is missing in one of any', withList({ sku: text }, { anyOf: [row({ name: text }), row({ sku: text })] }), []],
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
    ['is no single one', withList({ a: kinds }, row({ a: kinds })), []],
    ['is nothing where there is nothing', withList({}, row({})), []],
    ['is of columns', withList({ a: kinds, b: kinds }, row({ a: kinds })), []],
  ])('%s', (_what, made, want) => {
    expect(of(made)).toEqual(want)
  })
})
