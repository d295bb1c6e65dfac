/** The order in which a deployment received requests, as far as it is known. Concurrent requests may have been processed in any order. */
import type { Answered } from './exchange.ts'

/** Whether one request was certainly sent after the response to another was received. */
export function isAfter(later: Answered, earlier: Answered): boolean {
  if (later.order !== undefined && earlier.order !== undefined) return later.order.sent > earlier.order.received
  // Recorders truncate times to milliseconds, so two events within one millisecond may be in either order.
  return later.sentAt >= earlier.receivedAt + 1
}

/**
 * Returns a copy of the exchange, sent after the response to the original was received; for sabotages. Where the order is known, the copy is
 * over before anything else happens, so that it overlaps with no exchange that the original does not overlap with, however slow the run was.
 */
export function afterwards(exchange: Answered): Answered {
  const { order, sentAt, receivedAt } = exchange
  const later = { ...exchange, sentAt: receivedAt + 1, receivedAt: receivedAt + 1 + (receivedAt - sentAt) }
  if (order === undefined) return later
  // Moments are whole numbers, so there is room before the next one.
  const room = Math.floor(order.received) + 1 - order.received
  return { ...later, order: { sent: order.received + room / 4, received: order.received + room / 2 } }
}

const byStart = (one: Answered, other: Answered): number =>
  one.order !== undefined && other.order !== undefined ? one.order.sent - other.order.sent : one.sentAt - other.sentAt
const byEnd = (one: Answered, other: Answered): number =>
  one.order !== undefined && other.order !== undefined ? one.order.received - other.order.received : one.receivedAt - other.receivedAt

/**
 * Visits the exchanges in the order of sending. Before each call of `visit`, `known` is called with every exchange that had certainly ended
 * when the visited one was sent, in the order of the responses.
 */
export function inOrder(exchanges: readonly Answered[], known: (earlier: Answered) => void, visit: (later: Answered) => void): void {
  const ends = exchanges.toSorted(byEnd)
  let over = 0
  for (const later of exchanges.toSorted(byStart)) {
    for (let earlier = ends[over]; earlier !== undefined && isAfter(later, earlier); earlier = ends[over]) {
      known(earlier)
      over += 1
    }
    visit(later)
  }
}

/**
 * Returns the exchanges (in the order of sending) that certainly followed one another: each was sent after the response to the last one
 * kept.
 */
export function chain<T>(items: readonly T[], exchangeOf: (item: T) => Answered): T[] {
  const kept: T[] = []
  for (const item of items) {
    const last = kept.at(-1)
    if (last === undefined || exchangeOf(last) === exchangeOf(item) || isAfter(exchangeOf(item), exchangeOf(last))) kept.push(item)
  }
  return kept
}

/** Returns the exchanges that overlap with a write other than themselves. Their responses may show the state before or after that write. */
export function unsettled(exchanges: readonly Answered[], isWrite: (exchange: Answered) => boolean): ReadonlySet<Answered> {
  const writes = exchanges.filter(isWrite).toSorted(byStart)
  const result = new Set<Answered>()
  if (writes.length === 0) return result
  // For each write, the two writes that end last among those that start no later.
  const latest: (readonly [Answered, Answered | undefined])[] = []
  for (const write of writes) {
    const [first, second] = latest.at(-1) ?? []
    if (first === undefined) latest.push([write, undefined])
    else if (byEnd(write, first) >= 0) latest.push([write, first])
    else latest.push([first, second === undefined || byEnd(write, second) >= 0 ? write : second])
  }
  let begun = 0
  for (const exchange of exchanges.toSorted(byEnd)) {
    // Include every write that may have started before this exchange ended.
    for (let write = writes[begun]; write !== undefined && !isAfter(write, exchange); write = writes[begun]) begun += 1
    const others = (latest[begun - 1] ?? []).filter((each) => each !== undefined && each !== exchange)
    if (others.some((each) => each !== undefined && !isAfter(exchange, each))) result.add(exchange)
  }
  return result
}
