import { altered, header, headerValues, type Answered } from '../../model/exchange.ts'
import { fails, firstFault, holds, passes } from '../../model/judgement.ts'
import { law, operationOf, sequence } from '../../model/rule.ts'
import { isAskedFor, isGivenCause } from '../../model/cause.ts'

/** Statuses of HTTP itself that an operation need not list: what a client's own headers ask for, timeouts and overload on the way. */
const ofHttp = [206, 304, 405, 406, 408, 411, 412, 413, 414, 415, 416, 417, 421, 426, 429, 431, 502, 503, 504]

/** What sends a client elsewhere; 304 sends it to what it has (RFC 9110 §15.4). */
const redirects = [300, 301, 302, 303, 305, 306, 307, 308]

export const statusLaws = [
  law({
    id: 'status/documented',
    level: 'MUST',
    cites: ['R08', 'D03'],
    title: 'answers with statuses that the contract lists for the operation, or that HTTP assigns',
    judgesCut: true,
    concerns: (exchange) => exchange.request.operation !== undefined,
    judge: (exchange, context) => {
      const listed = Object.keys(operationOf(exchange, context)?.responses ?? {}).map(Number)
      const { status } = exchange.reply
      return holds(listed.includes(status) || (ofHttp.includes(status) && isGivenCause(exchange)), listed.join(', '), String(status))
    },
    sabotage: (exchange) => altered(exchange, { status: 418 }),
  }),
  law({
    id: 'status/no-server-error',
    level: 'MUST',
    cites: ['R08'],
    title: 'never fails with 500 on anything the suite sends',
    judgesCut: true,
    concerns: () => true,
    judge: ({ reply }) => holds(reply.status !== 500, 'no 500', '500'),
    sabotage: (exchange) => altered(exchange, { status: 500 }),
  }),
  law({
    id: 'status/implemented',
    level: 'SHOULD',
    cites: ['RFC 9110 §15.6.2'],
    title: 'never answers 501 to a documented operation',
    judgesCut: true,
    concerns: ({ request }) => request.operation !== undefined,
    judge: ({ reply }) => holds(reply.status !== 501, 'an implementation', '501'),
    sabotage: (exchange) => altered(exchange, { status: 501 }),
  }),
  law({
    id: 'status/no-other-success',
    level: 'SHOULD',
    cites: ['D03', 'RFC 9110 §15.3.2'],
    title: 'succeeds with 200, or with 201 where something is created',
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
    judge: (exchange) => holds(header(exchange, 'allow') !== undefined, 'an Allow header', 'none'),
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
      // HEAD comes with GET, and OPTIONS is a question about the methods: both may be listed or not.
      const listed = headerValues(exchange, 'allow')
        .flatMap((value) => value.split(','))
        .map((each) => each.trim())
        .filter((each) => each !== '' && each !== 'HEAD' && each !== 'OPTIONS')
        .sort()
      return holds(listed.join() === documented.join(), documented.join(', '), listed.join(', '))
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
      return fails('no redirect', `${status} to ${header(exchange, 'location') ?? 'nowhere'}`)
    },
    sabotage: (exchange) => altered(exchange, { status: 302, headers: { Location: 'https://elsewhere.invalid/' } }),
  }),
  sequence({
    id: 'status/same-fault-same-status',
    level: 'SHOULD',
    cites: ['R08', 'practice: one condition, one status'],
    title: 'answers one and the same fault in a query with one status, whichever list was asked',
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
          return holds(status === earlier.reply.status, `${earlier.reply.status} to ?${fault}, as elsewhere`, String(status), exchange)
        }),
      )
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, altered(each, { status: 422 })]),
  }),
]

/** A fault in the query that lists have in common, as it was sent; `undefined` where something else was refused. */
function faultOf({ request, reply }: Answered): string | undefined {
  const { operation, planned } = request
  if (operation === undefined || planned.query.length === 0 || reply.status < 400 || reply.status >= 500) return undefined
  // The key, its permission and its limit are looked at first (D04).
  if ([401, 403, 429].includes(reply.status) || Object.keys(planned.headers).length > 0) return undefined
  const parts = planned.query.flatMap(([name, value]) => (typeof value === 'string' ? [`${name}=${value}`] : []))
  return parts.length === planned.query.length ? parts.join('&') : undefined
}
