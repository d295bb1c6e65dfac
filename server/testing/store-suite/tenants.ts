import { beforeEach, describe, expect, test } from 'vitest'
import type { TenantStore } from '../../store/store.ts'
import { ForeignKeyViolation } from '../../store/violations.ts'
import type { Opened } from './opened.ts'
import { first, furnish, ids, key, line, movement, product } from './sample.ts'

export function describeTenants(opened: () => Opened): void {
  describe('tenants', () => {
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(() => {
      ;({ ours, theirs } = opened())
    })

    beforeEach(() => furnish(ours))

    test('cannot read each other', async () => {
      expect(await theirs.products.find('prod_1')).toBeUndefined()
      expect(await theirs.locations.find('loc_1')).toBeUndefined()
      expect(await theirs.lots.find('lot_1')).toBeUndefined()
      expect(await theirs.bins.find('bin_1')).toBeUndefined()
      expect(await theirs.reasonCodes.find('reason_1')).toBeUndefined()
      expect(await theirs.inventory.find('item_1')).toBeUndefined()
      expect(await theirs.adjustments.sum('item_1')).toBe(0)
      expect(await theirs.keys.find('key_1')).toBeUndefined()
      expect(ids(await theirs.products.list({ ...first, sortBy: 'name' }))).toEqual([])
      expect(ids(await theirs.inventory.list({ ...first, sortBy: 'updatedAt', productMasterId: 'prod_1' }))).toEqual([])
      expect(ids(await theirs.keys.list({ ...first, sortBy: 'name', id: 'key_1' }, 0))).toEqual([])
    })

    test('cannot change each other', async () => {
      await theirs.products.update(product({ id: 'prod_1', name: 'Stolen' }))
      expect(await theirs.products.delete('prod_1')).toBe(false)
      await theirs.keys.update(key({ id: 'key_1', name: 'Stolen', publicId: 'STOLEN' }))
      await expect(theirs.adjustments.record(movement({ id: 'txn_2', qtyBefore: 5, qtyAfter: 10 }))).rejects.toThrow('no longer has')
      expect(await ours.products.find('prod_1')).toEqual(product({ id: 'prod_1' }))
      expect(await ours.keys.find('key_1')).toEqual(key({ id: 'key_1' }))
      expect(await ours.adjustments.sum('item_1')).toBe(5)
    })

    test('cannot reference each other', async () => {
      await theirs.products.insert(product({ id: 'prod_2' }))
      await theirs.locations.insert({ id: 'loc_2', name: 'Freiburg' })
      const own = { id: 'item_2', productMasterId: 'prod_2', locationId: 'loc_2' }
      for (const foreign of [{ productMasterId: 'prod_1' }, { locationId: 'loc_1' }, { lotId: 'lot_1' }, { binId: 'bin_1' }]) {
        await expect(theirs.inventory.insert(line({ ...own, ...foreign }))).rejects.toBeInstanceOf(ForeignKeyViolation)
      }
      await theirs.inventory.insert(line(own))
      const borrowed = movement({ id: 'txn_2', inventoryItemId: 'item_2' })
      await expect(theirs.transaction(({ adjustments }) => adjustments.record(borrowed))).rejects.toBeInstanceOf(ForeignKeyViolation)
      expect((await theirs.inventory.find('item_2'))?.quantityOnHand).toBe(0)
    })

    test('may use the same ids', async () => {
      await theirs.products.insert(product({ id: 'prod_1', name: 'Other' }))
      expect((await theirs.products.find('prod_1'))?.name).toBe('Other')
      expect((await ours.products.find('prod_1'))?.name).toBe('Trail Running Shoe')
    })
  })
}
