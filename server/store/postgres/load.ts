/** Many rows at once: with indexes, references and triggers that are made at the end, all in one transaction. */
import type { ClientBase } from 'pg'
import { isEmpty } from './copies.ts'

/** Statements that drop the indexes, foreign keys and triggers of the tables, and those that make them again. */
async function definitions(client: ClientBase): Promise<{ readonly drop: readonly string[]; readonly create: readonly string[] }> {
  const { rows } = await client.query<{ drop: string; create: string }>(
    `select format('drop index %s', indexrelid::regclass) as drop, pg_get_indexdef(indexrelid) as create
       from (select indexrelid, relname from pg_index join pg_class on pg_class.oid = indrelid
             where relnamespace = current_schema()::regnamespace and relkind = 'r'
               and not exists (select 1 from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))) as own
     union all select * from (
       select format('alter table %I drop constraint %I', relname, conname), format('alter table %I add constraint %I %s', relname, conname, pg_get_constraintdef(pg_constraint.oid))
       from pg_constraint join pg_class on pg_class.oid = conrelid
       where relnamespace = current_schema()::regnamespace and contype = 'f') as keys
     union all select * from (
       select format('drop trigger %I on %I', tgname, relname), pg_get_triggerdef(pg_trigger.oid)
       from pg_trigger join pg_class on pg_class.oid = tgrelid
       where relnamespace = current_schema()::regnamespace and not tgisinternal) as triggers`,
  )
  // A unique index that a foreign key refers to is dropped after it, and made before it.
  const isIndex = (each: string) => /^(drop|create|create unique) index /i.test(each)
  return {
    drop: rows.map((each) => each.drop).sort((a, b) => Number(isIndex(a)) - Number(isIndex(b))),
    create: rows.map((each) => each.create).sort((a, b) => Number(isIndex(b)) - Number(isIndex(a))),
  }
}

/**
 * Fills an empty database: with a dump, and then with what `work` writes; `finish` follows when there are indexes. Does nothing and returns false if there is
 * a tenant. Needs a transaction that excludes all others, whose end decides whether all of it exists. The memory is that of the database: 256 MB for the
 * largest index.
 */
export async function loadRows(client: ClientBase, dump: string, work: () => Promise<void>, finish: () => Promise<void>): Promise<boolean> {
  if (!(await isEmpty(client))) return false
  await client.query("set local maintenance_work_mem = '256MB'")
  const { drop, create } = await definitions(client)
  for (const each of drop) await client.query(each)
  await client.query(dump)
  await work()
  for (const each of create) await client.query(each)
  await finish()
  return true
}
