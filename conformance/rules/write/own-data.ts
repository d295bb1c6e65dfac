/** Shared by the rules on writes: which operations create resources, which operations read them, and how responses are compared. */
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
  /** Pointer to the id of the created resource in the response. */
  readonly id: string
}

/** Operations that create a resource, by their documented success. */
export function makings({ operations, profile }: Api): Making[] {
  return Object.values(operations).flatMap((operation): Making[] => {
    const kind = profile.kinds[operation.id]
    return operation.success.status === 201 && kind !== undefined ? [{ operation, id: kind.located ?? kind.id }] : []
  })
}

export interface Creation extends Making {
  /** Reads a created resource: alone, or as the only item with the id in its list. */
  readonly item: Operation
}

/** Operations that create a resource that another operation returns. */
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

/** Returns the list with the same path as a creation, if it can be filtered by an id. */
function listById({ path }: Operation, { paths }: Api): Operation | undefined {
  const list = paths.get(path)?.GET
  return list?.list?.filters.some(({ name }) => name === 'id') === true && !hasId(list) ? list : undefined
}

/**
 * Returns the list with the same path as a creation, newest first and with the maximum page size, or `undefined` if there is none that
 * returns ids.
 */
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

/** Selects the creations whose resources a list with the same path returns. */
export const listed = <C extends Making>(some: readonly C[], ask: RequestBuilder): C[] =>
  available(some, (each) => (newest(each.operation, life(each, ask), ask, []) === undefined ? [] : [each]))

/** The path parameter of an operation on a single resource, with the id of a resource of the run. */
export function pathTo(own: Resource, operation: Operation): Readonly<Record<string, ResourceId>> {
  return Object.fromEntries(operation.parameters.filter((each) => each.in === 'path').map(({ name }) => [name, own.id]))
}

/** Reads a resource of the run after other requests. */
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

/** The JSON object that was sent; empty if the body was not JSON. */
export function sent(exchange: Answered): Readonly<Record<string, unknown>> {
  const value = sentJson(exchange)?.value
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

/** The resource in a response, alone or as the only item of a list. */
export function data(exchange: Answered): Readonly<Record<string, unknown>> {
  const value = member(exchange, 'data')
  const thing: unknown = Array.isArray(value) ? (value.length === 1 ? value[0] : undefined) : value
  return isObject(thing) ? thing : {}
}

/** Returns the object with the id of the created resource in the creation response. */
export function made(create: Answered, id: string): Readonly<Record<string, unknown>> {
  const thing = valueAt(json(create)?.value, id.slice(0, id.lastIndexOf('/')))
  return isObject(thing) ? thing : {}
}

/**
 * Returns the properties of an object with unexpected values. Missing properties are skipped; nested objects may have additional
 * properties.
 */
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
  // Not Object.is: -0 equals 0, and JSON may contain either (RFC 8259 §6).
  return a === b
}

/** RFC 3339 allows several notations of the same time. */
function isMoment(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
}

/** Returns the properties that differ between two bodies, except those that the write is expected to change. */
export function changed(before: Answered, after: Answered, expected: readonly string[]): string[] {
  return differing(withoutOthers(data(before)), withoutOthers(data(after)), expected)
}

/** The values of other resources in a response may change with those; only their identity is compared. */
const withoutOthers = (shown: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? { id: value.id } : value,
    ]),
  )

/** Returns the names of the properties in which two objects differ, except the allowed ones. */
export function differing(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
  expected: readonly string[] = [],
): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !expected.includes(name) && !same(a[name], b[name]))
}

/** Ids of the items of a list. */
export function idsOf(exchange: Answered): unknown[] {
  const rows = (json(exchange)?.value as { data?: unknown } | undefined)?.data
  return Array.isArray(rows) ? rows.map((row: { id?: unknown } | null) => row?.id) : []
}

/** Returns a body with a wrong type in the first property that has one, so that it must be rejected. */
export function spoiled(operation: Operation): Record<string, WriteJson> {
  const [name = '', schema] = Object.entries(operation.body?.schema.properties ?? {}).find(([, each]) => each.type !== undefined) ?? []
  const types = [schema?.type ?? []].flat()
  return { [name]: types.includes('object') ? 'text' : { not: 'expected' } }
}

/** The resource whose lifecycle the rules on writes follow; one for each kind. */
export const life = ({ operation, maker }: { readonly operation: Operation; readonly maker?: Operation }, ask: RequestBuilder): Resource =>
  ask.resources.of((maker ?? operation).id, 'life')

/** Returns a body with other properties in `data`, for sabotages. */
export function withData(body: { readonly data: object }, change: object): object {
  return { ...body, data: { ...body.data, ...change } }
}
