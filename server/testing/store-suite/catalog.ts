/** The requirements on the catalog of every storage engine, in one long list of cases. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Attribute, Category, ProductHistoryEntry } from '../../store/catalog-store.ts'
import type { TenantStore } from '../../store/store.ts'
import { ForeignKeyViolation, UniqueViolation } from '../../store/violations.ts'
import { compare } from './lists.ts'
import type { Opened } from './opened.ts'
import { first, ids, product, written } from './sample.ts'

const attribute = (wish: Partial<Attribute> & { id: string }): Attribute => ({
  code: wish.id,
  name: 'Colour',
  description: null,
  dataType: 'TEXT',
  allowedValues: [],
  unit: null,
  createdAt: written,
  updatedAt: written,
  ...wish,
})

const category = (wish: Partial<Category> & { id: string }): Category => ({
  taxonomyId: 'tax_1',
  parentId: null,
  code: wish.id,
  name: 'Footwear',
  description: null,
  keywords: [],
  path: wish.path ?? wish.code ?? wish.id,
  depth: 0,
  createdAt: written,
  updatedAt: written,
  ...wish,
})

const valueOf = ({ id, code, name, dataType, unit }: Attribute, value: string | number | boolean, updatedAt = written) => ({
  id,
  code,
  name,
  dataType,
  unit,
  value,
  updatedAt,
})

const placeIn = ({ id, taxonomyId, parentId, code, name, path }: Category, assignedAt = written) => ({
  id,
  taxonomyId,
  parentId,
  code,
  name,
  path,
  assignedAt,
})

const entry = (wish: Partial<ProductHistoryEntry> & { id: string }): ProductHistoryEntry => ({
  productMasterId: 'prod_0',
  action: 'UPDATE',
  keyId: null,
  changes: [{ field: 'name', before: 'Boot', after: 'Shoe' }],
  createdAt: written,
  ...wish,
})

export function describeCatalog(opened: () => Opened): void {
  describe('catalogue', () => {
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(async () => {
      ;({ ours, theirs } = opened())
      for (const index of [0, 1, 2, 3, 4]) await ours.products.insert(product({ id: `prod_${index}` }))
      await ours.taxonomies.insert({ id: 'tax_1', code: 'range', name: 'Range', description: null, createdAt: written, updatedAt: written })
    })

    test('returns what was stored', async () => {
      const colour = attribute({ id: 'attr_1', dataType: 'ENUM', allowedValues: ['Red', 'b "\u0000"'], description: '', unit: 'x' })
      const shoes = category({ id: 'cat_1', keywords: ['boot', 'ä'], description: 'For feet' })
      await ours.attributes.insert(colour)
      await ours.categories.insert(shoes, ['boot'])
      expect(await ours.attributes.find('attr_1')).toEqual(colour)
      expect(await ours.categories.find('cat_1')).toEqual(shoes)
      expect(await ours.taxonomies.find('tax_1')).toMatchObject({ code: 'range', categoryCount: 1, createdAt: written })
      for (const [index, value] of ['Red', '42', 42, 0.1, -1e9, true, false].entries()) {
        const other = attribute({ id: `attr_2${index}` })
        await ours.attributes.insert(other)
        await ours.productAttributes.insert('prod_0', valueOf(other, value))
        expect((await ours.productAttributes.of('prod_0')).find(({ id }) => id === other.id)).toEqual(valueOf(other, value))
      }
      await ours.productCategories.insert('prod_0', placeIn(shoes))
      expect(await ours.productCategories.of('prod_0')).toEqual([placeIn(shoes)])
      const changed = entry({ id: 'hist_1', keyId: 'key_1', changes: [{ field: 'unitCost', before: null, after: 0.1 }] })
      await ours.productHistory.insert(changed)
      expect((await ours.productHistory.list('prod_0', { ...first, sortBy: 'createdAt' })).data).toEqual([changed])
    })

    test('has unique codes, links and assignments', async () => {
      const shoes = category({ id: 'cat_1', code: 'shoes' })
      const link = {
        id: 'link_1',
        productMasterId: 'prod_0',
        linkedProductMasterId: 'prod_1',
        linkType: 'RELATED',
        note: null,
        createdAt: written,
      } as const
      await ours.attributes.insert(attribute({ id: 'attr_1', code: 'colour' }))
      await ours.categories.insert(shoes, [])
      await ours.productCategories.insert('prod_0', placeIn(shoes))
      await ours.productLinks.insert(link)
      const again = [
        ours.attributes.insert(attribute({ id: 'attr_2', code: 'colour' })),
        ours.categories.insert({ ...shoes, id: 'cat_2' }, []),
        ours.productCategories.insert('prod_0', placeIn(shoes)),
        ours.productLinks.insert({ ...link, id: 'link_2' }),
      ]
      await Promise.all(again.map((each) => expect(each).rejects.toBeInstanceOf(UniqueViolation)))
      await ours.productLinks.insert({ ...link, id: 'link_2', linkType: 'ACCESSORY' })
      await ours.productLinks.insert({ ...link, id: 'link_3', productMasterId: 'prod_1', linkedProductMasterId: 'prod_0' })
      expect(await ours.productLinks.leadingTo('prod_1')).toEqual([
        { id: 'link_1', productMasterId: 'prod_0' },
        { id: 'link_2', productMasterId: 'prod_0' },
      ])
    })

    test('cannot reference another tenant', async () => {
      const colour = attribute({ id: 'attr_1' })
      const shoes = category({ id: 'cat_1' })
      await ours.attributes.insert(colour)
      await ours.categories.insert(shoes, ['boot'])
      await theirs.products.insert(product({ id: 'prod_9' }))
      const foreign = [
        theirs.categories.insert(category({ id: 'cat_9' }), []),
        theirs.productAttributes.insert('prod_9', valueOf(colour, 'Red')),
        theirs.productAttributes.insert('prod_0', valueOf(colour, 'Red')),
        theirs.productCategories.insert('prod_9', placeIn(shoes)),
        theirs.productHistory.insert(entry({ id: 'hist_1' })),
        theirs.productVariants.insert({ ...product({ id: 'prod_9' }), parentId: 'prod_0' }),
        theirs.productLinks.insert({
          id: 'link_1',
          productMasterId: 'prod_9',
          linkedProductMasterId: 'prod_0',
          linkType: 'RELATED',
          note: null,
          createdAt: written,
        }),
      ]
      await Promise.all(foreign.map((each) => expect(each).rejects.toBeInstanceOf(ForeignKeyViolation)))
      expect(await theirs.attributes.find('attr_1')).toBeUndefined()
      expect(await theirs.categories.find('cat_1')).toBeUndefined()
      expect(await theirs.taxonomies.find('tax_1')).toBeUndefined()
      expect(await theirs.categories.withWord('boot', 'prod_9', null)).toEqual([])
      expect(await theirs.productVariants.parentOf('prod_0')).toBeUndefined()
      await ours.productAttributes.insert('prod_0', valueOf(colour, 'Red'))
      await theirs.productAttributes.update('prod_0', valueOf(colour, 'Blue'))
      await theirs.productAttributes.delete('prod_0', 'attr_1')
      expect(await theirs.productAttributes.of('prod_0')).toEqual([])
      expect(await ours.productAttributes.of('prod_0')).toEqual([valueOf(colour, 'Red')])
    })

    test('finds the variants with a value and a number of values', async () => {
      const [colour, size] = [attribute({ id: 'attr_1' }), attribute({ id: 'attr_2' })]
      for (const each of [colour, size]) await ours.attributes.insert(each)
      for (const index of [1, 2, 3]) await ours.productVariants.insert({ ...product({ id: `prod_${index}` }), parentId: 'prod_0' })
      for (const id of ['prod_1', 'prod_2', 'prod_4']) await ours.productAttributes.insert(id, valueOf(size, 42))
      await ours.productAttributes.insert('prod_2', valueOf(colour, 'Red'))
      await ours.productAttributes.insert('prod_3', valueOf(size, '42'))
      const withValue = (attributeId: string, value: string | number, count: number) =>
        ours.productVariants.withValue('prod_0', { attributeId, value }, count)
      expect(await withValue('attr_2', 42, 1)).toEqual(['prod_1'])
      expect(await withValue('attr_2', 42, 2)).toEqual(['prod_2'])
      expect(await withValue('attr_2', '42', 1)).toEqual(['prod_3'])
      expect(await withValue('attr_1', 'Red', 1)).toEqual([])
    })

    describe('namesakes', () => {
      const found = async (word: string, productId = 'prod_0') => ids({ data: await ours.productCategories.namesakes(productId, word) })

      test('contain the word in common spellings, latest first', async () => {
        const names = ['Äxte 100%', 'ÄXTE', 'äxte', 'Beil', 'Streitäxte', '登山靴', 'ПАЛАТКА', 'Палатка']
        for (const [index, name] of names.entries()) {
          const updatedAt = `2026-06-0${index === 0 ? 3 : 2}T08:00:00Z`
          await ours.products.insert(product({ id: `prod_n${index}`, sku: `N${index}`, name, updatedAt }))
        }
        await theirs.products.insert(product({ id: 'prod_n9', name: 'äxte' }))
        expect(await found('äxte')).toEqual(['prod_n0', 'prod_n4', 'prod_n2', 'prod_n1'])
        expect(await found('äxte', 'prod_n0')).toEqual(['prod_n4', 'prod_n2', 'prod_n1'])
        expect(await found('палатка')).toEqual(['prod_n7', 'prod_n6'])
        expect(await found('登山')).toEqual(['prod_n5'])
        expect(await found('0%')).toEqual(['prod_n0'])
        expect(await found('säge')).toEqual([])
      })

      test('are limited to 200', async () => {
        const id = (index: number) => `prod_n${String(index).padStart(3, '0')}`
        await ours.transaction(async (inner) => {
          for (let index = 0; index <= 200; index++) {
            await inner.products.insert(product({ id: id(index), sku: `N${index}`, name: 'Axe', updatedAt: '2026-06-02T08:00:00Z' }))
          }
        })
        const wanted = Array.from({ length: 200 }, (_, index) => id(200 - index))
        expect(await found('axe')).toEqual(wanted)
      })

      test('are among the 5,000 other products updated last', async () => {
        const insert = (store: TenantStore, index: number, name = 'Axe', updatedAt = '2026-06-02T08:00:00Z') =>
          store.products.insert(product({ id: `prod_n${index}`, sku: `N${index}`, name, updatedAt }))
        await ours.transaction(async (inner) => {
          await insert(inner, 0, 'Saw', '2026-01-01T08:00:00Z')
          for (let index = 5; index < 5000; index++) await insert(inner, index)
        })
        expect(await found('saw')).toEqual(['prod_n0'])
        await insert(ours, 5000)
        expect(await found('saw')).toEqual([])
      })

      test('share the categories with enough of them and without the product', async () => {
        const places = ['cat_1', 'cat_2', 'cat_3', 'cat_4'].map((id) => category({ id, taxonomyId: id === 'cat_2' ? 'tax_2' : 'tax_1' }))
        await ours.taxonomies.insert({ id: 'tax_2', code: 'b', name: 'B', description: null, createdAt: written, updatedAt: written })
        for (const each of places) await ours.categories.insert(each, [])
        const put = async (productId: string, ...indexes: number[]) => {
          for (const index of indexes) await ours.productCategories.insert(productId, placeIn(places[index] ?? expect.fail()))
        }
        await put('prod_0', 2)
        await put('prod_1', 0, 1, 2, 3)
        await put('prod_2', 0, 1, 2)
        await put('prod_3', 0, 2)
        await put('prod_4', 3)
        const products = ['prod_1', 'prod_2', 'prod_3']
        const shared = (least: number, taxonomyId: string | null = null) =>
          ours.productCategories.sharedBy(products, least, 'prod_0', taxonomyId)
        expect(await shared(3)).toEqual([{ id: 'cat_1', taxonomyId: 'tax_1', name: 'Footwear', path: 'cat_1' }])
        expect(ids({ data: await shared(2) })).toEqual(['cat_1', 'cat_2'])
        expect(ids({ data: await shared(1) })).toEqual(['cat_1', 'cat_2', 'cat_4'])
        expect(ids({ data: await shared(2, 'tax_2') })).toEqual(['cat_2'])
        expect(await theirs.productCategories.sharedBy(products, 1, 'prod_0', null)).toEqual([])
      })
    })

    describe('lists', () => {
      /** Equal names, names whose order differs between code points and UTF-16, and times with milliseconds. */
      const names = ['b', 'B', 'b', '\u{1F600}', '\uFFFD']
      const time = (index: number) => `2026-06-0${(index % 3) + 1}T08:00:00.${index % 2}Z`
      beforeEach(async () => {
        for (const [index, name] of names.entries()) {
          const times = { createdAt: time(index), updatedAt: time(index + 1) }
          const own = attribute({ id: `attr_${9 - index}`, code: `c${index}`, name, ...times, dataType: index % 2 ? 'TEXT' : 'NUMBER' })
          await ours.attributes.insert(own)
          await ours.productAttributes.insert('prod_0', valueOf(own, index, time(index)))
          await ours.taxonomies.insert({ id: `tax_${9 - index}`, code: `t${index}`, name, description: null, ...times })
          const taxonomyId = index % 2 ? 'tax_1' : 'tax_9'
          const above = category({ id: `cat_${9 - index}`, taxonomyId, code: 'above', path: `p${index}`, name, ...times })
          const below = category({ ...above, id: `cat_1${index}`, parentId: above.id, path: `p${index}/b`, depth: 1 })
          for (const each of [above, below]) await ours.categories.insert(each, ['boot', each.id])
          await ours.productCategories.insert('prod_0', placeIn(above, time(index)))
          await ours.productHistory.insert(entry({ id: `hist_${9 - index}`, createdAt: time(index), keyId: `key_${index % 2}` }))
          const variant = product({ id: `prod_v${9 - index}`, sku: `V${index}`, name, ...times, status: index % 2 ? 'DRAFT' : 'ACTIVE' })
          await ours.products.insert(variant)
          await ours.productVariants.insert({ ...variant, parentId: 'prod_0' })
          if (index === 0) continue
          const linkType = index % 2 ? 'RELATED' : 'ACCESSORY'
          const link = { linkedProductMasterId: `prod_${index}`, linkType, note: null, createdAt: time(index) } as const
          await ours.productLinks.insert({ id: `link_${9 - index}`, productMasterId: 'prod_0', ...link })
        }
        await ours.productHistory.insert(entry({ id: 'hist_0', productMasterId: 'prod_1' }))
      })

      type Listing = (query: never) => Promise<{ data: unknown[]; pagination: { total: number; totalPages: number } }>
      const lists: readonly { name: string; fields: readonly string[]; total: number; list: Listing }[] = [
        { name: 'attributes', fields: ['code', 'name', 'createdAt', 'updatedAt'], total: 5, list: (query) => ours.attributes.list(query) },
        { name: 'taxonomies', fields: ['code', 'name', 'createdAt', 'updatedAt'], total: 6, list: (query) => ours.taxonomies.list(query) },
        { name: 'categories', fields: ['path', 'name', 'createdAt', 'updatedAt'], total: 10, list: (query) => ours.categories.list(query) },
        { name: 'values', fields: ['code', 'name', 'updatedAt'], total: 5, list: (query) => ours.productAttributes.list('prod_0', query) },
        { name: 'places', fields: ['path', 'name', 'assignedAt'], total: 5, list: (query) => ours.productCategories.list('prod_0', query) },
        { name: 'links', fields: ['createdAt', 'linkType'], total: 4, list: (query) => ours.productLinks.list('prod_0', query) },
        { name: 'changes', fields: ['createdAt'], total: 5, list: (query) => ours.productHistory.list('prod_0', query) },
        {
          name: 'variants',
          fields: ['createdAt', 'updatedAt', 'name', 'sku'],
          total: 5,
          list: (query) => ours.productVariants.list('prod_0', query),
        },
      ]
      const orders = lists.flatMap(({ fields, ...rest }) => fields.map((field) => ({ ...rest, field })))

      test.each(orders)('of $name are sorted by $field, ties by id, and in reverse, page by page', async ({ list, field, total }) => {
        const ask = (asked: object) => list({ ...first, sortBy: field, ...asked } as never)
        const { data } = await ask({})
        expect(data).toHaveLength(total)
        type Row = { id: string } & Record<string, unknown>
        expect(data).toEqual((data as Row[]).toSorted((a, b) => compare(a[field], b[field]) || compare(a.id, b.id)))
        expect((await ask({ sortOrder: 'desc' })).data).toEqual(data.toReversed())
        const pages = await Promise.all([1, 2, 3, 4].map((page) => ask({ page, limit: 3 })))
        expect(pages.flatMap((page) => page.data)).toEqual(data)
        for (const { pagination } of pages) expect(pagination).toMatchObject({ total, totalPages: Math.ceil(total / 3) })
      })

      test('contain the rows that match all filters', async () => {
        const at = { ...first, sortBy: 'createdAt' } as const
        expect(ids(await ours.attributes.list({ ...at, dataType: 'TEXT' }))).toEqual(['attr_6', 'attr_8'])
        expect(ids(await ours.attributes.list({ ...at, dataType: 'TEXT', code: 'c1' }))).toEqual(['attr_8'])
        expect(ids(await ours.attributes.list({ ...at, sortBy: 'code', search: 'B' }))).toEqual(['attr_9', 'attr_8', 'attr_7'])
        expect(ids(await ours.attributes.list({ ...at, id: 'attr_9', code: 'c1' }))).toEqual([])
        expect(ids(await ours.taxonomies.list({ ...at, search: 'T3' }))).toEqual(['tax_6'])
        const tree = { ...first, sortBy: 'path' } as const
        expect(ids(await ours.categories.list({ ...tree, taxonomyId: 'tax_1' }))).toEqual(['cat_8', 'cat_11', 'cat_6', 'cat_13'])
        expect(ids(await ours.categories.list({ ...tree, taxonomyId: 'tax_1', depth: 1 }))).toEqual(['cat_11', 'cat_13'])
        expect(ids(await ours.categories.list({ ...tree, depth: 0, search: '\u{1F600}' }))).toEqual(['cat_6'])
        expect(ids(await ours.categories.list({ ...tree, parentId: 'cat_9' }))).toEqual(['cat_10'])
        const of = { ...first, sortBy: 'code' } as const
        expect(ids(await ours.productAttributes.list('prod_0', { ...of, dataType: 'TEXT' }))).toEqual(['attr_8', 'attr_6'])
        expect(ids(await ours.productAttributes.list('prod_0', { ...of, code: 'c2' }))).toEqual(['attr_7'])
        expect(ids(await ours.productCategories.list('prod_0', { ...tree, taxonomyId: 'tax_1' }))).toEqual(['cat_8', 'cat_6'])
        expect(ids(await ours.productLinks.list('prod_0', { ...at, linkType: 'RELATED' }))).toEqual(['link_6', 'link_8'])
        expect(ids(await ours.productLinks.list('prod_0', { ...at, linkedProductMasterId: 'prod_2' }))).toEqual(['link_7'])
        expect(ids(await ours.productLinks.list('prod_1', at))).toEqual([])
        expect(ids(await ours.productVariants.list('prod_0', { ...at, status: 'DRAFT' }))).toEqual(['prod_v6', 'prod_v8'])
        expect(ids(await ours.productVariants.list('prod_0', { ...at, sku: 'V4' }))).toEqual(['prod_v5'])
        expect(ids(await ours.productHistory.list('prod_0', { ...at, keyId: 'key_1' }))).toEqual(['hist_6', 'hist_8'])
        const day = { startDate: '2026-06-02T00:00:00Z', endDate: '2026-06-02T23:59:59Z' }
        expect(ids(await ours.productHistory.list('prod_0', { ...at, ...day }))).toEqual(['hist_5', 'hist_8'])
        expect(ids(await ours.productHistory.list('prod_1', at))).toEqual(['hist_0'])
      })

      test('of words omit the categories of the product and other taxonomies', async () => {
        const found = async (word: string, productId: string, taxonomyId: string | null) =>
          (await ours.categories.withWord(word, productId, taxonomyId)).map(({ id }) => id).sort()
        expect(await found('boot', 'prod_1', null)).toHaveLength(10)
        expect(await found('boot', 'prod_0', null)).toEqual(['cat_10', 'cat_11', 'cat_12', 'cat_13', 'cat_14'])
        expect(await found('boot', 'prod_0', 'tax_1')).toEqual(['cat_11', 'cat_13'])
        expect(await found('cat_10', 'prod_0', null)).toEqual(['cat_10'])
        expect(await found('shoe', 'prod_1', null)).toEqual([])
      })
    })
  })
}
