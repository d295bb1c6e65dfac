import { RefusalError, refuse } from '../refusals.ts'
import { StoreUnavailable } from '../store/engine.ts'
import { admit } from './admit.ts'
import { assignRequestId } from './assign-request-id.ts'
import { authenticate } from './authenticate.ts'
import { authorise } from './authorise.ts'
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
import type { Service, Step } from './service.ts'
import { stateLimits } from './state-limits.ts'
import { validate } from './validate.ts'

/** All steps, by name; each can be wrapped or replaced when the application is assembled. */
export const steps = {
  assignRequestId,
  preflight,
  authenticate,
  count,
  admit,
  authorise,
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

/** What comes first; a preflight is answered then. */
const beforeInbound = ['assignRequestId', 'preflight'] as const satisfies StepName[]

/** Inbound, in the order of refusal (D04); the first step that throws ends it. */
const inbound = [
  'authenticate',
  'count',
  'admit',
  'authorise',
  'requireOperation',
  'parse',
  'validate',
  'handle',
] as const satisfies StepName[]

/** Inbound of a request that Node could not read: nobody knows who sent it, or what it wants. */
const inboundOfUnreadable = ['assignRequestId', 'count'] as const satisfies StepName[]

/** Outbound, which every answer takes. */
const outbound = ['envelop', 'stateLimits', 'addCorsHeaders', 'send', 'record'] as const satisfies StepName[]

async function run(part: readonly StepName[], exchange: Exchange, service: Service, steps: Steps): Promise<void> {
  for (const name of part) {
    const pause = steps[name](exchange, service)
    if (pause !== undefined) await pause
  }
}

/** Seconds after which a client may try again where storage fails: nobody knows when that ends, and the server itself has waited as long already. */
const retryAfterSeconds = 5

/**
 * Ours to mend and nobody else's to know: logged whole, answered without particulars. Storage that fails is no fault of the server (RFC 9110 §15.6.4), in
 * whatever step it does.
 */
function failure(error: unknown, exchange: Exchange, service: Service): RefusalError {
  const { requestId } = exchange
  if (error instanceof StoreUnavailable) {
    service.log.error({ requestId, err: error }, 'the database cannot be used')
    return refuse('storageUnavailable', { retryAfterSeconds, headers: { 'Retry-After': String(retryAfterSeconds) } })
  }
  service.log.error({ requestId, err: error }, 'the server failed to answer')
  return refuse('serverFailed')
}

/** Rejects if not even a failure can be answered; there is nothing left then but to end the connection. */
async function answer(exchange: Exchange, service: Service, steps: Steps): Promise<void> {
  try {
    await run(outbound, exchange, service, steps)
  } catch (error) {
    exchange.outcome = failure(error, exchange, service)
    if (!exchange.sent) await run(outbound, exchange, service, steps)
  }
}

/** Takes an exchange all the way, from the request that arrived to the answer that is sent. */
export async function answerRequest(exchange: Exchange, service: Service, steps: Steps): Promise<void> {
  try {
    await run(beforeInbound, exchange, service, steps)
    if (exchange.preflight === undefined) await run(inbound, exchange, service, steps)
  } catch (error) {
    exchange.outcome = error instanceof RefusalError ? error : failure(error, exchange, service)
  }
  await answer(exchange, service, steps)
}

/** The same for a request that is no HTTP (RFC 9112 §2.2): it is counted for the address it came from, and refused. */
export async function answerUnreadable(exchange: Exchange, service: Service, steps: Steps, refusal: RefusalError): Promise<void> {
  try {
    await run(inboundOfUnreadable, exchange, service, steps)
    exchange.outcome = refusal
  } catch (error) {
    exchange.outcome = error instanceof RefusalError ? error : failure(error, exchange, service)
  }
  await answer(exchange, service, steps)
}
