import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientBase, Pool, PoolClient } from 'pg'
import { type Engine, type Session, StoreLocked, StoreUnavailable } from '../engine.ts'
import type { EngineKind, EngineLimits } from '../engine-kind.ts'
import type { Statement } from '../statement.ts'
import { copyRows, dropRows, dropRowsOf, dumpRows, eraseRows, fillRows, hasRows, restoreRows } from './copies.ts'
import { commitsOfProcess, provideCommits } from './commits.ts'
import { postgresDialect } from './dialect.ts'
import { loadRows } from './load.ts'
import { failure, isLost } from './failure.ts'
import { type Arguments, literal, rowsOf, send, withConnection } from './sessions.ts'
import { provideTextIndex } from './text-index.ts'
import { build, provideRole, requireVersion, tenantRole, tenantSetting } from './walls.ts'

export const postgres: EngineKind = {
  name: 'PostgreSQL',
  urls: [{ form: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE', note: 'the database must exist' }],
  accepts: (databaseUrl) => /^postgres(ql)?:\/\/./.test(databaseUrl) && URL.canParse(databaseUrl),
  creates: () => undefined,
  open: (databaseUrl, limits) => openPostgres(databaseUrl, limits),
}

/** Limits of a process towards the database. */
interface PostgresLimits extends EngineLimits {
  /** Milliseconds to wait for a connection, or for the transaction of another one. */
  readonly patience: number
  /** Milliseconds that one statement may take. */
  readonly statementTimeout: number
}

/** The slowest statement of the contract takes less than a second; clients give up after about ten. */
const usualLimits = { patience: 5000, statementTimeout: 10_000 }

/** Connections for what belongs to no tenant, mostly looking up keys: one short statement for each request. */
const commonConnections = 3

/** The first number of all advisory locks of this software; the second number is that of a tenant, or 0 for all of them. */
const lockSpace = 0x5c3

/** How often the outcome of a commit is asked for if the connection was lost meanwhile, and the pause in between in milliseconds. */
const [outcomeAttempts, outcomePause] = [50, 100]

/** Milliseconds that work on all tenants waits for another process that does the same: one that fills the database, or moves it to the next version. */
const patienceForAll = 120_000

/** SQL that waits for the end of all other transactions of the tenant, or of all tenants. */
const lockOf = (tenantId: string | undefined) =>
  tenantId === undefined
    ? `set local lock_timeout = ${patienceForAll}; select pg_advisory_xact_lock(${lockSpace}, 0)`
    : `select pg_advisory_xact_lock_shared(${lockSpace}, 0); select pg_advisory_xact_lock(${lockSpace}, hashtext(${literal(tenantId)}))`

/** The host and the name of the database, without user and password. */
function nameOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}

interface Pools {
  /** Connections of the user of the URL, who owns the tables. */
  readonly common: Pool
  /** Connections under the role of tenants. */
  readonly tenants: Pool
  /** One connection for work on all tenants, which may take long. */
  readonly whole: Pool
}

/**
 * Opens a PostgreSQL database, which must exist. Transactions of one tenant run one after the other, and those of different tenants at the same time, in any
 * number of processes: each takes an advisory lock first. Reads outside of a transaction wait for nothing. Throws `StoreUnavailable` from every method.
 */
function openPostgres(databaseUrl: string, limits: Pick<PostgresLimits, 'connections'> & Partial<PostgresLimits>): Engine {
  const { connections, patience, statementTimeout } = { ...usualLimits, ...limits }
  const name = nameOf(databaseUrl)
  /** The tenant whose rows a connection shows now. */
  const tenantOf = new WeakMap<PoolClient, string>()
  const commits = commitsOfProcess()
  /** Schemas with snapshots of this process. */
  const copies = new Set<string>()

  const asked = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      throw await failure(error, name, columnsOf)
    }
  }

  const indexes = new Map<string, readonly string[]>()
  const columnsOf = async (index: string): Promise<readonly string[]> => {
    const known = indexes.get(index)
    if (known !== undefined) return known
    const columns = await withCommon(async (client) => {
      const found = await client.query<{ name: string }>(
        `select attname as name from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
         where indexrelid = cast($1 as regclass) order by array_position(cast(indkey as int2[]), attnum)`,
        [`"${index}"`],
      )
      return found.rows.map((row) => row.name)
    })
    indexes.set(index, columns)
    return columns
  }

  let pools: Promise<Pools> | undefined
  let closed = false
  const open = async (): Promise<Pools> => {
    const { Pool, types } = (await import('pg')).default
    // Numbers are exact: the contract and the migrations keep them below 2^53. Flags are 0 and 1 (`tables.ts`).
    const parsers: Readonly<Partial<Record<number, (text: string) => unknown>>> = {
      [types.builtins.INT8]: Number,
      [types.builtins.NUMERIC]: Number,
      [types.builtins.BOOL]: (text) => (text === 't' ? 1 : 0),
    }
    type Parser = (text: string) => unknown
    const typeParser: typeof types.getTypeParser = (type, format) => (parsers[type] ?? types.getTypeParser(type, format)) as Parser
    const shared = {
      connectionString: databaseUrl,
      application_name: 'better-data-scm-server',
      connectionTimeoutMillis: patience,
      keepAlive: true,
      types: { getTypeParser: typeParser },
    }
    const settings = [
      `lock_timeout=${patience}`,
      `idle_in_transaction_session_timeout=${patience + statementTimeout}`,
      'default_transaction_isolation=read\\ committed',
    ]
    const options = (...more: readonly string[]) => [...settings, ...more].map((each) => `-c ${each}`).join(' ')
    const limit = `statement_timeout=${statementTimeout}`
    // What a lost network would otherwise keep for hours.
    const bounded = { ...shared, query_timeout: statementTimeout + 2 * patience }
    const common = new Pool({ ...bounded, max: commonConnections, options: options(limit) })
    // A page reads few rows, but a plan that remembers rows makes room for those of a whole table before it begins.
    const tenants = new Pool({ ...bounded, max: connections, options: options(limit, 'enable_memoize=off', `role=${tenantRole}`) })
    const whole = new Pool({ ...shared, max: 1, options: options('statement_timeout=0') })
    for (const pool of [common, tenants, whole]) {
      // A connection that ends is replaced when the next one is needed. What was sent over it is rejected; otherwise there is nothing to do.
      pool.on('error', () => undefined)
      pool.on('connect', (client) => client.on('error', () => undefined))
    }
    return { common, tenants, whole }
  }
  const poolsOf = () => {
    if (closed) throw new StoreUnavailable(`the database ${name} is closed`)
    return (pools ??= open())
  }

  const withPool = <T>(pool: keyof Pools, work: (client: PoolClient) => Promise<T>) =>
    asked(async () => withConnection((await poolsOf())[pool], isLost, work))
  const withCommon = <T>(work: (client: PoolClient) => Promise<T>) => withPool('common', work)

  /** Runs `work` with a connection that shows the rows of one tenant. */
  const withTenant = <T>(tenantId: string, work: (client: PoolClient) => Promise<T>): Promise<T> =>
    withPool('tenants', async (client) => {
      if (tenantOf.get(client) !== tenantId) {
        await client.query('select set_config($1, $2, false)', [tenantSetting, tenantId])
        tenantOf.set(client, tenantId)
      }
      return work(client)
    })

  /** Runs reads with a connection that shows the rows of one tenant, or those of all. */
  const reading = <T>(tenantId: string | undefined, work: (client: PoolClient) => Promise<T>): Promise<T> =>
    tenantId === undefined ? withCommon(work) : withTenant(tenantId, work)

  const rows = async <Row>(client: ClientBase, statement: Statement<never, Row>, args: object) =>
    rowsOf<Row>(await send(client, postgresDialect, statement, args as Arguments))

  /** Whether a transaction was committed whose connection was lost meanwhile. Throws `StoreUnavailable` if the database does not tell in time. */
  const isCommitted = async (id: string, lost: unknown): Promise<boolean> => {
    for (let attempt = 0; attempt < outcomeAttempts; attempt += 1) {
      try {
        return await withCommon((client) => commits.isDone(client, id))
      } catch (error) {
        // The database still has it open, and has been waited for.
        if (error instanceof StoreLocked) break
        await sleep(outcomePause)
      }
    }
    throw new StoreUnavailable(`the database ${name} was lost during a commit, and whether it was committed is unknown`, { cause: lost })
  }

  const commit = async (client: PoolClient, wrote: boolean): Promise<void> => {
    if (!wrote) {
      await client.query('commit')
      return
    }
    const id = await commits.newId(client)
    try {
      await commits.commit(client, id)
    } catch (error) {
      if (!isLost(error) || !(await isCommitted(id, error))) throw error
    }
  }

  /** The ways to read of a session, by how it runs one statement, and several on one snapshot. */
  const readsOf = (
    one: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>,
    several: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>,
  ): Pick<Session, 'rows' | 'first' | 'remembered' | 'counted' | 'both'> => {
    const first: Session['first'] = async (statement, args) => (await one((client) => rows(client, statement, args)))[0]
    return {
      rows: (statement, args) => one((client) => rows(client, statement, args)),
      first,
      remembered: (_, statement, args) => first(statement, args),
      counted: ([total, values], rowsFor) =>
        several(async (client) => {
          const [first] = await rows(client, total, values)
          const wanted = rowsFor(first)
          return [first, wanted === undefined ? [] : await rows(client, ...wanted)]
        }),
      both: ([statement, args], [other, values]) =>
        several(async (client) => [await rows(client, statement, args), await rows(client, other, values)]),
    }
  }

  /** Runs `work` with the connection of a transaction. */
  const exclusive = <T>(tenantId: string | undefined, work: (client: PoolClient) => Promise<T>): Promise<T> =>
    tenantId === undefined ? withPool('whole', work) : withTenant(tenantId, work)

  const transact = <T>(tenantId: string | undefined, work: (session: Session, client: PoolClient) => Promise<T>): Promise<T> =>
    exclusive(tenantId, async (client) => {
      let over = false
      let wrote = false
      const failures: unknown[] = []
      /** The last statement: a connection runs one after the other. */
      let last: Promise<unknown> = Promise.resolve()
      const inTime = async <R>(act: () => Promise<R>): Promise<R> => {
        if (over) throw new Error('a transaction was used after its end')
        const turn = last.then(() => asked(act))
        last = turn.catch((error: unknown) => failures.push(error))
        // After a failure, PostgreSQL rejects everything until the end of the transaction.
        return turn.catch(() => {
          throw failures[0]
        })
      }
      const read = <R>(act: (client: PoolClient) => Promise<R>) => inTime(() => act(client))
      const inner: Session = {
        ...readsOf(read, read),
        write: (statement, args) =>
          inTime(async () => {
            wrote = true
            return (await send(client, postgresDialect, statement, args as Arguments)).rowCount ?? 0
          }),
        transaction: (nested) =>
          nested(inner).catch((error: unknown) => {
            failures.push(error)
            throw error
          }),
        ofTenant: () => inner,
      }

      try {
        await client.query(`begin; ${lockOf(tenantId)}`)
        const result = await work(inner, client)
        over = true
        await last
        if (failures.length > 0) throw failures[0]
        await commit(client, wrote)
        return result
      } catch (error) {
        over = true
        await last
        // A lost connection rolls back too.
        await client.query('rollback').catch(() => undefined)
        throw error
      }
    })

  /** Runs reads on one snapshot. */
  const inSnapshot = <T>(tenantId: string | undefined, work: (client: PoolClient) => Promise<T>): Promise<T> =>
    reading(tenantId, async (client) => {
      await client.query('begin isolation level repeatable read read only')
      try {
        return await work(client)
      } finally {
        await client.query('commit').catch(() => undefined)
      }
    })

  const sessionOf = (tenantId: string | undefined): Session => {
    const session: Session = {
      ...readsOf(
        (work) => reading(tenantId, work),
        (work) => inSnapshot(tenantId, work),
      ),
      // Not between the reads and writes of a transaction.
      write: (statement, args) => session.transaction((inner) => inner.write(statement, args)),
      transaction: (work) => transact(tenantId, work),
      ofTenant: sessionOf,
    }
    return session
  }

  /** Runs `work` while nothing else is read or written. */
  const exclusively = <T>(work: (client: PoolClient) => Promise<T>) => transact(undefined, async (_, client) => asked(() => work(client)))

  return {
    dialect: postgresDialect,
    ...sessionOf(undefined),
    migrated: async (migrate) => {
      await withCommon(requireVersion)
      await withCommon(provideRole)
      await transact(undefined, async (session, client) => {
        await asked(() => provideCommits(client))
        await migrate(session)
        await asked(() => build(client))
        await asked(() => provideTextIndex(client))
      })
    },
    snapshot: async () => {
      const schema = await exclusively((client) => copyRows(client))
      copies.add(schema)
      return {
        restore: async () => {
          if (!copies.has(schema)) throw new Error('a snapshot was restored after it was dropped')
          await exclusively((client) => restoreRows(client, schema))
        },
        drop: async () => {
          if (copies.delete(schema)) await exclusively((client) => dropRows(client, schema))
        },
      }
    },
    copies: {
      take: (owner) => exclusively((client) => copyRows(client, owner)),
      has: (name) => withCommon((client) => hasRows(client, name)),
      restore: (name) =>
        exclusively(async (client) => {
          if (!(await hasRows(client, name))) return false
          await restoreRows(client, name)
          return true
        }),
      drop: (name) => exclusively((client) => dropRows(client, name)),
      dropOf: (owner, but = []) => exclusively((client) => dropRowsOf(client, owner, but)),
    },
    erase: () => exclusively(eraseRows),
    dump: () => exclusively(dumpRows),
    fill: (dump) => exclusively((client) => fillRows(client, dump)),
    load: async (dump, work, finish) => {
      const loaded = await transact(undefined, (session, client) =>
        loadRows(
          client,
          dump,
          () => work(session),
          () => finish(session),
        ),
      )
      // Index-only scans need to know which pages all can see.
      if (loaded) await withPool('whole', (client) => client.query('vacuum (analyze)'))
    },
    close: async () => {
      if (pools === undefined) {
        closed = true
        return
      }
      for (const schema of copies) await exclusively((client) => dropRows(client, schema)).catch(() => undefined)
      await withCommon((client) => commits.forget(client)).catch(() => undefined)
      closed = true
      await Promise.all(Object.values(await pools).map((pool: Pool) => pool.end()))
    },
  }
}
