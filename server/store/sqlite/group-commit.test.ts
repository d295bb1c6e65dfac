import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { groupCommit, type GroupCommit } from './group-commit.ts'
import { mutex } from './mutex.ts'

let folder: string
let database: Libsql.Database
/** Somebody else who looks at the same file: sees only what is kept. */
let other: Libsql.Database
let group: GroupCommit
let said: string[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'group-'))
  database = new Libsql(join(folder, 'group.db'))
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA foreign_keys = ON')
  database.exec('create table notes (id integer primary key, parent integer references notes (id) deferrable initially deferred)')
  other = new Libsql(join(folder, 'group.db'))
  said = []
  group = groupCommit(
    {
      exec: (sql) => {
        said.push(sql)
        database.exec(sql)
      },
      get inTransaction() {
        return database.inTransaction
      },
    },
    mutex(1000),
    1000,
  )
})
afterEach(() => {
  database.close()
  other.close()
  rmSync(folder, { recursive: true })
})

const kept = () =>
  other
    .prepare('select id from notes order by id')
    .raw()
    .all()
    .map((row) => (row as unknown[])[0])

/** Writes a note, and lets others come in between. */
const note = (id: number) => async () => {
  await Promise.resolve()
  database.exec(`insert into notes (id) values (${id})`)
  return id
}
const failing = (id: number) => async () => {
  await note(id)()
  throw new Error(`not ${id}`)
}

describe('a group', () => {
  test('keeps what comes together together, and tells nobody before', async () => {
    const work = [1, 2, 3].map((id) =>
      group.run(note(id)).then((value) => {
        expect(kept()).toEqual([1, 2, 3])
        return value
      }),
    )
    expect(await Promise.all(work)).toEqual([1, 2, 3])
    expect(said.filter((sql) => !sql.endsWith(' member'))).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
    expect(group.pending).toBeUndefined()
  })

  test('is another one in another turn of the event loop', async () => {
    await group.run(note(1))
    await group.run(note(2))
    expect(said).toEqual(['BEGIN IMMEDIATE', 'COMMIT', 'BEGIN IMMEDIATE', 'COMMIT'])
  })

  test('stays open as long as each turn brings another member', async () => {
    const work = [group.run(note(1)), group.run(note(2))]
    for (const id of [3, 4]) {
      await setImmediate()
      work.push(group.run(note(id)))
    }
    await Promise.all(work)
    expect(said.filter((sql) => !sql.endsWith(' member'))).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
    expect(kept()).toEqual([1, 2, 3, 4])
  })

  test('does not wait for others if it has one member', async () => {
    const first = group.run(note(1))
    await setImmediate()
    expect(said).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
    await first
  })

  test('ends when it has enough members, however many come', async () => {
    const work: Promise<number>[] = []
    for (let id = 1; id <= 100; id++) {
      work.push(group.run(note(id)), group.run(note(-id)))
      await setImmediate()
    }
    await Promise.all(work)
    const commits = said.filter((sql) => sql === 'COMMIT').length
    expect(commits).toBeGreaterThanOrEqual(200 / 34)
    expect(commits).toBeLessThan(20)
    expect(kept()).toHaveLength(200)
  })

  test('lets those wait who want to see only what is kept', async () => {
    const work = group.run(note(1))
    await Promise.resolve()
    expect(group.pending).toBeDefined()
    await group.pending
    expect(kept()).toEqual([1])
    await work
  })

  test('does not suffer from a member that fails, first or later', async () => {
    const results = await Promise.allSettled([group.run(failing(1)), group.run(note(2)), group.run(failing(3)), group.run(note(4))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(results[2]).toMatchObject({ reason: new Error('not 3') })
    expect(kept()).toEqual([2, 4])
    expect(database.inTransaction).toBe(false)
  })

  test('that cannot be kept tells all its members, and the next begins afresh', async () => {
    const orphan = async () => void database.exec('insert into notes values (2, 99)')
    const results = await Promise.allSettled([group.run(note(1)), group.run(orphan), group.run(note(3))])
    expect(results.map((result) => result.status === 'rejected' && String(result.reason))).toEqual(
      Array(3).fill('SqliteError: FOREIGN KEY constraint failed'),
    )
    expect(kept()).toEqual([])
    expect(await group.run(note(4))).toBe(4)
    expect(kept()).toEqual([4])
  })

  test('that the database gives up by itself is lost to all who wrote before', async () => {
    const ruinous = async () => void database.exec('insert or rollback into notes (id) values (1)')
    const results = await Promise.allSettled([group.run(note(1)), group.run(ruinous), group.run(note(3))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(kept()).toEqual([3])
  })
})
