import type Libsql from 'libsql'
import { quoted } from './snapshots.ts'

/**
 * Gathers the statistics of indexes that a migration has made, if the others of their tables have some. An index without statistics looks as if it had ten rows
 * for each value, so queries would prefer it. Tables without statistics are left alone: all of their indexes look alike.
 */
export function analyzeNewIndexes(database: Libsql.Database): void {
  if (database.prepare("select 1 from sqlite_schema where name = 'sqlite_stat1'").get([]) === undefined) return
  const indexes = database
    .prepare(
      `select name from sqlite_schema where type = 'index' and tbl_name in (select tbl from sqlite_stat1)
       and name not in (select idx from sqlite_stat1 where idx is not null)`,
    )
    .all() as { readonly name: string }[]
  for (const { name } of indexes) database.exec(`analyze ${quoted(name)}`)
}
