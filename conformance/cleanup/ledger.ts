/** What a journal tells: its lines, and what they come to. */

/** Version of the format; a journal of another one is not read. */
export const format = '2.0'

/** The id of a thing that the run made, by the id of its entry. */
export interface OwnValue {
  readonly own: string
}

/** A request as the journal keeps it; method and path come from the contract. Ids of own things stand as `{ "own": ENTRY }`. */
export interface Step {
  readonly operation: string
  readonly params: Readonly<Record<string, OwnValue>>
  readonly query?: Readonly<Record<string, OwnValue | string>>
  readonly json?: unknown
}

/** What a read has to show in a property of the thing: one of the texts that the run wrote, or the id of another own thing. */
export type Shown = { readonly texts: readonly string[] } | OwnValue

/** What is known of a thing before it is made. */
export interface Made {
  readonly id: string
  readonly kind: string
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
  | { readonly type: 'set'; readonly id: string; readonly operation: string; readonly value: unknown }
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
  readonly operation: string
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
export class Ledger {
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
