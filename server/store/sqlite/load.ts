/** Many rows at once: without a journal, with indexes that are made at the end. */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import type Libsql from 'libsql'
import { firstTenant } from '../dump.ts'
import { StoreUnavailable } from '../engine.ts'
import { fillTextIndex } from './text-index.ts'

/** The `user_version` of a file that is being loaded; that of all others is 0. */
const loading = 1

function versionOf(database: Libsql.Database): unknown {
  return (database.prepare('PRAGMA user_version').raw().get([]) as unknown[])[0]
}

/** Throws `StoreUnavailable` for a file whose load was interrupted, or is going on. */
export function checkLoaded(database: Libsql.Database, path: string): void {
  if (versionOf(database) === loading)
    throw new StoreUnavailable(
      `the database ${path} cannot be used: loading its data set was interrupted, or another process is loading it; delete it, and start again`,
    )
}

/** Statements that drop the indexes and triggers of the tables, and those that make them again. */
function definitions(database: Libsql.Database): { readonly drop: readonly string[]; readonly create: readonly string[] } {
  const rows = database
    .prepare("select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null order by tbl_name, name")
    .all() as { readonly type: string; readonly name: string; readonly sql: string }[]
  return { drop: rows.map(({ type, name }) => `DROP ${type} "${name}"`), create: rows.map(({ sql }) => sql) }
}

/**
 * Fills an empty database: with a dump, and then with what `work` writes; `finish` follows when there are indexes. Does nothing if there is a tenant. `path` is
 * that of its file, if it has one. Takes 1.2 GB of memory at most (scale 0.3), besides a database in memory, and temporary files for the largest index.
 */
export async function loadRows(
  database: Libsql.Database,
  path: string | undefined,
  dump: string,
  work: () => Promise<void>,
  finish: () => Promise<void>,
): Promise<void> {
  if (database.prepare(firstTenant).get([]) !== undefined) return
  database.exec('PRAGMA foreign_keys = OFF')
  try {
    if (path !== undefined) {
      // Others get "locked" from here on. The mark must be on the disk before anything else is.
      database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE')
      database.exec(`PRAGMA user_version = ${loading}; COMMIT`)
      database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF')
    }
    // The driver would keep what it sorts for an index in memory.
    database.exec('PRAGMA cache_size = -200000; PRAGMA temp_store = FILE')
    const { drop, create } = definitions(database)
    for (const each of drop) database.exec(each)
    database.exec(`BEGIN; ${dump} COMMIT`)
    await work()
    for (const each of create) database.exec(each)
    fillTextIndex(database)
    await finish()
    database.exec('ANALYZE')
    if (path !== undefined) {
      const file = openSync(path, 'r+')
      fsyncSync(file)
      closeSync(file)
    }
  } finally {
    database.exec('PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000; PRAGMA temp_store = DEFAULT')
    // The next access releases the lock. Another process that opens the file then rejects it, because of the mark.
    if (path !== undefined) database.exec('PRAGMA locking_mode = NORMAL; select 1 from "migrations"')
  }
  if (path !== undefined) {
    // Another process may look at the mark at this moment.
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    database.exec('PRAGMA user_version = 0; PRAGMA busy_timeout = 0')
  }
}
