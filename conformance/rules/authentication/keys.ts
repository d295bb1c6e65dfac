/** The life cycle of a key that the run created: revoked, rotated, with fewer and with more permissions. */
import { Unavailable, type Resource } from '../../model/resource.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import { valueAt, type Operation } from '../../../spec/contract.ts'
import { operationNamed, type Api } from '../../model/api.ts'
import type { KeyManagement } from '../../model/profile.ts'
import { altered, json, type Answered } from '../../model/exchange.ts'
import type { Credential, Request, WriteJson } from '../../model/request.ts'
import { fails, passes, unclear, type Judgement } from '../../model/judgement.ts'
import { probe, representative, type JudgeContext } from '../../model/rule.ts'
import { describe, refused, unnamedPermissions } from '../refusal.ts'
import { pathTo } from '../write/own-data.ts'

/** Returns how the API manages its keys; rules that need this are not applied if the API does not manage keys. */
function management({ profile }: Api): KeyManagement {
  if (profile.keys === undefined) throw new Unavailable('the profile does not define how keys are issued')
  return profile.keys
}

/** Creates a key with exactly these permissions. */
export function issued(purpose: string, permissions: readonly string[], { api, resources }: RequestBuilder): Resource {
  const keys = management(api)
  return resources.of(keys.create, purpose, { change: { [keys.permissions]: permissions } })
}

/** The credential for the key that a response issued. */
export const bearing = (from: Request, { api }: RequestBuilder): Credential => ({
  kind: 'issued',
  by: { from, pointer: management(api).secret },
})

/** Returns the operations that manage keys; empty if the profile does not define them. */
function managed({ operations, profile: { keys } }: Api): Managed[] {
  if (keys === undefined) return []
  const [create, update, revoke, rotate] = [keys.create, keys.update, keys.revoke, keys.rotate].map((id) => operations[id])
  if (create === undefined || update === undefined || revoke === undefined || rotate === undefined) return []
  return [{ keys, create, update, revoke, rotate }]
}

interface Managed {
  readonly keys: KeyManagement
  readonly create: Operation
  readonly update: Operation
  readonly revoke: Operation
  readonly rotate: Operation
}

/** A change of one of the run's own keys. */
const change = (id: string, own: Resource, json: WriteJson, { resources, api }: RequestBuilder, after: readonly Request[]): Request =>
  resources.act(id, { params: pathTo(own, operationNamed(api, id)), json, after })

/** A request with a key that may only manage keys, aimed at one of the run's own keys. */
const attempt = (operation: Operation, target: Resource, json: WriteJson, ask: RequestBuilder): Request =>
  ask.write(operation, {
    params: pathTo(target, operation),
    body: { json },
    credential: bearing(issuer(ask).create, ask),
    effect: 'own',
    isRefused: true,
    after: [target.create],
  })

/** A key of the run that is used, and rotated then. */
export function rotation(operation: Operation, ask: RequestBuilder) {
  const key = issued('rotated', operation.permissions, ask)
  const control = ask.read(operation, { credential: bearing(key.create, ask) })
  return { key, control, rotate: change(management(ask.api).rotate, key, {}, ask, [control]) }
}

/** A key of the run that is used, and loses its permissions then. */
export function narrowing(operation: Operation, ask: RequestBuilder) {
  const key = issued('narrowed', operation.permissions, ask)
  const control = ask.read(operation, { credential: bearing(key.create, ask) })
  return { key, control, narrow: change(management(ask.api).update, key, { [management(ask.api).permissions]: [] }, ask, [control]) }
}

const issuer = (ask: RequestBuilder): Resource => issued('issuer', managing(ask), ask)
const managing = ({ api }: RequestBuilder): readonly string[] => api.operations[management(api).create]?.permissions ?? []

/** Creates a key with these additional permissions. */
const wider = (beyond: readonly string[], ask: RequestBuilder): Resource => issued('wider', [...managing(ask), ...beyond], ask)

/** Passes if the request is rejected for missing permissions, and each of them is named. */
function keptOut(planted: Answered, beyond: readonly string[], context: JudgeContext): Judgement {
  const judged = refused(planted, context, { status: 403, reason: 'INSUFFICIENT_SCOPE' })
  return judged.is === 'pass' ? (unnamedPermissions(planted, beyond) ?? passes) : judged
}

export const keyLives = [
  probe({
    id: 'authentication/revocation-immediate',
    level: 'MUST',
    cites: ['D06', 'OWASP API2:2023'],
    title: 'returns 401 with `REVOKED_API_KEY` as soon as a key is revoked',
    subjects: representative,
    ask: ({ operation }, ask) => {
      const key = issued('revoked-at-once', operation.permissions, ask)
      const control = ask.read(operation, { credential: bearing(key.create, ask) })
      const revoke = change(management(ask.api).revoke, key, {}, ask, [control])
      ask.resources.ends(key, revoke, ask.resources.look(management(ask.api).list, { query: [['id', key.id]], after: [revoke] }))
      return { control, revoke, planted: ask.read(operation, { credential: bearing(key.create, ask), after: [revoke] }) }
    },
    judge: ({ revoke, planted }, _subject, context) =>
      revoke.reply.status !== 200
        ? unclear(`the revocation request returned ${describe(revoke)}`)
        : refusedKey(planted, context, 'REVOKED_API_KEY'),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/rotation-immediate',
    level: 'MUST',
    cites: ['D06', 'OWASP API2:2023'],
    title: 'accepts the new secret of a rotated key, and immediately returns 401 for the old secret',
    subjects: representative,
    ask: ({ operation }, ask) => {
      const { key, control, rotate } = rotation(operation, ask)
      return {
        control,
        rotate,
        fresh: ask.read(operation, { credential: bearing(rotate, ask) }),
        planted: ask.read(operation, { credential: bearing(key.create, ask), after: [rotate] }),
      }
    },
    judge: ({ rotate, fresh, planted }, _subject, context) => {
      if (rotate.reply.status !== 200) return unclear(`the rotation request returned ${describe(rotate)}`)
      if (fresh.reply.status !== 200) return fails('200 for the new secret', describe(fresh), fresh)
      return refusedKey(planted, context)
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/narrowing-immediate',
    level: 'MUST',
    cites: ['R04', 'D06', 'OWASP API5:2023'],
    title: 'returns 403 for an operation as soon as the key loses the permission for it',
    subjects: representative,
    ask: ({ operation }, ask) => {
      const { key, control, narrow } = narrowing(operation, ask)
      return { control, narrow, planted: ask.read(operation, { credential: bearing(key.create, ask), after: [narrow] }) }
    },
    judge: ({ narrow, planted }, _subject, context) => {
      if (narrow.reply.status !== 200) return unclear(`the change of permissions returned ${describe(narrow)}`)
      // A key that is rejected completely fails too.
      return planted.reply.status === 403 ? refused(planted, context, { status: 403 }) : fails('403 FORBIDDEN', describe(planted), planted)
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/key-cannot-exceed-itself',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'does not let an API key create a key with permissions that it lacks itself',
    subjects: (api) => managed(api).map(({ create, keys }) => ({ operation: create, keys })),
    ask: ({ operation, keys }, ask) => {
      const key = issued('issuer', operation.permissions, ask)
      const within = ask.resources.of(keys.create, 'within', {
        change: { [keys.permissions]: operation.permissions },
        credential: bearing(key.create, ask),
      })
      const beyond = ask.resources.of(keys.create, 'beyond', {
        change: { [keys.permissions]: [keys.everything] },
        credential: bearing(key.create, ask),
        isRefused: true,
        after: [within.create],
      })
      return { control: within.create, planted: beyond.create }
    },
    judge: ({ planted }, { keys }) => {
      const { status } = planted.reply
      if (status < 300) return fails('403 or 400', describe(planted), planted)
      if (status !== 403)
        return status === 400 ? passes : unclear(`${describe(planted)} returned, so it is unclear whether the permissions were checked`)
      return unnamedPermissions(planted, [keys.everything]) ?? passes
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/key-cannot-widen',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'does not let an API key add permissions to itself, or rotate a key that has more permissions',
    subjects: (api) =>
      managed(api).flatMap(({ update, rotate, keys }) => [
        { operation: update, beyond: [keys.everything], isOfItself: true, keys },
        { operation: rotate, beyond: representative(api).flatMap((each) => each.operation.permissions), isOfItself: false, keys },
      ]),
    ask: ({ operation, beyond, isOfItself, keys }, ask) => ({
      planted: isOfItself
        ? attempt(operation, issuer(ask), { [keys.permissions]: beyond }, ask)
        : attempt(operation, wider(beyond, ask), {}, ask),
    }),
    judge: ({ planted }, { beyond }, context) => keptOut(planted, beyond, context),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'authentication/key-cannot-touch-wider',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'does not let an API key change or revoke a key that has more permissions',
    subjects: (api) =>
      managed(api).flatMap(({ update, revoke, keys }) => {
        const beyond = representative(api).flatMap((each) => each.operation.permissions)
        const changes: readonly Readonly<Record<string, WriteJson>>[] = [{ [keys.permissions]: [] }, ...keys.changes]
        return [
          ...changes.map((json) => ({ operation: update, about: Object.keys(json).join(', '), json, beyond })),
          { operation: revoke, json: {}, beyond },
        ]
      }),
    ask: ({ operation, json, beyond }, ask) => ({ planted: attempt(operation, wider(beyond, ask), json, ask) }),
    judge: ({ planted }, { beyond }, context) => keptOut(planted, beyond, context),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'authentication/secret-works',
    level: 'MUST',
    cites: ['D06'],
    title: 'issues API keys that work immediately, and returns the secret in the response that issues the key',
    subjects: representative,
    ask: ({ operation }, ask) => {
      const key = issued('revoked-at-once', operation.permissions, ask)
      return { create: key.create, use: ask.read(operation, { credential: bearing(key.create, ask) }) }
    },
    judge: ({ create, use }, _subject, { api }) => {
      if (create.reply.status !== 201) return unclear(`the creation of the key returned ${describe(create)}`)
      if (typeof valueAt(json(create)?.value, management(api).secret) !== 'string')
        return fails('the API key in the response', 'no API key', create)
      return use.reply.status === 200 ? passes : fails('200', describe(use), use)
    },
    sabotage: ({ use }) => ({ use: altered(use, { status: 401 }) }),
  }),
]

/** A key that is no longer valid gets 401, even if another rejection would apply too. */
function refusedKey(exchange: Parameters<typeof refused>[0], context: Parameters<typeof refused>[1], reason?: string) {
  if (exchange.reply.status !== 401)
    return fails(`401 UNAUTHORIZED${reason === undefined ? '' : ` ${reason}`}`, describe(exchange), exchange)
  return refused(exchange, context, { status: 401, ...(reason === undefined ? {} : { reason }) })
}
