import { beforeEach, describe, expect, test } from 'vitest'
import { millisecondsOf } from '../../timestamp.ts'
import type { ListQuery } from '../../store/list-query.ts'
import type { TenantStore } from '../../store/store.ts'
import type { Opened } from './opened.ts'
import { bin, first, ids, key, line, location, lot, movement, product, reason } from './sample.ts'
import { fillTransferLists, transferLists } from './transfers.ts'

export function describeLists(opened: () => Opened): void {
  describe('lists', () => {
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(() => {
      ;({ ours, theirs } = opened())
    })

    /** Ten lines of five products: equal names, names whose order differs between code points and UTF-16, some without a date. */
    const names = ['b', 'B', 'b', '\u{1F600}', '\uFFFD']
    beforeEach(async () => {
      await ours.locations.insert(location)
      await ours.locations.insert({ id: 'loc_2', name: 'Munich store' })
      await ours.reasonCodes.insert(reason)
      await ours.bins.insert(bin)
      for (const [index, name] of names.entries()) {
        const id = `prod_${index}`
        await ours.products.insert(
          product({ id, name, createdAt: `2026-06-0${(index % 3) + 1}T08:00:00.${index % 2}Z`, status: index % 2 ? 'DRAFT' : 'ACTIVE' }),
        )
        await ours.lots.insert({
          ...lot,
          id: `lot_${index}`,
          productMasterId: id,
          expiryDate: index % 2 ? null : `2026-0${9 - index}-01`,
        })
        for (const place of [1, 2]) {
          const item = `item_${place}${9 - index}`
          await ours.inventory.insert(
            line({
              id: item,
              productMasterId: id,
              locationId: `loc_${place}`,
              lotId: place === 1 ? `lot_${index}` : null,
              binId: place === 1 ? 'bin_1' : null,
              quantityReserved: index,
            }),
          )
          const quantity = (index * 7) % 4
          await ours.adjustments.record(
            movement({
              id: `txn_${item}`,
              inventoryItemId: item,
              deltaQty: quantity,
              qtyAfter: quantity,
              createdAt: `2026-06-0${place}T0${index}:00:00Z`,
            }),
          )
        }
        await ours.keys.insert(key({ id: `key_${9 - index}`, name, expiresAt: index % 2 ? null : `2026-07-0${9 - index}T00:00:00Z` }))
      }
      await fillTransferLists(ours)
    })

    type Row = { id: string } & Record<string, unknown>
    type Listing = (asked: { page: number; limit: number; sortBy: string; sortOrder: 'asc' | 'desc' }) => Promise<{
      data: unknown[]
      pagination: { page: number; pageSize: number; total: number; totalPages: number }
    }>
    const lists: { name: string; fields: string[]; total: number; list: Listing }[] = [
      {
        name: 'products',
        fields: ['createdAt', 'updatedAt', 'name', 'sku'],
        total: 5,
        list: (asked) => ours.products.list(asked as ListQuery<'listProducts'>),
      },
      {
        name: 'stock lines',
        fields: ['productName', 'globalSku', 'locationName', 'quantityOnHand', 'quantityAvailable', 'expiryDate', 'updatedAt'],
        total: 10,
        list: async (asked) => {
          const { data, pagination } = await ours.inventory.list(asked as ListQuery<'listInventory'>)
          return { data: data.map((each) => ({ ...each, quantityAvailable: each.quantityOnHand - each.quantityReserved })), pagination }
        },
      },
      {
        name: 'keys',
        fields: ['createdAt', 'name', 'expiresAt'],
        total: 5,
        list: (asked) => ours.keys.list(asked as ListQuery<'listApiKeys'>, 0),
      },
      ...transferLists(() => ours),
    ]
    const orders = lists.flatMap(({ fields, ...rest }) => fields.map((field) => ({ ...rest, field })))

    test.each(orders)('$name are sorted by $field, ties by id, null last', async ({ list, field, total }) => {
      const { data } = await list({ ...first, sortBy: field })
      expect(data).toHaveLength(total)
      expect(data).toEqual((data as Row[]).toSorted((a, b) => compare(a[field], b[field]) || compare(a.id, b.id)))
    })

    test.each(orders)('$name by $field descending are the exact reverse', async ({ list, field }) => {
      const ascending = await list({ ...first, sortBy: field })
      const descending = await list({ ...first, sortBy: field, sortOrder: 'desc' })
      expect(descending.data).toEqual(ascending.data.toReversed())
      expect(descending.pagination).toEqual(ascending.pagination)
    })

    test.each(orders)('$name by $field are the same page by page', async ({ list, field, total }) => {
      const whole = await list({ ...first, sortBy: field })
      const pages = await Promise.all([1, 2, 3, 4, 5].map((page) => list({ page, limit: 3, sortBy: field, sortOrder: 'asc' })))
      expect(pages.flatMap(({ data }) => data)).toEqual(whole.data)
      expect(pages.map(({ pagination }) => pagination)).toEqual(
        [1, 2, 3, 4, 5].map((page) => ({ page, pageSize: 3, total, totalPages: Math.ceil(total / 3) })),
      )
    })

    test('have the same rows on a page that is far from both ends', async () => {
      const many = Array.from({ length: 650 }, (_, index) => `prod_many_${String((index * 7919) % 650).padStart(3, '0')}`)
      for (const id of many)
        await theirs.products.insert(product({ id, name: `n${id.slice(-2)}`, status: id.endsWith('7') ? 'DRAFT' : 'ACTIVE' }))
      const wanted = many.toSorted((a, b) => compare(a.slice(-2), b.slice(-2)) || compare(a, b))
      const pageOf = async (page: number, limit: number, asked: Partial<ListQuery<'listProducts'>>) =>
        ids(await theirs.products.list({ page, limit, sortBy: 'name', sortOrder: 'asc', ...asked }))
      for (const [sortOrder, all] of [['asc', wanted] as const, ['desc', wanted.toReversed()] as const]) {
        const pages = await Promise.all(Array.from({ length: 7 }, (_, index) => pageOf(index + 1, 100, { sortOrder })))
        expect(pages.flat()).toEqual(all)
        const active = all.filter((id) => !id.endsWith('7'))
        expect(await pageOf(30, 10, { sortOrder, status: 'ACTIVE' })).toEqual(active.slice(290, 300))
        expect(await pageOf(31, 10, { sortOrder, status: 'ACTIVE' })).toEqual(active.slice(300, 310))
        const found = all.filter((id) => id.includes('4'))
        for (const [page, at] of [
          [1, 0],
          [9, 80],
          [15, 140],
          [Math.ceil(found.length / 10), Math.floor((found.length - 1) / 10) * 10],
        ] as const) {
          expect(await pageOf(page, 10, { sortOrder, search: 'KU-prod_many_4' }), `page ${page}`).toEqual(
            all.filter((id) => id.startsWith('prod_many_4')).slice(at, at + 10),
          )
          const both = { sortOrder, search: '4', status: 'ACTIVE' } as const
          expect(await pageOf(page, 10, both), `page ${page}`).toEqual(found.filter((id) => !id.endsWith('7')).slice(at, at + 10))
        }
      }
    })

    test('without items have no pages', async () => {
      expect(await theirs.products.list({ ...first, sortBy: 'name' })).toEqual({
        data: [],
        pagination: { page: 1, pageSize: 100, total: 0, totalPages: 0 },
      })
    })

    test('contain the rows that match all filters', async () => {
      const products = (filters: Partial<ListQuery<'listProducts'>>) =>
        opened()
          .ours.products.list({ ...first, sortBy: 'sku', ...filters })
          .then(ids)
      expect(await products({ status: 'DRAFT' })).toEqual(['prod_1', 'prod_3'])
      expect(await products({ search: 'b' })).toEqual(['prod_0', 'prod_1', 'prod_2'])
      expect(await products({ status: 'DRAFT', search: 'b' })).toEqual(['prod_1'])
      expect(await products({ sku: 'SKU-prod_4' })).toEqual(['prod_4'])
      const lines = (filters: Partial<ListQuery<'listInventory'>>) =>
        opened()
          .ours.inventory.list({ ...first, sortBy: 'globalSku', ...filters })
          .then(ids)
      expect(await lines({ productMasterId: 'prod_1' })).toEqual(['item_18', 'item_28'])
      expect(await lines({ locationId: 'loc_2' })).toEqual(['item_29', 'item_28', 'item_27', 'item_26', 'item_25'])
      expect(await lines({ lotId: 'lot_0' })).toEqual(['item_19'])
      expect(await lines({ binId: 'bin_1', productMasterId: 'prod_2' })).toEqual(['item_17'])
      expect(await lines({ binId: 'bin_1', locationId: 'loc_2' })).toEqual([])
    })

    test.each(['productName', 'locationName', 'quantityOnHand', 'quantityAvailable', 'expiryDate', 'updatedAt'] as const)(
      'by %s keep their order, even if a filter matches few rows',
      async (sortBy) => {
        for (const sortOrder of ['asc', 'desc'] as const) {
          const { data: all } = await ours.inventory.list({ ...first, sortBy, sortOrder })
          const filtered = async (filter: Partial<ListQuery<'listInventory'>>) =>
            (await ours.inventory.list({ ...first, sortBy, sortOrder, ...filter })).data
          expect(await filtered({ binId: 'bin_1' })).toEqual(all.filter(({ binId }) => binId === 'bin_1'))
          expect(await filtered({ productMasterId: 'prod_2' })).toEqual(all.filter(({ productMasterId }) => productMasterId === 'prod_2'))
        }
      },
    )

    test('count the rows that match the filters', async () => {
      const { data, pagination } = await ours.inventory.list({
        page: 2,
        limit: 2,
        sortBy: 'productName',
        sortOrder: 'asc',
        locationId: 'loc_1',
      })
      expect(data).toHaveLength(2)
      expect(pagination).toEqual({ page: 2, pageSize: 2, total: 5, totalPages: 3 })
    })
  })
}

/** The sort order of the contract: text by code point, times chronologically, `null` last. */
export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  if (isTime(a) && isTime(b)) return millisecondsOf(a) - millisecondsOf(b)
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return Number(a) - Number(b)
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)
}
