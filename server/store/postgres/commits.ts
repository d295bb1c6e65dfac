/**
 * Whether a transaction was committed whose end was not heard of. Each writing transaction inserts a row with an id of its own, in the same message as its
 * commit. If the connection is lost, another one inserts this row too: only one of both can, and so the outcome is final, even if the commit arrives later.
 * The number of a transaction (`pg_xact_status`) would not tell: a crash forgets those that are not in the log yet, and gives them to other transactions.
 */
import type { ClientBase } from 'pg'
import { literal } from './sessions.ts'

/** Creates the table, and deletes rows that were left more than a day ago. */
export async function provideCommits(client: ClientBase): Promise<void> {
  await client.query(
    'create table if not exists commits (id text primary key, "isLost" bool not null, "writtenAt" timestamptz not null default now())',
  )
  await client.query(`delete from commits where "writtenAt" < now() - interval '1 day'`)
}

/** Commits writing transactions. */
export interface Commits {
  /** Commits a transaction. Rejects with the error of the driver: if its connection was lost, call `isDone`. */
  commit(client: ClientBase, id: string): Promise<void>
  /** An id for a transaction, from its connection. */
  newId(client: ClientBase): Promise<string>
  /** Whether a transaction whose connection was lost was committed. If not, it cannot be any more. Waits for its end if the database still has it open. */
  isDone(client: ClientBase, id: string): Promise<boolean>
  /** Deletes the rows of this process. */
  forget(client: ClientBase): Promise<void>
}

export function commitsOfProcess(): Commits {
  /** Rows that nobody will ask for any more: the next transactions delete them. */
  const past: string[] = []
  /** The beginning of all ids of this process. */
  let name: string | undefined
  let count = 0
  return {
    async newId(client) {
      name ??= (await client.query<{ name: string }>('select cast(gen_random_uuid() as text) as name')).rows[0]?.name ?? ''
      return `${name}:${(count += 1)}`
    },
    async commit(client, id) {
      const old = past.pop()
      const deletion = old === undefined ? '' : `delete from commits where id = ${literal(old)}; `
      try {
        // If the row exists, this fails, and so does the transaction.
        await client.query(`${deletion}insert into commits (id, "isLost") values (${literal(id)}, false); commit`)
        past.push(id)
      } catch (error) {
        if (old !== undefined) past.push(old)
        throw error
      }
    },
    async isDone(client, id) {
      const { rows } = await client.query<{ isLost: number }>(
        `insert into commits (id, "isLost") values ($1, true) on conflict (id) do update set "isLost" = commits."isLost" returning "isLost"`,
        [id],
      )
      const isDone = rows[0]?.isLost === 0
      // The row of a lost one stays: its commit may still arrive.
      if (isDone) past.push(id)
      return isDone
    },
    async forget(client) {
      await client.query('delete from commits where id = any ($1)', [past.splice(0)])
    },
  }
}
