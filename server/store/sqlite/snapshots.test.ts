import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterAll, expect, test } from 'vitest'
import { seedDemo } from '../../demo/seed.ts'
import { movement, written } from '../../testing/store-suite/sample.ts'
import { textIndex } from '../dump.ts'
import { openStore } from '../open.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'snapshots-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Everything in a database file but the index of texts, whose entries may be out of date. */
function contents(file: string): Record<string, unknown[]> {
  const database = new Libsql(file)
  const names = database.prepare(`select name from sqlite_schema where type = 'table' and name not like '${textIndex}%'`).all() as {
    name: string
  }[]
  const rows = names.map(({ name }) => [
    name,
    database
      .prepare(`select * from "${name}"`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
      .sort(),
  ])
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
  database.close()
  return Object.fromEntries(rows)
}

test('a restored database has exactly the rows of before, whatever was changed, also by another process', async () => {
  const file = path.join(folder, 'demo.db')
  const store = await openStore(`file:${file}`)
  await seedDemo(store)
  const before = contents(file)
  const snapshot = await store.snapshot()
  const nordwind = store.forTenant('tenant_nordwind')
  await nordwind.transaction(async ({ products, adjustments, keys }) => {
    const shoe = await products.find('prod_123')
    if (shoe !== undefined) await products.update({ ...shoe, name: 'Changed' })
    await adjustments.record(
      movement({ id: 'txn_new', inventoryItemId: 'item_124', reasonCodeId: null, qtyBefore: 80, deltaQty: 1, qtyAfter: 81 }),
    )
    const reader = await keys.find('key_nordwind_reader')
    if (reader !== undefined) await keys.update({ ...reader, revokedAt: written })
  })
  const other = new Libsql(file)
  other.exec('PRAGMA foreign_keys = ON')
  other.exec("update bins set name = 'Elsewhere' where id = 'bin_123'")
  other.close()
  expect(contents(file)).not.toEqual(before)
  await snapshot.restore()
  expect(contents(file)).toEqual(before)
  await store.close()
})

test('a database that was filled from a dump has exactly the rows of the dumped one', async () => {
  const [from, to] = ['from.db', 'to.db'].map((name) => path.join(folder, name)) as [string, string]
  const [one, two] = await Promise.all([from, to].map((file) => openStore(`file:${file}`)))
  if (one === undefined || two === undefined) throw new Error('expected two stores')
  await seedDemo(one)
  await two.fill(await one.dump())
  // A version stands for the rows of one database.
  const others = (file: string) => ({ ...contents(file), demandVersions: undefined })
  expect(others(to)).toEqual(others(from))
  expect(contents(to)['demandVersions']).toHaveLength(contents(from)['demandVersions']?.length ?? 0)
  expect((await two.findKey('NORDADMIN'))?.tenantId).toBe('tenant_nordwind')
  await Promise.all([one.close(), two.close()])
})
