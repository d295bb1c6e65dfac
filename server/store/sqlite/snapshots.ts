import type Libsql from 'libsql'
import type { CompiledQuery } from 'kysely'
import { firstTenant, followingTables, insertions, isInternal } from '../dump.ts'
import { emptyTextIndex, replacingTexts } from './text-index.ts'

/** The rows of all tables at one time. */
export interface KeptRows {
  /** Replaces the rows of all tables by these, with nothing in between. */
  restore(): void
  /** Frees the memory; the rows cannot be restored afterwards. */
  drop(): void
}

export interface Snapshots {
  /** To be called for every write of the own connection, in any transaction. */
  wrote(query: CompiledQuery): void
  /** Keeps the current rows. Must not be called within a transaction, like `restore`. */
  take(): KeptRows
  /** Deletes the rows of all tables. Must not be called within a transaction. */
  erase(): void
  /** Writes the rows of all tables as SQL. */
  dump(): string
  /** Adds the rows of a dump unless there is a tenant. Must not be called within a transaction. */
  fill(dump: string): void
}

interface Table {
  /** Without generated columns, quoted and separated by commas. */
  readonly columns: string
  /** Tables that a change or deletion of rows can change by itself, through foreign keys, and this one. */
  readonly reach: ReadonlySet<string>
}

/** A name, quoted for SQL. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The tables of a database, but for the internal ones. */
function tablesOf(database: Libsql.Database): ReadonlyMap<string, Table> {
  const all = (sql: string) => database.prepare(sql).all() as Readonly<Record<string, unknown>>[]
  const names = all(`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and not ${isInternal('name')}`).map(
    ({ name }) => String(name),
  )
  const acts = (action: unknown) => action !== 'NO ACTION' && action !== 'RESTRICT'
  const references = names.flatMap((name) =>
    all(`pragma foreign_key_list(${quoted(name)})`)
      .filter((key) => acts(key['on_update']) || acts(key['on_delete']))
      .map((key) => ({ from: name, to: String(key['table']) })),
  )
  const reachOf = (name: string): ReadonlySet<string> => {
    const reach = new Set([name])
    // A set that grows while it is read also yields what was added.
    for (const each of reach) for (const { from, to } of references) if (to === each) reach.add(from)
    return reach
  }
  return new Map(
    names.map((name) => {
      const columns = all(`pragma table_xinfo(${quoted(name)})`).filter(({ hidden }) => hidden === 0)
      return [name, { columns: columns.map((column) => quoted(String(column['name']))).join(', '), reach: reachOf(name) }]
    }),
  )
}

/** A write whose only table is named at the beginning, as the query builder writes it. */
const plainWrite = /^(insert into|update|delete from) "(\w+)"/

/**
 * Keeps the rows of a database in an attached one in memory. A table is copied and restored only if it may have changed in between, which makes
 * restoring fast after a few writes: every state of a table has a number, and the same number means the same rows. `foreignVersion` returns another
 * value whenever another connection has committed in the meantime.
 */
export function createSnapshots(database: Libsql.Database, foreignVersion: () => unknown): Snapshots {
  database.exec("ATTACH DATABASE ':memory:' AS kept")
  const tables = tablesOf(database)
  const states = new Map<string, number>()
  /** Number of snapshots that use the copy of a state. */
  const uses = new Map<string, number>()
  const reaches = new WeakMap<CompiledQuery, Iterable<string>>()
  let latest = 0
  let foreign = foreignVersion()

  const isFollowing = (name: string) => followingTables.some((each) => each === name)

  const changed = (names: Iterable<string>) => {
    for (const name of names) states.set(name, (latest += 1))
  }
  changed(tables.keys())

  const noticeOthers = () => {
    const current = foreignVersion()
    if (current !== foreign) changed(tables.keys())
    foreign = current
  }

  const reachOf = ({ sql }: CompiledQuery): Iterable<string> => {
    const [, verb, name = ''] = plainWrite.exec(sql) ?? []
    const table = tables.get(name)
    if (table === undefined) return tables.keys()
    return verb === 'insert into' && !sql.includes(' on conflict ') ? [name] : table.reach
  }

  const copyOf = (name: string, state: number) => quoted(`${name} ${state}`)

  const inTransaction = (act: () => void) => {
    database.exec('BEGIN IMMEDIATE')
    try {
      act()
      database.exec('COMMIT')
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK')
      throw error
    }
  }

  /** Without foreign keys, the deletion of a row deletes no rows of tables that have not changed. The result of `act` must be consistent. */
  const withoutForeignKeys = (act: () => void) => {
    database.exec('PRAGMA foreign_keys = OFF')
    try {
      inTransaction(act)
    } finally {
      database.exec('PRAGMA foreign_keys = ON')
    }
  }

  /** Triggers would compute for every row what follows from all of them, and is replaced as well. */
  const withoutTriggers = (act: () => void) => {
    withoutForeignKeys(() => {
      const triggers = database.prepare("select name, sql from main.sqlite_schema where type = 'trigger'").all() as {
        readonly name: string
        readonly sql: string
      }[]
      for (const { name } of triggers) database.exec(`drop trigger main.${quoted(name)}`)
      act()
      for (const { sql } of triggers) database.exec(sql)
    })
  }

  const restore = (kept: ReadonlyMap<string, number>) => {
    noticeOthers()
    const differing = [...kept].filter(([name, state]) => states.get(name) !== state)
    if (differing.length === 0) return
    withoutTriggers(() => {
      for (const [name, state] of differing) {
        const { columns = '' } = tables.get(name) ?? {}
        const copy = `kept.${copyOf(name, state)}`
        const replace = () => {
          database.exec(`delete from main.${quoted(name)}`)
          database.exec(`insert into main.${quoted(name)} (${columns}) select ${columns} from ${copy}`)
        }
        if (name === 'products') replacingTexts(database, copy, replace)
        else replace()
      }
    })
    for (const [name, state] of differing) states.set(name, state)
  }

  return {
    dump: () =>
      insertions(
        [...tables]
          .filter(([name]) => !isFollowing(name))
          .map(([name, { columns }]) => {
            const rows = database
              .prepare(`select ${columns} from main.${quoted(name)}`)
              .raw()
              .all() as unknown[][]
            return { name, columns, rows }
          }),
      ),
    fill: (dump) => {
      withoutForeignKeys(() => {
        // Another process may have been faster.
        if (database.prepare(firstTenant).get([]) === undefined) database.exec(dump)
      })
      changed(tables.keys())
    },
    erase: () => {
      withoutTriggers(() => {
        for (const name of tables.keys()) database.exec(`delete from main.${quoted(name)}`)
        emptyTextIndex(database)
      })
      changed(tables.keys())
    },
    wrote: (query) => {
      let reach = reaches.get(query)
      if (reach === undefined) reaches.set(query, (reach = [...reachOf(query), ...followingTables]))
      changed(reach)
    },
    take: () => {
      noticeOthers()
      const kept = new Map(states)
      inTransaction(() => {
        for (const [name, state] of kept) {
          const { columns = '' } = tables.get(name) ?? {}
          const copy = copyOf(name, state)
          if (!uses.has(copy)) database.exec(`create table kept.${copy} as select ${columns} from main.${quoted(name)}`)
        }
      })
      const copies = [...kept].map(([name, state]) => copyOf(name, state))
      for (const copy of copies) uses.set(copy, (uses.get(copy) ?? 0) + 1)
      let isDropped = false
      return {
        restore: () => {
          if (isDropped) throw new Error('a snapshot was restored after it was dropped')
          restore(kept)
        },
        drop: () => {
          if (isDropped) return
          isDropped = true
          for (const copy of copies) {
            const left = (uses.get(copy) ?? 1) - 1
            if (left > 0) {
              uses.set(copy, left)
              continue
            }
            uses.delete(copy)
            database.exec(`drop table kept.${copy}`)
          }
        },
      }
    },
  }
}
