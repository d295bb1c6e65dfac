/** Starts PostgreSQL and Redis for the tests of a project, which get their URLs by `inject('postgres')` and `inject('redis')`. */
import { availableParallelism } from 'node:os'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../scripts/services/postgres.ts'
import { findRedis, startRedis } from '../scripts/services/redis.ts'
import { openStore } from '../server/store/open.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({ settings: ['max_connections=300'] })
  // Without Redis, `npm run pretest` has said so, and with CI=true failed: these tests then count in memory.
  const redis =
    findRedis() === undefined
      ? undefined
      : await startRedis({ appendfsync: 'off', settings: ['--databases', String(64 * availableParallelism())] })
  const remove = async (): Promise<void> => {
    await redis?.remove()
    await postgres.remove()
  }
  try {
    const store = await openStore(postgres.createDatabase('template'))
    await store.close()
    project.provide('postgres', { url: postgres.url, template: 'template' })
    project.provide('redis', redis?.url)
    return remove
  } catch (error) {
    await remove()
    throw error
  }
}
