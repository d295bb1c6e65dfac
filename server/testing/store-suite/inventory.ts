import { beforeEach, describe, expect, test } from 'vitest'
import type { NewCycleCount } from '../../store/inventory-store.ts'
import type { TenantStore } from '../../store/store.ts'
import { ForeignKeyViolation, UniqueViolation } from '../../store/violations.ts'
import type { Opened } from './opened.ts'
import { bin, first, furnish, ids, line, lot, movement, product, written } from './sample.ts'

const today = '2026-06-01'
const choice = { includeExpired: false, includeRecalled: false, includeOnHold: false }
const asked = { ...first, ...choice, summary: true, includeStockLines: false } as const
const shop = { id: 'SHOP', name: 'Shop', type: 'RETAIL', policyId: 'policy_1', safetyStock: 0.3, lowAtpThreshold: 0.2 } as const

const count = (wish: Partial<NewCycleCount> & { id: string }): NewCycleCount => ({
  locationId: 'loc_1',
  type: 'FULL',
  status: 'OPEN',
  scheduledDate: null,
  autoAdjust: true,
  reasonCodeId: 'reason_1',
  comment: null,
  createdAt: written,
  updatedAt: written,
  completedAt: null,
  ...wish,
})

export function describeInventory(opened: () => Opened): void {
  describe('inventory', () => {
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(async () => {
      ;({ ours, theirs } = opened())
      await furnish(ours)
    })

    test('finds the line of a place, with null as a distinct place', async () => {
      await ours.inventory.insert(line({ id: 'item_2' }))
      await ours.inventory.insert(line({ id: 'item_3', binId: 'bin_1' }))
      const place = { productMasterId: 'prod_1', locationId: 'loc_1', lotId: null, binId: null }
      const at = async (wish: object) => (await ours.inventory.at({ ...place, ...wish }))?.id
      expect(await at({})).toBe('item_2')
      expect(await at({ binId: 'bin_1' })).toBe('item_3')
      expect(await at({ binId: 'bin_1', lotId: 'lot_1' })).toBe('item_1')
      expect(await at({ lotId: 'lot_1' })).toBeUndefined()
      expect((await theirs.inventory.at({ ...place }))?.id).toBeUndefined()
    })

    test('lists the lines of a product at a location by expiry', async () => {
      await ours.lots.insert({ ...lot, id: 'lot_2', lotNumber: 'LOT-2', expiryDate: '2026-12-31' })
      await ours.inventory.insert(line({ id: 'item_2' }))
      await ours.inventory.insert(line({ id: 'item_3', lotId: 'lot_2' }))
      expect((await ours.inventory.of('prod_1', 'loc_1')).map(({ id }) => id)).toEqual(['item_3', 'item_1', 'item_2'])
      expect(await theirs.inventory.of('prod_1', 'loc_1')).toEqual([])
    })

    test('updates promised quantities, never the quantity on hand', async () => {
      const before = await ours.inventory.find('item_1')
      if (before === undefined) throw new Error('there is no stock line')
      const changed = { ...before, quantityReserved: 0.1, quantityOnHold: 0.2, quantityPicked: 0.3, recalled: true, lastCountedAt: written }
      await theirs.inventory.update(changed)
      expect(await ours.inventory.find('item_1')).toEqual(before)
      await ours.inventory.update({ ...changed, quantityOnHand: 99 })
      expect(await ours.inventory.find('item_1')).toEqual({ ...changed, quantityOnHand: 5 })
    })

    test('finds a lot by its number', async () => {
      expect((await ours.lots.numbered('prod_1', 'LOT-1'))?.id).toBe('lot_1')
      expect(await ours.lots.numbered('prod_2', 'LOT-1')).toBeUndefined()
      expect(await theirs.lots.numbered('prod_1', 'LOT-1')).toBeUndefined()
    })

    test('returns each movement with product, location and reason', async () => {
      const [row] = (await ours.adjustments.list({ ...first, sortBy: 'createdAt' })).data
      expect(row).toEqual({ ...movement({ id: 'txn_1' }), productMasterId: 'prod_1', locationId: 'loc_1', reasonCode: 'Cycle Count' })
      expect((await theirs.adjustments.list({ ...first, sortBy: 'createdAt' })).data).toEqual([])
    })

    test('orders movements totally', async () => {
      const types = ['ADJUSTMENT', 'INITIAL', 'ADJUSTMENT'] as const
      for (const [index, transactionType] of types.entries()) {
        const quantity = { deltaQty: 0, qtyBefore: 5, qtyAfter: 5 }
        await ours.adjustments.record(movement({ id: `txn_${9 - index}`, ...quantity, transactionType, reasonCodeId: null }))
      }
      const list = async (sortBy: 'createdAt' | 'transactionType' | 'deltaQty', sortOrder: 'asc' | 'desc' = 'asc') =>
        ids(await ours.adjustments.list({ ...first, sortBy, sortOrder }))
      expect(await list('createdAt')).toEqual(['txn_1', 'txn_7', 'txn_8', 'txn_9'])
      expect(await list('createdAt', 'desc')).toEqual(['txn_9', 'txn_8', 'txn_7', 'txn_1'])
      expect(await list('transactionType')).toEqual(['txn_1', 'txn_7', 'txn_9', 'txn_8'])
      expect(await list('deltaQty')).toEqual(['txn_7', 'txn_8', 'txn_9', 'txn_1'])
    })

    test('has reason codes with unique labels', async () => {
      const damage = { id: 'reason_0', code: 'DAMAGE', label: 'Damage', description: null }
      await ours.reasonCodes.insert(damage)
      await expect(ours.reasonCodes.insert({ ...damage, id: 'reason_2' })).rejects.toBeInstanceOf(UniqueViolation)
      await theirs.reasonCodes.insert(damage)
      expect(ids(await ours.reasonCodes.list({ ...first, sortBy: 'code' }))).toEqual(['reason_1', 'reason_0'])
      expect(ids(await ours.reasonCodes.list({ ...first, sortBy: 'label', sortOrder: 'desc' }))).toEqual(['reason_0', 'reason_1'])
    })

    test('sums lines by product and location exactly, with the current name', async () => {
      for (const [id, quantity] of [
        ['bin_2', 0.1],
        ['bin_3', 0.2],
      ] as const) {
        await ours.bins.insert({ ...bin, id, name: id })
        await ours.inventory.insert(line({ id: `item_${id}`, binId: id }))
        const opening = { deltaQty: quantity, qtyAfter: quantity }
        await ours.adjustments.record(movement({ id: `txn_${id}`, inventoryItemId: `item_${id}`, ...opening }))
      }
      await ours.products.update(product({ id: 'prod_1', name: 'Boot', sku: 'BOOT' }))
      const { data } = await ours.availability.sums({ ...asked, sortBy: 'qtyOnHand' }, today)
      expect(data).toEqual([
        {
          productMasterId: 'prod_1',
          productName: 'Boot',
          globalSku: 'BOOT',
          locationId: 'loc_1',
          locationName: 'Hamburg warehouse',
          onHand: 5.3,
          reserved: 2,
          onHold: 0,
          picked: 0,
          recalled: 0,
          expired: 0,
          stockLineCount: 3,
        },
      ])
      expect(await ours.availability.available('prod_1', null, today)).toBe(3.3)
      expect(
        (await ours.availability.linesOf({ productMasterId: 'prod_1', locationId: 'loc_1' }, choice, today)).map(({ id }) => id),
      ).toEqual(['item_1', 'item_bin_2', 'item_bin_3'])
    })

    test('breaks ties of sums by product and location', async () => {
      await ours.locations.insert({ id: 'loc_0', name: 'Munich' })
      await ours.products.insert(product({ id: 'prod_0' }))
      for (const [id, productMasterId, locationId] of [
        ['item_2', 'prod_0', 'loc_1'],
        ['item_3', 'prod_0', 'loc_0'],
        ['item_4', 'prod_1', 'loc_0'],
      ] as const) {
        await ours.inventory.insert(line({ id, productMasterId, locationId }))
      }
      const places = async (sortBy: 'qtyOnHand' | 'locationId', sortOrder: 'asc' | 'desc') => {
        const { data } = await ours.availability.sums({ ...asked, sortBy, sortOrder }, today)
        return data.map(({ productMasterId, locationId }) => `${productMasterId} ${locationId}`)
      }
      const ascending = ['prod_0 loc_0', 'prod_0 loc_1', 'prod_1 loc_0', 'prod_1 loc_1']
      expect(await places('qtyOnHand', 'asc')).toEqual(ascending)
      expect(await places('qtyOnHand', 'desc')).toEqual([...ascending].reverse())
      expect(await places('locationId', 'asc')).toEqual(['prod_0 loc_0', 'prod_1 loc_0', 'prod_0 loc_1', 'prod_1 loc_1'])
    })

    test('has channels with one policy each and exact quantities', async () => {
      await ours.channels.insert(shop)
      await theirs.channels.insert({ ...shop, safetyStock: 7 })
      expect(await ours.channels.all()).toEqual([shop])
      const positions = async (severity: 'OK' | 'LOW' | 'CRITICAL', at = ours) =>
        (await at.availability.positions({ ...first, sortBy: 'minAtp', severity }, today)).pagination.total
      expect(await positions('OK')).toBe(1)
      expect(await positions('OK', theirs)).toBe(0)
      const [summary] = (await ours.channels.summaries({ ...first, sortBy: 'totalAtp' }, today)).data
      expect(summary).toMatchObject({ safetyStock: 0.3, lowAtpThreshold: 0.2, rowCount: 1, okCount: 1, totalAvailable: 3, totalAtp: 2.7 })
    })

    test('has no ATP without a channel', async () => {
      expect((await ours.availability.positions({ ...first, sortBy: 'minAtp' }, today)).data).toEqual([])
    })

    test('has one set of settings per product and location, deleted with the product', async () => {
      const level = {
        id: 'level_1',
        productMasterId: 'prod_2',
        locationId: 'loc_1',
        minQuantity: 0.1,
        reorderQuantity: null,
        maxQuantity: 1_000_000_000,
        status: 'Supported',
        abcClass: 'B',
        expectedLeadTimeDays: 3650,
        replenishmentPeriodDays: null,
        forecastPeriodDays: 0,
        forecastQuantity: 0.3,
        preferredBinLocationId: 'bin_1',
        replenishmentLocationId: 'loc_1',
        comments: null,
        createdAt: written,
        updatedAt: written,
      } as const
      await expect(ours.inventoryLevels.insert(level)).rejects.toBeInstanceOf(ForeignKeyViolation)
      await ours.products.insert(product({ id: 'prod_2' }))
      await ours.inventoryLevels.insert(level)
      expect(await ours.inventoryLevels.find('prod_2', 'loc_1')).toEqual(level)
      await expect(ours.inventoryLevels.insert({ ...level, id: 'level_2' })).rejects.toBeInstanceOf(UniqueViolation)
      const changed = { ...level, minQuantity: null, status: 'Unsupported', updatedAt: '2026-06-02T00:00:00.5Z' } as const
      await theirs.inventoryLevels.update(changed)
      expect(await ours.inventoryLevels.find('prod_2', 'loc_1')).toEqual(level)
      await ours.inventoryLevels.update(changed)
      expect(await ours.inventoryLevels.find('prod_2', 'loc_1')).toEqual({ ...changed, updatedAt: '2026-06-02T00:00:00.500Z' })
      expect(await theirs.inventoryLevels.find('prod_2', 'loc_1')).toBeUndefined()
      expect(await ours.products.delete('prod_2')).toBe(true)
      expect(await ours.inventoryLevels.find('prod_2', 'loc_1')).toBeUndefined()
    })

    test('stores counts with their lines', async () => {
      await ours.cycleCounts.insert(count({ id: 'cc_1' }))
      await ours.inventory.insert(line({ id: 'item_0' }))
      expect(await ours.cycleCounts.addLines('cc_1', 'loc_1', 'prod_2', 9)).toBe(0)
      expect(await ours.cycleCounts.addLines('cc_1', 'loc_1', null, 9)).toBe(2)
      const counted = {
        inventoryItemId: 'item_1',
        expectedQty: 5,
        countedQty: 0.1,
        comment: 'Few',
        countedAt: written,
        transactionId: 'txn_1',
      }
      await ours.cycleCounts.updateLine('cc_1', counted)
      const [uncounted, line1] = await ours.cycleCounts.lines('cc_1')
      expect(line1).toMatchObject({ ...counted, lotNumber: 'LOT-1', binName: 'A-1-2', globalSku: 'SKU-prod_1' })
      expect(uncounted).toMatchObject({ inventoryItemId: 'item_0', expectedQty: null, countedQty: null, countedAt: null, lotId: null })
      const open = { ...count({ id: 'cc_1' }), locationName: 'Hamburg warehouse', lineCount: 2, countedLineCount: 1 }
      expect(await ours.cycleCounts.find('cc_1')).toEqual({ ...open, varianceLineCount: null })
      const done = { status: 'COMPLETED', updatedAt: '2026-06-02T00:00:00Z', completedAt: '2026-06-02T00:00:00Z' } as const
      await theirs.cycleCounts.update({ id: 'cc_1', ...done })
      expect((await ours.cycleCounts.find('cc_1'))?.status).toBe('OPEN')
      await ours.cycleCounts.update({ id: 'cc_1', ...done })
      expect((await ours.cycleCounts.list({ ...first, sortBy: 'completedAt' })).data).toEqual([{ ...open, ...done, varianceLineCount: 1 }])
      expect(await theirs.cycleCounts.find('cc_1')).toBeUndefined()
      expect(await theirs.cycleCounts.lines('cc_1')).toEqual([])
    })

    test('sums stock and movements of one tenant', async () => {
      const scope = { locationId: null, productMasterId: null, since: written, until: written, today, soon: '2027-12-31' }
      const stockOf = (tenant: TenantStore) => tenant.transaction(({ analytics }) => analytics.totals(scope))
      expect(await stockOf(ours)).toMatchObject({ stockLineCount: 1, productCount: 1, totalOnHand: 5, totalExpiringSoon: 5, values: [] })
      expect(await ours.analytics.movements(scope)).toEqual([{ transactionType: 'ADJUSTMENT', count: 1, inQty: 5, outQty: 0, netQty: 5 }])
      await ours.products.update(product({ id: 'prod_1', unitCost: 0.1 }))
      expect((await stockOf(ours)).values).toEqual([{ currency: 'EUR', totalValue: 0.5 }])
      expect(await stockOf(theirs)).toMatchObject({ stockLineCount: 0, totalOnHand: 0, locations: [] })
      expect(await theirs.analytics.movements(scope)).toEqual([])
    })
  })
}
