/**
 * The connection to Redis, through which server processes share what none of them may have in its memory (docs/decisions/0017-more-than-one-machine.md). Only
 * loaded by a process that is given a Redis server.
 */
import type { FastifyBaseLogger } from 'fastify'
import { Redis } from 'ioredis'
import { weaknesses } from './durability.ts'

/** What tells the operator about Redis. */
type Log = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>

/** A value of a command; Redis keeps all of them as texts. */
export type RedisValue = string | number

/** Redis cannot be used; the message is the reason, without a place. The command may have been done nevertheless. */
export class RedisAway extends Error {
  override readonly name = 'RedisAway'
}

/** A connection to Redis that is made again whenever it is lost. */
export interface RedisLink {
  /** For messages: host and port. */
  readonly host: string
  /** Sends a command once. Rejects with `RedisAway` if there is no answer in time. */
  ask<T>(command: (redis: Redis) => Promise<T>): Promise<T>
  /**
   * A Lua script under a name, which Redis runs without any other command in between. Of the values that it is called with, the first `keys` are in `KEYS`, all
   * others in `ARGV`. Rejects with `RedisAway`, as `ask` does.
   */
  script<T>(name: string, lua: string, keys: number): (...values: readonly RedisValue[]) => Promise<T>
  /** Subscribes to a channel as long as the link is open: the number of subscribers tells others that this process lives. Rejects with `RedisAway`. */
  occupy(channel: string): Promise<void>
  /** Logs from now on when Redis is lost and found, and at once what is the case already. */
  report(log: Log): void
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

/** When an idle connection is first asked whether it still leads to Redis, in milliseconds: one that only listens would not notice. */
const keepAlive = 30_000

/** Waits before the next attempt to connect, in milliseconds: Redis is found again soon after it has returned. */
const retryDelay = (attempt: number) => Math.min(50 * attempt, 500)

function connect(url: string): Redis {
  return new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    socketTimeout: silence,
    keepAlive,
    // A command is sent at once or never: one whose answer was lost may have been done.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: retryDelay,
    // After a failover, the address may lead to another server; the failed command is not repeated.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  })
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
 * Connects to the Redis server of a `redis:` or `rediss:` URL, and keeps trying if it is away. `purpose` names what is in it, in messages for the operator:
 * `the rate-limit counters`.
 */
export async function openRedisLink(url: string, purpose: string): Promise<RedisLink> {
  const redis = connect(url)
  /** Connections that only listen, which Redis allows no other commands. */
  const listeners: Redis[] = []
  const { host } = new URL(url)
  let log: Log | undefined
  let waiting = 0
  /** The last failure of the connection. */
  let failure: string | undefined
  /** Whether the log says that Redis is away. */
  let isAway = false
  let warnings: readonly string[] | undefined

  const tell = () => {
    const away = redis.status !== 'ready'
    if (log === undefined || away === isAway) return
    isAway = away
    if (away) log.error(`${purpose} in Redis at ${host} cannot be used: ${failure ?? 'no connection'}`)
    else log.info(`${purpose} in Redis at ${host} can be used again`)
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

  const ask: RedisLink['ask'] = async (command) => {
    if (waiting >= maxWaiting) throw new RedisAway(`${waiting} commands wait for an answer`)
    waiting += 1
    const answer = command(redis)
    // A command counts until Redis answers or the connection ends, also if nothing waits for it anymore.
    const done = () => {
      waiting -= 1
    }
    answer.then(done, done)
    try {
      return await inTime(answer)
    } catch (error) {
      throw new RedisAway(redis.status === 'ready' ? messageOf(error) : (failure ?? 'no connection'), { cause: error })
    }
  }

  // Rejected if the first attempt fails; further ones follow.
  await redis.connect().catch(() => undefined)

  return {
    host,
    ask,
    script: (name, lua, keys) => {
      redis.defineCommand(name, { lua, numberOfKeys: keys })
      const run = (redis as unknown as Readonly<Record<string, (...values: readonly RedisValue[]) => Promise<never>>>)[name]
      return (...values) => ask(() => run?.call(redis, ...values) ?? Promise.reject(new Error(`there is no script ${name}`)))
    },
    occupy: async (channel) => {
      const listener = connect(url)
      listeners.push(listener)
      // The other connection tells what is wrong with Redis. This one subscribes again by itself.
      listener.on('error', () => undefined)
      try {
        await listener.connect()
        await inTime(listener.subscribe(channel))
      } catch (error) {
        throw new RedisAway(messageOf(error), { cause: error })
      }
    },
    report(to) {
      log = to
      tell()
      warn()
    },
    close: () => {
      // That Redis cannot be used from now on is no news.
      log = undefined
      for (const each of [redis, ...listeners]) each.disconnect()
    },
  }
}
