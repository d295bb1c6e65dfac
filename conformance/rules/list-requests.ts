/** Requests to lists that several rules share. */
import type { RequestBuilder } from '../model/request-builder.ts'
import { largest, otherField, sortedBy } from '../resources/largest.ts'
import { allowanceOf } from '../model/allowance.ts'
import type { Api } from '../model/api.ts'
import { as, nobody } from '../model/request-builder.ts'
import { keyOf, type Request } from '../model/request.ts'
import { hasId, isRepresentative, lists, representative, type ListSubject, type Shown } from '../model/rule.ts'

/** Whether the default order of a list can be requested explicitly, as the ascending order of a field. */
const hasExplicit = ({ list: { sort, columns } }: Pick<ListSubject, 'list'>): boolean =>
  sort?.order === 'asc' && columns.includes(sort.by) && sort.fields.includes(sort.by)

/**
 * The second page of a list, after the largest page. It begins within the default page, so that the two can be compared, and a later total
 * shows whether the list changed. It requests the default order explicitly if possible, so that the same request shows that order, too.
 */
export function secondPage(subject: ListSubject, ask: RequestBuilder): Request {
  const { sort, columns, defaultLimit } = subject.list
  const ties = sort !== undefined && columns.includes(sort.by) ? { ties: sort.by } : {}
  const size = { from: ask.read(subject.operation), pointer: '', as: { half: defaultLimit, ...ties } } as const
  const order = [
    ['sortBy', String(sort?.by)],
    ['sortOrder', 'asc'],
  ] as const
  return ask.read(subject.operation, {
    query: [...(hasExplicit(subject) ? order : []), ['page', '2'], ['limit', size]],
    after: [largest(subject, ask)],
  })
}

/** A list and one of its sort fields. */
type SortField = ListSubject & { readonly field: string }

/** A list with fewer sort fields has one that is requested in both directions. */
const manyFields = 3

/**
 * The ascending order of a sort field; `undefined` if only its descending order is requested, in the largest page. Both are requested
 * - of a field that can be null, because null has a place in each,
 * - of a list with few sort fields, because it takes several responses to see that one differs from time to time,
 * - of a list that is descending by default, because no other request asks for that direction,
 * - of the representative list, because a rule compares the two.
 */
export function ascending(subject: SortField, ask: RequestBuilder): Request | undefined {
  const { list, field } = subject
  const isOneWay =
    field === otherField(subject) &&
    list.sort?.order === 'asc' &&
    !list.nullable.includes(field) &&
    list.sort.fields.length >= manyFields &&
    !isRepresentative(subject, ask.api)
  return isOneWay ? undefined : sortedBy(subject, field, 'asc', ask)
}

/** Whether the second page can show the ascending order of a field, because that is the default order; the representative list has all orders anyway. */
const isOfSecondPage = (subject: SortField, { api }: RequestBuilder): boolean =>
  subject.field === subject.list.sort?.by && hasExplicit(subject) && !isRepresentative(subject, api)

/**
 * The responses that show the ascending order of a field as well. The second page shows the default order if no two items have the same value: equal
 * values can come in another order each time, which two pages do not show.
 */
export function showsAscending(subject: SortField, ask: RequestBuilder): readonly [Shown, ...Shown[]] | undefined {
  const request = ascending(subject, ask)
  const control = ask.read(subject.operation)
  if (request === undefined) return undefined
  return isOfSecondPage(subject, ask)
    ? [
        { request: secondPage(subject, ask), status: 200, distinct: subject.field },
        { request: control, status: 200, distinct: subject.field },
      ]
    : inBurst(request, control, ask)
}

/** The default order of a list a second time: requested explicitly if possible, else the second page. */
export const secondTime = (subject: ListSubject, ask: RequestBuilder): Request =>
  hasExplicit(subject) ? sortedBy(subject, String(subject.list.sort?.by), 'asc', ask) : secondPage(subject, ask)

/** The responses that show the default order a second time as well. */
export const showsSecondTime = (subject: ListSubject, ask: RequestBuilder) =>
  hasExplicit(subject) ? showsAscending({ ...subject, field: String(subject.list.sort?.by) }, ask) : undefined

/** The last page that the contract allows, past the end of most lists: the pages are as large as the contract allows, too. */
export const pastTheEnd = ({ operation, list }: Pick<ListSubject, 'operation' | 'list'>, ask: RequestBuilder): Request =>
  ask.read(operation, {
    query: [
      ['page', String(list.maxPage)],
      ['limit', String(list.maxLimit)],
    ],
  })

/** The first filter of a list whose value may be unknown to the deployment. */
export const openFilter = ({ list }: ListSubject, { profile }: Api): string | undefined =>
  list.filters.find(({ name, schema }) => (/(Id|^id)$/.test(name) || profile.lookups.includes(name)) && schema.type === 'string')?.name

/** A list filtered by a value that nothing has. */
export const nothingFound = ({ operation }: Pick<ListSubject, 'operation'>, filter: string, ask: RequestBuilder): Request =>
  ask.read(operation, { query: [[filter, `none-${ask.invented(`no ${filter}`, 12)}`]] })

/** Reads that depend on no other request, and no other on them, so that any key can send them at any time while nothing changes. */
function freeReads(ask: RequestBuilder): Request[] {
  const all = lists((operation) => !hasId(operation))(ask.api, ask)
  return [
    ...all.map((subject) => pastTheEnd(subject, ask)),
    ...all.flatMap((subject) => {
      const filter = openFilter(subject, ask.api)
      return filter === undefined ? [] : [nothingFound(subject, filter, ask)]
    }),
    ...all.flatMap((subject) => {
      const { columns, sort } = subject.list
      const others = (sort?.fields ?? []).filter((field) => columns.includes(field) && !isOfSecondPage({ ...subject, field }, ask))
      return others.flatMap((field) => ascending({ ...subject, field }, ask) ?? [])
    }),
  ]
}

interface Burst {
  /** All requests to one list. */
  readonly plain: readonly Request[]
  /** The same number of requests, most of which are reads that other rules need anyway. */
  readonly spread: readonly Request[]
  /** The requests of `spread`, by the keys of these reads. */
  readonly byRead: ReadonlyMap<string, Request>
}

const bursts = new WeakMap<RequestBuilder, Burst>()

/** The least number of equal requests in a burst, which show a response that differs from time to time. */
const equalRequests = 8

/**
 * The number of requests that a minute allows to a key, and one more, after a request without a key. A deployment that counts every
 * operation apart has to be asked with `plain`; any other one shows the same with `spread`.
 */
export function burst({ operation }: ListSubject, ask: RequestBuilder): Burst {
  const known = bursts.get(ask)
  if (known !== undefined) return known
  const { perMinute } = allowanceOf(ask.api)
  const spent = { credential: as('exhaustible'), effect: 'quota' } as const
  const one = (number: number): Request =>
    ask.read(operation, { ...spent, query: [['limit', '1']], ...(number === 1 ? {} : { again: number - 1 }) })
  const before = ask.read(operation, { credential: nobody, effect: 'quota' })
  const chain = (requestOf: (number: number) => Request): Request[] => {
    const requests: Request[] = []
    for (let number = 1; number <= perMinute + 1; number++) requests.push({ ...requestOf(number), after: [requests.at(-1) ?? before] })
    return requests
  }
  const reads = freeReads(ask).slice(0, Math.max(perMinute + 1 - equalRequests, 0))
  const spread = chain((number) => {
    const read = number === 1 ? undefined : reads[number - 2]
    return read === undefined ? one(number) : { ...read, ...spent }
  })
  const plain = chain((number) => one(number + perMinute + 1))
  const byRead = new Map(spread.slice(1, reads.length + 1).map((request, index) => [keyOf(reads[index] ?? request), request]))
  const made = { plain, spread, byRead }
  bursts.set(ask, made)
  return made
}

/**
 * The same read as a part of the burst, with the total that the list must have: a key of another tenant, or one that lacks a permission,
 * shows nothing about it.
 */
export function inBurst(read: Request, list: Request | undefined, ask: RequestBuilder): readonly [Shown] | undefined {
  const [subject] = representative(ask.api)
  if (subject === undefined || !Number.isFinite(allowanceOf(ask.api).perMinute)) return undefined
  const same = burst(subject, ask).byRead.get(keyOf(read))
  return same === undefined ? undefined : [{ request: same, status: 200, ...(list === undefined ? {} : { totalOf: list }) }]
}
