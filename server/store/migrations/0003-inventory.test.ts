import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { openSqlite } from '../sqlite/sqlite.ts'
import { statement } from '../statement.ts'
import { sql } from 'kysely'

const written = '2026-06-01T08:00:00.000Z'

/** As the first version of the database was filled. */
const filling = [
  sql`insert into "tenants" values ('t', 't', 'T', ${written})`,
  sql`insert into "products" values ('t', 'prod_1', 'SKU-1', 'Boot', null, 'ACTIVE', 'EACH', 1, 'EUR', 0, ${written}, ${written})`,
  sql`insert into "locations" values ('t', 'loc_1', 'Hamburg')`,
  sql`insert into "reasonCodes" values ('t', 'reason_1', 'Cycle Count'), ('t', 'reason_2', 'Cycle Count')`,
  sql`insert into "stockLines" values ('t', 'item_1', 'prod_1', 'loc_1', null, null, 'Boot', 'SKU-1', 'Hamburg', null, 5, 0, 0, 0, null, ${written})`,
  sql`insert into "stockTransactions" values ('t', 'txn_1', 'item_1', 'ADJUSTMENT', 5, 0, 5, 'reason_1', null, null, ${written})`,
]

test('a database of the first version gets what was not kept in it', async () => {
  const engine = openSqlite(':memory:')
  await migrate(engine, 0, migrations.slice(0, 1))
  for (const query of filling) await engine.write({ build: ({ queries }) => ({ compile: () => query.compile(queries) }) }, {})
  await migrate(engine, 0)

  const movements = statement((db) =>
    db.selectFrom('stockTransactions').select(['productMasterId', 'locationId', 'transferId', 'cycleCountId']),
  )
  expect(await engine.rows(movements, {})).toEqual([
    { productMasterId: 'prod_1', locationId: 'loc_1', transferId: null, cycleCountId: null },
  ])
  const codes = statement((db) => db.selectFrom('reasonCodes').select(['code', 'description']).orderBy('code'))
  expect(await engine.rows(codes, {})).toEqual([
    { code: 'REASON_1', description: null },
    { code: 'REASON_2', description: null },
  ])
  const positions = statement((db) => db.selectFrom('stockPositions').selectAll())
  const position = { tenantId: 't', productMasterId: 'prod_1', locationId: 'loc_1', productName: 'Boot', globalSku: 'SKU-1' }
  expect(await engine.rows(positions, {})).toEqual([position])
  const lines = statement((db) => db.selectFrom('stockLines').select(['recalled', 'quantityAvailable']))
  expect(await engine.rows(lines, {})).toEqual([{ recalled: 0, quantityAvailable: 5 }])
  await engine.close()
})
