/**
 * The resources that a run creates: how each kind is created, proven to belong to the run, cleaned up, and found. These four must agree, so
 * they are in one file.
 */
import type { Contract, Operation } from '../../spec/contract.ts'
import { operationNamed, type Api } from '../model/api.ts'
import type { RequestBuilder } from '../model/request-builder.ts'
import {
  isReference,
  keyOf,
  type Credential,
  type NamedReference,
  type Reference,
  type Request,
  type ResourceId,
  type WriteJson,
} from '../model/request.ts'
import { largest, sortedBy } from './largest.ts'
import {
  idKey,
  Unavailable,
  type ActOptions,
  type Addition,
  type Kind,
  type LookOptions,
  type MakeOptions,
  type Resource,
  type Resources,
} from '../model/resource.ts'

/** Matches ids of the contract's examples: `prod_123`. */
const idLike = /^[a-z]+_\d+$/

/** Whether an example's value is an id or contains one. */
const hasIds = (value: unknown): boolean =>
  typeof value === 'string' ? idLike.test(value) : typeof value === 'object' && value !== null && Object.values(value).some(hasIds)

export class ResourceFactory implements Resources {
  readonly tag: string
  readonly #builder: Pick<RequestBuilder, 'api' | 'read' | 'write'>
  readonly #owned = new Map<string, Resource[]>()
  /** Resources that were requested without options, by kind and purpose. */
  readonly #plain = new Map<string, Resource>()
  readonly #ends = new Map<string, Map<string, Request>>()
  readonly #looks = new Map<string, Map<string, Request>>()

  constructor(builder: Pick<RequestBuilder, 'api' | 'read' | 'write'>, tag: string) {
    this.#builder = builder
    this.tag = tag
  }

  get contract(): Contract {
    return this.#api
  }

  get #api(): Api {
    return this.#builder.api
  }

  ownOf(create: Request): readonly Resource[] {
    return (this.#owned.get(keyOf(create)) ?? []).map((own) => {
      const [ends, looks] = [this.#ends.get(idKey(own.id)), this.#looks.get(idKey(own.id))]
      return ends === undefined ? own : { ...own, ends: [...ends.values()], looks: [...(looks?.values() ?? [])] }
    })
  }

  ends({ id }: Resource, end: Request, look?: Request): void {
    const known = this.#ends.get(idKey(id)) ?? new Map<string, Request>()
    this.#ends.set(idKey(id), known.set(keyOf(end), end))
    const looks = this.#looks.get(idKey(id)) ?? new Map<string, Request>()
    this.#looks.set(idKey(id), look === undefined ? looks : looks.set(keyOf(look), look))
  }

  adds(kind: string, create: Request, options: Addition): Resource {
    const id = options.at as ResourceId
    const known = this.#owned.get(keyOf(create))?.find((each) => idKey(each.id) === idKey(id))
    if (known !== undefined) return known
    const undo = options.undo(id)
    const own: Resource = {
      create,
      kind,
      purpose: options.purpose,
      id,
      undo,
      ends: create.isRefused ? [] : undo.slice(-1),
      ...this.#proof(kind, id, options.shows, undefined),
      ...this.#sight(this.#operation(create.operation ?? kind), kind, id, undo),
    }
    this.#owned.set(keyOf(create), [...(this.#owned.get(keyOf(create)) ?? []), own])
    return own
  }

  of(kind: string, purpose: string, options?: MakeOptions): Resource {
    if (options !== undefined) return this.#planned(kind, purpose, options)
    const name = `${kind} ${purpose}`
    const known = this.#plain.get(name) ?? this.#planned(kind, purpose, {})
    this.#plain.set(name, known)
    return known
  }

  #planned(kind: string, purpose: string, options: MakeOptions): Resource {
    const operation = this.#operation(kind)
    const { id: pointer, proof, isLasting, isNoted, recipe: write } = this.#kind(kind)
    const recipe = write?.(this, purpose)
    const params = options.params ?? recipe?.params
    const open = operation.parameters.find((each) => each.in === 'path' && params?.[each.name] === undefined)
    if (open !== undefined) throw new Unavailable(`the run has no resource of its own for the ${open.name} of ${kind}`)
    const before = this.#before(kind, options.credential)
    // A request that must be rejected for its body needs only what the body refers to.
    const prepared = options.isRefused && options.body !== undefined ? [] : (recipe?.after ?? [])
    const after = [...(before === undefined || options.isRefused ? [] : [before]), ...prepared, ...(options.after ?? [])]
    const json = options.body ?? { ...this.body(operation, purpose), ...recipe?.body, ...options.change }
    const create = this.#builder.write(operation, {
      effect: options.effect ?? (isLasting ? 'lasting' : 'own'),
      body: { json },
      ...(params === undefined ? {} : { params }),
      ...(options.headers === undefined ? {} : { headers: options.headers }),
      ...(options.credential === undefined ? {} : { credential: options.credential }),
      ...(options.isRefused ? { isRefused: true } : {}),
      after,
    })
    const [known] = this.#owned.get(keyOf(create)) ?? []
    if (known !== undefined) return known
    const id = { from: create, pointer } as Reference as ResourceId
    // Another tenant's resource is visible to that tenant only; a resource created with another key of the first tenant is visible to the
    // main key too.
    const credential = options.credential?.kind === 'key' && options.credential.role === 'other' ? options.credential : undefined
    const undo = (recipe?.undo?.(id) ?? this.#undo(operation, id)).map((each) =>
      credential === undefined ? each : { ...each, credential },
    )
    if (undo.length === 0 && isLasting !== true && proof !== 'part' && options.effect !== 'refused')
      throw new Unavailable(`no operation deletes what ${kind} creates, and the profile does not allow it to remain`)
    const sent = proof === 'part' ? undefined : sentIn(json, proof.property)
    // The planted fault may be in this property, which then proves nothing.
    const shows = recipe?.shows ?? (typeof sent === 'string' || isReference(sent) ? sent : undefined)
    const own: Resource = {
      create,
      kind,
      purpose,
      id,
      undo,
      ends: options.isRefused ? [] : undo.slice(-1),
      ...(shows === undefined ? {} : this.#proof(kind, id, shows, credential)),
      ...this.#sight(operation, kind, id, undo),
    }
    // Parts of another resource are cleaned up with it.
    if (undo.length > 0 || (isLasting === true && !this.#isPart(kind)) || isNoted === true) this.#owned.set(keyOf(create), [own])
    return own
  }

  named(kind: string, source = 0): NamedReference {
    const given = this.#api.profile.references[kind]?.[source]
    if (given === undefined) throw new Unavailable(`there is no source ${source} of a ${kind}`)
    const { query } = given
    return {
      from: this.#builder.read(this.#operation(given.operation), query === undefined ? {} : { query }),
      pointer: given.pointer,
    } as Reference as NamedReference
  }

  act(id: string, options: ActOptions): Request {
    const operation = this.#operation(id)
    const { params, after, credential } = options
    return this.#builder.write(operation, {
      effect: options.effect ?? 'own',
      ...(params === undefined ? {} : { params }),
      ...(operation.body === undefined ? {} : { body: { json: options.json ?? this.body(operation, options.purpose ?? id) } }),
      ...(after === undefined ? {} : { after }),
      ...(credential === undefined ? {} : { credential }),
      ...(options.isRefused ? { isRefused: true } : {}),
    })
  }

  look(id: string, options: LookOptions): Request {
    return this.#builder.read(this.#operation(id), options)
  }

  body(operation: Operation, purpose: string): Record<string, WriteJson> {
    const example = Object.values(operation.body?.examples ?? {})[0]
    if (typeof example !== 'object' || example === null) return {}
    return Object.fromEntries(
      Object.entries(example).flatMap(([name, value]): [string, WriteJson][] => {
        if (this.#api.profile.marked.includes(name)) return [[name, this.mark(purpose)]]
        return hasIds(value) ? [] : [[name, value as WriteJson]]
      }),
    )
  }

  mark(purpose: string): string {
    return `${this.tag}-${purpose}`
  }

  makerOf(users: readonly string[]): string | undefined {
    const { kinds } = this.#api.profile
    return Object.values(this.#api.operations).find(({ id, links }) => {
      const kind = kinds[id]
      if (kind === undefined || kind.proof === 'part') return false
      return links.some(({ to, parameters }) => users.includes(to) && Object.values(parameters).includes(kind.id))
    })?.id
  }
  /** The existing resources of a kind before one is created, as far as one page shows them: an id that is already there is not new. */
  #before(kind: string, credential: Credential | undefined): Request | undefined {
    const { proof, isFirst } = this.#kind(kind)
    if (proof === 'part' || credential?.kind === 'issued') return undefined
    const list = listOf(this.#api, kind, [])
    if (list === undefined) return undefined
    const read =
      isFirst === true
        ? sortedBy({ operation: list, list: list.list }, 'createdAt', 'desc', this.#builder)
        : largest({ operation: list, list: list.list }, this.#builder)
    return credential === undefined ? read : { ...read, credential }
  }

  #operation(id: string): Operation {
    return operationNamed(this.#api, id)
  }

  #kind(id: string): Kind {
    const found = this.#api.profile.kinds[id]
    if (found === undefined) throw new Unavailable(`the profile does not define how a run creates a resource with ${id}`)
    return found
  }

  #isPart(kind: string): boolean {
    return this.#kind(kind).proof === 'part'
  }

  /** The read that proves it: of the resource alone, or of its item in a list that can be filtered by the id. */
  #proof(kind: string, id: ResourceId, is: string | Reference, credential: Credential | undefined): Pick<Resource, 'proof'> {
    const { proof } = this.#kind(kind)
    if (proof === 'part') return {}
    return {
      proof: { read: this.#reading(proof.read, id, { ...(credential === undefined ? {} : { credential }) }), property: proof.property, is },
    }
  }

  #reading(
    read: string,
    id: ResourceId,
    options: { readonly after?: readonly Request[]; readonly effect?: 'read' | 'undo'; readonly credential?: Credential },
  ): Request {
    const operation = this.#operation(read)
    const [parameter] = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
    if (parameter !== undefined) return this.#builder.read(operation, { params: { [parameter]: id }, ...options })
    return this.#builder.read(operation, { query: [['id', id]], ...options })
  }

  /** A deletion if the contract links one, else the step that leads from the first state to a final one. */
  #undo(operation: Operation, id: ResourceId): Request[] {
    const { operations, stateMachines } = this.#api
    const links = operation.links.filter(({ parameters }) => Object.values(parameters).includes(id.pointer))
    const bound = (parameters: Readonly<Record<string, string>>): Record<string, ResourceId> =>
      Object.fromEntries(Object.keys(parameters).map((name) => [name, id]))
    for (const { to, parameters } of links) {
      if (operations[to]?.method !== 'DELETE') continue
      return [this.act(to, { params: bound(parameters), effect: 'undo' })]
    }
    for (const { to, parameters } of links) {
      const machine = stateMachines.find(({ edges }) => edges.some((edge) => edge.operation === to))
      const end = machine?.edges.find(
        (edge) =>
          edge.operation === to && edge.from.includes(machine.states[0] ?? '') && !machine.edges.some(({ from }) => from.includes(edge.to)),
      )
      if (end === undefined) continue
      const json = end.when === undefined ? {} : { [end.when.property]: end.when.value }
      return [this.act(to, { params: bound(parameters), json, effect: 'undo' })]
    }
    return []
  }

  /** How a created resource is read afterwards: alone, or else in the list that links to its operations and can be filtered by its id. */
  #sight(operation: Operation, kind: string, id: ResourceId, undo: readonly Request[]): Pick<Resource, 'check' | 'trace'> {
    const { operations, lists } = this.#api
    const credential = undo[0]?.credential
    if (undo.length === 0 || this.#isPart(kind)) return {}
    const link = operation.links.find(({ to, parameters }) => {
      const other = operations[to]
      return other?.method === 'GET' && other.list === undefined && Object.values(parameters).includes(id.pointer)
    })
    const options = { after: undo, effect: 'undo', ...(credential === undefined ? {} : { credential }) } as const
    if (link !== undefined) return { check: this.#reading(link.to, id, options) }
    const list = lists.find(
      ({ links, list: { filters } }) => links.some(({ to }) => to === undo.at(-1)?.operation) && filters.some(({ name }) => name === 'id'),
    )
    if (list !== undefined) return { trace: this.#reading(list.id, id, options) }
    const { proof } = this.#kind(kind)
    return proof === 'part' ? {} : { check: this.#reading(proof.read, id, options) }
  }
}

/** Returns a property of a body, if the body is an object. */
function sentIn(json: unknown, property: string): unknown {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[property] : undefined
}

/**
 * Returns the list with resources of a kind: the one that proves them, or one that links to the operation that proves or cleans them up.
 */
export function listOf(api: Api, kind: string, undo: readonly string[]): Contract['lists'][number] | undefined {
  const proof = api.profile.kinds[kind]?.proof
  if (proof === undefined || proof === 'part') return undefined
  const fit = api.lists.filter(
    ({ parameters, list: { columns } }) =>
      parameters.every((each) => each.in !== 'path') && columns.includes('id') && columns.includes(proof.property),
  )
  const last = undo.at(-1)
  return fit.find(({ id }) => id === proof.read) ?? fit.find(({ links }) => links.some(({ to }) => to === proof.read || to === last))
}
