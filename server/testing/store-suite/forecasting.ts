import { beforeEach, describe, expect, test } from 'vitest'
import type { ForecastChange, ForecastScenario, NewForecastEvent } from '../../store/forecasting-store.ts'
import type { TenantStore } from '../../store/store.ts'
import { ForeignKeyViolation } from '../../store/violations.ts'
import type { Opened } from './opened.ts'
import { first, furnish, ids, line, location, movement, product, written } from './sample.ts'

const event = (wish: Partial<NewForecastEvent> & { id: string }): NewForecastEvent => ({
  name: 'Sale',
  type: 'PROMOTION',
  startsAt: '2026-06-01T00:00:00Z',
  endsAt: '2026-06-30T23:59:59Z',
  value: { liftPct: 0.25, stackingMode: 'MULTIPLICATIVE', description: null },
  productMasterId: null,
  locationId: null,
  createdAt: written,
  updatedAt: written,
  ...wish,
})

const scenario = (wish: Partial<ForecastScenario> & { id: string }, ...includedEventIds: string[]): ForecastScenario => ({
  name: 'Plan',
  description: null,
  type: 'OTHER',
  status: 'DRAFT',
  assumptions: { narrative: null, includedEventIds },
  result: null,
  generatedAt: null,
  publishedAt: null,
  archivedAt: null,
  createdAt: written,
  updatedAt: written,
  ...wish,
})

const change = (wish: Partial<ForecastChange> & { id: string }): ForecastChange => ({
  resourceType: 'EVENT',
  resourceId: 'event_1',
  action: 'CREATE',
  keyId: null,
  changes: [{ field: 'name', before: null, after: 'Sale' }],
  createdAt: written,
  ...wish,
})

const channel = { id: 'DTC', name: 'Online shop', type: 'E_COMMERCE', policyId: 'policy_1', safetyStock: 0, lowAtpThreshold: 5 } as const
const none = { productMasterId: null, locationId: null, channelId: null }
const june = { startDate: '2026-06-01', endDate: '2026-06-30' }

export function describeForecasting(opened: () => Opened): void {
  describe('forecasting', () => {
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(async () => {
      ;({ ours, theirs } = opened())
      await furnish(ours)
      await ours.channels.insert(channel)
      await ours.locations.insert({ id: 'loc_2', name: 'Munich store' })
    })

    const demand = { productMasterId: 'prod_1', locationId: 'loc_1', channelId: 'DTC', startDate: '2026-05-30', quantities: [1, 0, 2.5] }

    test('returns stored demand, with the last day of all demand', async () => {
      await ours.demand.insert(demand)
      await ours.demand.insert({ ...demand, locationId: 'loc_2', quantities: [7] })
      const named = { ...demand, sku: 'SKU-prod_1', productName: 'Trail Running Shoe' }
      expect(await ours.demand.select({ ...none, locationId: 'loc_1' })).toEqual({ lines: [named], ...(await ours.demand.state()) })
      expect((await ours.demand.state()).lastDate).toBe('2026-06-01')
      expect((await ours.demand.select({ productMasterId: 'prod_1', locationId: 'loc_2', channelId: 'DTC' })).lines).toEqual([
        { ...named, locationId: 'loc_2', quantities: [7] },
      ])
      expect((await ours.demand.select(none)).lines.map(({ locationId }) => locationId)).toEqual(['loc_1', 'loc_2'])
      expect(await ours.demand.select({ ...none, channelId: 'WEB' })).toMatchObject({ lines: [], lastDate: '2026-06-01' })
      expect(await theirs.demand.select(none)).toEqual({ lines: [], lastDate: null, version: null })
      expect(await theirs.demand.state()).toEqual({ lastDate: null, version: null })
    })

    test('demand is deleted with its product and needs its references', async () => {
      await ours.products.insert(product({ id: 'prod_2' }))
      await ours.demand.insert({ ...demand, productMasterId: 'prod_2' })
      expect(await ours.products.delete('prod_2')).toBe(true)
      expect(await ours.demand.select(none)).toMatchObject({ lines: [], lastDate: null })
      for (const foreign of [{ productMasterId: 'prod_0' }, { locationId: 'loc_0' }, { channelId: 'WEB' }]) {
        await expect(ours.demand.insert({ ...demand, ...foreign })).rejects.toBeInstanceOf(ForeignKeyViolation)
      }
      await theirs.locations.insert(location)
      await expect(theirs.demand.insert(demand)).rejects.toBeInstanceOf(ForeignKeyViolation)
    })

    test('demand has another version after each of its changes, which no other tenant has, and changes of other rows leave it', async () => {
      const versions: unknown[] = []
      const keep = async (store: TenantStore) => versions.push((await store.demand.state()).version)
      await ours.demand.insert(demand)
      await keep(ours)
      const [first] = versions
      await ours.products.update({ ...product({ id: 'prod_1' }), name: 'Renamed' })
      await keep(ours)
      expect(versions).toEqual([first, first])
      await ours.products.insert(product({ id: 'prod_2' }))
      await ours.demand.insert({ ...demand, productMasterId: 'prod_2' })
      await keep(ours)
      await ours.products.delete('prod_2')
      await keep(ours)
      await theirs.locations.insert(location)
      await theirs.products.insert(product({ id: 'prod_1' }))
      await theirs.channels.insert(channel)
      await theirs.demand.insert(demand)
      await keep(theirs)
      expect(new Set(versions).size).toBe(4)
      expect(versions.every((each) => typeof each === 'string' && each.length >= 32)).toBe(true)
    })

    test('returns stored and updated events with their product', async () => {
      const sent = event({
        id: 'event_1',
        startsAt: '2026-06-01T00:00:00.5Z',
        productMasterId: 'prod_1',
        locationId: 'loc_1',
        value: { liftPct: -0.15, stackingMode: 'ADDITIVE', description: 'Rain' },
      })
      await ours.forecastEvents.insert(sent)
      const kept = {
        ...sent,
        startsAt: '2026-06-01T00:00:00.500Z',
        isGlobal: false,
        isOrgWide: false,
        productMaster: { id: 'prod_1', sku: 'SKU-prod_1', name: 'Trail Running Shoe' },
      }
      expect(await ours.forecastEvents.find('event_1')).toEqual(kept)
      expect(await theirs.forecastEvents.find('event_1')).toBeUndefined()
      await theirs.forecastEvents.update(event({ id: 'event_1', name: 'Stolen' }))
      expect(await theirs.forecastEvents.delete('event_1')).toBe(false)
      expect(await ours.forecastEvents.find('event_1')).toEqual(kept)

      await ours.forecastEvents.update(event({ id: 'event_1', name: 'Other', createdAt: '2020-01-01T00:00:00Z' }))
      expect(await ours.forecastEvents.find('event_1')).toEqual({
        ...event({ id: 'event_1', name: 'Other' }),
        isGlobal: true,
        isOrgWide: true,
        productMaster: null,
      })
      expect(await ours.forecastEvents.delete('event_1')).toBe(true)
      expect(await ours.forecastEvents.delete('event_1')).toBe(false)
    })

    test('events need their references and prevent their deletion', async () => {
      for (const foreign of [{ productMasterId: 'prod_0' }, { locationId: 'loc_0' }]) {
        await expect(ours.forecastEvents.insert(event({ id: 'event_1', ...foreign }))).rejects.toBeInstanceOf(ForeignKeyViolation)
      }
      await expect(theirs.forecastEvents.insert(event({ id: 'event_1', productMasterId: 'prod_1' }))).rejects.toBeInstanceOf(
        ForeignKeyViolation,
      )
      await ours.products.insert(product({ id: 'prod_2' }))
      await ours.forecastEvents.insert(event({ id: 'event_1', productMasterId: 'prod_2' }))
      await expect(ours.products.delete('prod_2')).rejects.toBeInstanceOf(ForeignKeyViolation)
    })

    test('finds the events of scenarios, those of published scenarios once', async () => {
      await ours.forecastEvents.insert(event({ id: 'event_1', startsAt: '2026-06-02T00:00:00Z' }))
      await ours.forecastEvents.insert(event({ id: 'event_2', startsAt: '2026-06-02T00:00:00Z' }))
      await ours.forecastEvents.insert(event({ id: 'event_3' }))
      await ours.forecastEvents.insert(event({ id: 'event_4', startsAt: '2026-07-01T00:00:00Z', endsAt: '2026-07-02T00:00:00Z' }))
      await ours.forecastScenarios.insert(scenario({ id: 'scenario_1', status: 'PUBLISHED' }, 'event_2', 'event_1', 'event_4'))
      await ours.forecastScenarios.insert(scenario({ id: 'scenario_2', status: 'PUBLISHED' }, 'event_2'))
      await ours.forecastScenarios.insert(scenario({ id: 'scenario_3' }, 'event_3', 'event_2'))
      const eventIds = async (read: Promise<{ id: string }[]>) => (await read).map(({ id }) => id)
      expect(await eventIds(ours.forecastEvents.published(june))).toEqual(['event_1', 'event_2'])
      expect(await eventIds(ours.forecastEvents.published({ startDate: '2026-06-30', endDate: '2026-07-01' }))).toEqual([
        'event_1',
        'event_2',
        'event_4',
      ])
      expect(await eventIds(ours.forecastEvents.published({ startDate: '2026-07-02', endDate: '2026-07-02' }))).toEqual(['event_4'])
      expect(await eventIds(ours.forecastEvents.published({ startDate: '2026-07-03', endDate: '2026-07-03' }))).toEqual([])
      expect(await eventIds(ours.forecastEvents.ofScenario('scenario_3', june))).toEqual(['event_3', 'event_2'])
      expect(await eventIds(theirs.forecastEvents.ofScenario('scenario_3', june))).toEqual([])
      expect(await eventIds(theirs.forecastEvents.published(june))).toEqual([])
      expect(await eventIds(ours.forecastScenarios.including('event_2'))).toEqual(['scenario_1', 'scenario_2', 'scenario_3'])

      const archived = scenario({ id: 'scenario_1', status: 'ARCHIVED', archivedAt: written }, 'event_1')
      await ours.forecastScenarios.update({ ...archived, createdAt: '2020-01-01T00:00:00Z' })
      expect(await ours.forecastScenarios.find('scenario_1')).toEqual(archived)
      expect(await eventIds(ours.forecastEvents.published(june))).toEqual(['event_2'])
      expect(await eventIds(ours.forecastEvents.ofScenario('scenario_1', june))).toEqual(['event_1'])
      expect(await eventIds(ours.forecastScenarios.including('event_1'))).toEqual([])
      expect(await theirs.forecastScenarios.including('event_2')).toEqual([])
    })

    test('scenarios of another tenant cannot be changed', async () => {
      const own = scenario({ id: 'scenario_1', description: 'Ours' }, 'event_1')
      await ours.forecastScenarios.insert(own)
      await theirs.forecastScenarios.update(scenario({ id: 'scenario_1', name: 'Stolen' }))
      expect(await ours.forecastScenarios.find('scenario_1')).toEqual(own)
      expect(await theirs.forecastScenarios.find('scenario_1')).toBeUndefined()
    })

    test('holdings are sums of positions, and the places with demand that have something neither expired nor recalled', async () => {
      await ours.inventory.insert(line({ id: 'item_2', locationId: 'loc_2', quantityReserved: 1 }))
      await ours.products.insert(product({ id: 'prod_0', unitCost: 0.335 }))
      await ours.inventory.insert(line({ id: 'item_0', productMasterId: 'prod_0', locationId: 'loc_2' }))
      await ours.adjustments.record(movement({ id: 'txn_0', inventoryItemId: 'item_0', deltaQty: 3, qtyAfter: 3 }))
      const sums = (tenant: TenantStore, locationId: string | null) => tenant.transaction((inner) => inner.stockHoldings.sums(locationId))
      expect(await sums(ours, 'loc_1')).toEqual({ quantityOnHand: 5, values: [] })
      expect(await sums(ours, null)).toEqual({ quantityOnHand: 8, values: [{ currency: 'EUR', value: 1.01 }] })
      expect(await sums(theirs, null)).toEqual({ quantityOnHand: 0, values: [] })

      const here = { productMasterId: 'prod_1', locationId: 'loc_1' }
      expect(await ours.stockHoldings.inStock('loc_1', '2027-12-31')).toEqual([])
      for (const locationId of ['loc_1', 'loc_2']) await ours.demand.insert({ ...demand, locationId })
      expect(await ours.stockHoldings.inStock('loc_1', '2027-12-31')).toEqual([here])
      expect(await ours.stockHoldings.inStock('loc_1', '2028-01-01')).toEqual([])
      expect(await ours.stockHoldings.inStock(null, '2026-06-01')).toEqual([here])
      const stock = await ours.inventory.find('item_1')
      if (stock !== undefined) await ours.inventory.update({ ...stock, recalled: true })
      expect(await ours.stockHoldings.inStock(null, '2026-06-01')).toEqual([])
      expect(await theirs.stockHoldings.inStock(null, '2026-06-01')).toEqual([])
    })

    describe('lists', () => {
      beforeEach(async () => {
        for (const [index, name] of ['b', 'B', 'b', '\u{1F600}', '\uFFFD'].entries()) {
          const time = (shift: number) => `2026-06-0${((index + shift) % 3) + 1}T08:00:00Z`
          const times = { createdAt: time(0), updatedAt: time(1) }
          await ours.forecastEvents.insert(
            event({ id: `event_${9 - index}`, name, ...times, startsAt: time(2), endsAt: `2026-07-0${(index % 2) + 1}T00:00:00Z` }),
          )
          await ours.forecastScenarios.insert(scenario({ id: `scenario_${9 - index}`, name, ...times }))
          await ours.forecastChanges.insert(change({ id: `change_${9 - index}`, createdAt: time(0) }))
        }
      })

      const lists = [
        ...(['startsAt', 'endsAt', 'name', 'createdAt', 'updatedAt'] as const).map((sortBy) => ({
          what: `events by ${sortBy}`,
          list: (sortOrder: 'asc' | 'desc', page: number, limit: number) => ours.forecastEvents.list({ page, limit, sortBy, sortOrder }),
          sortBy,
        })),
        ...(['createdAt', 'updatedAt', 'name'] as const).map((sortBy) => ({
          what: `scenarios by ${sortBy}`,
          list: (sortOrder: 'asc' | 'desc', page: number, limit: number) => ours.forecastScenarios.list({ page, limit, sortBy, sortOrder }),
          sortBy,
        })),
        {
          what: 'changes by createdAt',
          list: (sortOrder: 'asc' | 'desc', page: number, limit: number) =>
            ours.forecastChanges.list({ page, limit, sortBy: 'createdAt', sortOrder }),
          sortBy: 'createdAt' as const,
        },
      ]

      test.each(lists)('of $what are sorted, ties by id, also in reverse, and page by page', async ({ list, sortBy }) => {
        const { data, pagination } = await list('asc', 1, 100)
        expect(pagination).toEqual({ page: 1, pageSize: 100, total: 5, totalPages: 1 })
        const rows = data as unknown as ({ id: string } & Record<string, string>)[]
        const bytes = (row: (typeof rows)[number], name: string) => Buffer.from(row[name] ?? '')
        const sorted = rows.toSorted(
          (a, b) => Buffer.compare(bytes(a, sortBy), bytes(b, sortBy)) || Buffer.compare(bytes(a, 'id'), bytes(b, 'id')),
        )
        expect(rows).toEqual(sorted)
        expect((await list('desc', 1, 100)).data).toEqual(data.toReversed())
        const pages = await Promise.all([1, 2, 3].map((page) => list('asc', page, 2)))
        expect(pages.flatMap((page) => page.data as { id: string }[])).toEqual(rows)
      })

      test('contain one tenant only', async () => {
        expect(ids(await theirs.forecastEvents.list({ ...first, sortBy: 'name' }))).toEqual([])
        expect(ids(await theirs.forecastScenarios.list({ ...first, sortBy: 'name', includeArchived: true }))).toEqual([])
        expect(ids(await theirs.forecastChanges.list({ ...first, sortBy: 'createdAt', resourceId: 'event_1' }))).toEqual([])
      })
    })
  })
}
