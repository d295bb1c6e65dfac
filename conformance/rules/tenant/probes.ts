import type { Operation } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { as } from '../../model/request-builder.ts'
import { decided } from '../../model/basis.ts'
import { altered, header, headerValues, json, member, type Answered } from '../../model/exchange.ts'
import { fails, passes, shown, unclear, untried, type Judgement } from '../../model/judgement.ts'
import { isRow } from '../../model/rows.ts'
import { hasId, lists, operations, probe } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'

/** Returns the ids in the path of a request, encoded as sent and decoded. */
function idsAsked({ request }: Answered): string[] {
  const template = request.planned.path.split('/').reverse()
  const segments = new URL(request.url).pathname.split('/').reverse()
  return template.flatMap((each, index) => (each.startsWith('{') ? [segments[index] ?? '', decodeURIComponent(segments[index] ?? '')] : []))
}

/** Returns a response without the values that differ in every request: the requested id, the request id, times. */
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

/** Whether the path has no id, only values that two tenants may both have (`lookups`), such as the SKU of a product. */
const isLookedUp = ({ profile }: Api, operation: Operation): boolean =>
  operation.parameters.every((each) => each.in !== 'path' || profile.lookups.includes(each.name))

/** Returns the ids in a response, each with its name: those of its resources, and those of the resources that they are about. */
function idsShown(exchange: Answered, { profile }: Api): string[] {
  const data = member(exchange, 'data')
  return (Array.isArray(data) ? data : [data])
    .filter(isRow)
    .flatMap((row) => Object.entries(row))
    .filter(([name, value]) => (name === 'id' || Object.hasOwn(profile.shownBy, name)) && ['string', 'number'].includes(typeof value))
    .map(([name, value]) => `${name} ${shown(value)}`)
}

/**
 * Judges the success of the second tenant for a value that the first tenant has too. A resource of its own may have this value; its ids
 * tell it from that of the first tenant.
 */
function ownOrForeign(control: Answered, foreign: Answered, leak: Judgement, api: Api): Judgement {
  const [ours, theirs] = [idsShown(control, api), idsShown(foreign, api)]
  if (theirs.some((each) => ours.includes(each))) return leak
  return ours.length > 0 && theirs.length > 0
    ? passes
    : untried('both tenants have a resource with this value, and no id in the responses tells the two apart')
}

export const tenantProbes = [
  probe({
    id: 'tenant/foreign-item-not-found',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: "returns 404 for another tenant's id",
    subjects: (api, ask) => readsWithId(api).filter(({ operation }) => ask.isReachable(operation)),
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      foreign: ask.read(operation, { credential: as('other') }),
    }),
    // Any rejection isolates the tenants (R01); that it is 404, as for an unknown id, is decided (D05).
    judge: ({ control, foreign }, { operation }, context) => {
      const judgement = refused(foreign, context, { status: 404 })
      if (foreign.reply.status >= 400) return decided(judgement)
      return isLookedUp(context.api, operation) ? ownOrForeign(control, foreign, judgement, context.api) : judgement
    },
    sabotage: ({ control }) => ({ foreign: control }),
  }),
  probe({
    id: 'tenant/foreign-head-not-found',
    level: 'MUST',
    cites: ['D05', 'RFC 9110 §9.3.2', 'OWASP API1:2023'],
    title: "returns 404 for HEAD on another tenant's id",
    subjects: (api, ask) =>
      readsWithId(api)
        // A response to HEAD does not show whose resource it is about.
        .filter(({ operation }) => operation.list === undefined && ask.isReachable(operation) && !isLookedUp(api, operation))
        .slice(0, 1),
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      foreign: ask.read(operation, { method: 'HEAD', credential: as('other') }),
    }),
    judge: ({ foreign }) => {
      const { status } = foreign.reply
      if (status === 401 || status === 403) return unclear(`the second tenant's key was rejected with ${status}`)
      return status === 404 ? passes : fails('404', String(status), foreign)
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { status: 200 }) }),
  }),
  probe({
    id: 'tenant/existence-hidden',
    level: 'MUST',
    cites: ['D05', 'RFC 9110 §15.5.4', 'OWASP API1:2023'],
    title: "returns the same response for another tenant's id as for an unknown id",
    subjects: (api, ask) => readsWithId(api).filter(({ operation }) => ask.isReachable(operation)),
    ask: ({ operation }, ask) => ({
      unknown: ask.read(operation, { credential: as('other'), params: ask.unknownParams(operation) }),
      foreign: ask.read(operation, { credential: as('other') }),
    }),
    judge: ({ unknown, foreign }, { operation }, { api }) => {
      if (unknown.reply.status !== 404) return unclear(`an unknown id returned ${describe(unknown)} instead of 404`)
      // Whether it is the resource of the first tenant, tenant/foreign-item-not-found judges.
      if (foreign.reply.status < 300 && isLookedUp(api, operation)) return untried('the second tenant has a resource with this value too')
      return shape(unknown) === shape(foreign)
        ? passes
        : fails(`the same response as for an unknown id, ${describe(unknown)}`, `a different response, ${describe(foreign)}`)
    },
    sabotage: ({ foreign }) => ({ foreign: altered(foreign, { status: 403 }) }),
  }),
  probe({
    id: 'tenant/lists-disjoint',
    level: 'MUST',
    cites: ['R01', 'OWASP API1:2023'],
    title: "never returns an item of one tenant in another tenant's lists",
    subjects: lists((operation) => !hasId(operation) && operation.list?.columns.includes('id') === true),
    ask: ({ operation }, ask) => ({ control: ask.read(operation), foreign: ask.read(operation, { credential: as('other') }) }),
    judge: ({ control, foreign }) => {
      if (foreign.reply.status !== 200) return unclear(`the list of the second tenant returned ${foreign.reply.status}`)
      const ids = (exchange: Answered): unknown[] => {
        const data = member(exchange, 'data')
        return Array.isArray(data) ? data.map((row: { id?: unknown } | null) => row?.id).filter((id) => id !== undefined) : []
      }
      const shared = ids(foreign).find((id) => ids(control).includes(id))
      return shared === undefined ? passes : fails('no item in the lists of both tenants', `${shown(shared)} in both`)
    },
    sabotage: ({ control }) => ({ foreign: control }),
  }),
]
