/** The lines of a journal, and the state that results from them. */

/** Version of the format; journals with another version are rejected. */
export const format = '2.0'

/** A reference to the id of a resource of the run, by the id of its entry. */
export interface OwnValue {
  readonly own: string
}

/** A request in a journal; method and path come from the contract. Ids of resources of the run are written as `{ "own": ENTRY }`. */
export interface Step {
  readonly operation: string
  readonly params: Readonly<Record<string, OwnValue>>
  readonly query?: Readonly<Record<string, OwnValue | string>>
  readonly json?: unknown
}

/** The expected value of a property of the resource: one of the texts that the run wrote, or the id of another resource of the run. */
export type Shown = { readonly texts: readonly string[] } | OwnValue

/** What is known about a resource before it is created. */
export interface Made {
  readonly id: string
  readonly kind: string
  /** Absent if there is no proof for it and no way to delete it. */
  readonly shows?: Shown
  readonly undo: readonly Step[]
  /** The read that shows whether it is gone. */
  readonly check?: Step
  /** Created and cleaned up with the key of the second tenant. */
  readonly other?: true
}

export type Line =
  | { readonly type: 'run'; readonly format: typeof format; readonly target: string; readonly tag: string; readonly startedAt: string }
  /** The request is about to be sent. */
  | ({ readonly type: 'make' } & Made)
  /** The resource was created, and has this id. */
  | { readonly type: 'made'; readonly id: string; readonly own: string }
  /** A read has proven that the resource belongs to the run. */
  | { readonly type: 'proven'; readonly id: string }
  /** The response contained an id that cannot belong to the run. */
  | { readonly type: 'doubted'; readonly id: string; readonly why: string }
  /** The resource is about to get another text in the property that proves it. */
  | { readonly type: 'marked'; readonly id: string; readonly text: string }
  /** The request was rejected, so there is nothing to clean up. */
  | { readonly type: 'refused'; readonly id: string }
  /** The resource still exists, although its deletion returned success. */
  | { readonly type: 'kept'; readonly id: string; readonly why: string }
  /** A change by this operation was verified on the addressed resource; `DELETE` stands for every deletion. */
  | { readonly type: 'arrived'; readonly id: string }
  /** A change by this operation returned success, but did not change the addressed resource. */
  | { readonly type: 'astray'; readonly id: string; readonly why: string }
  /** The resource was deleted or has reached its final state, or the setting was restored. */
  | { readonly type: 'gone'; readonly id: string }
  /** A setting with this value is about to be changed. */
  | { readonly type: 'set'; readonly id: string; readonly operation: string; readonly value: unknown }
  /** A request was carried out that must be rejected; with the ids in its response. */
  | { readonly type: 'accepted'; readonly id: string; readonly operation: string; readonly ids: readonly string[] }

/** A resource that a run created, or may have created. */
export interface Entry extends Made {
  /** Its id; absent if it is unknown whether the request was carried out. */
  readonly own?: string
  /** Why the id in the response cannot belong to the resource. */
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
  /** The most recent first, including those that are gone. */
  readonly entries: readonly Entry[]
  readonly settings: readonly Setting[]
  readonly accepted: readonly Accepted[]
  /** Operations whose changes were verified on the addressed resource; `DELETE` stands for every deletion. */
  readonly arrived: ReadonlySet<string>
  /** Why a change is assumed to have affected other data; absent if there is none. */
  readonly astray?: string
}

/** Computes the state of a run from the lines of its journal. */
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

/** Whether nothing is left that can be cleaned up. */
export function isOver({ entries, settings, accepted }: Pick<Remains, 'entries' | 'settings' | 'accepted'>): boolean {
  return (
    settings.length === 0 &&
    accepted.length === 0 &&
    entries.every(({ isGone, undo, doubt }) => isGone === true || (undo.length === 0 && doubt === undefined))
  )
}
