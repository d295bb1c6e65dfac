/** The two windows that the rate-limit headers describe. */
import { decided } from '../../model/basis.ts'
import { header, type Answered } from '../../model/exchange.ts'
import { allowanceOf, type Allowance } from '../../model/allowance.ts'
import { holds, type Judgement } from '../../model/judgement.ts'
import type { JudgeContext } from '../../model/rule.ts'
import { skew } from '../../send/skew.ts'

export const names = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset'] as const

export const [limitName, remainingName, resetName] = names

export const number = (exchange: Answered, name: string): number => Number(header(exchange, name) ?? Number.NaN)

export const hasAll = (exchange: Answered): boolean => names.every((name) => /^\d+$/.test(header(exchange, name) ?? ''))

/** The two windows are promised for keys; for requests without a key, only the syntax and the bounds of the headers are judged (D07). */
export const hasKey = ({ request, reply }: Answered): boolean => request.key !== undefined && reply.status !== 401

export const is429 = ({ reply }: Answered): boolean => reply.status === 429

/** The minimum limits per minute and per hour: defaults, and a deployment may allow more. 0 if the contract promises nothing. */
export function least({ api }: JudgeContext): Allowance {
  const { perMinute, perHour } = allowanceOf(api)
  return { perMinute: Number.isFinite(perMinute) ? perMinute : 0, perHour: Number.isFinite(perHour) ? perHour : 0 }
}

/** The length of a minute window and of an hour window in seconds. */
export const [shortest, longest] = [60, 3600]

/** Tolerance for clock differences, latency and rounding; in seconds. */
export const tolerance = 3

/** Seconds from receipt to reset, on the deployment's clock. */
export const secondsAhead = (exchange: Answered): number => number(exchange, resetName) - (exchange.receivedAt + skew(exchange)) / 1000

/** Seconds from sending to reset: the response was created at some time between sending and receipt. */
export const secondsAheadAtMost = (exchange: Answered): number => number(exchange, resetName) - (exchange.sentAt + skew(exchange)) / 1000

/** Whether a response can only describe the hour: its window ends later than any minute window. */
export const isOfHour = (exchange: Answered): boolean => secondsAhead(exchange) > shortest + tolerance

/** The same for the minute: no hour window has such a low limit. */
export const isOfMinute = (exchange: Answered, { perMinute, perHour }: Allowance): boolean =>
  number(exchange, limitName) >= perMinute && number(exchange, limitName) < perHour

/** Seconds are rounded up or down, and two responses may be rounded differently. */
export const sameReset = (a: number, b: number): boolean => Math.abs(a - b) <= 1

/** A failure if the responses of one window contain more different limits than possible. */
export function oneLimit(exchanges: readonly Answered[], window: string, most: number): Judgement {
  const first = new Map<number, Answered>()
  for (const each of exchanges) if (!first.has(number(each, limitName))) first.set(number(each, limitName), each)
  const [one, ...others] = first.keys()
  return decided(
    holds(first.size <= most, `limit ${one} per ${window}, as before`, `limit ${others.join(' and ')}`, [...first.values()].at(-1)),
  )
}

/**
 * Returns each exchange with the last one before it that describes a window of the same length; the headers may alternate between the two
 * windows.
 */
export function successive(exchanges: readonly Answered[]): (readonly [earlier: Answered, later: Answered])[] {
  const latest = new Map<string | undefined, Answered>()
  return exchanges.flatMap((later) => {
    const limit = header(later, limitName)
    const earlier = latest.get(limit)
    latest.set(limit, later)
    return earlier === undefined ? [] : [[earlier, later] as const]
  })
}

/** Whether the window in an earlier response may have ended before a later response. */
export function isOver(earlier: Answered, later: Answered): boolean {
  return number(earlier, resetName) * 1000 <= later.receivedAt + skew(later) + tolerance * 1000
}
