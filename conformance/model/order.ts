/** What is known of the order in which a deployment was asked: what was on its way at the same time may have been counted in any. */
import type { Answered } from './exchange.ts'

/** Whether one request was certainly sent after the answer to another had come. */
export function isAfter(later: Answered, earlier: Answered): boolean {
  if (later.order !== undefined && earlier.order !== undefined) return later.order.sent > earlier.order.received
  // Recorders cut moments to milliseconds, so that two within one may lie in either order.
  return later.sentAt >= earlier.receivedAt + 1
}

/** The same answer once more, to a request that was sent when it had come; for sabotages. */
export function afterwards(exchange: Answered): Answered {
  const { order: _order, ...rest } = exchange
  const took = exchange.receivedAt - exchange.sentAt
  return { ...rest, sentAt: exchange.receivedAt + 1, receivedAt: exchange.receivedAt + 1 + took }
}

const byStart = (one: Answered, other: Answered): number =>
  one.order !== undefined && other.order !== undefined ? one.order.sent - other.order.sent : one.sentAt - other.sentAt
const byEnd = (one: Answered, other: Answered): number =>
  one.order !== undefined && other.order !== undefined ? one.order.received - other.order.received : one.receivedAt - other.receivedAt

/**
 * Visits the exchanges in the order of sending. Before each is `visited`, `known` was called with every one that was certainly over when it was sent,
 * in the order in which the answers came.
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

/** Of exchanges in the order of sending those that certainly came one after the other: each after the last one that is among them. */
export function chain<T>(items: readonly T[], exchangeOf: (item: T) => Answered): T[] {
  const kept: T[] = []
  for (const item of items) {
    const last = kept.at(-1)
    if (last === undefined || exchangeOf(last) === exchangeOf(item) || isAfter(exchangeOf(item), exchangeOf(last))) kept.push(item)
  }
  return kept
}

/** The exchanges during which a write was on its way too, another one than themselves: what they show may be from before it or from after it. */
export function unsettled(exchanges: readonly Answered[], isWrite: (exchange: Answered) => boolean): ReadonlySet<Answered> {
  const writes = exchanges.filter(isWrite).toSorted(byStart)
  const result = new Set<Answered>()
  if (writes.length === 0) return result
  // The two writes that end last among those that begin no later than each one.
  const latest: (readonly [Answered, Answered | undefined])[] = []
  for (const write of writes) {
    const [first, second] = latest.at(-1) ?? []
    if (first === undefined) latest.push([write, undefined])
    else if (byEnd(write, first) >= 0) latest.push([write, first])
    else latest.push([first, second === undefined || byEnd(write, second) >= 0 ? write : second])
  }
  let begun = 0
  for (const exchange of exchanges.toSorted(byEnd)) {
    // Every write that this one is not certainly before.
    for (let write = writes[begun]; write !== undefined && !isAfter(write, exchange); write = writes[begun]) begun += 1
    const others = (latest[begun - 1] ?? []).filter((each) => each !== undefined && each !== exchange)
    if (others.some((each) => each !== undefined && !isAfter(exchange, each))) result.add(exchange)
  }
  return result
}
