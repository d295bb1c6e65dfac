/** What a run knows of the things it made: which are proven to be its own, and why the others are not. */
import { valueAt } from '../../spec/contract.ts'
import { header, isAnswered, json, type Answered, type Exchange } from '../model/exchange.ts'
import { isReference, keyOf, type Reference, type Request } from '../model/request.ts'
import { Missing, referred, resolve, type Answers } from '../model/answers.ts'
import { idKey, type Resource } from '../model/resource.ts'

/** Whether a text can stand as one segment of a path, and leads nowhere else (RFC 3986 §3.3, §5.2.4). */
export function isPlainId(text: string): boolean {
  return /^[^/\\?#%\s\p{C}]+$/u.test(text) && !/^\.{1,2}$/.test(text)
}

/** No id is longer; the contract's are at most 64 characters. */
const longestId = 200

/** `claimed`: the creation was answered, and nothing speaks against it yet. `doubted`: it is not proven, and never touched. */
type State =
  | { readonly is: 'claimed'; readonly id: string }
  | { readonly is: 'proven'; readonly id: string }
  | { readonly is: 'doubted'; readonly why: string }

export class Ownership {
  readonly #answers: Answers
  readonly #created: ReadonlyMap<string, readonly Resource[]>
  readonly #proofs = new Map<string, Resource[]>()
  readonly #states = new Map<string, State>()
  /** Every id that an answer has shown. */
  readonly #known = new Set<string>()
  readonly #claims = new Map<string, string>()
  #halted: string | undefined

  /** `created`: the own things of the plan, by the key of the request that makes them. */
  constructor(created: ReadonlyMap<string, readonly Resource[]>, answers: Answers) {
    this.#created = created
    this.#answers = answers
    for (const own of [...created.values()].flat()) {
      if (own.proof === undefined) continue
      const key = keyOf(own.proof.read)
      this.#proofs.set(key, [...(this.#proofs.get(key) ?? []), own])
    }
  }

  /** Why nothing is taken away any more: something of the run's own is still there after its deletion was answered with a success. */
  get halted(): string | undefined {
    return this.#halted
  }

  halt(why: string): void {
    this.#halted ??= why
  }

  /** Whether an answer has shown the text, so that it may be the id of something. */
  isKnown(text: string): boolean {
    return this.#known.has(text)
  }

  /** Why a thing is not proven to be the run's own; `undefined` if it is. */
  doubtOf(own: Resource): string | undefined {
    const state = this.#states.get(idKey(own.id))
    if (state?.is === 'proven') return undefined
    if (state?.is === 'doubted') return `not proven to be the run's own: ${state.why}`
    return "not proven to be the run's own: no read has shown it yet"
  }

  /** The id of a thing that was made, proven or not; what was doubted has none. */
  idOf(own: Resource): string | undefined {
    const state = this.#states.get(idKey(own.id))
    return state === undefined || state.is === 'doubted' ? undefined : state.id
  }

  /** Learns from an answer; gives back the things whose state it changed. */
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

  /** Takes the answer of a creation for a claim, if nothing speaks against it. */
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
        ? `the answer of its creation has no id at ${own.id.pointer}`
        : typeof id !== 'string' || !isPlainId(id) || id.length > longestId
          ? `its id ${JSON.stringify(found).slice(0, 60)} is no segment of a path`
          : this.#wasShown(id, own)
            ? `its id ${id} was in an answer before it was made`
            : earlier !== undefined && earlier !== key
              ? `its id ${id} is that of another thing that the run made`
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
    if (proof === undefined) return 'nothing shows it'
    let wanted: string | number
    if (isReference(proof.is)) {
      const parent = this.#owner(proof.is)
      const doubt = parent === undefined ? undefined : this.doubtOf(parent)
      if (doubt !== undefined) return `what it belongs to is ${doubt}`
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

  /** Remembers every id of an answer. */
  #keep(exchange: Answered): void {
    for (const { id, collection } of idsShown(exchange)) this.#note(id, collection)
  }

  #note(text: string, collection: string): void {
    if (text.length > longestId) return
    this.#known.add(text)
    if (isNumber(text)) this.#known.add(`${collection} ${text}`)
  }

  /** Whether an answer has shown the id before. Numbers without a type may be ids of several kinds at once: they are told apart by their collection. */
  #wasShown(id: string, own: Resource): boolean {
    if (!isNumber(id)) return this.#known.has(id)
    const reads = [own.create, ...(own.proof === undefined ? [] : [own.proof.read])]
    return reads.some((each) => this.#known.has(`${collectionOf(each)} ${id}`))
  }
}

/** Numbers without a type may be ids of several kinds at once. */
export const isNumber = (id: string): boolean => /^\d+$/.test(id)

/** Every id that an answer shows: what a property named `id`, or ending in `Id` or `Ids`, holds, and the end of its `Location`; each with the path asked. */
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

/** The path of a request up to its first parameter. */
export const collectionOf = ({ path }: Request): string => path.replace(/\/\{.*$/, '')

/**
 * Why an answer does not show the thing with this id, and in its property one of the texts that are wanted; `undefined` if it does. The thing is `data`, or
 * the only row of it with the id.
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
  if (status !== 200) return `${read} answered ${status}`
  const data = valueAt(body, '/data')
  const rows = [data].flat<unknown[]>()
  const fit = rows.length === 1 ? rows : rows.filter((row) => String(valueAt(row, '/id')) === id)
  const [thing] = fit.length === 1 ? fit : []
  if (typeof thing !== 'object' || thing === null) return `${read} shows no such thing`
  if (String(valueAt(thing, '/id')) !== id) return `${read} shows another id, ${JSON.stringify(valueAt(thing, '/id'))}`
  const shown = valueAt(thing, `/${property}`)
  if ((typeof shown === 'string' || typeof shown === 'number') && wanted.includes(String(shown))) return undefined
  const seen = shown === undefined ? 'nothing' : JSON.stringify(shown).slice(0, 80)
  return `${read} shows ${property} ${seen} instead of ${JSON.stringify(wanted[0])}`
}
