/** The index of texts of SQLite: what it holds after which writes, and that several processes share it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { first, product, written } from '../../testing/store-suite/sample.ts'
import { textIndex } from '../dump.ts'
import { openStore } from '../open.ts'
import type { OpenStore } from '../store.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'text-index-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
let file: string
let store: OpenStore
let database: Libsql.Database
beforeEach(async () => {
  file = path.join(folder, `${(count += 1)}.db`)
  store = await openStore(`file:${file}`)
  await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
  database = new Libsql(file)
})
afterEach(async () => {
  database.close()
  await store.close()
})

/** Numbers of rows: entries of the index, keys, and noted changes. */
const sizes = () =>
  ['', 'Keys', 'Changes'].map((end) => (database.prepare(`select count(*) from "${textIndex}${end}"`).raw().get([]) as number[])[0])

const named = (id: number, name: string) => product({ id: `prod_${id}`, name: `${name} ${id}` })
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
/** Inserts products in one transaction. */
const insert = (from: number, to: number, name: string, into = store) =>
  into.forTenant('tenant_a').transaction(async ({ products }) => {
    for (const id of numbers(from, to)) await products.insert(named(id, name))
  })
const idsWith = async (search: string, of = store) => {
  const { data } = await of.forTenant('tenant_a').products.list({ ...first, sortBy: 'name', search })
  return data.map(({ id }) => id)
}

test('products are noted, and the 500th change brings the index up to date', async () => {
  await insert(0, 499, 'Lamp')
  expect(sizes()).toEqual([0, 0, 499])
  await insert(499, 500, 'Lamp')
  expect(sizes()).toEqual([500, 500, 0])
  expect(await idsWith('lamp 42')).toHaveLength(11)
})

test('only a change of a text is noted', async () => {
  await insert(0, 500, 'Lamp')
  const { products } = store.forTenant('tenant_a')
  await products.update({ ...named(1, 'Lamp'), status: 'DISCONTINUED', unitCost: 5 })
  expect(sizes()).toEqual([500, 500, 0])
  await products.update(named(1, 'Chair'))
  await products.update({ ...named(2, 'Lamp'), sku: 'OTHER' })
  expect(sizes()).toEqual([500, 500, 2])
  expect(await idsWith('chair')).toEqual(['prod_1'])
  expect(await idsWith('other')).toEqual(['prod_2'])
})

test('nothing is left of products that were deleted or renamed, and a rollback changes nothing', async () => {
  await insert(0, 500, 'Lamp')
  const all = store.forTenant('tenant_a')
  const failed = all.transaction(async ({ products }) => {
    for (const id of numbers(0, 500)) await products.update(named(id, 'Chair'))
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  expect(sizes()).toEqual([500, 500, 0])
  expect(await idsWith('lamp 499')).toEqual(['prod_499'])
  for (let round = 0; round < 4; round += 1)
    await all.transaction(async ({ products }) => {
      for (const id of numbers(0, 500)) await products.update(named(id, `Chair of round ${round}`))
    })
  expect(sizes()).toEqual([500, 500, 0])
  await all.transaction(async ({ products }) => {
    for (const id of numbers(0, 500)) await products.delete(`prod_${id}`)
  })
  expect(sizes()).toEqual([0, 0, 0])
  expect((database.prepare(`select count(*) from "${textIndex}" where "${textIndex}" match 'cha'`).raw().get([]) as number[])[0]).toBe(0)
})

test('a restored snapshot is found, however many of its products were changed or deleted since', async () => {
  await insert(0, 600, 'Lamp')
  const snapshot = await store.snapshot()
  const tenant = store.forTenant('tenant_a')
  await tenant.transaction(async ({ products }) => {
    for (const id of numbers(0, 500)) await products.update(named(id, 'Chair'))
  })
  await snapshot.restore()
  expect(await idsWith('lamp 499')).toEqual(['prod_499'])
  expect(await idsWith('chair')).toEqual([])
  expect(sizes()).toEqual([600, 600, 0])
  await tenant.transaction(async ({ products }) => {
    for (const id of numbers(0, 600)) await products.delete(`prod_${id}`)
  })
  await snapshot.restore()
  expect(await idsWith('lamp 499')).toEqual(['prod_499'])
  await snapshot.restore()
  expect(sizes()).toEqual([600, 600, 0])
  await snapshot.drop()
})

test('nothing is left after all rows were deleted', async () => {
  await insert(0, 700, 'Lamp')
  await store.erase()
  expect(sizes()).toEqual([0, 0, 0])
})

test('another process finds at once what one has written, also after a vacuum', async () => {
  const other = await openStore(`file:${file}`)
  await insert(0, 600, 'Lamp')
  expect(await idsWith('lamp 7', other)).toHaveLength(11)
  await store.forTenant('tenant_a').transaction(async ({ products }) => {
    for (const id of numbers(0, 300)) await products.delete(`prod_${id}`)
  })
  // The numbers of the rows of the products change.
  database.exec('vacuum')
  await insert(600, 1200, 'Chair', other)
  for (const each of [store, other]) expect(await idsWith('lamp 51', each)).toEqual(numbers(510, 520).map((id) => `prod_${id}`))
  expect(await idsWith('lamp 29')).toEqual([])
  expect(await idsWith('chair 119')).toHaveLength(10)
  await other.close()
})

test('a database from before the index gets one with all texts', async () => {
  await insert(0, 700, 'Lamp')
  await store.close()
  const triggers = database.prepare(`select name from sqlite_schema where type = 'trigger' and name like '${textIndex}%'`).raw().all()
  for (const [name] of triggers as string[][]) database.exec(`drop trigger "${name}"`)
  for (const end of ['', 'Keys', 'Changes']) database.exec(`drop table "${textIndex}${end}"`)
  store = await openStore(`file:${file}`)
  expect(sizes()).toEqual([700, 700, 0])
  expect(await idsWith('lamp 69')).toHaveLength(11)
  await insert(700, 1200, 'Lamp')
  expect(sizes()).toEqual([1200, 1200, 0])
})

test('an update of the index reads only the noted products, however many there are', () => {
  const { sql } = database.prepare(`select sql from sqlite_schema where name = '${textIndex}Updated'`).get([]) as { readonly sql: string }
  // As if there were far fewer keys than changes, of which SQLite has no statistics.
  database.exec(`analyze; insert into sqlite_stat1 values ('${textIndex}Keys', null, '1')`)
  const analyzed = new Libsql(file)
  const steps = sql
    .slice(sql.indexOf('begin') + 'begin'.length, sql.lastIndexOf('end'))
    .split(';')
    .filter((each) => each.trim() !== '')
    .map((each) => (analyzed.prepare(`explain query plan ${each}`).all() as { readonly detail: string }[]).map(({ detail }) => detail))
  analyzed.close()
  expect(steps).toHaveLength(5)
  expect(steps.flat().filter((step) => /^SCAN (products|productTextsKeys)\b/.test(step))).toEqual([])
})
