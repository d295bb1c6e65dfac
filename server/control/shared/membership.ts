/** How processes find each other in Redis: the first one makes the state, the others join it, and the last one takes it away. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { SharedRateLimiter } from '../../limits/redis.ts'
import { RedisAway, type RedisLink } from '../../redis/link.ts'
import type { SharedCopies } from '../../store/engine.ts'
import type { ClockStart } from '../clock.ts'
import { ControlError } from '../problem.ts'
import { createTurns } from '../turns.ts'
import { absent, channelOf, type ScriptAnswer, type ScriptName, scriptsAt } from './scripts.ts'
import { ControlUnavailable } from './unavailable.ts'

/** What all processes must have been started with alike. */
export interface Options {
  readonly seed: string | undefined
  readonly clock: ClockStart
  readonly deviations: readonly string[]
}

/** How a process takes part. */
export interface Joining {
  readonly link: RedisLink
  readonly limiter: SharedRateLimiter
  readonly copies: SharedCopies
  /** Whether other processes can use the copies. */
  readonly areCopiesShared: boolean
  readonly options: Options
  /** The rules that are active from the start, as JSON without number and id. */
  readonly initial: readonly string[]
  /** The ordinal of the latest id of this process. */
  readonly latestId: () => number
  /** Another name each time, which nobody else has: at most 20 letters and digits. */
  readonly newName: () => string
}

export interface Membership {
  /** Runs a script on the common state. Rejects with `ControlUnavailable`. */
  readonly ask: (name: ScriptName, ...values: readonly (string | number)[]) => Promise<ScriptAnswer>
  /**
   * Runs `work` while no other work of this kind runs, in whichever process: what changes rows and the common state together. If a process ends in the middle, the
   * others go on after ten seconds. Rejects with `ControlUnavailable`.
   */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  /** Before the names of all copies of rows. */
  readonly deployment: () => string
  /** What makes random choices. */
  readonly seed: () => string
  /** Logs from now on when the state was lost. */
  report(log: Pick<FastifyBaseLogger, 'warn'>): void
  /** Leaves; the last one also deletes the state and all copies of rows. */
  leave(): Promise<void>
}

/** The lifetime of a lock in milliseconds, if nothing holds it on, and how often another process looks at it. */
const [lockLife, lockPause] = [10_000, 50]

/** The options by their names on the command line, for messages and to be compared. */
function shownOptions({ seed, clock, deviations }: Options): Readonly<Record<string, string>> {
  const time = clock === undefined ? 'none' : `${new Date(clock.at).toISOString()}${clock.running === true ? ', running' : ''}`
  return {
    '--seed': seed === undefined ? 'none' : JSON.stringify(seed),
    '--clock': time,
    '--deviation': deviations.length === 0 ? 'none' : deviations.join(', '),
  }
}

/** Throws a `ControlError` if the options differ from those of the other processes. */
function compare(own: Readonly<Record<string, string>>, others: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(own)) {
    if (value !== others[name])
      throw new ControlError(
        'CONFLICT',
        `Expected the same ${name} for all controlled servers that share a database of Redis: another one has ${others[name]}, this one ${value}. Use the same, or another database of Redis, such as redis://HOST/1.`,
      )
  }
}

/** Joins the other processes, or begins. Rejects with `ControlUnavailable`, or with a `ControlError` if this process does not fit to the others. */
export async function join({ link, limiter, copies, areCopiesShared, options, initial, latestId, newName }: Joining): Promise<Membership> {
  const scripts = scriptsAt(link)
  const self = newName()
  const ownOptions = shownOptions(options)
  /** What this process knows of the state, so that it can make it again if Redis loses it. */
  let known: { readonly deployment: string; readonly seed: string; readonly start: string } | undefined
  let log: Pick<FastifyBaseLogger, 'warn'> | undefined
  let isOver = false

  const unavailable = (reason: string, cause?: unknown) =>
    new ControlUnavailable(`the control plane in Redis at ${link.host} cannot be used: ${reason}`, { cause })
  const available = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer
    } catch (error) {
      if (error instanceof RedisAway) throw unavailable(error.message, error)
      throw error
    }
  }
  const run = (name: ScriptName, ...values: readonly (string | number)[]) => available(scripts(name, ...values))

  /** Makes the state; returns whether it did. */
  const begin = async (before: string): Promise<boolean> => {
    const holding = setInterval(() => void run('hold', self, lockLife).catch(() => undefined), lockLife / 4)
    try {
      const { deployment, seed } = known ?? { deployment: newName(), seed: options.seed ?? newName() }
      if (before !== '' && before !== deployment) await copies.dropOf(before)
      const start = known !== undefined && (await copies.has(rowsOf(known.start))) ? known.start : ''
      const [rows, counters] = start === '' ? [await copies.take(deployment), JSON.stringify(await limiter.read())] : ['', '']
      // Named states are lost with Redis, and their rows with them.
      if (known !== undefined) await copies.dropOf(deployment, [start === '' ? rows : rowsOf(start)])
      const { clock } = options
      const [at, runs] = [clock === undefined ? '' : Math.trunc(clock.at), clock === undefined || clock.running === true ? 1 : 0]
      const [word, made] = await run(
        'begin',
        ...[self, deployment, JSON.stringify(ownOptions), seed, at, runs, JSON.stringify(initial), latestId(), rows, counters, start],
      )
      if (word !== 'begun') {
        if (rows !== '') await copies.drop(rows)
        return false
      }
      const isAgain = known !== undefined
      known = { deployment, seed, start: String(made) }
      if (isAgain) log?.warn('Redis has lost the state of the control plane: clock, rules and journal begin anew, and snapshots are gone')
      return true
    } finally {
      clearInterval(holding)
    }
  }

  const enrol = async (): Promise<void> => {
    for (;;) {
      const [word, deployment, theirs, seed, start] = (await run('join', channels, self, lockLife)) as readonly string[]
      if (word === 'wait') await sleep(lockPause)
      else if (word === 'first') {
        if (await begin(deployment ?? '')) return
      } else {
        if (known === undefined || known.deployment !== deployment) {
          known = { deployment: deployment ?? '', seed: seed ?? '', start: start ?? '' }
          await check(theirs ?? '').catch(async (error: unknown) => {
            await leave()
            throw error
          })
        }
        return
      }
    }
  }

  /** Throws a `ControlError` if this process cannot share a state with the others. */
  const check = async (theirs: string): Promise<void> => {
    compare(ownOptions, JSON.parse(theirs) as typeof ownOptions)
    if (!areCopiesShared)
      throw new ControlError(
        'CONFLICT',
        'Another controlled server uses this database of Redis. Several of them need PostgreSQL (--database-url postgres://…), because snapshots of SQLite are in the memory of one process. Use PostgreSQL for both, or another database of Redis, such as redis://HOST/1.',
      )
    if (known !== undefined && !(await copies.has(rowsOf(known.start))))
      throw new ControlError(
        'CONFLICT',
        'Another controlled server uses this database of Redis with another --database-url. Use the same for both, or another database of Redis, such as redis://HOST/1.',
      )
  }

  const leave = async (): Promise<void> => {
    if (isOver || known === undefined) return
    isOver = true
    const { deployment } = known
    const [word] = await run('leave', channels, self, deployment).catch(() => [])
    if (word === 'last') await copies.dropOf(deployment)
  }

  const database = await available(link.ask((redis) => Promise.resolve(String(redis.options.db ?? 0))))
  const channels = channelOf(database, '')
  await available(link.occupy(channels + self))
  await enrol()

  /** The attempt to make a lost state again, of which there is one at a time. */
  let again: Promise<void> | undefined
  const ask: Membership['ask'] = async (name, ...values) => {
    const attempt = () => run(name, self, known?.deployment ?? '', ...values)
    const answer = await attempt()
    if (answer[0] !== absent) return answer
    if (isOver) throw unavailable('this process has left the others')
    again ??= enrol().finally(() => {
      again = undefined
    })
    await again.catch((error: unknown) => {
      throw error instanceof ControlError ? unavailable(error.message, error) : error
    })
    const second = await attempt()
    if (second[0] === absent) throw unavailable('its state was lost')
    return second
  }

  const inTurn = createTurns()
  return {
    ask,
    alone: (work) =>
      inTurn(async () => {
        while ((await ask('take', lockLife))[0] === 'wait') await sleep(lockPause)
        const holding = setInterval(() => void ask('take', lockLife).catch(() => undefined), lockLife / 4)
        try {
          return await work()
        } finally {
          clearInterval(holding)
          // Without Redis, it ends by itself.
          await ask('end').catch(() => undefined)
        }
      }),
    deployment: () => known?.deployment ?? '',
    seed: () => known?.seed ?? '',
    report: (to) => {
      log = to
    },
    leave,
  }
}

/** The name of the copy of all rows in a state that is kept in Redis. */
const rowsOf = (state: string): string => (JSON.parse(state) as { readonly rows: string }).rows
