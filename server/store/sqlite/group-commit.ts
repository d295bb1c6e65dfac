import { retryWhileLocked } from './retry.ts'
import type { Mutex } from './mutex.ts'

/** The required methods of a database connection. */
export interface Connection {
  exec(sql: string): unknown
  readonly inTransaction: boolean
}

/** Work items that share a database transaction, because they arrive at about the same time; each is atomic by itself. */
export interface GroupCommit {
  /** Set while writes are not committed yet; resolves when they are committed or rolled back. */
  readonly pending: Promise<void> | undefined
  /**
   * Runs `work` when its turn comes. Resolves after its writes are committed; if it throws, only its own writes are rolled back.
   * Also throws the error of a failed commit of the group.
   */
  run<T>(work: () => Promise<T>): Promise<T>
}

interface Group {
  members: number
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
  // The members get the error; a group may have none.
  outcome.catch(() => {})
  return { members: 0, outcome, kept, lost }
}

/** The number of members at which a group is committed at once, so that its clients do not wait for more of them. */
const enough = 32

/**
 * Groups transactions on one connection. A commit costs more than writing a few rows, and hardly more for many rows, so simultaneous requests
 * are committed together: all that arrive within one turn of the event loop, and those of the following turns as long as each turn brings more. A single
 * request waits for nobody. No result is returned before it is committed.
 * If another process has locked the database, the beginning of a transaction is retried for `patience` milliseconds, with reads in between.
 */
export function groupCommit(connection: Connection, lock: Mutex, patience: number): GroupCommit {
  let open: Group | undefined

  /** Whether the statement succeeded. A failing storage may fail here too; the next transaction then starts with it. */
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
    // Takes the write lock at once, so that no other process can change what is read before it is written.
    connection.exec('BEGIN IMMEDIATE')
    const group = newGroup()
    let before = 1
    const endSoon = (): void => {
      const isGrowing = open === group && group.members > before && group.members < enough
      before = group.members
      if (isGrowing) setImmediate(endSoon)
      else void lock.take(async () => end(group)).catch(endSoon)
    }
    setImmediate(endSoon)
    return (open = group)
  }

  /** Rolls back the writes of a member: to its savepoint, or everything if there is none or the database has already rolled back the transaction. */
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
          group.members += 1
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
      // Only the beginning can fail here: errors of the work are returned as its result.
      const { group, result } = await retryWhileLocked(attempt, patience)
      await group.outcome
      return result()
    },
  }
}
