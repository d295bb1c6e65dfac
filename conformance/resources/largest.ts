/** Requests for the largest pages of lists, which usually contain the complete list. Rules and the proof of new ids share them. */
import type { RequestBuilder } from '../model/request-builder.ts'
import type { Request } from '../model/request.ts'
import type { ListSubject } from '../model/rule.ts'

type List = Pick<ListSubject, 'operation' | 'list'>
type Builder = Pick<RequestBuilder, 'read'>

/** The last sort field of a list that is not its default. */
export const otherField = ({ list }: List): string | undefined =>
  list.sort?.fields.findLast((field) => field !== list.sort?.by && list.columns.includes(field))

/** The largest page, sorted by a field. */
export const sortedBy = ({ operation, list }: List, field: string, order: 'asc' | 'desc', ask: Builder): Request =>
  ask.read(operation, {
    query: [
      ['sortBy', field],
      ['sortOrder', order],
      ['limit', String(list.maxLimit)],
    ],
  })

/**
 * The largest page. If the list has another order than the default, it has that one, in the other direction: so the same request shows that order, too, and
 * items that are not on the first page.
 */
export const largest = (subject: List, ask: Builder): Request => {
  const field = otherField(subject)
  return field === undefined
    ? ask.read(subject.operation, { query: [['limit', String(subject.list.maxLimit)]] })
    : sortedBy(subject, field, subject.list.sort?.order === 'desc' ? 'asc' : 'desc', ask)
}
