/**
 * What a run has made and not yet taken back, on disk before it is made: one JSON value a line, so that a run that is killed leaves
 * at most one line unfinished. No key is in it.
 *
 * `clean` believes no more of it than it has to: there is no method, path or host in it, and every id is proven again before it is touched.
 */
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, rmSync, truncateSync } from 'node:fs'
import { contract, type OperationId } from '../../spec/contract.ts'
import { readBounded } from '../settings/bounded.ts'
import { Undecidable } from '../model/undecidable.ts'
import { Withheld } from '../guard/guard.ts'
import { kinds, type KindId } from '../resources/kinds.ts'
import { lock, type Lock } from './lock.ts'

/** Version of the format; a journal of another one is not read. */
const format = '2.0'

/** The id of a thing that the run made, by the id of its entry. */
export interface OwnValue {
  readonly own: string
}

/** A request as the journal keeps it; method and path come from the contract. Ids of own things stand as `{ "own": ENTRY }`. */
export interface Step {
  readonly operation: OperationId
  readonly params: Readonly<Record<string, OwnValue>>
  readonly query?: Readonly<Record<string, OwnValue | string>>
  readonly json?: unknown
}

/** What a read has to show in a property of the thing: one of the texts that the run wrote, or the id of another own thing. */
export type Shown = { readonly texts: readonly string[] } | OwnValue

/** What is known of a thing before it is made. */
export interface Made {
  readonly id: string
  readonly kind: KindId
  /** Absent where nothing proves it, and nothing takes it back. */
  readonly shows?: Shown
  readonly undo: readonly Step[]
  /** Shows whether it is gone. */
  readonly check?: Step
  /** Made, and taken back, with the second tenant's key. */
  readonly other?: true
}

export type Line =
  | { readonly type: 'run'; readonly format: typeof format; readonly target: string; readonly tag: string; readonly startedAt: string }
  /** About to be sent. */
  | ({ readonly type: 'make' } & Made)
  /** Was made, and has this id. */
  | { readonly type: 'made'; readonly id: string; readonly own: string }
  /** A read has shown that it is the run's own. */
  | { readonly type: 'proven'; readonly id: string }
  /** Was answered with an id that cannot be the run's own. */
  | { readonly type: 'doubted'; readonly id: string; readonly why: string }
  /** Is about to get another text in the property that proves it. */
  | { readonly type: 'marked'; readonly id: string; readonly text: string }
  /** Was refused, so there is nothing to take back. */
  | { readonly type: 'refused'; readonly id: string }
  /** Is still there, although its deletion was answered with a success. */
  | { readonly type: 'kept'; readonly id: string; readonly why: string }
  /** A change by this operation was seen to arrive where it was sent; `DELETE` stands for every deletion. */
  | { readonly type: 'arrived'; readonly id: string }
  /** A change by this operation was answered with a success, and changed something else, if anything. */
  | { readonly type: 'astray'; readonly id: string; readonly why: string }
  /** Was taken back, or has come to its end. */
  | { readonly type: 'gone'; readonly id: string }
  /** A setting is about to be changed, and has had this value. */
  | { readonly type: 'set'; readonly id: string; readonly operation: OperationId; readonly value: unknown }
  /** A request was carried out that had to be refused; the ids that its answer shows. */
  | { readonly type: 'accepted'; readonly id: string; readonly operation: string; readonly ids: readonly string[] }

/** Something that a run made, or may have made. */
export interface Entry extends Made {
  /** Its id; absent if nobody knows whether the request was carried out. */
  readonly own?: string
  /** Why its id is not its own. */
  readonly doubt?: string
  readonly kept?: string
  readonly isProven?: true
  readonly isGone?: true
}

export interface Setting {
  readonly id: string
  readonly operation: OperationId
  readonly value: unknown
}

export interface Accepted {
  readonly id: string
  readonly operation: string
  readonly ids: readonly string[]
}

/** What is left of a run. */
export interface Remains {
  readonly target: string
  readonly tag: string
  /** The last thing made first; what is gone is among it. */
  readonly entries: readonly Entry[]
  readonly settings: readonly Setting[]
  readonly accepted: readonly Accepted[]
  /** Operations whose changes were seen to arrive where they were sent; `DELETE` stands for every deletion. */
  readonly arrived: ReadonlySet<string>
  /** Why a change is taken to have hit something else; absent if none is. */
  readonly astray?: string
}

/** What the lines of a journal come to. */
class Ledger {
  readonly #entries = new Map<string, Entry>()
  readonly #settings = new Map<string, Setting>()
  readonly #accepted = new Map<string, Accepted>()
  readonly #arrived = new Set<string>()
  #astray: string | undefined

  take(line: Exclude<Line, { type: 'run' }>): void {
    const entry = this.#entries.get(line.id)
    const change = (more: Partial<Entry>): void => {
      if (entry !== undefined) this.#entries.set(line.id, { ...entry, ...more })
    }
    switch (line.type) {
      case 'make': {
        const { type: _type, ...made } = line
        this.#entries.set(line.id, made)
        return
      }
      case 'made':
        change({ own: line.own })
        return
      case 'proven':
        change({ isProven: true })
        return
      case 'doubted':
        change({ doubt: line.why })
        return
      case 'marked':
        if (entry?.shows !== undefined && 'texts' in entry.shows) change({ shows: { texts: [...entry.shows.texts, line.text] } })
        return
      case 'kept':
        change({ kept: line.why })
        return
      case 'arrived':
        this.#arrived.add(line.id)
        return
      case 'astray':
        this.#astray ??= line.why
        return
      case 'refused':
        this.#entries.delete(line.id)
        return
      case 'gone':
        if (this.#settings.delete(line.id) || this.#accepted.delete(line.id)) return
        change({ isGone: true })
        return
      case 'set':
        if (!this.#settings.has(line.id)) this.#settings.set(line.id, { id: line.id, operation: line.operation, value: line.value })
        return
      case 'accepted':
        this.#accepted.set(line.id, { id: line.id, operation: line.operation, ids: line.ids })
    }
  }

  get remains(): Omit<Remains, 'target' | 'tag'> {
    return {
      entries: [...this.#entries.values()].reverse(),
      settings: [...this.#settings.values()],
      accepted: [...this.#accepted.values()],
      arrived: this.#arrived,
      ...(this.#astray === undefined ? {} : { astray: this.#astray }),
    }
  }
}

/** Whether nothing that can be taken back is left. */
export function isOver({ entries, settings, accepted }: Pick<Remains, 'entries' | 'settings' | 'accepted'>): boolean {
  return (
    settings.length === 0 &&
    accepted.length === 0 &&
    entries.every(({ isGone, undo, doubt }) => isGone === true || (undo.length === 0 && doubt === undefined))
  )
}

/** Whether a line tells of what is about to be sent, so that nothing is sent without it. */
const isAhead = ({ type }: Line): boolean => ['run', 'make', 'marked', 'set'].includes(type)

/** What shows that something was carried out. */
const carriedOut: readonly Line['type'][] = ['made', 'doubted', 'accepted']

export class Journal {
  readonly file: string
  readonly #ledger = new Ledger()
  #open: { readonly descriptor: number; readonly lock: Lock } | undefined
  /** Why nothing can be written any more. What is noted then is known to this run alone, which takes back what it can. */
  #failure: string | undefined
  /** Lines that are not written yet. */
  #waiting: Line[]

  /**
   * Opens a new journal, and keeps others off it; throws `Undecidable` if there is one already, or if it cannot be written. With `isLazy`, for a run that
   * makes nothing, there is no file until something was carried out that had to be refused.
   */
  constructor(
    file: string,
    run: { readonly target: string; readonly tag: string; readonly startedAt: string },
    { isLazy = false }: { readonly isLazy?: boolean } = {},
  ) {
    this.file = file
    this.#waiting = [{ type: 'run', format, ...run }]
    if (!isLazy) this.#begin()
  }

  /** Notes something, and returns once that is on disk where it is about what is to be sent. */
  note(line: Exclude<Line, { type: 'run' }>): void {
    if (this.#failure !== undefined) {
      if (isAhead(line)) throw new Withheld(this.#failure)
      this.#ledger.take(line)
      return
    }
    this.#waiting.push(line)
    if (this.#open === undefined && carriedOut.includes(line.type)) this.#begin()
    else {
      try {
        this.#write()
      } catch (error) {
        this.#failure = `the journal cannot be written any more: ${(error as Error).message}; nothing more is made`
        if (isAhead(line)) throw new Withheld(this.#failure)
      }
    }
    this.#ledger.take(line)
  }

  get remains(): Omit<Remains, 'target' | 'tag'> {
    return this.#ledger.remains
  }

  /** Removes the file if nothing is left to take back; otherwise it stays for `clean`. */
  close(): void {
    if (this.#open === undefined) return
    closeSync(this.#open.descriptor)
    if (isOver(this.remains)) rmSync(this.file)
    this.#open.lock.release()
  }

  #begin(): void {
    const { file } = this
    if (existsSync(file)) {
      throw new Undecidable(
        `${file} is the journal of another run. Finish that one with "clean ${file}", or name another file (--journal).`,
      )
    }
    const held = lock(file)
    try {
      this.#open = { descriptor: openSync(file, 'ax', 0o600), lock: held }
      this.#write()
    } catch (error) {
      if (this.#open !== undefined) {
        closeSync(this.#open.descriptor)
        rmSync(file, { force: true })
        this.#open = undefined
      }
      held.release()
      throw new Undecidable(`The journal cannot be written to ${file}: ${(error as Error).message}.`)
    }
  }

  #write(): void {
    if (this.#open === undefined) return
    for (const line of this.#waiting) {
      // A disk that is nearly full takes a part of a line; this goes on until all of it is there, or throws.
      appendFileSync(this.#open.descriptor, `${JSON.stringify(line)}\n`)
      // What came of it is known to the system at once, and to the disk with the next thing: without it the clean-up looks for it.
      if (isAhead(line)) fsyncSync(this.#open.descriptor)
    }
    this.#waiting = []
  }
}

/** A run of level full notes less than a megabyte. */
const mostBytes = 64 * 1024 * 1024

/** Makes a journal one that can be written on: a line that was cut off while it was written goes. */
export function mendJournal(file: string): void {
  const text = readBounded(file, mostBytes)
  truncateSync(file, Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1)))
}

/** Reads the journal of a run that did not finish; throws `Undecidable` where it is none, with what is wrong and the line. */
export function readJournal(file: string): Remains {
  let text: string
  try {
    text = readBounded(file, mostBytes)
  } catch (error) {
    throw new Undecidable(`The journal ${file} cannot be read: ${(error as Error).message}.`)
  }
  const ledger = new Ledger()
  let run: Extract<Line, { type: 'run' }> | undefined
  // What follows the last line break was cut off while it was written, so its request was never sent.
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .slice(0, -1)
  lines.forEach((each, index) => {
    if (each.trim() === '') return
    let value: unknown
    try {
      value = JSON.parse(each)
    } catch {
      throw new Undecidable(`Line ${index + 1} of the journal ${file} is not JSON.`)
    }
    const line = checked(value, `Line ${index + 1} of the journal ${file}`)
    if (line.type === 'run') {
      if (run !== undefined)
        throw new Undecidable(
          `Line ${index + 1} of the journal ${file} tells of another run. Clean up after one run at a time; nothing was sent.`,
        )
      run = line
    } else if (run === undefined) throw new Undecidable(`${file} is no journal: its first line does not tell the run.`)
    else ledger.take(line)
  })
  if (run === undefined) throw new Undecidable(`${file} is no journal: its first line does not tell the run.`)
  return { target: run.target, tag: run.tag, ...ledger.remains }
}

/** The members of each type of line besides `type`, and which of them may be missing. */
const members: Readonly<Record<Line['type'], { readonly needed: readonly string[]; readonly more?: readonly string[] }>> = {
  run: { needed: ['format', 'target', 'tag', 'startedAt'] },
  make: { needed: ['id', 'kind', 'undo'], more: ['shows', 'check', 'other'] },
  made: { needed: ['id', 'own'] },
  proven: { needed: ['id'] },
  doubted: { needed: ['id', 'why'] },
  marked: { needed: ['id', 'text'] },
  refused: { needed: ['id'] },
  kept: { needed: ['id', 'why'] },
  arrived: { needed: ['id'] },
  astray: { needed: ['id', 'why'] },
  gone: { needed: ['id'] },
  set: { needed: ['id', 'operation', 'value'] },
  accepted: { needed: ['id', 'operation', 'ids'] },
}

/** A line that is as a run writes it; throws `Undecidable` for any other. */
function checked(value: unknown, where: string): Line {
  const refuse = (what: string): never => {
    throw new Undecidable(`${where} ${what}. A journal is used as a run has written it; nothing was sent.`)
  }
  if (!isRecord(value)) return refuse('is no object')
  const type = value['type']
  if (type === 'run' && value['format'] !== format) {
    throw new Undecidable(
      `${where} is of format ${JSON.stringify(value['format'])}, and this version reads ${JSON.stringify(format)}: an earlier version wrote it, without what proves ` +
        `that a thing is the run's own. Finish it with that version, or look in the deployment for texts that begin with ${JSON.stringify(value['tag'])}.`,
    )
  }
  if (typeof type !== 'string' || !Object.hasOwn(members, type)) return refuse(`has the type ${JSON.stringify(type)}, which no journal has`)
  const { needed, more = [] } = members[type as Line['type']]
  const missing = needed.find((name) => !Object.hasOwn(value, name))
  if (missing !== undefined) return refuse(`has no "${missing}"`)
  const surplus = Object.keys(value).find((name) => name !== 'type' && !needed.includes(name) && !more.includes(name))
  if (surplus !== undefined) return refuse(`has "${surplus}", which a line of type "${type}" does not have`)
  for (const name of ['id', 'own', 'text', 'why', 'target', 'tag']) {
    if (needed.includes(name) && typeof value[name] !== 'string')
      return refuse(`has "${name}" ${JSON.stringify(value[name])} instead of a text`)
  }
  if (type === 'run' && !/^conf-[0-9a-z]{8}$/.test(String(value['tag'])))
    return refuse(`has the tag ${JSON.stringify(value['tag'])}, which no run has`)
  if (type === 'make') checkMade(value, refuse)
  if (type === 'accepted' && !(typeof value['operation'] === 'string' && isTexts(value['ids'])))
    return refuse('does not tell an operation, and ids as texts')
  if (type === 'set' && !isOperation(value['operation']))
    return refuse(`names the operation ${JSON.stringify(value['operation'])}, which the contract does not have`)
  return value as unknown as Line
}

function checkMade(value: Readonly<Record<string, unknown>>, refuse: (what: string) => never): void {
  const { kind, undo, check, shows } = value
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) refuse(`has the kind ${JSON.stringify(kind)}, which no run makes`)
  if (!Array.isArray(undo)) refuse('has an "undo" that is no list')
  if (shows !== undefined && !(isRecord(shows) && (isOwnValue(shows) || isTexts(shows['texts']))))
    refuse('has a "shows" that is neither texts nor an own thing')
  if (isRecord(check) && isOperation(check['operation']) && contract.operations[check['operation']].method !== 'GET')
    refuse(`has a "check" with ${check['operation']}, which is no read`)
  for (const step of [...(undo as unknown[]), ...(check === undefined ? [] : [check])]) checkStep(step, refuse)
}

function checkStep(step: unknown, refuse: (what: string) => never): void {
  if (!isRecord(step) || !isOperation(step['operation'])) {
    refuse(`has a step with the operation ${JSON.stringify(isRecord(step) ? step['operation'] : step)}, which the contract does not have`)
    return
  }
  const surplus = Object.keys(step).find((name) => !['operation', 'params', 'query', 'json'].includes(name))
  if (surplus !== undefined) refuse(`has a step with "${surplus}"; method and path come from the contract`)
  const wanted = contract.operations[step['operation']].parameters.filter((each) => each.in === 'path').map(({ name }) => name)
  const { params } = step
  if (!isRecord(params) || Object.keys(params).sort().join() !== [...wanted].sort().join())
    refuse(`has a step of ${step['operation']} without ${wanted.join(', ') || 'path parameters alone'}`)
  if (isRecord(params) && !Object.values(params).every(isOwnValue))
    refuse(`has a step of ${step['operation']} whose path names something else than an own thing`)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isOperation = (value: unknown): value is OperationId => typeof value === 'string' && Object.hasOwn(contract.operations, value)
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')

/** Whether a value of a step stands for the id of an own thing. */
export function isOwnValue(value: unknown): value is OwnValue {
  return isRecord(value) && Object.keys(value).length === 1 && typeof value['own'] === 'string'
}
