/** The filters of a list that can be checked in its items: those with the name of a property of the items. */
import { isIdentifying } from '../../model/unique.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import { resolved, type Operation, type Schema, valueAt } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { lists, type ListSubject } from '../../model/rule.ts'

export interface Filtered extends ListSubject {
  /** Name of the filter and of the column. */
  readonly filter: string
  readonly about: string
}

/** Enum filters whose value the items return under the same name. */
function enumerated(api: Api, ask: RequestBuilder): Filtered[] {
  return lists()(api, ask).flatMap((subject) =>
    subject.list.filters
      .filter(({ name, schema }) => schema.enum !== undefined && subject.list.columns.includes(name))
      .map(({ name }) => ({ ...subject, filter: name, about: name })),
  )
}

/** The same, and for a list without one, the first filter by an id or a code that every item has. */
export function judgeable(api: Api, ask: RequestBuilder): Filtered[] {
  const found = enumerated(api, ask)
  return [
    ...found,
    ...lists()(api, ask)
      .filter(({ operation }) => !found.some((each) => each.operation === operation))
      .flatMap((subject) => {
        const [filter] = exact(api, subject)
        return filter === undefined ? [] : [{ ...subject, filter, about: filter }]
      }),
  ]
}

/** Filters of a list whose value every item must have: enum values, ids and codes. */
export function filtersShown(api: Api, operation: Operation): string[] {
  const { list } = operation
  if (list === undefined) return []
  const listed = list.filters.filter(({ name, schema }) => schema.enum !== undefined && list.columns.includes(name)).map(({ name }) => name)
  return [...listed, ...exact(api, { operation, list })]
}

/** Two filters of one list that can be checked in its items. */
export interface Pair extends ListSubject {
  readonly filters: readonly [string, string]
  readonly about: string
}

/** The first two filters of each list with at least two of them. */
export function pairs(api: Api, ask: RequestBuilder): Pair[] {
  return lists()(api, ask).flatMap((subject) => {
    const pair = pairOf(subject, api)
    return pair === undefined ? [] : [{ ...subject, filters: pair, about: pair.join(' and ') }]
  })
}

function pairOf(subject: ListSubject, api: Api): readonly [string, string] | undefined {
  const values = subject.list.filters.filter(({ name, schema }) => schema.enum !== undefined && subject.list.columns.includes(name))
  const [first, second] = [...values.map(({ name }) => name), ...exact(api, subject)]
  return first === undefined || second === undefined ? undefined : [first, second]
}

/**
 * A request with two filters shows the second one as well as a request with that one alone, if the first one alone returns items with
 * different values of it.
 */
export function withOtherFilter({ operation, list, filter }: Filtered, ask: RequestBuilder) {
  const pair = pairOf({ operation, list }, ask.api)
  if (pair?.[1] !== filter || !list.filters.some(({ name, schema }) => name === pair[0] && schema.enum !== undefined)) return {}
  const first = { request: byFirstRow(operation, ask, [pair[0]]), status: 200, varies: filter }
  return { filtered: [{ request: byFirstRow(operation, ask, pair), status: 200 }, first] as const }
}

/** A list filtered by the values of its first item. */
export const byFirstRow = (operation: Operation, ask: RequestBuilder, filters: readonly string[]) => {
  const control = ask.read(operation)
  return ask.read(operation, { query: filters.map((name) => [name, { from: control, pointer: `/data/0/${name}` }] as const) })
}

/** Filters by an id or a code that every item has. The id of the item itself comes last, because it shows the least. */
function exact(api: Api, { operation, list }: ListSubject): string[] {
  const rows = resolved(api, valueAt(resolved(api, operation.success.schema), '/properties/data/items') as Schema)
  const names = list.filters.filter((each) => isIdentifying(api, each) && isAlwaysText(api, rows, each.name)).map(({ name }) => name)
  return [...names.filter((name) => name !== 'id'), ...names.filter((name) => name === 'id')]
}

/** Whether every item has text in this property, in every branch of the schema. */
function isAlwaysText(api: Api, schema: Schema, name: string): boolean {
  const branches = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].map((each) => resolved(api, each))
  if (branches.length > 0) return branches.every((each) => isAlwaysText(api, each, name))
  const parts = [schema, ...(schema.allOf ?? []).map((each) => resolved(api, each))]
  const property = parts.flatMap(({ properties }) => properties?.[name] ?? [])[0]
  return property !== undefined && resolved(api, property).type === 'string' && parts.some(({ required }) => required?.includes(name))
}
