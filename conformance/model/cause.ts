/** Answers that HTTP gives because a client asked for them: the contract has nothing to say of them. */
import type { Answered } from './exchange.ts'

const sends = ({ request }: Answered, name: RegExp): boolean => Object.keys(request.headers).some((each) => name.test(each))

/** The header without which a client cannot have brought about the status (RFC 9110 §13, §14). */
const causes: Readonly<Record<number, RegExp>> = {
  206: /^range$/i,
  304: /^if-(none-match|modified-since)$/i,
  406: /^accept(-|$)/i,
  412: /^if-/i,
  416: /^range$/i,
  417: /^expect$/i,
}

/** Whether the request has what a status of HTTP is about; for those that no header brings about, whether it may have it. */
export function isGivenCause(exchange: Answered): boolean {
  const { status } = exchange.reply
  const cause = causes[status]
  if (cause !== undefined && !sends(exchange, cause)) return false
  // RFC 9110 §13.1.2: only what reads is answered 304.
  if (status === 304) return ['GET', 'HEAD'].includes(exchange.request.method)
  return status === 413 || status === 415 ? exchange.request.body !== undefined : true
}

/** Whether a condition or a range of the client's own is the reason for the status, so that a store on the way may have answered. */
export function isAskedFor(exchange: Answered): boolean {
  return [206, 304, 412, 416].includes(exchange.reply.status) && isGivenCause(exchange)
}

/** Whether the body is a part that the client asked for (RFC 9110 §15.3.7); what it is a part of, nobody can tell. */
export function isPart(exchange: Answered): boolean {
  return exchange.reply.status === 206 && isAskedFor(exchange)
}

/** Whether an answer is about the way only: what takes OPTIONS, a gateway may answer in the deployment's place (RFC 9110 §9.3.7, Fetch §3.3.5). */
export function isAboutTheWay({ request, reply }: Answered): boolean {
  return request.method === 'OPTIONS' && reply.status < 300
}
