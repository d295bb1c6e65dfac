import { beforeEach, describe, expect, test } from 'vitest'
import type { TenantStore } from '../../store/store.ts'
import { ForeignKeyViolation, UniqueViolation } from '../../store/violations.ts'
import type { Opened } from './opened.ts'
import { first, furnish, lot, product } from './sample.ts'

export function describeProducts(opened: () => Opened): void {
  describe('products', () => {
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(() => {
      ;({ ours, theirs } = opened())
    })

    test('are returned as stored', async () => {
      const plain = product({ id: 'prod_1' })
      const full = product({
        id: 'prod_2',
        name: `O'Brien "); drop table products; -- %_\\ \u0000\u0001\u0002 😀 ä`,
        description: '',
        unitCost: 0.1,
        lotTracked: true,
        status: 'DRAFT',
        createdAt: '2026-06-01T08:00:00.120Z',
      })
      for (const each of [plain, full]) {
        await ours.products.insert(each)
        expect(await ours.products.find(each.id)).toEqual(each)
      }
      expect(await ours.products.find('prod_3')).toBeUndefined()
    })

    test('keep id and createdAt when they are updated', async () => {
      await ours.products.insert(product({ id: 'prod_1' }))
      const changed = product({
        id: 'prod_1',
        sku: 'NEW',
        name: 'Boot',
        unitCost: 3,
        status: 'DISCONTINUED',
        updatedAt: '2026-06-02T08:00:00Z',
      })
      await ours.products.update({ ...changed, createdAt: '2020-01-01T00:00:00Z' })
      expect(await ours.products.find('prod_1')).toEqual(changed)
    })

    test('have unique SKUs', async () => {
      await ours.products.insert(product({ id: 'prod_1', sku: 'TAKEN' }))
      await ours.products.insert(product({ id: 'prod_2', sku: 'FREE' }))
      const violation = new UniqueViolation('products', ['tenantId', 'sku'])
      await expect(ours.products.insert(product({ id: 'prod_3', sku: 'TAKEN' }))).rejects.toEqual(violation)
      await expect(ours.products.update(product({ id: 'prod_2', sku: 'TAKEN' }))).rejects.toEqual(violation)
      expect((await ours.products.list({ ...first, sortBy: 'sku' })).data.map(({ sku }) => sku)).toEqual(['FREE', 'TAKEN'])
      await theirs.products.insert(product({ id: 'prod_1', sku: 'TAKEN' }))
    })

    test('are deleted once, with their lots, and not while there is stock', async () => {
      await furnish(ours)
      await ours.products.insert(product({ id: 'prod_2' }))
      await ours.lots.insert({ ...lot, id: 'lot_2', productMasterId: 'prod_2' })
      expect(await ours.products.delete('prod_2')).toBe(true)
      expect(await ours.products.delete('prod_2')).toBe(false)
      expect(await ours.lots.find('lot_2')).toBeUndefined()
      await expect(ours.products.delete('prod_1')).rejects.toBeInstanceOf(ForeignKeyViolation)
      expect(await ours.products.find('prod_1')).toBeDefined()
    })

    test('are found by text in name or SKU, ignoring the case of ASCII letters, without wildcards', async () => {
      for (const [index, name] of ['Trail Shoe', 'trail mix', 'Ärmel', '100 % wool', 'a_b', 'back\\slash', 'aXb'].entries()) {
        await ours.products.insert(product({ id: `prod_${index}`, name, sku: `S${index}` }))
      }
      const search = async (text: string) =>
        (await ours.products.list({ ...first, sortBy: 'name', search: text })).data.map(({ name }) => name)
      expect(await search('TRAIL')).toEqual(['Trail Shoe', 'trail mix'])
      expect(await search('Ärm')).toEqual(['Ärmel'])
      expect(await search('ärm')).toEqual([])
      expect(await search('%')).toEqual(['100 % wool'])
      expect(await search('a_b')).toEqual(['a_b'])
      expect(await search('\\')).toEqual(['back\\slash'])
      expect(await search('s3')).toEqual(['100 % wool'])
    })
  })
}
