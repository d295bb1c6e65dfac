/** The filters of a list that can be checked in its items, and the requests that use them. */
import { valuesAt } from '../../guard/targets.ts'
import type { Answered } from '../../model/exchange.ts'
import type { Row } from '../../model/profile.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Value } from '../../model/request.ts'
import { lists, type ListSubject } from '../../model/rule.ts'
import { isIdentifying } from '../../model/unique.ts'
import { largest } from '../../resources/largest.ts'
import { resolved, type Operation, type Parameter, type Schema, valueAt } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'

/** A filter, and where an item shows that it matches. */
interface Filter {
  readonly name: string
  /** Places in an item, of which one must match. `*` stands for each element of an array. */
  readonly places: readonly string[]
  /** The value is a part of the text; the case of ASCII letters does not matter. Otherwise the two are equal. */
  readonly isPart: boolean
  /** Every item has a value at the place. */
  readonly isAlways: boolean
  readonly schema: Schema
}

export interface Filtered extends ListSubject {
  /** Name of the filter. */
  readonly filter: string
  /** Of a filter by a part of a text, the place of that text. */
  readonly place?: string
  readonly about: string
}

const known = new WeakMap<Api, Map<Operation, readonly Filter[]>>()

/** The filters of a list whose value its items show: enumerated ones first, then ids and codes that every item has, and its own id at their end. */
function filtersOf(api: Api, operation: Operation): readonly Filter[] {
  const ofApi = known.get(api) ?? new Map<Operation, readonly Filter[]>()
  known.set(api, ofApi)
  const found = ofApi.get(operation) ?? shownIn(api, operation)
  ofApi.set(operation, found)
  return found
}

function shownIn(api: Api, operation: Operation): Filter[] {
  const { list } = operation
  if (list === undefined) return []
  const items = resolved(api, valueAt(resolved(api, operation.success.schema), '/properties/data/items') as Schema)
  const all = list.filters.flatMap((each): Filter[] => {
    const { name, schema } = each
    const isEnumerated = schema.enum !== undefined
    if (isEnumerated ? list.columns.includes(name) : isComparable(api, each, items)) {
      const isAlways = isEnumerated || isAlwaysText(api, items, name)
      return [{ name, places: [`/${name}`], isPart: false, isAlways, schema }]
    }
    const declared = api.profile.filterPlaces[operation.id]?.[name]
    return declared === undefined ? [] : [{ name, isAlways: false, schema, ...declared }]
  })
  const rank = ({ name, schema, isAlways }: Filter): number => (!isAlways ? 3 : schema.enum !== undefined ? 0 : name === 'id' ? 2 : 1)
  return all.toSorted((a, b) => rank(a) - rank(b))
}

/** Whether an item matches if its property of the same name is equal: an id, a code, a whole number or a truth value. */
const isComparable = (api: Api, filter: Parameter, items: Schema): boolean =>
  isIdentifying(api, filter)
    ? typesIn(api, items, filter.name).has('string')
    : ['integer', 'boolean'].includes(String(filter.schema.type)) && typesIn(api, items, filter.name).has(String(filter.schema.type))

/** Every filter of a list that can be checked in its items; a search for each property that it looks at. */
export const judgeable = (api: Api, ask: RequestBuilder): Filtered[] =>
  lists()(api, ask).flatMap((subject) =>
    filtersOf(api, subject.operation).flatMap(({ name: filter, places, isPart }): Filtered[] => {
      const [first, ...others] = isPart ? places : []
      const filtered = { ...subject, filter, about: filter }
      if (first === undefined) return [filtered]
      return [{ ...filtered, place: first }, ...others.map((place) => ({ ...filtered, place, about: `${filter} in ${place.slice(1)}` }))]
    }),
  )

/** The names of the filters of a list that can be checked in its items. */
export const filterNames = (api: Api, operation: Operation): string[] => filtersOf(api, operation).map(({ name }) => name)

/** Filters of a list whose value an item shows in the property with the same name, if it has it. */
export const filtersShown = (api: Api, operation: Operation): string[] =>
  filtersOf(api, operation).flatMap(({ name, places }) => (places.includes(`/${name}`) ? [name] : []))

/** A filter in the query of a request, with its value as it was sent. */
export interface AskedFilter extends Filter {
  readonly wanted: string
}

/** The filters in the query of a request that the items of its list show. */
export function askedFilters({ request }: Answered, { operation }: Pick<ListSubject, 'operation'>, api: Api): AskedFilter[] {
  const { searchParams } = new URL(request.url)
  return filtersOf(api, operation).flatMap((filter) => {
    const wanted = searchParams.get(filter.name)
    return wanted === null ? [] : [{ ...filter, wanted }]
  })
}

/** Returns the first filter that an item does not match. */
export const unmatched = (row: Row, filters: readonly AskedFilter[]): AskedFilter | undefined =>
  filters.find(({ places, isPart, wanted }) => {
    const isMatch = (value: unknown): boolean => {
      if (isPart) return typeof value === 'string' && lower(value).includes(lower(wanted))
      return (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') && String(value) === wanted
    }
    return !places.some((place) => valuesAt(row, place).some(({ value }) => isMatch(value)))
  })

/** Only ASCII letters: the case of others is not the contract's. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** What an item shows at the places of a filter. */
export const shownFor = (row: Row, { places }: Pick<Filter, 'places'>): unknown => {
  const values = places.flatMap((place) => valuesAt(row, place).map(({ value }) => value))
  return values.length > 1 ? values : values[0]
}

/** Two filters of one list that can be checked in its items. */
export interface Pair extends ListSubject {
  readonly filters: readonly [string, string]
  readonly about: string
}

/** The first two filters of each list with at least two whose value every item has. */
export function pairs(api: Api, ask: RequestBuilder): Pair[] {
  return lists()(api, ask).flatMap((subject) => {
    const pair = pairOf(subject, api)
    return pair === undefined ? [] : [{ ...subject, filters: pair, about: pair.join(' and ') }]
  })
}

function pairOf({ operation }: Pick<ListSubject, 'operation'>, api: Api): readonly [string, string] | undefined {
  const [first, second] = filtersOf(api, operation).filter(({ isAlways }) => isAlways)
  return first === undefined || second === undefined ? undefined : [first.name, second.name]
}

/**
 * A request with two filters shows the second one as well as a request with that one alone, if the first one alone returns items with
 * different values of it.
 */
export function withOtherFilter({ operation, list, filter }: Filtered, ask: RequestBuilder) {
  const pair = pairOf({ operation }, ask.api)
  if (pair?.[1] !== filter) return {}
  const first = { request: byFirstItem({ operation, list }, ask, [pair[0]]), status: 200, varies: filter }
  return { filtered: [{ request: byFirstItem({ operation, list }, ask, pair), status: 200 }, first] as const }
}

/**
 * A list filtered by the values of its first item. A value that some items lack is that of the first item on the largest page that has it;
 * a truth value is `true`. `subject.place` is where a filter by a part of a text finds that text.
 */
export function byFirstItem(subject: ListSubject & Pick<Filtered, 'place'>, ask: RequestBuilder, filters: readonly string[]) {
  const { operation } = subject
  const control = ask.read(operation)
  const valueFor = ({ name, places, isPart, isAlways, schema }: Filter): Value => {
    if (isAlways) return { from: control, pointer: `/data/0/${name}` }
    if (schema.type === 'boolean') return 'true'
    const [first = ''] = places
    const from = largest(subject, ask)
    if (!isPart) return { from, pointer: '/data', row: { value: first.replaceAll('*', '0') } }
    const value = subject.place ?? first
    const apart = places.filter((each) => each !== value)
    return {
      from,
      pointer: '/data',
      row: { value, ...(apart.length === 0 ? {} : { apart }) },
      as: { partOf: schema.maxLength ?? 100 },
    }
  }
  const shown = filtersOf(ask.api, operation)
  return ask.read(operation, {
    query: filters.flatMap((name) => shown.filter((each) => each.name === name).map((each) => [name, valueFor(each)] as const)),
  })
}

/** Whether every item has text in this property, in every branch of the schema. */
function isAlwaysText(api: Api, schema: Schema, name: string): boolean {
  const branches = branchesOf(api, schema)
  if (branches.length > 0) return branches.every((each) => isAlwaysText(api, each, name))
  const parts = [schema, ...(schema.allOf ?? []).map((each) => resolved(api, each))]
  const property = parts.flatMap(({ properties }) => properties?.[name] ?? [])[0]
  return property !== undefined && resolved(api, property).type === 'string' && parts.some(({ required }) => required?.includes(name))
}

/** The types that a property of an item can have. */
function typesIn(api: Api, schema: Schema, name: string): Set<string> {
  const parts = [...branchesOf(api, schema), ...(schema.allOf ?? []).map((each) => resolved(api, each))]
  const own = schema.properties?.[name]
  return new Set([...(own === undefined ? [] : typesOf(api, own)), ...parts.flatMap((each) => [...typesIn(api, each, name)])])
}

function typesOf(api: Api, schema: Schema): string[] {
  const { type } = resolved(api, schema)
  return [...[type ?? []].flat(), ...branchesOf(api, resolved(api, schema)).flatMap((each) => typesOf(api, each))]
}

const branchesOf = (api: Api, { oneOf = [], anyOf = [] }: Schema): Schema[] => [...oneOf, ...anyOf].map((each) => resolved(api, each))
