/** All rows of all tables at once: copied, restored, deleted, and written as SQL. Only servers under control and tests do this. */
import type { PoolClient } from 'pg'
import { insertions, type TableRows } from '../dump.ts'

interface Table {
  readonly name: string
  /** Without generated columns, quoted and separated by commas. */
  readonly columns: string
}

/** The tables, each after those that it references; without that of the migrations, which belongs to the structure, and that of counts, which triggers keep. */
async function tablesOf(client: PoolClient): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string; references: string[] }>(
    `select class.relname as name,
       (select string_agg('"' || attname || '"', ', ' order by attnum) from pg_attribute
         where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
       array(select target.relname::text from pg_constraint join pg_class as target on target.oid = confrelid
         where conrelid = class.oid and contype = 'f' and confrelid <> conrelid) as references
     from pg_class as class
     where class.relnamespace = current_schema()::regnamespace and class.relkind = 'r' and class.relname not in ('migrations', 'rowCounts')
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
export async function eraseRows(client: PoolClient): Promise<void> {
  // A deletion would look for references to every single row. A read that has begun before may find a table empty.
  await client.query(`truncate "rowCounts", ${(await tablesOf(client)).map(({ name }) => `"${name}"`).join(', ')}`)
}

/** Copies the rows of all tables into a new schema, and returns its name. */
export async function copyRows(client: PoolClient): Promise<string> {
  const tables = await tablesOf(client)
  const { rows } = await client.query<{ name: string }>("select 'copy_' || gen_random_uuid() as name")
  const schema = rows[0]?.name ?? ''
  await client.query(`create schema "${schema}"`)
  for (const { name, columns } of tables) await client.query(`create table "${schema}"."${name}" as select ${columns} from "${name}"`)
  return schema
}

/** Replaces the rows of all tables by those of a copy. */
export async function restoreRows(client: PoolClient, schema: string): Promise<void> {
  await eraseRows(client)
  for (const { name, columns } of await tablesOf(client)) {
    await client.query(`insert into "${name}" (${columns}) select ${columns} from "${schema}"."${name}"`)
  }
}

/** Deletes a copy. */
export async function dropRows(client: PoolClient, schema: string): Promise<void> {
  await client.query(`drop schema if exists "${schema}" cascade`)
}

/** The rows of all tables as SQL. */
export async function dumpRows(client: PoolClient): Promise<string> {
  const all: TableRows[] = []
  for (const { name, columns } of await tablesOf(client)) {
    const { rows } = await client.query<unknown[]>({ text: `select ${columns} from "${name}" order by ${columns}`, rowMode: 'array' })
    all.push({ name, columns, rows })
  }
  return insertions(all)
}

/** Adds the rows of a dump unless there is a tenant. */
export async function fillRows(client: PoolClient, dump: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from "tenants" limit 1')
  if (rowCount === 0) await client.query(dump)
}
