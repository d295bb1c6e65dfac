import type { Compilable } from 'kysely'
import { renewal, versioningTriggers } from '../demand-versions.ts'
import type { Dialect } from '../dialect.ts'
import type { Db } from './table.ts'

/** Versions of the demand, kept by triggers, so that every write changes them, also a cascading one. */
export const demandVersions = (db: Db, dialect: Dialect): Compilable[] => [
  db.schema
    .createTable('demandVersions')
    .addColumn('tenantId', 'text', (column) => column.notNull().primaryKey().references('tenants.id'))
    .addColumn('version', 'text', (column) => column.notNull()),
  ...[renewal(dialect), ...versioningTriggers(dialect)].map((step) => ({ compile: () => step.compile(db) })),
]
