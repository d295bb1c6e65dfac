import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Libsql from 'libsql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { largeTenant } from '../../demo/large/fixed.ts'
import { fillLarge } from '../../demo/large/large.ts'
import { leastScale } from '../../demo/large/size.ts'
import { first } from '../../testing/store-suite/sample.ts'
import { openStore } from '../open.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'load-'))
afterAll(() => rmSync(folder, { recursive: true }))

const schemaOf = (database: Libsql.Database) =>
  (
    database
      .prepare("select type, name from sqlite_schema where name not like 'sqlite_stat%' order by type, name")
      .raw()
      .all() as string[][]
  ).map((row) => row.join(' '))

describe('a file that was loaded', () => {
  const file = path.join(folder, 'full.db')
  const empty = path.join(folder, 'empty.db')
  beforeAll(async () => {
    await (await openStore(`file:${empty}`)).close()
    const store = await openStore(`file:${file}`)
    await fillLarge(store, '', leastScale)
    await store.close()
  })

  test('violates no reference, is intact, and has the indexes of any other', () => {
    const [database, other] = [new Libsql(file), new Libsql(empty)]
    expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
    expect(database.prepare('pragma integrity_check').raw().all()).toEqual([['ok']])
    expect(database.prepare('pragma journal_mode').raw().all()).toEqual([['wal']])
    expect(schemaOf(database)).toEqual(schemaOf(other))
    database.close()
    other.close()
  })

  test('has all texts in their index', async () => {
    const store = await openStore(`file:${file}`)
    const { products } = store.forTenant(largeTenant.id)
    const { data } = await products.list({ ...first, sortBy: 'sku' })
    for (const { id, sku } of data) {
      const found = await products.list({ ...first, sortBy: 'sku', search: sku })
      expect(found.data.map((each) => each.id)).toContain(id)
    }
    await store.close()
  })

  test('can be opened twice', async () => {
    const [one, two] = [await openStore(`file:${file}`), await openStore(`file:${file}`)]
    expect([await one.isEmpty(), await two.isEmpty()]).toEqual([false, false])
    await one.close()
    await two.close()
  })
})

test('a file whose load was interrupted is rejected, and so is one that is being loaded', async () => {
  const file = path.join(folder, 'part.db')
  const store = await openStore(`file:${file}`)
  await expect(
    store.load('', async (inner) => {
      await inner.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: '2026-06-01T08:00:00Z' })
      await expect(openStore(`file:${file}`)).rejects.toMatchObject({
        name: expect.stringMatching(/^Store(Locked|Unavailable)$/) as string,
      })
      throw new Error('pulled the plug')
    }),
  ).rejects.toThrow('pulled the plug')
  await store.close()
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: expect.stringContaining('was interrupted, or another process is loading it; delete it') as string,
  })
})
