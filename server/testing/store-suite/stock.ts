import { beforeEach, describe, expect, test } from 'vitest'
import type { NewStockLine } from '../../store/stock-lines-store.ts'
import type { TenantStore } from '../../store/store.ts'
import { ForeignKeyViolation, UniqueViolation } from '../../store/violations.ts'
import type { Opened } from './opened.ts'
import { first, furnish, line, movement, product, written } from './sample.ts'

export function describeStock(opened: () => Opened): void {
  describe('stock', () => {
    let ours: TenantStore
    beforeEach(() => {
      ;({ ours } = opened())
    })

    test('lines have the names of product, location, lot and bin', async () => {
      await furnish(ours)
      const described = {
        id: 'item_1',
        productMasterId: 'prod_1',
        productName: 'Trail Running Shoe',
        globalSku: 'SKU-prod_1',
        locationId: 'loc_1',
        locationName: 'Hamburg warehouse',
        quantityOnHand: 5,
        quantityReserved: 2,
        quantityOnHold: 0,
        quantityPicked: 0,
        lotId: 'lot_1',
        lotNumber: 'LOT-1',
        expiryDate: '2027-12-31',
        binId: 'bin_1',
        binName: 'A-1-2',
        unitCost: null,
        currency: 'EUR',
        lastCountedAt: null,
        updatedAt: written,
        recalled: false,
      }
      expect(await ours.inventory.find('item_1')).toEqual(described)
      expect((await ours.inventory.list({ ...first, sortBy: 'productName' })).data).toEqual([described])
    })

    test('lines have the new name of a renamed product', async () => {
      await furnish(ours)
      await ours.products.update(product({ id: 'prod_1', name: 'Boot', sku: 'BOOT' }))
      expect(await ours.inventory.find('item_1')).toMatchObject({ productName: 'Boot', globalSku: 'BOOT' })
    })

    test('has one line per product, location, lot and bin', async () => {
      await furnish(ours)
      await ours.inventory.insert(line({ id: 'item_2' }))
      await expect(ours.inventory.insert(line({ id: 'item_3' }))).rejects.toBeInstanceOf(UniqueViolation)
      await expect(ours.inventory.insert(line({ id: 'item_3', lotId: 'lot_1', binId: 'bin_1' }))).rejects.toBeInstanceOf(UniqueViolation)
      await ours.inventory.insert(line({ id: 'item_3', binId: 'bin_1' }))
    })

    test.each<Partial<NewStockLine>>([{ productMasterId: 'prod_2' }, { locationId: 'loc_2' }, { lotId: 'lot_2' }, { binId: 'bin_2' }])(
      'needs existing references: %o',
      async (wish) => {
        await furnish(ours)
        await expect(ours.inventory.insert(line({ id: 'item_2', ...wish }))).rejects.toBeInstanceOf(ForeignKeyViolation)
      },
    )

    test('is the exact sum of its movements', async () => {
      await furnish(ours)
      let [before, time] = [5, 0]
      for (const after of [5.1, 5.3, 5.6, 0.000001, 1_000_000_000, 0.3]) {
        await ours.transaction(({ adjustments }) =>
          adjustments.record(
            movement({
              id: `txn_${after}`,
              deltaQty: Number((after - before).toFixed(6)),
              qtyBefore: before,
              qtyAfter: after,
              createdAt: `2026-06-01T09:00:0${time++}Z`,
            }),
          ),
        )
        expect((await ours.inventory.find('item_1'))?.quantityOnHand).toBe(after)
        expect(await ours.adjustments.sum('item_1')).toBe(after)
        before = after
      }
      expect((await ours.inventory.find('item_1'))?.updatedAt).toBe('2026-06-01T09:00:05Z')
    })

    test('rejects a movement from another quantity', async () => {
      await furnish(ours)
      const stale = movement({ id: 'txn_2', qtyBefore: 4, qtyAfter: 9 })
      await expect(ours.transaction(({ adjustments }) => adjustments.record(stale))).rejects.toThrow(
        'stock line item_1 no longer has the quantity 4',
      )
      expect(await ours.adjustments.sum('item_1')).toBe(5)
    })
  })
}
