/** What a control plane remembers, in the memory of this process: everything but the data is there at once. */
import type { Choose, Parts } from '../app.ts'
import type { Deviation } from '../deviations/deviation.ts'
import type { OpenRateLimiter } from '../http/rate-limiter.ts'
import type { RandomBytes, SavedIds } from '../random.ts'
import type { OpenStore, StoreSnapshot } from '../store/store.ts'
import { fraction, seededBytes } from './chance.ts'
import { createChoose, keyIn } from './choose.ts'
import { latestTime, type ControlledClock } from './clock.ts'
import type { Fault } from './faults.ts'
import { createJournal } from './journal.ts'
import { createRules, type Rules } from './rules.ts'
import { maxKept, tooManyKept, type ControlState, type KeptState, type RuleSet } from './state.ts'
import { createTurns } from './turns.ts'

/** What is controlled in memory. */
export interface InMemory {
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
}

/** All that a snapshot keeps. */
interface Kept {
  readonly time: number
  readonly rows: StoreSnapshot
  readonly others: readonly (() => void | Promise<void>)[]
}

const setOf = <Effect>(rules: Rules<Effect>): RuleSet<Effect> => ({
  list: () => rules.list(),
  add: (effect, conditions) => rules.add(effect, conditions),
  remove: (ids) => ids.filter((id) => rules.remove(id)).length,
})

/** The state, with the deviations that are active from the start, and the function through which every request passes. */
export async function createMemoryState(
  { store, limiter, parts, clock, random, ids, saveRandom, seed }: InMemory,
  initial: readonly Deviation[],
): Promise<{ readonly state: ControlState; readonly choose: Choose }> {
  const journal = createJournal(keyIn)
  const drawsOf = (id: string) => {
    const { bytes } = seededBytes(`${seed} ${id}`)
    return () => fraction(bytes)
  }
  const deviations = createRules<Deviation>('deviation', drawsOf)
  const faults = createRules<Fault>('fault', drawsOf)
  const choose = createChoose({ parts, deviations, faults, journal, now: clock.now, drawsOf })
  const addInitial = () => initial.forEach((effect) => deviations.add(effect, {}))

  const save = async (): Promise<Kept> => ({
    time: clock.now(),
    rows: await store.snapshot(),
    others: [await limiter.save(), clock.save(), ids.save(), saveRandom()],
  })
  const restore = async ({ rows, others }: Kept) => {
    await rows.restore()
    for (const each of others) await each()
  }
  const start = await save()
  const inTurn = createTurns()
  const named = new Map<string, Kept>()
  let numbered = 0
  const infoOf = (name: string, { time }: Kept): KeptState => ({ name, time })

  addInitial()
  const state: ControlState = {
    clock: {
      read: () => ({ now: clock.now(), isRunning: clock.isRunning }),
      set: ({ time = clock.now(), isRunning }) => clock.set(time, isRunning),
      advance: (milliseconds) => {
        if (!(clock.now() + milliseconds <= latestTime)) return false
        clock.advance(milliseconds)
        return true
      },
    },
    deviations: setOf(deviations),
    faults: setOf(faults),
    requests: {
      entries: (filter) => journal.entries(filter),
      count: (filter) => journal.count(filter),
      last: (filter) => journal.last(filter),
      dropped: () => journal.dropped,
      clear: () => {
        const { length } = journal
        journal.clear()
        return length
      },
    },
    kept: {
      list: () => [...named].map(([name, kept]) => infoOf(name, kept)),
      keep: (name = `snapshot-${(numbered += 1)}`) =>
        inTurn(async () => {
          const replaced = named.get(name)
          if (replaced === undefined && named.size >= maxKept) throw tooManyKept()
          const kept = await save()
          named.set(name, kept)
          await replaced?.rows.drop()
          return infoOf(name, kept)
        }),
      restore: (name) =>
        inTurn(async () => {
          const kept = named.get(name)
          if (kept === undefined) return undefined
          await restore(kept)
          return infoOf(name, kept)
        }),
      drop: (name) =>
        inTurn(async () => {
          const kept = named.get(name)
          if (kept === undefined) return undefined
          named.delete(name)
          await kept.rows.drop()
          return infoOf(name, kept)
        }),
    },
    summary: () => ({
      now: clock.now(),
      isRunning: clock.isRunning,
      requests: journal.length,
      deviations: deviations.list().length,
      faults: faults.list().length,
      snapshots: named.size,
    }),
    reset: () =>
      inTurn(async () => {
        await restore(start)
        clock.reset()
        deviations.clear()
        faults.clear()
        journal.clear()
        addInitial()
      }),
    creating: (work) => inTurn(() => work({ ids, random, now: clock.now() })),
  }
  return { state, choose }
}
