/**
 * Covers: responses that make another request unnecessary. A plan declares them as data; sending evaluates them; judging uses the response
 * that covers a request as its response.
 */
import { header, isAnswered, member, type Answered } from './exchange.ts'
import { namedFields } from './issues.ts'
import { answerTo as answerOf, type CoverKind, type Recording } from './recording.ts'
import type { Request } from './request.ts'
import { rowsOf } from './rows.ts'

/** What the response to a request must show. */
export interface Expected {
  readonly request: Request
  /** Absent if any status will do. */
  readonly status?: number
  /** With another status, the rate limit in the response must be above this number. */
  readonly orLimitAbove?: number
  /** The value of `details.code`; absent if the response has no body. */
  readonly code?: string
  /** Fields that `details.issues` must name, in the notation of the contract. */
  readonly names?: readonly string[]
  /** A property of which the items of the list must have at least two different values. */
  readonly varies?: string
  /** A property of which no two items of the list may have the same value. The list must have at least two items. */
  readonly distinct?: string
  /** The maximum number of issues in `details.issues`. */
  readonly mostIssues?: number
  /** A request to a list whose response must have the same total. */
  readonly totalOf?: Request
}

/** The condition under which a request is not sent. */
export interface Cover {
  readonly kind: CoverKind
  /** The request is covered only if the response to each of these shows what is expected. The first one is judged in its place. */
  readonly if: readonly [Expected, ...Expected[]]
  /**
   * Requests with the same fault. If one of them is carried out, the deployment does not reject the fault, and that response is judged:
   * no further request is needed to show it, and none may be sent.
   */
  readonly accepted?: readonly Request[]
  /** Another request to the same operation with the same key, which a missing permission rejects like the covered one. */
  readonly sameKey?: Request
  /** The value of `details.code` of a rejection for a missing permission. */
  readonly forbidden?: string
}

/** Returns the requests that must have a response before it is known whether a request is covered. */
export const sourcesOf = (cover: Cover): readonly Request[] => [
  ...cover.if.flatMap(({ request, totalOf }) => [request, ...(totalOf === undefined ? [] : [totalOf])]),
  ...(cover.accepted ?? []),
  ...(cover.sameKey === undefined ? [] : [cover.sameKey]),
]

/** The request whose response is judged in place of the covered one, or the reason why that is sent, as a phrase. */
export type Covering = { readonly request: Request } | { readonly why: string }

/** Decides whether a request is covered. */
export function covering(cover: Cover, answers: Pick<Recording, 'byRequest' | 'covered'>): Covering {
  const answerTo = (request: Request | undefined): Answered | undefined => {
    const exchange = request && answerOf(request, answers)
    return exchange !== undefined && isAnswered(exchange) ? exchange : undefined
  }
  const isForbidden = (request: Request | undefined): boolean => {
    const exchange = answerTo(request)
    return cover.forbidden !== undefined && exchange?.reply.status === 403 && member(exchange, 'details', 'code') === cover.forbidden
  }
  if (cover.sameKey !== undefined && isForbidden(cover.sameKey)) return { request: cover.sameKey }
  const accepted = cover.accepted?.find((each) => (answerTo(each)?.reply.status ?? 400) < 300)
  if (accepted !== undefined) return { request: accepted }
  // A sample that the key may not ask shows nothing.
  const shown = cover.if.filter(({ request, status }) => status === 403 || !isForbidden(request))
  for (const expected of shown) {
    const exchange = answerTo(expected.request)
    const lack =
      exchange === undefined ? 'got no response' : (lackOf(exchange, expected) ?? otherTotal(exchange, answerTo(expected.totalOf)))
    if (lack !== undefined) return { why: `${nameOf(cover, expected)} ${lack}` }
  }
  const [first] = shown
  return first === undefined ? { why: 'the key lacks the permission for the whole sample' } : { request: first.request }
}

function nameOf({ kind, if: [first] }: Cover, expected: Expected): string {
  const { operation, method, path } = expected.request
  const name = operation ?? `${method} ${path}`
  if (kind === 'shown') return `the other request to ${name}`
  if (kind === 'permission') return `${name}, which needs the same permission,`
  return kind === 'combined' && expected === first ? `the request to ${name} with several faults` : `${name}, which is in the sample,`
}

function lackOf(exchange: Answered, expected: Expected): string | undefined {
  const { status, orLimitAbove = Number.POSITIVE_INFINITY, code, names = [], varies, distinct, mostIssues } = expected
  if (Number(header(exchange, 'x-ratelimit-limit')) > orLimitAbove) return undefined
  if (status !== undefined && exchange.reply.status !== status) return `returned ${exchange.reply.status} instead of ${status}`
  if (code !== undefined && member(exchange, 'details', 'code') !== code)
    return `returned ${exchange.reply.status} without the code ${code}`
  if (varies !== undefined && new Set(rowsOf(exchange).map((row) => row[varies])).size < 2)
    return `returned only items with the same ${varies}`
  if (distinct !== undefined) {
    const values = rowsOf(exchange).map((row) => row[distinct])
    if (values.length < 2) return 'returned fewer than two items'
    if (new Set(values).size < values.length) return `returned items with the same ${distinct}`
  }
  const issues = member(exchange, 'details', 'issues')
  if (mostIssues !== undefined && !(Array.isArray(issues) && issues.length <= mostIssues))
    return `did not return at most ${mostIssues} issues`
  const named = namedFields(exchange)
  const missing = names.filter((each) => !named.includes(each))
  return missing.length === 0 ? undefined : `returned ${exchange.reply.status} without an issue for ${missing.join(' and ')}`
}

const otherTotal = (exchange: Answered, list: Answered | undefined): string | undefined =>
  list === undefined || member(exchange, 'pagination', 'total') === member(list, 'pagination', 'total')
    ? undefined
    : 'returned another total'
