import { beforeEach, describe, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { type CatalogFixture, first, openCatalog } from '../testing/catalog-fixture.ts'

let call: CatalogFixture['call']
let create: CatalogFixture['create']
let createCategory: CatalogFixture['createCategory']
let history: CatalogFixture['history']
let changes: CatalogFixture['changes']
beforeEach(async () => {
  ;({ call, create, createCategory, history, changes } = await openCatalog())
})

describe('categories', () => {
  test('grow a tree in their taxonomy, ten levels deep', async () => {
    let parent = await createCategory('level')
    for (let depth = 1; depth <= 9; depth++) {
      parent = await createCategory('level', parent.id)
      expect(parent).toMatchObject({
        depth,
        path: Array(depth + 1)
          .fill('level')
          .join('/'),
      })
    }
    await expect(createCategory('level', parent.id)).rejects.toMatchObject({ refusal: 'categoryTooDeep' })
    expect((await call('getTaxonomy', { params: { taxonomyId: 'tax_1' } })).data.categoryCount).toBe(10)
    expect((await call('getTaxonomy', { params: { taxonomyId: 'tax_2' } })).data.categoryCount).toBe(0)
  })

  test('share a code with no sibling', async () => {
    const one = await createCategory('one')
    await createCategory('one', one.id)
    await createCategory('one', null, { taxonomyId: 'tax_2' })
    await expect(createCategory('one')).rejects.toMatchObject({ refusal: 'categoryCodeTaken' })
    await expect(createCategory('one', one.id)).rejects.toMatchObject({ refusal: 'categoryCodeTaken' })
  })

  test('are of a taxonomy that exists, and below a category of it', async () => {
    const { id } = await createCategory('one')
    const refused = (path: string) => ({ refusal: 'referenceUnknown', details: { issues: [{ path }] } })
    await expect(createCategory('two', null, { taxonomyId: 'tax_0' })).rejects.toMatchObject(refused('/taxonomyId'))
    await expect(createCategory('two', 'cat_0')).rejects.toMatchObject(refused('/parentId'))
    await expect(createCategory('two', id, { taxonomyId: 'tax_2' })).rejects.toMatchObject(refused('/parentId'))
  })

  test('are listed as the tree reads', async () => {
    const a = await createCategory('a')
    for (const [code, parentId] of [
      ['a1', null],
      ['a_', null],
      ['b', a.id],
      ['ab', null],
      ['a', a.id],
    ] as const)
      await createCategory(code, parentId)
    const { data } = await call('listCategories', { query: { ...first, sortBy: 'path', taxonomyId: 'tax_1' } })
    expect(data.map(({ path }) => path)).toEqual(['a', 'a/a', 'a/b', 'a1', 'a_', 'ab'])
  })

  describe('of a product', () => {
    let productId: string
    let ids: string[]
    beforeEach(async () => {
      productId = (await create({ name: 'Trail Running Shoe' })).id
      const trail = await createCategory('trail', null, { name: 'Trail running', keywords: ['Gravel'] })
      const boots = await createCategory('boots', null, { taxonomyId: 'tax_2', keywords: ['SHOE'] })
      ids = [trail.id, boots.id]
    })
    const assign = (...categoryIds: string[]) => call('assignProductCategories', { params: { productId }, body: { categoryIds } })
    const apply = (...categoryIds: string[]) => call('applyProductCategories', { params: { productId }, body: { categoryIds } })
    const list = async (query: { taxonomyId?: string } = {}) =>
      (await call('listProductCategories', { params: { productId }, query: { ...first, sortBy: 'path', ...query } })).data.map(
        ({ id }) => id,
      )

    test('are added to and replaced, and history says so once', async () => {
      const [trail = '', boots = ''] = ids
      expect((await assign(trail)).data).toMatchObject({ added: [{ id: trail }], unchanged: [] })
      expect((await assign(trail, boots)).data).toMatchObject({ added: [{ id: boots }], unchanged: [{ id: trail }] })
      expect((await assign(boots, trail)).data).toMatchObject({ added: [], removed: [], unchanged: [{ id: boots }, { id: trail }] })
      expect(await list()).toEqual([boots, trail])
      expect(await list({ taxonomyId: 'tax_1' })).toEqual([trail])
      expect((await apply(boots)).data).toMatchObject({ added: [], removed: [{ id: trail }], unchanged: [{ id: boots }] })
      expect((await apply(boots)).data).toMatchObject({ added: [], removed: [], unchanged: [{ id: boots }] })
      expect(await list()).toEqual([boots])
      expect(await history(productId)).toHaveLength(4)
      expect(await changes(productId)).toEqual(
        expect.arrayContaining([
          { field: 'categories', before: null, after: trail },
          { field: 'categories', before: null, after: boots },
          { field: 'categories', before: trail, after: null },
        ]),
      )
    })

    test('exist, all of them', async () => {
      const [trail = ''] = ids
      for (const attempt of [assign, apply]) {
        await expect(attempt('cat_0', trail, 'cat_1')).rejects.toMatchObject({
          refusal: 'referenceUnknown',
          details: { issues: [{ path: '/categoryIds/0' }, { path: '/categoryIds/2' }] },
        })
      }
      expect(await list()).toEqual([])
    })

    test('are a hundred at most', async () => {
      const more: string[] = []
      for (let number = 0; number < 99; number++) more.push((await createCategory(`c${number}`)).id)
      await assign(...more)
      await expect(assign(...ids)).rejects.toMatchObject({ refusal: 'categoriesFull' })
      expect(await list()).toHaveLength(99)
    })

    test('are suggested by its words, where it is not in them', async () => {
      const [trail = '', boots = ''] = ids
      const suggest = async (body?: Schemas['CategorySuggestionRequest']) => {
        const filled = body && { taxonomyId: null, maxSuggestions: 5, ...body }
        const { data } = await call('suggestProductCategories', { params: { productId }, body: filled })
        return data.suggestions.map(({ category, score }) => [category.id, score])
      }
      expect(await suggest()).toEqual([
        [trail, 0.67],
        [boots, 0.33],
      ])
      expect(await suggest({ maxSuggestions: 1 })).toEqual([[trail, 0.67]])
      expect(await suggest({ taxonomyId: 'tax_2' })).toEqual([[boots, 0.33]])
      await assign(trail)
      expect(await suggest()).toEqual([[boots, 0.33]])
      await expect(suggest({ taxonomyId: 'tax_0' })).rejects.toMatchObject({ refusal: 'referenceUnknown' })
      expect(await history(productId)).toHaveLength(2)
    })

    test('are suggested by half or more, and at least two, of the other products with a word', async () => {
      const suggest = async () => {
        const body = { taxonomyId: 'tax_1', maxSuggestions: 5 }
        return (await call('suggestProductCategories', { params: { productId }, body })).data.suggestions
      }
      const shelf = await createCategory('shelf')
      const put = async (name: string, ...categoryIds: string[]) => {
        const { id } = await create({ sku: `SKU-${name}`, name })
        await call('assignProductCategories', { params: { productId: id }, body: { categoryIds } })
      }
      const scores = async () => (await suggest()).map(({ category, score }) => [category.id, score])
      const [trail = ''] = ids
      await put('Barefoot Shoe', shelf.id)
      expect(await scores()).toEqual([[trail, 0.67]])
      await put('SHOE, low', shelf.id)
      expect(await scores()).toEqual([
        [trail, 0.67],
        [shelf.id, 0.33],
      ])
      expect((await suggest())[1]).toMatchObject({
        category: { id: shelf.id, taxonomyId: 'tax_1', name: 'shelf', path: 'shelf' },
        reason:
          'Shares none of 3 words with the name of the product; at least half of the other products with each of these are in it: shoe.',
      })
      for (const name of ['Snowshoes', 'Shoehorn', 'Horseshoe']) await put(name)
      await put('Shoe laces')
      await put('Shoe polish')
      expect(await scores()).toHaveLength(2)
      await put('Shoe bag')
      expect(await scores()).toEqual([[trail, 0.67]])
      await assign(shelf.id)
      await put('Shoe brush', shelf.id)
      expect(await scores()).toEqual([[trail, 0.67]])
    })
  })
})
