/**
 * Checks the entries of a journal against a deployment: whether a resource exists, whether it is proven to belong to the run, and what was not
 * recorded.
 */
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

/** Maximum number of pages of a list that are searched for resources whose creation got no response. */
export const maxPages = 20

export class Evidence {
  readonly #api: Api
  readonly #tag: string
  readonly #requests: CleanupRequests
  readonly #entries: ReadonlyMap<string, Entry>
  /** Proofs by entry and id; a proof is valid for the whole cleanup. */
  readonly #proven = new Map<string, ProvenId | string>()

  constructor(api: Api, { tag, entries }: Pick<Remains, 'tag' | 'entries'>, requests: CleanupRequests) {
    this.#api = api
    this.#tag = tag
    this.#requests = requests
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]))
  }

  /** Whether a resource exists: `unclear` if no read returns it, or if the deployment returns 404 for every request. */
  async looked(entry: Entry, id: string): Promise<'gone' | 'there' | 'unclear'> {
    const presence = await this.#sight(entry, id)
    return presence === 'gone' && !(await this.#serves(entry)) ? 'unclear' : presence
  }

  /** Whether the deployment still serves a list. */
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

  /** Reads a resource. Returns its proven id, or why it is not proven. */
  async prove(entry: Entry, id: string): Promise<ProvenId | string> {
    const key = `${entry.id} ${id}`
    const known = this.#proven.get(key)
    if (known !== undefined) return known
    // A placeholder against endless recursion, which only a modified journal can cause.
    this.#proven.set(key, 'it is recorded as its own parent')
    const outcome = await this.#proof(entry, id)
    this.#proven.set(key, outcome)
    return outcome
  }

  async #proof(entry: Entry, id: string): Promise<ProvenId | string> {
    const proof = this.proofOf(entry)
    const wanted = await this.#wanted(entry)
    if (proof === 'part' || wanted === undefined) return 'none of its properties shows who created it'
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

  /** Returns what proves resources of this kind; a kind that is not in the profile has no proof. */
  proofOf({ kind }: Entry): KindProof {
    return this.#api.profile.kinds[kind]?.proof ?? 'part'
  }

  /**
   * Returns the expected values: texts of the run, or the id of the parent, which must be proven, too. Returns the reason as a text if that fails.
   */
  async #wanted({ shows }: Entry): Promise<readonly string[] | string | undefined> {
    if (shows === undefined) return undefined
    if (isOwnValue(shows)) {
      const parent = this.#entries.get(shows.own)
      if (parent?.own === undefined || parent.doubt !== undefined) return 'its parent is not known'
      const proof = await this.prove(parent, parent.own)
      return typeof proof === 'string' ? `its parent is not proven to belong to the run: ${proof}` : [proof.id]
    }
    // A text in another format may come from any client.
    const own = shows.texts.filter((text) => isMark(text, this.#tag))
    return own.length === 0 ? 'the journal contains no text of the run for it' : own
  }

  /** Returns the value with every reference to a journal entry replaced by the id of its resource. */
  filled<T>(value: T, entry: Entry, id: string): T
  filled(value: unknown, entry: Entry, id: string): unknown {
    return rewritten(value, (each) => (isOwnValue(each) ? [each.own === entry.id ? id : this.#entries.get(each.own)?.own] : undefined))
  }

  /**
   * Returns the ids of resources with a value that only the run can have written, from the list whose links lead to the undo. They belong to a
   * creation with an unknown outcome, or whose response contained the id of another resource. Returns the reason as a text if the list cannot be
   * searched.
   */
  async search(entry: Entry): Promise<string[] | string> {
    const proof = this.proofOf(entry)
    const wanted = await this.#wanted(entry)
    if (proof === 'part' || wanted === undefined) return []
    // Only a modified journal has no text of the run for it.
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
    if (rows === undefined) return 'the list that would contain it cannot be read'
    return rows.map(({ id }) => id).filter((id) => !known.has(id))
  }

  /** Returns the items of a list whose property has an expected value, the newest first; `undefined` if the list cannot be read. */
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

/** Whether a run with this tag writes such a text: the tag and the purpose of the resource, in the characters that its kind allows. */
export function isMark(text: string, tag: string): boolean {
  const plain = text.toLowerCase().replaceAll('_', '-')
  return plain.startsWith(`${tag}-`) && plain.length > tag.length + 1
}

export const otherOf = ({ other }: Pick<Entry, 'other'>): { readonly other?: true } => (other === true ? { other } : {})
