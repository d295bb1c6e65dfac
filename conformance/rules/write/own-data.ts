/** What the rules on writes share: which operations make something, where it is shown, and how answers are compared. */
import { available, type Resource } from '../../model/resource.ts'
import type { Api } from '../../model/api.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Operation } from '../../../spec/contract.ts'
import { valueAt } from '../../../spec/contract.ts'
import { json, member, sentJson, type Answered } from '../../model/exchange.ts'
import type { ResourceId, Request, WriteJson } from '../../model/request.ts'
import { hasId, type Subject } from '../../model/rule.ts'

export interface Making extends Subject {
  readonly operation: Operation
  /** Pointer to the id of what it made, in its answer. */
  readonly id: string
}

/** Operations that make something, by their documented success. */
export function makings({ operations, profile }: Api): Making[] {
  return Object.values(operations).flatMap((operation): Making[] => {
    const kind = profile.kinds[operation.id]
    return operation.success.status === 201 && kind !== undefined ? [{ operation, id: kind.located ?? kind.id }] : []
  })
}

export interface Creation extends Making {
  /** Reads one of what it makes: alone, or as the one row of its list that has the id. */
  readonly item: Operation
}

/** Operations that make something which another operation shows. */
export function creations(api: Api): Creation[] {
  return makings(api).flatMap((making) => {
    const link = making.operation.links.find(({ to, parameters }) => {
      const { method, list } = api.operations[to] ?? {}
      return method === 'GET' && list === undefined && Object.values(parameters).includes(making.id)
    })
    const item = link === undefined ? listById(making.operation, api) : api.operations[link.to]
    return item === undefined ? [] : [{ ...making, item }]
  })
}

/** The list beside a creation, if it can be asked for one id. */
function listById({ path }: Operation, { paths }: Api): Operation | undefined {
  const list = paths.get(path)?.GET
  return list?.list?.filters.some(({ name }) => name === 'id') === true && !hasId(list) ? list : undefined
}

/** The list beside a creation, newest first, and as much of it as a page may hold; `undefined` where there is none that shows ids. */
export function newest(operation: Operation, own: Resource, ask: RequestBuilder, after: readonly Request[]): Request | undefined {
  const list = ask.api.paths.get(operation.path)?.GET
  if (list?.list === undefined || !list.list.columns.includes('id') || list.list.sort?.fields.includes('createdAt') !== true)
    return undefined
  return ask.read(list, {
    params: own.create.params,
    query: [
      ['sortBy', 'createdAt'],
      ['sortOrder', 'desc'],
      ['limit', String(list.list.maxLimit)],
    ],
    after,
  })
}

/** Those of some creations that a list beside them shows. */
export const listed = <C extends Making>(some: readonly C[], ask: RequestBuilder): C[] =>
  available(some, (each) => (newest(each.operation, life(each, ask), ask, []) === undefined ? [] : [each]))

/** The path parameter of an operation on one thing, with the id of an own one. */
export function pathTo(own: Resource, operation: Operation): Readonly<Record<string, ResourceId>> {
  return Object.fromEntries(operation.parameters.filter((each) => each.in === 'path').map(({ name }) => [name, own.id]))
}

/** Reads an own thing after other requests. */
export function reread(
  item: Operation,
  own: Resource,
  ask: RequestBuilder,
  after: readonly Request[],
  effect: 'read' | 'undo' = 'read',
): Request {
  return ask.read(item, {
    params: pathTo(own, item),
    ...(item.list === undefined ? {} : { query: [['id', own.id]] as const }),
    after,
    effect,
  })
}

/** What was sent, as JSON; nothing where it was not meant to be any. */
export function sent(exchange: Answered): Readonly<Record<string, unknown>> {
  const value = sentJson(exchange)?.value
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** The one thing that an answer shows, alone or as the only row of a list. */
export function data(exchange: Answered): Readonly<Record<string, unknown>> {
  const value = member(exchange, 'data')
  const thing: unknown = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value
  return isObject(thing) ? thing : {}
}

/** What a creation answers of what it made: the object that has its id. */
export function made(create: Answered, id: string): Readonly<Record<string, unknown>> {
  const thing = valueAt(json(create)?.value, id.slice(0, id.lastIndexOf('/')))
  return isObject(thing) ? thing : {}
}

/** Properties of an object that are not as expected, as far as the object has them at all; nested objects may have more than expected. */
export function differences(expected: Readonly<Record<string, unknown>>, shown: Readonly<Record<string, unknown>>, at = ''): string[] {
  return Object.entries(expected).flatMap(([name, value]) => {
    if (!Object.hasOwn(shown, name)) return []
    const other = shown[name]
    if (isObject(value) && isObject(other)) return differences(value, other, `${at}/${name}`)
    if (Array.isArray(value) && Array.isArray(other) && value.length === other.length) {
      return differences(Object.fromEntries(value.entries()), Object.fromEntries(other.entries()), `${at}/${name}`)
    }
    return same(value, other) ? [] : [`${at}/${name}: ${JSON.stringify(other)} instead of ${JSON.stringify(value)}`]
  })
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function same(a: unknown, b: unknown): boolean {
  if (isMoment(a) && isMoment(b)) return Date.parse(a) === Date.parse(b)
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, index) => same(each, b[index]))
  if (isObject(a) && isObject(b)) {
    return Object.keys(a).every((name) => same(a[name], b[name])) && Object.keys(b).every((name) => Object.hasOwn(a, name))
  }
  // Not Object.is: -0 is 0, and JSON may write either (RFC 8259 §6).
  return a === b
}

/** RFC 3339 allows one moment to be written in several ways. */
function isMoment(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
}

/** Properties of two bodies that differ, but for those that a write is expected to change. */
export function changed(before: Answered, after: Answered, expected: readonly string[]): string[] {
  return differing(withoutOthers(data(before)), withoutOthers(data(after)), expected)
}

/** What an answer shows of another thing may change with that: it counts which one it is. */
const withoutOthers = (shown: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? { id: value.id } : value,
    ]),
  )

/** Names of the properties in which two objects differ, but for those that may. */
export function differing(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
  expected: readonly string[] = [],
): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !expected.includes(name) && !same(a[name], b[name]))
}

/** Ids of the rows of a list. */
export function idsOf(exchange: Answered): unknown[] {
  const rows = (json(exchange)?.value as { data?: unknown } | undefined)?.data
  return Array.isArray(rows) ? rows.map((row: { id?: unknown } | null) => row?.id) : []
}

/** A body of another type in the first property that has one, so that it must be refused. */
export function spoiled(operation: Operation): Record<string, WriteJson> {
  const [name = '', schema] = Object.entries(operation.body?.schema.properties ?? {}).find(([, each]) => each.type !== undefined) ?? []
  const types = [schema?.type ?? []].flat()
  return { [name]: types.includes('object') ? 'text' : { not: 'expected' } }
}

/** The thing whose life the rules on writes follow; one for each kind. */
export const life = ({ operation, maker }: { readonly operation: Operation; readonly maker?: Operation }, ask: RequestBuilder): Resource =>
  ask.resources.of((maker ?? operation).id, 'life')

/** A body with other properties in `data`, for sabotage. */
export function withData(body: { readonly data: object }, change: object): object {
  return { ...body, data: { ...body.data, ...change } }
}
