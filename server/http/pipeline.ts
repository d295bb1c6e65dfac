import { RefusalError, refuse } from '../refusals.ts'
import { ServiceUnavailable } from '../service-unavailable.ts'
import { admit } from './admit.ts'
import { assignRequestId } from './assign-request-id.ts'
import { authenticate } from './authenticate.ts'
import { authorize } from './authorize.ts'
import { addCorsHeaders } from './cors-headers.ts'
import { count } from './count.ts'
import { envelop } from './envelop.ts'
import type { Exchange } from './exchange.ts'
import { handle } from './handle.ts'
import { parse } from './parse.ts'
import { preflight } from './preflight.ts'
import { record } from './record.ts'
import { requireOperation } from './require-operation.ts'
import { send } from './send.ts'
import { shed } from './shed.ts'
import type { Service, Step } from './service.ts'
import { stateLimits } from './state-limits.ts'
import { validate } from './validate.ts'

/** All steps by name; each can be wrapped or replaced when the application is assembled. */
export const steps = {
  assignRequestId,
  preflight,
  shed,
  authenticate,
  count,
  admit,
  authorize,
  requireOperation,
  parse,
  validate,
  handle,
  envelop,
  stateLimits,
  addCorsHeaders,
  send,
  record,
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export type Steps = Readonly<Record<StepName, Step>>

/** The first steps; a preflight gets its response after them. */
const beforeInbound = ['assignRequestId', 'preflight'] as const satisfies StepName[]

/** Inbound steps in the order of refusal (D04); the first one that throws ends the phase. */
const inbound = [
  'shed',
  'authenticate',
  'count',
  'admit',
  'authorize',
  'requireOperation',
  'parse',
  'validate',
  'handle',
] as const satisfies StepName[]

/** Inbound steps for a request that Node could not read: neither its caller nor its operation is known. */
const inboundOfUnreadable = ['assignRequestId', 'count'] as const satisfies StepName[]

/** Outbound steps for every response. */
const outbound = ['envelop', 'stateLimits', 'addCorsHeaders', 'send', 'record'] as const satisfies StepName[]

/** Runs the steps from `first` on. Returns a promise only if one of them waits: for a busy server, promises are a large part of the costs. */
function run(part: readonly StepName[], exchange: Exchange, service: Service, steps: Steps, first = 0): Promise<void> | undefined {
  for (let at = first; ; at += 1) {
    const name = part[at]
    if (name === undefined) return undefined
    const pause = steps[name](exchange, service)
    if (pause !== undefined) return pause.then(() => run(part, exchange, service, steps, at + 1))
  }
}

/** Seconds after which a client may retry while a service is away: the duration is unknown, and a new attempt every few seconds does not hinder its return. */
const retryAfterSeconds = 5

/**
 * Converts an unexpected error: logs it completely and returns no details to the client. A service that is away is not an error of the server
 * (RFC 9110 §15.6.4), in any step.
 */
function failure(error: unknown, exchange: Exchange, service: Service): RefusalError {
  const { requestId } = exchange
  if (error instanceof ServiceUnavailable) {
    service.log.error({ requestId, err: error }, `${error.service} cannot be used`)
    return refuse('serviceUnavailable', { retryAfterSeconds, headers: { 'Retry-After': String(retryAfterSeconds) } })
  }
  service.log.error({ requestId, err: error }, 'the server failed to process the request')
  return refuse('serverFailed')
}

/** Rejects if not even an error response can be sent; then the connection has to be closed. */
async function answer(exchange: Exchange, service: Service, steps: Steps): Promise<void> {
  try {
    await run(outbound, exchange, service, steps)
  } catch (error) {
    exchange.outcome = failure(error, exchange, service)
    if (!exchange.sent) await run(outbound, exchange, service, steps)
  }
}

/** Processes an exchange from the received request to the sent response. */
export async function answerRequest(exchange: Exchange, service: Service, steps: Steps): Promise<void> {
  const { load } = service
  load.inProgress += 1
  try {
    const pause = run(beforeInbound, exchange, service, steps)
    if (pause !== undefined) await pause
    if (exchange.preflight === undefined) await run(inbound, exchange, service, steps)
  } catch (error) {
    exchange.outcome = error instanceof RefusalError ? error : failure(error, exchange, service)
  }
  try {
    await answer(exchange, service, steps)
  } finally {
    load.inProgress -= 1
  }
}

/** Does the same for a request that is not valid HTTP (RFC 9112 §2.2): counts it for the address of the client and rejects it. */
export async function answerUnreadable(exchange: Exchange, service: Service, steps: Steps, refusal: RefusalError): Promise<void> {
  try {
    await run(inboundOfUnreadable, exchange, service, steps)
    exchange.outcome = refusal
  } catch (error) {
    exchange.outcome = error instanceof RefusalError ? error : failure(error, exchange, service)
  }
  await answer(exchange, service, steps)
}
