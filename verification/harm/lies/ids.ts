/** Lies in which a creation is carried out but returns an invalid or wrong id. */
import { valueAt } from '../../../spec/contract.ts'
import { as, jsonOf, withJson, withValue } from '../answers.ts'
import { kinds, kindsByOperation, type Kind } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Desk, type Lie } from '../lie.ts'

/** Returns the id to send instead of the created one. */
type Other = (own: unknown, kind: Kind, desk: Desk, call: Call) => unknown

/** Replaces the ids of creations. `nowhere` handles requests with such an id as a deployment without a matching route would. */
function told(other: (desk: Desk) => Other, nowhere: (desk: Desk, call: Call) => Promise<Answer | undefined> = async () => undefined) {
  return (desk: Desk) => {
    const idOf = other(desk)
    return async (call: Call): Promise<Answer> => {
      const routed = await nowhere(desk, call)
      if (routed !== undefined) return routed
      const answer = await desk.pass(call)
      const kind = kindsByOperation.get(call.operation?.id ?? '')
      if (kind === undefined || answer.status >= 300) return answer
      const body = jsonOf(answer)
      const own = valueAt(body, kinds[kind].id)
      return own === undefined ? answer : withJson(answer, withValue(body, kinds[kind].id, idOf(own, kind, desk, call)))
    }
  }
}

/**
 * Handles a DELETE whose path ends before the id like a router that takes it for the list and deletes all items, as deployments with
 * bulk deletion do. Each request deletes one item.
 */
async function bulk(desk: Desk, call: Call): Promise<Answer | undefined> {
  const [path = ''] = call.target.split('?')
  const list = path.replace(/\/+$/, '')
  const kind = { '/products': 'product', '/forecast/events': 'event', '/forecast/scenarios': 'scenario' } as const
  const found = kind[list as keyof typeof kind] as Kind | undefined
  if (call.method !== 'DELETE' || found === undefined || call.operation !== undefined) return undefined
  for (const id of desk.strangers(call.tenant, found)) {
    const answer = await desk.admin(call.tenant, 'DELETE', `${list}/${encodeURIComponent(id)}`)
    if (answer.status === 200) return as(answer, 200, { data: { deleted: true } })
  }
  return undefined
}

const always =
  (value: unknown): ((desk: Desk) => Other) =>
  () =>
  () =>
    value

/** Always the id of the first created resource of the kind. */
const first = (): Other => {
  const known = new Map<Kind, unknown>()
  return (own, kind) => {
    if (!known.has(kind)) known.set(kind, own)
    return known.get(kind)
  }
}

export const idLies: readonly Lie[] = liesOf({
  'ids/repeated': {
    imitates: 'A client library that caches responses to creations: each returns the id of the first resource of its kind.',
    how: told(first),
  },
  'ids/short': {
    imitates: 'A deployment that returns a position instead of an id: each creation returns the id "3".',
    how: told(always('3')),
  },
  'ids/number': {
    imitates: 'A deployment that returns row numbers: each creation returns the number 3 as its id.',
    how: told(always(3)),
  },
  'ids/dot-dot': { imitates: 'A broken path join: ids are "..".', how: told(always('..'), bulk) },
  'ids/dot': { imitates: 'A broken path join: ids are ".".', how: told(always('.'), bulk) },
  'ids/encoded-dots': { imitates: 'A double-encoded id: "%2e%2e".', how: told(always('%2e%2e'), bulk) },
  'ids/empty': {
    imitates: 'A serializer that writes empty strings for unknown values: ids are empty.',
    how: told(always(''), bulk),
  },
  'ids/missing': { imitates: 'A serializer that omits ids.', how: told(always(undefined), bulk) },
  'ids/null': { imitates: 'A creation that responds before its row has an id: ids are null.', how: told(always(null), bulk) },
  'ids/url': {
    imitates: 'A deployment that returns URLs of another host as ids.',
    how: told((desk) => () => `${desk.elsewhere}/x`),
  },
  'ids/at-host': {
    imitates: 'An id that turns the host before it into a user name: "@other.host/x".',
    how: told((desk) => () => `@${desk.elsewhere.replace(/^\w+:\/\//, '')}/x`),
  },
  'ids/slashes-host': {
    imitates: 'An id that begins like a URL without a scheme: "//other.host/x".',
    how: told((desk) => () => desk.elsewhere.replace(/^\w+:/, '')),
  },
  'ids/with-slash': {
    imitates: 'Composite ids with a slash that traverse to an existing resource.',
    how: told(() => (_own, kind, desk, call) => `x/../${desk.strangers(call.tenant, kind)[0] ?? '3'}`),
  },
  'ids/with-query': {
    imitates: 'An id with a question mark: the part before it is the id of an existing resource.',
    how: told(() => (_own, kind, desk, call) => `${desk.strangers(call.tenant, kind)[0] ?? '3'}?x=`),
  },
  'ids/control': {
    imitates: 'An id with control characters that a lenient router drops: the rest is the id of an existing resource.',
    how: told(
      () => (_own, kind, desk, call) => `${desk.strangers(call.tenant, kind)[0] ?? '3'}\u0000\n`,
      (desk, call) =>
        /%00|%0A/i.test(call.target) ? desk.pass({ ...call, target: call.target.replaceAll(/%00|%0A/gi, '') }) : noneAsync(),
    ),
  },
  'ids/of-another-kind': {
    imitates: 'One id sequence for all kinds: a creation returns the id of an existing resource of another kind.',
    how: told(() => {
      const next: Partial<Record<Kind, Kind>> = { product: 'variant', event: 'scenario', scenario: 'event', transfer: 'cycle-count' }
      return (own, kind, desk, call) => desk.strangers(call.tenant, next[kind] ?? kind)[1] ?? own
    }),
  },
})

const noneAsync = async (): Promise<undefined> => undefined
