import { as } from '../../model/request-builder.ts'
import { decided } from '../../model/basis.ts'
import { altered, header, headerValues, json, member, type Answered } from '../../model/exchange.ts'
import { fails, passes, shown, unclear } from '../../model/judgement.ts'
import { hasId, lists, operations, probe } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'

/** The ids in the path of a request, as they were sent and as they read. */
function idsAsked({ request }: Answered): string[] {
  const template = request.planned.path.split('/').reverse()
  const segments = new URL(request.url).pathname.split('/').reverse()
  return template.flatMap((each, index) => (each.startsWith('{') ? [segments[index] ?? '', decodeURIComponent(segments[index] ?? '')] : []))
}

/** An answer without what differs from request to request anyway: the id that was asked for, the id of the request, moments. */
function shape(exchange: Answered): string {
  const own = [...idsAsked(exchange), header(exchange, 'x-request-id') ?? ''].filter((each) => each !== '')
  const plain = (value: unknown): unknown => {
    if (typeof value === 'string')
      return own.reduce((text, each) => text.replaceAll(each, '…'), value).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?/g, '…')
    if (Array.isArray(value)) return value.map(plain)
    if (typeof value !== 'object' || value === null) return value
    const entries = Object.entries(value).filter(([name]) => name !== 'requestId')
    return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, plain(each)])
  }
  return JSON.stringify([exchange.reply.status, headerValues(exchange, 'content-type'), plain(json(exchange)?.value)])
}

const readsWithId = operations((operation) => hasId(operation) && operation.method === 'GET')

export const tenantProbes = [
  probe({
    id: 'tenant/foreign-item-not-found',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "answers another tenant's id with 404",
    subjects: (api, ask) => readsWithId(api).filter(({ operation }) => ask.isReachable(operation)),
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      foreign: ask.read(operation, { credential: as('other') }),
    }),
    // What is refused at all keeps the tenants apart (R01); that it looks like an unknown id is decided (D05).
    judge: ({ foreign }, _subject, context) => {
      const judgement = refused(foreign, context, { status: 404 })
      return foreign.reply.status < 400 ? judgement : decided(judgement)
    },
    sabotage: ({ control }) => ({ foreign: control }),
  }),
  probe({
    id: 'tenant/foreign-head-not-found',
    level: 'MUST',
    cites: ['D05', 'RFC 9110 §9.3.2', 'OWASP API1:2023'],
    title: "answers HEAD on another tenant's id with 404 too",
    subjects: (api, ask) =>
      readsWithId(api)
        .filter(({ operation }) => operation.list === undefined && ask.isReachable(operation))
        .slice(0, 1),
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      foreign: ask.read(operation, { method: 'HEAD', credential: as('other') }),
    }),
    judge: ({ foreign }) => {
      const { status } = foreign.reply
      if (status === 401 || status === 403) return unclear(`a second tenant's key that may ask (it was answered ${status})`)
      return status === 404 ? passes : fails('404', String(status), foreign)
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { status: 200 }) }),
  }),
  probe({
    id: 'tenant/existence-hidden',
    level: 'MUST',
    cites: ['D05', 'RFC 9110 §15.5.4', 'OWASP API1:2023'],
    title: "answers another tenant's id exactly like an unknown one",
    subjects: (api, ask) => readsWithId(api).filter(({ operation }) => ask.isReachable(operation)),
    ask: ({ operation }, ask) => ({
      unknown: ask.read(operation, { credential: as('other'), params: ask.unknownParams(operation) }),
      foreign: ask.read(operation, { credential: as('other') }),
    }),
    judge: ({ unknown, foreign }) =>
      unknown.reply.status !== 404
        ? unclear(`the answer to an unknown id (it was ${describe(unknown)})`)
        : shape(unknown) === shape(foreign)
          ? passes
          : fails(`the answer to an unknown id, ${describe(unknown)}`, `another one, ${describe(foreign)}`),
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { status: 403 }) }),
  }),
  probe({
    id: 'tenant/lists-disjoint',
    level: 'MUST',
    cites: ['R01', 'OWASP API1:2023'],
    title: "shows nothing of one tenant in another tenant's lists",
    subjects: lists((operation) => !hasId(operation) && operation.list?.columns.includes('id') === true),
    ask: ({ operation }, ask) => ({ control: ask.read(operation), foreign: ask.read(operation, { credential: as('other') }) }),
    judge: ({ control, foreign }) => {
      if (foreign.reply.status !== 200) return unclear(`a list for the second tenant (it was answered ${foreign.reply.status})`)
      const ids = (exchange: Answered): unknown[] => {
        const data = member(exchange, 'data')
        return Array.isArray(data) ? data.map((row: { id?: unknown } | null) => row?.id).filter((id) => id !== undefined) : []
      }
      const shared = ids(foreign).find((id) => ids(control).includes(id))
      return shared === undefined ? passes : fails('no common items', `${shown(shared)} in both`)
    },
    sabotage: ({ control }) => ({ foreign: control }),
  }),
]
