import { Redis } from 'ioredis'
import { describe, expect, inject, test } from 'vitest'
import { findRedis } from '../scripts/services/redis.ts'
import { newLimiter } from '../server/testing/new-limiter.ts'
import { lacks } from './lacks.ts'

describe.skipIf(lacks('Redis', findRedis(), 'the server tests count requests in memory'))('the rate limiter of a test', () => {
  test('counts in a database of its own in Redis, and leaves no count behind', async () => {
    const client = new Redis(inject('redis') ?? 'none')
    /** The number of databases with counts of this test. */
    const counting = async (): Promise<number> => {
      let found = 0
      for (const [, database] of (await client.info('keyspace')).matchAll(/^db(\d+):/gm)) {
        await client.select(Number(database))
        found += (await client.keys('*only in this test*')).length
      }
      return found
    }
    try {
      const [one, other] = [await newLimiter(), await newLimiter()]
      for (const { limiter } of [one, other])
        expect(await limiter.take('only in this test', [{ seconds: 60, limit: 2 }], 0)).toMatchObject({ remaining: 1 })
      expect(await counting()).toBe(2)
      await one.close()
      expect(await counting()).toBe(1)
      await other.close()
      expect(await counting()).toBe(0)
    } finally {
      client.disconnect()
    }
  })
})
