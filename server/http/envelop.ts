import type { Schemas } from '../../spec/contract.ts'
import { maxIssues, RefusalError, refusals, statusOf } from '../refusals.ts'
import { schemaNumber } from '../schema-number.ts'
import type { Exchange, Success } from './exchange.ts'
import type { Service } from './service.ts'

interface Answer {
  readonly status: number
  readonly body: object
  readonly headers: Readonly<Record<string, string>>
}

function success({ status, data, pagination, location }: Success, prefix: string): Answer {
  return {
    status,
    body: pagination === undefined ? { data } : { data, pagination },
    headers: location === undefined ? {} : { Location: prefix + location },
  }
}

/** The maximum length; long input must not be returned completely. */
const maxPath = schemaNumber('maxLength', 'Issue', 'path')
const maxMessage = schemaNumber('maxLength', 'Issue', 'message')

const cut = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text)

/** The first issues found by a step or a handler, each truncated to the maximum length of the contract. */
const bounded = (issues: readonly Schemas['Issue'][]) =>
  issues.slice(0, maxIssues).map((issue) => ({ ...issue, path: cut(issue.path, maxPath), message: cut(issue.message, maxMessage) }))

function error({ refusal, details, headers }: RefusalError, requestId: string): Answer {
  const { error, ...row } = refusals[refusal]
  const { issues } = details as { readonly issues?: readonly Schemas['Issue'][] }
  return {
    status: statusOf(row.code),
    body: { error, details: { ...row, ...details, ...(issues === undefined ? {} : { issues: bounded(issues) }), requestId } },
    headers,
  }
}

const inSecond = { second: NaN, text: '' }

/** The `Date` header (RFC 9110 §6.6.1), which is the same for all responses of a second. */
function httpDate(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000)
  if (second !== inSecond.second) Object.assign(inSecond, { second, text: new Date(milliseconds).toUTCString() })
  return inSecond.text
}

/** Wraps the outcome in the envelope of D01 and D02 and adds the headers of every response. The response to a preflight has no body. */
export function envelop(exchange: Exchange, { prefix, clock }: Service): void {
  const { outcome, preflight, requestId } = exchange
  // Node would use another clock than the one for limits and expiry.
  const date = httpDate(clock())
  if (preflight !== undefined && outcome === undefined) {
    exchange.status = 204
    exchange.payload = ''
    exchange.headers = { ...preflight, Date: date, 'X-Content-Type-Options': 'nosniff', 'X-Request-Id': requestId }
    return
  }
  if (outcome === undefined) throw new Error('no response to send: an earlier step ended without an outcome')
  const { status, body, headers } = outcome instanceof RefusalError ? error(outcome, requestId) : success(outcome, prefix)
  exchange.status = status
  exchange.payload = JSON.stringify(body)
  // Headers of only some responses come last: V8 then makes one object, and need not extend it for each of the others.
  exchange.headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(exchange.payload)),
    'Cache-Control': 'no-store',
    Date: date,
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
    ...headers,
  }
}
