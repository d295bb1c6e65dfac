/** Takes back what a run has made and could not take back itself: at its end, after an interruption, or any day from its journal. */
import { rewritten } from '../model/rewritten.ts'
import { Forbidden } from '../guard/consent.ts'
import type { Operation } from '../../spec/contract.ts'
import { operationNamed, type Api } from '../model/api.ts'
import type { Row } from '../model/profile.ts'
import type { KindProof } from '../model/resource.ts'
import { valueAt } from '../../spec/contract.ts'
import { header, type Reply } from '../model/exchange.ts'
import type { Wire } from '../send/wire.ts'
import { mayTakeBack } from '../guard/effects.ts'
import { presenceOf } from './presence.ts'
import { isPlainId } from '../guard/ownership.ts'
import { permitRestore, permitUndo, ProvenId, type Permit } from '../guard/guard.ts'
import { isOwnValue } from './journal-reader.ts'
import type { Accepted, Entry, Line, Remains, Setting, Step } from './ledger.ts'
import { listOf } from '../resources/factory.ts'

/** Something that is still there, or may be. */
export interface Left {
  /** What made it. */
  readonly operation: string
  /** Absent if nobody knows whether it came into being. */
  readonly id?: string
  readonly why: string
  /** Nothing takes it back, and the run was allowed to make it (`--allow-lasting`): it was expected to stay. */
  readonly isLasting?: true
}

/** Why something stays that the run was allowed to make for good. */
const permanent = 'the contract has no way to delete it'

export interface CleanOptions {
  readonly api: Api
  readonly baseUrl: string
  readonly remains: Pick<Remains, 'tag' | 'entries' | 'settings' | 'accepted' | 'arrived' | 'astray'>
  readonly wire: Wire
  readonly key: string
  readonly otherKey?: string
  readonly headers: Readonly<Record<string, string>>
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Called with what became certain, in the form in which a journal notes it. */
  readonly onLine: (line: Exclude<Line, { type: 'run' }>) => void
  /** Whether so many milliseconds are worth waiting for the rate limit; always, by default. */
  readonly isWorth?: (milliseconds: number) => boolean
}

/** Milliseconds before a request that was not answered is sent again; it may have been one connection that broke. */
const pauses = [50, 200, 1000] as const

/** Milliseconds before something is looked at again that is still shown: a replica may be behind. */
const lags = [500, 1500, 3000] as const

/** So many, and the deployment is taken to be gone: nothing more is sent. */
const maxUnanswered = 2

/** Pages of a list that are searched for things whose making was not answered. */
const maxPages = 20

/**
 * Resolves to what it could not take back, and why. What the contract has no way to delete, and what is not proven to be the run's own, is always among it.
 *
 * What is refused is tried again as long as something else went in the meantime: a creation whose answer nobody noted is found late, and
 * may be what keeps another one from going.
 */
export async function clean(options: CleanOptions): Promise<Left[]> {
  const cleaning = new Cleaning(options)
  const { entries, settings, accepted } = options.remains
  const kept = await cleaning.stillKept()
  const left: Left[] = accepted.map(aboutAccepted)
  for (const setting of settings) left.push(...(await cleaning.restore(setting)))
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
      return [...left, ...remaining.map(({ about }) => about), ...(await cleaning.sweep()), ...(await cleaning.sideEffects())]
  }
}

/** What a run left that was not allowed to write: everything that a deployment carried out although it had to refuse it. */
export function untouched({ entries, accepted }: Pick<Remains, 'entries' | 'accepted'>): Left[] {
  const made = entries.filter(({ isGone }) => isGone !== true)
  const why = 'the deployment carried out a request that it has to refuse; "clean" takes it back from the journal'
  return [...accepted.map(aboutAccepted), ...made.map((entry) => ({ operation: entry.kind, ...idOf(entry), why: entry.doubt ?? why }))]
}

const isLasting = ({ undo }: Entry): boolean => undo.length === 0

const idOf = ({ own }: Entry): { readonly id?: string } => (own === undefined ? {} : { id: own })

const aboutAccepted = ({ operation, ids }: Accepted): Left => ({
  operation,
  ...(ids[0] === undefined ? {} : { id: ids.join(', ') }),
  why: 'the deployment carried out a request that it has to refuse; look whether something has to be undone by hand',
})

class Cleaning {
  readonly #options: CleanOptions
  readonly #entries: ReadonlyMap<string, Entry>
  /** By entry; what is proven once is proven for this clean-up. */
  readonly #proven = new Map<string, ProvenId | string>()
  /** Requests in a row that were not answered, however often they were sent. */
  #unanswered = 0
  /** Why nothing more is taken away. */
  halted: string | undefined

  constructor(options: CleanOptions) {
    this.#options = options
    this.#entries = new Map(options.remains.entries.map((entry) => [entry.id, entry]))
  }

  /** Whether something that a deletion left there is there still: then deletions hit something else. */
  async stillKept(): Promise<string | undefined> {
    for (const entry of this.#options.remains.entries) {
      if (entry.kept === undefined || entry.isGone === true || entry.own === undefined) continue
      if ((await this.#looked(entry, entry.own)) === 'there')
        return `${entry.kept}; nothing more is taken away, since it may hit something else`
    }
    return undefined
  }

  /** What is left of one entry; nothing if it is gone. */
  async takeBack(entry: Entry): Promise<Left | undefined> {
    if (this.halted !== undefined) return { operation: entry.kind, ...idOf(entry), why: this.halted }
    const found = entry.own !== undefined && entry.doubt === undefined ? [entry.own] : await this.#search(entry)
    if (typeof found === 'string') return { operation: entry.kind, why: `nobody knows whether it was made: ${found}` }
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
    // Nothing with the run's mark is there: the answer spoke of something that is not the run's.
    if (entry.doubt !== undefined) {
      if (found.length > 0 && faults.length === 0) return this.#gone(entry)
      return { operation: entry.kind, why: `${entry.doubt}; left alone${found.length === 0 ? '' : `: ${faults.join('; ')}`}` }
    }
    if (faults.length > 0) return { operation: entry.kind, ...(found[0] === undefined ? {} : { id: found[0] }), why: faults.join('; ') }
    return this.#gone(entry)
  }

  /** Notes that nothing is left of an entry. */
  #gone({ id }: Entry): Left | undefined {
    this.#options.onLine({ type: 'gone', id })
    return undefined
  }

  /** Puts a setting back as it was read before the run changed it. */
  async restore({ id, operation, value }: Setting): Promise<Left[]> {
    const { api } = this.#options
    const read = api.profile.settings[operation]
    if (read === undefined) return [{ operation, why: 'the journal names a setting that has no read' }]
    const shown = async (): Promise<'same' | 'other' | undefined> => {
      const reply = await this.#request(operationNamed(api, read.operation), {}, {})
      if (reply.status !== 200) return undefined
      return isSame(valueAt(parsed(reply), '/data'), value) ? 'same' : 'other'
    }
    const before = await shown()
    if (before === 'other') {
      const target = operationNamed(api, operation)
      await this.#request(target, {}, { json: value, permit: permitRestore(api, target) })
    }
    if ((before === 'same' ? before : await shown()) === 'same') {
      this.#options.onLine({ type: 'gone', id })
      return []
    }
    return [{ operation, why: `it is not as it was before the run: put it back by hand, as ${JSON.stringify(value)}` }]
  }

  /** Takes one thing back, once it is proven, and looks whether it is gone. Gives back what went wrong. */
  async #undo(entry: Entry, id: string): Promise<string[]> {
    const { kind, undo: steps } = entry
    // What is gone needs no proof, and has nothing that could show one. What nothing has ever shown may yet appear: a replica may be behind.
    let first = await this.#looked(entry, id)
    for (const lag of entry.isProven === true ? [] : lags) {
      if (first !== 'gone') break
      await this.#options.sleep(lag)
      first = await this.#looked(entry, id)
    }
    if (first === 'gone') return entry.isProven === true ? [] : ['it was answered with a success, and no read has ever shown it']
    const proof = await this.#prove(entry, id)
    if (typeof proof === 'string') return [`not proven to be the run's own, and left alone: ${proof}`]
    const faults: string[] = []
    const doubts: string[] = []
    let isDone = false
    for (const step of steps) {
      const sent = await this.#take(step, entry, proof)
      if (typeof sent === 'string') return [sent]
      const { reply, path } = sent
      const said = `${operationNamed(this.#options.api, step.operation).method} ${path} answered ${reply.status === 0 ? 'nothing' : reply.status}`
      if (reply.status === 409 && reasonOf(reply) === 'INVALID_STATE') doubts.push(`${said} INVALID_STATE`)
      else if (reply.status === 0 || (reply.status >= 300 && reply.status !== 404)) faults.push(said)
      if (reply.status > 0 && reply.status < 300) isDone = true
    }
    if (faults.length > 0 || entry.check === undefined) return [...faults, ...doubts]
    let presence = await this.#looked(entry, id)
    for (const lag of isDone ? lags : []) {
      if (presence !== 'there') break
      await this.#options.sleep(lag)
      presence = await this.#looked(entry, id)
    }
    if (presence !== 'there') return presence === 'gone' ? [] : doubts
    const why = `${kind} ${id} is still there after it was taken back`
    if (isDone) {
      this.halted = `${why}; nothing more is taken away, since it may hit something else`
      this.#options.onLine({ type: 'kept', id: entry.id, why })
    }
    return [...doubts, why]
  }

  /** Whether a thing is there: `unclear` where nothing shows it, or where the deployment answers 404 to whatever it is asked. */
  async #looked(entry: Entry, id: string): Promise<'gone' | 'there' | 'unclear'> {
    const presence = await this.#sight(entry, id)
    return presence === 'gone' && !(await this.#serves(entry)) ? 'unclear' : presence
  }

  /** Whether the deployment still answers a list. */
  async #serves(entry: Entry): Promise<boolean> {
    const list = this.#options.api.lists.find(({ parameters }) => parameters.every((each) => each.in !== 'path'))
    return list !== undefined && (await this.#request(list, {}, { query: { limit: '1' }, ...otherOf(entry) })).status === 200
  }

  async #sight(entry: Entry, id: string): Promise<'gone' | 'there' | 'unclear'> {
    const { check } = entry
    if (check === undefined || !isPlainId(id)) return 'unclear'
    const { api } = this.#options
    const reply = await this.#request(operationNamed(api, check.operation), this.#filled(check.params, entry, id), {
      query: this.#filled(check.query ?? {}, entry, id),
      ...otherOf(entry),
    })
    const undone = entry.undo.map(({ operation }) => operation)
    return presenceOf({ status: reply.status, body: parsed(reply) }, { undone, asked: check.operation, api })
  }

  /** Reads a thing, and gives back its proven id, or why it is not proven. */
  async #prove(entry: Entry, id: string): Promise<ProvenId | string> {
    const key = `${entry.id} ${id}`
    const known = this.#proven.get(key)
    if (known !== undefined) return known
    // Until it is told; only a journal that was changed leads back here.
    this.#proven.set(key, 'it is said to belong to itself')
    const outcome = await this.#proof(entry, id)
    this.#proven.set(key, outcome)
    return outcome
  }

  async #proof(entry: Entry, id: string): Promise<ProvenId | string> {
    const proof = this.#proofOf(entry)
    const wanted = await this.#wanted(entry)
    if (proof === 'part' || wanted === undefined) return 'nothing of it tells whose it is'
    if (typeof wanted === 'string') return wanted
    const operation = operationNamed(this.#options.api, proof.read)
    const parameter = operation.parameters.find((each) => each.in === 'path')?.name
    const params = parameter === undefined ? {} : { [parameter]: id }
    const query = parameter === undefined ? { id } : {}
    const reply = await this.#request(operation, params, { query, ...otherOf(entry) })
    return ProvenId.by(
      { status: reply.status, body: parsed(reply) },
      { read: operation.id, id, property: proof.property, wanted: [...wanted] },
    )
  }

  /** What proves things of its kind; a kind that the profile does not have proves nothing. */
  #proofOf({ kind }: Entry): KindProof {
    return this.#options.api.profile.kinds[kind]?.proof ?? 'part'
  }

  /** What has to be shown: texts of the run, or the id of what it belongs to, which has to be proven too. A text where that fails. */
  async #wanted({ shows }: Entry): Promise<readonly string[] | string | undefined> {
    if (shows === undefined) return undefined
    if (isOwnValue(shows)) {
      const parent = this.#entries.get(shows.own)
      if (parent?.own === undefined || parent.doubt !== undefined) return 'what it belongs to is not known'
      const proof = await this.#prove(parent, parent.own)
      return typeof proof === 'string' ? `what it belongs to is not proven: ${proof}` : [proof.id]
    }
    // A text of another form may be anybody's.
    const own = shows.texts.filter((text) => isMark(text, this.#options.remains.tag))
    return own.length === 0 ? 'the journal has no text of the run for it' : own
  }

  /** Sends one step of the undo of a proven thing, or says why it cannot be sent. */
  async #take(step: Step, entry: Entry, proof: ProvenId): Promise<{ readonly reply: Reply; readonly path: string } | string> {
    const proven = [proof]
    for (const other of new Set(ownValuesIn([step.params, step.json]))) {
      if (other === entry.id) continue
      const named = this.#entries.get(other)
      if (named?.own === undefined) return `${step.operation} needs what is not known`
      const also = await this.#prove(named, named.own)
      if (typeof also === 'string') return `${step.operation} needs what is not proven: ${also}`
      proven.push(also)
    }
    const operation = operationNamed(this.#options.api, step.operation)
    const { astray, arrived } = this.#options.remains
    if (astray !== undefined && !mayTakeBack({ method: operation.method, operation: operation.id }, arrived))
      return `left alone: ${astray}; ${operation.id} may change something else, too`
    const params = this.#filled(step.params, entry, proof.id) as unknown as Readonly<Record<string, string>>
    const json = step.json === undefined ? undefined : this.#filled(step.json, entry, proof.id)
    let permit: Permit | undefined
    try {
      permit = permitUndo(this.#options.api, operation, params, json, proven)
    } catch (error) {
      // A step that no run writes: the journal was changed.
      if (error instanceof Forbidden) return `left alone: ${error.message}`
      throw error
    }
    const reply = await this.#request(operation, params, { json, ...(permit === undefined ? {} : { permit }), ...otherOf(entry) })
    return { reply, path: pathOf(operation, params) }
  }

  #filled<T>(value: T, entry: Entry, id: string): T
  #filled(value: unknown, entry: Entry, id: string): unknown {
    return rewritten(value, (each) => (isOwnValue(each) ? [each.own === entry.id ? id : this.#entries.get(each.own)?.own] : undefined))
  }

  /**
   * Ids of things that show what only the run can have put there, in the list whose links lead to the undo. They belong to a creation that nobody knows
   * the outcome of, or whose answer spoke of something else. A text says why nobody can tell.
   */
  async #search(entry: Entry): Promise<string[] | string> {
    const proof = this.#proofOf(entry)
    const wanted = await this.#wanted(entry)
    if (proof === 'part' || wanted === undefined) return []
    // Only a journal that was changed has no text of the run for it.
    if (typeof wanted === 'string') return wanted
    const list = listOf(
      this.#options.api,
      entry.kind,
      entry.undo.map(({ operation }) => operation),
    )
    if (list === undefined) return []
    const rows = await this.#rows(list, proof.property, wanted, entry)
    const known = new Set(
      [...this.#entries.values()].flatMap(({ id, own, doubt }) =>
        own === undefined || doubt !== undefined || id === entry.id ? [] : [own],
      ),
    )
    if (rows === undefined) return 'the list that would show it gives no answer'
    return rows.map(({ id }) => id).filter((id) => !known.has(id))
  }

  /** Rows of a list whose property is equal to what is wanted, the newest first; `undefined` if it gives no answer. */
  async #rows(
    operation: Api['lists'][number],
    property: string,
    wanted: readonly string[],
    entry: Pick<Entry, 'other'>,
  ): Promise<{ readonly id: string; readonly value: string }[] | undefined> {
    const { list } = operation
    const isFilter = wanted.length === 1 && list.filters.some(({ name }) => name === property)
    const sort = list.sort?.fields.includes('createdAt') === true ? { sortBy: 'createdAt', sortOrder: 'desc' } : {}
    const found: { readonly id: string; readonly value: string }[] = []
    for (let page = 1; page <= maxPages; page++) {
      const query = { ...sort, ...(isFilter ? { [property]: wanted[0] ?? '' } : {}), limit: String(list.maxLimit), page: String(page) }
      const reply = await this.#request(operation, {}, { query, ...otherOf(entry) })
      const body = parsed(reply)
      const rows = valueAt(body, '/data')
      if (reply.status !== 200 || !Array.isArray(rows)) return undefined
      for (const row of rows as unknown[]) {
        const [id, value] = [valueAt(row, '/id'), valueAt(row, `/${property}`)]
        if ((typeof id === 'string' || typeof id === 'number') && typeof value === 'string' && wanted.includes(value))
          found.push({ id: String(id), value })
      }
      if (page >= Number(valueAt(body, '/pagination/totalPages') ?? 0)) break
    }
    return found
  }

  /** Looks for second copies: things with a text of the run that no answer ever spoke of. They are taken back like the ones they are copies of. */
  async sweep(): Promise<Left[]> {
    const left: Left[] = []
    const known = new Set([...this.#entries.values()].flatMap(({ own }) => own ?? []))
    const groups = new Map<string, Entry[]>()
    for (const entry of this.#entries.values()) {
      if (entry.shows === undefined || !('texts' in entry.shows) || entry.own === undefined) continue
      const key = `${entry.kind} ${entry.other === true}`
      groups.set(key, [...(groups.get(key) ?? []), entry])
    }
    for (const entries of groups.values()) {
      const [first] = entries
      if (first === undefined || this.halted !== undefined) continue
      const proof = this.#proofOf(first)
      if (proof === 'part') continue
      const list = listOf(
        this.#options.api,
        first.kind,
        first.undo.map(({ operation }) => operation),
      )
      if (list === undefined) continue
      const texts = new Map(
        entries.flatMap((entry) =>
          entry.shows !== undefined && 'texts' in entry.shows ? entry.shows.texts.map((text) => [text, entry] as const) : [],
        ),
      )
      const own = [...texts.keys()].filter((text) => isMark(text, this.#options.remains.tag))
      for (const { id, value } of (await this.#rows(list, proof.property, own, first)) ?? []) {
        const entry = texts.get(value)
        if (known.has(id) || entry === undefined) continue
        known.add(id)
        const faults = isLasting(entry) ? [permanent] : await this.#undo(entry, id)
        if (faults.length > 0) left.push({ operation: entry.kind, id, why: `a second copy of what the run made: ${faults.join('; ')}` })
      }
    }
    return left
  }

  /** What the deployment did by itself about what the run made, and how much of it reached somebody. */
  async sideEffects(): Promise<Left[]> {
    const { api } = this.#options
    const { sideEffects } = api.profile
    const all = [...this.#entries.values()]
    const cause = all.find(({ kind, own }) => own !== undefined && sideEffects?.of.includes(kind) === true)
    const list = api.lists.find(({ id }) => id === sideEffects?.list)
    if (sideEffects === undefined || cause === undefined || list === undefined) return []
    const { about } = sideEffects
    const ids = all.flatMap(({ kind, own }) => (kind === about.kind && own !== undefined ? [own] : []))
    let [count, reached] = [0, 0]
    for (let page = 1; page <= maxPages; page++) {
      const query = { ...sideEffects.query, limit: String(list.list.maxLimit), page: String(page) }
      const rows = valueAt(parsed(await this.#request(list, {}, { query })), '/data')
      const own = (Array.isArray(rows) ? (rows as unknown[]) : []).filter((row) => ids.includes(String(valueAt(row, `/${about.property}`))))
      // The newest come first: where none is about the run, none that follows is.
      if (own.length === 0) break
      count += own.length
      reached += own.filter((row) => sideEffects.reached(row as Row)).length
    }
    return count === 0 ? [] : [{ operation: cause.kind, why: sideEffects.told(count, reached), isLasting: true }]
  }

  /** One request of the clean-up, repeated as long as the rate limit asks for patience; status 0 if nothing comes back. */
  async #request(
    operation: Operation,
    params: Readonly<Record<string, unknown>>,
    options: {
      readonly query?: Readonly<Record<string, unknown>>
      readonly json?: unknown
      readonly permit?: Permit
      readonly other?: true
    },
  ): Promise<Reply> {
    const { wire, baseUrl, key, otherKey, headers } = this.#options
    const nothing: Reply = { status: 0, headers: [], body: Buffer.alloc(0) }
    if (this.#unanswered >= maxUnanswered) return nothing
    const query = Object.entries(options.query ?? {})
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
      .join('&')
    const url = baseUrl + pathOf(operation, params) + (query === '' ? '' : `?${query}`)
    // The key goes to the target alone, whatever an id made of the address.
    if (new URL(url).origin !== new URL(baseUrl).origin) throw new Error(`${url} is not at ${baseUrl}`)
    const json = options.json === undefined ? undefined : JSON.stringify(options.json)
    for (let attempt = 0; ; attempt++) {
      const reply = await wire.send({
        method: operation.method,
        url,
        headers: [
          ['Authorization', `Bearer ${options.other === true ? (otherKey ?? key) : key}`],
          ...(json === undefined ? [] : [['Content-Type', 'application/json'] as const]),
          ...Object.entries(headers),
        ],
        ...(json === undefined ? {} : { body: Buffer.from(json) }),
        ...(options.permit === undefined ? {} : { permit: options.permit }),
      })
      if (!('status' in reply)) {
        const pause = pauses[attempt]
        if (pause === undefined) {
          this.#unanswered += 1
          return nothing
        }
        await this.#options.sleep(pause)
        continue
      }
      this.#unanswered = 0
      if (reply.status !== 429 || attempt >= 3) return reply
      const answered = { reply } as Parameters<typeof header>[0]
      const seconds = Number(header(answered, 'retry-after') ?? 60)
      const pause = Math.min(Math.max(Number.isFinite(seconds) ? seconds : 60, 0), 3600) * 1000
      if (this.#options.isWorth?.(pause) === false) return reply
      await this.#options.sleep(pause)
    }
  }
}

/** Whether a text is one that a run with this tag writes: the tag, and what the thing is for, in the spelling that its kind allows. */
export function isMark(text: string, tag: string): boolean {
  const plain = text.toLowerCase().replaceAll('_', '-')
  return plain.startsWith(`${tag}-`) && plain.length > tag.length + 1
}

const otherOf = ({ other }: Pick<Entry, 'other'>): { readonly other?: true } => (other === true ? { other } : {})

/** The path of an operation on these ids, each one segment. */
function pathOf({ path }: Operation, params: Readonly<Record<string, unknown>>): string {
  return Object.entries(params).reduce((text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))), path)
}

/** The entries that a step names. */
function ownValuesIn(value: unknown): string[] {
  if (isOwnValue(value)) return [value.own]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(ownValuesIn) : []
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a, b] as Readonly<Record<string, unknown>>[]
  const names = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])
  return [...names].every((name) => isSame(left?.[name], right?.[name]))
}

function parsed({ body }: Reply): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

const reasonOf = (reply: Reply): unknown => valueAt(parsed(reply), '/details/reason')
