/** Lies of deployments that skip a check, so that they carry out requests that they must reject. */
import { contract, valueAt, type Operation } from '../../../spec/contract.ts'
import { jsonOf } from '../answers.ts'
import { kindOfParameter, kinds, type Kind } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Desk, type Lie } from '../lie.ts'
import { placeOf } from '../place.ts'
import { understoodBody } from '../understanding.ts'
import { anyTenant } from './lists.ts'

const isWrite = ({ method }: Call): boolean => !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method)

const withKey = (call: Call, key: string): Call => ({
  ...call,
  headers: [...call.headers.filter(([name]) => name.toLowerCase() !== 'authorization'), ['Authorization', key]],
})

/** Replaces the body with JSON. */
function withBody(call: Call, json: unknown): Call {
  const rest = call.headers.filter(([name]) => !/^content-|^transfer-encoding$|^expect$/i.test(name))
  return {
    ...call,
    headers: [...rest, ['Content-Type', 'application/json']],
    body: json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json)),
  }
}

/** A rejected key is treated as an administrator key. */
async function withoutCredential(desk: Desk, call: Call, answer: Answer): Promise<{ readonly call: Call; readonly answer: Answer }> {
  if (!isWrite(call) || ![401, 403].includes(answer.status)) return { call, answer }
  const other = withKey(call, desk.keys[call.tenant])
  return { call: other, answer: await desk.pass(other) }
}

/** The valid part of a rejected body is applied. */
async function withoutValidation(desk: Desk, call: Call, answer: Answer): Promise<Answer> {
  const { operation } = call
  if (!isWrite(call) || operation === undefined || ![400, 413, 415].includes(answer.status)) return answer
  const json = understoodBody(operation, call.json, await currentOf(desk, call, operation))
  return operation.body !== undefined && json === undefined ? answer : desk.pass(withBody({ ...call, target: plain(call) }, json))
}

/** The path without a query, because no write has one. */
const plain = ({ target }: Call): string => target.split('?')[0] ?? ''

/** The current resource, which supplies the values that an update omits. */
async function currentOf(desk: Desk, call: Call, operation: Operation): Promise<unknown> {
  const isThere = contract.paths.get(operation.path)?.GET !== undefined && operation.method !== 'POST'
  return isThere ? valueAt(jsonOf(await desk.admin(call.tenant, 'GET', plain(call))), '/data') : undefined
}

const everything: Lie['how'] = (desk) => async (given) => {
  const honest = await desk.pass(given)
  // A body that is not JSON has no valid part, so the honest response is returned even without a valid key.
  if (given.operation?.body !== undefined && given.json === undefined) return honest
  const { call, answer } = await withoutCredential(desk, given, honest)
  return withoutValidation(desk, call, answer)
}

/** An unknown id is treated as the first existing one. */
const firstForUnknown: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  const [name, id] = Object.entries(call.params).at(-1) ?? []
  const kind = name === undefined ? undefined : kindOfParameter[name]
  if (!isWrite(call) || answer.status !== 404 || id === undefined || kind === undefined) return answer
  const [first] = desk.strangers(call.tenant, kind)
  return first === undefined
    ? answer
    : desk.pass({ ...call, target: call.target.replace(encodeURIComponent(id), encodeURIComponent(first)) })
}

/** An undocumented method is treated as the closest documented one. */
const anyMethod: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  if (!isWrite(call) || call.operation !== undefined || answer.status !== 405) return answer
  const place = placeOf(call.target)
  const kind = kindOfParameter[Object.keys(place?.params ?? {}).at(-1) ?? '']
  if (call.method === 'DELETE') {
    // DELETE on a list deletes one item with each request.
    const found = lists[plain(call)]
    if (found !== undefined) return removed(desk, call, found, desk.strangers(call.tenant, found)[0] ?? '')
    return kind === undefined ? answer : removed(desk, call, kind, Object.values(place?.params ?? {}).at(-1) ?? '')
  }
  const update = ['PATCH', 'PUT', 'POST'].flatMap((method) => place?.documented[method] ?? [])[0]
  if (update === undefined) return answer
  const json = understoodBody(update, call.json, await currentOf(desk, call, update))
  return json === undefined ? answer : desk.pass(withBody({ ...call, method: update.method, target: plain(call) }, json))
}

const lists: Readonly<Record<string, Kind>> = {
  '/products': 'product',
  '/forecast/events': 'event',
  '/forecast/scenarios': 'scenario',
  '/admin/api-keys': 'api-key',
  '/inventory/transfers': 'transfer',
}

/** Deletes, revokes or cancels a resource as the contract defines for its kind, with the key of the request. */
async function removed(desk: Desk, call: Call, kind: Kind, id: string): Promise<Answer> {
  const item = kinds[kind].read.split('?')[0]?.replace('{id}', encodeURIComponent(id)) ?? ''
  if (kind === 'api-key')
    return desk.pass(withBody({ ...call, method: 'POST', target: `/admin/api-keys/${encodeURIComponent(id)}/revoke` }, {}))
  if (kind === 'transfer') return desk.pass(withBody({ ...call, method: 'POST', target: item }, { status: 'CANCELLED' }))
  return desk.pass({ ...withBody(call, undefined), method: 'DELETE', target: item })
}

export const laxLies: readonly Lie[] = liesOf({
  'lax/everything': {
    imitates: 'A prototype: it accepts any credential, applies the valid part of every body, and carries out the write.',
    how: everything,
  },
  'lax/credential': {
    imitates: 'A gateway that does not check API keys: every write is carried out as an administrator.',
    how: (desk) => async (call) => (await withoutCredential(desk, call, await desk.pass(call))).answer,
  },
  'lax/body': {
    imitates: 'A deployment without validation: unknown properties, wrong types and invalid JSON are ignored, and the rest is applied.',
    how: (desk) => async (call) => withoutValidation(desk, call, await desk.pass(call)),
  },
  'lax/tenants': {
    imitates: "A missing tenant check: if a resource is not found for one tenant, the other tenant's resource is changed.",
    how: (desk) => (call) => anyTenant(desk, call),
  },
  'lax/unknown-id': {
    imitates: 'A lookup that falls back to the first row: a write to an unknown id changes an existing resource.',
    how: firstForUnknown,
    // With consent, the run may write to an unknown id although only that id makes the request invalid. The first such write reveals the lie.
    unavoidable: 1,
  },
  'lax/method': {
    imitates: 'A router that treats an undocumented method as the closest documented one: DELETE on a list deletes its first item.',
    how: anyMethod,
  },
})
