import type { Compilable, CreateTableBuilder, Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export type Db = Kysely<Tables>

/** A table of a tenant's rows: its primary key begins with the tenant, so that no reference can point to another tenant. */
export const ofTenant = (db: Db, name: keyof Tables): CreateTableBuilder<string, 'tenantId' | 'id'> =>
  db.schema
    .createTable(name)
    .addColumn('tenantId', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint(`${name}Key`, ['tenantId', 'id'])

/** An index for lists sorted by a column. */
export const order = (db: Db, table: keyof Tables, column: string): Compilable =>
  db.schema.createIndex(`${table}By${column}`).on(table).columns(['tenantId', column, 'id'])
