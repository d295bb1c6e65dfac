/** Sorted and filtered lists: the requests, and how their items are compared. */
import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Parameter } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { decided } from '../../model/basis.ts'
import type { Answered } from '../../model/exchange.ts'
import type { Request } from '../../model/request.ts'
import { fails, holds, ifUnchanged, passes, shown, unclear } from '../../model/judgement.ts'
import { lists, type ListSubject } from '../../model/rule.ts'
import { describe } from '../refusal.ts'
import { largest, otherField, sortedBy } from '../../resources/largest.ts'
import { ascending } from '../list-requests.ts'
import { identity, misplaced, rowsOf, totalOf, type Row } from '../rows.ts'
import { unmatched, type AskedFilter } from './columns.ts'

type Sorted = ListSubject & { readonly field: string; readonly about: string }

/** Every sort field of a list that its items contain. */
export const sortable = (api: Api, ask: RequestBuilder): Sorted[] =>
  lists()(api, ask).flatMap((subject) =>
    (subject.list.sort?.fields ?? [])
      .filter((field) => subject.list.columns.includes(field))
      .map((field) => ({ ...subject, field, about: `sortBy=${field}` })),
  )

/** This field for each sortable list. */
export const sortableOnce = (api: Api, ask: RequestBuilder): Sorted[] =>
  sortable(api, ask).filter((subject) => subject.field === otherField(subject))

export const withSort = (api: Api, ask: RequestBuilder): ListSubject[] => lists(({ list }) => list?.sort !== undefined)(api, ask)

/** Every sort field whose ascending order is requested. */
export const ascendingFields = (api: Api, ask: RequestBuilder): Sorted[] =>
  sortable(api, ask).filter((subject) => ascending(subject, ask) !== undefined)

/** The ascending order of a field, or its descending order if only that one is requested. */
export const sorted = (subject: Sorted, ask: RequestBuilder): Request => ascending(subject, ask) ?? largest(subject, ask)

/** The descending order of a field. */
export const descending = (subject: Sorted, ask: RequestBuilder): Request => sortedBy(subject, subject.field, 'desc', ask)

export const inOrder = (exchange: Answered, { field, list }: Sorted, order: 'asc' | 'desc') => {
  if (exchange.reply.status !== 200) return fails('200', describe(exchange), exchange)
  const values = rowsOf(exchange).map((row) => row[field])
  if (values.length < 2) return unclear('the list has fewer than two items')
  if (values.includes(undefined)) return unclear(`not every item has ${field}`)
  const areTimes = list.times.includes(field)
  const wrong = misplaced(values, order, areTimes)
  if (wrong === undefined) return passes
  const word = order === 'asc' ? 'ascending' : 'descending'
  const judgement = fails(`${field} in ${word} order`, `${shown(wrong[0])} before ${shown(wrong[1])}`, exchange)
  // Numbers and times have one order; the order of texts, and the position of null, are decided (D09).
  const isPlain = wrong.every((each) => typeof each === 'number' || (areTimes && typeof each === 'string'))
  return isPlain ? judgement : decided(judgement)
}

export const moving = unclear('the list changed while it was read')

/** Returns the items of the complete list that match filters, or `undefined` if the page does not contain the complete list. */
export function matching(whole: Answered, asked: readonly AskedFilter[]): Row[] | undefined {
  const rows = rowsOf(whole)
  return whole.reply.status === 200 && rows.length === totalOf(whole)
    ? rows.filter((row) => unmatched(row, asked) === undefined)
    : undefined
}

/** Lists with a start and an end of a period, with the columns that they are compared with. */
export const periods = (api: Api, ask: RequestBuilder) => {
  const { periods: names } = api.profile
  if (names === undefined) return []
  const isPeriod = ({ name, schema }: Parameter): boolean => name === names.from && schema.format === 'date-time'
  return lists(({ list }) => list?.filters.some(isPeriod) === true)(api, ask).map((subject) => {
    // An item with a duration matches if it ends after the start of the period and starts before its end.
    const lasts = subject.list.columns.includes(names.lasting.ends)
    return { ...subject, names, from: lasts ? names.lasting.ends : names.moment, until: lasts ? names.lasting.starts : names.moment }
  })
}

/** Whether the total of a filtered list equals the number of matching items in the complete list. Changes in between are inconclusive. */
export function complete(filtered: Answered, wanted: readonly Row[] | undefined, whole: Answered) {
  // Items without an id cannot be identified: their content may depend on the filter.
  if (wanted === undefined || rowsOf(whole).some(({ id }) => typeof id !== 'string')) return passes
  const known = rowsOf(whole).map(identity)
  const found = rowsOf(filtered).map(identity)
  if (found.some((each) => !known.includes(each))) return moving
  return ifUnchanged(
    holds(totalOf(filtered) === wanted.length, `total ${wanted.length} (of ${known.length} items)`, `total ${totalOf(filtered)}`, filtered),
  )
}

/** Whether the total of a filtered list is at least the number of matching items on several pages, none of which is the complete list. */
export function seen(filtered: Answered, asked: readonly AskedFilter[], pages: readonly [Answered, ...Answered[]]) {
  const rows = pages.flatMap(rowsOf)
  const isQuiet = pages.every((page) => page.reply.status === 200 && totalOf(page) === totalOf(pages[0]))
  if (!isQuiet || rows.some(({ id }) => typeof id !== 'string')) return passes
  const least = new Set(rows.filter((row) => unmatched(row, asked) === undefined).map(identity)).size
  return ifUnchanged(holds(totalOf(filtered) >= least, `total of at least ${least}`, `total ${totalOf(filtered)}`, filtered))
}
