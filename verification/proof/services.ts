/** PostgreSQL and Redis for the servers of the proof, in place of their memory. */
import { startPostgres } from '../../scripts/services/postgres.ts'
import { startRedis } from '../../scripts/services/redis.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { openStore } from '../../server/store/open.ts'
import { dropDatabase, newDatabase } from '../../server/testing/new-database.ts'
import type { DeploymentOptions } from './deployment.ts'

/** What one run uses, as it is sent to a worker. */
export interface JobServices {
  /** The URL of PostgreSQL, without a database. */
  readonly postgres: string
  /** The URL of a database of Redis that no other run uses. */
  readonly redis: string
}

export interface Services {
  /** What the run with this number uses, from 0. */
  readonly of: (job: number) => JobServices
  /** Stops them and deletes their data. */
  readonly remove: () => Promise<void>
}

/** Databases that those of the runs are copies of: with the demo data, and with empty tables. */
const templates = { filled: 'demo', empty: 'empty' }

/** Starts both, for a number of runs. Throws if one of them is not installed. */
export async function startServices(jobs: number): Promise<Services> {
  const postgres = await startPostgres()
  try {
    for (const name of Object.values(templates)) {
      const store = await openStore(postgres.createDatabase(name))
      if (name === templates.filled) await seedDemo(store)
      await store.close()
    }
    const redis = await startRedis({ appendfsync: 'off', settings: ['--databases', String(jobs)] })
    return {
      of: (job) => ({ postgres: postgres.url, redis: `${redis.url}/${job}` }),
      remove: async () => {
        await redis.remove()
        await postgres.remove()
      },
    }
  } catch (error) {
    await postgres.remove()
    throw error
  }
}

/** Runs `work` with a deployment that has a database of its own, and its counters in Redis. */
export async function onServices<T>(
  { postgres, redis }: JobServices,
  options: DeploymentOptions,
  work: (options: DeploymentOptions) => Promise<T>,
): Promise<T> {
  const isFilled = options.fill === undefined
  const database = await newDatabase({ url: postgres, template: isFilled ? templates.filled : templates.empty })
  try {
    return await work({ ...options, database, counters: redis, ...(isFilled ? { fill: () => Promise.resolve() } : {}) })
  } finally {
    await dropDatabase(database)
  }
}
