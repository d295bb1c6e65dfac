import type { Compilable, Kysely } from 'kysely'
import type { Dialect } from './dialect.ts'
import { type Engine, StoreUnavailable } from './engine.ts'
import { firstTables } from './migrations/0001-first-tables.ts'
import { catalog } from './migrations/0002-catalog.ts'
import { inventoryTables } from './migrations/0003-inventory.ts'
import { transferTables } from './migrations/0004-transfers.ts'
import { forecastingTables } from './migrations/0005-forecasting.ts'
import { productLevels } from './migrations/0006-product-levels.ts'
import { listFilters } from './migrations/0007-list-filters.ts'
import { rowCounts } from './migrations/0008-row-counts.ts'
import { leftOutLines } from './migrations/0009-left-out-lines.ts'
import { stockSums } from './migrations/0010-stock-sums.ts'
import { ordersOfFilters } from './migrations/0011-orders-of-filters.ts'
import { floors } from './migrations/0012-floors.ts'
import { demandVersions } from './migrations/0013-demand-versions.ts'
import { stockBlocks } from './migrations/0014-stock-blocks.ts'
import { ordersOfCycleCounts } from './migrations/0015-orders-of-cycle-counts.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'

export interface Migration {
  readonly name: string
  /** The statements that change the tables, in order. */
  readonly up: (db: Kysely<Tables>, dialect: Dialect) => readonly Compilable[]
}

/** In order; the version of a database is the number of its migrations. Published migrations must not be changed. */
export const migrations: readonly Migration[] = [
  { name: 'first tables', up: firstTables },
  { name: 'catalog', up: catalog },
  { name: 'inventory', up: inventoryTables },
  { name: 'transfers', up: transferTables },
  { name: 'forecasting', up: forecastingTables },
  { name: 'product levels', up: productLevels },
  { name: 'list filters', up: listFilters },
  { name: 'row counts', up: rowCounts },
  { name: 'left-out lines', up: leftOutLines },
  { name: 'stock sums', up: stockSums },
  { name: 'orders of filters', up: ordersOfFilters },
  { name: 'floors', up: floors },
  { name: 'demand versions', up: demandVersions },
  { name: 'stock blocks', up: stockBlocks },
  { name: 'orders of cycle counts', up: ordersOfCycleCounts },
]

const createTable = statement((db) =>
  db.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.notNull().primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('appliedAt', 'text', (column) => column.notNull()),
)
const applied = statement((db) => db.selectFrom('migrations').select(['version', 'name']).orderBy('version'))
const remember = statement((db, at: Tables['migrations']) =>
  db.insertInto('migrations').values({ version: at.version, name: at.name, appliedAt: at.appliedAt }),
)

/**
 * Migrates a database to the latest version in one transaction. `now` in milliseconds.
 * Throws `StoreUnavailable` if the database was created by a later version of this server or by other software.
 */
export async function migrate(engine: Engine, now: number, list: readonly Migration[] = migrations): Promise<void> {
  await engine.migrated(async (session) => {
    await session.write(createTable, {})
    const known = await session.rows(applied, {})
    const foreign = known.find(({ name }, index) => list[index]?.name !== name)
    if (foreign !== undefined) {
      const here = `this server has ${list.length} migrations, but not "${foreign.name}" as number ${foreign.version}`
      throw new StoreUnavailable(`the database was created by another version: ${here}`)
    }
    for (const [index, { name, up }] of list.entries()) {
      if (index < known.length) continue
      for (const query of up(engine.dialect.queries, engine.dialect)) await session.write({ build: () => query }, {})
      await session.write(remember, { version: index + 1, name, appliedAt: new Date(now).toISOString() })
    }
  })
}
