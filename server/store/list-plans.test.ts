/** How SQLite reads each list of the contract: by which indexes, and what it sorts by itself. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { contract, type OperationId, type Parameter } from '../../spec/contract.ts'
import { type DirectCall, directCalls } from '../testing/direct-calls.ts'
import type { Engine, Session } from './engine.ts'
import { openStore, tenantStore } from './open.ts'
import { openSqlite, sqliteDialect } from './sqlite/sqlite.ts'
import type { Statement } from './statement.ts'
import type { TenantStore } from './store.ts'
import { furnish, written } from '../testing/store-suite/sample.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'list-plans-'))
const file = path.join(folder, 'store.db')
let engine: Engine
let database: Libsql.Database
let call: DirectCall
let seen: string[] = []

/** How many items match, and whether an index of texts has found them, as far as the list knows. */
let items = Number.MAX_SAFE_INTEGER
let isFound = 0
afterEach(() => {
  items = Number.MAX_SAFE_INTEGER
  isFound = 0
})

/** Notes the plan of each statement, and then runs it. */
function explaining(session: Session): Session {
  const explain = (each: Statement<never, unknown>) => {
    const { sql, parameters } = each.build(sqliteDialect).compile()
    const steps = database.prepare(`explain query plan ${sql}`).all(parameters.map(() => 1)) as { detail: string }[]
    seen.push(...steps.map(({ detail }) => detail))
  }
  return {
    rows: (statement, args) => {
      explain(statement)
      return session.rows(statement, args)
    },
    first: (statement, args) => {
      explain(statement)
      return session.first(statement, args)
    },
    remembered: (table, statement, args) => {
      explain(statement)
      return session.remembered(table, statement, args)
    },
    counted: (total, rows) => {
      explain(total[0])
      // Without items, the page would not be read, and without parts, not merged.
      const wanted = rows({ total: items, parts: '0,1', isFound } as never)
      if (wanted !== undefined) explain(wanted[0])
      return session.counted(total, rows)
    },
    both: (one, two) => {
      explain(one[0])
      explain(two[0])
      return session.both(one, two)
    },
    write: () => Promise.reject(new Error('a list only reads')),
    transaction: (work) => session.transaction((inner) => work(explaining(inner))),
    ofTenant: (tenantId) => explaining(session.ofTenant(tenantId)),
  }
}

beforeAll(async () => {
  const store = await openStore(`file:${file}`)
  await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
  await furnish(store.forTenant('tenant_a'))
  await store.close()
  engine = openSqlite(file)
  database = new Libsql(file)
  call = directCalls(tenantStore(explaining(engine), 'tenant_a'))
})
afterAll(async () => {
  database.close()
  await engine.close()
  rmSync(folder, { recursive: true })
})

type List = (typeof contract.lists)[number]
type Filters = Readonly<Record<string, unknown>>
const orders = ['asc', 'desc'] as const

/** The steps by which the list is read; what is not asked for is what the contract says by default. */
async function plan({ id, parameters }: List, sortBy: string, sortOrder: 'asc' | 'desc', filters: Filters = {}): Promise<string[]> {
  const query: Record<string, unknown> = {}
  for (const { name, in: place, schema } of parameters) {
    if (place === 'query' && schema.default !== undefined) query[name] = schema.default
  }
  seen = []
  await call(id, { params: { productId: 'prod_1' }, query: { ...query, sortBy, sortOrder, ...filters } })
  return seen
}

/** Values that a filter can have: both of a flag, as they need not lead to the same statement, else any one. */
function valuesOf({ schema }: Parameter): unknown[] {
  if (schema.type === 'boolean') return [true, false]
  if (schema.type === 'integer') return [schema.minimum ?? 1]
  return [schema.enum?.[0] ?? (schema.format === 'date-time' ? written : 'x')]
}

const isTime = ({ schema }: Parameter) => schema.format === 'date-time'
/** Whether a filter asks for one value of something that is kept, and not for a time or a part of a text. */
const asksForOne = (filter: Parameter) => filter.schema.type !== 'boolean' && !isTime(filter) && filter.name !== 'search'
const isId = (filter: Parameter) => asksForOne(filter) && filter.schema.type === 'string' && filter.schema.enum === undefined

/** What the index of texts finds: its entries for trigrams, at most 500 products that are not in it yet, and subqueries of these. */
const foundTexts = ['productTexts VIRTUAL TABLE', 'productTextsChanges', 'entries', 'found', 'starts', 'json_each', '(subquery-']

/** Views and subqueries, whose rows are made while they are read; everything else that is scanned is a table. */
const derived = ['productLevels', 'sums', 'page', 'CONSTANT ROW', ...foundTexts]
const scansOf = (steps: readonly string[]) =>
  steps.filter((step) => step.startsWith('SCAN ') && !derived.some((name) => step.startsWith(`SCAN ${name}`)))
/** Kept totals are few rows, of which those of several days are added up. The rows of a page that was found before are sorted once. */
const sortsOf = (steps: readonly string[]) =>
  steps
    .filter(
      (step) =>
        step.includes('TEMP B-TREE') && !(step.endsWith('FOR GROUP BY') && steps.some((each) => each.startsWith('SEARCH stockTotals '))),
    )
    .slice(steps.includes('MATERIALIZE page') ? 1 : 0)

/** Steps that look at all rows of the tenant. It has a few channels and locations, one version of its demand, and the last day of it is the end of an index. */
const few = ['channels', 'channelPolicies', 'locations', 'demandVersions', 'demandLines USING COVERING INDEX demandLinesByEnd']
const wholeOf = (steps: readonly string[]) =>
  steps.filter((step) => / \(tenantId=\?\)( |$)/.test(step) && !few.some((name) => step.startsWith(`SEARCH ${name} `)))

/** Orders by what is computed while it is read, which no index can be in: the columns, and why these rows are not many or must all be read. */
const computed: Readonly<Partial<Record<OperationId, { readonly fields: readonly string[]; readonly because: string }>>> = {
  listProductInventoryLevels: {
    fields: ['locationName', 'quantityOnHand', 'quantityAvailable', 'updatedAt'],
    because: 'a row for each location, of the stock of one product',
  },
  listChannelSummaries: {
    fields: ['channelId', 'channelName', 'totalAtp', 'lowCount', 'criticalCount'],
    because: 'a row for each channel, of which a tenant has a few, and each is a sum of kept totals',
  },
}
/** The same for rows that a parameter turns into sums. */
const summed = 'summary'

/** Filters that one value is asked of, and that no index can have. */
const unindexable: Readonly<Partial<Record<OperationId, Readonly<Record<string, string>>>>> = {
  listChannelLocationAtp: {
    channelId: 'all channels draw on the same stock, so it leaves all positions',
    severity: 'the default order is that of names, and the severity is one of sums',
  },
  listChannelProjections: {
    horizonDays: 'it says how far to forecast',
  },
  listForecastScenarios: { eventId: 'archived ones are left out by an index that all others are in, and these are few' },
  listApiKeys: { status: 'whether a key is expired is a question of the clock' },
}

describe.each(contract.lists.map((list) => ({ id: list.id, list })))('$id', ({ list }) => {
  const { filters, sort } = list.list
  const byDefault = [sort?.by ?? '', sort?.order ?? 'asc'] as const
  const all = (sort?.fields ?? []).flatMap((sortBy) => orders.map((sortOrder) => ({ sortBy, sortOrder })))

  test.each(all)('by $sortBy $sortOrder: reads no table whole, and sorts nothing that an index is in the order of', async (order) => {
    const { sortBy, sortOrder } = order
    const steps = await plan(list, sortBy, sortOrder)
    expect(steps.length).toBeGreaterThan(0)
    expect(scansOf(steps)).toEqual([])
    if (!computed[list.id]?.fields.includes(sortBy)) expect(sortsOf(steps)).toEqual([])
    if (list.path.includes('{productId}')) expect(wholeOf(steps), 'of one product').toEqual([])
  })

  const asked = filters.flatMap((filter) => valuesOf(filter).map((value) => ({ name: filter.name, value, filter })))
  test.each(asked)('with $name=$value: reads no table whole, in whichever order', async ({ name, value, filter }) => {
    for (const { sortBy, sortOrder } of all) {
      const steps = await plan(list, sortBy, sortOrder, { [name]: value })
      const order = `${sortBy} ${sortOrder}`
      expect(scansOf(steps), order).toEqual([])
      // What an id or a time leaves may be sorted, so that nothing else is read.
      const maySort = computed[list.id]?.fields.includes(sortBy) === true || isId(filter) || isTime(filter) || name === summed
      if (!maySort) expect(sortsOf(steps), order).toEqual([])
    }
  })

  const single = filters.filter(asksForOne).filter(({ name }) => unindexable[list.id]?.[name] === undefined)
  test.each(single.map((filter) => ({ name: filter.name, filter })))(
    'with $name, in the order of the list: reads nothing but what has the value',
    async ({ name, filter }) => {
      for (const value of valuesOf(filter)) expect(wholeOf(await plan(list, ...byDefault, { [name]: value }))).toEqual([])
    },
  )
})

describe('a deep page', () => {
  // The other lists have few rows, sums that are computed while they are read, or conditions on the stock of the day.
  const longest: Readonly<Partial<Record<OperationId, string>>> = {
    listProducts: 'products',
    listInventory: 'stockLines',
    listAdjustments: 'stockTransactions',
    listTransferBins: 'bins',
    listAlertHistory: 'alerts',
    listTransfers: 'transfers',
    listTransferRecommendations: 'transferRecommendations',
  }
  /** Orders whose index lacks a column, so that the rows before the page are read too, but not joined: the id of a product, and a computed quantity. */
  const uncovered = ['listProducts sku', 'listInventory quantityAvailable']
  const lists = contract.lists.flatMap((list) => {
    const table = longest[list.id]
    const fields = list.list.sort?.fields ?? []
    return table === undefined
      ? []
      : fields.flatMap((sortBy) => orders.map((sortOrder) => ({ id: list.id, list, table, sortBy, sortOrder })))
  })
  test.each(lists)(
    'of $id by $sortBy $sortOrder is found in an index, and only its rows are read',
    async ({ list, table, sortBy, sortOrder }) => {
      const steps = await plan(list, sortBy, sortOrder, { page: 1000 })
      const ofTable = steps.filter((step) => step.includes(` ${table} `))
      expect(ofTable).toHaveLength(2)
      const index = uncovered.includes(`${list.id} ${sortBy}`) ? 'USING INDEX' : 'USING COVERING INDEX'
      expect(ofTable.filter((step) => step.includes(index) && step.endsWith('(tenantId=?)'))).toHaveLength(1)
      expect(ofTable.filter((step) => step.endsWith('(tenantId=? AND id=?)'))).toHaveLength(1)
    },
  )
})

const listOf = (id: string): List => {
  const list = contract.lists.find((each) => each.id === id)
  if (list === undefined) throw new Error(`${id} is no list`)
  return list
}

describe('positions of a severity', () => {
  const sums = ['totalOnHand', 'totalReserved', 'minAtp', 'maxAtp']
  const places = [{}, { locationId: 'loc_1' }]
  const pages = places.flatMap((where) => sums.flatMap((sortBy) => orders.map((sortOrder) => ({ where, sortBy, sortOrder }))))
  test.each(pages)('$where by $sortBy $sortOrder are merged of ranges of an index', async ({ where, sortBy, sortOrder }) => {
    const steps = await plan(listOf('listChannelLocationAtp'), sortBy, sortOrder, { severity: 'LOW', ...where, page: 1000 })
    expect(steps.filter((step) => step.startsWith('MERGE'))).toEqual(['MERGE (UNION ALL)'])
    expect(sortsOf(steps)).toEqual([])
    expect(wholeOf(steps)).toEqual([])
    const columns = ['tenantId=?', ...('locationId' in where ? ['locationId=?'] : [])]
    const range = sortBy.endsWith('Atp') ? ['quantityAvailable>?', 'quantityAvailable<?'] : ['floor=?']
    const ranges = steps.filter((step) => step.startsWith('SEARCH stockSums USING COVERING INDEX'))
    expect(ranges.map((step) => step.replace(/^.* \(/, '('))).toEqual(Array(2).fill(`(${[...columns, ...range].join(' AND ')})`))
  })
})

describe('stock lines of a large tenant', () => {
  /** Numbers of rows at a third of a million products, as `ANALYZE` finds them: all of one tenant, and for most indexes, few for each further column. */
  const rows: Readonly<Record<string, number>> = { products: 300_000, stockLines: 1_500_000, lots: 120_000, bins: 30_000 }
  let usual: Libsql.Database
  beforeAll(() => {
    usual = database
    const copy = path.join(folder, 'large.db')
    for (const end of ['', '-wal']) copyFileSync(file + end, copy + end)
    const changed = new Libsql(copy)
    changed.exec('analyze')
    const indexes = changed.prepare('select tbl, idx, stat from sqlite_stat1').all() as { tbl: string; idx: string; stat: string }[]
    for (const { tbl, idx, stat } of indexes) {
      const count = rows[tbl]
      if (count === undefined) continue
      const columns = stat.split(' ').length - 1
      const large = [count, count, ...Array.from({ length: columns - 2 }, () => 5), 1].slice(0, columns + 1).join(' ')
      changed.prepare('update sqlite_stat1 set stat = ? where idx = ?').run([large, idx])
    }
    changed.close()
    // A connection reads the statistics when it is opened.
    database = new Libsql(copy)
  })
  afterAll(() => {
    database.close()
    database = usual
  })

  const lists = ['listInventory', 'listAvailability']
  const ways = lists.flatMap((id) =>
    (listOf(id).list.sort?.fields ?? []).flatMap((sortBy) => orders.map((sortOrder) => ({ id, sortBy, sortOrder }))),
  )
  test.each(ways)('are read in order, and then their products: $id by $sortBy $sortOrder', async ({ id, sortBy, sortOrder }) => {
    const steps = await plan(listOf(id), sortBy, sortOrder)
    expect(scansOf(steps)).toEqual([])
    expect(sortsOf(steps)).toEqual([])
  })
})

describe('what is excepted', () => {
  const sorts = Object.entries(computed).flatMap(([id, { fields }]) => fields.map((field) => ({ id, field })))
  test.each(sorts)('is sorted: $id by $field', async ({ id, field }) => {
    expect(sortsOf(await plan(listOf(id), field, 'asc'))).not.toEqual([])
  })

  const names = Object.entries(unindexable).flatMap(([id, reasons]) => Object.keys(reasons).map((name) => ({ id, name })))
  test.each(names)('has no index: $id with $name', async ({ id, name }) => {
    const list = listOf(id)
    const filter = list.list.filters.find((each) => each.name === name)
    if (filter === undefined) throw new Error(`${id} has no filter ${name}`)
    const steps = await plan(list, list.list.sort?.by ?? '', 'asc', { [name]: valuesOf(filter)[0] })
    expect(wholeOf(steps)).not.toEqual([])
  })
})

describe('an id', () => {
  const lists = contract.lists.flatMap((list) =>
    ['productMasterId', 'lotId', 'binId', 'eventId']
      .filter((name) => unindexable[list.id]?.[name] === undefined)
      .flatMap((name) => list.list.filters.filter((filter) => filter.name === name))
      .map(({ name }) => ({ id: list.id, name, list })),
  )
  test.each(lists)('that few rows have is looked for in whichever order: $id with $name', async ({ list, name }) => {
    for (const sortBy of list.list.sort?.fields ?? []) {
      for (const sortOrder of orders) {
        expect(wholeOf(await plan(list, sortBy, sortOrder, { [name]: 'x' })), `${sortBy} ${sortOrder}`).toEqual([])
      }
    }
  })
})

describe('a range of time', () => {
  const lists = (['listAdjustments', 'listRecordedStock', 'listAlertHistory'] as const).flatMap((id) =>
    ['startDate', 'endDate'].flatMap((name) => (contract.operations[id].list?.sort?.fields ?? []).map((sortBy) => ({ id, name, sortBy }))),
  )
  test.each(lists)('with few items is read by its index, in whichever order: $id by $sortBy with $name', async ({ id, name, sortBy }) => {
    items = 100
    const steps = await plan(listOf(id), sortBy, 'desc', { [name]: written })
    const searches = steps.filter((step) => /^SEARCH (alerts|stockTransactions) /.test(step))
    expect(searches.length).toBeGreaterThan(0)
    expect(searches.filter((step) => !/createdAt[<>]/.test(step))).toEqual([])
    expect(wholeOf(steps)).toEqual([])
  })
})

describe('a search', () => {
  const list = listOf('listProducts')
  const asked = (list.list.sort?.fields ?? []).flatMap((sortBy) => [{}, { status: 'ACTIVE' }].map((beside) => ({ sortBy, beside })))
  test.each(asked)('by $sortBy with $beside reads only texts in an index, and then what has the text', async ({ sortBy, beside }) => {
    items = 100
    const steps = (await plan(list, sortBy, 'desc', { search: 'x', ...beside })).filter((step) => step.includes(' products '))
    // The total, the ids, and the rows.
    expect(steps).toHaveLength(3)
    expect(steps.filter((step) => step.includes('USING COVERING INDEX') && step.endsWith('(tenantId=?)'))).toHaveLength(2)
    expect(steps.filter((step) => step.endsWith('(tenantId=? AND id=?)'))).toHaveLength(1)
  })

  test.each(asked)('by $sortBy with $beside that an index of texts finds reads only what it finds', async ({ sortBy, beside }) => {
    isFound = 1
    const steps = await plan(list, sortBy, 'desc', { search: 'xyz', ...beside })
    // The total, and the rows.
    expect(steps.filter((step) => step === 'SCAN productTexts VIRTUAL TABLE INDEX 0:M1')).toHaveLength(2)
    expect(steps.filter((step) => step === 'SEARCH productTextsKeys USING INTEGER PRIMARY KEY (rowid=?)')).toHaveLength(2)
    const ofTable = steps.filter((step) => step.includes(' products '))
    expect(ofTable.filter((step) => step.endsWith('(tenantId=? AND id=?)'))).toHaveLength(2)
    // The total otherwise, which is not computed.
    expect(ofTable.filter((step) => step.endsWith('(tenantId=?)'))).toHaveLength(1)
    expect(scansOf(steps)).toEqual([])
  })

  test('that also asks for a SKU reads one row', async () => {
    items = 1
    expect(wholeOf(await plan(list, 'createdAt', 'asc', { search: 'x', sku: 'SKU-1' }))).toEqual([])
  })
})

describe('what is asked about one product', () => {
  const place = { productMasterId: 'prod_1', locationId: 'loc_1' } as const
  const today = '2026-06-01'
  test.each<[string, (store: TenantStore) => Promise<unknown>]>([
    ['its stock lines at a location', ({ inventory }) => inventory.of(place.productMasterId, place.locationId)],
    ['what it has at a location', ({ stockBalances }) => stockBalances.at(place, today)],
    ['what it has available at a location', ({ availability }) => availability.available(place.productMasterId, place.locationId, today)],
    ['what it has available', ({ availability }) => availability.available(place.productMasterId, null, today)],
    ['what the products of a location have', ({ stockBalances }) => stockBalances.all(today, place.locationId)],
    ['when it last raised an alert', ({ alerts }) => alerts.lastRaised('STOCKOUT', place)],
    ['its demand', ({ demand }) => demand.select({ productMasterId: place.productMasterId, locationId: null, channelId: null })],
  ])('is answered from its own rows: %s', async (_what, ask) => {
    seen = []
    await ask(tenantStore(explaining(engine), 'tenant_a'))
    expect(seen.length).toBeGreaterThan(0)
    expect([...scansOf(seen), ...wholeOf(seen)]).toEqual([])
  })
})
