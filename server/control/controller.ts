/** Everything that can be controlled, as methods: the library, the HTTP interface and hence the command line call these. */
import { contract, type OperationId } from '../../spec/contract.ts'
import type { ControlSchemas } from '../../spec/control-contract.ts'
import type { Choose, Parts } from '../app.ts'
import type { Deviation } from '../deviations/deviation.ts'
import { keySubject, subjectOf } from '../http/count.ts'
import type { OpenRateLimiter } from '../http/rate-limiter.ts'
import { drawSecret, type RandomBytes, type SavedIds } from '../random.ts'
import type { OpenStore, StoreSnapshot } from '../store/store.ts'
import { createChoose, keyIn, publicIdOf } from './choose.ts'
import { fraction, seededBytes } from './chance.ts'
import { checkValue } from './check.ts'
import type { ControlledClock } from './clock.ts'
import { type DataSet, type LoadedData, loadDataSet } from './data-set.ts'
import { durationForm, readDuration } from './duration.ts'
import { type Fault, refusalOf } from './faults.ts'
import { createJournal, type JournalEntry, type JournalFilter } from './journal.ts'
import { ControlError } from './problem.ts'
import { type Conditions, createRules, type Rule, type Rules } from './rules.ts'

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

/** What the controller controls. */
export interface Controlled {
  readonly store: OpenStore
  readonly limiter: OpenRateLimiter
  readonly parts: Parts
  readonly clock: ControlledClock
  readonly random: RandomBytes
  readonly ids: SavedIds
  /** Keeps the state of `random`, if it has one; the result returns to it. */
  readonly saveRandom: () => () => void
  /** For random choices; the same seed makes the same ones. */
  readonly seed: string
  /** Whether the seed was given. */
  readonly isSeeded: boolean
  /** Names of the deviations that are active from the start. */
  readonly deviations: readonly string[]
  readonly baseUrl: () => string
}

/** All that a snapshot keeps. */
interface State {
  readonly time: number
  readonly rows: StoreSnapshot
  readonly others: readonly (() => void | Promise<void>)[]
}

const maxSnapshots = 100
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

/** The controller, and the function through which every request passes. */
export async function createController(controlled: Controlled): Promise<{ readonly controller: Controller; readonly choose: Choose }> {
  const { store, limiter, parts, clock, random, ids, seed } = controlled
  const journal = createJournal(keyIn)
  const drawsOf = (id: string) => {
    const { bytes } = seededBytes(`${seed} ${id}`)
    return () => fraction(bytes)
  }
  const deviations = createRules<Deviation>('deviation', drawsOf)
  const faults = createRules<Fault>('fault', drawsOf)
  const choose = createChoose({ parts, deviations, faults, journal, now: clock.now, drawsOf })

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

  const cleared = (rules: Rules<unknown>): number => {
    const { length } = rules.list()
    for (const { id } of rules.list()) rules.remove(id)
    return length
  }

  const addDeviation: ControlledDeviations['add'] = async (name, conditions = {}) => {
    checkValue('NewDeviation', { name, ...conditions }, 'deviation')
    const { deviationNamed } = await import('../deviations/index.ts')
    let effect: Deviation
    try {
      effect = deviationNamed(name)
    } catch (error) {
      if (error instanceof RangeError)
        throw new ControlError('INVALID', error.message.replace(/--list-deviations lists all (\d+)\.$/, '$1 deviations are available.'))
      throw error
    }
    return shownDeviation(deviations.add(effect, await checked(conditions)))
  }

  const addInitial = async () => {
    for (const name of controlled.deviations) await addDeviation(name)
  }

  const save = async (): Promise<State> => ({
    time: clock.now(),
    rows: await store.snapshot(),
    others: [await limiter.save(), clock.save(), ids.save(), controlled.saveRandom()],
  })
  const restoreState = async ({ rows, others }: State) => {
    await rows.restore()
    for (const restore of others) await restore()
  }

  const start = await save()
  const named = new Map<string, State>()
  let numbered = 0

  const infoOf = (name: string, { time }: State): SnapshotInfo => ({ name, time: isoOf(time) })
  const found = (snapshot: string | { readonly name: string }): readonly [string, State] => {
    const name = typeof snapshot === 'string' ? snapshot : snapshot.name
    const state = named.get(name)
    if (state !== undefined) return [name, state]
    const known = named.size === 0 ? 'there are none' : `there are ${[...named.keys()].join(', ')}`
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
    const counted = (await limiter.counts(clock.now())).find(({ subject }) => {
      const who = subjectOf(subject)
      return who !== undefined && 'keyId' in who && who.keyId === key
    })
    const subject = stored === undefined ? counted?.subject : keySubject(stored)
    if (subject === undefined)
      throw new ControlError('NOT_FOUND', `Expected the public id or the id of a key, got ${JSON.stringify(publicIdOf(key))}.`)
    return subject
  }

  const controller: Controller = {
    clock: {
      now: clock.now,
      get isRunning() {
        return clock.isRunning
      },
      set: (time, { running } = {}) => clock.set(timeOf(time), running),
      advance: (by) => {
        const milliseconds = readDuration(by)
        const time = milliseconds === undefined ? NaN : clock.now() + milliseconds
        if (milliseconds === undefined || milliseconds < 0 || !(time <= 8.64e15))
          throw new ControlError('INVALID', `Expected ${durationForm}, or milliseconds, got ${JSON.stringify(by)}.`)
        clock.advance(milliseconds)
      },
      stop: () => clock.set(clock.now(), false),
      run: () => clock.set(clock.now(), true),
    },
    deviations: {
      list: () => deviations.list().map(shownDeviation),
      available: async () =>
        (await import('../deviations/index.ts')).deviations.map(({ id, harm, change }) => ({ name: id, harm, part: change.part })),
      add: addDeviation,
      remove: (idOrName) => {
        const fitting = deviations.list().filter(({ id, effect }) => id === idOrName || effect.id === idOrName)
        for (const { id } of fitting) deviations.remove(id)
        if (fitting.length === 0)
          throw new ControlError('NOT_FOUND', `Expected the id or the name of an active deviation, got ${JSON.stringify(idOrName)}.`)
        return fitting.length
      },
      clear: () => cleared(deviations),
    },
    faults: {
      list: () => faults.list().map(shownFault),
      add: async (wish) => {
        checkValue('NewFault', wish, 'fault')
        const { operation, key, next, probability, ...fault } = wish
        const conditions = await checked(kept({ operation, key, next, probability } as Conditions))
        if (fault.type === 'status') refusalOf(fault, conditions.operation)
        if (fault.type === 'latency' && typeof fault.delay !== 'number' && fault.delay.min > fault.delay.max)
          throw new ControlError('INVALID', `Expected a minimum delay of at most the maximum, ${fault.delay.max}, got ${fault.delay.min}.`)
        return shownFault(faults.add(fault, conditions))
      },
      remove: (id) => {
        if (!faults.remove(id)) throw new ControlError('NOT_FOUND', `Expected the id of an active fault, got ${JSON.stringify(id)}.`)
        return 1
      },
      clear: () => cleared(faults),
    },
    requests: {
      list: (filter = {}) => journal.entries(filterOf(filter)),
      count: (filter = {}) => journal.count(filterOf(filter)),
      last: (filter = {}) => journal.last(filterOf(filter)),
      get dropped() {
        return journal.dropped
      },
      clear: () => {
        const { length } = journal.entries()
        journal.clear()
        return length
      },
    },
    limits: {
      list: async ({ key } = {}) => {
        const wanted = key === undefined ? undefined : await subjectNamed(key)
        const counts = await limiter.counts(clock.now())
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
        const counts = await limiter.counts(clock.now())
        const running = counts.filter((each) => subject === undefined || each.subject === subject)
        await limiter.clear(subject)
        return running.length
      },
    },
    status: () => ({
      baseUrl: controlled.baseUrl(),
      contractVersion: contract.version,
      clock: { now: isoOf(clock.now()), running: clock.isRunning },
      seed: controlled.isSeeded ? seed : null,
      requests: journal.entries().length,
      deviations: deviations.list().length,
      faults: faults.list().length,
      snapshots: named.size,
    }),
    reset: async () => {
      await restoreState(start)
      clock.reset()
      deviations.clear()
      faults.clear()
      journal.clear()
      await addInitial()
    },
    snapshot: async (name) => {
      const chosen = name ?? `snapshot-${(numbered += 1)}`
      if (!nameForm.test(chosen))
        throw new ControlError(
          'INVALID',
          `Expected a name of letters, digits, dots, underscores and hyphens, got ${JSON.stringify(chosen)}.`,
        )
      const replaced = named.get(chosen)
      if (replaced === undefined && named.size >= maxSnapshots)
        throw new ControlError('CONFLICT', `Expected at most ${maxSnapshots} snapshots; delete one first.`)
      const state = await save()
      named.set(chosen, state)
      await replaced?.rows.drop()
      return infoOf(chosen, state)
    },
    snapshots: () => [...named].map(([name, state]) => infoOf(name, state)),
    restore: async (snapshot) => {
      const [name, state] = found(snapshot)
      await restoreState(state)
      return infoOf(name, state)
    },
    drop: async (snapshot) => {
      const [name, state] = found(snapshot)
      named.delete(name)
      await state.rows.drop()
      return infoOf(name, state)
    },
    load: async (data, { replace = false } = {}) => {
      checkValue('DataSet', data, 'data set')
      const context = {
        store,
        handlers: parts.handlers,
        endpoints: parts.endpoints,
        newId: ids,
        newSecret: (length: number) => drawSecret(random, length),
        now: clock.now(),
      }
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
    },
  }
  await addInitial()
  return { controller, choose }
}
