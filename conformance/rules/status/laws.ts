import { altered, header, headerValues, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes } from '../../model/judgement.ts'
import { law, operationOf, sequence } from '../../model/rule.ts'
import { isAskedFor, isGivenCause } from '../../model/cause.ts'

/** Statuses that HTTP itself assigns and an operation need not list: responses to certain request headers, timeouts and overload. */
const ofHttp = [206, 304, 405, 406, 408, 411, 412, 413, 414, 415, 416, 417, 421, 426, 429, 431, 502, 503, 504]

/** Statuses that redirect a client; 304 does not (RFC 9110 §15.4). */
const redirects = [300, 301, 302, 303, 305, 306, 307, 308]

export const statusLaws = [
  law({
    id: 'status/documented',
    level: 'MUST',
    cites: ['R08', 'D03'],
    title: 'returns only statuses that the contract lists for the operation, or that HTTP itself assigns',
    judgesCut: true,
    concerns: (exchange) => exchange.request.operation !== undefined,
    judge: (exchange, context) => {
      const listed = Object.keys(operationOf(exchange, context)?.responses ?? {}).map(Number)
      const { status } = exchange.reply
      return holds(
        listed.includes(status) || (ofHttp.includes(status) && isGivenCause(exchange)),
        `one of ${listed.join(', ')}`,
        String(status),
      )
    },
    sabotage: (exchange) => altered(exchange, { status: 418 }),
  }),
  law({
    id: 'status/no-server-error',
    level: 'MUST',
    cites: ['R08'],
    title: 'never returns 500, whatever the suite sends',
    judgesCut: true,
    concerns: () => true,
    judge: ({ reply }) => holds(reply.status !== 500, 'a status other than 500', '500'),
    sabotage: (exchange) => altered(exchange, { status: 500 }),
  }),
  law({
    id: 'status/implemented',
    level: 'SHOULD',
    cites: ['RFC 9110 §15.6.2'],
    title: 'never returns 501 for a documented operation',
    judgesCut: true,
    concerns: ({ request }) => request.operation !== undefined,
    judge: ({ reply }) => holds(reply.status !== 501, 'a status other than 501', '501'),
    sabotage: (exchange) => altered(exchange, { status: 501 }),
  }),
  law({
    id: 'status/no-other-success',
    level: 'SHOULD',
    cites: ['D03', 'RFC 9110 §15.3.2'],
    title: 'returns 200 on success, or 201 if it creates a resource',
    judgesCut: true,
    concerns: (exchange) => {
      const { request, reply } = exchange
      return request.operation !== undefined && reply.status >= 200 && reply.status < 300 && !isAskedFor(exchange)
    },
    judge: (exchange, context) => {
      const wanted = operationOf(exchange, context)?.success.status
      return holds(exchange.reply.status === wanted, String(wanted), String(exchange.reply.status))
    },
    sabotage: (exchange) => altered(exchange, { status: 204 }),
  }),
  law({
    id: 'status/allow-with-405',
    level: 'MUST',
    cites: ['RFC 9110 §15.5.6', 'RFC 9110 §10.2.1'],
    title: 'sends `Allow` with every 405',
    judgesCut: true,
    concerns: ({ reply }) => reply.status === 405,
    judge: (exchange) => holds(header(exchange, 'allow') !== undefined, 'an Allow header', 'no Allow header'),
    sabotage: (exchange) => altered(exchange, { headers: { Allow: null } }),
  }),
  law({
    id: 'status/allow-lists-documented-methods',
    level: 'MUST',
    cites: ['RFC 9110 §10.2.1', 'D03'],
    title: 'lists exactly the documented methods in `Allow`',
    judgesCut: true,
    concerns: (exchange, { api }) =>
      header(exchange, 'allow') !== undefined && api.paths.has(exchange.request.planned.path) && exchange.reply.status === 405,
    judge: (exchange, { api }) => {
      const documented = Object.keys(api.paths.get(exchange.request.planned.path) ?? {}).sort()
      // HEAD is implied by GET, and OPTIONS asks for the methods, so both are optional.
      const listed = headerValues(exchange, 'allow')
        .flatMap((value) => value.split(','))
        .map((each) => each.trim())
        .filter((each) => each !== '' && each !== 'HEAD' && each !== 'OPTIONS')
        .sort()
      return holds(listed.join() === documented.join(), `Allow: ${documented.join(', ')}`, `Allow: ${listed.join(', ')}`)
    },
    sabotage: (exchange) => altered(exchange, { headers: { Allow: 'GET, TRACE' } }),
  }),
  law({
    id: 'status/no-redirect',
    safety: true,
    level: 'MUST',
    cites: ['RFC 9110 §15.4', 'RFC 9110 §11.6.2'],
    title: 'serves documented paths without a redirect, and never sends a client with its key to another host',
    judgesCut: true,
    concerns: ({ request }) => request.operation !== undefined,
    judge: (exchange) => {
      const { status } = exchange.reply
      if (!redirects.includes(status)) return passes
      return fails('no redirect', `${status} to ${header(exchange, 'location') ?? 'no Location'}`)
    },
    sabotage: (exchange) => altered(exchange, { status: 302, headers: { Location: 'https://elsewhere.invalid/' } }),
  }),
  sequence({
    id: 'status/same-fault-same-status',
    level: 'SHOULD',
    cites: ['R08', 'practice: one fault has one status'],
    title: 'returns the same status for the same invalid query on every list',
    readsNoBody: true,
    concerns: (exchange) => faultOf(exchange) !== undefined,
    judge: (exchanges) => {
      const first = new Map<string, Answered>()
      return firstFault(
        exchanges.map((exchange) => {
          const fault = faultOf(exchange) ?? ''
          const earlier = first.get(fault) ?? exchange
          first.set(fault, earlier)
          const { status } = exchange.reply
          return holds(
            status === earlier.reply.status,
            `${earlier.reply.status} for ?${fault}, as in exchange ${earlier.number}`,
            String(status),
            exchange,
          )
        }),
      )
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, altered(each, { status: 422 })]),
  }),
]

/**
 * Returns the invalid common query parameter of a list request as it was sent, or `undefined` if the request was rejected for another
 * reason.
 */
function faultOf({ request, reply }: Answered): string | undefined {
  const { operation, planned } = request
  if (operation === undefined || planned.query.length === 0 || reply.status < 400 || reply.status >= 500) return undefined
  // The key, its permission and its rate limit are checked first (D04).
  if ([401, 403, 429].includes(reply.status) || Object.keys(planned.headers).length > 0) return undefined
  const parts = planned.query.flatMap(([name, value]) => (typeof value === 'string' ? [`${name}=${value}`] : []))
  return parts.length === planned.query.length ? parts.join('&') : undefined
}
