/**
 * Requests that must be rejected: without a key, with a wrong, expired or revoked key, or without the permission. The file is long because
 * it lists all rules of this kind, in the order of the catalogue.
 */
import { as, brokenJson, nobody, stranger, tampered, type RequestBuilder } from '../../model/request-builder.ts'
import type { Operation } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { altered, member } from '../../model/exchange.ts'
import type { Credential, Request } from '../../model/request.ts'
import { fails, passes, unclear } from '../../model/judgement.ts'
import { hasId, isRepresentative, lists, operations, probe, representative, type Subject } from '../../model/rule.ts'
import { describe, refused, unnamedPermissions } from '../refusal.ts'
import { unusual } from '../unusual.ts'

const anonymous = { status: 401 } as const

/** A request without side effects even if it is accepted: unknown ids, and a body that is not valid JSON. */
export function harmless(operation: Operation, ask: RequestBuilder, credential: Credential): Request {
  const params = ask.unknownParams(operation)
  if (operation.method === 'GET') return ask.read(operation, { credential, params })
  return ask.write(operation, { credential, params, effect: 'refused', ...(operation.body === undefined ? {} : { body: brokenJson }) })
}

const malformed = ({ keyFormat }: Api): readonly { readonly what: string; readonly credential: Credential }[] => [
  // A bare word: the first part of a key.
  ...['Basic Og==', 'Bearer', /^[A-Za-z0-9]+/.exec(keyFormat.unissued)?.[0] ?? 'key'].map((header) => ({
    what: header,
    credential: { kind: 'malformed', header } as const,
  })),
  { what: 'Token and a valid key', credential: { kind: 'key', role: 'main', scheme: 'Token' } },
]

const isPlainList = ({ list, path }: Operation): boolean => list !== undefined && !path.includes('{')

/** A list with an invalid query, and a key without permissions. */
const invalidQuery = (operation: Operation, ask: RequestBuilder): Request =>
  ask.read(operation, { credential: as('unprivileged'), query: [['limit', 'abc']] })

interface Demanding extends Subject {
  readonly operation: Operation
}

/** One read operation of every group, since a separate service may check the keys of a group: a list if one needs no id. */
function oneOfEachGroup({ groups }: Api): Demanding[] {
  return groups.flatMap(({ operations: own }) => {
    const reads = own.filter((operation) => operation.method === 'GET' && !hasId(operation))
    const operation = reads.find(({ list }) => list !== undefined) ?? reads[0]
    return operation === undefined ? [] : [{ operation }]
  })
}

export const authenticationRefusals = [
  probe({
    id: 'authentication/credential-required',
    level: 'MUST',
    cites: ['R02', 'OWASP API2:2023'],
    title: 'returns 401 for every operation if the request has no API key',
    subjects: operations(),
    ask: ({ operation }, ask) => ({
      planted: harmless(operation, ask, nobody),
    }),
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'authentication/unknown-key-refused',
    smoke: isRepresentative,
    level: 'MUST',
    cites: ['R02', 'OWASP API2:2023'],
    title: 'returns 401 if the API key has a valid format but was never issued',
    // A route may check that there is a key, but not that the key was issued.
    subjects: operations(),
    ask: ({ operation }, ask) => ({ planted: harmless(operation, ask, stranger) }),
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'authentication/wrong-secret-refused',
    smoke: true,
    level: 'MUST',
    cites: ['D06', 'OWASP API2:2023'],
    title: 'returns 401 if the secret of the API key is wrong by one character',
    subjects: oneOfEachGroup,
    ask: ({ operation }, ask) => ({ control: ask.read(operation), planted: ask.read(operation, { credential: tampered }) }),
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/malformed-credential-refused',
    smoke: true,
    level: 'MUST',
    cites: ['R03', 'RFC 9110 §11.6.2'],
    title: 'returns 401 if `Authorization` has a scheme other than Bearer, an empty token or no scheme',
    subjects: (api) =>
      representative(api).flatMap((subject) =>
        malformed(api).map(({ what, credential }) => ({ ...subject, about: `Authorization: ${what}`, credential })),
      ),
    ask: ({ operation, credential }, ask) => ({ control: ask.read(operation), planted: ask.read(operation, { credential }) }),
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'authentication/key-in-query-ignored',
    smoke: true,
    level: 'MUST',
    cites: ['R03', 'OWASP API2:2023'],
    title: 'does not accept an API key in the query string',
    subjects: representative,
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { credential: { kind: 'key', role: 'main', place: 'query' } }),
    }),
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/head-protected',
    smoke: isRepresentative,
    level: 'MUST',
    cites: ['R02', 'RFC 9110 §9.3.2'],
    title: 'returns 401 for HEAD, as for GET, if the request has no API key',
    // A deployment may define HEAD routes individually.
    subjects: operations(({ method }) => method === 'GET'),
    ask: ({ operation }, ask) => ({
      planted: ask.read(operation, { method: 'HEAD', credential: nobody, params: ask.unknownParams(operation) }),
    }),
    judge: ({ planted }) => (planted.reply.status === 401 ? passes : fails('401', describe(planted))),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'authentication/before-existence',
    level: 'MUST',
    cites: ['D04', 'OWASP API1:2023'],
    title: 'checks for an API key before it looks up the id',
    subjects: operations(hasId),
    ask: ({ operation }, ask) => ({
      planted: harmless(operation, ask, nobody),
    }),
    judge: ({ planted }) => (planted.reply.status === 404 ? fails('401 UNAUTHORIZED', describe(planted)) : passes),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 404 }) }),
  }),
  probe({
    id: 'authentication/before-validation',
    smoke: true,
    level: 'MUST',
    cites: ['D04'],
    title: 'checks for an API key before it validates the query parameters',
    subjects: representative,
    ask: ({ operation }, ask) => ({ planted: ask.read(operation, { credential: nobody, query: [['limit', 'abc']] }) }),
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'authentication/before-body',
    level: 'MUST',
    cites: ['D04'],
    title: 'checks for an API key before it reads the request body',
    subjects: operations(({ body }) => body !== undefined),
    ask: ({ operation }, ask) => ({
      planted: harmless(operation, ask, nobody),
    }),
    judge: ({ planted }) =>
      planted.reply.status === 400 || planted.reply.status === 415 ? fails('401 UNAUTHORIZED', describe(planted)) : passes,
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'authentication/undocumented-method-protected',
    level: 'SHOULD',
    cites: ['D04'],
    title: 'returns 401 for an undocumented method if the request has no API key',
    // Per group one path with an id and one without, since these requests are counted by address.
    subjects: ({ groups }, ask) =>
      groups.flatMap(({ operations: own }) =>
        [own.find(hasId), own.find((operation) => !hasId(operation))].flatMap((some) => {
          const method = some === undefined ? undefined : ask.undocumentedMethod(some.path)
          return some === undefined || method === undefined ? [] : [{ about: `${method} ${some.path}`, method, path: some.path, some }]
        }),
      ),
    ask: ({ path, method, some }, ask) => ({
      planted: ask.outside(path, method, { credential: nobody, params: ask.unknownParams(some) }),
    }),
    // Nothing lies behind these methods; this is about the order of two checks before the operations.
    shared: { request: 'planted', status: 401 },
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 405 }) }),
  }),
  probe({
    id: 'authentication/unknown-path-protected',
    smoke: true,
    level: 'SHOULD',
    cites: ['D04'],
    title: 'returns 401 for an unknown path if the request has no API key',
    subjects: () => [{ about: 'an unknown path' }],
    ask: (_subject, ask) => ({ planted: ask.outside(`/${ask.invented('unknown path', 12)}`, 'GET', { credential: nobody }) }),
    judge: ({ planted }, _subject, context) => refused(planted, context, anonymous),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 404 }) }),
  }),
  probe({
    id: 'authentication/scheme-case-insensitive',
    smoke: true,
    level: 'MUST',
    cites: ['RFC 9110 §11.1'],
    title: 'accepts the name of the Bearer scheme in any case',
    subjects: representative,
    ask: ({ operation }, ask) => ({
      control: ask.read(operation),
      planted: ask.read(operation, { credential: { kind: 'key', role: 'main', scheme: 'bearer' } }),
    }),
    covers: ({ operation }, ask) => ({ planted: [{ request: unusual(operation, ask), status: 200 }] }),
    judge: ({ control, planted }) =>
      planted.reply.status === control.reply.status ? passes : fails(String(control.reply.status), describe(planted)),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 401 }) }),
  }),
  ...(['revoked', 'expired'] as const).map((role) =>
    probe({
      id: `authentication/${role}-key-refused`,
      level: 'MUST',
      cites: ['D06', 'OWASP API2:2023'],
      title: `returns 401 if the API key ${role === 'revoked' ? 'is revoked' : 'has expired'}`,
      subjects: oneOfEachGroup,
      ask: ({ operation }, ask) => ({ control: ask.read(operation), planted: ask.read(operation, { credential: as(role) }) }),
      judge: ({ planted }, _subject, context) =>
        planted.reply.status < 300
          ? fails('401 UNAUTHORIZED', `${planted.reply.status}: the key is accepted, or is not ${role}`)
          : refused(planted, context, anonymous),
      sabotage: ({ control }) => ({ planted: control }),
    }),
  ),
  probe({
    id: 'authentication/permission-required',
    level: 'MUST',
    cites: ['R04', 'D13', 'OWASP API5:2023'],
    title: 'returns 403 for every operation if the key lacks the required permission, and names that permission',
    // An existing resource proves more than an unknown id: without a permission check, it is returned.
    subjects: (api, ask): Demanding[] => [
      ...operations()(api),
      ...operations((operation) => operation.method === 'GET' && hasId(operation) && ask.isReachable(operation))(api).map((subject) => ({
        ...subject,
        about: 'for an existing resource',
      })),
    ],
    ask: ({ operation, about }, ask) => ({
      planted: about === undefined ? harmless(operation, ask, as('unprivileged')) : ask.read(operation, { credential: as('unprivileged') }),
    }),
    // An invalid query that is rejected for the permission shows more than a valid one, and an id that does not exist more than one that
    // does: the permission is checked before either.
    covers: ({ operation, about }, ask) => {
      if (about !== undefined) return { planted: [{ request: harmless(operation, ask, as('unprivileged')), status: 403 }] }
      return isPlainList(operation) ? { planted: [{ request: invalidQuery(operation, ask), status: 403 }] } : {}
    },
    judge: ({ planted }, { operation }, { api }) => {
      const { status } = planted.reply
      if (status === 400 || status === 404) return unclear(`${status} returned before the permission was checked`)
      if (status === 401) return unclear('the key without permissions was not accepted at all')
      if (status !== 403 || member(planted, 'details', 'code') !== api.codes[403]) return fails('403 FORBIDDEN', describe(planted))
      return unnamedPermissions(planted, operation.permissions) ?? passes
    },
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'authentication/permission-before-existence',
    level: 'MUST',
    cites: ['D04', 'OWASP API1:2023'],
    title: 'checks the permission before it looks up the id',
    subjects: operations(hasId),
    ask: ({ operation }, ask) => ({
      planted: harmless(operation, ask, as('unprivileged')),
    }),
    judge: ({ planted }) => (planted.reply.status === 404 ? fails('403 FORBIDDEN', describe(planted)) : passes),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 404 }) }),
  }),
  probe({
    id: 'authentication/permission-before-body',
    level: 'MUST',
    cites: ['D04'],
    title: 'checks the permission before it reads the request body',
    subjects: operations(({ body }) => body !== undefined),
    ask: ({ operation }, ask) => ({
      planted: harmless(operation, ask, as('unprivileged')),
    }),
    judge: ({ planted }) =>
      planted.reply.status === 400 || planted.reply.status === 415 ? fails('403 FORBIDDEN', describe(planted)) : passes,
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
  probe({
    id: 'authentication/permission-before-validation',
    level: 'MUST',
    cites: ['D04'],
    title: 'checks the permission before it validates the query parameters',
    subjects: lists(isPlainList),
    ask: ({ operation }, ask) => ({ planted: invalidQuery(operation, ask) }),
    judge: ({ planted }) => (planted.reply.status === 400 ? fails('403 FORBIDDEN', describe(planted)) : passes),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 400 }) }),
  }),
]
