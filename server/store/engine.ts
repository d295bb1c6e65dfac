import { ServiceUnavailable } from '../service-unavailable.ts'
import type { Dialect } from './dialect.ts'
import type { Statement } from './statement.ts'
import type { Tables } from './tables.ts'

/** Runs statements. All code above it is written once; engines contain what differs between databases. */
export interface Session {
  /** Returns the rows of a statement. */
  rows<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<Row[]>
  /** Returns the first row of a statement, if any. */
  first<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<Row | undefined>
  /**
   * Like `first`, for rows that are read often and rarely change. It may return the object of an earlier call, so callers must not change it, but only if
   * `first` would return an equal one, also if another process has written. `table` is the only one that the statement reads.
   */
  remembered<Args extends object, Row>(table: keyof Tables, statement: Statement<Args, Row>, args: Args): Promise<Row | undefined>
  /**
   * Returns the first row of a statement that counts, and the rows of another one, which depends on it, from the same snapshot; no rows without another one.
   * The first row may be remembered likewise.
   */
  counted<A extends object, Total, B extends object, Row>(
    total: readonly [Statement<A, Total>, A],
    rows: (total: Total | undefined) => readonly [Statement<B, Row>, B] | undefined,
  ): Promise<[Total | undefined, Row[]]>
  /** Returns the rows of two statements from the same snapshot. */
  both<A extends object, RowA, B extends object, RowB>(
    first: readonly [Statement<A, RowA>, A],
    second: readonly [Statement<B, RowB>, B],
  ): Promise<[RowA[], RowB[]]>
  /**
   * Runs a statement without result rows and returns the number of written rows. Throws `UniqueViolation` or `ForeignKeyViolation`.
   */
  write<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<number>
  /**
   * Runs `work` exclusively and commits its writes, or rolls them back if it throws or if a write failed and `work` caught the error.
   * A nested transaction is part of the outer one. `work` must use the session that it gets: another one would wait for the end of `work`.
   */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>
  /**
   * The session for the rows of one tenant. Its transactions exclude those of the same tenant; others may run at the same time. An engine that can hides the
   * rows of other tenants, even from statements that do not name the tenant.
   */
  ofTenant(tenantId: string): Session
}

/** The rows of all tables at one time, kept in memory. */
export interface EngineSnapshot {
  /** Replaces the rows of all tables by those of the snapshot, between two transactions. Can be repeated. */
  restore(): Promise<void>
  /** Frees the memory. */
  drop(): Promise<void>
}

/** Copies of the rows of all tables in the database itself: any process can use them by their names, and they remain when the one that took them ends. */
export interface SharedCopies {
  /** Copies all rows, as they are between two transactions, and returns the name of the copy. `owner`, of at most 20 letters and digits, is who may delete it. */
  take(owner: string): Promise<string>
  has(name: string): Promise<boolean>
  /** Replaces the rows of all tables by those of a copy, between two transactions. Returns `false`, and changes nothing, if there is none. */
  restore(name: string): Promise<boolean>
  /** Deletes a copy, if there is one. */
  drop(name: string): Promise<void>
  /** Deletes all copies of an owner, except for some. */
  dropOf(owner: string, but?: readonly string[]): Promise<void>
}

export interface Engine extends Session {
  readonly dialect: Dialect
  /** Runs the migrations in one transaction, which excludes those of other processes, and does in it what the engine itself needs. */
  migrated(migrate: (session: Session) => Promise<void>): Promise<void>
  /** Keeps the rows of all tables, as they are between two transactions. */
  snapshot(): Promise<EngineSnapshot>
  /** `undefined` if an engine only keeps rows in the memory of the process. */
  readonly copies?: SharedCopies
  /** Deletes the rows of all tables, between two transactions. */
  erase(): Promise<void>
  /** Writes the rows of all tables as SQL, for a database of any engine with the same migrations. */
  dump(): Promise<string>
  /**
   * Adds the rows of a dump, between two transactions, unless the database has a tenant already: another process may have filled it. Much faster than the
   * writes that led to them.
   */
  fill(dump: string): Promise<void>
  /**
   * Fills an empty database with many rows: those of a dump, and then what `work` writes; does nothing if there is a tenant. Nothing else can use the database
   * meanwhile. Indexes are made and references trusted afterwards, so the rows must be consistent. A load that is interrupted leaves an empty database, or one that
   * `openEngine` rejects: it is never taken for a full one. Triggers do not run: `finish` does
   * their work, once there are indexes. Neither may use transactions.
   */
  load(dump: string, work: (session: Session) => Promise<void>, finish: (session: Session) => Promise<void>): Promise<void>
  /** Waits for a running transaction; then the engine can no longer be used. */
  close(): Promise<void>
}

/**
 * The database cannot be used, when it is opened or later; the message is one sentence for the operator. The statement is not the cause, and
 * nothing of the transaction was committed, unless the message says that this is unknown.
 */
export class StoreUnavailable extends ServiceUnavailable {
  override readonly name: string = 'StoreUnavailable'
  readonly service = 'the database'
}

/** Another process or connection has locked the database. */
export class StoreLocked extends StoreUnavailable {
  override readonly name = 'StoreLocked'
}
