import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
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
      version: () => (database.prepare('PRAGMA data_version').raw().get([]) as unknown[])[0],
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

/** Writes as the store does. */
const write = (sql: string) => {
  database.exec(sql)
  group.wrote(() => database.exec(sql))
}
/** Writes a note, and lets others come in between. */
const note = (id: number) => async () => {
  await Promise.resolve()
  write(`insert into notes (id) values (${id})`)
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
    expect(said.filter((sql) => !sql.endsWith(' members'))).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
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
    expect(said.filter((sql) => !sql.endsWith(' members'))).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
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

  const refused = async () => {
    throw new Error('refused')
  }
  const settled = (works: readonly (() => Promise<unknown>)[]) => Promise.allSettled(works.map((work) => group.run(work)))

  test('is written again without a member that fails after it has written', async () => {
    const taken = async () => write('insert into notes (id) values (1)')
    const results = await settled([note(1), note(2), refused, note(3), taken, note(4)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(said).toEqual(['BEGIN IMMEDIATE', 'COMMIT'])
    said = []
    await settled([note(5), note(6), failing(7), note(8), failing(9), note(10)])
    expect(said).toEqual(['BEGIN IMMEDIATE', 'ROLLBACK', 'BEGIN IMMEDIATE', 'ROLLBACK', 'BEGIN IMMEDIATE', 'COMMIT'])
    expect(kept()).toEqual([1, 2, 3, 4, 5, 6, 8, 10])
  })

  test('has one savepoint if other processes write, too', async () => {
    await group.run(note(1))
    other.exec('insert into notes (id) values (2)')
    said = []
    await settled([note(3), note(4), failing(5), note(6), failing(7), note(8)])
    expect(said).toEqual(['BEGIN IMMEDIATE', 'SAVEPOINT members', 'ROLLBACK TO members', 'ROLLBACK TO members', 'COMMIT'])
    expect(kept()).toEqual([1, 2, 3, 4, 6, 8])
  })

  test.each([
    ['commits', () => other.exec('insert into notes (id) values (9)'), [4, 9]],
    ['locks the file', () => other.exec('BEGIN IMMEDIATE'), [4]],
  ])('is lost if another process %s before it can be written again', async (_, act, want) => {
    const exec = database.exec.bind(database)
    let isOver = false
    database.exec = (sql) => {
      exec(sql)
      if (sql !== 'ROLLBACK' || isOver) return database
      isOver = true
      act()
      return database
    }
    const results = await settled([note(1), note(2), failing(3)])
    expect(results.map((result) => result.status === 'rejected' && String(result.reason))).toEqual(
      Array(3).fill(expect.stringMatching(/another process has changed|locked/)),
    )
    if (other.inTransaction) other.exec('ROLLBACK')
    await group.run(note(4))
    expect(kept()).toEqual(want)
  })

  test.each([1, 20, 199, 200, 201, 450])('keeps the writes of all others if one fails after a member with %i writes', async (count) => {
    const many = (from: number) => async () => {
      for (let id = from; id < from + count; id++) write(`insert into notes (id) values (${id})`)
    }
    const works = [note(1), many(1000), failing(2), note(3), many(2000), many(3000), failing(4), note(5)]
    await settled(works)
    const from = (start: number) => Array.from({ length: count }, (_, index) => start + index)
    expect(kept()).toEqual([1, 3, 5, ...from(1000), ...from(2000), ...from(3000)])
  })

  test('undoes many writes of a member that fails', async () => {
    const many = async () => {
      for (let id = 1000; id < 1500; id++) await note(id)()
      throw new Error('too many')
    }
    await settled([note(1), note(2), many, note(3)])
    expect(kept()).toEqual([1, 2, 3])
  })

  test('that cannot write again what others had written is lost to all of them', async () => {
    const once = async () => {
      database.exec('insert into notes (id) values (2)')
      group.wrote(() => {
        throw new Error('the disk is full')
      })
    }
    const results = await Promise.allSettled([group.run(note(1)), group.run(once), group.run(failing(3)), group.run(note(4))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled'])
    expect(kept()).toEqual([4])
  })

  test.each([false, true])('keeps exactly the writes of the members that succeed; other processes write, too: %s', async (isShared) => {
    await group.run(note(1))
    if (isShared) other.exec('insert into notes (id) values (2)')
    const member = fc.record({
      writes: fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 9 })), { maxLength: 4 }),
      fails: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(member, { maxLength: 12 }), async (members) => {
        database.exec('create table if not exists sums (id integer primary key, sum integer not null); delete from sums')
        const model = new Map<number, number>()
        const works = members.map(({ writes, fails }) =>
          group.run(async () => {
            for (const [id, times] of writes) {
              await Promise.resolve()
              // Neither commutative nor idempotent.
              write(`insert into sums values (${id}, ${times}) on conflict do update set sum = (sum * 10 + ${times}) % 1000003`)
            }
            if (fails) throw new Error('failed')
          }),
        )
        for (const { writes, fails } of members)
          if (!fails)
            for (const [id, times] of writes) {
              const sum = model.get(id)
              model.set(id, sum === undefined ? times : (sum * 10 + times) % 1_000_003)
            }
        const results = await Promise.allSettled(works)
        expect(results.map(({ status }) => status === 'rejected')).toEqual(members.map(({ fails }) => fails))
        const rows = other.prepare('select id, sum from sums order by id').raw().all()
        expect(rows).toEqual([...model].sort(([a], [b]) => a - b))
      }),
    )
  })

  test('that cannot be kept tells all its members, and the next begins afresh', async () => {
    const orphan = async () => write('insert into notes values (2, 99)')
    const results = await Promise.allSettled([group.run(note(1)), group.run(orphan), group.run(note(3))])
    expect(results.map((result) => result.status === 'rejected' && String(result.reason))).toEqual(
      Array(3).fill('SqliteError: FOREIGN KEY constraint failed'),
    )
    expect(kept()).toEqual([])
    expect(await group.run(note(4))).toBe(4)
    expect(kept()).toEqual([4])
  })

  test('that the database gives up by itself is lost to all who wrote before', async () => {
    const ruinous = async () => write('insert or rollback into notes (id) values (1)')
    const results = await Promise.allSettled([group.run(note(1)), group.run(ruinous), group.run(note(3))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(kept()).toEqual([3])
  })
})
