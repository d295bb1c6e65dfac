/** Everything that can be controlled, as methods: the library, the HTTP interface and hence the command line call these. */
import type { FastifyBaseLogger } from 'fastify'
import { contract, type OperationId } from '../../spec/contract.ts'
import type { ControlSchemas } from '../../spec/control-contract.ts'
import type { Choose, Parts } from '../app.ts'
import type { Deviation } from '../deviations/deviation.ts'
import { keySubject, subjectOf } from '../http/count.ts'
import type { OpenRateLimiter } from '../http/rate-limiter.ts'
import { drawSecret } from '../random.ts'
import type { OpenStore } from '../store/store.ts'
import { after, type Answering } from './answer.ts'
import { publicIdOf } from './choose.ts'
import { checkValue } from './check.ts'
import { deviationOf } from './deviation-of.ts'
import { type DataSet, type LoadedData, loadDataSet } from './data-set.ts'
import { durationForm, readDuration } from './duration.ts'
import { type Fault, refusalOf } from './faults.ts'
import type { JournalEntry, JournalFilter } from './journal.ts'
import { createMemoryState, type InMemory } from './memory-state.ts'
import { ControlError } from './problem.ts'
import type { Conditions, Rule } from './rules.ts'
import type { Shared } from './shared/state.ts'
import type { ControlState, KeptState, RuleSet } from './state.ts'

/** A time: milliseconds since the epoch, a `Date`, or RFC 3339 text. */
export type Time = number | Date | string

/** The state of the server. */
export type Status = ControlSchemas['Status']
/** A kept state of the server. */
export type SnapshotInfo = ControlSchemas['Snapshot']
/** A deviation that affects requests. */
export type ActiveDeviation = Conditions & { readonly id: string; readonly affected: number; readonly name: string }
/** A fault that affects requests. */
export type ActiveFault = Fault & Conditions & { readonly id: string; readonly affected: number }
/** The counters of a key or an address. */
export type LimitState = ControlSchemas['LimitState']
/** Conditions on received requests; all given ones must be met. */
export type RequestFilter = Omit<JournalFilter, 'since'> & { readonly since?: Time }

export interface ControlledDeviations {
  /** The active deviations, in order. */
  list(): readonly ActiveDeviation[]
  /** All deviations that can be added, with their effect on clients. */
  available(): Promise<readonly { readonly name: string; readonly harm: string; readonly part: string }[]>
  /** Adds a deviation by its name. Throws a `ControlError` for an unknown name or invalid conditions. */
  add(name: string, conditions?: Conditions): Promise<ActiveDeviation>
  /** Removes the deviation with an id, or those with a name; returns their number. Throws a `ControlError` if there is none. */
  remove(idOrName: string): number
  /** Removes all; returns their number. */
  clear(): number
}

export interface ControlledFaults {
  /** The active faults, in order. */
  list(): readonly ActiveFault[]
  /** Adds a fault. Throws a `ControlError` if it or its conditions are invalid. */
  add(fault: Fault & Conditions): Promise<ActiveFault>
  /** Removes the fault with an id; returns 1. Throws a `ControlError` if there is none. */
  remove(id: string): number
  /** Removes all; returns their number. */
  clear(): number
}

export interface ControlledRequests {
  /** The matching requests that are kept, oldest first. */
  list(filter?: RequestFilter): readonly JournalEntry[]
  /** Number of matching requests. */
  count(filter?: RequestFilter): number
  /** The latest matching request. */
  last(filter?: RequestFilter): JournalEntry | undefined
  /** Number of older requests that are no longer kept. */
  readonly dropped: number
  /** Forgets all; returns their number. */
  clear(): number
}

export interface ControlledLimits {
  /** The running windows of all keys and addresses, or of one key (public id, id or text). */
  list(filter?: { readonly key?: string }): Promise<readonly LimitState[]>
  /** Begins new windows for all, or for one key; returns how many had counters. */
  reset(filter?: { readonly key?: string }): Promise<number>
}

export interface SettableClock {
  /** Milliseconds since the epoch. */
  now(): number
  readonly isRunning: boolean
  /** Sets the time. A clock that runs continues from there; `running` changes whether it does. */
  set(time: Time, options?: { readonly running?: boolean }): void
  /** Moves the time forward by milliseconds or a duration such as `1h30m`. */
  advance(by: number | string): void
  /** Stops the clock at the current time. */
  stop(): void
  /** Lets the clock run on. */
  run(): void
}

export interface Controller {
  readonly clock: SettableClock
  readonly deviations: ControlledDeviations
  readonly faults: ControlledFaults
  readonly requests: ControlledRequests
  readonly limits: ControlledLimits
  status(): Status
  /** Restores the state after the start: data, counters, clock, ids and the deviations given at the start; removes faults and received requests. */
  reset(): Promise<void>
  /** Keeps data, counters, clock and ids; a snapshot with the same name is replaced. */
  snapshot(name?: string): Promise<SnapshotInfo>
  snapshots(): readonly SnapshotInfo[]
  /** Restores a snapshot, which remains. Throws a `ControlError` if there is none. */
  restore(snapshot: string | { readonly name: string }): Promise<SnapshotInfo>
  /** Deletes a snapshot. Throws a `ControlError` if there is none. */
  drop(snapshot: string | { readonly name: string }): Promise<SnapshotInfo>
  /** Adds the tenants of a data set, or replaces all data by them. Throws a `ControlError` that names the invalid part; then nothing changed. */
  load(data: DataSet, options?: { readonly replace?: boolean }): Promise<LoadedData>
}

/** The same methods, each of which may return a promise: of a control plane that several processes share. */
export type AnyController = Answering<Controller>

/** What the controller controls. */
export interface Controlled {
  readonly store: OpenStore
  readonly limiter: OpenRateLimiter
  readonly parts: Parts
  /** What makes ids and random choices reproducible, if it was given. */
  readonly givenSeed: string | undefined
  readonly baseUrl: () => string
}

const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

const isoOf = (time: number) => new Date(time).toISOString()
const kept = (conditions: Conditions): Conditions =>
  Object.fromEntries(Object.entries(conditions).filter(([, value]: [string, unknown]) => value !== undefined))

function timeOf(time: Time): number {
  const milliseconds = typeof time === 'number' ? time : time instanceof Date ? time.getTime() : Date.parse(time)
  if (Number.isFinite(milliseconds) && Math.abs(milliseconds) <= 8.64e15) return milliseconds
  throw new ControlError('INVALID', `Expected a time, such as 2026-06-01T12:00:00Z, got ${JSON.stringify(time)}.`)
}

/** The operation with a name. Throws a `ControlError` with similar names if there is none. */
function operationNamed(name: string): OperationId {
  if (Object.hasOwn(contract.operations, name)) return name as OperationId
  const all = Object.keys(contract.operations)
  const near = all
    .filter((each) => each.toLowerCase().includes(name.toLowerCase()) || name.toLowerCase().includes(each.toLowerCase()))
    .slice(0, 3)
  const hint = near.length === 0 ? `Expected one such as ${all[0] ?? ''}.` : `Did you mean ${near.join(' or ')}?`
  throw new ControlError('INVALID', `Unknown operation ${JSON.stringify(name)}. ${hint}`)
}

/** The deviations that are active from the start, by their names. Throws a `ControlError` for an unknown one. */
const initialDeviations = (names: readonly string[]): Promise<Deviation[]> => Promise.all(names.map(deviationOf))

/** The controller of a server whose state is in the memory of this process, and the function through which every request passes. */
export async function createController(
  controlled: Controlled & InMemory,
  deviations: readonly string[],
): Promise<{ readonly controller: Controller; readonly choose: Choose }> {
  const { state, choose } = await createMemoryState(controlled, await initialDeviations(deviations))
  // Everything that this state answers is there at once, except for what is a promise in any case.
  return { controller: controllerOf(state, controlled) as Controller, choose }
}

/** The same for one of several processes, whose state is in Redis. */
export async function createSharedController(controlled: Controlled & Shared): Promise<SharedControl> {
  const { createSharedState } = await import('./shared/state.ts')
  const { state, ...rest } = await createSharedState(controlled, await initialDeviations(controlled.start.deviations))
  return { controller: controllerOf(state, controlled), ...rest }
}

/** The controller of one of several processes. */
export interface SharedControl {
  readonly controller: AnyController
  readonly choose: Choose
  /** Logs from now on when Redis has lost the state. */
  readonly report: (log: Pick<FastifyBaseLogger, 'warn'>) => void
  /** Leaves the other processes, before the store and the connection to Redis are closed. */
  readonly leave: () => Promise<void>
}

/** The controller of a state. */
function controllerOf(state: ControlState, { store, limiter, parts, givenSeed, baseUrl }: Controlled): AnyController {
  const { clock, deviations, faults, requests, kept: states } = state

  /** The conditions with checked names. */
  const checked = async ({ operation, key, ...rest }: Conditions): Promise<Conditions> => {
    const publicId = key === undefined ? undefined : publicIdOf(key)
    if (publicId !== undefined && (await store.findKey(publicId)) === undefined)
      throw new ControlError('INVALID', `Expected the public id of a key, such as NORDADMIN, got ${JSON.stringify(publicId)}.`)
    return kept({
      ...rest,
      ...(operation === undefined ? {} : { operation: operationNamed(operation) }),
      ...(publicId === undefined ? {} : { key: publicId }),
    })
  }

  const shownDeviation = ({ id, affected, effect, conditions }: Rule<Deviation>): ActiveDeviation => ({
    id,
    name: effect.id,
    ...conditions,
    affected,
  })
  const shownFault = ({ id, affected, effect, conditions }: Rule<Fault>): ActiveFault => ({ id, ...effect, ...conditions, affected })

  const cleared = (rules: RuleSet<unknown>) => after(rules.list(), (all) => rules.remove(all.map(({ id }) => id)))

  const infoOf = ({ name, time }: KeptState): SnapshotInfo => ({ name, time: isoOf(time) })
  /** What was done with a snapshot. Throws a `ControlError` if there is none with its name. */
  const found = async (
    snapshot: string | { readonly name: string },
    act: (name: string) => Promise<KeptState | undefined>,
  ): Promise<SnapshotInfo> => {
    const name = typeof snapshot === 'string' ? snapshot : snapshot.name
    const done = await act(name)
    if (done !== undefined) return infoOf(done)
    const others = await states.list()
    const known = others.length === 0 ? 'there are none' : `there are ${others.map((each) => each.name).join(', ')}`
    throw new ControlError('NOT_FOUND', `Expected the name of a snapshot, got ${JSON.stringify(name)}; ${known}.`)
  }

  const filterOf = ({ since, key, operation, ...rest }: RequestFilter): JournalFilter => ({
    ...rest,
    ...(operation === undefined ? {} : { operation: operationNamed(operation) }),
    ...(key === undefined ? {} : { key: publicIdOf(key) }),
    ...(since === undefined ? {} : { since: timeOf(since) }),
  })

  /** The name under which a key is counted. */
  const subjectNamed = async (key: string): Promise<string> => {
    const stored = await store.findKey(publicIdOf(key))
    const counted = (await limiter.counts((await clock.read()).now)).find(({ subject }) => {
      const who = subjectOf(subject)
      return who !== undefined && 'keyId' in who && who.keyId === key
    })
    const subject = stored === undefined ? counted?.subject : keySubject(stored)
    if (subject === undefined)
      throw new ControlError('NOT_FOUND', `Expected the public id or the id of a key, got ${JSON.stringify(publicIdOf(key))}.`)
    return subject
  }

  return {
    clock: {
      now: () => after(clock.read(), ({ now }) => now),
      get isRunning() {
        return after(clock.read(), ({ isRunning }) => isRunning)
      },
      set: (time, { running } = {}) => clock.set({ time: timeOf(time), isRunning: running }),
      advance: (by) => {
        const refused = () => new ControlError('INVALID', `Expected ${durationForm}, or milliseconds, got ${JSON.stringify(by)}.`)
        const milliseconds = readDuration(by)
        if (milliseconds === undefined || milliseconds < 0) throw refused()
        return after(clock.advance(milliseconds), (isPossible) => {
          if (!isPossible) throw refused()
        })
      },
      stop: () => clock.set({ isRunning: false }),
      run: () => clock.set({ isRunning: true }),
    },
    deviations: {
      list: () => after(deviations.list(), (all) => all.map(shownDeviation)),
      available: async () =>
        (await import('../deviations/index.ts')).deviations.map(({ id, harm, change }) => ({ name: id, harm, part: change.part })),
      add: async (name, conditions = {}) => {
        checkValue('NewDeviation', { name, ...conditions }, 'deviation')
        return shownDeviation(await deviations.add(await deviationOf(name), await checked(conditions)))
      },
      remove: (idOrName) =>
        after(deviations.list(), (all) => {
          const fitting = all.filter(({ id, effect }) => id === idOrName || effect.id === idOrName)
          if (fitting.length === 0)
            throw new ControlError('NOT_FOUND', `Expected the id or the name of an active deviation, got ${JSON.stringify(idOrName)}.`)
          return deviations.remove(fitting.map(({ id }) => id))
        }),
      clear: () => cleared(deviations),
    },
    faults: {
      list: () => after(faults.list(), (all) => all.map(shownFault)),
      add: async (wish) => {
        checkValue('NewFault', wish, 'fault')
        const { operation, key, next, probability, ...fault } = wish
        const conditions = await checked(kept({ operation, key, next, probability } as Conditions))
        if (fault.type === 'status') refusalOf(fault, conditions.operation)
        if (fault.type === 'latency' && typeof fault.delay !== 'number' && fault.delay.min > fault.delay.max)
          throw new ControlError('INVALID', `Expected a minimum delay of at most the maximum, ${fault.delay.max}, got ${fault.delay.min}.`)
        return shownFault(await faults.add(fault, conditions))
      },
      remove: (id) =>
        after(faults.remove([id]), (removed) => {
          if (removed === 0) throw new ControlError('NOT_FOUND', `Expected the id of an active fault, got ${JSON.stringify(id)}.`)
          return removed
        }),
      clear: () => cleared(faults),
    },
    requests: {
      list: (filter = {}) => requests.entries(filterOf(filter)),
      count: (filter = {}) => requests.count(filterOf(filter)),
      last: (filter = {}) => requests.last(filterOf(filter)),
      get dropped() {
        return requests.dropped()
      },
      clear: () => requests.clear(),
    },
    limits: {
      list: async ({ key } = {}) => {
        const wanted = key === undefined ? undefined : await subjectNamed(key)
        const counts = await limiter.counts((await clock.read()).now)
        return counts.flatMap(({ subject, windows }): LimitState[] => {
          const who = subjectOf(subject)
          if (who === undefined || (wanted !== undefined && subject !== wanted)) return []
          const shown = windows.map(({ resetAt, ...each }) => ({
            ...each,
            remaining: each.limit - each.used,
            resetAt: isoOf(resetAt * 1000),
          }))
          if ('address' in who) return [{ keyId: null, tenant: null, address: who.address, windows: shown }]
          return [{ keyId: who.keyId, tenant: who.tenantId, address: null, windows: shown }]
        })
      },
      reset: async ({ key } = {}) => {
        const subject = key === undefined ? undefined : await subjectNamed(key)
        const counts = await limiter.counts((await clock.read()).now)
        const running = counts.filter((each) => subject === undefined || each.subject === subject)
        await limiter.clear(subject)
        return running.length
      },
    },
    status: () =>
      after(state.summary(), ({ now, isRunning, ...counts }) => ({
        baseUrl: baseUrl(),
        contractVersion: contract.version,
        clock: { now: isoOf(now), running: isRunning },
        seed: givenSeed ?? null,
        ...counts,
      })),
    reset: () => state.reset(),
    snapshot: async (name) => {
      if (name !== undefined && !nameForm.test(name))
        throw new ControlError('INVALID', `Expected a name of letters, digits, dots, underscores and hyphens, got ${JSON.stringify(name)}.`)
      return infoOf(await states.keep(name))
    },
    snapshots: () => after(states.list(), (all) => all.map(infoOf)),
    restore: (snapshot) => found(snapshot, (name) => states.restore(name)),
    drop: (snapshot) => found(snapshot, (name) => states.drop(name)),
    load: async (data, { replace = false } = {}) => {
      checkValue('DataSet', data, 'data set')
      return state.creating(async ({ ids, random, now }) => {
        const { handlers, endpoints } = parts
        const context = { store, handlers, endpoints, newId: ids, newSecret: (length: number) => drawSecret(random, length), now }
        if (!replace) return loadDataSet(data, context)
        const before = await store.snapshot()
        try {
          await store.erase()
          return await loadDataSet(data, context)
        } catch (error) {
          await before.restore()
          throw error
        } finally {
          await before.drop()
        }
      })
    },
  }
}
