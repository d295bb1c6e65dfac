/** What a deployment shows of what a run noted: whether it is there, whether it is proven to be the run's own, and what nobody noted. */
import { operationNamed, type Api } from '../model/api.ts'
import type { KindProof } from '../model/resource.ts'
import { rewritten } from '../model/rewritten.ts'
import { valueAt } from '../../spec/contract.ts'
import { isPlainId } from '../guard/ownership.ts'
import { ProvenId } from '../guard/guard.ts'
import { listOf } from '../resources/factory.ts'
import { isOwnValue } from './journal-reader.ts'
import type { Entry, Remains } from './ledger.ts'
import { presenceOf } from './presence.ts'
import { parsed, type CleanupRequests } from './requests.ts'

/** Pages of a list that are searched for things whose making was not answered. */
export const maxPages = 20

export class Evidence {
  readonly #api: Api
  readonly #tag: string
  readonly #requests: CleanupRequests
  readonly #entries: ReadonlyMap<string, Entry>
  /** By entry; what is proven once is proven for this clean-up. */
  readonly #proven = new Map<string, ProvenId | string>()

  constructor(api: Api, { tag, entries }: Pick<Remains, 'tag' | 'entries'>, requests: CleanupRequests) {
    this.#api = api
    this.#tag = tag
    this.#requests = requests
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]))
  }

  /** Whether a thing is there: `unclear` where nothing shows it, or where the deployment answers 404 to whatever it is asked. */
  async looked(entry: Entry, id: string): Promise<'gone' | 'there' | 'unclear'> {
    const presence = await this.#sight(entry, id)
    return presence === 'gone' && !(await this.#serves(entry)) ? 'unclear' : presence
  }

  /** Whether the deployment still answers a list. */
  async #serves(entry: Entry): Promise<boolean> {
    const list = this.#api.lists.find(({ parameters }) => parameters.every((each) => each.in !== 'path'))
    return list !== undefined && (await this.#requests.send(list, {}, { query: { limit: '1' }, ...otherOf(entry) })).status === 200
  }

  async #sight(entry: Entry, id: string): Promise<'gone' | 'there' | 'unclear'> {
    const { check } = entry
    if (check === undefined || !isPlainId(id)) return 'unclear'
    const reply = await this.#requests.send(operationNamed(this.#api, check.operation), this.filled(check.params, entry, id), {
      query: this.filled(check.query ?? {}, entry, id),
      ...otherOf(entry),
    })
    const undone = entry.undo.map(({ operation }) => operation)
    return presenceOf({ status: reply.status, body: parsed(reply) }, { undone, asked: check.operation, api: this.#api })
  }

  /** Reads a thing, and gives back its proven id, or why it is not proven. */
  async prove(entry: Entry, id: string): Promise<ProvenId | string> {
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
    const proof = this.proofOf(entry)
    const wanted = await this.#wanted(entry)
    if (proof === 'part' || wanted === undefined) return 'nothing of it tells whose it is'
    if (typeof wanted === 'string') return wanted
    const operation = operationNamed(this.#api, proof.read)
    const parameter = operation.parameters.find((each) => each.in === 'path')?.name
    const params = parameter === undefined ? {} : { [parameter]: id }
    const query = parameter === undefined ? { id } : {}
    const reply = await this.#requests.send(operation, params, { query, ...otherOf(entry) })
    return ProvenId.by(
      { status: reply.status, body: parsed(reply) },
      { read: operation.id, id, property: proof.property, wanted: [...wanted] },
    )
  }

  /** What proves things of its kind; a kind that the profile does not have proves nothing. */
  proofOf({ kind }: Entry): KindProof {
    return this.#api.profile.kinds[kind]?.proof ?? 'part'
  }

  /** What has to be shown: texts of the run, or the id of what it belongs to, which has to be proven too. A text where that fails. */
  async #wanted({ shows }: Entry): Promise<readonly string[] | string | undefined> {
    if (shows === undefined) return undefined
    if (isOwnValue(shows)) {
      const parent = this.#entries.get(shows.own)
      if (parent?.own === undefined || parent.doubt !== undefined) return 'what it belongs to is not known'
      const proof = await this.prove(parent, parent.own)
      return typeof proof === 'string' ? `what it belongs to is not proven: ${proof}` : [proof.id]
    }
    // A text of another form may be anybody's.
    const own = shows.texts.filter((text) => isMark(text, this.#tag))
    return own.length === 0 ? 'the journal has no text of the run for it' : own
  }

  /** The value, in which the ids of own things stand for what they were noted as. */
  filled<T>(value: T, entry: Entry, id: string): T
  filled(value: unknown, entry: Entry, id: string): unknown {
    return rewritten(value, (each) => (isOwnValue(each) ? [each.own === entry.id ? id : this.#entries.get(each.own)?.own] : undefined))
  }

  /**
   * Ids of things that show what only the run can have put there, in the list whose links lead to the undo. They belong to a creation that nobody knows
   * the outcome of, or whose answer spoke of something else. A text says why nobody can tell.
   */
  async search(entry: Entry): Promise<string[] | string> {
    const proof = this.proofOf(entry)
    const wanted = await this.#wanted(entry)
    if (proof === 'part' || wanted === undefined) return []
    // Only a journal that was changed has no text of the run for it.
    if (typeof wanted === 'string') return wanted
    const list = listOf(
      this.#api,
      entry.kind,
      entry.undo.map(({ operation }) => operation),
    )
    if (list === undefined) return []
    const rows = await this.rows(list, proof.property, wanted, entry)
    const known = new Set(
      [...this.#entries.values()].flatMap(({ id, own, doubt }) =>
        own === undefined || doubt !== undefined || id === entry.id ? [] : [own],
      ),
    )
    if (rows === undefined) return 'the list that would show it gives no answer'
    return rows.map(({ id }) => id).filter((id) => !known.has(id))
  }

  /** Rows of a list whose property is equal to what is wanted, the newest first; `undefined` if it gives no answer. */
  async rows(
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
      const reply = await this.#requests.send(operation, {}, { query, ...otherOf(entry) })
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
}

/** Whether a text is one that a run with this tag writes: the tag, and what the thing is for, in the spelling that its kind allows. */
export function isMark(text: string, tag: string): boolean {
  const plain = text.toLowerCase().replaceAll('_', '-')
  return plain.startsWith(`${tag}-`) && plain.length > tag.length + 1
}

export const otherOf = ({ other }: Pick<Entry, 'other'>): { readonly other?: true } => (other === true ? { other } : {})
