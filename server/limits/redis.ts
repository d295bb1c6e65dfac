/**
 * Counters of the rate limit in Redis, shared by any number of server processes (docs/decisions/0017-more-than-one-machine.md). Only loaded by a process that
 * is given a Redis server.
 */
import type { FastifyBaseLogger } from 'fastify'
import { Redis } from 'ioredis'
import { CountersUnavailable, type Allowance, type OpenRateLimiter, type SubjectCounts, type Windows } from '../http/rate-limiter.ts'
import { weaknesses } from './durability.ts'
import { lifeOf, takeScript, windowOf } from './script.ts'

/** What tells the operator about Redis. */
type Log = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>

export interface SharedRateLimiter extends OpenRateLimiter {
  take(subject: string, windows: Windows, now: number): Promise<Allowance>
  counts(now: number): Promise<SubjectCounts[]>
  clear(subject?: string): Promise<void>
  save(): Promise<() => Promise<void>>
  /** Logs from now on when Redis is lost and found, and at once what is the case already. */
  report(log: Log): void
  /** Resolves if Redis answers; rejects with `CountersUnavailable` otherwise. */
  ask(): Promise<void>
  /** Ends the connection; what still waits for an answer is rejected. */
  close(): void
}

/** How long a request waits for Redis, and how long a connection may take, in milliseconds. */
const patience = 1000

/**
 * How long a connection is kept on which an answer is due and nothing arrives, in milliseconds. Longer than `patience`, because the client does not look for
 * an answer that arrived while this process was busy.
 */
const silence = 5000

/** How many commands may wait for an answer of Redis; more are rejected without being sent. */
const maxWaiting = 10_000

/** Before each subject in the name of its hash. */
const prefix = 'scm:rate-limit:'

/** The keys of one answer when all are listed. */
const page = 500

type Connection = Redis & {
  takeAllowance(key: string, ...values: (string | number)[]): Promise<[limit: number, remaining: number, resetAt: number, wait: number]>
}

/** Waits before the next attempt to connect, in milliseconds: Redis is found again soon after it has returned. */
const retryDelay = (attempt: number) => Math.min(50 * attempt, 500)

function connect(url: string): Connection {
  return new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    socketTimeout: silence,
    // A command is sent at once or never: one whose answer was lost may have counted.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: retryDelay,
    // After a failover, the address may lead to another server; the failed command is not repeated.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
    scripts: { takeAllowance: { lua: takeScript, numberOfKeys: 1 } },
  }) as Connection
}

/** The promise, or a rejection after `patience`. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const tooLong = () => reject(new Error(`no answer within ${patience} ms`))
    // After the sockets were read: this process may have been busy, and the answer may be there.
    const timer = setTimeout(() => setImmediate(tooLong), patience)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/**
 * Connects to the Redis server of a `redis:` or `rediss:` URL, and keeps trying if it is away. With `clock` `redis`, its clock decides in which windows a
 * request is counted, so that those of the server processes need not agree; with `given`, the time that `take` gets.
 */
export async function openSharedRateLimiter(url: string, clock: 'redis' | 'given'): Promise<SharedRateLimiter> {
  const redis = connect(url)
  const { host } = new URL(url)
  let log: Log | undefined
  let waiting = 0
  /** The last failure of the connection. */
  let failure: string | undefined
  /** Whether the log says that Redis is away. */
  let isAway = false
  let warnings: readonly string[] | undefined

  const trouble = (reason: string) => `the rate-limit counters in Redis at ${host} cannot be used: ${reason}`
  const unavailable = (error: unknown) =>
    new CountersUnavailable(trouble(redis.status === 'ready' ? messageOf(error) : (failure ?? 'no connection')))

  const tell = () => {
    const away = redis.status !== 'ready'
    if (log === undefined || away === isAway) return
    isAway = away
    if (away) log.error(trouble(failure ?? 'no connection'))
    else log.info(`the rate-limit counters in Redis at ${host} can be used again`)
  }
  const warn = () => {
    for (const warning of warnings ?? []) log?.warn(`Redis at ${host}: ${warning}`)
  }
  // Only the message: the error of a failed authentication has the password in it.
  redis.on('error', (error) => {
    failure = messageOf(error)
  })
  redis.on('close', tell)
  redis.on('ready', () => {
    failure = undefined
    tell()
    if (warnings !== undefined) return
    warnings = []
    void weaknesses((name) => redis.config('GET', name)).then((found) => {
      warnings = found
      warn()
    })
  })

  /** Sends a command once. */
  const ask = async <T>(command: () => Promise<T>): Promise<T> => {
    if (waiting >= maxWaiting) throw new CountersUnavailable(trouble(`${waiting} commands wait for an answer`))
    waiting += 1
    const answer = command()
    // A command counts until Redis answers or the connection ends, also if nothing waits for it anymore.
    const done = () => {
      waiting -= 1
    }
    answer.then(done, done)
    try {
      return await inTime(answer)
    } catch (error) {
      throw unavailable(error)
    }
  }

  const keys = async (): Promise<string[]> => {
    const found = new Set<string>()
    let cursor = '0'
    do {
      const [next, some] = await ask(() => redis.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', page))
      for (const key of some) found.add(key)
      cursor = next
    } while (cursor !== '0')
    return [...found]
  }
  const clear = async (subject?: string) => {
    const some = subject === undefined ? await keys() : [prefix + subject]
    for (let at = 0; at < some.length; at += page) await ask(() => redis.unlink(some.slice(at, at + page)))
  }
  const stored = async () => {
    const all: (readonly [key: string, fields: Readonly<Record<string, string>>])[] = []
    for (const key of await keys()) all.push([key, await ask(() => redis.hgetall(key))])
    // One may have ended in between.
    return all.filter(([, fields]) => Object.keys(fields).length > 0)
  }

  // Rejected if the first attempt fails; further ones follow.
  await redis.connect().catch(() => undefined)

  return {
    take: async (subject, windows, now) => {
      const longest = Math.max(...windows.map(({ seconds }) => seconds))
      const values = windows.flatMap(({ seconds, limit }) => [seconds, limit])
      const [limit, remaining, resetAt, wait] = await ask(() =>
        redis.takeAllowance(prefix + subject, clock === 'redis' ? '' : now, lifeOf(clock, longest), ...values),
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
      const kept = await stored()
      return async () => {
        await clear()
        for (const [key, fields] of kept) {
          const life = lifeOf(clock, Math.max(...Object.keys(fields).map(Number)))
          await ask(() => redis.multi().hset(key, fields).expire(key, life).exec())
        }
      }
    },
    report(to) {
      log = to
      tell()
      warn()
    },
    ask: async () => {
      await ask(() => redis.ping())
    },
    close: () => redis.disconnect(),
  }
}
