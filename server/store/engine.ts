import type { Dialect } from './dialect.ts'
import type { Statement } from './statement.ts'

/** Where statements run. Everything above is written once; an engine is what differs from database to database. */
export interface Session {
  /** The rows that a statement yields. */
  rows<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<Row[]>
  /** The first row that a statement yields, if any. */
  first<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<Row | undefined>
  /** The rows of two statements, both of the same moment. */
  both<A extends object, RowA, B extends object, RowB>(
    first: readonly [Statement<A, RowA>, A],
    second: readonly [Statement<B, RowB>, B],
  ): Promise<[RowA[], RowB[]]>
  /**
   * Runs a statement that yields no rows, and says how many rows it wrote. Throws `UniqueViolation` or `ForeignKeyViolation`.
   */
  write<Args extends object, Row>(statement: Statement<Args, Row>, args: Args): Promise<number>
  /**
   * Runs `work` alone, and keeps what it wrote whole or, if it throws, not at all; nor if something that was written in it failed and `work` went on.
   * A transaction in a transaction is part of the outer one. `work` must use the session that it is given: another one would wait for it to end.
   */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>
}

export interface Engine extends Session {
  readonly dialect: Dialect
  /** Waits for a running transaction; nothing can be run afterwards. */
  close(): Promise<void>
}

/**
 * A database that cannot be used, at its opening or later; the message is one sentence for the person who named it. Nobody's statement is at fault, and
 * nothing of the transaction was kept.
 */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable'
}

/** A database that somebody else has alone for the moment. */
export class StoreLocked extends StoreUnavailable {
  override readonly name = 'StoreLocked'
}
