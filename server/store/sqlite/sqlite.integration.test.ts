import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'
import { afterAll, describe, expect, test } from 'vitest'
import { migrate, type Migration, migrations } from '../migrate.ts'
import { openStore, storeOn } from '../open.ts'
import type { Db } from '../migrations/table.ts'
import { statement } from '../statement.ts'
import { first, product, written } from '../../testing/store-suite/sample.ts'
import { openSqlite } from './sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const newFile = () => join(folder, `${files++}`, 'reference.db')

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

  test('a folder is refused in a sentence', async () => {
    const message = `the database ${folder} cannot be used: it is a folder`
    await expect(openStore(`file:${folder}`)).rejects.toMatchObject({ name: 'StoreUnavailable', message })
  })

  test('a file that cannot be made is refused in a sentence', async () => {
    const link = join(folder, 'link.db')
    symlinkSync(join(folder, 'nowhere', 'reference.db'), link)
    await expect(openStore(`file:${link}`)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: `the database ${link} cannot be used: its file cannot be opened (SQLITE_CANTOPEN)`,
    })
  })

  test('a file that is no database is refused in a sentence', async () => {
    const file = join(folder, 'letter.txt')
    writeFileSync(file, 'Dear reader, '.repeat(1000))
    await expect(openStore(`file:${file}`)).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringMatching(/^the database .*letter\.txt cannot be used: it is not a SQLite database \(SQLITE_NOTADB\)$/),
    })
  })
})

test('a statement that all rows were read with has its own values when its first row is read, and the other way round', async () => {
  const engine = openSqlite(':memory:')
  await migrate(engine, 0)
  const store = await storeOn(engine)
  for (const slug of ['a', 'b']) await store.insertTenant({ id: `tenant_${slug}`, slug, name: slug, createdAt: '2026-06-01T08:00:00Z' })
  const find = statement((db, at: { id: string }) => db.selectFrom('tenants').select('name').where('id', '=', at.id))
  for (const slug of ['a', 'b', 'x', 'a']) {
    const wanted = slug === 'x' ? [] : [{ name: slug }]
    const at = { id: `tenant_${slug}` }
    expect(await engine.first(find, at)).toEqual(wanted[0])
    expect(await engine.remembered('tenants', find, at)).toEqual(wanted[0])
    expect(await engine.rows(find, at)).toEqual(wanted)
    expect(await engine.both([find, at], [find, { id: 'tenant_b' }])).toEqual([wanted, [{ name: 'b' }]])
  }
  await engine.close()
})

describe('migrations', () => {
  const second = { name: 'second', up: (db: Db) => [db.schema.alterTable('tenants').addColumn('note', 'text')] }
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

  test('gather the statistics of their indexes for tables that have some, so that queries know them all', async () => {
    const file = newFile()
    const indexed = {
      name: 'indexed',
      up: (db: Db) => [
        db.schema.createIndex('tenantsByTime').on('tenants').columns(['createdAt']),
        db.schema.createIndex('locationsAgain').on('locations').columns(['name']),
      ],
    }
    const analyzed = () => {
      const database = new Libsql(file)
      const rows = database.prepare('select idx from sqlite_stat1').raw().all() as string[][]
      database.close()
      return rows.flat()
    }
    const store = await openStore(`file:${file}`)
    await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: '2026-06-01T08:00:00Z' })
    await store.close()
    const database = new Libsql(file)
    database.exec('analyze')
    database.close()
    expect(analyzed()).toContain('sqlite_autoindex_tenants_1')
    const engine = openSqlite(file)
    await migrate(engine, 0, [...migrations, indexed])
    await engine.close()
    expect(analyzed()).toContain('tenantsByTime')
    // There is no location, and so nothing to know.
    expect(analyzed()).not.toContain('locationsAgain')
  })

  test('leave the database as it was if one of them fails', async () => {
    const engine = openSqlite(':memory:')
    const broken = { name: 'broken', up: (db: Db) => [db.schema.dropTable('nowhere')] }
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
      message: `the database was created by another version: this server has ${migrations.length} migrations, but not "second" as number ${migrations.length + 1}`,
    })
    await engine.close()
  })
})

describe('values', () => {
  const echo = statement((db, at: { value: unknown }) => db.selectNoFrom((row) => row.val(at.value).as('value')))

  test.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [{}], [10n]])(
    'that SQLite cannot store are rejected: %s',
    async (value) => {
      const engine = openSqlite(':memory:')
      await expect(engine.rows(echo, { value })).rejects.toThrow('SQLite cannot store')
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

describe('the first row', () => {
  const applied = statement((db) => db.selectFrom('migrations').select(['version', 'name']).orderBy('version'))
  const tenant = statement((db, at: { id: string }) => db.selectFrom('tenants').select('id').where('id', '=', at.id))

  test('is that of a statement that yields several, and nothing of one that yields none', async () => {
    const engine = openSqlite(':memory:')
    await migrate(engine, 0)
    expect(await engine.first(applied, {})).toEqual({ version: 1, name: migrations[0]?.name })
    expect(await engine.first(tenant, { id: 'tenant_a' })).toBeUndefined()
    await engine.close()
  })

  test('leaves nothing unfinished that would keep the log from being written back', async () => {
    const file = newFile()
    const engine = openSqlite(file)
    await migrate(engine, 0)
    await engine.first(applied, {})
    const other = new Libsql(file)
    other.exec("insert into tenants values ('tenant_a', 'a', 'A', '2026-06-01T08:00:00.000Z')")
    expect(other.prepare('PRAGMA wal_checkpoint(RESTART)').raw().get()).toEqual([0, expect.any(Number), expect.any(Number)])
    other.close()
    await engine.close()
  })
})

test('a process that is killed leaves what it committed, and nothing of what it did not', async () => {
  const file = newFile()
  const code = `
    import { openStore } from ${JSON.stringify(new URL('../open.ts', import.meta.url).href)}
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

describe.each([
  ['alone', false],
  ['beside another process that writes', true],
])('transactions at the same time, %s', (_, isShared) => {
  test('leave rows, totals and index entries of those that succeed, even if others fail after they have written', async () => {
    const file = newFile()
    const store = await openStore(`file:${file}`)
    await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
    const other = await openStore(`file:${file}`)
    const tenant = store.forTenant('tenant_a')
    const inserted = (id: number) => product({ id: `prod_${id}`, sku: `SKU-${id}`, name: `Lamp ${id}` })
    // Each of these works in a group of its own, so that the version of the file is known before the other process writes.
    await tenant.transaction(async ({ products }) => products.insert(inserted(0)))
    if (isShared) await other.forTenant('tenant_a').products.insert(inserted(1))

    const numbers = Array.from({ length: 600 }, (_, index) => index + 2)
    const fails = (id: number) => id % 7 === 3
    const results = await Promise.allSettled(
      numbers.map((id) =>
        tenant.transaction(async ({ products }) => {
          await products.insert(inserted(id))
          await products.update({ ...inserted(id), name: `Chair ${id}`, status: id % 2 === 0 ? 'ACTIVE' : 'DISCONTINUED' })
          if (id % 5 === 0) await products.delete(`prod_${id}`)
          if (fails(id)) throw new Error('changed my mind')
        }),
      ),
    )
    expect(results.map(({ status }) => status === 'rejected')).toEqual(numbers.map(fails))

    const kept = numbers.filter((id) => !fails(id) && id % 5 !== 0)
    for (const each of [store, other]) {
      const { products } = each.forTenant('tenant_a')
      const total = async (query: object) => (await products.list({ ...first, sortBy: 'name', ...query })).pagination.total
      expect(await total({})).toBe(kept.length + (isShared ? 2 : 1))
      expect(await total({ status: 'DISCONTINUED' })).toBe(kept.filter((id) => id % 2 === 1).length)
      expect(await total({ search: 'chair' })).toBe(kept.length)
      expect(await total({ search: 'lamp' })).toBe(isShared ? 2 : 1)
    }
    await Promise.all([store.close(), other.close()])
  })
})
