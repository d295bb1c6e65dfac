/** The totals that the database keeps, compared with what a walk over all pages finds, in every engine. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seedDemo } from '../demo/seed.ts'
import { newStore } from '../testing/new-store.ts'
import { product } from '../testing/store-suite/sample.ts'
import type { Page } from './list-query.ts'
import { countedSets } from './row-counts.ts'
import type { OpenStore, TenantStore } from './store.ts'

let store: OpenStore
let tenant: TenantStore
beforeEach(async () => {
  store = await newStore()
  await seedDemo(store)
  tenant = store.forTenant('tenant_nordwind')
})
afterEach(() => store.close())

const at = { limit: 100, sortOrder: 'asc' } as const
type Asked = Readonly<Record<string, unknown>>
type Row = Readonly<Record<string, unknown>>

/** The list of each counted table, with the columns of `countedSets` as filters. */
const lists: Readonly<Partial<Record<keyof typeof countedSets, (of: TenantStore, page: number, asked: Asked) => Promise<Page<object>>>>> = {
  products: ({ products }, page, asked) => products.list({ ...at, page, sortBy: 'sku', ...asked }),
  stockLines: ({ inventory }, page, asked) => inventory.list({ ...at, page, sortBy: 'globalSku', ...asked }),
  stockTransactions: ({ adjustments }, page, asked) => adjustments.list({ ...at, page, sortBy: 'createdAt', ...asked }),
  bins: ({ transferBins }, page, asked) => transferBins.list({ ...at, page, sortBy: 'name', ...asked }),
  alerts: ({ alerts }, page, asked) => alerts.list({ ...at, page, sortBy: 'createdAt', ...asked }),
  transfers: ({ transfers }, page, asked) => transfers.list({ ...at, page, sortBy: 'createdAt', ...asked }),
  transferRecommendations: ({ recommendations }, page, asked) => recommendations.list({ ...at, page, sortBy: 'createdAt', ...asked }),
}
const tables = Object.keys(lists) as (keyof typeof lists)[]

async function walk(of: TenantStore, table: keyof typeof lists, asked: Asked) {
  const list = lists[table]
  if (list === undefined) throw new Error(`${table} has no list`)
  const rows: Row[] = []
  for (let page = 1; ; page++) {
    const { data, pagination } = await list(of, page, asked)
    rows.push(...(data as Row[]))
    if (data.length < at.limit) return { rows, total: pagination.total }
  }
}

/** Compares the totals for all values of all sets with the rows, and returns the number of totals. */
async function compare(of: TenantStore): Promise<number> {
  let compared = 0
  for (const table of tables) {
    const { rows } = await walk(of, table, {})
    for (const set of countedSets[table] as readonly (readonly string[])[]) {
      const wanted = new Map(
        rows
          .filter((row) => set.every((name) => row[name] != null))
          .map((row) => [JSON.stringify(set.map((name) => row[name])), Object.fromEntries(set.map((name) => [name, row[name]]))]),
      )
      for (const asked of wanted.values()) {
        const matching = rows.filter((row) => set.every((name) => row[name] === asked[name])).length
        const found = await walk(of, table, asked)
        expect([table, asked, found.total]).toEqual([table, asked, matching])
        expect(found.rows).toHaveLength(matching)
        compared += 1
      }
    }
  }
  return compared
}

const totalOf = async (asked: { status?: 'ACTIVE' | 'DRAFT' } = {}) =>
  (await tenant.products.list({ ...at, page: 1, sortBy: 'sku', ...asked })).pagination.total

describe('a total', () => {
  test('is that of the rows, for every value', async () => {
    expect(await compare(tenant)).toBeGreaterThan(80)
    expect(await compare(store.forTenant('tenant_suedlicht'))).toBeGreaterThan(50)
  })

  test('follows insertions, changes and deletions, also cascading ones', async () => {
    const [before, active, draft] = [await totalOf(), await totalOf({ status: 'ACTIVE' }), await totalOf({ status: 'DRAFT' })]
    await tenant.products.insert(product({ id: 'prod_new', sku: 'NEW', status: 'DRAFT' }))
    expect([await totalOf(), await totalOf({ status: 'DRAFT' })]).toEqual([before + 1, draft + 1])
    await tenant.products.update(product({ id: 'prod_new', sku: 'NEW', status: 'ACTIVE' }))
    expect([await totalOf({ status: 'ACTIVE' }), await totalOf({ status: 'DRAFT' })]).toEqual([active + 1, draft])
    expect(await tenant.products.delete('prod_new')).toBe(true)
    expect([await totalOf(), await totalOf({ status: 'ACTIVE' })]).toEqual([before, active])
  })

  test('forgets a transaction that is rolled back', async () => {
    const before = await totalOf()
    await expect(
      tenant.transaction(async (inner) => {
        await inner.products.insert(product({ id: 'prod_new', sku: 'NEW' }))
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect(await totalOf()).toBe(before)
  })

  test('is 0 for a value that nothing has', async () => {
    const { pagination } = await tenant.inventory.list({ ...at, page: 1, sortBy: 'globalSku', locationId: 'loc_nowhere' })
    expect(pagination).toMatchObject({ total: 0, totalPages: 0 })
  })

  test('leaves out the lines and positions that the list leaves out, of every location and of all', async () => {
    // Later, more of them are expired.
    for (const today of ['2026-06-01', '2027-03-01', '2030-01-01']) {
      for (const locationId of [undefined, 'loc_123', 'loc_456', 'loc_nowhere']) {
        const asked = { ...at, ...(locationId === undefined ? {} : { locationId }) }
        for (const each of [1, 2, 3, 4, 5, 6, 7]) {
          const choice = { includeExpired: (each & 1) === 0, includeRecalled: (each & 2) === 0, includeOnHold: (each & 4) === 0 }
          const lines = async (page: number) =>
            tenant.availability.lines(
              { ...asked, ...choice, page, sortBy: 'productMasterId', summary: false, includeStockLines: false },
              today,
            )
          const positions = (page: number) => tenant.availability.positions({ ...asked, page, sortBy: 'globalSku' }, today)
          for (const list of each === 7 ? [lines, positions] : [lines]) {
            let found = 0
            for (let page = 1; ; page++) {
              const { data, pagination } = await list(page)
              found += data.length
              if (data.length === at.limit) continue
              expect([today, locationId, choice, pagination.total]).toEqual([today, locationId, choice, found])
              break
            }
          }
        }
      }
    }
  })

  test('is restored with a snapshot, and filled with a dump', async () => {
    const dump = await store.dump()
    const snapshot = await store.snapshot()
    await tenant.products.insert(product({ id: 'prod_new', sku: 'NEW' }))
    await snapshot.restore()
    await compare(tenant)
    await snapshot.drop()
    await store.erase()
    expect(await totalOf()).toBe(0)
    await store.fill(dump)
    await compare(tenant)
  })
})
