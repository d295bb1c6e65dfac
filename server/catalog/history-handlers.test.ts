import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CatalogFixture, first, later, openCatalog } from '../testing/catalog-fixture.ts'
import { present, replay } from '../testing/product-replay.ts'

let ours: CatalogFixture['ours']
let call: CatalogFixture['call']
let create: CatalogFixture['create']
let createAttribute: CatalogFixture['createAttribute']
let createCategory: CatalogFixture['createCategory']
let history: CatalogFixture['history']
beforeEach(async () => {
  ;({ ours, call, create, createAttribute, createCategory, history } = await openCatalog())
})

describe('history', () => {
  test('says who changed what and when, and is filtered by it', async () => {
    const { id } = await create()
    await call('updateProduct', { params: { productId: id }, body: { name: 'Shoe' } }, later)
    const list = async (query: { action?: 'CREATE' | 'UPDATE'; keyId?: string; startDate?: string; endDate?: string } = {}) =>
      (
        await call('listProductHistory', {
          params: { productId: id },
          query: { page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'desc', ...query },
        })
      ).data
    const [last, firstEntry] = await list()
    expect(last).toEqual({
      id: last?.id,
      productMasterId: id,
      action: 'UPDATE',
      keyId: 'key_caller',
      changes: [{ field: 'name', before: 'Boot', after: 'Shoe' }],
      createdAt: '2026-06-02T00:00:00Z',
    })
    expect(last?.id).toMatch(/^hist_/)
    expect(await list({ action: 'CREATE' })).toEqual([firstEntry])
    expect(await list({ keyId: 'key_0' })).toEqual([])
    expect(await list({ startDate: '2026-06-02T00:00:00Z' })).toEqual([last])
    expect(await list({ endDate: '2026-06-01T12:00:00Z' })).toEqual([firstEntry])
    expect(await list({ startDate: '2026-06-01T12:00:00.001Z', endDate: '2026-06-01T23:59:59.999Z' })).toEqual([])
  })

  test('leads to the product as it is, whatever is done to it', async () => {
    const attributes = [(await createAttribute('a')).id, (await createAttribute('b')).id, (await createAttribute('c')).id]
    const categoryIds = [(await createCategory('a')).id, (await createCategory('b')).id, (await createCategory('c')).id]
    const value = fc.record({ attributeId: fc.constantFrom(...attributes), value: fc.integer({ min: 0, max: 2 }) })
    const values = fc.uniqueArray(value, { maxLength: 3, selector: ({ attributeId }) => attributeId })
    const categories = fc.subarray(categoryIds)
    const step = fc.oneof(
      fc.record({ do: fc.constant('rename' as const), name: fc.constantFrom('x', 'y') }),
      fc.record({ do: fc.constant('add' as const), values }),
      fc.record({ do: fc.constant('apply' as const), values }),
      fc.record({ do: fc.constant('assign' as const), categories }),
      fc.record({ do: fc.constant('place' as const), categories }),
      fc.record({ do: fc.constant('vary' as const), values }),
      fc.record({ do: fc.constant('forget' as const) }),
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { id: productId } = await create({ sku: `P-${++run}` })
        const params = { productId }
        for (const [index, each] of steps.entries()) {
          // All in one millisecond: their order is kept all the same.
          const as = later
          const variants = () => ours.productVariants.list(productId, { ...first, sortBy: 'sku' })
          const attempts = {
            rename: () => 'name' in each && call('updateProduct', { params, body: { name: each.name } }, as),
            add: () => 'values' in each && call('createProductAttributes', { params, body: { attributes: each.values } }, as),
            apply: () => 'values' in each && call('applyProductAttributes', { params, body: { attributes: each.values } }, as),
            assign: () => 'categories' in each && call('assignProductCategories', { params, body: { categoryIds: each.categories } }, as),
            place: () => 'categories' in each && call('applyProductCategories', { params, body: { categoryIds: each.categories } }, as),
            vary: () =>
              'values' in each &&
              call(
                'createProductVariant',
                { params, body: { sku: `V-${run}-${index}`, name: 'v', status: 'ACTIVE', attributes: each.values } },
                as,
              ),
            forget: async () => {
              const [variant] = (await variants()).data
              if (variant !== undefined) await call('deleteProduct', { params: { productId: variant.id } }, as)
            },
          }
          // What is refused must leave no trace either.
          await Promise.resolve(attempts[each.do]()).catch(() => undefined)
        }
        expect(replay(await history(productId))).toEqual(await present(ours, productId))
      }),
      { numRuns: 25 },
    )
  })
})
