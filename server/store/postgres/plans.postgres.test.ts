/** How PostgreSQL reads the lists of a large tenant: by which indexes, and what it sorts. */
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { contract, type OperationId } from '../../../spec/contract.ts'
import { largeTenant } from '../../demo/large/fixed.ts'
import { fillLarge } from '../../demo/large/large.ts'
import { type DirectCall, directCalls } from '../../testing/direct-calls.ts'
import { newDatabase } from '../../testing/new-database.ts'
import type { Engine, Session } from '../engine.ts'
import { textIndex } from '../dump.ts'
import { openEngine } from '../engines.ts'
import { openStore, tenantStore } from '../open.ts'
import { patternOf } from '../pattern.ts'
import { type Statement, valuesOf } from '../statement.ts'
import { postgresDialect } from './dialect.ts'
import { idsWithPattern } from './text-index.ts'
import { tenantSetting } from './walls.ts'

/** Five thousand products: of fewer, PostgreSQL rightly reads some tables whole. */
const scale = 0.005

let engine: Engine
let database: pg.Client
let call: DirectCall
let productId = ''
/** With so many rows that a scan of them is slower than an index. */
let tables: string[] = []

/** A step of a plan, and those that it reads from. */
interface Step {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Index Cond'?: string
  readonly 'Plan Rows': number
  readonly Plans?: readonly Step[]
}
let seen: Step[] = []

/** Notes the plan of each statement, and then runs it. */
function explaining(session: Session): Session {
  const explain = async (each: Statement<never, unknown>, args: object) => {
    const compiled = each.build(postgresDialect).compile()
    const values = valuesOf(compiled, args as Readonly<Record<string, unknown>>)
    const { rows } = await database.query<{ 'QUERY PLAN': readonly { readonly Plan: Step }[] }>(
      `explain (format json) ${compiled.sql}`,
      values,
    )
    seen.push(...(rows[0]?.['QUERY PLAN'] ?? []).map(({ Plan }) => Plan))
  }
  return {
    rows: async (statement, args) => {
      await explain(statement, args)
      return session.rows(statement, args)
    },
    first: async (statement, args) => {
      await explain(statement, args)
      return session.first(statement, args)
    },
    remembered: (_, statement, args) => session.first(statement, args),
    counted: async (total, rows) => {
      await explain(...total)
      const [first, page] = await session.counted(total, rows)
      const wanted = rows(first)
      if (wanted !== undefined) await explain(...wanted)
      return [first, page]
    },
    both: async (one, two) => {
      await explain(...one)
      await explain(...two)
      return session.both(one, two)
    },
    write: () => Promise.reject(new Error('a list only reads')),
    transaction: (work) => session.transaction((inner) => work(explaining(inner))),
    ofTenant: (tenantId) => explaining(session.ofTenant(tenantId)),
  }
}

beforeAll(async () => {
  const postgres = inject('postgres')
  if (postgres === undefined) throw new Error('the project of this test has no PostgreSQL')
  const url = await newDatabase(postgres)
  const store = await openStore(url)
  await fillLarge(store, '', scale)
  await store.close()
  engine = openEngine(url)
  database = new pg.Client({ connectionString: url })
  await database.connect()
  await database.query('analyze')
  call = directCalls(tenantStore(explaining(engine.ofTenant(largeTenant.id)), largeTenant.id))
  const { rows } = await database.query<{ id: string }>('select id from products order by id limit 1')
  productId = rows[0]?.id ?? ''
  const counted = await database.query<{ name: string }>("select relname as name from pg_class where relkind = 'r' and reltuples >= 4000")
  tables = counted.rows.map(({ name }) => name)
})
afterAll(async () => {
  await database.end()
  await engine.close()
})

const stepsOf = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(stepsOf)]

type List = (typeof contract.lists)[number]

/** What the contract says by default. */
function byDefault({ parameters }: List): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  for (const { name, in: place, schema } of parameters) if (place === 'query' && schema.default !== undefined) query[name] = schema.default
  return query
}

async function plan(list: List, asked: object): Promise<Step[]> {
  seen = []
  await call(list.id, { params: { productId }, query: { ...byDefault(list), ...asked } })
  return seen.flatMap(stepsOf)
}

/** A list that reads all demand of a tenant, because its rows are forecasts of all products. */
const summed: readonly OperationId[] = ['listChannelProjections']
const orders = ['asc', 'desc'] as const
const lists = contract.lists.map((list) => ({
  id: list.id,
  list,
  ways: (list.list.sort?.fields ?? []).flatMap((sortBy) => orders.map((sortOrder) => ({ sortBy, sortOrder }))),
}))

/** The large tables that the steps read from their beginning to their end. */
const scanned = (steps: readonly Step[]): string[] =>
  steps.flatMap((step) =>
    step['Node Type'] === 'Seq Scan' && tables.includes(step['Relation Name'] ?? '') ? [step['Relation Name'] ?? ''] : [],
  )

describe.each(lists.filter(({ id }) => !summed.includes(id)))('$id', ({ list, ways }) => {
  test.each(ways)('by $sortBy $sortOrder: its first page and its total read no large table whole', async (way) => {
    const steps = await plan(list, way)
    expect(steps.length).toBeGreaterThan(1)
    expect(scanned(steps)).toEqual([])
  })

  // A bin has fifty stock lines. At this scale, reading five thousand products costs as much as looking up theirs.
  test('the same with each filter that asks for a value of the first row, except for a bin', async () => {
    const { data } = (await call(list.id, { params: { productId }, query: { ...byDefault(list) } })) as { readonly data: readonly object[] }
    const row: Readonly<Record<string, unknown>> = { ...data[0] }
    for (const { name } of list.list.filters) {
      if (typeof row[name] !== 'string' || name === 'binId') continue
      for (const way of ways) expect(scanned(await plan(list, { ...way, [name]: row[name] })), `${name} ${way.sortBy}`).toEqual([])
    }
  })
})

describe('positions of a severity', () => {
  const sums = ['totalOnHand', 'totalReserved', 'minAtp']
  const asked = ['OK', 'LOW', 'CRITICAL'].flatMap((severity) => sums.map((sortBy) => ({ severity, sortBy })))
  test.each(asked)('$severity by $sortBy are merged of ranges of an index, also on a deep page', async ({ severity, sortBy }) => {
    const { list } = lists.find(({ id }) => id === 'listChannelLocationAtp') ?? {}
    if (list === undefined) throw new Error('there are no positions')
    const { data } = (await call(list.id, { params: {}, query: byDefault(list) })) as { readonly data: readonly { locationId: string }[] }
    for (const where of [{}, { channelId: 'PARTNER' }, { locationId: data[0]?.locationId }]) {
      for (const sortOrder of orders) {
        for (const page of [1, 5]) {
          const steps = await plan(list, { severity, sortBy, sortOrder, page, ...where })
          expect(scanned(steps)).toEqual([])
          const parts = steps.filter((step) => step['Node Type'] === 'Index Only Scan' && step['Relation Name'] === 'stockSums')
          expect(parts.length).toBeGreaterThan(0)
          if (parts.length > 1) expect(steps.map((step) => step['Node Type'])).toContain('Merge Append')
        }
      }
    }
  })
})

const longest: readonly OperationId[] = ['listProducts', 'listInventory', 'listAdjustments']
test.each(lists.filter(({ id }) => longest.includes(id)))('a deep page of $id is found in an index', async ({ list, ways }) => {
  for (const way of ways) {
    const steps = await plan(list, { ...way, page: 20 })
    expect(scanned(steps), way.sortBy).toEqual([])
    expect(
      steps.map((step) => step['Node Type']).filter((type) => /^Index (Only )?Scan$/.test(type)),
      way.sortBy,
    ).not.toEqual([])
  }
})

test('a search finds its products by the index of trigrams, and reads only these', async () => {
  const { rows } = await database.query<{ sku: string }>('select sku from products where id = $1', [productId])
  const { sku = '' } = rows[0] ?? {}
  const pattern = patternOf(sku)
  await database.query('select set_config($1, $2, false)', [tenantSetting, largeTenant.id])
  const { rows: found } = await database.query<{ 'QUERY PLAN': readonly { readonly Plan: Step }[] }>(
    `explain (format json) ${idsWithPattern.replaceAll('$1', `'${pattern}'`).replaceAll('$2', '20000')}`,
  )
  const indexes = found
    .flatMap((row) => row['QUERY PLAN'])
    .flatMap(({ Plan }) => stepsOf(Plan))
    .map((step) => step['Index Name'])
  expect(indexes).toContain(textIndex)

  const { list, ways } = lists.find(({ id }) => id === 'listProducts') ?? { ways: [] }
  if (list === undefined) throw new Error('there are no products')
  for (const way of ways) {
    await plan(list, { ...way, search: sku })
    const [, page] = seen
    if (page === undefined) throw new Error('no page was read')
    const ofProducts = stepsOf(page).filter((step) => step['Relation Name'] === 'products')
    expect(
      ofProducts.map((step) => step['Node Type']),
      way.sortBy,
    ).toEqual([expect.stringMatching(/^(Index Scan|Bitmap Heap Scan)$/)])
    expect(
      stepsOf(page).flatMap((step) => step['Index Cond'] ?? []),
      way.sortBy,
    ).toEqual([expect.stringMatching(/\(id = ANY/)])
  }
})

test('most rows are in tables that these plans are about', () => {
  expect(tables).toEqual(expect.arrayContaining(['products', 'stockLines', 'stockTransactions', 'stockPositions']))
})

test.each(lists.filter(({ id }) => summed.includes(id)))('$id is excepted, because it reads all', async ({ list, ways: [way] }) => {
  expect((await plan(list, { ...way })).filter((step) => step['Node Type'] === 'Seq Scan')).not.toEqual([])
})
