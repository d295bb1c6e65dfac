/** What becomes of a key that the run has made for itself. */
import type { Operation, OperationId } from '../../../spec/contract.ts'
import type { Asker } from '../../plan/request-builder.ts'
import { altered, member, type Answered } from '../../model/exchange.ts'
import type { Own } from '../../resources/factory.ts'
import type { Credential, Request, WriteJson } from '../../model/request.ts'
import { fails, passes, probe, representative, unclear, type Bench, type Judgement } from '../../model/rule.ts'
import { describe, refused, unnamedPermissions } from '../refusal.ts'

/** A key with these permissions, and nothing else. */
export const issued = (purpose: string, permissions: readonly string[], ask: Asker): Own =>
  ask.own.of('createApiKey', purpose, { change: { scopes: permissions } })

/** Shows the key that an answer issued. */
export const bearing = (from: Request): Credential => ({ kind: 'issued', by: { from, pointer: '/data/plaintextKey' } })

const change = (id: OperationId, own: Own, json: WriteJson, ask: Asker, after: readonly Request[]): Request =>
  ask.write(ask.contract.operations[id], { params: { keyId: own.id }, body: { json }, effect: 'own', after })

/** What a key that may only manage keys tries with one of the run's own. */
const attempt = (operation: Operation, target: Own, json: WriteJson, ask: Asker): Request =>
  ask.write(operation, {
    params: { keyId: target.id },
    body: { json },
    credential: bearing(issuer(ask).create),
    effect: 'own',
    isRefused: true,
    after: [target.create],
  })

const issuer = (ask: Asker): Own => issued('issuer', managing(ask), ask)
const managing = (ask: Asker): readonly string[] => ask.contract.operations.createApiKey.permissions

/** A key that may do more than that. */
const wider = (beyond: readonly string[], ask: Asker): Own => issued('wider', [...managing(ask), ...beyond], ask)

/** Passes what is refused for want of permissions, each of them named. */
function keptOut(planted: Answered, beyond: readonly string[], bench: Bench): Judgement {
  const judged = refused(planted, bench, { status: 403, reason: 'INSUFFICIENT_SCOPE' })
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
      const control = ask.read(operation, { credential: bearing(key.create) })
      const revoke = change('revokeApiKey', key, {}, ask, [control])
      ask.own.ends(key, revoke, ask.own.look('listApiKeys', { query: [['id', key.id]], after: [revoke] }))
      return { control, revoke, planted: ask.read(operation, { credential: bearing(key.create), after: [revoke] }) }
    },
    judge: ({ revoke, planted }, _subject, bench) =>
      revoke.reply.status !== 200
        ? unclear(`a revocation (it was answered ${describe(revoke)})`)
        : refusedKey(planted, bench, 'REVOKED_API_KEY'),
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
      const control = ask.read(operation, { credential: bearing(key.create) })
      const rotate = change('rotateApiKey', key, {}, ask, [control])
      return {
        control,
        rotate,
        fresh: ask.read(operation, { credential: bearing(rotate) }),
        planted: ask.read(operation, { credential: bearing(key.create), after: [rotate] }),
      }
    },
    judge: ({ rotate, fresh, planted }, _subject, bench) => {
      if (rotate.reply.status !== 200) return unclear(`a rotation (it was answered ${describe(rotate)})`)
      if (fresh.reply.status !== 200) return fails('200 to the new secret', describe(fresh), fresh)
      return refusedKey(planted, bench)
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
      const control = ask.read(operation, { credential: bearing(key.create) })
      const narrow = change('updateApiKey', key, { scopes: [] }, ask, [control])
      return { control, narrow, planted: ask.read(operation, { credential: bearing(key.create), after: [narrow] }) }
    },
    judge: ({ narrow, planted }, _subject, bench) => {
      if (narrow.reply.status !== 200) return unclear(`a change of scopes (it was answered ${describe(narrow)})`)
      // A key that is no longer accepted at all is not what was asked for either.
      return planted.reply.status === 403 ? refused(planted, bench, { status: 403 }) : fails('403 FORBIDDEN', describe(planted), planted)
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/key-cannot-exceed-itself',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'lets no key hand out a scope that it has not itself',
    subjects: (contract) => [{ operation: contract.operations.createApiKey }],
    ask: ({ operation }, ask) => {
      const key = issued('issuer', operation.permissions, ask)
      const within = ask.own.of('createApiKey', 'within', { change: { scopes: operation.permissions }, credential: bearing(key.create) })
      const beyond = ask.own.of('createApiKey', 'beyond', {
        change: { scopes: ['*'] },
        credential: bearing(key.create),
        isRefused: true,
        after: [within.create],
      })
      return { control: within.create, planted: beyond.create }
    },
    judge: ({ planted }) => {
      const { status } = planted.reply
      if (status < 300) return fails('a refusal', describe(planted), planted)
      if (status !== 403) return status === 400 ? passes : unclear(`it was answered ${describe(planted)}`)
      return unnamedPermissions(planted, ['*']) ?? passes
    },
    sabotage: ({ control }) => ({ planted: control }),
  }),
  probe({
    id: 'authentication/key-cannot-widen',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'lets no key widen itself, nor take over one that may do more by giving it a new secret',
    subjects: (contract) => [
      { operation: contract.operations.updateApiKey, beyond: ['*'] },
      { operation: contract.operations.rotateApiKey, beyond: representative(contract).flatMap((each) => each.operation.permissions) },
    ],
    ask: ({ operation, beyond }, ask) => ({
      planted:
        operation.id === 'updateApiKey'
          ? attempt(operation, issuer(ask), { scopes: beyond }, ask)
          : attempt(operation, wider(beyond, ask), {}, ask),
    }),
    judge: ({ planted }, { beyond }, bench) => keptOut(planted, beyond, bench),
    sabotage: ({ planted }) => ({ planted: altered(planted, { status: 200 }) }),
  }),
  probe({
    id: 'authentication/key-cannot-touch-wider',
    level: 'MUST',
    cites: ['D06', 'OWASP API5:2023'],
    title: 'lets no key change or revoke a key that has more permissions than itself',
    subjects: (contract) => {
      const { updateApiKey, revokeApiKey } = contract.operations
      const beyond = representative(contract).flatMap((each) => each.operation.permissions)
      return [
        { operation: updateApiKey, about: 'scopes', json: { scopes: [] }, beyond },
        { operation: updateApiKey, about: 'allowedIps', json: { allowedIps: ['192.0.2.1'] }, beyond },
        { operation: updateApiKey, about: 'expiresAt', json: { expiresAt: null }, beyond },
        { operation: revokeApiKey, json: {}, beyond },
      ]
    },
    ask: ({ operation, json, beyond }, ask) => ({ planted: attempt(operation, wider(beyond, ask), json, ask) }),
    judge: ({ planted }, { beyond }, bench) => keptOut(planted, beyond, bench),
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
      return { create: key.create, use: ask.read(operation, { credential: bearing(key.create) }) }
    },
    judge: ({ create, use }) => {
      if (create.reply.status !== 201) return unclear(`a key (it was answered ${describe(create)})`)
      if (typeof member(create, 'data', 'plaintextKey') !== 'string') return fails('the key in the answer', 'none', create)
      return use.reply.status === 200 ? passes : fails('200', describe(use), use)
    },
    sabotage: ({ use }) => ({ use: altered(use, { status: 401 }) }),
  }),
]

/** A key that is no longer valid is 401, also where its holder may have expected another refusal. */
function refusedKey(exchange: Parameters<typeof refused>[0], bench: Parameters<typeof refused>[1], reason?: string) {
  if (exchange.reply.status !== 401)
    return fails(`401 UNAUTHORIZED${reason === undefined ? '' : ` ${reason}`}`, describe(exchange), exchange)
  return refused(exchange, bench, { status: 401, ...(reason === undefined ? {} : { reason }) })
}
