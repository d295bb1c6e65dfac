import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type CompiledQuery, DummyDriver, Kysely, sql, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import Libsql from 'libsql'
import { type Dialect, triggerHead } from '../dialect.ts'
import { type Engine, type Session, StoreLocked, StoreUnavailable } from '../engine.ts'
import type { EngineKind } from '../engine-kind.ts'
import { checkArguments, type Statement, valuesOf } from '../statement.ts'
import type { Tables } from '../tables.ts'
import { decodeText, encodeText } from '../text.ts'
import { failure } from './failure.ts'
import { type Connection, groupCommit } from './group-commit.ts'
import { type Bound, createMemory, type Memory } from './memory.ts'
import { asJson } from './json-rows.ts'
import { retryWhileLocked } from './retry.ts'
import { mutex } from './mutex.ts'
import { differs } from '../row-counts.ts'
import { checkLoaded, loadRows } from './load.ts'
import { createSnapshots, type Snapshots } from './snapshots.ts'
import { analyzeNewIndexes } from './statistics.ts'
import { productsWith, provideTextIndex } from './text-index.ts'

/** The SQL dialect of SQLite, without a connection. */
export const sqliteDialect: Dialect = {
  queries: new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }),
  texts: (json) => sql`(select value from json_each(${json}))`,
  isIn: (column, json) => sql`${column} in (select value from json_each(${json}))`,
  productsWith,
  series: (low, high) =>
    sql`(with recursive series(n) as (select cast(${low} as integer) union all select n + 1 from series where n < ${high}) select n from series)`,
  counting: (table, { name, add, remove, columns }) => [
    sql`create trigger ${sql.ref(`${name}Added`)} after insert on ${sql.table(table)} begin ${add}; end`,
    sql`create trigger ${sql.ref(`${name}Removed`)} after delete on ${sql.table(table)} begin ${remove}; end`,
    ...(columns.length === 0
      ? []
      : [
          sql`create trigger ${sql.ref(`${name}Changed`)} after update of ${sql.join(columns.map((column) => sql.ref(column)))} on ${sql.table(table)}
            when ${differs(columns, sql`is not`)} begin ${remove}; ${add}; end`,
        ]),
  ],
  trigger: (table, each) => [sql`${triggerHead(table, each)} begin ${each.step}; end`],
  dropTrigger: (name) => sql`drop trigger if exists ${sql.ref(name)}`,
  randomText: sql`lower(hex(randomblob(16)))`,
  time: (seconds) => sql`strftime('%Y-%m-%dT%H:%M:%S.000Z', ${seconds}, 'unixepoch')`,
}

export const sqlite: EngineKind = {
  name: 'SQLite',
  urls: [
    { form: 'file:PATH', note: 'created if missing', example: (path) => `file:${path}` },
    { form: ':memory:', example: () => ':memory:' },
  ],
  accepts: (databaseUrl) => databaseUrl === ':memory:' || /^file:./.test(databaseUrl),
  creates: (databaseUrl) => {
    const path = pathOf(databaseUrl)
    return path === ':memory:' || existsSync(path) ? undefined : resolve(path)
  },
  open: (databaseUrl) => openSqlite(pathOf(databaseUrl)),
}

/** The path of a file URL or the text after `file:`; `:memory:` has the same meaning for the driver. */
function pathOf(databaseUrl: string): string {
  if (databaseUrl.startsWith('file://')) return fileURLToPath(databaseUrl)
  return databaseUrl.startsWith('file:') ? databaseUrl.slice('file:'.length) : databaseUrl
}

interface Prepared {
  readonly compiled: CompiledQuery
  /** For its first row, and for writes. */
  readonly native: Libsql.Statement
  /** For all rows. It is a statement of its own, because libsql's `get` ignores new values after `all`. */
  many?: Libsql.Statement
  /** For the rows of a page, as one text of JSON. */
  page?: Libsql.Statement
  readonly columns: readonly string[]
}

type Arguments = Readonly<Record<string, unknown>>

/** Default milliseconds to wait for another process or for a transaction of this process. */
const usualPatience = 5000

/**
 * Opens a SQLite database in a file, which is created if missing, or in memory (`:memory:`). There is one connection: a transaction has exclusive
 * access, and other requests wait until its writes are committed. As the driver is synchronous, the waiting time is that of the statements.
 * Waits for other processes up to `patience` milliseconds without blocking. Throws `StoreUnavailable`, now and from every method.
 */
export function openSqlite(path: string, patience = usualPatience): Engine {
  const database = connect(path, patience)
  const prepared = new WeakMap<object, Prepared>()
  const lock = mutex(patience)

  /** Every call of the driver goes through this function, which converts storage errors. */
  const asked = <T>(act: () => T): T => {
    try {
      return act()
    } catch (error) {
      throw failure(error, path)
    }
  }
  const connection: Connection = {
    exec: (sql) => asked(() => database.exec(sql)),
    get inTransaction() {
      return database.inTransaction
    },
    version: () => asked(foreignVersion),
  }
  const group = groupCommit(connection, lock, patience)

  const prepare = (statement: Statement<never, unknown>, args: Arguments): Prepared => {
    const known = prepared.get(statement)
    if (known !== undefined) return known
    const compiled = statement.build(sqliteDialect).compile()
    checkArguments(compiled, args)
    const native = database.prepare(compiled.sql)
    // Rows as arrays are faster and contain no driver-specific members.
    const columns = native.reader
      ? native
          .raw()
          .columns()
          .map(({ name }) => name)
      : []
    const made: Prepared = { compiled, native, columns }
    prepared.set(statement, made)
    return made
  }

  const isShared = path !== ':memory:'
  const dataVersion = database.prepare('PRAGMA data_version').raw()
  /** Differs if another connection has committed in the meantime (https://sqlite.org/pragma.html#pragma_data_version). */
  const foreignVersion = () => (isShared ? (dataVersion.get([]) as unknown[])[0] : 0)
  const totals = createMemory(foreignVersion)
  const memories = new Map<keyof Tables, Memory>()
  const memoryOf = (table: keyof Tables): Memory => {
    let memory = memories.get(table)
    if (memory === undefined) memories.set(table, (memory = createMemory(foreignVersion, table)))
    return memory
  }

  /** Only a server under control takes snapshots. */
  let snapshots: Snapshots | undefined
  const snapshotsOf = () => (snapshots ??= createSnapshots(database, foreignVersion))
  const replaceAll = (act: () => void) => {
    act()
    totals.clear()
    for (const memory of memories.values()) memory.clear()
  }

  const read = <Row>(statement: Statement<never, Row>, args: Arguments): Row[] => {
    const made = prepare(statement, args)
    const { compiled, columns } = made
    // A setting that returns nothing has no columns.
    const many = (made.many ??= columns.length === 0 ? made.native : database.prepare(compiled.sql).raw())
    return many.all(bound(compiled, args)).map((row) => record(columns, row as unknown[]) as Row)
  }

  /** Like `read`, and faster for many rows. The statement must have a `limit`. */
  const readPage = <Row>(statement: Statement<never, Row>, args: Arguments): Row[] => {
    const made = prepare(statement, args)
    const { compiled, native, columns } = made
    const page = (made.page ??= database.prepare(asJson(compiled.sql, native.columns())).raw())
    const [text] = page.get(bound(compiled, args)) as [text: string]
    return (JSON.parse(text) as unknown[][]).map((row) => record(columns, row) as Row)
  }

  /** Twice as fast as reading all rows, and leaves no unfinished statement: the driver resets it. */
  const readFirst = <Row>(statement: Statement<never, Row>, args: Arguments): Row | undefined => {
    const { compiled, native, columns } = prepare(statement, args)
    const row = native.get(bound(compiled, args))
    return row === undefined ? undefined : (record(columns, row as unknown[]) as Row)
  }

  const remember = <Row>(memory: Memory, statement: Statement<never, Row>, args: Arguments): Row | undefined => {
    const { compiled, native, columns } = prepare(statement, args)
    const values = bound(compiled, args)
    return memory.recall(compiled, values, () => {
      const row = native.get(values)
      return row === undefined ? undefined : record(columns, row as unknown[])
    }) as Row | undefined
  }

  /** Between two reads outside of a transaction, another connection could commit. */
  const inSnapshot = <T>(act: () => T): T => {
    if (!isShared || database.inTransaction) return act()
    database.exec('BEGIN')
    try {
      return act()
    } finally {
      // A failing storage may have ended it.
      if (connection.inTransaction) database.exec('COMMIT')
    }
  }

  const write = (statement: Statement<never, unknown>, args: Arguments): number => {
    const { compiled, native } = prepare(statement, args)
    // Until the end of the transaction, nothing is remembered.
    totals.forget(compiled)
    for (const memory of memories.values()) memory.forget(compiled)
    snapshots?.wrote(compiled)
    const values = bound(compiled, args)
    const { changes } = native.run(values)
    group.wrote(() => native.run(values))
    return changes
  }

  /** `when` runs its argument when it is the session's turn, and throws if the session has ended. */
  const session = (when: <T>(act: () => T) => Promise<T>, transaction: Session['transaction']): Session => ({
    rows: (statement, args) => when(() => read(statement, args as Arguments)),
    first: (statement, args) => when(() => readFirst(statement, args as Arguments)),
    remembered: (table, statement, args) => when(() => remember(memoryOf(table), statement, args as Arguments)),
    counted: ([total, values], rows) =>
      when(() =>
        inSnapshot(() => {
          const first = remember(totals, total, values as Arguments)
          const wanted = rows(first)
          return [first, wanted === undefined ? [] : readPage(wanted[0], wanted[1] as Arguments)]
        }),
      ),
    both: (first, second) => when(() => inSnapshot(() => [read(first[0], first[1] as Arguments), read(second[0], second[1] as Arguments)])),
    write: (statement, args) => when(() => write(statement, args as Arguments)),
    transaction,
    ofTenant() {
      return this
    },
  })

  const transact = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    let over = false
    const failures: unknown[] = []
    const noted = <R>(result: Promise<R>) =>
      result.catch((error: unknown) => {
        failures.push(error)
        throw error
      })
    const inTime = async <R>(act: () => R): Promise<R> => {
      if (over) throw new Error('a transaction was used after its end')
      return asked(act)
    }
    const plain = session(inTime, (nested) => noted(nested(inner)))
    const inner: Session = {
      ...plain,
      // What it has written may still be rolled back.
      remembered: (_, statement, args) => plain.first(statement, args),
      counted: async ([total, values], rows) => {
        const first = await plain.first(total, values)
        const wanted = rows(first)
        return [first, wanted === undefined ? [] : await plain.rows(...wanted)]
      },
      write: (statement, args) => noted(plain.write(statement, args)),
    }

    try {
      const result = await work(inner)
      if (failures.length > 0) throw failures[0]
      return result
    } finally {
      over = true
    }
  }

  const ready = () => (lock.taken === undefined ? group.pending : lock.free())
  const between = async <T>(act: () => T): Promise<T> => {
    for (let wait = ready(); wait !== undefined; wait = ready()) await wait
    return asked(act)
  }

  /** Almost always there is nothing to wait for. */
  const soon = async <T>(act: () => T): Promise<T> => {
    if (lock.taken === undefined && group.pending === undefined) {
      try {
        return asked(act)
      } catch (error) {
        if (!(error instanceof StoreLocked)) throw error
      }
    }
    return retryWhileLocked(() => between(act), patience)
  }

  /** Runs statements at once, whatever else happens. */
  const plain: Session = session(
    async (act) => asked(act),
    (work) => work(plain),
  )
  const whole = session(soon, (work) => group.run(() => transact(work)))
  return {
    dialect: sqliteDialect,
    ...whole,
    migrated: (migrate) =>
      whole.transaction(async (session) => {
        await migrate(session)
        const finish = () => {
          provideTextIndex(database)
          analyzeNewIndexes(database)
        }
        // Noted before, because it may fail after its first statement.
        group.wrote(finish)
        finish()
      }),
    snapshot: () =>
      soon(() => {
        const kept = snapshotsOf().take()
        return { restore: () => soon(() => replaceAll(() => kept.restore())), drop: () => soon(() => kept.drop()) }
      }),
    erase: () => soon(() => replaceAll(() => snapshotsOf().erase())),
    dump: () => soon(() => snapshotsOf().dump()),
    fill: (dump) => soon(() => replaceAll(() => snapshotsOf().fill(dump))),
    load: async (dump, work, finish) => {
      await between(() => undefined)
      const file = isShared ? path : undefined
      await lock.take(async () => {
        try {
          await loadRows(
            database,
            file,
            dump,
            () => work(plain),
            () => finish(plain),
          )
        } catch (error) {
          throw failure(error, path)
        }
      })
      replaceAll(() => undefined)
    },
    close: () => between(() => void database.close()),
  }
}

function connect(path: string, patience: number): Libsql.Database {
  const unusable = (cause: string, error?: unknown) =>
    new StoreUnavailable(`the database ${path} cannot be used: ${cause}`, { cause: error })
  if (path !== ':memory:') {
    try {
      mkdirSync(dirname(path), { recursive: true })
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw unusable('it is a folder')
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error
      throw unusable(`its folder cannot be created (${(error as NodeJS.ErrnoException).code ?? String(error)})`, error)
    }
  }
  try {
    const database = new Libsql(path)
    // No requests are served yet, so the driver may block; later it must not (`retryWhileLocked`).
    database.exec(`PRAGMA busy_timeout = ${patience}`)
    checkLoaded(database, path)
    database.exec('PRAGMA journal_mode = WAL')
    // In WAL mode a process crash loses nothing; a power failure can lose the last commits, but never a part of one.
    database.exec('PRAGMA synchronous = NORMAL')
    // In pages, 32 MB: a checkpoint blocks everything, and a large one costs little more because the same pages occur again and again.
    database.exec('PRAGMA wal_autocheckpoint = 8000')
    database.exec('PRAGMA foreign_keys = ON')
    database.exec('PRAGMA busy_timeout = 0')
    return database
  } catch (error) {
    const told = failure(error, path)
    throw told instanceof StoreUnavailable ? told : unusable(error instanceof Error ? error.message : String(error), error)
  }
}

/** The driver crashes the process on a boolean and binds `undefined` as null. */
function toSqlite(value: unknown): Bound {
  if (typeof value === 'string') return encodeText(value)
  if (value === null || (typeof value === 'number' && Number.isFinite(value))) return value
  if (typeof value === 'boolean') return value ? 1 : 0
  throw new Error(`SQLite cannot store ${typeof value === 'number' ? value : `a value of type ${typeof value}`}`)
}

const bound = (compiled: CompiledQuery, args: Arguments) => valuesOf(compiled, args).map(toSqlite)

function record(columns: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  let index = 0
  for (const column of columns) {
    const value = row[index++]
    result[column] = typeof value === 'string' ? decodeText(value) : value
  }
  return result
}
