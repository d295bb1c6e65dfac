/** Whether two responses to the same request to a list show that a client changed something between them. */
import { member, type Answered } from '../model/exchange.ts'

/**
 * Returns the sign of a change, as a phrase, or `undefined` if both responses contain the same data. The order of items is not a sign: it
 * follows from the items, so that without a change it must be the same.
 */
export function changeBetween(first: Answered, second: Answered): string | undefined {
  if (second.reply.status !== first.reply.status)
    return `the repeated request returned ${second.reply.status} instead of ${first.reply.status}`
  return contentOf(first) === contentOf(second) ? undefined : 'the list changed while it was read'
}

/** The data of a response as a text: the items of a list in any order, and its total. */
function contentOf(exchange: Answered): string {
  const data = member(exchange, 'data')
  const total = member(exchange, 'pagination', 'total')
  return canonical({ data: Array.isArray(data) ? data.map(canonical).sort() : data, total })
}

/** JSON in which the order of members has no effect. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_name, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
