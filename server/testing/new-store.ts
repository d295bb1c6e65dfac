import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { inject } from 'vitest'
import { openStore } from '../store/open.ts'
import type { OpenStore } from '../store/store.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL server for the tests of this project; the others use SQLite. `template` is a database with all tables and no rows. */
    readonly postgres: { readonly url: string; readonly template: string } | undefined
  }
}

type Postgres = NonNullable<ReturnType<typeof inject<'postgres'>>>

interface Kept {
  readonly store: OpenStore
  /** Deletes all rows. */
  readonly clean: () => Promise<unknown>
}

/** Stores of this process that no test uses now. */
const free: Kept[] = []

async function connected(connectionString: string): Promise<Client> {
  const client = new (await import('pg')).default.Client({ connectionString })
  await client.connect()
  return client
}

/** The URL of a new database in PostgreSQL, with the tables of the store. */
export async function newDatabase({ url, template }: Postgres): Promise<string> {
  const client = await connected(`${url}/postgres`)
  try {
    const name = `test_${randomUUID()}`
    await client.query(`create database "${name}" template "${template}"`)
    return `${url}/${name}`
  } finally {
    await client.end()
  }
}

async function create(postgres: Postgres): Promise<Kept> {
  const url = await newDatabase(postgres)
  const client = await connected(url)
  const { rows } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'",
  )
  // Without the checks of references, this takes a tenth of the time that `erase` takes for a few rows.
  const deletion = `set session_replication_role = replica; ${rows.map(({ name }) => `delete from "${name}"`).join('; ')}`
  return { store: await openStore(url), clean: () => client.query(deletion) }
}

/** Opens an empty store: in memory, or in a database of its own where the project of the test has PostgreSQL. */
export async function newStore(): Promise<OpenStore> {
  const postgres = inject('postgres')
  if (postgres === undefined) return openStore(':memory:')
  const kept = free.pop() ?? (await create(postgres))
  return {
    ...kept.store,
    // A new database takes longer than the deletion of a few rows.
    close: async () => {
      await kept.clean()
      free.push(kept)
    },
  }
}
