import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import Libsql from 'libsql'
import { contract } from '../../../spec/contract.ts'
import { buildApp, standardParts, type Parts } from '../../app.ts'
import { random } from '../../demo/random.ts'
import { seedDemo } from '../../demo/seed.ts'
import { openStore } from '../../store/open.ts'
import type { Store } from '../../store/store.ts'

/** After all times in the demo data, in milliseconds. */
const afterwards = Date.UTC(2026, 5, 1, 12)

/** An initial database. */
export interface Snapshot {
  readonly file: string
  remove(): Promise<void>
}

/** Creates a database with the demo data and the additions of `add`. */
export async function demoSnapshot(add: (file: string) => Promise<void> = async () => {}): Promise<Snapshot> {
  const folder = await mkdtemp(path.join(tmpdir(), 'demo-'))
  const [growing, file] = ['growing.db', 'snapshot.db'].map((name) => path.join(folder, name)) as [string, string]
  const store = await openStore(`file:${growing}`)
  await seedDemo(store)
  await store.close()
  await add(growing)
  // Part of the data is still in the log beside the file; a copy made by the database is complete.
  const database = new Libsql(growing)
  database.prepare('vacuum into ?').run(file)
  database.close()
  return { file, remove: () => rm(folder, { recursive: true }) }
}

/** A server whose database can be reset to a snapshot. */
export interface ResettableServer {
  readonly app: FastifyInstance
  /** The current database file, valid until the next reset. */
  file(): string
  /**
   * Resets the database and advances the clock by a second: two servers with the same number of resets have the same time and create the same
   * ids for the same requests.
   */
  reset(): Promise<void>
  close(): Promise<void>
}

/** Opens a server on a copy of the database; `assemble` can replace parts, which have access to all tenants through the store. */
export async function openResettable(snapshot: Snapshot, assemble: (parts: Parts) => Parts = (parts) => parts): Promise<ResettableServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'server-'))
  let resets = 0
  let now = afterwards
  let chance = random(1)
  // A unique name per copy: the driver releases a file only when its statements are garbage-collected.
  const file = () => path.join(folder, `${resets}.db`)
  const opened = async () => {
    await copyFile(snapshot.file, file())
    return openStore(`file:${file()}`)
  }
  let current = await opened()
  const store: Store = {
    forTenant: (tenantId) => current.forTenant(tenantId),
    findKey: (publicId) => current.findKey(publicId),
    insertTenant: (tenant) => current.insertTenant(tenant),
    isEmpty: () => current.isEmpty(),
    transaction: (work) => current.transaction(work),
    close: () => current.close(),
  }
  const deps = {
    contract,
    store,
    clock: () => now,
    random: (size: number) => Uint8Array.from({ length: size }, () => chance.whole(0, 255)),
    limits: { perMinute: 1_000_000, perHour: 1_000_000, anonymousPerMinute: 1_000_000 },
    log: { level: 'error', stream: process.stderr },
  }
  const app = buildApp(deps, assemble(standardParts(deps)))
  await app.ready()

  return {
    app,
    file,
    async reset() {
      await current.close()
      await Promise.all(['', '-wal', '-shm'].map((suffix) => rm(file() + suffix, { force: true })))
      resets++
      now += 1000
      chance = random(1)
      current = await opened()
    },
    async close() {
      await app.close()
      await current.close()
      await rm(folder, { recursive: true })
    },
  }
}
