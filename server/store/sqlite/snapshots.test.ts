import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterAll, describe, expect, test } from 'vitest'
import { seedDemo } from '../../demo/seed.ts'
import { first, furnish, ids, key, movement, product, written } from '../../testing/store-suite/sample.ts'
import { openStore } from '../open.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'snapshots-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Everything in a database file. */
function contents(file: string): Record<string, unknown[]> {
  const database = new Libsql(file)
  const names = database.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[]
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

describe.each(['memory', 'file'])('a snapshot of a database in %s', (where) => {
  let files = 0
  const open = async () => {
    const store = await openStore(where === 'memory' ? ':memory:' : `file:${path.join(folder, `${files++}.db`)}`)
    await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
    const ours = store.forTenant('tenant_a')
    await furnish(ours)
    return { store, ours }
  }
  const names = async ({ products }: Awaited<ReturnType<typeof open>>['ours']) =>
    (await products.list({ ...first, sortBy: 'name' })).data.map(({ id, name }) => `${id} ${name}`)

  test('is restored, any number of times', async () => {
    const { store, ours } = await open()
    const snapshot = await store.snapshot()
    for (const name of ['First', 'Second']) {
      await ours.products.update(product({ id: 'prod_1', name }))
      await ours.products.insert(product({ id: 'prod_2' }))
      expect(await names(ours)).toHaveLength(2)
      await snapshot.restore()
      expect(await names(ours)).toEqual(['prod_1 Trail Running Shoe'])
    }
    await store.close()
  })

  test('has nothing to do with another one', async () => {
    const { store, ours } = await open()
    const one = await store.snapshot()
    await ours.products.insert(product({ id: 'prod_2' }))
    const two = await store.snapshot()
    await ours.products.insert(product({ id: 'prod_3' }))
    await one.restore()
    expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1'])
    await one.drop()
    await two.restore()
    expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1', 'prod_2'])
    await expect(one.restore()).rejects.toThrow('after it was dropped')
    await store.close()
  })

  test('brings back what a deletion or a change took along in other tables', async () => {
    const { store, ours } = await open()
    await ours.products.insert(product({ id: 'prod_2' }))
    const snapshot = await store.snapshot()
    await ours.products.update(product({ id: 'prod_1', name: 'Renamed' }))
    await ours.products.delete('prod_2')
    const renamed = await ours.inventory.find('item_1')
    await snapshot.restore()
    expect(renamed?.productName).toBe('Renamed')
    expect((await ours.inventory.find('item_1'))?.productName).toBe('Trail Running Shoe')
    expect(await ours.products.find('prod_2')).toBeDefined()
    await store.close()
  })

  test('is not affected by a transaction that was rolled back, and waits for one that runs', async () => {
    const { store, ours } = await open()
    const failed = ours.transaction(async ({ products }) => {
      await products.insert(product({ id: 'prod_2' }))
      throw new Error('no')
    })
    const snapshot = store.snapshot()
    await expect(failed).rejects.toThrow('no')
    const running = ours.transaction(async ({ adjustments }) => adjustments.record(movement({ id: 'txn_2', qtyBefore: 5, qtyAfter: 10 })))
    await (await snapshot).restore()
    await running
    expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1'])
    await store.close()
  })

  test('also restores rows that are remembered', async () => {
    const { store, ours } = await open()
    await ours.keys.insert(key({ id: 'key_2', publicId: 'TWO' }))
    const snapshot = await store.snapshot()
    await ours.keys.update(key({ id: 'key_2', publicId: 'TWO', revokedAt: written }))
    expect((await store.findKey('TWO'))?.revokedAt).not.toBeNull()
    await snapshot.restore()
    expect((await store.findKey('TWO'))?.revokedAt).toBeNull()
    await store.close()
  })

  test('can be taken of an empty database, and a database can be emptied', async () => {
    const { store, ours } = await open()
    const snapshot = await store.snapshot()
    await store.erase()
    expect(await store.isEmpty()).toBe(true)
    await snapshot.restore()
    expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1'])
    await store.close()
  })
})

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
  expect(contents(to)).toEqual(contents(from))
  expect((await two.findKey('NORDADMIN'))?.tenantId).toBe('tenant_nordwind')
  await Promise.all([one.close(), two.close()])
})
