/** What a load leaves in PostgreSQL, and what is left of one that is interrupted. */
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { fillLarge } from '../../demo/large/large.ts'
import { leastScale } from '../../demo/large/size.ts'
import { newDatabase } from '../../testing/new-database.ts'
import { written } from '../../testing/store-suite/sample.ts'
import { openStore } from '../open.ts'
import type { OpenStore } from '../store.ts'

let store: OpenStore
let database: pg.Client
beforeAll(async () => {
  const postgres = inject('postgres')
  if (postgres === undefined) throw new Error('the project of this test has no PostgreSQL')
  const url = await newDatabase(postgres)
  store = await openStore(url)
  database = new pg.Client({ connectionString: url })
  await database.connect()
})
afterAll(async () => {
  await database.end()
  await store.close()
})

/** All indexes, constraints and triggers, as SQL. */
async function structure(): Promise<string[]> {
  const { rows } = await database.query<{ sql: string }>(
    `select pg_get_indexdef(indexrelid) as sql from pg_index join pg_class on pg_class.oid = indrelid where relnamespace = 'public'::regnamespace
     union all select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
     union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal`,
  )
  return rows.map(({ sql }) => sql).sort()
}

test('a load that is interrupted leaves an empty database, and a full one the same structure', async () => {
  const before = await structure()
  expect(before.length).toBeGreaterThan(150)
  await expect(
    store.load('', async (inner) => {
      await inner.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
      throw new Error('pulled the plug')
    }),
  ).rejects.toThrow('pulled the plug')
  expect(await store.isEmpty()).toBe(true)
  expect(await structure()).toEqual(before)

  await fillLarge(store, '', leastScale)
  expect(await store.isEmpty()).toBe(false)
  expect(await structure()).toEqual(before)
  const { rows } = await database.query<{ visible: boolean }>(
    `select relallvisible = relpages as visible from pg_class where relname in ('products', 'stockLines', 'stockTransactions')`,
  )
  expect(rows).toEqual([{ visible: true }, { visible: true }, { visible: true }])
})
