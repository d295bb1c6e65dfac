import type { RequestBuilder } from '../../model/request-builder.ts'
import type { Operation, Parameter } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { altered, header, member, type Answered } from '../../model/exchange.ts'
import { sampleWriteOf } from '../../resources/sample-writes.ts'
import { writeTargetsOf } from '../../guard/targets.ts'
import type { Request, Value, WriteJson } from '../../model/request.ts'
import { fails, holds, passes, unclear } from '../../model/judgement.ts'
import { hasId, operations, probe, representative } from '../../model/rule.ts'
import { describe, refused } from '../refusal.ts'
import { filterNames } from '../sorting/columns.ts'

/**
 * Whether a 403 of the contract is not about the key: it must name the missing permissions, unless the IP address or the tenant is the
 * reason. A 403 in another format may come from a gateway, and is not judged.
 */
function isForbiddenId(exchange: Answered): boolean {
  if (exchange.reply.status !== 403 || member(exchange, 'details', 'reason') !== 'INSUFFICIENT_SCOPE') return false
  const lacking = member(exchange, 'details', 'requiredPermissions')
  return !Array.isArray(lacking) || lacking.length === 0
}

/** A valid request, except for an unknown id. */
function toNothing(operation: Operation, ask: RequestBuilder): Request {
  const params = ask.unknownParams(operation)
  if (operation.method === 'GET') return ask.read(operation, { params })
  const { body } = sampleWriteOf(operation, ask.resources, ask.api)
  return ask.write(operation, {
    params,
    effect: writeTargetsOf(ask.api, operation.id).reach === undefined ? 'own' : 'lasting',
    isRefused: true,
    ...(operation.body?.required && body !== undefined && 'json' in body ? { body: { json: body.json as WriteJson } } : {}),
  })
}

/** The optional query parameters of a read whose value no item of a list shows. */
function unshown(api: Api, operation: Operation): Parameter[] {
  const { list } = operation
  const shown = list === undefined ? [] : filterNames(api, operation)
  const isPeriod = ({ name }: Parameter): boolean => [api.profile.periods?.from, api.profile.periods?.until].includes(name)
  const all = list === undefined ? operation.parameters : list.filters.filter((each) => !isPeriod(each))
  return all.filter((each) => each.in === 'query' && !each.required && !shown.includes(each.name))
}

/** An id of the deployment, `true`, or the value of the contract's example. */
function validValue({ name, schema, example }: Parameter, ask: RequestBuilder): Value {
  const source = ask.api.profile.parameterValues[name]
  const list = source && ask.api.operations[source.list]
  if (list !== undefined) return { from: ask.read(list), pointer: '/data', row: { value: `/${source?.property}` } }
  return schema.type === 'boolean' ? 'true' : String(example)
}

export const statusProbes = [
  probe({
    id: 'status/documented-read-succeeds',
    level: 'MUST',
    cites: ['R08', 'R20', 'D16'],
    title: 'returns 200 for every documented read operation',
    smoke: true,
    subjects: (api, ask) => operations(({ method }) => method === 'GET')(api).filter(({ operation }) => ask.isReachable(operation)),
    ask: ({ operation }, ask) => ({ read: ask.read(operation) }),
    judge: ({ read }, { operation }) => {
      const { status } = read.reply
      if (status === operation.success.status) return passes
      if (status === 403) return { is: 'inconclusive', missing: `403 returned: the key may lack ${operation.permissions.join(', ')}` }
      return fails(String(operation.success.status), describe(read))
    },
    sabotage: ({ read }) => ({ read: altered(read, { status: 404 }) }),
  }),
  probe({
    id: 'status/parameters-accepted',
    level: 'MUST',
    cites: ['R08', 'D16'],
    title: 'returns 200 for a read with valid values of all its optional query parameters',
    // The other rules on lists use the parameters that their items show.
    subjects: (api, ask) =>
      operations(({ method }) => method === 'GET')(api).flatMap((subject) => {
        const parameters = ask.isReachable(subject.operation) ? unshown(api, subject.operation) : []
        return parameters.length === 0 ? [] : [{ ...subject, parameters }]
      }),
    ask: ({ operation, parameters }, ask) => ({
      control: ask.read(operation),
      full: ask.read(operation, { query: parameters.map((each) => [each.name, validValue(each, ask)] as const) }),
    }),
    judge: ({ full }, { operation }) => {
      const { status } = operation.success
      return full.reply.status === status ? passes : fails(String(status), describe(full), full)
    },
    sabotage: ({ full }) => ({ full: altered(full, { status: 400 }) }),
  }),
  probe({
    id: 'status/unknown-id-not-found',
    level: 'MUST',
    cites: ['R08', 'D05'],
    title: 'returns 404 for an unknown id',
    subjects: operations(hasId),
    // Only the id is wrong: a write that ignores the id would be performed, so this needs consent.
    ask: ({ operation }, ask) => ({ planted: toNothing(operation, ask) }),
    judge: ({ planted }, { operation }, context) => {
      if (isForbiddenId(planted)) return fails('404 NOT_FOUND', describe(planted), planted)
      // The body of the example may refer to resources that do not exist; then that error comes first (D04).
      const isOther = planted.reply.status === 400 && member(planted, 'details', 'reason') === 'UNKNOWN_REFERENCE'
      return isOther && operation.body !== undefined ? passes : refused(planted, context, { status: 404 })
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'status/malformed-id-not-found',
    level: 'MUST',
    cites: ['D12'],
    title: 'returns 404 for an id that cannot exist, as for an unknown id',
    subjects: (api) =>
      operations((operation) => hasId(operation) && operation.method === 'GET')(api)
        .slice(0, 1)
        .flatMap((subject) =>
          [
            { about: 'the id 0', id: '0' },
            { about: 'an id with a quote', id: "' OR 1=1 --" },
            { about: 'an id of 300 characters', id: 'x'.repeat(300) },
          ].map((odd) => ({ ...subject, ...odd })),
        ),
    ask: ({ operation, id }, ask) => ({
      planted: ask.read(operation, {
        params: Object.fromEntries(operation.parameters.filter((each) => each.in === 'path').map(({ name }) => [name, id])),
      }),
    }),
    judge: ({ planted }, _subject, context) => refused(planted, context, { status: 404 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'status/undocumented-method-not-allowed',
    level: 'SHOULD',
    cites: ['D03', 'RFC 9110 §15.5.6'],
    title: 'returns 405 for an undocumented method on a documented path',
    subjects: (api, ask) =>
      [...api.paths.keys()].slice(0, 2).flatMap((path) => {
        const method = ask.undocumentedMethod(path)
        const some = Object.values(api.paths.get(path) ?? {})[0]
        return method === undefined || some === undefined ? [] : [{ about: `${method} ${path}`, method, path, some }]
      }),
    ask: ({ path, method, some }, ask) => ({ planted: ask.outside(path, method, { params: ask.unknownParams(some) }) }),
    // The id does not exist, so that the request has no effect even if the method is supported. Then 404 is as correct as 405, because
    // their order is not promised (D04).
    judge: ({ planted }, { some }, context) =>
      planted.reply.status === 404 && hasId(some) ? refused(planted, context, { status: 404 }) : refused(planted, context, { status: 405 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'status/unknown-path-not-found',
    level: 'MUST',
    cites: ['R08', 'D04'],
    title: 'returns 404 for an unknown path',
    subjects: () => [{ about: 'an unknown path' }],
    ask: (_subject, ask) => ({ planted: ask.outside(`/${ask.invented('unknown path', 12)}`, 'GET') }),
    judge: ({ planted }, _subject, context) => refused(planted, context, { status: 404 }),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'status/options-harmless',
    level: 'SHOULD',
    cites: ['D03', 'RFC 9110 §9.3.7'],
    title: 'returns 405 or the documented methods for OPTIONS',
    subjects: (api) => representative(api).map(({ operation }) => ({ about: `OPTIONS ${operation.path}`, path: operation.path })),
    ask: ({ path }, ask) => ({ planted: ask.outside(path, 'OPTIONS') }),
    judge: ({ planted }, { path }, { api }) => {
      const { status } = planted.reply
      if (status === 401 || status === 403) return unclear(`${describe(planted)} returned before the method was checked`)
      if (status === 405) return passes
      if (status !== 200 && status !== 204) return fails('405, 200 or 204', describe(planted))
      const allow = header(planted, 'allow')
      const listed = allow?.split(',').map((each) => each.trim())
      const lacking = Object.keys(api.paths.get(path) ?? {}).filter((each) => listed?.includes(each) === false)
      return holds(lacking.length === 0, `Allow with ${lacking.join(', ')}`, `Allow: ${allow}`)
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 404 }) }),
  }),
  ...(
    [
      {
        id: 'status/internal-paths-absent',
        level: 'MUST',
        cites: ['R19', 'OWASP API9:2023'],
        title: 'serves nothing to an ordinary key on common paths of super-admin, cron, metrics and debug endpoints',
        pathsOf: ({ profile }: Api) => profile.absentPaths,
      },
      {
        id: 'status/no-other-version',
        level: 'SHOULD',
        cites: ['R18', 'OWASP API9:2023'],
        title: 'serves only this version of the API, and only under its own path',
        pathsOf: ({ profile }: Api) => profile.otherVersions,
      },
    ] as const
  ).map(({ pathsOf, ...meta }) =>
    probe({
      ...meta,
      subjects: (api) => representative(api).flatMap(({ operation: known }) => pathsOf(api).map((path) => ({ about: path, path, known }))),
      ask: ({ path, known }, ask) => ({ control: ask.read(known), planted: ask.outside(path, 'GET') }),
      // Any rejection is correct, since such endpoints may require a separate key. 304 is not a rejection (RFC 9110 §15.4.5).
      judge: ({ planted: { reply }, planted }) =>
        holds(reply.status >= 300 && reply.status !== 304, 'no success, such as 404', describe(planted)),
      sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
    }),
  ),
  probe({
    id: 'status/head-equals-get',
    level: 'MUST',
    cites: ['RFC 9110 §9.3.2'],
    title: 'returns the same status for HEAD as for GET',
    subjects: listAndItem,
    ask: askBoth,
    judge: ({ control, head }) =>
      holds(head.reply.status === control.reply.status, String(control.reply.status), String(head.reply.status)),
    sabotage: ({ head }) => ({ head: altered(head, { status: 405 }) }),
  }),
  probe({
    id: 'header/head-equals-get',
    level: 'SHOULD',
    cites: ['RFC 9110 §9.3.2'],
    title: 'sends the same headers with HEAD as with GET',
    subjects: listAndItem,
    ask: askBoth,
    judge: ({ control, head }, { operation }) => {
      if (head.reply.status !== control.reply.status) return unclear(`HEAD returned ${head.reply.status}, another status than GET`)
      // RFC 9110 §9.3.2: headers that depend on generating the content, such as its length, are optional.
      const required = operation.success.headers.filter((each) => each.required).map(({ name }) => name)
      const names = [...new Set(['Content-Type', 'Cache-Control', ...required])]
      const lacking = names.filter((name) => header(control, name) !== undefined && header(head, name) === undefined)
      if (lacking.length > 0) return fails(`${lacking.join(', ')}, as with GET`, `no ${lacking.join(', ')}`, head)
      const [type, other] = [control, head].map((each) => header(each, 'content-type')?.toLowerCase().replaceAll(/\s/g, ''))
      return holds(type === other, `Content-Type: ${type}`, `Content-Type: ${other}`, head)
    },
    sabotage: ({ head }) => ({ head: altered(head, { headers: { 'Content-Type': null } }) }),
  }),
]

/** A list and one item, because different handlers may return them. */
function listAndItem(api: Api, ask: RequestBuilder) {
  const items = operations((operation) => operation.method === 'GET' && hasId(operation) && operation.list === undefined)(api)
  return [...representative(api), ...items.filter(({ operation }) => ask.isReachable(operation)).slice(0, 1)].map(({ operation }) => ({
    operation,
  }))
}

function askBoth({ operation }: { readonly operation: Operation }, ask: RequestBuilder) {
  return { control: ask.read(operation), head: ask.read(operation, { method: 'HEAD' }) }
}
