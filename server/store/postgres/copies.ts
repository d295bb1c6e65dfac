/** All rows of all tables at once: copied, restored and deleted for servers under control and tests, and written and read as SQL. */
import type { ClientBase } from 'pg'
import { firstTenant, followingTables, insertions, isInternal, type TableRows } from '../dump.ts'

interface Table {
  readonly name: string
  /** Without generated columns, quoted and separated by commas. */
  readonly columns: string
}

/** All tables but the internal ones, each after those that it references. */
async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string; references: string[] }>(
    `select class.relname as name,
       (select string_agg('"' || attname || '"', ', ' order by attnum) from pg_attribute
         where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
       array(select target.relname::text from pg_constraint join pg_class as target on target.oid = confrelid
         where conrelid = class.oid and contype = 'f' and confrelid <> conrelid) as references
     from pg_class as class
     where class.relnamespace = current_schema()::regnamespace and class.relkind = 'r' and not ${isInternal('class.relname')}
     order by class.relname`,
  )
  const ordered: Table[] = []
  const visit = (name: string): void => {
    const row = rows.find((each) => each.name === name)
    if (row === undefined || ordered.some((each) => each.name === name)) return
    for (const target of row.references) visit(target)
    ordered.push(row)
  }
  for (const { name } of rows) visit(name)
  return ordered
}

/** Deletes the rows of all tables. */
export async function eraseRows(client: ClientBase): Promise<void> {
  // A deletion would look for references to every single row. A read that has begun before may find a table empty.
  await client.query(`truncate ${(await tablesOf(client)).map(({ name }) => `"${name}"`).join(', ')}`)
}

/** The beginning of the names of schemas with copies, of one owner if it is given. */
const schemas = (owner = '') => (owner === '' ? 'copy_' : `copy_${owner}_`)

/** Copies the rows of all tables into a new schema, and returns its name. */
export async function copyRows(client: ClientBase, owner?: string): Promise<string> {
  const tables = await tablesOf(client)
  const { rows } = await client.query<{ name: string }>('select $1 || gen_random_uuid() as name', [schemas(owner)])
  const schema = rows[0]?.name ?? ''
  await client.query(`create schema "${schema}"`)
  for (const { name, columns } of tables) await client.query(`create table "${schema}"."${name}" as select ${columns} from "${name}"`)
  return schema
}

/** Replaces the rows of all tables by those of a copy. */
export async function restoreRows(client: ClientBase, schema: string): Promise<void> {
  await eraseRows(client)
  for (const { name, columns } of await tablesOf(client)) {
    // Triggers would compute for every row what follows from all of them, and is copied as well.
    await client.query(`alter table "${name}" disable trigger user`)
    await client.query(`insert into "${name}" (${columns}) select ${columns} from "${schema}"."${name}"`)
    await client.query(`alter table "${name}" enable trigger user`)
  }
}

/** Whether there is a copy. */
export async function hasRows(client: ClientBase, schema: string): Promise<boolean> {
  const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [schema])
  return rowCount !== 0
}

/** Deletes the copies of an owner, except for some. */
export async function dropRowsOf(client: ClientBase, owner: string, but: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>('select nspname as name from pg_namespace where starts_with(nspname, $1)', [
    schemas(owner),
  ])
  for (const { name } of rows) if (!but.includes(name)) await dropRows(client, name)
}

/** Deletes a copy. */
export async function dropRows(client: ClientBase, schema: string): Promise<void> {
  await client.query(`drop schema if exists "${schema}" cascade`)
}

/** The rows of all tables as SQL. */
export async function dumpRows(client: ClientBase): Promise<string> {
  const all: TableRows[] = []
  for (const { name, columns } of await tablesOf(client)) {
    if (followingTables.some((each) => each === name)) continue
    const { rows } = await client.query<unknown[]>({ text: `select ${columns} from "${name}" order by ${columns}`, rowMode: 'array' })
    all.push({ name, columns, rows })
  }
  return insertions(all)
}

/** Adds the rows of a dump unless there is a tenant. */
export async function fillRows(client: ClientBase, dump: string): Promise<void> {
  if (await isEmpty(client)) await client.query(dump)
}

/** Whether there is no tenant. */
export async function isEmpty(client: ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(firstTenant)
  return rowCount === 0
}
