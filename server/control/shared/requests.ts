import type { Deviation } from '../../deviations/deviation.ts'
import { redactText } from '../../http/log.ts'
import type { NewId, RandomBytes, SavedIds } from '../../random.ts'
import { seededBytes } from '../chance.ts'
import type { Fault } from '../faults.ts'
import { journalBounds, type JournalEntry } from '../journal.ts'
import type { Facts } from '../rules.ts'
import type { FollowingClock } from './clock.ts'
import type { Membership } from './membership.ts'
import { knownOf, type Known, type SharedRule, type Written } from './rules.ts'

/** The sources of ids and secrets for one request. */
export interface Sources {
  readonly ids: NewId
  readonly random: RandomBytes
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

/** What a process follows, in the order of the script. */
type Turn = readonly [...[real: string, base: string, since: string, epoch: string, last: string, arrivals: number, writes: number]]

/** What the choice of parts asks for. */
export interface Requests {
  /** A request arrives; the clock and the ids of this process follow the common ones. Rejects with `ControlUnavailable`. */
  arrive(facts: Facts, mayWrite: boolean): Promise<Arrived>
  /**
   * Something else than a request creates resources, with the result as its sources. The clock and the ids of this process follow the common ones, and these
   * follow the ids of this process. Rejects with `ControlUnavailable`.
   */
  create(): Promise<Sources | undefined>
  /** Enters a request in the journal. Rejects with `ControlUnavailable`. */
  enter(entry: JournalEntry, characters: number): Promise<void>
  /** Random bytes for what is named. */
  bytesOf(name: string): RandomBytes
}

/** Follows the common state, request by request. */
export function createRequests(
  { clock, ids, isSeeded }: { readonly clock: FollowingClock; readonly ids: SavedIds; readonly isSeeded: boolean },
  { ask, seed }: Membership,
): Requests {
  /** The rules at a version of them, by their numbers. */
  let rules: { readonly version: string; readonly byBirth: ReadonlyMap<number, Known> } = { version: '', byBirth: new Map() }
  let epoch = ''
  const bytesOf = (name: string) => seededBytes(`${seed()} ${name}`).bytes

  const follow = ([real, base, since, current, last, arrivals, writes]: Turn): Sources | undefined => {
    clock.follow(Number(real), Number(base), since === '' ? undefined : Number(since))
    if (current !== epoch || Number(last) > ids.latest()) ids.continueAfter(Number(last))
    epoch = current
    // Of the number of the request, so that it does not matter which process gets it. Reads do not change the ids of what is written.
    return isSeeded ? { random: bytesOf(`request ${arrivals}`), ids: ids.drawing(bytesOf(`ids ${writes}`)) } : undefined
  }

  return {
    bytesOf,
    arrive: async ({ operation = '', key = '' }, mayWrite) => {
      const before = rules
      const answer = await ask('arrive', epoch, ids.latest(), mayWrite ? 1 : 0, before.version, operation, key)
      const [, turn, version, all, hits] = answer as readonly [
        ...[word: string, turn: Turn, version: string, all: readonly string[], hits: readonly number[]],
      ]
      const sources = follow(turn)
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
        sources,
      }
    },
    create: async () => {
      const [, turn] = (await ask('create', epoch, ids.latest())) as readonly [word: string, turn: Turn]
      return follow(turn)
    },
    enter: async (entry, characters) => {
      const { requests: most, characters: mostCharacters } = journalBounds
      const { number: _, ...rest } = entry
      // Also where nothing is masked for readers, such as in the name of a header.
      await ask('enter', redactText(JSON.stringify(rest)), characters, most, mostCharacters, epoch, ids.latest())
    },
  }
}
