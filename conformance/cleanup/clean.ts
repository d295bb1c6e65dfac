/** Cleans up what a run has created and not cleaned up itself: at its end, after an interruption, or at any later time from its journal. */
import { valueAt } from '../../spec/contract.ts'
import { mayTakeBack } from '../guard/effects.ts'
import { Forbidden } from '../guard/consent.ts'
import { permitUndo, type Permit, type ProvenId } from '../guard/guard.ts'
import { operationNamed, type Api } from '../model/api.ts'
import type { Reply } from '../model/exchange.ts'
import { grouped } from '../model/grouped.ts'
import { listOf } from '../resources/factory.ts'
import { Evidence, isMark, otherOf } from './evidence.ts'
import { isOwnValue } from './journal-reader.ts'
import type { Entry, Line, Remains, Step } from './ledger.ts'
import { aboutAccepted, idOf, type Left } from './left.ts'
import { CleanupRequests, parsed, pathOf, type CleanupTarget } from './requests.ts'
import { restore } from './restore.ts'
import { sideEffects } from './side-effects.ts'

/** Why a resource stays that the run was allowed to create permanently. */
const permanent = 'the API cannot delete it'

export interface CleanOptions extends CleanupTarget {
  readonly api: Api
  readonly remains: Pick<Remains, 'tag' | 'entries' | 'settings' | 'accepted' | 'arrived' | 'astray'>
  /** Called with each result, in the format of a journal line. */
  readonly onLine: (line: Exclude<Line, { type: 'run' }>) => void
}

/** Milliseconds before a resource that is still returned is checked again: a replica may lag behind. */
const lags = [500, 1500, 3000] as const

/**
 * Resolves to what could not be cleaned up, with the reasons. This always includes what the API cannot delete and what is not proven to belong to the
 * run.
 *
 * Rejected deletions are retried as long as another resource was cleaned up in the meantime: a resource whose creation has no recorded response is
 * found late, and may prevent the deletion of another one.
 */
export async function clean(options: CleanOptions): Promise<Left[]> {
  const cleaning = new Cleaning(options)
  const { entries, settings, accepted } = options.remains
  const kept = await cleaning.stillKept()
  const left: Left[] = accepted.map(aboutAccepted)
  for (const setting of settings) {
    const why = await restore(setting, options.api, cleaning.requests)
    if (why === undefined) options.onLine({ type: 'gone', id: setting.id })
    else left.push({ operation: setting.operation, why })
  }
  let open = entries.filter(({ isGone }) => isGone !== true)
  if (kept !== undefined) return [...left, ...open.map((entry) => ({ operation: entry.kind, ...idOf(entry), why: kept }))]
  for (;;) {
    const remaining: { readonly entry: Entry; readonly about: Left }[] = []
    for (const entry of open) {
      const about = await cleaning.takeBack(entry)
      if (about !== undefined) remaining.push({ entry, about })
    }
    const isStuck = remaining.length === open.length || remaining.every(({ entry }) => isLasting(entry)) || cleaning.halted !== undefined
    open = remaining.map(({ entry }) => entry)
    if (open.length === 0 || isStuck)
      return [
        ...left,
        ...remaining.map(({ about }) => about),
        ...(await cleaning.sweep()),
        ...(await sideEffects(options.api, entries, cleaning.requests)),
      ]
  }
}

const isLasting = ({ undo }: Entry): boolean => undo.length === 0

class Cleaning {
  readonly #options: CleanOptions
  readonly #entries: ReadonlyMap<string, Entry>
  readonly requests: CleanupRequests
  readonly #evidence: Evidence
  /** Why nothing more is deleted. */
  halted: string | undefined

  constructor(options: CleanOptions) {
    this.#options = options
    this.#entries = new Map(options.remains.entries.map((entry) => [entry.id, entry]))
    this.requests = new CleanupRequests(options)
    this.#evidence = new Evidence(options.api, options.remains, this.requests)
  }

  /** Returns why nothing may be deleted, if a resource still exists after its successful deletion: deletions then delete other data. */
  async stillKept(): Promise<string | undefined> {
    for (const entry of this.#options.remains.entries) {
      if (entry.kept === undefined || entry.isGone === true || entry.own === undefined) continue
      if ((await this.#evidence.looked(entry, entry.own)) === 'there')
        return `${entry.kept}; nothing more is deleted, since that may delete other data`
    }
    return undefined
  }

  /** Cleans up one entry. Returns what is left of it; `undefined` if it is gone. */
  async takeBack(entry: Entry): Promise<Left | undefined> {
    if (this.halted !== undefined) return { operation: entry.kind, ...idOf(entry), why: this.halted }
    const found = entry.own !== undefined && entry.doubt === undefined ? [entry.own] : await this.#evidence.search(entry)
    if (typeof found === 'string') return { operation: entry.kind, why: `it is unknown whether it was created: ${found}` }
    if (isLasting(entry)) {
      if (found.length === 0 && entry.doubt === undefined && entry.shows !== undefined) return this.#gone(entry)
      return {
        operation: entry.kind,
        ...(found[0] === undefined ? {} : { id: found[0] }),
        ...(entry.doubt === undefined ? { why: permanent, isLasting: true } : { why: entry.doubt }),
      }
    }
    const faults: string[] = []
    for (const id of found) faults.push(...(await this.#undo(entry, id)))
    // If nothing with the mark of the run exists, the response contained the id of a resource that does not belong to the run.
    if (entry.doubt !== undefined) {
      if (found.length > 0 && faults.length === 0) return this.#gone(entry)
      return { operation: entry.kind, why: `${entry.doubt}; not touched${found.length === 0 ? '' : `: ${faults.join('; ')}`}` }
    }
    if (faults.length > 0) return { operation: entry.kind, ...(found[0] === undefined ? {} : { id: found[0] }), why: faults.join('; ') }
    return this.#gone(entry)
  }

  /** Records that nothing is left of an entry. */
  #gone({ id }: Entry): Left | undefined {
    this.#options.onLine({ type: 'gone', id })
    return undefined
  }

  /** Cleans up one resource, once it is proven, and checks that it is gone. Returns what went wrong. */
  async #undo(entry: Entry, id: string): Promise<string[]> {
    const { kind, undo: steps } = entry
    // A resource that is gone needs no proof, and cannot have one. One that no read has returned yet may still appear: a replica may lag behind.
    let first = await this.#evidence.looked(entry, id)
    for (const lag of entry.isProven === true ? [] : lags) {
      if (first !== 'gone') break
      await this.#options.sleep(lag)
      first = await this.#evidence.looked(entry, id)
    }
    if (first === 'gone') return entry.isProven === true ? [] : ['its creation returned success, but no read has ever returned it']
    const proof = await this.#evidence.prove(entry, id)
    if (typeof proof === 'string') return [`not proven to belong to the run, so it was not touched: ${proof}`]
    const faults: string[] = []
    const doubts: string[] = []
    let isDone = false
    for (const step of steps) {
      const sent = await this.#take(step, entry, proof)
      if (typeof sent === 'string') return [sent]
      const { reply, path } = sent
      const said = `${operationNamed(this.#options.api, step.operation).method} ${path} ${reply.status === 0 ? 'got no response' : `returned ${reply.status}`}`
      if (reply.status === 409 && reasonOf(reply) === 'INVALID_STATE') doubts.push(`${said} INVALID_STATE`)
      else if (reply.status === 0 || (reply.status >= 300 && reply.status !== 404)) faults.push(said)
      if (reply.status > 0 && reply.status < 300) isDone = true
    }
    if (faults.length > 0 || entry.check === undefined) return [...faults, ...doubts]
    let presence = await this.#evidence.looked(entry, id)
    for (const lag of isDone ? lags : []) {
      if (presence !== 'there') break
      await this.#options.sleep(lag)
      presence = await this.#evidence.looked(entry, id)
    }
    if (presence !== 'there') return presence === 'gone' ? [] : doubts
    const why = `${kind} ${id} still exists after the cleanup`
    if (isDone) {
      this.halted = `${why}; nothing more is deleted, since that may delete other data`
      this.#options.onLine({ type: 'kept', id: entry.id, why })
    }
    return [...doubts, why]
  }

  /** Sends one step of the undo of a proven resource, or returns why it cannot be sent. */
  async #take(step: Step, entry: Entry, proof: ProvenId): Promise<{ readonly reply: Reply; readonly path: string } | string> {
    const proven = [proof]
    for (const other of new Set(ownValuesIn([step.params, step.json]))) {
      if (other === entry.id) continue
      const named = this.#entries.get(other)
      if (named?.own === undefined) return `${step.operation} needs an id that is not known`
      const also = await this.#evidence.prove(named, named.own)
      if (typeof also === 'string') return `${step.operation} needs a resource that is not proven to belong to the run: ${also}`
      proven.push(also)
    }
    const operation = operationNamed(this.#options.api, step.operation)
    const { astray, arrived } = this.#options.remains
    if (astray !== undefined && !mayTakeBack({ method: operation.method, operation: operation.id }, arrived))
      return `not touched: ${astray}; ${operation.id} may also change other data`
    const params = this.#evidence.filled(step.params, entry, proof.id) as unknown as Readonly<Record<string, string>>
    const json = step.json === undefined ? undefined : this.#evidence.filled(step.json, entry, proof.id)
    let permit: Permit | undefined
    try {
      permit = permitUndo(this.#options.api, operation, params, json, proven)
    } catch (error) {
      // No run records such a step, so the journal was modified.
      if (error instanceof Forbidden) return `not touched: ${error.message}`
      throw error
    }
    const reply = await this.requests.send(operation, params, { json, ...(permit === undefined ? {} : { permit }), ...otherOf(entry) })
    return { reply, path: pathOf(operation, params) }
  }

  /** Searches for duplicates: resources with a text of the run whose id no response contained. They are cleaned up like the original ones. */
  async sweep(): Promise<Left[]> {
    const left: Left[] = []
    const known = new Set([...this.#entries.values()].flatMap(({ own }) => own ?? []))
    const searchable = [...this.#entries.values()].flatMap((entry) => {
      const { shows, own } = entry
      return shows !== undefined && 'texts' in shows && own !== undefined ? shows.texts.map((text) => ({ text, entry })) : []
    })
    for (const candidates of grouped(searchable, ({ entry: { kind, other } }) => `${kind} ${other === true}`).values()) {
      const [{ entry: first }] = candidates
      if (this.halted !== undefined) continue
      const proof = this.#evidence.proofOf(first)
      if (proof === 'part') continue
      const list = listOf(
        this.#options.api,
        first.kind,
        first.undo.map(({ operation }) => operation),
      )
      if (list === undefined) continue
      const texts = new Map(candidates.map(({ text, entry }) => [text, entry]))
      const own = [...texts.keys()].filter((text) => isMark(text, this.#options.remains.tag))
      for (const { id, value } of (await this.#evidence.rows(list, proof.property, own, first)) ?? []) {
        const entry = texts.get(value)
        if (known.has(id) || entry === undefined) continue
        known.add(id)
        const faults = isLasting(entry) ? [permanent] : await this.#undo(entry, id)
        if (faults.length > 0)
          left.push({ operation: entry.kind, id, why: `a duplicate of a resource that the run created: ${faults.join('; ')}` })
      }
    }
    return left
  }
}

/** Returns the ids of the entries that a step references. */
function ownValuesIn(value: unknown): string[] {
  if (isOwnValue(value)) return [value.own]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(ownValuesIn) : []
}

const reasonOf = (reply: Reply): unknown => valueAt(parsed(reply), '/details/reason')
