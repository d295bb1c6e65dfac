/** How own resources are led through the states of the contract's state machines. */
import type { Contract, Operation, OperationId, StateMachine } from '../../spec/contract.ts'
import type { Reference, Request, WriteJson } from '../model/request.ts'
import { countedLines, countedStock, kinds } from './kinds.ts'
import type { Own, World } from './factory.ts'

type Edge = StateMachine['edges'][number]

/** A state that an own resource is in, and the request that brought it there. */
export interface Stay {
  readonly machine: StateMachine
  readonly state: string
  /** The step that led here, or the creation. */
  readonly arrival: Request
  /** Absent for the creation. */
  readonly edge?: Edge
  /** The state before, where the state itself has been stayed in by another way. */
  readonly from?: string
  readonly own: Own
  /** Requests of this stay that come before any next step. */
  readonly attempts: readonly { readonly edge: Edge; readonly request: Request }[]
  /** Shows the resource after all attempts. */
  readonly read: Request
  /** Pointer to the state in the answer of `read`. */
  readonly pointer: string
}

const known = new WeakMap<World, readonly Stay[]>()

/** Every state of every machine, with all the steps that are forbidden in it tried. */
export function stays(contract: Contract, world: World): readonly Stay[] {
  const found = known.get(world) ?? everyStay(contract, world)
  known.set(world, found)
  return found
}

function everyStay(contract: Contract, world: World): Stay[] {
  return contract.stateMachines.flatMap((machine) => {
    const found: Stay[] = []
    const seen = new Set<string>()
    const taken = new Set<string>()
    // One resource for each way through the states; a state is stayed in once.
    for (const path of ways(machine)) {
      const own = born(machine, world, path.map(({ to }) => to).join('-') || 'only')
      if (own === undefined) continue
      found.push(...walk(machine, path, own, contract, world, seen, taken))
    }
    return found
  })
}

/** Ways from the first state: through states that no earlier way has been in, the longest first, and then over each step that none has taken. */
function ways(machine: StateMachine): Edge[][] {
  const [first = ''] = machine.states
  const seen = new Set([first])
  const found: Edge[][] = []
  const next = (state: string) => machine.edges.filter(({ from, to }) => from.includes(state) && to !== state)
  const longest = (state: string, been: ReadonlySet<string>): Edge[] =>
    next(state)
      .filter(({ to }) => !been.has(to))
      .map((edge) => [edge, ...longest(edge.to, new Set([...been, edge.to]))])
      .sort((a, b) => b.length - a.length)[0] ?? []
  for (;;) {
    const path = found.length === 0 ? longest(first, seen) : shortest(machine, first, (state) => !seen.has(state))
    if (path.length === 0 || path.every(({ to }) => seen.has(to))) break
    for (const { to } of path) seen.add(to)
    found.push(path)
  }
  const taken = new Set(found.flatMap((path) => stepsOf(first, path)))
  const others = machine.edges.flatMap((edge) => edge.from.map((from) => ({ from, edge }))).filter(({ from, edge }) => from !== edge.to)
  for (const { from, edge } of others) {
    if (taken.has(stepName(from, edge))) continue
    const path = [...shortest(machine, first, (state) => state === from), edge]
    for (const each of stepsOf(first, path)) taken.add(each)
    found.push(path)
  }
  return found
}

const stepName = (from: string, { operation, to }: Edge): string => `${from} ${operation} ${to}`

/** Names of the steps of a way. */
const stepsOf = (first: string, path: readonly Edge[]): string[] => path.map((edge, index) => stepName(path[index - 1]?.to ?? first, edge))

function shortest({ edges }: StateMachine, first: string, isWanted: (state: string) => boolean): Edge[] {
  const open: { readonly state: string; readonly path: Edge[] }[] = [{ state: first, path: [] }]
  const been = new Set([first])
  for (let place = open.shift(); place !== undefined; place = open.shift()) {
    if (isWanted(place.state)) return place.path
    for (const edge of edges) {
      if (!edge.from.includes(place.state) || been.has(edge.to)) continue
      been.add(edge.to)
      open.push({ state: edge.to, path: [...place.path, edge] })
    }
  }
  return []
}

/** A resource for one way through a machine. */
function born({ parameter, edges }: StateMachine, world: World, way: string): Own | undefined {
  if (parameter === 'recommendationId') return recommendations(world)[way.includes('EXECUTED') ? 'first' : 'second']
  const maker = world.makerOf(edges.map(({ operation }) => operation))
  return maker === undefined ? undefined : world.of(maker, `way-${way.toLowerCase().replaceAll('_', '-')}`)
}

/**
 * Two recommendations for own stock alone: there is so much of it at one place, and a transfer is so expensive, that moving anything else
 * never earns its cost. Which of the answer's recommendations they are, their product tells.
 */
export function recommendations(world: World): { readonly generate: Request; readonly first: Own; readonly second: Own } {
  const [here, there] = [world.named('location', 1), world.named('location', 2)]
  const products = ['one', 'other'].map((each) => world.of('createProduct', `recommended-${each}`).id)
  const stocked = products.flatMap((productMasterId, index) => {
    const purpose = `recommended-${index === 0 ? 'one' : 'other'}`
    return [
      world.of('recordStock', purpose, { change: { productMasterId, locationId: here, qty: 900_000_000 } }).create,
      world.of('recordStock', `${purpose}-there`, { change: { productMasterId, locationId: there, qty: 1 } }).create,
    ]
  })
  const generate = world.act('generateTransferRecommendations', {
    json: {
      locationId: here,
      minStockDifferencePct: 0.9,
      requirePositiveROI: true,
      unitMargin: 3,
      fixedTransferCost: 400_000_000,
      unitTransferCost: 1,
    },
    after: stocked,
    effect: 'lasting',
  })
  const [first, second] = products.map((product, index) =>
    world.adds('generateTransferRecommendations', generate, {
      at: { from: generate, pointer: '/data/recommendations', row: { where: '/productMasterId', is: product, value: '/id' } },
      shows: product,
      purpose: index === 0 ? 'first' : 'second',
      undo: (recommendationId) => [
        world.act('rejectTransferRecommendation', { params: { recommendationId }, json: { comment: world.mark('undo') }, effect: 'undo' }),
      ],
    }),
  )
  if (first === undefined || second === undefined) throw new Error('there are two recommendations')
  return { generate, first, second }
}

function walk(
  machine: StateMachine,
  path: readonly Edge[],
  own: Own,
  contract: Contract,
  world: World,
  seen: Set<string>,
  taken: Set<string>,
): Stay[] {
  const found: Stay[] = []
  const steps = stepsOf(machine.states[0] ?? '', path)
  let arrival = own.create
  let before: readonly Request[] = []
  let edge: Edge | undefined
  for (const [index, next] of [...path, undefined].entries()) {
    const state = edge?.to ?? machine.states[0] ?? ''
    const name = steps[index - 1]
    if (seen.has(state) && name !== undefined && !taken.has(name)) {
      const { read, pointer } = shown(machine, own, contract, world, [arrival])
      const from = path[index - 2]?.to ?? machine.states[0] ?? ''
      found.push({ machine, state, arrival, ...(edge === undefined ? {} : { edge }), from, own, attempts: [], read, pointer })
      before = [read]
    }
    if (name !== undefined) taken.add(name)
    if (!seen.has(state)) {
      seen.add(state)
      const attempts = machine.edges
        .filter(({ from }) => !from.includes(state))
        .map((each) => ({ edge: each, request: step(each, own, contract, world, [arrival, ...before], true) }))
      const last = [arrival, ...attempts.map(({ request }) => request)]
      const { read, pointer } = shown(machine, own, contract, world, last)
      found.push({ machine, state, arrival, ...(edge === undefined ? {} : { edge }), own, attempts, read, pointer })
      before = [read]
    }
    if (next === undefined) break
    arrival = step(next, own, contract, world, [arrival, ...before])
    before = []
    edge = next
  }
  // The state at the end of the way is one that nothing leads out of, so there is nothing left to take back.
  if (edge !== undefined && !machine.edges.some(({ from }) => from.includes(edge.to)))
    world.ends(own, arrival, found.at(-1)?.arrival === arrival ? found.at(-1)?.read : undefined)
  return found
}

/** One step of a resource, with the body that the step needs. */
function step(edge: Edge, own: Own, contract: Contract, world: World, after: readonly Request[], isRefused = false): Request {
  const operation = contract.operations[edge.operation]
  const [parameter = ''] = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name)
  const request = world.act(edge.operation, {
    params: { [parameter]: own.id },
    json: bodyOf(edge, operation, own, world),
    after,
    ...(isRefused ? { isRefused: true } : {}),
  })
  if (edge.operation === 'executeTransferRecommendation') {
    world.adds('executeTransferRecommendation', request, {
      at: { from: request, pointer: kinds.executeTransferRecommendation.id },
      shows: own.id,
      purpose: own.purpose,
      undo: (transferId) => [world.act('updateTransfer', { params: { transferId }, json: { status: 'CANCELLED' }, effect: 'undo' })],
    })
  }
  return request
}

function bodyOf({ when }: Edge, operation: Operation, own: Own, world: World): WriteJson {
  if (when !== undefined) return { [when.property]: when.value }
  const bodies: Readonly<Partial<Record<OperationId, WriteJson>>> = {
    ...(operation.id === 'recordCycleCountLines' ? { recordCycleCountLines: countedLines(countedStock(world, own.purpose)) } : {}),
    updateTransfer: { comment: world.mark('edited') },
    updateForecastScenario: { name: world.mark('edited'), type: 'BASELINE' },
    generateForecastScenario: { horizonDays: 7 },
    updateApiKey: { name: world.mark('edited') },
  }
  return bodies[operation.id] ?? {}
}

function shown(
  { read, parameter }: StateMachine,
  own: Own,
  { lists }: Contract,
  world: World,
  after: readonly Request[],
): { readonly read: Request; readonly pointer: string } {
  if (read !== undefined) return { read: world.look(read, { params: { [parameter]: own.id }, after }), pointer: '/data/status' }
  const list = lists.find(
    ({ links, list: { filters } }) => links.some((link) => parameter in link.parameters) && filters.some(({ name }) => name === 'id'),
  )
  if (list === undefined) throw new Error(`nothing in the contract shows the state of ${parameter}`)
  const query: [string, Reference][] = [['id', own.id]]
  return { read: world.look(list.id, { query, after }), pointer: '/data/0/status' }
}
