/** Lies in which the response to a creation does not match what was created. */
import { valueAt } from '../../../spec/contract.ts'
import { as, headerOf, isObject, jsonOf, notFound, rowsOf, withJson, withRows, withValue } from '../answers.ts'
import { kinds, kindsByOperation, type Kind } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Desk, type Lie } from '../lie.ts'
import { tagPattern } from '../suite-under-test.ts'

const kindOf = ({ operation }: Call): Kind | undefined => kindsByOperation.get(operation?.id ?? '')

/** The id in the response to a creation. */
function madeIn(call: Call, answer: Answer): string | undefined {
  const kind = kindOf(call)
  const id = kind === undefined || answer.status >= 300 ? undefined : valueAt(jsonOf(answer), kinds[kind].id)
  return typeof id === 'string' ? id : undefined
}

/** Requests that undo a creation immediately, so that the id in its response does not exist. */
const undoing: Readonly<Partial<Record<Kind, (id: string) => readonly ['DELETE' | 'POST', string, unknown?]>>> = {
  product: (id) => ['DELETE', `/products/${id}`],
  variant: (id) => ['DELETE', `/products/${id}`],
  event: (id) => ['DELETE', `/forecast/events/${id}`],
  scenario: (id) => ['DELETE', `/forecast/scenarios/${id}`],
  transfer: (id) => ['POST', `/inventory/transfers/${id}`, { status: 'CANCELLED' }],
  'api-key': (id) => ['POST', `/admin/api-keys/${id}/revoke`, {}],
}

const makesNothing: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  const [kind, id] = [kindOf(call), madeIn(call, answer)]
  const undo = kind === undefined ? undefined : undoing[kind]
  if (id !== undefined && undo !== undefined) await desk.admin(call.tenant, ...undo(id))
  return answer
}

/** A body that creates the same resource once more, with different unique texts. */
const again = (json: unknown): unknown =>
  isObject(json)
    ? Object.fromEntries(Object.entries(json).map(([name, value]) => [name, ['sku', 'code'].includes(name) ? `${String(value)}2` : value]))
    : json

const makesTwice: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  if (madeIn(call, answer) !== undefined) await desk.admin(call.tenant, 'POST', call.target, again(call.json))
  return answer
}

/** The response does not name the created resource. */
const answersLate: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  return kindOf(call) === undefined || answer.status >= 300 ? answer : failed(answer)
}

const failed = (answer: Answer): Answer =>
  as(answer, 500, {
    error: 'Something went wrong.',
    details: { code: 'INTERNAL_ERROR', requestId: headerOf(answer, 'x-request-id') ?? 'req_lie' },
  })

/** Another client creates the same resource with its own texts at the same time. */
async function client(desk: Desk, call: Call): Promise<Answer | undefined> {
  const kind = kindOf(call)
  const alone: readonly (Kind | undefined)[] = ['product', 'scenario', 'api-key', 'event']
  if (!alone.includes(kind)) return undefined
  const json = JSON.parse(call.body.toString('utf8').replaceAll(tagPattern, 'client')) as Record<string, unknown>
  const answer = await desk.admin(call.tenant, 'POST', call.target, { ...json, ...(kind === 'event' ? { productMasterId: null } : {}) })
  const id = madeIn(call, answer)
  if (id === undefined) return undefined
  desk.protect(call.tenant, id)
  return answer
}

/** Each creation gets the response of the previous one; the first gets the response to another client. */
const oneLate: Lie['how'] = (desk) => {
  const before = new Map<Kind, Answer>()
  return async (call) => {
    const answer = await desk.pass(call)
    const kind = kindOf(call)
    if (kind === undefined || madeIn(call, answer) === undefined) return answer
    const earlier = before.get(kind) ?? (await client(desk, call)) ?? answer
    before.set(kind, answer)
    return { ...earlier, headers: answer.headers.filter(([name]) => !/^content-length$/i.test(name)) }
  }
}

/** Two simultaneous creations get each other's response: the run gets the response to another client. */
const swapped: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  return madeIn(call, answer) === undefined ? answer : ((await client(desk, call)) ?? answer)
}

/** Texts are stored but not returned. */
const mute: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  // Any client that reads a wrong configuration restores a wrong configuration.
  if (answer.status >= 300 || call.operation?.path === '/admin/alerts/config') return answer
  const hide = (value: unknown): unknown =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, each]) => [name, texts.includes(name) && typeof each === 'string' ? 'n/a' : hide(each)]),
        )
      : Array.isArray(value)
        ? value.map(hide)
        : value
  return withJson(answer, hide(jsonOf(answer)))
}

const texts = ['name', 'comment', 'comments', 'description', 'message', 'note', 'sku', 'code', 'narrative', 'productName', 'globalSku']

/** Created resources are found neither by id nor in a list. */
const unseen: Lie['how'] = (desk) => {
  const made = new Set<string>()
  return async (call) => {
    const answer = await desk.pass(call)
    const id = madeIn(call, answer)
    if (id !== undefined) made.add(id)
    if (call.method !== 'GET') return answer
    if (Object.values(call.params).some((each) => made.has(each))) return notFound(answer)
    const rows = rowsOf(answer)
    return rows.some((row) => made.has(String(valueAt(row, '/id'))))
      ? withRows(
          answer,
          rows.filter((row) => !made.has(String(valueAt(row, '/id')))),
        )
      : answer
  }
}

/** Every response to a creation has the id of the first creation of any kind. */
const sameForAll: Lie['how'] = (desk) => {
  let known: string | undefined
  return async (call) => {
    const answer = await desk.pass(call)
    const [kind, id] = [kindOf(call), madeIn(call, answer)]
    if (kind === undefined || id === undefined) return answer
    known ??= id
    return withJson(answer, withValue(jsonOf(answer), kinds[kind].id, known))
  }
}

export const creationLies: readonly Lie[] = liesOf({
  'creations/nothing': {
    imitates: 'A write that is rolled back after the response: creations return 201 but create nothing.',
    how: makesNothing,
  },
  'creations/twice': {
    imitates: 'A queue that delivers twice: each creation creates two resources but returns only one.',
    how: makesTwice,
    hides: true,
  },
  'creations/answered-500': {
    imitates: 'A timeout after the write: each creation is carried out but returns 500.',
    how: answersLate,
  },
  'creations/one-late': {
    imitates:
      'A pipeline that is off by one: each creation returns the result of the previous one, and the first returns the result of another client.',
    how: oneLate,
  },
  'creations/swapped': {
    imitates: 'Responses swapped between two clients: the run gets the id of a resource that another client created at the same time.',
    how: swapped,
  },
  'creations/mute': {
    imitates: 'A deployment that hides texts from all clients, so that no response shows who created a resource.',
    how: mute,
  },
  'creations/unseen': { imitates: 'A read model that is never updated: created resources are not found.', how: unseen },
  'creations/one-id-for-all': {
    imitates: 'A counter that stands still: every created resource of any kind has the id of the first one.',
    how: sameForAll,
  },
})
