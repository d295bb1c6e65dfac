import { retryWhileLocked } from './retry.ts'
import type { Mutex } from './mutex.ts'

/** What is needed of a connection to a database. */
export interface Connection {
  exec(sql: string): unknown
  readonly inTransaction: boolean
}

/** Pieces of work, each kept whole or not at all, that share transactions of the database: as many of them as come in one turn of the event loop. */
export interface GroupCommit {
  /** Set while something is written and not yet kept; fulfilled when it is kept, or lost. */
  readonly pending: Promise<void> | undefined
  /**
   * Runs `work` when it has its turn. Fulfilled when what it wrote is kept; if it throws, nothing of it is, and others of its group notice nothing.
   * Throws what kept the whole group from being kept, too.
   */
  run<T>(work: () => Promise<T>): Promise<T>
}

interface Group {
  readonly outcome: Promise<void>
  readonly kept: () => void
  readonly lost: (error: unknown) => void
}

function newGroup(): Group {
  let kept = () => {}
  let lost: (error: unknown) => void = () => {}
  const outcome = new Promise<void>((resolve, reject) => {
    kept = resolve
    lost = reject
  })
  // Its members are told; it need not have any.
  outcome.catch(() => {})
  return { outcome, kept, lost }
}

/**
 * GroupCommit work on one connection. To commit costs more than to write a few rows, and hardly more for the rows of many: that is why requests that come together
 * are committed together. Nobody is told of anything before it is kept.
 * A transaction that cannot begin because somebody else has the database is tried for `patience` milliseconds, and lets others read in between.
 */
export function groupCommit(connection: Connection, lock: Mutex, patience: number): GroupCommit {
  let open: Group | undefined

  /** Whether it could be taken back. Storage that fails may fail here too: then the next transaction begins with it. */
  const tried = (sql: string): boolean => {
    try {
      if (connection.inTransaction) connection.exec(sql)
      return true
    } catch {
      return false
    }
  }

  const end = (group: Group) => {
    if (open !== group) return
    open = undefined
    try {
      connection.exec('COMMIT')
      group.kept()
    } catch (error) {
      tried('ROLLBACK')
      group.lost(error)
    }
  }

  const begin = (): Group => {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    // Takes the write lock at once, so that what is read cannot be changed by another process before it is written.
    connection.exec('BEGIN IMMEDIATE')
    const group = newGroup()
    const endSoon = (): void => void lock.take(async () => end(group)).catch(endSoon)
    setImmediate(endSoon)
    return (open = group)
  }

  /** Takes back what a member wrote: from a savepoint on, or all if there is none, or if the database has given up the whole transaction by itself. */
  const undo = (group: Group, savepoint: boolean, error: unknown) => {
    if (savepoint && connection.inTransaction && tried('ROLLBACK TO member') && tried('RELEASE member')) return
    open = undefined
    tried('ROLLBACK')
    if (savepoint) group.lost(error)
    else group.kept()
  }

  return {
    get pending() {
      return open?.outcome.catch(() => {})
    },
    run: async (work) => {
      const attempt = () =>
        lock.take(async () => {
          const joined = open !== undefined
          const group = open ?? begin()
          try {
            if (joined) connection.exec('SAVEPOINT member')
            const value = await work()
            if (joined) connection.exec('RELEASE member')
            return { group, result: () => value }
          } catch (error) {
            undo(group, joined, error)
            return {
              group,
              result: () => {
                throw error
              },
            }
          }
        })
      // Only a beginning fails here: what becomes of the work is told as its result.
      const { group, result } = await retryWhileLocked(attempt, patience)
      await group.outcome
      return result()
    },
  }
}
