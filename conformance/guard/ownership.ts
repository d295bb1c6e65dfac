/** Tracks the resources that a run created: which are proven to belong to it, and why the others are not. */
import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, type Answered, type Exchange } from '../model/exchange.ts'
import { isReference, keyOf, type Reference, type Request } from '../model/request.ts'
import { Missing, referred, resolve, type Answers } from '../model/answers.ts'
import { idKey, type Resource } from '../model/resource.ts'

/** Whether a text is a valid path segment that does not change the path (RFC 3986 §3.3, §5.2.4). */
export function isPlainId(text: string): boolean {
  return /^[^/\\?#%\s\p{C}]+$/u.test(text) && !/^\.{1,2}$/.test(text)
}

/** Maximum length of an id; those of the contract have at most 64 characters. */
const longestId = 200

/** `claimed`: the creation returned a plausible id, not proven yet. `doubted`: the proof failed, so the resource is never touched. */
type State =
  | { readonly is: 'claimed'; readonly id: string }
  | { readonly is: 'proven'; readonly id: string }
  | { readonly is: 'doubted'; readonly why: string }

export class Ownership {
  readonly #answers: Answers
  readonly #created: ReadonlyMap<string, readonly Resource[]>
  readonly #proofs = new Map<string, Resource[]>()
  readonly #states = new Map<string, State>()
  /** Every id that appeared in a response. */
  readonly #known = new Set<string>()
  readonly #claims = new Map<string, string>()
  #halted: string | undefined

  /** `created`: the resources of the run, by the key of the request that creates them. */
  constructor(created: ReadonlyMap<string, readonly Resource[]>, answers: Answers) {
    this.#created = created
    this.#answers = answers
    for (const own of [...created.values()].flat()) {
      if (own.proof === undefined) continue
      const key = keyOf(own.proof.read)
      this.#proofs.set(key, [...(this.#proofs.get(key) ?? []), own])
    }
  }

  /** Why nothing more is deleted: a resource of the run still exists after its deletion returned success. */
  get halted(): string | undefined {
    return this.#halted
  }

  halt(why: string): void {
    this.#halted ??= why
  }

  /** Whether the text appeared as an id in a response, so that it may be the id of an existing resource. */
  isKnown(text: string): boolean {
    return this.#known.has(text)
  }

  /** Returns why a resource is not proven to belong to the run; `undefined` if it is. */
  doubtOf(own: Resource): string | undefined {
    const state = this.#states.get(idKey(own.id))
    if (state?.is === 'proven') return undefined
    if (state?.is === 'doubted') return `not proven to belong to the run: ${state.why}`
    return 'not proven to belong to the run: no read has returned it yet'
  }

  /** Returns the id of a created resource, proven or not; `undefined` for a doubted one. */
  idOf(own: Resource): string | undefined {
    const state = this.#states.get(idKey(own.id))
    return state === undefined || state.is === 'doubted' ? undefined : state.id
  }

  /** Evaluates a response, and returns the resources whose state it changed. */
  learn(planned: Request, exchange: Exchange): readonly Resource[] {
    if (!isAnswered(exchange)) return []
    const key = keyOf(planned)
    const changed = [
      ...(this.#created.get(key) ?? []).filter((own) => this.#claim(own, exchange)),
      ...(this.#proofs.get(key) ?? []).filter((own) => this.#prove(own, exchange)),
    ]
    this.#keep(exchange)
    return changed
  }

  /** Records the response to a creation as claimed, or as doubted if its id is implausible. */
  #claim(own: Resource, exchange: Answered): boolean {
    const key = idKey(own.id)
    const { status } = exchange.reply
    if (status >= 300) return false
    let found: unknown
    try {
      found = referred(json(exchange)?.value, own.id, this.#answers)
    } catch (error) {
      if (!(error instanceof Missing)) throw error
    }
    const id = typeof found === 'number' ? String(found) : found
    const earlier = typeof id === 'string' ? this.#claims.get(`${own.kind} ${id}`) : undefined
    const why =
      id === undefined
        ? `the response to its creation has no id at ${own.id.pointer}`
        : typeof id !== 'string' || !isPlainId(id) || id.length > longestId
          ? `its id ${JSON.stringify(found).slice(0, 60)} is not a valid path segment`
          : this.#wasShown(id, own)
            ? `its id ${id} appeared in a response before it was created`
            : earlier !== undefined && earlier !== key
              ? `its id ${id} is the id of another resource that the run created`
              : undefined
    if (why === undefined) this.#claims.set(`${own.kind} ${String(id)}`, key)
    this.#states.set(key, why === undefined ? { is: 'claimed', id: String(id) } : { is: 'doubted', why })
    return true
  }

  #prove(own: Resource, exchange: Answered): boolean {
    const key = idKey(own.id)
    const state = this.#states.get(key)
    if (state?.is !== 'claimed' || own.proof === undefined) return false
    const why = this.#unproven(own, state.id, exchange)
    this.#states.set(key, why === undefined ? { is: 'proven', id: state.id } : { is: 'doubted', why })
    return true
  }

  #unproven(own: Resource, id: string, exchange: Answered): string | undefined {
    const { proof } = own
    if (proof === undefined) return 'no read returns it'
    let wanted: string | number
    if (isReference(proof.is)) {
      const parent = this.#owner(proof.is)
      const doubt = parent === undefined ? undefined : this.doubtOf(parent)
      if (doubt !== undefined) return `its parent is ${doubt}`
      try {
        wanted = resolve(proof.is, this.#answers)
      } catch (error) {
        if (error instanceof Missing) return error.message
        throw error
      }
    } else wanted = proof.is
    return shownOtherwise(
      { status: exchange.reply.status, body: json(exchange)?.value },
      { read: exchange.request.operation ?? '', id, property: proof.property, wanted: [String(wanted)] },
    )
  }

  #owner(reference: Reference): Resource | undefined {
    return (this.#created.get(keyOf(reference.from)) ?? []).find(({ id }) => idKey(id) === idKey(reference))
  }

  /** Records every id of a response. */
  #keep(exchange: Answered): void {
    for (const { id, collection } of idsShown(exchange)) this.#note(id, collection)
  }

  #note(text: string, collection: string): void {
    if (text.length > longestId) return
    this.#known.add(text)
    if (isNumber(text)) this.#known.add(`${collection} ${text}`)
  }

  /** Whether the id appeared in a response before. Numeric ids may be used by several kinds of resources, so they are compared per collection. */
  #wasShown(id: string, own: Resource): boolean {
    if (!isNumber(id)) return this.#known.has(id)
    const reads = [own.create, ...(own.proof === undefined ? [] : [own.proof.read])]
    return reads.some((each) => this.#known.has(`${collectionOf(each)} ${id}`))
  }
}

/** Whether an id is numeric, so that several kinds of resources may use it. */
export const isNumber = (id: string): boolean => /^\d+$/.test(id)

/**
 * Returns every id in a response: the values of properties that are named `id` or end in `Id` or `Ids`, and the last segment of `Location`. Each has
 * the collection of the request.
 */
export function idsShown(exchange: Answered): { readonly id: string; readonly collection: string }[] {
  const collection = collectionOf(exchange.request.planned)
  const found: { readonly id: string; readonly collection: string }[] = []
  const look = (value: unknown, name: string): void => {
    if (Array.isArray(value)) for (const each of value) look(each, name)
    else if (typeof value === 'object' && value !== null) for (const [inner, each] of Object.entries(value)) look(each, inner)
    else if ((typeof value === 'string' || typeof value === 'number') && /(^id|Ids?)$/.test(name))
      found.push({ id: String(value), collection })
  }
  look(json(exchange)?.value, '')
  const location = header(exchange, 'location')
  if (location !== undefined) found.push({ id: location.split(/[/?=]/).at(-1) ?? '', collection })
  return found
}

/** Returns the path of a request up to its first parameter. */
export const collectionOf = ({ path }: Request): string => path.replace(/\/\{.*$/, '')

/**
 * Returns why a response does not contain the resource with this id and one of the expected texts in its property; `undefined` if it does. The
 * resource is `data`, or its only item with the id.
 */
export function shownOtherwise(
  { status, body }: { readonly status: number; readonly body: unknown },
  {
    read,
    id,
    property,
    wanted,
  }: { readonly read: string; readonly id: string; readonly property: string; readonly wanted: readonly string[] },
): string | undefined {
  if (status !== 200) return `${read} returned ${status}`
  const data = valueAt(body, '/data')
  const rows = [data].flat<unknown[]>()
  const fit = rows.length === 1 ? rows : rows.filter((row) => String(valueAt(row, '/id')) === id)
  const [thing] = fit.length === 1 ? fit : []
  if (typeof thing !== 'object' || thing === null) return `${read} does not return it`
  if (String(valueAt(thing, '/id')) !== id) return `${read} returned another id, ${JSON.stringify(valueAt(thing, '/id'))}`
  const shown = valueAt(thing, `/${property}`)
  if ((typeof shown === 'string' || typeof shown === 'number') && wanted.includes(String(shown))) return undefined
  const seen = shown === undefined ? 'nothing' : JSON.stringify(shown).slice(0, 80)
  return `expected ${property} ${JSON.stringify(wanted[0])} in ${read}, got ${seen}`
}
