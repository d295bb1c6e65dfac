import Libsql from 'libsql'

/** How the twin of a tenant is called, and what becomes of the ids. */
export interface Naming {
  readonly of: string
  readonly tenantId: string
  readonly rename: (id: string) => string
  /** What becomes of other values, by the name of their column; the same everywhere, so that copies of a value stay copies. */
  readonly alter?: (column: string, value: unknown) => unknown
}

type Row = Readonly<Record<string, unknown>>

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Runs work with a connection of its own to a database; the server may have it open at the same time. */
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
  // Rows as arrays: as objects they carry something of the driver's own.
  const names = statement
    .raw()
    .columns()
    .map(({ name }) => name)
  return (statement.all(...values) as unknown[][]).map((row) => Object.fromEntries(names.map((name, index) => [name, row[index]])))
}

/** Tables whose rows belong to tenants, with the columns that are written; throws on a table that belongs to nobody knows whom. */
function tablesOf(database: Libsql.Database): Map<string, string[]> {
  const names = rowsFrom(database, `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`)
    .map(({ name }) => String(name))
    .filter((name) => !['migrations', 'tenants'].includes(name))
  return new Map(
    names.map((table) => {
      // Generated columns are not among these.
      const columns = rowsFrom(database, `select name from pragma_table_info(?)`, table).map(({ name }) => String(name))
      if (!columns.includes('tenantId')) throw new Error(`the table ${table} has no column tenantId, and is none of those that need none`)
      return [table, columns]
    }),
  )
}

/** What names something of a tenant: ids, and the SKUs by which products are found. */
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
 * Writes a tenant that has all that another one has, with other ids throughout, or the same; what refers to something refers to its counterpart. Its keys
 * open nothing: no two tenants have the same public id of a key, and what it gets no text of a key can have.
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
    // The rows come in the order of the tables, not in that of their references.
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
      // Whoever takes the first row that comes, whose ever it is, shall not be right by chance: those of the twin are first.
      database.exec(`create temp table moved as select ${names} from ${quoted(table)} where "tenantId" = '${of}'`)
      database.exec(`delete from ${quoted(table)} where "tenantId" = '${of}'`)
      database.exec(`insert into ${quoted(table)} (${names}) select * from moved`)
      database.exec('drop table moved')
    }
    database.exec('COMMIT')
    const broken = rowsFrom(database, 'select "table", "parent" from pragma_foreign_key_check')
    if (broken.length > 0) throw new Error(`the twin refers to what it does not have: ${JSON.stringify(broken[0])}`)
  })
}

/** Everything that is kept of a tenant: a text for each table. */
export function rowsOf(file: string, tenantId: string): Readonly<Record<string, string>> {
  return connected(file, (database) =>
    Object.fromEntries(
      [...tablesOf(database)].map(([table, columns]) => {
        // The database makes the texts five times as fast as rows are handed out.
        const query = `select json_group_array(json_array(${columns.map(quoted).join(', ')})) as texts from ${quoted(table)} where "tenantId" = ?`
        return [table, String(rowsFrom(database, query, tenantId)[0]?.['texts'])]
      }),
    ),
  )
}
