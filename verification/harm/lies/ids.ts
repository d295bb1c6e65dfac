/** Creations that are carried out, and answer with an id that is none, or not theirs. */
import { valueAt } from '../../../spec/contract.ts'
import { as, jsonOf, withJson, withValue } from '../answers.ts'
import { kinds, kindsByOperation, type Kind } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Desk, type Lie } from '../lie.ts'

/** What the id of a creation becomes; `true` is the one of the creation itself. */
type Other = (own: unknown, kind: Kind, desk: Desk, call: Call) => unknown

/** `nowhere` leads what is asked of such an id to where a deployment without a router for it would send it. */
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
 * A path that ends before its id: a router that does not look takes it for the list, and deletes all of it that can be deleted, as some
 * do that offer bulk deletion. One thing goes with each request.
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

/** The first id of each kind that was made, whatever is made later. */
const first = (): Other => {
  const known = new Map<Kind, unknown>()
  return (own, kind) => {
    if (!known.has(kind)) known.set(kind, own)
    return known.get(kind)
  }
}

export const idLies: readonly Lie[] = liesOf({
  'ids/repeated': {
    imitates: 'A client library that caches the answers to creations: each answers with the id of the first of its kind.',
    how: told(first),
  },
  'ids/short': {
    imitates: 'A deployment that answers with a position in place of an id: each creation says that it made "3".',
    how: told(always('3')),
  },
  'ids/number': {
    imitates: 'A deployment that shows its row numbers: each creation says that it made 3, as a number.',
    how: told(always(3)),
  },
  'ids/dot-dot': { imitates: 'A broken path join: ids are "..".', how: told(always('..'), bulk) },
  'ids/dot': { imitates: 'A broken path join: ids are ".".', how: told(always('.'), bulk) },
  'ids/encoded-dots': { imitates: 'An id that was escaped once too often: "%2e%2e".', how: told(always('%2e%2e'), bulk) },
  'ids/empty': {
    imitates: 'A serializer that writes nothing for what it does not know: ids are empty.',
    how: told(always(''), bulk),
  },
  'ids/missing': { imitates: 'A serializer that leaves ids out.', how: told(always(undefined), bulk) },
  'ids/null': { imitates: 'A creation that answers before its row has an id: ids are null.', how: told(always(null), bulk) },
  'ids/url': {
    imitates: 'A deployment that answers with addresses, of another host.',
    how: told((desk) => () => `${desk.elsewhere}/x`),
  },
  'ids/at-host': {
    imitates: 'An id that makes the address before it a user name: "@other.host/x".',
    how: told((desk) => () => `@${desk.elsewhere.replace(/^\w+:\/\//, '')}/x`),
  },
  'ids/slashes-host': {
    imitates: 'An id that begins like an address without a scheme: "//other.host/x".',
    how: told((desk) => () => desk.elsewhere.replace(/^\w+:/, '')),
  },
  'ids/with-slash': {
    imitates: 'Composite ids: they hold a slash, and climb to something that was there before.',
    how: told(() => (_own, kind, desk, call) => `x/../${desk.strangers(call.tenant, kind)[0] ?? '3'}`),
  },
  'ids/with-query': {
    imitates: 'An id with a question mark: what follows the id of something that was there before is cut off.',
    how: told(() => (_own, kind, desk, call) => `${desk.strangers(call.tenant, kind)[0] ?? '3'}?x=`),
  },
  'ids/control': {
    imitates: 'An id with characters that do not print, which a lenient router drops: what is left is the id of something that was there.',
    how: told(
      () => (_own, kind, desk, call) => `${desk.strangers(call.tenant, kind)[0] ?? '3'}\u0000\n`,
      (desk, call) =>
        /%00|%0A/i.test(call.target) ? desk.pass({ ...call, target: call.target.replaceAll(/%00|%0A/gi, '') }) : noneAsync(),
    ),
  },
  'ids/of-another-kind': {
    imitates: 'One sequence of ids for all kinds: a creation answers with the id of something of another kind, which was there before.',
    how: told(() => {
      const next: Partial<Record<Kind, Kind>> = { product: 'variant', event: 'scenario', scenario: 'event', transfer: 'cycle-count' }
      return (own, kind, desk, call) => desk.strangers(call.tenant, next[kind] ?? kind)[1] ?? own
    }),
  },
})

const noneAsync = async (): Promise<undefined> => undefined
