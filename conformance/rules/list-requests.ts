/** Requests to lists that several rules share. */
import type { RequestBuilder } from '../model/request-builder.ts'
import { ends, otherField, sortedBy } from '../resources/largest.ts'
import { allowanceOf } from '../model/allowance.ts'
import type { Api } from '../model/api.ts'
import { as, nobody } from '../model/request-builder.ts'
import { keyOf, type Request } from '../model/request.ts'
import { hasId, lists, representative, type ListSubject, type Shown } from '../model/rule.ts'

/**
 * The second page of a list, after the largest pages. It begins within the default page, so that the two can be compared, and a later total
 * shows whether the list changed.
 */
export function secondPage(subject: ListSubject, ask: RequestBuilder): Request {
  const { top, bottom } = ends(subject, ask)
  const { sort, columns, defaultLimit } = subject.list
  const ties = sort !== undefined && columns.includes(sort.by) ? { ties: sort.by } : {}
  const size = { from: ask.read(subject.operation), pointer: '', as: { half: defaultLimit, ...ties } } as const
  return ask.read(subject.operation, {
    query: [
      ['page', '2'],
      ['limit', size],
    ],
    after: [top, bottom],
  })
}

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
      // The second page comes after the order by the other field.
      const fields = (sort?.fields ?? []).filter((field) => columns.includes(field) && field !== otherField(subject))
      return fields.map((field) => sortedBy(subject, field, 'asc', ask))
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
  const reads = freeReads(ask).slice(0, Math.max(perMinute - 1, 0))
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
