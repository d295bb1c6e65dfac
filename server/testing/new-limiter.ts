import { inject } from 'vitest'
import { createRateLimiter, type RateLimiter } from '../http/rate-limiter.ts'
import { openSharedRateLimiter, type SharedRateLimiter } from '../limits/redis.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The URL of the Redis server for the tests of this project, without a database; the others count in memory. */
    readonly redis: string | undefined
  }
}

/** Databases of each worker of Vitest; the server has as many for each core. */
const perWorker = 64

/** Limiters of this process that no test uses now, and the number of all. */
const free: SharedRateLimiter[] = []
let opened = 0

/** Opens a rate limiter without counts: in memory, or with a database of its own in Redis where the project of the test has it. */
export async function newLimiter(): Promise<{ readonly limiter: RateLimiter; readonly close: () => Promise<void> }> {
  const redis = inject('redis')
  if (redis === undefined) return { limiter: createRateLimiter(), close: () => Promise.resolve() }
  const limiter = free.pop() ?? (await openSharedRateLimiter(`${redis}/${databaseOf(opened++)}`, 'given'))
  return {
    limiter,
    close: async () => {
      await limiter.clear()
      free.push(limiter)
    },
  }
}

function databaseOf(index: number): number {
  if (index >= perWorker) throw new Error(`more than ${perWorker} rate limiters are open at a time`)
  return (Number(process.env['VITEST_POOL_ID'] ?? '1') - 1) * perWorker + index
}
