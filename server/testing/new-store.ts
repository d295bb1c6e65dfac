import { inject } from 'vitest'
import { openStore } from '../store/open.ts'
import type { OpenStore } from '../store/store.ts'
import { connected, newDatabase, type DatabaseServer } from './new-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL server for the tests of this project; the others use SQLite. Its template has all tables and no rows. */
    readonly postgres: DatabaseServer | undefined
  }
}

interface Kept {
  readonly store: OpenStore
  /** Deletes all rows. */
  readonly clean: () => Promise<unknown>
}

/** Stores of this process that no test uses now. */
const free: Kept[] = []

async function create(postgres: DatabaseServer): Promise<Kept> {
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
