/** What a control plane remembers: in the memory of a process (`memory-state.ts`), or in Redis for several of them (`shared/`). */
import type { Deviation } from '../deviations/deviation.ts'
import type { NewId, RandomBytes } from '../random.ts'
import type { Answer } from './answer.ts'
import type { Fault } from './faults.ts'
import type { JournalEntry, JournalFilter } from './journal.ts'
import { ControlError } from './problem.ts'
import type { Conditions, Rule } from './rules.ts'

/** The deviations or the faults that affect requests. */
export interface RuleSet<Effect> {
  /** In the order in which they were added. */
  list(): Answer<readonly Rule<Effect>[]>
  add(effect: Effect, conditions: Conditions): Answer<Rule<Effect>>
  /** Removes those with these ids; returns how many there were. */
  remove(ids: readonly string[]): Answer<number>
}

/** The received requests. */
export interface ReceivedRequests {
  /** Matching entries, oldest first. */
  entries(filter: JournalFilter): Answer<readonly JournalEntry[]>
  /** Number of matching entries. */
  count(filter: JournalFilter): Answer<number>
  /** The latest matching entry. */
  last(filter: JournalFilter): Answer<JournalEntry | undefined>
  /** Number of entries that were removed because there were too many. */
  dropped(): Answer<number>
  /** Removes all; returns their number. */
  clear(): Answer<number>
}

/** A kept state of the server; its time is in milliseconds since the epoch. */
export interface KeptState {
  readonly name: string
  readonly time: number
}

/** Data, counters, time and ids at several times, by name. */
export interface KeptStates {
  /** Oldest first. */
  list(): Answer<readonly KeptState[]>
  /** Keeps the current state; one with the same name is replaced. Without a name, one with a new number is given. Throws a `ControlError` if there are too many. */
  keep(name: string | undefined): Promise<KeptState>
  /** Returns to the state with a name; `undefined` if there is none. */
  restore(name: string): Promise<KeptState | undefined>
  /** Forgets the state with a name; `undefined` if there is none. */
  drop(name: string): Promise<KeptState | undefined>
}

/** What a status tells of the state. */
export interface Summary {
  readonly now: number
  readonly isRunning: boolean
  readonly requests: number
  readonly deviations: number
  readonly faults: number
  readonly snapshots: number
}

/** What changes data and the rest of the state together waits for others that do so, in whichever process. */
export interface ControlState {
  readonly clock: {
    /** Milliseconds since the epoch, and whether the time passes. */
    read(): Answer<{ readonly now: number; readonly isRunning: boolean }>
    /** Sets the time, and whether it passes; what is not given remains. */
    set(change: { readonly time?: number | undefined; readonly isRunning?: boolean | undefined }): Answer<void>
    /** Moves the time forward. Returns whether it did: no `Date` has a time after the last one. */
    advance(milliseconds: number): Answer<boolean>
  }
  readonly deviations: RuleSet<Deviation>
  readonly faults: RuleSet<Fault>
  readonly requests: ReceivedRequests
  readonly kept: KeptStates
  summary(): Answer<Summary>
  /** Returns to the state after the start. */
  reset(): Promise<void>
  /** Runs `work` with what new resources are made of. */
  creating<T>(work: (sources: { readonly ids: NewId; readonly random: RandomBytes; readonly now: number }) => Promise<T>): Promise<T>
}

/** How many states can be kept besides that of the start. */
export const maxKept = 100

/** The error for one more. */
export const tooManyKept = () => new ControlError('CONFLICT', `Expected at most ${maxKept} snapshots; delete one first.`)
