/** What a run makes for itself: how each kind of thing is created, proven to be the run's own, taken back, and looked for. */
import type { Contract, Operation, OperationId } from '../../spec/contract.ts'
import {
  isReference,
  keyOf,
  placeOf,
  type Credential,
  type NamedReference,
  type OwnId,
  type Reference,
  type Request,
  type Value,
  type WriteBody,
  type WriteJson,
  type WriteTarget,
} from '../model/request.ts'
import { isKind, kinds, type KindId } from './kinds.ts'
import { namedBy, type Named } from '../guard/targets.ts'

/** Something that belongs to the run. */
export interface Own {
  /** Brings it into being. */
  readonly create: Request
  readonly kind: KindId
  readonly purpose: string
  /** Its id in the answer of `create`. */
  readonly id: OwnId
  /** Take it back, in this order; empty where the contract has no way to. */
  readonly undo: readonly Request[]
  /** Shows that it is the run's own; absent where nothing is ever done to it. */
  readonly proof?: Proof
  /** Reads it after it was taken back: it is gone, or in a state that nothing leads out of. Absent where no operation shows one alone. */
  readonly check?: Request
  /** Finds it in a list by its id, where no operation shows one alone: for whoever has to take it back later, and meets a refusal. */
  readonly trace?: Request
  /** Their success means that nothing is left to take back: the last of `undo`, or steps of the run that end the thing's life. */
  readonly ends: readonly Request[]
  /** Reads after `ends`, where these are steps of the run: they have to show that it is gone, or at its end. */
  readonly looks?: readonly Request[]
}

/** A read whose answer shows, in the thing with the id, the text or the id that `is` gives. */
export interface Proof {
  readonly read: Request
  readonly property: string
  readonly is: string | Reference
}

/** How requests of operations are written; the part of the asker that this needs. */
export interface Scribe {
  readonly contract: Contract
  read(
    operation: Operation,
    options: {
      readonly params?: Readonly<Record<string, Value>>
      readonly query?: readonly (readonly [string, Value])[]
      readonly credential?: Credential
      readonly effect?: 'read' | 'undo'
      readonly after?: readonly Request[]
    },
  ): Request
  write(
    operation: Operation,
    options: {
      readonly params?: Readonly<Record<string, WriteTarget>>
      readonly body?: WriteBody
      readonly credential?: Credential
      readonly effect: 'refused' | 'own' | 'lasting' | 'undo'
      readonly isRefused?: true
      readonly after?: readonly Request[]
      readonly headers?: Readonly<Record<string, string>>
    },
  ): Request
}

/** Free text in which a run leaves its mark, so that what it made can be told from everything else. */
const marked = ['sku', 'code', 'name', 'title', 'comment', 'message', 'description', 'note']

/** Looks like an id of the contract's examples: `prod_123`. */
const idLike = /^[a-z]+_\d+$/

/** Whether an example's value is an id, or has one in it. */
const hasIds = (value: unknown): boolean =>
  typeof value === 'string' ? idLike.test(value) : typeof value === 'object' && value !== null && Object.values(value).some(hasIds)

export interface MakeOptions {
  /** Replaces properties of the body. */
  readonly change?: Readonly<Record<string, WriteJson>>
  /** The whole body, where `change` is not enough. */
  readonly body?: WriteJson
  /** The ids in the path. */
  readonly params?: Readonly<Record<string, WriteTarget>>
  readonly headers?: Readonly<Record<string, string>>
  readonly credential?: Credential
  readonly after?: readonly Request[]
  /** A conforming deployment refuses it, so that there is nothing to take back unless one does not. */
  readonly isRefused?: true
  /** `refused`: there are two reasons to refuse it, so that it needs no consent. */
  readonly effect?: 'refused'
}

export class World {
  /** Begins every text that this run writes; lower-case letters, digits and hyphens. */
  readonly tag: string
  readonly #scribe: Scribe
  readonly #owned = new Map<string, Own[]>()
  readonly #ends = new Map<string, Map<string, Request>>()
  readonly #looks = new Map<string, Map<string, Request>>()

  constructor(scribe: Scribe, tag: string) {
    this.#scribe = scribe
    this.tag = tag
  }

  get contract(): Contract {
    return this.#scribe.contract
  }

  /** The own things that a request brings into being, if it was made here; a single one but for recommendations. */
  ownOf(create: Request): readonly Own[] {
    return (this.#owned.get(keyOf(create)) ?? []).map((own) => {
      const [ends, looks] = [this.#ends.get(idKey(own.id)), this.#looks.get(idKey(own.id))]
      return ends === undefined ? own : { ...own, ends: [...ends.values()], looks: [...(looks?.values() ?? [])] }
    })
  }

  /**
   * Says that a step of the run brings an own thing to its end, so that nothing is left to take back, and which read shows that; called again, that it takes
   * both.
   */
  ends({ id }: Own, end: Request, look?: Request): void {
    const known = this.#ends.get(idKey(id)) ?? new Map<string, Request>()
    this.#ends.set(idKey(id), known.set(keyOf(end), end))
    const looks = this.#looks.get(idKey(id)) ?? new Map<string, Request>()
    this.#looks.set(idKey(id), look === undefined ? looks : looks.set(keyOf(look), look))
  }

  /**
   * Says that a step of the run brings something else into being: where its id is, what the proof has to show, and what takes it back; nothing does if a
   * conforming deployment refuses the step.
   */
  adds(
    kind: KindId,
    create: Request,
    options: {
      readonly at: Reference
      readonly shows: Reference
      readonly undo: (id: OwnId) => readonly Request[]
      readonly purpose: string
    },
  ): Own {
    const id = options.at as OwnId
    const known = this.#owned.get(keyOf(create))?.find((each) => idKey(each.id) === idKey(id))
    if (known !== undefined) return known
    const undo = options.undo(id)
    const own: Own = {
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

  /** One thing of a kind. Equal purposes mean the same thing. */
  of(kind: KindId, purpose: string, options: MakeOptions = {}): Own {
    const operation = this.#operation(kind)
    const { id: pointer, isLasting, recipe: write } = kinds[kind]
    const recipe = write?.(this, purpose)
    const params = options.params ?? recipe?.params
    const before = this.#before(kind, options.credential)
    const after = [...(before === undefined || options.isRefused ? [] : [before]), ...(recipe?.after ?? []), ...(options.after ?? [])]
    const json = options.body ?? { ...this.body(operation, purpose), ...recipe?.body, ...options.change }
    const create = this.#scribe.write(operation, {
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
    const id = { from: create, pointer } as Reference as OwnId
    // Another tenant's thing is only that tenant's to see; what a key of the first one made is there for the main key too.
    const credential = options.credential?.kind === 'key' && options.credential.role === 'other' ? options.credential : undefined
    const undo = (recipe?.undo?.(id) ?? this.#undo(operation, id)).map((each) =>
      credential === undefined ? each : { ...each, credential },
    )
    const { proof } = kinds[kind]
    const sent = proof === 'part' ? undefined : sentIn(json, proof.property)
    // A planted fault may be in the very property, which then proves nothing.
    const shows = recipe?.shows ?? (typeof sent === 'string' || isReference(sent) ? sent : undefined)
    const own: Own = {
      create,
      kind,
      purpose,
      id,
      undo,
      ends: options.isRefused ? [] : undo.slice(-1),
      ...(shows === undefined ? {} : this.#proof(kind, id, shows, credential)),
      ...this.#sight(operation, kind, id, undo),
    }
    // What goes with something else is nobody's to take back.
    if (undo.length > 0 || (isLasting === true && !this.#isPart(kind)) || kind === 'triggerAlert') this.#owned.set(keyOf(create), [own])
    return own
  }

  /** A thing that a write may refer to although the run did not make it; `source` chooses among the reads that give one. */
  named(kind: Named, source = 0): NamedReference {
    const given = namedBy[kind][source]
    if (given === undefined) throw new Error(`there is no source ${source} of a ${kind}`)
    const { query } = given
    return {
      from: this.#scribe.read(this.#operation(given.operation), query === undefined ? {} : { query }),
      pointer: given.pointer,
    } as Reference as NamedReference
  }

  /** A change of something own: by default with the contract's example as the body. */
  act(
    id: OperationId,
    options: {
      readonly params?: Readonly<Record<string, WriteTarget>>
      readonly json?: WriteJson
      readonly purpose?: string
      readonly after?: readonly Request[]
      readonly credential?: Credential
      readonly effect?: 'own' | 'lasting' | 'undo'
      readonly isRefused?: true
    },
  ): Request {
    const operation = this.#operation(id)
    const { params, after, credential } = options
    return this.#scribe.write(operation, {
      effect: options.effect ?? 'own',
      ...(params === undefined ? {} : { params }),
      ...(operation.body === undefined ? {} : { body: { json: options.json ?? this.body(operation, options.purpose ?? id) } }),
      ...(after === undefined ? {} : { after }),
      ...(credential === undefined ? {} : { credential }),
      ...(options.isRefused ? { isRefused: true } : {}),
    })
  }

  /** A read of something own. */
  look(
    id: OperationId,
    options: {
      readonly params?: Readonly<Record<string, Value>>
      readonly query?: readonly (readonly [string, Value])[]
      readonly after?: readonly Request[]
      readonly credential?: Credential
      readonly effect?: 'read' | 'undo'
    },
  ): Request {
    return this.#scribe.read(this.#operation(id), options)
  }

  /**
   * The contract's example as a body of this run: its free texts marked, without the ids of the example, since what they name is not the run's.
   */
  body(operation: Operation, purpose: string): Record<string, WriteJson> {
    const example = Object.values(operation.body?.examples ?? {})[0]
    if (typeof example !== 'object' || example === null) return {}
    return Object.fromEntries(
      Object.entries(example).flatMap(([name, value]): [string, WriteJson][] => {
        if (marked.includes(name)) return [[name, this.mark(purpose)]]
        return hasIds(value) ? [] : [[name, value as WriteJson]]
      }),
    )
  }

  /** The mark of this run on one thing: unique in the run, and a SKU, a code or a name alike. */
  mark(purpose: string): string {
    return `${this.tag}-${purpose}`
  }

  /** The kind of what one of these operations takes: the operation that makes it links to it by the id of what it made. */
  makerOf(users: readonly OperationId[]): KindId | undefined {
    return Object.values(this.contract.operations).find(
      (operation) =>
        isKind(operation.id) &&
        kinds[operation.id].proof !== 'part' &&
        operation.links.some(
          ({ to, parameters }) => users.includes(to) && Object.values(parameters).includes(kinds[operation.id as KindId].id),
        ),
    )?.id as KindId | undefined
  }

  /** What there is of a kind before one is made, as far as one page shows it: an id that it has is not new. */
  #before(kind: KindId, credential: Credential | undefined): Request | undefined {
    const { proof } = kinds[kind]
    if (proof === 'part' || credential?.kind === 'issued') return undefined
    const list = listOf(this.contract, kind, [])
    if (list === undefined) return undefined
    const newest = kinds[kind].isFirst === true ? [['sortBy', 'createdAt'] as const, ['sortOrder', 'desc'] as const] : []
    const query = [...newest, ['limit', String(list.list.maxLimit)] as const]
    return this.#scribe.read(list, { query, ...(credential === undefined ? {} : { credential }) })
  }

  #operation(id: OperationId): Operation {
    return this.contract.operations[id]
  }

  #isPart(kind: KindId): boolean {
    return kinds[kind].proof === 'part'
  }

  /** The read that proves it: of the thing alone, or of its row in a list that can be asked for the id. */
  #proof(kind: KindId, id: OwnId, is: string | Reference, credential: Credential | undefined): Pick<Own, 'proof'> {
    const { proof } = kinds[kind]
    if (proof === 'part') return {}
    return {
      proof: { read: this.#reading(proof.read, id, { ...(credential === undefined ? {} : { credential }) }), property: proof.property, is },
    }
  }

  #reading(
    read: OperationId,
    id: OwnId,
    options: { readonly after?: readonly Request[]; readonly effect?: 'read' | 'undo'; readonly credential?: Credential },
  ): Request {
    const operation = this.#operation(read)
    const [parameter] = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
    if (parameter !== undefined) return this.#scribe.read(operation, { params: { [parameter]: id }, ...options })
    return this.#scribe.read(operation, { query: [['id', id]], ...options })
  }

  /** A deletion if the contract links one, else the step that leads from the first state to an end. */
  #undo(operation: Operation, id: OwnId): Request[] {
    const { operations, stateMachines } = this.contract
    const links = operation.links.filter(({ parameters }) => Object.values(parameters).includes(id.pointer))
    const bound = (parameters: Readonly<Record<string, string>>): Record<string, OwnId> =>
      Object.fromEntries(Object.keys(parameters).map((name) => [name, id]))
    for (const { to, parameters } of links) {
      if (operations[to].method !== 'DELETE') continue
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

  /** How what a request made is seen afterwards: alone, or else in the list that links to its operations and can be asked for its id. */
  #sight(operation: Operation, kind: KindId, id: OwnId, undo: readonly Request[]): Pick<Own, 'check' | 'trace'> {
    const { operations, lists } = this.contract
    const credential = undo[0]?.credential
    if (undo.length === 0 || this.#isPart(kind)) return {}
    const link = operation.links.find(({ to, parameters }) => {
      const other = operations[to]
      return other.method === 'GET' && other.list === undefined && Object.values(parameters).includes(id.pointer)
    })
    const options = { after: undo, effect: 'undo', ...(credential === undefined ? {} : { credential }) } as const
    // What a stock line is read by shows it with nothing in it as with something.
    if (link !== undefined) return { check: this.#reading(link.to, id, options) }
    const list = lists.find(
      ({ links, list: { filters } }) => links.some(({ to }) => to === undo.at(-1)?.operation) && filters.some(({ name }) => name === 'id'),
    )
    if (list !== undefined) return { trace: this.#reading(list.id, id, options) }
    const { proof } = kinds[kind]
    return proof === 'part' ? {} : { check: this.#reading(proof.read, id, options) }
  }
}

/** A property of a body, where it is an object at all. */
function sentIn(json: unknown, property: string): unknown {
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>)[property] : undefined
}

/** The list that shows things of a kind: the one that proves them, or one that links to what does, or to what takes them back. */
export function listOf(contract: Contract, kind: KindId, undo: readonly OperationId[]): Contract['lists'][number] | undefined {
  const { proof } = kinds[kind]
  if (proof === 'part') return undefined
  const fit = contract.lists.filter(
    ({ parameters, list: { columns } }) =>
      parameters.every((each) => each.in !== 'path') && columns.includes('id') && columns.includes(proof.property),
  )
  const last = undo.at(-1)
  return fit.find(({ id }) => id === proof.read) ?? fit.find(({ links }) => links.some(({ to }) => to === proof.read || to === last))
}

/** Tells own ids apart: several may come from one request. */
export const idKey = (id: Reference): string => `${keyOf(id.from)} ${placeOf(id)}`
