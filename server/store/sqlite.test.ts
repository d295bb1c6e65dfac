import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { catalog } from './catalog.ts'
import type { CatalogStore } from './catalog-store.ts'
import type { Session } from './engine.ts'
import { forecastChanges } from './forecast-changes.ts'
import { forecastEvents } from './forecast-events.ts'
import { forecastScenarios } from './forecast-scenarios.ts'
import { inventory } from './inventory.ts'
import { keys } from './keys.ts'
import { migrate, type Migration, migrations } from './migrate.ts'
import { openStore } from './open.ts'
import { products } from './products.ts'
import { openSqlite, sqliteQueries } from './sqlite.ts'
import { statement, type Statement } from './statement.ts'
import type { ListQuery } from './store.ts'
import { product } from './suite/sample.ts'
import { describeStore } from './suite/suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = () => join(folder, `${files++}`, 'reference.db')

describeStore('SQLite in memory', () => openStore(':memory:'))
describeStore('SQLite in a file', () => openStore(`file:${newFile()}`))

describe('opening', () => {
  test.each([
    ['file:PATH', (file: string) => `file:${file}`],
    ['a file URL', (file: string) => pathToFileURL(file).href],
  ])('%s finds again what was kept there', async (_, url) => {
    const file = newFile()
    for (const empty of [true, false]) {
      const store = await openStore(url(file))
      expect(await store.isEmpty()).toBe(empty)
      if (empty) await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: '2026-06-01T08:00:00Z' })
      await store.close()
    }
  })

  test.each([
    ['postgres://user:secret@host/db', 'expected file:PATH or :memory: as the database, got postgres:…'],
    ['', 'expected file:PATH or :memory: as the database, got :…'],
    [`file:${folder}`, `the database ${folder} cannot be opened: `],
  ])('%s is refused in a sentence', async (url, message) => {
    await expect(openStore(url)).rejects.toMatchObject({ name: 'StoreUnavailable', message: expect.stringContaining(message) })
  })

  test('a file that is no database is refused in a sentence', async () => {
    const file = join(folder, 'letter.txt')
    writeFileSync(file, 'Dear reader, '.repeat(1000))
    await expect(openStore(`file:${file}`)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringMatching(/^the database .*letter\.txt cannot be opened: /),
    })
  })
})

describe('migrations', () => {
  const second = { name: 'second', up: (db: typeof sqliteQueries) => [db.schema.alterTable('tenants').addColumn('note', 'text')] }
  const numbered = (list: readonly Migration[]) => list.map(({ name }, index) => ({ version: index + 1, name }))
  const versions = statement((db) => db.selectFrom('migrations').select(['version', 'name']).orderBy('version'))

  test('are applied once, in their order, and remembered', async () => {
    const engine = openSqlite(':memory:')
    await migrate(engine, 0)
    await migrate(engine, 0, [...migrations, second])
    await migrate(engine, 0, [...migrations, second])
    expect(await engine.rows(versions, {})).toEqual(numbered([...migrations, second]))
    await engine.close()
  })

  test('leave the database as it was if one of them fails', async () => {
    const engine = openSqlite(':memory:')
    const broken = { name: 'broken', up: (db: typeof sqliteQueries) => [db.schema.dropTable('nowhere')] }
    await expect(migrate(engine, 0, [...migrations, second, broken])).rejects.toThrow('no such table: nowhere')
    await migrate(engine, 0)
    expect(await engine.rows(versions, {})).toEqual(numbered(migrations))
    await engine.close()
  })

  test('do not touch a database of a later version', async () => {
    const engine = openSqlite(':memory:')
    await migrate(engine, 0, [...migrations, second])
    await expect(migrate(engine, 0)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: `the database was made by another version: this server knows ${migrations.length} migrations and not “second” as number ${migrations.length + 1}`,
    })
    await engine.close()
  })
})

describe('values', () => {
  const echo = statement((db, at: { value: unknown }) => db.selectNoFrom((row) => row.val(at.value).as('value')))

  test.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [{}], [10n]])(
    'that SQLite cannot keep are refused: %s',
    async (value) => {
      const engine = openSqlite(':memory:')
      await expect(engine.rows(echo, { value })).rejects.toThrow('SQLite cannot keep')
      await engine.close()
    },
  )

  test('true and false are 1 and 0', async () => {
    const engine = openSqlite(':memory:')
    expect(await engine.rows(echo, { value: true })).toEqual([{ value: 1 }])
    expect(await engine.rows(echo, { value: false })).toEqual([{ value: 0 }])
    await engine.close()
  })
})

describe('every order of every list', () => {
  const file = newFile()
  let database: Libsql.Database
  beforeAll(async () => {
    await (await openStore(`file:${file}`)).close()
    database = new Libsql(file)
  })
  afterAll(() => void database.close())

  const plans = async (ask: (session: Session) => Promise<unknown>): Promise<string[]> => {
    const seen: string[] = []
    const explain = (each: Statement<never, unknown>) => {
      const { sql, parameters } = each.build(sqliteQueries).compile()
      const steps = database.prepare(`explain query plan ${sql}`).all(parameters.map(() => 1)) as { detail: string }[]
      seen.push(...steps.map(({ detail }) => detail))
      return []
    }
    const never = () => Promise.reject(new Error('a list only reads'))
    await ask({
      rows: never,
      write: never,
      transaction: never,
      both: async ([one], [two]) => [explain(one), explain(two)],
    })
    return seen
  }
  const orders = ['asc', 'desc'] as const
  const asked = { page: 1, limit: 20 }
  const of = <Field extends string>(fields: readonly Field[]) =>
    fields.flatMap((sortBy) => orders.map((sortOrder) => ({ ...asked, sortBy, sortOrder })))

  test.each(of(['createdAt', 'updatedAt', 'name', 'sku']) satisfies ListQuery<'listProducts'>[])(
    'of products is read from an index: $sortBy $sortOrder',
    async (query) => expect((await plans((session) => products(session, 't').list(query))).join()).not.toMatch(/TEMP B-TREE|SCAN/),
  )
  test.each(
    of([
      'productName',
      'globalSku',
      'locationName',
      'quantityOnHand',
      'quantityAvailable',
      'expiryDate',
      'updatedAt',
    ]) satisfies ListQuery<'listInventory'>[],
  )('of stock lines is read from an index: $sortBy $sortOrder', async (query) =>
    expect((await plans((session) => inventory(session, 't').list(query))).join()).not.toMatch(/TEMP B-TREE|SCAN/),
  )
  test.each(of(['createdAt', 'name', 'expiresAt']) satisfies ListQuery<'listApiKeys'>[])(
    'of keys is read from an index: $sortBy $sortOrder',
    async (query) => expect((await plans((session) => keys(session, 't').list(query, 0))).join()).not.toMatch(/TEMP B-TREE|SCAN/),
  )

  test.each(of(['startsAt', 'endsAt', 'name', 'createdAt', 'updatedAt']) satisfies ListQuery<'listForecastEvents'>[])(
    'of forecast events is read from an index: $sortBy $sortOrder',
    async (query) => expect((await plans((session) => forecastEvents(session, 't').list(query))).join()).not.toMatch(/TEMP B-TREE|SCAN/),
  )
  test.each(of(['createdAt', 'updatedAt', 'name']) satisfies ListQuery<'listForecastScenarios'>[])(
    'of forecast scenarios is read from an index: $sortBy $sortOrder',
    async (query) => expect((await plans((session) => forecastScenarios(session, 't').list(query))).join()).not.toMatch(/TEMP B-TREE|SCAN/),
  )
  test.each(of(['createdAt']) satisfies ListQuery<'listForecastChanges'>[])(
    'of forecast changes is read from an index: $sortBy $sortOrder',
    async (query) => expect((await plans((session) => forecastChanges(session, 't').list(query))).join()).not.toMatch(/TEMP B-TREE|SCAN/),
  )

  type CatalogList = readonly [name: string, fields: readonly string[], list: (store: CatalogStore, query: never) => Promise<unknown>]
  const catalogLists: readonly CatalogList[] = [
    ['attributes', ['code', 'name', 'createdAt', 'updatedAt'], (store, query) => store.attributes.list(query)],
    ['taxonomies', ['code', 'name', 'createdAt', 'updatedAt'], (store, query) => store.taxonomies.list(query)],
    ['categories', ['path', 'name', 'createdAt', 'updatedAt'], (store, query) => store.categories.list(query)],
    ['values of a product', ['code', 'name', 'updatedAt'], (store, query) => store.productAttributes.list('p', query)],
    ['categories of a product', ['path', 'name', 'assignedAt'], (store, query) => store.productCategories.list('p', query)],
    ['links of a product', ['createdAt', 'linkType'], (store, query) => store.productLinks.list('p', query)],
    ['variants of a product', ['createdAt', 'updatedAt', 'name', 'sku'], (store, query) => store.productVariants.list('p', query)],
    ['changes of a product', ['createdAt'], (store, query) => store.productHistory.list('p', query)],
  ]
  test.each(catalogLists.flatMap(([name, fields, list]) => of(fields).map((query) => ({ name, list, query, ...query }))))(
    'of $name is read from an index: $sortBy $sortOrder',
    async ({ list, query }) =>
      expect((await plans((session) => list(catalog(session, 't'), query as never))).join()).not.toMatch(/TEMP B-TREE|SCAN/),
  )

  test('of the levels of a product reads nothing but what there is of the product', async () => {
    const query = { ...asked, sortBy: 'locationName', sortOrder: 'asc' } as const
    const steps = await plans((session) => catalog(session, 't').productLevels.list('p', query))
    expect(steps.join()).not.toMatch(/SCAN (stockLines|inventoryLevels)/)
    const searched = steps.filter((step) => /SEARCH (stockLines|inventoryLevels) /.test(step))
    expect(searched.length).toBeGreaterThan(0)
    for (const step of searched) expect(step).toContain('productMasterId=?')
  })
})

test('a process that is killed leaves what it committed, and nothing of what it did not', async () => {
  const file = newFile()
  const code = `
    import { openStore } from ${JSON.stringify(new URL('./open.ts', import.meta.url).href)}
    const store = await openStore('file:' + process.argv[1])
    await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: '2026-06-01T08:00:00Z' })
    const product = ${JSON.stringify(product({ id: 'prod_1' }))}
    await store.forTenant('tenant_a').products.insert(product)
    await store.forTenant('tenant_a').transaction(async ({ products }) => {
      await products.update({ ...product, name: 'Half done' })
      await products.insert({ ...product, id: 'prod_2', sku: 'SKU-2' })
      process.stdout.write('in the middle')
      await new Promise(() => setInterval(() => {}, 1000))
    })`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  expect(String((await once(child.stdout, 'data'))[0])).toBe('in the middle')
  child.kill('SIGKILL')
  await exit
  const store = await openStore(`file:${file}`)
  const { data } = await store.forTenant('tenant_a').products.list({ ...{ page: 1, limit: 100 }, sortBy: 'name', sortOrder: 'asc' })
  expect(data).toEqual([product({ id: 'prod_1' })])
  await store.close()
})
