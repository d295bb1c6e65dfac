/**
 * Divides a plan among several runs, each with its own keys. A check and everything that it needs are in one part. What may happen once only is in one
 * part, too: the exhaustion of a key, the changes of a setting, and the writes by one operation that must be rejected, since the first accepted one
 * stops the others.
 */
import { breakerOf, isValid } from '../guard/reasons.ts'
import type { Api } from '../model/api.ts'
import { sourcesOf, type Cover } from '../model/cover.ts'
import { grouped } from '../model/grouped.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import type { Instance } from './model.ts'

/** The checks of one part, and the covers that apply in it. */
export interface Part {
  readonly instances: readonly Instance[]
  readonly covers: ReadonlyMap<string, Cover>
}

/** Returns the keys of the requests of a check that count against a rate limit which the run keeps to. */
export type LoadOf = (instance: Instance, covers: ReadonlyMap<string, Cover>) => ReadonlySet<string>

/** Checks that must be in one part. */
interface Group {
  readonly instances: readonly Instance[]
  readonly exclusive: ReadonlySet<string>
}

/** How much more a request costs that another part sends already, from not at all; the division with the smallest largest part is taken. */
const preferences = [0, 1, 3]

/**
 * Divides checks into parts of about the same load, the largest groups first. Deterministic. A part is empty if there are more parts than groups.
 * `covers` are those of the whole plan.
 */
export function divide(
  instances: readonly Instance[],
  count: number,
  { api, covers, loadOf }: { readonly api: Api; readonly covers: ReadonlyMap<string, Cover>; readonly loadOf: LoadOf },
): Part[] {
  const exclusive = exclusivesIn(api)
  const groups = groupsOf(instances, exclusive).map((group, index) => {
    const own = coversIn(group, covers, exclusive)
    return { ...group, index, load: new Set(group.instances.flatMap((each) => [...loadOf(each, own)])) }
  })
  const bySize = groups.toSorted((a, b) => b.load.size - a.load.size || a.index - b.index)
  const [best = []] = preferences
    .map((preference) => {
      const parts = Array.from({ length: count }, () => ({ groups: [] as typeof groups, load: new Set<string>() }))
      for (const group of bySize) {
        const more = parts.map(({ load }) => [...group.load].filter((each) => !load.has(each)).length)
        const sizes = parts.map(({ load }, index) => load.size + (1 + preference) * (more[index] ?? 0))
        const part = parts[sizes.indexOf(Math.min(...sizes))]
        part?.groups.push(group)
        for (const each of group.load) part?.load.add(each)
      }
      return parts
    })
    .sort((one, other) => largest(one) - largest(other) || total(one) - total(other))
  const order = new Map(instances.map((each, index) => [each, index]))
  return best.map((part) => {
    const all = part.groups.flatMap((group) => group.instances)
    const inOrder = all.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
    const merged: Group = { instances: inOrder, exclusive: new Set(part.groups.flatMap((group) => [...group.exclusive])) }
    return { instances: inOrder, covers: coversIn(merged, covers, exclusive) }
  })
}

type Loads = readonly { readonly load: ReadonlySet<string> }[]
const largest = (parts: Loads): number => Math.max(...parts.map(({ load }) => load.size))
const total = (parts: Loads): number => parts.reduce((sum, { load }) => sum + load.size, 0)

type Exclusives = (requests: readonly Request[]) => ReadonlySet<string>

/** Returns a function that names what requests, and those that they depend on, do which only one part may do. */
function exclusivesIn({ profile: { targets } }: Api): Exclusives {
  const known = new Map<string, ReadonlySet<string>>()
  const of = (request: Request): ReadonlySet<string> => {
    const found = known.get(keyOf(request))
    if (found !== undefined) return found
    const breaker = breakerOf(request)
    const isSetting = request.operation !== undefined && targets[request.operation]?.reach === 'setting' && isValid(request)
    const names = new Set([
      ...(request.effect === 'quota' ? ['quota'] : []),
      ...(isSetting ? ['settings'] : []),
      ...(breaker === undefined ? [] : [`rejected ${breaker}`]),
      ...dependencies(request).flatMap((each) => [...of(each)]),
    ])
    known.set(keyOf(request), names)
    return names
  }
  return (requests) => new Set(requests.flatMap((each) => [...of(each)]))
}

/** Joins the checks that do something together which only one part may do. */
function groupsOf(instances: readonly Instance[], exclusive: Exclusives): Group[] {
  const rootOf = new Map<string, string>()
  const root = (name: string): string => {
    const next = rootOf.get(name)
    return next === undefined || next === name ? name : root(next)
  }
  const described = instances.map((instance, index) => {
    const names = exclusive(Object.values(instance.requests))
    const [first = `check ${index}`, ...others] = names
    for (const each of others) rootOf.set(root(each), root(first))
    return { instance, names, first }
  })
  return [...grouped(described, ({ first }) => root(first)).values()].map((alike) => ({
    instances: alike.map(({ instance }) => instance),
    exclusive: new Set(alike.flatMap(({ names }) => [...names])),
  }))
}

/** Returns the covers of some checks, without those that would need what only another part may do: there, their own request is as good. */
function coversIn({ instances, exclusive: own }: Group, covers: ReadonlyMap<string, Cover>, exclusive: Exclusives): Map<string, Cover> {
  const kept = new Map<string, Cover>()
  const add = (request: Request): void => {
    const cover = covers.get(keyOf(request))
    if (cover === undefined || kept.has(keyOf(request))) return
    const sources = sourcesOf(cover)
    if ([...exclusive(sources)].some((each) => !own.has(each))) return
    kept.set(keyOf(request), cover)
    sources.forEach(add)
  }
  for (const { requests } of instances) Object.values(requests).forEach(add)
  return kept
}
