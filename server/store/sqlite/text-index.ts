/**
 * An index of the trigrams of all names and SKUs, by which a search finds its products. An update for every commit would make it take several times as long, so
 * triggers only note the products that change, and a write that has noted enough of them brings the index up to date, in its own transaction. A search reads
 * the entries of the index and the noted products, and compares the texts of both: so an entry that is out of date does no harm.
 */
import { type RawBuilder, sql } from 'kysely'
import type Libsql from 'libsql'
import type { SoughtText } from '../dialect.ts'
import { textIndex } from '../dump.ts'

/** The numbers of the indexed products: those of the rows of `products` itself may change when the file is vacuumed. */
const keys = `${textIndex}Keys`
/** The products that were inserted, changed or deleted since the index was brought up to date. */
const changes = `${textIndex}Changes`

/** The number of changes from which on a write brings the index up to date: it takes about 8 ms for all, and a search reads all that are noted. */
const enough = 500

const text = `lower("name") || char(10) || lower("sku")`

// A cross join is read in its order: SQLite does not know that there are few changes, and would otherwise read all keys.
const update = `
  insert into "${keys}" ("tenantId", "id") select "tenantId", "id" from "${changes}" where true on conflict do nothing;
  delete from "${textIndex}" where rowid in (select "key" from "${changes}" cross join "${keys}" using ("tenantId", "id"));
  insert into "${textIndex}" (rowid, "text") select "key", ${text}
    from (select distinct "tenantId", "id" from "${changes}") cross join "${keys}" using ("tenantId", "id") cross join "products" using ("tenantId", "id");
  delete from "${keys}" where "key" in (select "key" from "${changes}" cross join "${keys}" using ("tenantId", "id"))
    and not exists (select 1 from "products" where "products"."tenantId" = "${keys}"."tenantId" and "products"."id" = "${keys}"."id");
  delete from "${changes}";`

const note = (row: 'new' | 'old') => `begin insert into "${changes}" ("tenantId", "id") values (${row}."tenantId", ${row}."id"); end`

const create = `
  create virtual table "${textIndex}" using fts5("text", content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1');
  create table "${keys}" ("key" integer primary key, "tenantId" text not null, "id" text not null, unique ("tenantId", "id"));
  create table "${changes}" ("number" integer primary key, "tenantId" text not null, "id" text not null);
  create trigger "${textIndex}Added" after insert on "products" ${note('new')};
  create trigger "${textIndex}Removed" after delete on "products" ${note('old')};
  create trigger "${textIndex}Renamed" after update of "name", "sku" on "products"
    when old."name" is not new."name" or old."sku" is not new."sku" ${note('new')};
  create trigger "${textIndex}Updated" after insert on "${changes}" when new."number" >= ${enough} begin ${update} end;`

/** Removes all entries, as nothing is left that could be found. */
export function emptyTextIndex(database: Libsql.Database): void {
  database.exec(`insert into "${textIndex}" ("${textIndex}") values ('delete-all'); delete from "${keys}"; delete from "${changes}"`)
}

/** Makes all entries anew, without triggers: 9 µs for a product. */
export function fillTextIndex(database: Libsql.Database): void {
  emptyTextIndex(database)
  database.exec(`insert into "${keys}" ("tenantId", "id") select "tenantId", "id" from "products" order by "tenantId", "id";
    insert into "${textIndex}" (rowid, "text") select "key", ${text} from "${keys}" cross join "products" using ("tenantId", "id") order by "key"`)
}

/** Creates the index of a database that has none. Needs the table of products, and a transaction. */
export function provideTextIndex(database: Libsql.Database): void {
  if (database.prepare(`select 1 from sqlite_schema where name = '${textIndex}'`).get([]) !== undefined) return
  database.exec(create)
  fillTextIndex(database)
}

/** Notes the products that `act`, which runs without triggers, replaces by others: `copy` names the table of these. */
export function replacingTexts(database: Libsql.Database, copy: string, act: () => void): void {
  const columns = '"tenantId", "id", "name", "sku"'
  const notIn = (from: string, other: string) => `select ${columns} from ${from} except select ${columns} from ${other}`
  database.exec(`insert into "${changes}" ("tenantId", "id") select distinct "tenantId", "id" from (
    select * from (${notIn(copy, 'main."products"')}) union all select * from (${notIn('main."products"', copy)}))`)
  act()
  if (database.prepare(`select 1 from "${changes}" where "number" >= ${enough} limit 1`).get([]) !== undefined) database.exec(update)
}

/** The entries that have all trigrams of a text of at least three characters, as `Dialect.productsWith`. */
export function productsWith({ tenantId, text }: SoughtText, most: number): RawBuilder<string | null> {
  const trigrams = sql`(with recursive starts(n) as (select 1 union all select n + 1 from starts where n < length(${text}) - 2)
    select distinct '"' || replace(substr(${text}, n, 3), '"', '""') || '"' as trigram from starts)`
  const [index, keyTable, changeTable] = [textIndex, keys, changes].map((name) => sql.table(name))
  return sql`(with entries as materialized (
      select rowid as "key" from ${index} where ${index} match (select group_concat(trigram, ' AND ') from ${trigrams}) limit ${sql.lit(most + 1)}
    ) select case when (select count(*) from entries) <= ${sql.lit(most)} then (select json_group_array("id") from (
      select "id" from entries cross join ${keyTable} using ("key") where "tenantId" = ${tenantId}
      union all select "id" from ${changeTable} where "tenantId" = ${tenantId}
    )) end)`
}
