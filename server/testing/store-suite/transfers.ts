/** The requirements on the transfers of every storage engine, in one long list of cases. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { Alert, AlertConfig } from '../../store/alerts-store.ts'
import type { ListQuery } from '../../store/list-query.ts'
import type { TenantStore } from '../../store/store.ts'
import type { Recommendation, Transfer } from '../../store/transfers-store.ts'
import { ForeignKeyViolation, UniqueViolation } from '../../store/violations.ts'
import type { Opened } from './opened.ts'
import { first, furnish, ids, line as stockLine, movement, product, written } from './sample.ts'

const line = { productMasterId: 'prod_1', lotId: null, binId: null, destBinId: null, quantity: 0.3, allocations: [] }

const transfer = (wish: Partial<Transfer> & { id: string }): Transfer => ({
  status: 'DRAFT',
  sourceLocationId: 'loc_1',
  destLocationId: 'loc_2',
  lines: [line],
  comment: null,
  recommendationId: null,
  createdAt: written,
  updatedAt: written,
  shippedAt: null,
  receivedAt: null,
  cancelledAt: null,
  ...wish,
})

const recommendation = (wish: Partial<Recommendation> & { id: string }): Recommendation => ({
  productMasterId: 'prod_1',
  sourceLocationId: 'loc_1',
  destLocationId: 'loc_2',
  quantity: 50,
  priority: 'HIGH',
  status: 'PENDING',
  reason: '150 available at Hamburg warehouse and 50 at Munich store.',
  unitMargin: 4.6,
  transferCost: 200,
  currency: 'EUR',
  estimatedROI: 0.15,
  comment: null,
  transferId: null,
  createdAt: written,
  updatedAt: written,
  decidedAt: null,
  executedAt: null,
  ...wish,
})

const alert = (wish: Partial<Alert> & { id: string }): Alert => ({
  type: 'LOW_ATP',
  origin: 'AUTOMATIC',
  message: '5 of Trekking Pole can be promised at Munich store; the threshold is 10.',
  productMasterId: 'prod_1',
  locationId: 'loc_1',
  value: 5,
  threshold: 10,
  destinations: [{ id: 'dest_1', type: 'EMAIL', value: 'planning@outdoor.example', name: 'Planning team' }],
  createdAt: written,
  ...wish,
})

const config: AlertConfig = {
  enabled: true,
  destinations: [{ id: 'dest_1', type: 'EMAIL', value: 'planning@outdoor.example', name: 'Planning team', enabled: false }],
  alertTypes: { stockout: true, lowAtp: false, forecastDeviation: true, expiry: true, slowMoving: false, overstock: true },
  cooldownMinutes: 0,
}

interface Asked {
  page: number
  limit: number
  sortBy: string
  sortOrder: 'asc' | 'desc'
}

/** The lists of transfers, bins, recommendations and alerts, and their sort fields. */
export const transferLists = (ours: () => TenantStore) => [
  {
    name: 'transfers',
    fields: ['createdAt', 'updatedAt', 'shippedAt', 'receivedAt'],
    total: 5,
    list: (asked: Asked) => ours().transfers.list(asked as ListQuery<'listTransfers'>),
  },
  {
    name: 'recommendations',
    fields: ['createdAt', 'quantity', 'estimatedROI'],
    total: 5,
    list: (asked: Asked) => ours().recommendations.list(asked as ListQuery<'listTransferRecommendations'>),
  },
  {
    name: 'bins',
    fields: ['name', 'locationName', 'stockLineCount'],
    total: 6,
    list: (asked: Asked) => ours().transferBins.list(asked as ListQuery<'listTransferBins'>),
  },
  {
    name: 'alerts',
    fields: ['createdAt', 'type'],
    total: 5,
    list: (asked: Asked) => ours().alerts.list(asked as ListQuery<'listAlertHistory'>),
  },
]

/** Adds five of each to a tenant with the locations `loc_1` and `loc_2` and the product `prod_1`. */
export async function fillTransferLists(store: TenantStore): Promise<void> {
  const types = ['STOCKOUT', 'LOW_ATP', 'EXPIRY'] as const
  for (const index of [0, 1, 2, 3, 4]) {
    const time = (hour: number) => `2026-06-0${(index % 3) + 1}T0${hour}:00:00Z`
    const [shippedAt, receivedAt] = [index % 2 ? null : time(2), index > 2 ? null : time(9 - index)]
    await store.transfers.insert(transfer({ id: `trf_${9 - index}`, createdAt: time(1), updatedAt: time(index), shippedAt, receivedAt }))
    const estimatedROI = index % 2 ? null : 2 - index
    await store.recommendations.insert(
      recommendation({ id: `rec_${9 - index}`, createdAt: time(1), quantity: ((index * 7) % 4) + 0.5, estimatedROI }),
    )
    await store.bins.insert({
      id: `bin_${9 - index}`,
      locationId: index % 2 ? 'loc_1' : 'loc_2',
      name: ['b', 'B', 'a', 'b', '\u{1F600}'][index]!,
    })
    await store.alerts.insert(alert({ id: `alert_${9 - index}`, type: types[index % 3]!, createdAt: time(1) }))
  }
}

export function describeTransfers(opened: () => Opened): void {
  describe('transfers, recommendations and alerts', () => {
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(async () => {
      ;({ ours, theirs } = opened())
      await furnish(ours)
      await ours.locations.insert({ id: 'loc_2', name: 'Munich store' })
    })

    test('are returned as stored', async () => {
      const allocations = [{ inventoryItemId: 'item_1', lotId: 'lot_1', binId: 'bin_1', quantity: 0.3 }]
      const kept = transfer({ id: 'trf_1', status: 'PENDING', lines: [{ ...line, allocations }], shippedAt: '2026-06-01T09:00:00.5Z' })
      await ours.transfers.insert(kept)
      expect(await ours.transfers.find('trf_1')).toEqual({ ...kept, shippedAt: '2026-06-01T09:00:00.500Z' })
      await ours.recommendations.insert(recommendation({ id: 'rec_1' }))
      expect(await ours.recommendations.find('rec_1')).toEqual(recommendation({ id: 'rec_1' }))
      await ours.alerts.insert(alert({ id: 'alert_1' }))
      expect((await ours.alerts.list({ ...first, sortBy: 'type' })).data).toEqual([alert({ id: 'alert_1' })])
    })

    test('change only updatable fields', async () => {
      await ours.transfers.insert(transfer({ id: 'trf_1' }))
      const changed = transfer({ id: 'trf_1', status: 'CANCELLED', destLocationId: 'loc_1', comment: 'x', cancelledAt: written })
      await ours.transfers.update(changed)
      expect(await ours.transfers.find('trf_1')).toEqual(changed)
      await ours.recommendations.insert(recommendation({ id: 'rec_1' }))
      const decided = recommendation({ id: 'rec_1', status: 'EXECUTED', transferId: 'trf_1', decidedAt: written, executedAt: written })
      await ours.recommendations.update(decided)
      expect(await ours.recommendations.find('rec_1')).toEqual(decided)
    })

    test('have at most one transfer per recommendation', async () => {
      await ours.recommendations.insert(recommendation({ id: 'rec_1' }))
      await ours.transfers.insert(transfer({ id: 'trf_1', recommendationId: 'rec_1' }))
      const again = transfer({ id: 'trf_2', recommendationId: 'rec_1' })
      await expect(ours.transfers.insert(again)).rejects.toBeInstanceOf(UniqueViolation)
      expect(await ours.transfers.find('trf_2')).toBeUndefined()
    })

    test.each<Partial<Transfer>>([
      { sourceLocationId: 'loc_0' },
      { destLocationId: 'loc_0' },
      { recommendationId: 'rec_0' },
      { lines: [line, { ...line, productMasterId: 'prod_0' }] },
    ])('need existing references: %o', async (wish) => {
      await expect(ours.transfers.insert(transfer({ id: 'trf_1', ...wish }))).rejects.toBeInstanceOf(ForeignKeyViolation)
      expect(await ours.transfers.find('trf_1')).toBeUndefined()
    })

    test('prevent the deletion of a product only while they are open', async () => {
      await ours.products.insert(product({ id: 'prod_2' }))
      const open = transfer({ id: 'trf_1', lines: [{ ...line, productMasterId: 'prod_2' }] })
      await ours.transfers.insert(open)
      await expect(ours.products.delete('prod_2')).rejects.toBeInstanceOf(ForeignKeyViolation)
      await ours.transfers.update({ ...open, status: 'RECEIVED' })
      expect(await ours.products.delete('prod_2')).toBe(true)
      const found = await ours.transfers.list({ ...first, sortBy: 'createdAt', productMasterId: 'prod_2' })
      expect(ids(found)).toEqual(['trf_1'])
    })

    test('bins count the stock lines with a quantity on hand', async () => {
      const bins = async () => (await ours.transferBins.list({ ...first, sortBy: 'name' })).data
      const bin = { id: 'bin_1', name: 'A-1-2', locationId: 'loc_1', locationName: 'Hamburg warehouse' }
      expect(await bins()).toEqual([{ ...bin, stockLineCount: 1 }])
      await ours.adjustments.record(movement({ id: 'txn_2', deltaQty: -5, qtyBefore: 5, qtyAfter: 0 }))
      expect(await bins()).toEqual([{ ...bin, stockLineCount: 0 }])
      await ours.adjustments.record(movement({ id: 'txn_3', deltaQty: 1, qtyBefore: 0, qtyAfter: 1 }))
      await ours.adjustments.record(movement({ id: 'txn_4', deltaQty: 1, qtyBefore: 1, qtyAfter: 2 }))
      expect(await bins()).toEqual([{ ...bin, stockLineCount: 1 }])
    })

    test('balances count promisable stock, including lots on their last day', async () => {
      const balance = {
        productMasterId: 'prod_1',
        locationId: 'loc_1',
        productName: 'Trail Running Shoe',
        locationName: 'Hamburg warehouse',
      }
      const place = { productMasterId: 'prod_1', locationId: 'loc_1' }
      expect(await ours.stockBalances.at(place, '2027-12-31')).toEqual({ ...balance, onHand: 5, available: 3 })
      expect(await ours.stockBalances.at(place, '2028-01-01')).toEqual({ ...balance, onHand: 5, available: 0 })
      expect(await ours.stockBalances.all('2027-12-31', null)).toEqual([{ ...balance, onHand: 5, available: 3 }])
      expect(await ours.stockBalances.all('2027-12-31', 'loc_1')).toHaveLength(1)
      expect(await ours.stockBalances.all('2027-12-31', 'loc_2')).toEqual([])
      expect(await ours.stockBalances.at({ ...place, locationId: 'loc_2' }, '2027-12-31')).toBeUndefined()
    })

    test('balances are sorted by product, then by location', async () => {
      await ours.products.insert(product({ id: 'prod_0' }))
      for (const [id, productMasterId] of [
        ['item_2', 'prod_1'],
        ['item_0', 'prod_0'],
      ] as const) {
        await ours.inventory.insert(stockLine({ id, productMasterId, locationId: 'loc_2' }))
      }
      const places = async (locationId: string | null) =>
        (await ours.stockBalances.all('2026-06-01', locationId)).map((each) => [each.productMasterId, each.locationId])
      const all = [
        ['prod_0', 'loc_2'],
        ['prod_1', 'loc_1'],
        ['prod_1', 'loc_2'],
      ]
      expect(await places(null)).toEqual(all)
      expect(await places('loc_2')).toEqual(all)
    })

    test('finds the latest automatic alert of a type', async () => {
      const place = { productMasterId: 'prod_1', locationId: 'loc_1' }
      await ours.alerts.insert(alert({ id: 'alert_1', createdAt: '2026-06-01T09:00:00Z' }))
      await ours.alerts.insert(alert({ id: 'alert_2', createdAt: '2026-06-01T10:00:00Z' }))
      await ours.alerts.insert(alert({ id: 'alert_3', createdAt: '2026-06-01T11:00:00Z', origin: 'MANUAL' }))
      expect(await ours.alerts.lastRaised('LOW_ATP', place)).toBe('2026-06-01T10:00:00Z')
      expect(await ours.alerts.lastRaised('STOCKOUT', place)).toBeUndefined()
      expect(await ours.alerts.lastRaised('LOW_ATP', { ...place, locationId: 'loc_2' })).toBeUndefined()
    })

    test('replaces the alert configuration', async () => {
      expect(await ours.alertConfigs.find()).toBeUndefined()
      await ours.alertConfigs.replace({ ...config, enabled: false, destinations: [] })
      await ours.alertConfigs.replace(config)
      expect(await ours.alertConfigs.find()).toEqual(config)
    })

    test('are not accessible to other tenants', async () => {
      await ours.recommendations.insert(recommendation({ id: 'rec_1' }))
      await ours.transfers.insert(transfer({ id: 'trf_1' }))
      await ours.alerts.insert(alert({ id: 'alert_1' }))
      await ours.alertConfigs.replace(config)
      const place = { productMasterId: 'prod_1', locationId: 'loc_1' }
      expect(await theirs.transfers.find('trf_1')).toBeUndefined()
      expect(await theirs.recommendations.find('rec_1')).toBeUndefined()
      expect(await theirs.alertConfigs.find()).toBeUndefined()
      expect(await theirs.alerts.lastRaised('LOW_ATP', place)).toBeUndefined()
      expect(await theirs.stockBalances.at(place, '2026-06-01')).toBeUndefined()
      expect(await theirs.stockBalances.all('2026-06-01', null)).toEqual([])
      for (const { list, fields } of transferLists(() => theirs)) {
        expect(ids((await list({ ...first, sortBy: fields[0]! })) as { data: { id: string }[] })).toEqual([])
      }
      await theirs.transfers.update(transfer({ id: 'trf_1', status: 'RECEIVED' }))
      await theirs.recommendations.update(recommendation({ id: 'rec_1', status: 'REJECTED' }))
      expect((await ours.transfers.find('trf_1'))?.status).toBe('DRAFT')
      expect((await ours.recommendations.find('rec_1'))?.status).toBe('PENDING')
      await expect(theirs.transfers.insert(transfer({ id: 'trf_2' }))).rejects.toBeInstanceOf(ForeignKeyViolation)
    })
  })
}
