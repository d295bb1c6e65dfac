/** Leads resources of the run through the states of the contract's state machines. */
import type { StateMachine } from '../../spec/contract.ts'
import type { Api } from '../model/api.ts'
import type { Reference, Request, WriteJson } from '../model/request.ts'
import { ifAvailable, Unavailable, type Resource, type Resources } from '../model/resource.ts'

type Edge = StateMachine['edges'][number]

/** A state of a resource, and the request that led to it. */
export interface StateVisit {
  readonly machine: StateMachine
  readonly state: string
  /** The step that led to the state, or the creation. */
  readonly arrival: Request
  /** Absent for the creation. */
  readonly edge?: Edge
  /** The previous state, if this state was already visited on another path. */
  readonly from?: string
  readonly own: Resource
  /** Requests in this state that come before any next step. */
  readonly attempts: readonly { readonly edge: Edge; readonly request: Request }[]
  /** Reads the resource after all attempts. */
  readonly read: Request
  /** Pointer to the state in the response to `read`. */
  readonly pointer: string
}

const known = new WeakMap<Resources, readonly StateVisit[]>()

/** Returns every state of every state machine, with requests for all transitions that it forbids. */
export function stateVisits(api: Api, resources: Resources): readonly StateVisit[] {
  const found = known.get(resources) ?? everyStay(api, resources)
  known.set(resources, found)
  return found
}

function everyStay(api: Api, resources: Resources): StateVisit[] {
  return api.stateMachines.flatMap((machine) => {
    const found: StateVisit[] = []
    const seen = new Set<string>()
    const taken = new Set<string>()
    // Each path through the states uses its own resource; each state is visited once.
    for (const path of pathsThrough(machine)) {
      const visits = ifAvailable(() => {
        const own = startOf(
          machine,
          api,
          resources,
          path.map(({ to }) => to),
        )
        return own === undefined ? [] : visit(machine, path, own, api, resources, seen, taken)
      })
      found.push(...(visits ?? []))
    }
    return found
  })
}

/**
 * Returns paths from the first state: first through states that no earlier path has visited, the longest first, then over each step that no
 * path has used.
 */
function pathsThrough(machine: StateMachine): Edge[][] {
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

/** Names of the steps of a path. */
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

/** Creates a resource for one path through a state machine. */
function startOf(
  { parameter, edges }: StateMachine,
  { profile }: Api,
  resources: Resources,
  path: readonly string[],
): Resource | undefined {
  const start = profile.lifecycles.starts[parameter]
  if (start !== undefined) return start(resources, path)
  const maker = resources.makerOf(edges.map(({ operation }) => operation))
  const name = path.join('-') || 'only'
  return maker === undefined ? undefined : resources.of(maker, `way-${name.toLowerCase().replaceAll('_', '-')}`)
}

function visit(
  machine: StateMachine,
  path: readonly Edge[],
  own: Resource,
  api: Api,
  resources: Resources,
  seen: Set<string>,
  taken: Set<string>,
): StateVisit[] {
  const found: StateVisit[] = []
  const steps = stepsOf(machine.states[0] ?? '', path)
  let arrival = own.create
  let before: readonly Request[] = []
  let edge: Edge | undefined
  for (const [index, next] of [...path, undefined].entries()) {
    const state = edge?.to ?? machine.states[0] ?? ''
    const name = steps[index - 1]
    if (seen.has(state) && name !== undefined && !taken.has(name)) {
      const { read, pointer } = shown(machine, own, api, resources, [arrival])
      const from = path[index - 2]?.to ?? machine.states[0] ?? ''
      found.push({ machine, state, arrival, ...(edge === undefined ? {} : { edge }), from, own, attempts: [], read, pointer })
      before = [read]
    }
    if (name !== undefined) taken.add(name)
    if (!seen.has(state)) {
      seen.add(state)
      const attempts = machine.edges
        .filter(({ from }) => !from.includes(state))
        .map((each) => ({ edge: each, request: step(each, own, api, resources, [arrival, ...before], true) }))
      const last = [arrival, ...attempts.map(({ request }) => request)]
      const { read, pointer } = shown(machine, own, api, resources, last)
      found.push({ machine, state, arrival, ...(edge === undefined ? {} : { edge }), own, attempts, read, pointer })
      before = [read]
    }
    if (next === undefined) break
    arrival = step(next, own, api, resources, [arrival, ...before])
    before = []
    edge = next
  }
  // The path ends in a final state, so there is nothing left to clean up.
  if (edge !== undefined && !machine.edges.some(({ from }) => from.includes(edge.to)))
    resources.ends(own, arrival, found.at(-1)?.arrival === arrival ? found.at(-1)?.read : undefined)
  return found
}

/** Builds one step of a resource, with the body that the step needs. */
function step(edge: Edge, own: Resource, api: Api, resources: Resources, after: readonly Request[], isRefused = false): Request {
  const [parameter = ''] = (api.operations[edge.operation]?.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name)
  const request = resources.act(edge.operation, {
    params: { [parameter]: own.id },
    json: bodyOf(edge, own, api, resources),
    after,
    ...(isRefused ? { isRefused: true } : {}),
  })
  api.profile.lifecycles.additions[edge.operation]?.(resources, request, own)
  return request
}

function bodyOf({ when, operation }: Edge, own: Resource, { profile }: Api, resources: Resources): WriteJson {
  if (when !== undefined) return { [when.property]: when.value }
  return profile.lifecycles.bodies[operation]?.(resources, own) ?? {}
}

function shown(
  { read, parameter }: StateMachine,
  own: Resource,
  { lists }: Api,
  resources: Resources,
  after: readonly Request[],
): { readonly read: Request; readonly pointer: string } {
  if (read !== undefined) return { read: resources.look(read, { params: { [parameter]: own.id }, after }), pointer: '/data/status' }
  const list = lists.find(
    ({ links, list: { filters } }) => links.some((link) => parameter in link.parameters) && filters.some(({ name }) => name === 'id'),
  )
  if (list === undefined) throw new Unavailable(`no operation of the contract returns the state of ${parameter}`)
  const query: [string, Reference][] = [['id', own.id]]
  return { read: resources.look(list.id, { query, after }), pointer: '/data/0/status' }
}
