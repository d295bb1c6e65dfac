/** What becomes of a key that the run has made for itself. */
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

/** How the API manages its keys; what needs it is not applied where it does not. */
function management({ profile }: Api): KeyManagement {
  if (profile.keys === undefined) throw new Unavailable('the profile does not say how keys are issued')
  return profile.keys
}

/** A key with these permissions, and nothing else. */
export function issued(purpose: string, permissions: readonly string[], { api, resources }: RequestBuilder): Resource {
  const keys = management(api)
  return resources.of(keys.create, purpose, { change: { [keys.permissions]: permissions } })
}

/** Shows the key that an answer issued. */
export const bearing = (from: Request, { api }: RequestBuilder): Credential => ({
  kind: 'issued',
  by: { from, pointer: management(api).secret },
})

/** The operations that manage keys; none where the API does not say how they are managed. */
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

/** What a key that may only manage keys tries with one of the run's own. */
const attempt = (operation: Operation, target: Resource, json: WriteJson, ask: RequestBuilder): Request =>
  ask.write(operation, {
    params: pathTo(target, operation),
    body: { json },
    credential: bearing(issuer(ask).create, ask),
    effect: 'own',
    isRefused: true,
    after: [target.create],
  })

const issuer = (ask: RequestBuilder): Resource => issued('issuer', managing(ask), ask)
const managing = ({ api }: RequestBuilder): readonly string[] => api.operations[management(api).create]?.permissions ?? []

/** A key that may do more than that. */
const wider = (beyond: readonly string[], ask: RequestBuilder): Resource => issued('wider', [...managing(ask), ...beyond], ask)

/** Passes what is refused for want of permissions, each of them named. */
function keptOut(planted: Answered, beyond: readonly string[], context: JudgeContext): Judgement {
  const judged = refused(planted, context, { status: 403, reason: 'INSUFFICIENT_SCOPE' })
  return judged.is === 'pass' ? (unnamedPermissions(planted, beyond) ?? passes) : judged
}

export const keyLives = [
  probe({
    id: 'authentication/revocation-immediate',
    level: 'MUST',
    cites: ['D06', 'OWASP API2:2023'],
    title: 'refuses a key with 401 and reason REVOKED_API_KEY as soon as it is revoked',
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
        ? unclear(`a revocation (it was answered ${describe(revoke)})`)
        : refusedKey(planted, context, 'REVOKED_API_KEY'),
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/rotation-immediate',
    level: 'MUST',
    cites: ['D06', 'OWASP API2:2023'],
    title: 'accepts the new secret of a rotated key, and refuses the old one at once with 401',
    subjects: representative,
    ask: ({ operation }, ask) => {
      const key = issued('rotated', operation.permissions, ask)
      const control = ask.read(operation, { credential: bearing(key.create, ask) })
      const rotate = change(management(ask.api).rotate, key, {}, ask, [control])
      return {
        control,
        rotate,
        fresh: ask.read(operation, { credential: bearing(rotate, ask) }),
        planted: ask.read(operation, { credential: bearing(key.create, ask), after: [rotate] }),
      }
    },
    judge: ({ rotate, fresh, planted }, _subject, context) => {
      if (rotate.reply.status !== 200) return unclear(`a rotation (it was answered ${describe(rotate)})`)
      if (fresh.reply.status !== 200) return fails('200 to the new secret', describe(fresh), fresh)
      return refusedKey(planted, context)
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/narrowing-immediate',
    level: 'MUST',
    cites: ['R04', 'D06', 'OWASP API5:2023'],
    title: 'refuses with 403 what a key may no longer do, as soon as its scopes are narrowed',
    subjects: representative,
    ask: ({ operation }, ask) => {
      const key = issued('narrowed', operation.permissions, ask)
      const control = ask.read(operation, { credential: bearing(key.create, ask) })
      const narrow = change(management(ask.api).update, key, { [management(ask.api).permissions]: [] }, ask, [control])
      return { control, narrow, planted: ask.read(operation, { credential: bearing(key.create, ask), after: [narrow] }) }
    },
    judge: ({ narrow, planted }, _subject, context) => {
      if (narrow.reply.status !== 200) return unclear(`a change of scopes (it was answered ${describe(narrow)})`)
      // A key that is no longer accepted at all is not what was asked for either.
      return planted.reply.status === 403 ? refused(planted, context, { status: 403 }) : fails('403 FORBIDDEN', describe(planted), planted)
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/key-cannot-exceed-itself',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'lets no key hand out a scope that it has not itself',
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
      if (status < 300) return fails('a refusal', describe(planted), planted)
      if (status !== 403) return status === 400 ? passes : unclear(`it was answered ${describe(planted)}`)
      return unnamedPermissions(planted, [keys.everything]) ?? passes
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/key-cannot-widen',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'lets no key widen itself, nor take over one that may do more by giving it a new secret',
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
    title: 'lets no key change or revoke a key that has more permissions than itself',
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
    title: 'issues keys that work at once, and shows their secret in that answer',
    subjects: representative,
    ask: ({ operation }, ask) => {
      const key = issued('revoked-at-once', operation.permissions, ask)
      return { create: key.create, use: ask.read(operation, { credential: bearing(key.create, ask) }) }
    },
    judge: ({ create, use }, _subject, { api }) => {
      if (create.reply.status !== 201) return unclear(`a key (it was answered ${describe(create)})`)
      if (typeof valueAt(json(create)?.value, management(api).secret) !== 'string') return fails('the key in the answer', 'none', create)
      return use.reply.status === 200 ? passes : fails('200', describe(use), use)
    },
    sabotage: ({ use }) => ({ use: altered(use, { status: 401 }) }),
  }),
]

/** A key that is no longer valid is 401, also where its holder may have expected another refusal. */
function refusedKey(exchange: Parameters<typeof refused>[0], context: Parameters<typeof refused>[1], reason?: string) {
  if (exchange.reply.status !== 401)
    return fails(`401 UNAUTHORIZED${reason === undefined ? '' : ` ${reason}`}`, describe(exchange), exchange)
  return refused(exchange, context, { status: 401, ...(reason === undefined ? {} : { reason }) })
}
