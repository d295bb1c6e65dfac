import { StoreLocked } from '../engine.ts'
import { retryWhileLocked } from './retry.ts'
import type { Mutex } from './mutex.ts'

/** The required methods of a database connection. */
export interface Connection {
  exec(sql: string): unknown
  readonly inTransaction: boolean
  /** Differs if another connection has committed in the meantime. */
  version(): unknown
}

/** Work items that share a database transaction, because they arrive at about the same time; each is atomic by itself. */
export interface GroupCommit {
  /** Set while writes are not committed yet; resolves when they are committed or rolled back. */
  readonly pending: Promise<void> | undefined
  /**
   * Runs `work` when its turn comes. Resolves after its writes are committed; if it throws, only its own writes are rolled back.
   * Also throws the error of a failed commit of the group. `work` must tell `wrote` of everything that it writes.
   */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Notes something that the running work has written. `again` writes the same once more, if the database is as it was before. */
  wrote(again: () => void): void
}

interface Group {
  members: number
  /** The writes of its members, since the savepoint if it has one. */
  writes: (() => void)[]
  hasSavepoint: boolean
  /** Whether the next member needs a savepoint, because what precedes it should not be written again. */
  needsSavepoint: boolean
  readonly outcome: Promise<void>
  readonly kept: () => void
  readonly lost: (error: unknown) => void
}

function newGroup(needsSavepoint: boolean): Group {
  let kept = () => {}
  let lost: (error: unknown) => void = () => {}
  const outcome = new Promise<void>((resolve, reject) => {
    kept = resolve
    lost = reject
  })
  // The members get the error; a group may have none.
  outcome.catch(() => {})
  return { members: 0, writes: [], hasSavepoint: false, needsSavepoint, outcome, kept, lost }
}

/** The number of members at which a group is committed at once, so that its clients do not wait for more of them. */
const enough = 32
/** The number of turns of the event loop without another member after which a group of more than one is committed. */
const quietTurns = 3
/** The number of writes from which on a group makes a savepoint, so that there is never more to write again. */
const manyWrites = 200

/**
 * Groups transactions on one connection. A commit costs more than writing a few rows, and hardly more for many rows, so simultaneous requests
 * are committed together: all that arrive within one turn of the event loop, and those of the following turns as long as more arrive. A single
 * request waits for nobody. No result is returned before it is committed.
 *
 * Few members fail after they have written something. To undo it, the whole transaction is rolled back, and another one writes again what the members before had
 * written. A savepoint would make SQLite copy every page that is changed after it: with one for each member, a creation took a fifteenth longer. A group has a savepoint
 * only if there is too much to write again, or if other processes write to the same file, because these may commit between the two transactions. If one commits there
 * for the first time, the members before get an error, and nothing of them is kept.
 *
 * If another process has locked the database, the beginning of a transaction is retried for `patience` milliseconds, with reads in between.
 */
export function groupCommit(connection: Connection, lock: Mutex, patience: number): GroupCommit {
  let open: Group | undefined
  /** The version before the first group: a different one shows that other processes write, too. */
  let firstVersion: unknown
  /** The writes of the running member; only the first ones, if there are many. `undefined` if none is running. */
  let own: (() => void)[] | undefined

  const rollBack = (): void => {
    try {
      if (connection.inTransaction) connection.exec('ROLLBACK')
    } catch {
      // A failing storage may fail here too; the next transaction then starts with it.
    }
  }

  const end = (group: Group) => {
    if (open !== group) return
    open = undefined
    try {
      connection.exec('COMMIT')
      group.kept()
    } catch (error) {
      rollBack()
      group.lost(error)
    }
  }

  const begin = (): Group => {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    const version = connection.version()
    firstVersion ??= version
    // Takes the write lock at once, so that no other process can change what is read before it is written.
    connection.exec('BEGIN IMMEDIATE')
    const group = newGroup(version !== firstVersion)
    let before = 1
    let quiet = 0
    const endSoon = (): void => {
      quiet = group.members > before ? 0 : quiet + 1
      before = group.members
      if (open === group && group.members > 1 && group.members < enough && quiet < quietTurns) setImmediate(endSoon)
      else void lock.take(async () => end(group)).catch(endSoon)
    }
    setImmediate(endSoon)
    return (open = group)
  }

  const provideSavepoint = (group: Group) => {
    if (!group.needsSavepoint) return
    if (group.hasSavepoint) connection.exec('RELEASE members')
    connection.exec('SAVEPOINT members')
    group.writes = []
    group.hasSavepoint = true
    group.needsSavepoint = false
  }

  const addWrites = (group: Group, written: readonly (() => void)[]) => {
    if (group.writes.length + written.length < manyWrites) group.writes.push(...written)
    else group.needsSavepoint = true
  }

  /** Returns to the state before all writes of the group that can be made again. */
  const goBack = (group: Group): void => {
    if (group.hasSavepoint) connection.exec('ROLLBACK TO members')
    else {
      const version = connection.version()
      connection.exec('ROLLBACK')
      connection.exec('BEGIN IMMEDIATE')
      if (connection.version() !== version) throw new StoreLocked('another process has changed the database in the meantime')
    }
  }

  /** Rolls back the writes of a member. If the database has rolled back the transaction by itself, or the other writes cannot be repeated, all are lost. */
  const undo = (group: Group, isFirst: boolean, hasWritten: boolean, error: unknown) => {
    let cause = error
    if (!isFirst && connection.inTransaction) {
      // A statement that fails changes nothing.
      if (!hasWritten) return
      try {
        goBack(group)
        for (const write of group.writes) write()
        return
      } catch (unable) {
        cause = unable
      }
    }
    open = undefined
    rollBack()
    if (isFirst) group.kept()
    else group.lost(cause)
  }

  return {
    get pending() {
      return open?.outcome.catch(() => {})
    },
    wrote: (again) => {
      if (own !== undefined && own.length < manyWrites) own.push(again)
    },
    run: async (work) => {
      const attempt = () =>
        lock.take(async () => {
          const isFirst = open === undefined
          const group = open ?? begin()
          group.members += 1
          const written: (() => void)[] = (own = [])
          try {
            if (!isFirst) provideSavepoint(group)
            const value = await work()
            addWrites(group, written)
            return { group, result: () => value }
          } catch (error) {
            undo(group, isFirst, written.length > 0, error)
            return {
              group,
              result: () => {
                throw error
              },
            }
          } finally {
            own = undefined
          }
        })
      // Only the beginning can fail here: errors of the work are returned as its result.
      const { group, result } = await retryWhileLocked(attempt, patience)
      await group.outcome
      return result()
    },
  }
}
