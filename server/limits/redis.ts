/**
 * Counters of the rate limit in Redis, shared by any number of server processes (docs/decisions/0017-more-than-one-machine.md). Only loaded by a process that
 * is given a Redis server.
 */
import type { Redis } from 'ioredis'
import { CountersUnavailable, type Allowance, type OpenRateLimiter, type SubjectCounts, type Windows } from '../http/rate-limiter.ts'
import { openRedisLink, RedisAway, type RedisLink } from '../redis/link.ts'
import { lifeOf, takeScript, windowOf } from './script.ts'

export interface SharedRateLimiter extends OpenRateLimiter {
  take(subject: string, windows: Windows, now: number): Promise<Allowance>
  counts(now: number): Promise<SubjectCounts[]>
  clear(subject?: string): Promise<void>
  save(): Promise<() => Promise<void>>
  /** All counters, which another process can set again. */
  read(): Promise<SharedCounters>
  /** Replaces all counters. */
  write(counters: SharedCounters): Promise<void>
  /** Resolves if Redis answers; rejects with `CountersUnavailable` otherwise. */
  ask(): Promise<void>
  /** The connection, for what else the processes share. */
  readonly link: RedisLink
  /** Logs from now on when Redis is lost and found, and at once what is the case already. */
  report: RedisLink['report']
  /** Ends the connection; what still waits for an answer is rejected. */
  close(): void
}

/** The counters of all subjects, as they are in Redis: the fields of the hash of each one. */
export type SharedCounters = readonly (readonly [subject: string, fields: Readonly<Record<string, string>>])[]

/** Before each subject in the name of its hash. */
const prefix = 'scm:rate-limit:'

/** The keys of one answer when all are listed. */
const page = 500

/**
 * Connects to the Redis server of a `redis:` or `rediss:` URL, and keeps trying if it is away. With `clock` `redis`, its clock decides in which windows a
 * request is counted, so that those of the server processes need not agree; with `given`, the time that `take` gets.
 */
export async function openSharedRateLimiter(url: string, clock: 'redis' | 'given'): Promise<SharedRateLimiter> {
  const link = await openRedisLink(url, 'the rate-limit counters')
  const takeAllowance = link.script<[limit: number, remaining: number, resetAt: number, wait: number]>('takeAllowance', takeScript, 1)

  const available = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer
    } catch (error) {
      if (!(error instanceof RedisAway)) throw error
      throw new CountersUnavailable(`the rate-limit counters in Redis at ${link.host} cannot be used: ${error.message}`, { cause: error })
    }
  }
  const ask = <T>(command: (redis: Redis) => Promise<T>) => available(link.ask(command))

  const keys = async (): Promise<string[]> => {
    const found = new Set<string>()
    let cursor = '0'
    do {
      const [next, some] = await ask((redis) => redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', page))
      for (const key of some) found.add(key)
      cursor = next
    } while (cursor !== '0')
    return [...found]
  }
  const clear = async (subject?: string) => {
    const some = subject === undefined ? await keys() : [prefix + subject]
    for (let at = 0; at < some.length; at += page) await ask((redis) => redis.unlink(some.slice(at, at + page)))
  }
  const stored = async () => {
    const all: (readonly [key: string, fields: Readonly<Record<string, string>>])[] = []
    for (const key of await keys()) all.push([key, await ask((redis) => redis.hgetall(key))])
    // One may have ended in between.
    return all.filter(([, fields]) => Object.keys(fields).length > 0)
  }

  const read = async (): Promise<SharedCounters> => (await stored()).map(([key, fields]) => [key.slice(prefix.length), fields])
  const write = async (counters: SharedCounters) => {
    await clear()
    for (const [subject, fields] of counters) {
      const life = lifeOf(clock, Math.max(...Object.keys(fields).map(Number)))
      const key = prefix + subject
      await ask((redis) => redis.multi().hset(key, fields).expire(key, life).exec())
    }
  }

  return {
    take: async (subject, windows, now) => {
      const longest = Math.max(...windows.map(({ seconds }) => seconds))
      const values = windows.flatMap(({ seconds, limit }) => [seconds, limit])
      const [limit, remaining, resetAt, wait] = await available(
        takeAllowance(prefix + subject, clock === 'redis' ? '' : now, lifeOf(clock, longest), ...values),
      )
      return { limit, remaining, resetAt, retryAfter: wait === 0 ? undefined : wait }
    },
    async counts(now) {
      const second = Math.floor(now / 1000)
      return (await stored()).flatMap(([key, fields]): SubjectCounts[] => {
        const windows = Object.entries(fields)
          .map(([field, value]) => windowOf(field, value))
          .filter(({ start, seconds }) => start <= second && second < start + seconds)
          .map(({ start, ...window }) => ({ ...window, resetAt: start + window.seconds }))
        return windows.length === 0 ? [] : [{ subject: key.slice(prefix.length), windows }]
      })
    },
    clear,
    async save() {
      const kept = await read()
      return () => write(kept)
    },
    read,
    write,
    ask: async () => {
      await ask((redis) => redis.ping())
    },
    link,
    report: (log) => link.report(log),
    close: () => link.close(),
  }
}
