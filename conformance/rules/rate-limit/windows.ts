/** The two windows that the rate-limit headers describe, read from them. */
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

/** The two windows are promised to keys; of the window of requests without one only syntax and bounds are judged (D07). */
export const hasKey = ({ request, reply }: Answered): boolean => request.key !== undefined && reply.status !== 401

export const is429 = ({ reply }: Answered): boolean => reply.status === 429

/** What a minute and an hour allow at least: these are defaults, and a deployment may promise more. Nothing, where the contract promises nothing. */
export function least({ api }: JudgeContext): Allowance {
  const { perMinute, perHour } = allowanceOf(api)
  return { perMinute: Number.isFinite(perMinute) ? perMinute : 0, perHour: Number.isFinite(perHour) ? perHour : 0 }
}

/** Seconds in a minute's window and in an hour's. */
export const [shortest, longest] = [60, 3600]

/** Clocks differ, answers travel, and seconds are rounded; in seconds. */
export const tolerance = 3

/** Seconds from receipt to reset, on the deployment's clock. */
export const secondsAhead = (exchange: Answered): number => number(exchange, resetName) - (exchange.receivedAt + skew(exchange)) / 1000

/** The same from sending: the answer was made at some moment between the two, however long it took to come. */
export const secondsAheadAtMost = (exchange: Answered): number => number(exchange, resetName) - (exchange.sentAt + skew(exchange)) / 1000

/** Whether an answer can only describe the hour: its window ends later than any minute. */
export const isOfHour = (exchange: Answered): boolean => secondsAhead(exchange) > shortest + tolerance

/** The same for the minute: no hour allows as few requests. */
export const isOfMinute = (exchange: Answered, { perMinute, perHour }: Allowance): boolean =>
  number(exchange, limitName) >= perMinute && number(exchange, limitName) < perHour

/** Seconds are rounded up or down, sometimes anew for each answer. */
export const sameReset = (a: number, b: number): boolean => Math.abs(a - b) <= 1

/** A failure if answers of one window name more limits than there can be. */
export function oneLimit(exchanges: readonly Answered[], window: string, most: number): Judgement {
  const first = new Map<number, Answered>()
  for (const each of exchanges) if (!first.has(number(each, limitName))) first.set(number(each, limitName), each)
  const [one, ...others] = first.keys()
  return decided(holds(first.size <= most, `${one} as the limit of ${window}, as before`, others.join(' and '), [...first.values()].at(-1)))
}

/** Each exchange with the last one before it that describes a window of the same size; the two windows may take turns. */
export function successive(exchanges: readonly Answered[]): (readonly [earlier: Answered, later: Answered])[] {
  const latest = new Map<string | undefined, Answered>()
  return exchanges.flatMap((later) => {
    const limit = header(later, limitName)
    const earlier = latest.get(limit)
    latest.set(limit, later)
    return earlier === undefined ? [] : [[earlier, later] as const]
  })
}

/** Whether the window that an answer describes may have ended when a later one came. */
export function isOver(earlier: Answered, later: Answered): boolean {
  return number(earlier, resetName) * 1000 <= later.receivedAt + skew(later) + tolerance * 1000
}
