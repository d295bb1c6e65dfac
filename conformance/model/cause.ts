/** Responses that HTTP itself defines for certain requests, so that the contract need not list them. */
import type { Answered } from './exchange.ts'

const sends = ({ request }: Answered, name: RegExp): boolean => Object.keys(request.headers).some((each) => name.test(each))

/** The request header that is required for a status (RFC 9110 §13, §14). */
const causes: Readonly<Record<number, RegExp>> = {
  206: /^range$/i,
  304: /^if-(none-match|modified-since)$/i,
  406: /^accept(-|$)/i,
  412: /^if-/i,
  416: /^range$/i,
  417: /^expect$/i,
}

/** Whether the request can have caused an HTTP-defined status. For a status that no header causes, whether a request may receive it. */
export function isGivenCause(exchange: Answered): boolean {
  const { status } = exchange.reply
  const cause = causes[status]
  if (cause !== undefined && !sends(exchange, cause)) return false
  // RFC 9110 §13.1.2: 304 is defined for GET and HEAD only.
  if (status === 304) return ['GET', 'HEAD'].includes(exchange.request.method)
  return status === 413 || status === 415 ? exchange.request.body !== undefined : true
}

/** Whether a conditional or range request caused the status, so that a cache between client and server may have sent the response. */
export function isAskedFor(exchange: Answered): boolean {
  return [206, 304, 412, 416].includes(exchange.reply.status) && isGivenCause(exchange)
}

/** Whether the body is the part that a range request asked for (RFC 9110 §15.3.7). The complete body is unknown. */
export function isPart(exchange: Answered): boolean {
  return exchange.reply.status === 206 && isAskedFor(exchange)
}

/**
 * Whether the response may come from a gateway: successful responses to OPTIONS can be sent in place of the deployment (RFC 9110 §9.3.7,
 * Fetch §3.3.5).
 */
export function isAboutTheWay({ request, reply }: Answered): boolean {
  return request.method === 'OPTIONS' && reply.status < 300
}
