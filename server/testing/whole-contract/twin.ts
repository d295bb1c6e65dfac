import Libsql from 'libsql'
import { followingTables, isInternal } from '../../store/dump.ts'

/** The id of a tenant's twin, and the mapping of its ids. */
export interface Naming {
  readonly of: string
  readonly tenantId: string
  readonly rename: (id: string) => string
  /** Maps other values by column name, consistently, so that copies of a value stay equal. */
  readonly alter?: (column: string, value: unknown) => unknown
}

type Row = Readonly<Record<string, unknown>>

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Runs work with a separate database connection; the server may have the database open at the same time. */
function connected<T>(file: string, work: (database: Libsql.Database) => T): T {
  const database = new Libsql(file)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

function rowsFrom(database: Libsql.Database, query: string, ...values: unknown[]): Row[] {
  const statement = database.prepare(query)
  // Rows as arrays: objects contain driver-specific members.
  const names = statement
    .raw()
    .columns()
    .map(({ name }) => name)
  return (statement.all(...values) as unknown[][]).map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])))
}

/** Tables with rows of tenants, with their writable columns; throws for a table without a tenant column that is not known as such. */
function tablesOf(database: Libsql.Database): Map<string, string[]> {
  const names = rowsFrom(
    database,
    `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and not ${isInternal('name')} order by name`,
  )
    .map(({ name }) => String(name))
    .filter((name) => !['tenants', ...followingTables].includes(name))
  return new Map(
    names.map((table) => {
      // Generated columns are not included.
      const columns = rowsFrom(database, `select name from pragma_table_info(?)`, table).map(({ name }) => String(name))
      if (!columns.includes('tenantId')) throw new Error(`the table ${table} has no column tenantId and is not listed as an exception`)
      return [table, columns]
    }),
  )
}

/** The identifiers of a tenant's resources: ids, and the SKUs of products. */
function idsIn(database: Libsql.Database, tenantId: string): Set<string> {
  const ids = [...tablesOf(database)].flatMap(([table, columns]) =>
    columns
      .filter((column) => column === 'id' || column === 'sku')
      .flatMap((column) => rowsFrom(database, `select ${quoted(column)} as found from ${quoted(table)} where "tenantId" = ?`, tenantId)),
  )
  return new Set(ids.map(({ found }) => String(found)))
}

/** All ids of a tenant, with SKUs. */
export const idsOf = (file: string, tenantId: string): Set<string> => connected(file, (database) => idsIn(database, tenantId))

/**
 * Creates a tenant with a copy of all data of another one, with new or the same ids; references point to the copies. Its keys
 * cannot be used: public ids of keys are unique across tenants, and those of the copies occur in no key text.
 */
export function addTwin(file: string, { of, tenantId, rename, alter = (_column, value) => value }: Naming): void {
  connected(file, (database) => {
    const ids = idsIn(database, of)
    const inJson = (node: unknown): unknown => {
      if (typeof node === 'string') return ids.has(node) ? rename(node) : node
      if (typeof node !== 'object' || node === null) return node
      if (Array.isArray(node)) return node.map(inJson)
      return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, inJson(child)]))
    }
    const counterpart = (value: unknown): unknown => {
      if (typeof value !== 'string') return value
      if (ids.has(value)) return rename(value)
      return /^[[{]/.test(value) ? JSON.stringify(inJson(JSON.parse(value))) : value
    }
    // The rows are in the order of the tables, not of their references.
    database.exec('PRAGMA foreign_keys = OFF')
    database.exec('BEGIN')
    database
      .prepare('insert into tenants ("id", "slug", "name", "createdAt") select ?, ?, "name", "createdAt" from tenants where "id" = ?')
      .run(tenantId, tenantId, of)
    for (const [table, columns] of tablesOf(database)) {
      const names = columns.map(quoted).join(', ')
      const insert = database.prepare(`insert into ${quoted(table)} (${names}) values (${columns.map(() => '?').join(', ')})`)
      for (const row of rowsFrom(database, `select ${names} from ${quoted(table)} where "tenantId" = ?`, of)) {
        insert.run(
          ...columns.map((column) => {
            if (column === 'tenantId') return tenantId
            return column === 'publicId' ? `${tenantId} ${String(row[column])}` : alter(column, counterpart(row[column]))
          }),
        )
      }
      // The rows of the twin come first, so that code that takes the first row of any tenant is not right by chance.
      database.exec(`create temp table moved as select ${names} from ${quoted(table)} where "tenantId" = '${of}'`)
      database.exec(`delete from ${quoted(table)} where "tenantId" = '${of}'`)
      database.exec(`insert into ${quoted(table)} (${names}) select * from moved`)
      database.exec('drop table moved')
    }
    database.exec('COMMIT')
    const broken = rowsFrom(database, 'select "table", "parent" from pragma_foreign_key_check')
    if (broken.length > 0) throw new Error(`the twin references missing rows: ${JSON.stringify(broken[0])}`)
  })
}

/** All stored data of a tenant: one text per table. */
export function rowsOf(file: string, tenantId: string): Readonly<Record<string, string>> {
  return connected(file, (database) =>
    Object.fromEntries(
      [...tablesOf(database)].map(([table, columns]) => {
        // The database creates the texts five times as fast as reading the rows.
        const query = `select json_group_array(json_array(${columns.map(quoted).join(', ')})) as texts from ${quoted(table)} where "tenantId" = ?`
        return [table, String(rowsFrom(database, query, tenantId)[0]?.['texts'])]
      }),
    ),
  )
}
