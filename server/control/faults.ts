import type { OperationId } from '../../spec/contract.ts'
import { contract } from '../../spec/contract.ts'
import type { Parts } from '../app.ts'
import type { Exchange } from '../http/exchange.ts'
import type { Deliver } from '../http/receive.ts'
import type { Step } from '../http/service.ts'
import { RefusalError, refusals, statusOf, type RefusalName } from '../refusals.ts'
import { ControlError } from './problem.ts'

/** An error that the contract documents, instead of the response. The request is authenticated and counted, but not processed. */
export interface StatusFault {
  readonly type: 'status'
  readonly status: number
  /** The `details.reason`, if the contract has several for the status. */
  readonly reason?: string
  /** `Retry-After` of a 429 or 503 in seconds; by default the end of the rate-limit window, or 5 s. */
  readonly retryAfter?: number
}

/** A response that comes late. The request is processed at once. */
export interface LatencyFault {
  readonly type: 'latency'
  /** Milliseconds, or a range of them from which each response draws. */
  readonly delay: number | { readonly min: number; readonly max: number }
}

/** A connection that the server closes. */
export interface DropFault {
  readonly type: 'drop'
  /**
   * `request`: the request is not processed. All others close it after the request was processed: `response` before the first byte of the response,
   * `headers` after its headers, `body` in the middle of its body.
   */
  readonly at: 'request' | 'response' | 'headers' | 'body'
}

/** A response whose body comes in ten pieces over a time. */
export interface SlowBodyFault {
  readonly type: 'slow-body'
  /** Milliseconds. */
  readonly duration: number
}

/** A fault of the network or of the operation, as clients meet it; the contract is not violated by an answer that arrives whole. */
export type Fault = StatusFault | LatencyFault | DropFault | SlowBodyFault

const names = Object.keys(refusals) as RefusalName[]
const reasonOf = (name: RefusalName): string | undefined => (refusals[name] as { readonly reason?: string }).reason

/** The refusal of a fault. Throws a `ControlError` if the contract has none, or not for the operation. */
export function refusalOf({ status, reason }: StatusFault, operation?: OperationId): RefusalName {
  const documented = operation === undefined ? Object.keys(contract.codes) : Object.keys(contract.operations[operation].responses)
  const statuses = documented.map(Number).filter((each) => each >= 400)
  if (!statuses.includes(status)) {
    const whose = operation ?? 'the contract'
    throw new ControlError('INVALID', `Expected an error status of ${whose} (${statuses.join(', ')}), got ${status}.`)
  }
  const fitting = names.filter((name) => statusOf(refusals[name].code) === status)
  const found = reason === undefined ? fitting[0] : fitting.find((name) => reasonOf(name) === reason)
  if (found === undefined) {
    const reasons = [...new Set(fitting.flatMap((name) => reasonOf(name) ?? []))]
    const known = reasons.length === 0 ? `no reason for ${status}` : `a reason for ${status} (${reasons.join(', ')})`
    throw new ControlError('INVALID', `Expected ${known}, got ${JSON.stringify(reason)}.`)
  }
  return found
}

/** What the contract requires in such an error besides code and reason. */
function refusalFor(fault: StatusFault, { allowance, arrival, target }: Exchange): RefusalError {
  const name = refusalOf(fault)
  const now = Math.floor(arrival.at / 1000)
  switch (refusals[name].code) {
    case 'VALIDATION_ERROR':
      return new RefusalError(name, { issues: [{ in: 'body', path: '', message: 'is rejected by an injected fault' }] }, {})
    case 'UNAUTHORIZED':
      return new RefusalError(name, {}, { 'WWW-Authenticate': `Bearer realm="${contract.title}"` })
    case 'FORBIDDEN':
      return new RefusalError(name, { requiredPermissions: target.endpoint?.operation.permissions ?? [] }, {})
    case 'METHOD_NOT_ALLOWED':
      return new RefusalError(name, {}, { Allow: target.allow ?? 'GET, HEAD' })
    case 'RATE_LIMIT_EXCEEDED':
    case 'SERVICE_UNAVAILABLE': {
      const untilReset = name === 'rateLimited' ? Math.max(1, (allowance?.resetAt ?? now + 60) - now) : 5
      const seconds = fault.retryAfter ?? untilReset
      return new RefusalError(name, { retryAfterSeconds: seconds }, { 'Retry-After': String(seconds) })
    }
    default:
      return new RefusalError(name, {}, {})
  }
}

const refusing =
  (fault: StatusFault) =>
  (right: Step): Step =>
  async (exchange, service) => {
    await right(exchange, service)
    const refusal = refusalFor(fault, exchange)
    // A rejection that says when to come back must not say that requests are left until then.
    if (refusal.refusal === 'rateLimited' && exchange.allowance !== undefined) {
      const { retryAfter } = fault
      const resetAt = retryAfter === undefined ? exchange.allowance.resetAt : Math.floor(exchange.arrival.at / 1000) + retryAfter
      exchange.allowance = { ...exchange.allowance, remaining: 0, resetAt }
    }
    throw refusal
  }

const later =
  (milliseconds: number) =>
  (right: Deliver): Deliver =>
  (incoming, response, answer) => {
    setTimeout(() => {
      // The client may have given up.
      if (!response.destroyed) right(incoming, response, answer)
    }, milliseconds)
  }

const dropping =
  (at: DropFault['at']) =>
  (): Deliver =>
  (incoming, response, { status, headers, payload }) => {
    if (at === 'response' || at === 'request') {
      incoming.socket.destroy()
      return
    }
    response.writeHead(status, headers)
    response.flushHeaders()
    const begun = at === 'body' && incoming.method !== 'HEAD' ? Buffer.from(payload).subarray(0, Math.ceil(payload.length / 2)) : ''
    // Closed only after these bytes have left, or the client would not see them.
    response.write(begun === '' ? Buffer.alloc(0) : begun, () => setTimeout(() => incoming.socket.destroy(), 5))
  }

const pieces = 10

const dripping =
  (duration: number) =>
  (): Deliver =>
  (incoming, response, { status, headers, payload }) => {
    response.writeHead(status, headers)
    response.flushHeaders()
    const whole = incoming.method === 'HEAD' ? Buffer.alloc(0) : Buffer.from(payload)
    const size = Math.ceil(whole.length / pieces)
    const put = (piece: number) => {
      if (response.destroyed) return
      if (piece === pieces) {
        response.end()
        return
      }
      response.write(whole.subarray(piece * size, (piece + 1) * size))
      setTimeout(() => put(piece + 1), duration / pieces)
    }
    setTimeout(() => put(0), duration / pieces)
  }

const withDeliver = (parts: Parts, wrong: (right: Deliver) => Deliver): Parts => ({ ...parts, deliver: wrong(parts.deliver) })

/** The parts with a fault. `draw` returns a number from 0 to less than 1. */
export function withFault(parts: Parts, fault: Fault, draw: () => number): Parts {
  switch (fault.type) {
    case 'status':
      return { ...parts, steps: { ...parts.steps, count: refusing(fault)(parts.steps.count) } }
    case 'latency': {
      const { delay } = fault
      return withDeliver(parts, later(typeof delay === 'number' ? delay : delay.min + draw() * (delay.max - delay.min)))
    }
    case 'drop':
      return withDeliver(parts, dropping(fault.at))
    case 'slow-body':
      return withDeliver(parts, dripping(fault.duration))
  }
}

/** The order in which faults of one request are applied, so that a delay also delays a closed connection, and a rejection is what is delivered. */
export const faultOrder: readonly Fault['type'][] = ['status', 'slow-body', 'drop', 'latency']
