/** What a run makes for itself: how each kind of thing is created, taken back, and looked for. */
import { type Contract, type Operation, type OperationId, pointer } from '../../spec/contract.ts'
import { keyOf, type Credential, type Reference, type Request, type Value } from '../request.ts'

/** Something that belongs to the run. */
export interface Own {
  /** Brings it into being. */
  readonly create: Request
  /** Its id in the answer of `create`. */
  readonly id: Reference
  /** Take it back, in this order; empty where the contract has no way to. */
  readonly undo: readonly Request[]
  /** Reads it after it was taken back: it is gone, or in a state that nothing leads out of. Absent where no operation shows one alone. */
  readonly check?: Request
  /** Finds it in a list by its id, where no operation shows one alone: for whoever has to take it back later, and meets a refusal. */
  readonly trace?: Request
  /** Their success means that nothing is left to take back: the last of `undo`, or steps of the run that end the thing's life. */
  readonly ends: readonly Request[]
}

/** How requests of operations are written; the part of the asker that this needs. */
export interface Scribe {
  readonly contract: Contract
  operation(
    operation: Operation,
    options: {
      readonly params?: Readonly<Record<string, Value>>
      readonly query?: readonly (readonly [string, Value])[]
      readonly body?: { readonly json: unknown }
      readonly credential?: Credential
      readonly effect?: Request['effect']
      readonly after?: readonly Request[]
      readonly headers?: Readonly<Record<string, string>>
    },
  ): Request
}

/** Free text in which a run leaves its mark, so that what it made can be told from everything else. */
const marked = ['sku', 'code', 'name', 'title', 'comment', 'message', 'description', 'note']

/** Looks like an id of the contract's examples: `prod_123`. */
const idLike = /^[a-z]+_\d+$/

export class World {
  /** Begins every text that this run writes; lower-case letters, digits and hyphens. */
  readonly tag: string
  readonly #scribe: Scribe
  readonly #owned = new Map<string, Own>()
  readonly #ends = new Map<string, Map<string, Request>>()

  constructor(scribe: Scribe, tag: string) {
    this.#scribe = scribe
    this.tag = tag
  }

  /** The own thing that a request brings into being, if it was made here. */
  ownOf(create: Request): Own | undefined {
    const own = this.#owned.get(keyOf(create))
    const ends = this.#ends.get(keyOf(create))
    return own === undefined || ends === undefined ? own : { ...own, ends: [...ends.values()] }
  }

  /** Says that a step of the run brings an own thing to its end, so that nothing is left to take back; called again, that it takes both. */
  ends({ create }: Own, end: Request): void {
    const known = this.#ends.get(keyOf(create)) ?? new Map<string, Request>()
    this.#ends.set(keyOf(create), known.set(keyOf(end), end))
  }

  /** Says that a step of the run brings something else into being, and what takes that back; nothing does if a conforming deployment refuses it. */
  adds(create: Request, id: Reference, undo: readonly Request[], isRefused = false): Own {
    const own: Own = { create, id, undo, ends: isRefused ? [] : undo.slice(-1) }
    this.#owned.set(keyOf(create), own)
    return own
  }

  /**
   * One thing of the kind that an operation creates. Equal purposes mean the same thing; `change` replaces properties of the body,
   * `place` gives the ids in the path.
   */
  of(
    id: OperationId,
    purpose: string,
    options: {
      readonly change?: Readonly<Record<string, unknown>>
      readonly params?: Readonly<Record<string, Value>>
      readonly headers?: Readonly<Record<string, string>>
      readonly credential?: Credential
      readonly after?: readonly Request[]
      /** A conforming deployment refuses it, so that there is nothing to take back unless one does not. */
      readonly isRefused?: true
    } = {},
  ): Own {
    const operation = this.#operation(id)
    const recipe = recipes[id]?.(this, purpose)
    const params = options.params ?? recipe?.params
    const after = [...(recipe?.after ?? []), ...(options.after ?? [])]
    const create = this.#scribe.operation(operation, {
      effect: lasting.includes(id) ? 'lasting' : 'own',
      body: { json: { ...this.body(operation, purpose), ...recipe?.body, ...options.change } },
      ...(params === undefined ? {} : { params }),
      ...(options.headers === undefined ? {} : { headers: options.headers }),
      ...(options.credential === undefined ? {} : { credential: options.credential }),
      after,
    })
    const known = this.#owned.get(keyOf(create))
    if (known !== undefined) return known
    const undo = (recipe?.undo?.(create) ?? this.#undo(operation, create)).map((each) =>
      options.credential === undefined ? each : { ...each, credential: options.credential },
    )
    const made = { from: create, pointer: recipe?.id ?? idPointer(operation) }
    const own: Own = {
      create,
      id: made,
      undo,
      ends: options.isRefused ? [] : undo.slice(-1),
      ...this.#sight(operation, create, made, undo),
    }
    // What goes with something else is nobody's to take back.
    if (undo.length > 0 || lasting.includes(id)) this.#owned.set(keyOf(create), own)
    return own
  }

  /** A value of an answer that something else gives. */
  from(id: OperationId, path: string, query: readonly (readonly [string, Value])[] = []): Reference {
    return { from: this.#scribe.operation(this.#operation(id), { query }), pointer: path }
  }

  /** A change of something own: by default with the contract's example as the body. */
  act(
    id: OperationId,
    options: {
      readonly params?: Readonly<Record<string, Value>>
      readonly query?: readonly (readonly [string, Value])[]
      readonly json?: unknown
      readonly purpose?: string
      readonly after?: readonly Request[]
      readonly credential?: Credential
      readonly effect?: Request['effect']
    },
  ): Request {
    const operation = this.#operation(id)
    const { params, after, credential } = options
    return this.#scribe.operation(operation, {
      effect: options.effect ?? (operation.method === 'GET' ? 'read' : 'own'),
      ...(params === undefined ? {} : { params }),
      ...(operation.body === undefined ? {} : { body: { json: options.json ?? this.body(operation, options.purpose ?? id) } }),
      ...(after === undefined ? {} : { after }),
      ...(options.query === undefined ? {} : { query: options.query }),
      ...(credential === undefined ? {} : { credential }),
    })
  }

  /**
   * The contract's example as a body of this run: its free texts marked, and the ids of the example replaced by those that links of the
   * contract give. Ids without a link are left out where they may be.
   */
  body(operation: Operation, purpose: string): Record<string, unknown> {
    const example = Object.values(operation.body?.examples ?? {})[0]
    if (typeof example !== 'object' || example === null) return {}
    const required = operation.body?.schema.required ?? []
    return Object.fromEntries(
      Object.entries(example).flatMap(([name, value]): [string, unknown][] => {
        if (marked.includes(name)) return [[name, this.mark(purpose)]]
        if (typeof value === 'string' && idLike.test(value)) {
          const found = this.#linked(operation, name)
          return found === undefined && !required.includes(name) ? [] : [[name, found ?? value]]
        }
        return [[name, value]]
      }),
    )
  }

  /** The mark of this run on one thing: unique in the run, and a SKU, a code or a name alike. */
  mark(purpose: string): string {
    return `${this.tag}-${purpose}`
  }

  /** The operation that makes what one of these takes: it answers 201, and links to it by the id of what it made. */
  makerOf(users: readonly OperationId[]): OperationId | undefined {
    return Object.values(this.#scribe.contract.operations).find(
      (operation) =>
        operation.success.status === 201 &&
        operation.links.some(({ to, parameters }) => users.includes(to) && Object.values(parameters).includes(idPointer(operation))),
    )?.id
  }

  #operation(id: OperationId): Operation {
    return this.#scribe.contract.operations[id]
  }

  /** The first list whose link gives this property of the body. */
  #linked(operation: Operation, name: string): Reference | undefined {
    for (const list of this.#scribe.contract.lists) {
      const link = list.links.find(({ to, body }) => to === operation.id && body[name] !== undefined)
      if (link !== undefined) return this.from(list.id, link.body[name] ?? '')
    }
    return undefined
  }

  /** A deletion if the contract links one, else the step that leads from the first state to an end. */
  #undo(operation: Operation, create: Request): Request[] {
    const { operations, stateMachines } = this.#scribe.contract
    for (const { to, parameters } of operation.links) {
      if (operations[to].method !== 'DELETE') continue
      return [this.act(to, { params: bound(create, parameters), effect: 'undo' })]
    }
    for (const { to, parameters } of operation.links) {
      const machine = stateMachines.find(({ edges }) => edges.some((edge) => edge.operation === to))
      const end = machine?.edges.find(
        (edge) =>
          edge.operation === to && edge.from.includes(machine.states[0] ?? '') && !machine.edges.some(({ from }) => from.includes(edge.to)),
      )
      if (end === undefined) continue
      const json = end.when === undefined ? {} : { [end.when.property]: end.when.value }
      return [this.act(to, { params: bound(create, parameters), json, effect: 'undo' })]
    }
    return []
  }

  /** How what a request made is seen afterwards: alone, or else in the list that links to its operations and can be asked for its id. */
  #sight(operation: Operation, create: Request, id: Reference, undo: readonly Request[]): Pick<Own, 'check' | 'trace'> {
    const { operations, lists } = this.#scribe.contract
    if (undo.length === 0) return {}
    const link = operation.links.find(({ to, parameters }) => {
      const other = operations[to]
      return other.method === 'GET' && other.list === undefined && Object.values(parameters).includes(idPointer(operation))
    })
    const after = { after: undo, effect: 'undo' } as const
    if (link !== undefined) return { check: this.act(link.to, { params: bound(create, link.parameters), ...after }) }
    const list = lists.find(
      ({ links, list: { filters } }) => links.some(({ to }) => to === undo.at(-1)?.operation) && filters.some(({ name }) => name === 'id'),
    )
    return list === undefined ? {} : { trace: this.act(list.id, { query: [['id', id]], ...after }) }
  }
}

interface Recipe {
  readonly body?: Readonly<Record<string, unknown>>
  readonly params?: Readonly<Record<string, Value>>
  /** What must be there before it. */
  readonly after?: readonly Request[]
  /** Pointer to the id in the answer; by default the one that the contract's links use. */
  readonly id?: string
  readonly undo?: (create: Request) => Request[]
}

/** What these create can neither be deleted nor brought to an end; an alert that was triggered has reached people. */
const lasting: readonly OperationId[] = ['createCategory', 'createAttribute', 'triggerAlert']

/** A place with stock, as the tenant's own stock list shows one. */
const somewhere = (world: World): Reference => world.from('listTransferBins', '/data/0/locationId')
const reason = (world: World): Reference => world.from('listReasonCodes', '/data/0/id')

/** What the contract's examples and links do not tell about a creation. An operation that is not here is created from these alone. */
const recipes: Readonly<Partial<Record<OperationId, (world: World, purpose: string) => Recipe>>> = {
  createCategory: (world, purpose) => ({ body: { code: world.mark(purpose).replaceAll('-', '_') } }),
  createAttribute: (world, purpose) => ({ body: { code: world.mark(purpose).replaceAll('-', '_') } }),
  triggerAlert: () => ({ id: '/data/id' }),
  createProduct: () => ({ body: { lotTracked: false } }),
  createProductVariant: (world, purpose) => ({
    params: { productId: world.of('createProduct', `${purpose}-parent`).id },
    body: {
      sku: world.mark(`${purpose}-variant`),
      attributes: [{ attributeId: world.from('listAttributes', '/data/0/id', [['dataType', 'TEXT']]), value: world.mark(purpose) }],
    },
  }),
  createProductLink: (world, purpose) => ({
    params: { productId: world.of('createProduct', `${purpose}-from`).id },
    body: { linkedProductMasterId: world.of('createProduct', `${purpose}-to`).id },
    // A link goes with either of its products.
    undo: () => [],
  }),
  createProductAttributes: (world, purpose) => ({
    params: { productId: world.of('createProduct', purpose).id },
    body: { attributes: [{ attributeId: world.from('listAttributes', '/data/0/id', [['dataType', 'TEXT']]), value: world.mark(purpose) }] },
    id: '/data/attributes/0/id',
    undo: () => [],
  }),
  recordStock: (world, purpose) => ({
    body: {
      productMasterId: world.of('createProduct', purpose).id,
      locationId: somewhere(world),
      reasonCodeId: reason(world),
      qty: 100,
    },
    id: '/data/inventoryItem/id',
    undo: (create) => [emptied(world, purpose, { from: create, pointer: '/data/inventoryItem/id' })],
  }),
  createAdjustment: (world, purpose) => ({
    body: { inventoryItemId: world.of('recordStock', purpose).id, newQtyOnHand: 120, reasonCodeId: reason(world) },
    id: '/data/transaction/id',
    // What is left is taken back with the stock line.
    undo: () => [],
  }),
  createLotCorrection: (world, purpose) => ({
    body: {
      inventoryItemId: world.of('recordStock', purpose).id,
      qty: 20,
      lotNumber: world.mark(purpose).toUpperCase(),
      reasonCodeId: reason(world),
    },
    id: '/data/transaction/id',
    undo: (create) => [emptied(world, purpose, { from: create, pointer: '/data/targetInventoryItem/id' })],
  }),
  createTransfer: (world, purpose) => {
    const stock = world.of('recordStock', purpose, {
      change: { locationId: world.from('listTransfers', '/data/0/sourceLocationId') },
    })
    // Where it goes there is a stock line already, so that what arrives is found again.
    const there = world.of('recordStock', `${purpose}-there`, {
      change: {
        productMasterId: { from: stock.create, pointer: '/data/transaction/productMasterId' },
        locationId: world.from('listTransfers', '/data/0/destLocationId'),
        qty: 1,
      },
    })
    return {
      after: [there.create],
      body: {
        sourceLocationId: world.from('listTransfers', '/data/0/sourceLocationId'),
        destLocationId: world.from('listTransfers', '/data/0/destLocationId'),
        lines: [{ productMasterId: { from: stock.create, pointer: '/data/transaction/productMasterId' }, quantity: 20 }],
      },
    }
  },
  createCycleCount: (world, purpose) => {
    const stock = world.of('recordStock', purpose)
    return {
      body: {
        locationId: { from: stock.create, pointer: '/data/transaction/locationId' },
        type: 'PARTIAL',
        productMasterIds: [{ from: stock.create, pointer: '/data/transaction/productMasterId' }],
        reasonCodeId: reason(world),
      },
      undo: (create) => {
        const params = { cycleCountId: { from: create, pointer: '/data/id' } }
        const lines = world.act('recordCycleCountLines', {
          params,
          json: { lines: [{ inventoryItemId: stock.id, countedQty: 100, comment: null }] },
          effect: 'undo',
        })
        return [lines, world.act('completeCycleCount', { params, json: {}, after: [lines], effect: 'undo' })]
      },
    }
  },
  createForecastEvent: (world, purpose) => ({
    body: { productMasterId: world.of('createProduct', purpose).id, value: { liftPct: 0.25, stackingMode: 'MULTIPLICATIVE' } },
  }),
  createForecastScenario: () => ({ body: { assumptions: { narrative: 'A check of the contract.', includedEventIds: [] } } }),
  createApiKey: () => ({ body: { scopes: [], expiresAt: null }, id: '/data/apiKey/id' }),
}

/** Takes everything out of an own stock line. */
function emptied(world: World, purpose: string, inventoryItemId: Reference, after: readonly Request[] = []): Request {
  return world.act('createAdjustment', {
    json: { inventoryItemId, newQtyOnHand: 0, reasonCodeId: reason(world), comment: world.mark(`${purpose}-undo`) },
    effect: 'undo',
    after,
  })
}

/** What a count of own stock finds: exactly what is there. */
export function countedLines(count: Request, world: World): { readonly lines: readonly unknown[] } {
  const lines = world.act('getCycleCount', { params: { cycleCountId: { from: count, pointer: '/data/id' } } })
  return { lines: [{ inventoryItemId: { from: lines, pointer: '/data/lines/0/inventoryItemId' }, countedQty: 100, comment: null }] }
}

/** Where the answer of an operation has the id of what it made: what most of its links say that lead to an `id`. */
function idPointer(operation: Operation): string {
  const counts = new Map<string, number>()
  for (const { parameters } of operation.links) {
    for (const each of Object.values(parameters)) if (each.endsWith('/id')) counts.set(each, (counts.get(each) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? pointer('data', 'id')
}

function bound(from: Request, parameters: Readonly<Record<string, string>>): Record<string, Reference> {
  return Object.fromEntries(Object.entries(parameters).map(([name, each]) => [name, { from, pointer: each }]))
}
