/** What a control plane remembers, in Redis for all processes that share it. Only loaded by a controlled server with `--redis-url`. */
import type { FastifyBaseLogger } from 'fastify'
import type { Choose, Parts } from '../../app.ts'
import type { Deviation } from '../../deviations/deviation.ts'
import { redactText } from '../../http/log.ts'
import type { SharedCounters, SharedRateLimiter } from '../../limits/redis.ts'
import type { NewId, RandomBytes, SavedIds } from '../../random.ts'
import type { OpenStore } from '../../store/store.ts'
import { seededBytes } from '../chance.ts'
import { latestTime, type ClockStart } from '../clock.ts'
import { deviationOf } from '../deviation-of.ts'
import type { Fault } from '../faults.ts'
import { journalBounds, meets, type JournalEntry, type JournalFilter } from '../journal.ts'
import type { Conditions, Facts, Rule } from '../rules.ts'
import { maxKept, tooManyKept, type ControlState, type KeptState, type RuleSet } from '../state.ts'
import { createSharedChoose } from './choose.ts'
import type { FollowingClock } from './clock.ts'
import { createOwnCopies } from './copies.ts'
import { join, type Membership } from './membership.ts'

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

/** The sources of ids and secrets for one request. */
export interface Sources {
  readonly ids: NewId
  readonly random: RandomBytes
}

/** A rule that affects a request, as an object that ends with it. */
export interface SharedRule<Effect> {
  readonly id: string
  readonly effect: Effect
  readonly conditions: Conditions
}

/** What a request meets. */
export interface Arrived {
  readonly deviations: readonly SharedRule<Deviation>[]
  readonly faults: readonly SharedRule<Fault>[]
  /** How many requests a rule has affected, with this one. */
  readonly countOf: (rule: object) => number
  /** Absent if they are those of the process. */
  readonly sources: Sources | undefined
}

/** What the choice of parts asks for. */
export interface Requests {
  /** A request arrives; the clock and the ids of this process follow the common ones. Rejects with `ControlUnavailable`. */
  arrive(facts: Facts, mayWrite: boolean): Promise<Arrived>
  /** Enters a request in the journal. Rejects with `ControlUnavailable`. */
  enter(entry: JournalEntry, characters: number): Promise<void>
  /** Random bytes for what is named. */
  bytesOf(name: string): RandomBytes
}

/** A rule as it is in Redis. */
type Written = {
  readonly born: number
  readonly id: string
  readonly conditions: Conditions
} & ({ readonly kind: 'deviation'; readonly effect: Deviation['id'] } | { readonly kind: 'fault'; readonly effect: Fault })

type Known =
  { readonly kind: 'deviation'; readonly rule: SharedRule<Deviation> } | { readonly kind: 'fault'; readonly rule: SharedRule<Fault> }

/** A kept state as it is in Redis: all numbers are texts. */
interface WrittenState {
  readonly rows: string
  /** The JSON of `SharedCounters`. */
  readonly counters: string
  readonly time: string
  readonly order: string
}

const ruleText = (effect: Fault | Deviation['id'], conditions: Conditions) => JSON.stringify({ effect, conditions })

async function knownOf({ kind, id, effect, conditions }: Written): Promise<Known> {
  return kind === 'fault'
    ? { kind, rule: { id, effect, conditions } }
    : { kind, rule: { id, effect: await deviationOf(effect), conditions } }
}

/** Follows the common state, request by request. */
function createRequests({ clock, ids, start }: Shared, { ask, seed }: Membership): Requests {
  /** The rules at a version of them, by their numbers. */
  let rules: { readonly version: string; readonly byBirth: ReadonlyMap<number, Known> } = { version: '', byBirth: new Map() }
  let epoch = ''
  const isSeeded = start.seed !== undefined
  const bytesOf = (name: string) => seededBytes(`${seed()} ${name}`).bytes

  return {
    bytesOf,
    arrive: async ({ operation = '', key = '' }, mayWrite) => {
      const before = rules
      const answer = await ask('arrive', before.version, operation, key, mayWrite ? 1 : 0, epoch, ids.latest())
      const [, real, base, since, current, last, arrivals, writes, version, all, hits] = answer as unknown as readonly [
        ...[word: string, real: string, base: string, since: string, epoch: string, last: string],
        ...[arrivals: number, writes: number, version: string, all: readonly string[], hits: readonly number[]],
      ]
      clock.follow(Number(real), Number(base), since === '' ? undefined : Number(since))
      if (current !== epoch) ids.continueAfter(Number(last))
      else if (Number(last) > ids.latest()) ids.continueAfter(Number(last))
      epoch = current

      let { byBirth } = before
      if (version !== before.version) {
        const made = await Promise.all(
          all.map(async (json) => {
            const written = JSON.parse(json) as Written
            return [written.born, await knownOf(written)] as const
          }),
        )
        // A rule keeps its object, also if another request has made it meanwhile.
        byBirth = new Map(made.map(([born, each]) => [born, rules.byBirth.get(born) ?? each]))
        rules = { version, byBirth }
      }
      const counts = new Map<object, number>()
      const deviations: SharedRule<Deviation>[] = []
      const faults: SharedRule<Fault>[] = []
      for (let at = 0; at < hits.length; at += 2) {
        const hit = byBirth.get(hits[at] ?? 0)
        if (hit === undefined) throw new Error(`the rule ${hits[at]} affects a request, but is unknown`)
        counts.set(hit.rule, hits[at + 1] ?? 0)
        if (hit.kind === 'deviation') deviations.push(hit.rule)
        else faults.push(hit.rule)
      }
      return {
        deviations,
        faults,
        countOf: (rule) => counts.get(rule) ?? 0,
        // Of the number of the request, so that it does not matter which process gets it. Reads do not change the ids of what is written.
        sources: isSeeded ? { random: bytesOf(`request ${arrivals}`), ids: ids.drawing(bytesOf(`ids ${writes}`)) } : undefined,
      }
    },
    enter: async (entry, characters) => {
      const { requests: most, characters: mostCharacters } = journalBounds
      const { number: _, ...rest } = entry
      // Also where nothing is masked for readers, such as in the name of a header.
      await ask('enter', redactText(JSON.stringify(rest)), characters, most, mostCharacters, epoch, ids.latest())
    },
  }
}

function ruleSet<Effect>(
  kind: Written['kind'],
  { ask }: Membership,
  write: (effect: Effect, conditions: Conditions) => string,
): RuleSet<Effect> {
  const ruleOf = async (json: string, affected: number): Promise<Rule<Effect>> => {
    const { rule } = await knownOf(JSON.parse(json) as Written)
    return { ...(rule as SharedRule<Effect>), affected }
  }
  return {
    list: async () => {
      const [, all] = (await ask('list')) as readonly [word: string, all: readonly (string | number)[]]
      const rules: Promise<Rule<Effect>>[] = []
      for (let at = 0; at < all.length; at += 2) {
        const json = String(all[at])
        if ((JSON.parse(json) as Written).kind === kind) rules.push(ruleOf(json, Number(all[at + 1])))
      }
      return Promise.all(rules)
    },
    add: async (effect, conditions) => {
      const [, json] = await ask('add', kind, write(effect, conditions))
      return ruleOf(String(json), 0)
    },
    remove: async (ids) => (ids.length === 0 ? 0 : Number((await ask('remove', ...ids))[1])),
  }
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
  const { ask } = membership
  const requests = createRequests(shared, membership)

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
      keep: async (name = '') => {
        const rows = await copies.take(membership.deployment())
        const [word, chosen, time, replaced] = await ask('keep', name, maxKept, rows, JSON.stringify(await limiter.read()))
        if (word === 'full') {
          await copies.drop(rows)
          throw tooManyKept()
        }
        if (replaced !== '') await copies.drop(stateOf(replaced).rows)
        return { name: String(chosen), time: Number(time) }
      },
      restore: async (name) => {
        const [, json] = await ask('kept', name)
        // It may have been deleted meanwhile.
        if (json === '' || !(await restoreRows(json))) return undefined
        await ask('become', String(json))
        return keptOf(name, json)
      },
      drop: async (name) => {
        const [, json] = await ask('drop', name)
        if (json === '') return undefined
        await copies.drop(stateOf(json).rows)
        return keptOf(name, json)
      },
    },
    summary,
    reset: async () => {
      const [, json] = await ask('start')
      if (!(await restoreRows(json))) throw new Error(`the database has lost the copy of its rows at the start, ${stateOf(json).rows}`)
      await ask('reset')
    },
    creating: async (work) => {
      const { sources = { ids, random } } = await requests.arrive({ operation: undefined, key: undefined }, true)
      return work({ ...sources, now: clock.now() })
    },
  }
  return {
    state,
    choose: createSharedChoose({ parts, requests, now: clock.now }),
    report: (log) => membership.report(log),
    leave: () => membership.leave(),
  }
}
