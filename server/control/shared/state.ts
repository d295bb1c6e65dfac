/** What a control plane remembers, in Redis for all processes that share it. Only loaded by a controlled server with `--redis-url`. */
import type { FastifyBaseLogger } from 'fastify'
import type { Choose, Parts } from '../../app.ts'
import type { Deviation } from '../../deviations/deviation.ts'
import type { SharedCounters, SharedRateLimiter } from '../../limits/redis.ts'
import type { RandomBytes, SavedIds } from '../../random.ts'
import type { OpenStore } from '../../store/store.ts'
import { latestTime, type ClockStart } from '../clock.ts'
import type { Fault } from '../faults.ts'
import { meets, type JournalEntry, type JournalFilter } from '../journal.ts'
import { maxKept, tooManyKept, type ControlState, type KeptState } from '../state.ts'
import { createSharedChoose } from './choose.ts'
import type { FollowingClock } from './clock.ts'
import { createOwnCopies } from './copies.ts'
import { join, type Membership } from './membership.ts'
import { createRequests } from './requests.ts'
import { ruleSet, ruleText } from './rules.ts'

/** What a process shares with others. */
export interface Shared {
  readonly store: OpenStore
  readonly limiter: SharedRateLimiter
  readonly parts: Parts
  readonly clock: FollowingClock
  readonly random: RandomBytes
  readonly ids: SavedIds
  readonly start: { readonly seed: string | undefined; readonly clock: ClockStart; readonly deviations: readonly string[] }
  /** Another name each time, which nobody else has: at most 20 letters and digits. */
  readonly newName: () => string
}

/** A kept state as it is in Redis: all numbers are texts. */
interface WrittenState {
  readonly rows: string
  /** The JSON of `SharedCounters`. */
  readonly counters: string
  readonly time: string
  readonly order: string
}

function receivedRequests({ ask }: Membership) {
  const read = async () => {
    const [, dropped, lines] = (await ask('entries')) as readonly [word: string, dropped: number, lines: readonly string[]]
    return { dropped, lines }
  }
  const entries = async (filter: JournalFilter): Promise<JournalEntry[]> => {
    const { lines } = await read()
    return lines
      .map((line): JournalEntry => {
        const space = line.indexOf(' ')
        return { number: Number(line.slice(0, space)), ...(JSON.parse(line.slice(space + 1)) as Omit<JournalEntry, 'number'>) }
      })
      .filter((entry) =>
        meets(
          { ...entry, at: Date.parse(entry.time) },
          () => entry.path,
          () => entry.key,
          filter,
        ),
      )
  }
  return {
    entries,
    count: async (filter: JournalFilter) => (await entries(filter)).length,
    last: async (filter: JournalFilter) => (await entries(filter)).at(-1),
    dropped: async () => (await read()).dropped,
    clear: async () => Number((await ask('forget'))[1]),
  }
}

/**
 * Joins the processes that share a state, which has the deviations that are active from the start. Returns the state, the function through which every request
 * passes, and how to leave. Rejects with `ControlUnavailable` without Redis, and with a `ControlError` if the process does not fit to the others.
 */
export async function createSharedState(
  shared: Shared,
  initial: readonly Deviation[],
): Promise<{
  readonly state: ControlState
  readonly choose: Choose
  readonly report: (log: Pick<FastifyBaseLogger, 'warn'>) => void
  readonly leave: () => Promise<void>
}> {
  const { store, limiter, parts, clock, random, ids, start, newName } = shared
  const copies = store.copies ?? createOwnCopies(store)
  const membership = await join({
    link: limiter.link,
    limiter,
    copies,
    areCopiesShared: store.copies !== undefined,
    options: start,
    initial: initial.map(({ id }) => ruleText(id, {})),
    latestId: () => ids.latest(),
    newName,
  })
  const { ask, alone } = membership
  const requests = createRequests({ clock, ids, isSeeded: start.seed !== undefined }, membership)

  const summary = async () => {
    const [, now, isRunning, received, deviations, faults, snapshots] = await ask('summary')
    return {
      now: Number(now),
      isRunning: isRunning === 1,
      requests: Number(received),
      deviations: Number(deviations),
      faults: Number(faults),
      snapshots: Number(snapshots),
    }
  }

  const stateOf = (json: unknown) => JSON.parse(String(json)) as WrittenState
  const keptOf = (name: string, json: unknown): KeptState => ({ name, time: Number(stateOf(json).time) })
  /** Restores what is not in the state itself; returns whether its rows are still there. */
  const restoreRows = async (json: unknown): Promise<boolean> => {
    const { rows, counters } = stateOf(json)
    if (!(await copies.restore(rows))) return false
    await limiter.write(JSON.parse(counters) as SharedCounters)
    return true
  }

  const state: ControlState = {
    clock: {
      read: summary,
      set: async ({ time, isRunning }) => {
        await ask('clock', time === undefined ? '' : Math.trunc(time), isRunning === undefined ? '' : isRunning ? 1 : 0)
      },
      advance: async (milliseconds) => (await ask('advance', Math.trunc(milliseconds), latestTime))[0] === 'set',
    },
    deviations: ruleSet<Deviation>('deviation', membership, ({ id }, conditions) => ruleText(id, conditions)),
    faults: ruleSet<Fault>('fault', membership, ruleText),
    requests: receivedRequests(membership),
    kept: {
      list: async () => {
        const [, all] = (await ask('kept')) as readonly [word: string, all: readonly string[]]
        const found: (KeptState & { readonly order: number })[] = []
        for (let at = 0; at < all.length; at += 2) {
          const json = all[at + 1]
          found.push({ ...keptOf(all[at] ?? '', json), order: Number(stateOf(json).order) })
        }
        return found.sort((a, b) => a.order - b.order)
      },
      keep: (name = '') =>
        alone(async () => {
          const rows = await copies.take(membership.deployment())
          const [word, chosen, time, replaced] = await ask('keep', name, maxKept, rows, JSON.stringify(await limiter.read()))
          if (word === 'full') {
            await copies.drop(rows)
            throw tooManyKept()
          }
          if (replaced !== '') await copies.drop(stateOf(replaced).rows)
          return { name: String(chosen), time: Number(time) }
        }),
      restore: (name) =>
        alone(async () => {
          const [, json] = await ask('kept', name)
          // It may have been deleted meanwhile.
          if (json === '' || !(await restoreRows(json))) return undefined
          await ask('become', String(json))
          return keptOf(name, json)
        }),
      drop: (name) =>
        alone(async () => {
          const [, json] = await ask('drop', name)
          if (json === '') return undefined
          await copies.drop(stateOf(json).rows)
          return keptOf(name, json)
        }),
    },
    summary,
    reset: () =>
      alone(async () => {
        const [, json] = await ask('start')
        if (!(await restoreRows(json))) throw new Error(`the database has lost the copy of its rows at the start, ${stateOf(json).rows}`)
        await ask('reset')
      }),
    creating: (work) =>
      alone(async () => {
        const sources = (await requests.create()) ?? { ids, random }
        const result = await work({ ...sources, now: clock.now() })
        // Others create after it.
        await requests.create()
        return result
      }),
  }
  return {
    state,
    choose: createSharedChoose({ parts, requests, now: clock.now }),
    report: (log) => membership.report(log),
    leave: () => membership.leave(),
  }
}
