/** Lies of caches, replicas and gateways, and deployments that disappear after some time. */
import { valueAt } from '../../../spec/contract.ts'
import { as, headerOf, isObject, jsonOf, notFound, rowsOf, withHeader, withRows } from '../answers.ts'
import { kinds, kindsByOperation } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Lie } from '../lie.ts'

const isRead = ({ method }: Call): boolean => method === 'GET' || method === 'HEAD'

/** Replication lag in milliseconds. */
const lag = 2000

/** Reads do not see writes of the last two seconds: created resources are missing, changed and deleted ones are returned as before. */
const replica: Lie['how'] = (desk) => {
  const made = new Map<string, number>()
  const old = new Map<string, { readonly at: number; readonly answer: Answer }>()
  const isRecent = (at: number | undefined): boolean => at !== undefined && desk.clock() - at < lag
  /** The path of a resource, without the action after it. */
  const itemOf = ({ target, operation }: Call): string | undefined => {
    const last = operation?.path.split('/').findLastIndex((each) => each.startsWith('{')) ?? -1
    return last === -1
      ? undefined
      : target
          .split('?')[0]
          ?.split('/')
          .slice(0, last + 1)
          .join('/')
  }
  return async (call) => {
    if (isRead(call)) {
      const answer = await desk.pass(call)
      const kept = old.get(call.target)
      if (kept !== undefined && isRecent(kept.at)) return kept.answer
      if (Object.values(call.params).some((id) => isRecent(made.get(id)))) return notFound(answer)
      const rows = rowsOf(answer)
      const isFresh = (row: unknown): boolean => isRecent(made.get(String(valueAt(row, '/id'))))
      return rows.some(isFresh)
        ? withRows(
            answer,
            rows.filter((row) => !isFresh(row)),
          )
        : answer
    }
    const item = itemOf(call)
    const before = item === undefined ? undefined : await desk.admin(call.tenant, 'GET', item)
    const answer = await desk.pass(call)
    if (answer.status >= 300) return answer
    const kind = kindsByOperation.get(call.operation?.id ?? '')
    const id = kind === undefined ? undefined : valueAt(jsonOf(answer), kinds[kind].id)
    if (typeof id === 'string') made.set(id, desk.clock())
    if (item !== undefined && before?.status === 200) old.set(item, { at: desk.clock(), answer: before })
    return answer
  }
}

/** Responses to reads are cached and returned again. */
const replayed: Lie['how'] = (desk) => {
  const cache = new Map<string, Answer>()
  return async (call) => {
    const key = `${call.method} ${call.target} ${headerOf(call, 'authorization') ?? ''} ${headerOf(call, 'accept') ?? ''}`
    const known = isRead(call) ? cache.get(key) : undefined
    if (known !== undefined) return known
    const answer = await desk.pass(call)
    if (isRead(call) && answer.status === 200) cache.set(key, answer)
    return answer
  }
}

/** Returns 404 for everything after the given number of writes or requests. */
const gone =
  (writes: number, requests: number): Lie['how'] =>
  (desk) => {
    let [written, asked] = [0, 0]
    return async (call) => {
      asked += 1
      if (written >= writes || asked > requests) return notFound(await desk.pass({ ...call, method: 'GET', body: Buffer.alloc(0) }))
      const answer = await desk.pass(call)
      if (!isRead(call) && answer.status < 300) written += 1
      return answer
    }
  }

/** The Location header of a creation points to another client's resource; the id is correct. */
const elsewhere: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  const kind = kindsByOperation.get(call.operation?.id ?? '')
  const location = headerOf(answer, 'location')
  if (kind === undefined || location === undefined) return answer
  const [other = '3'] = desk.strangers(call.tenant, kind)
  return withHeader(answer, 'Location', location.replace(/[^/]+$/, encodeURIComponent(other)))
}

/** Writes are redirected to another host. */
const redirected: Lie['how'] = (desk) => async (call) => {
  const answer = await desk.pass(call)
  if (isRead(call) || answer.status >= 300) return answer
  return withHeader(as(answer, 307, { data: null }), 'Location', `${desk.elsewhere}${call.target}`)
}

/** Only a part of a configuration is applied. */
const partly: Lie['how'] = (desk) => async (call) => {
  if (call.operation?.id !== 'replaceAlertConfig') return desk.pass(call)
  const now = valueAt(jsonOf(await desk.admin(call.tenant, 'GET', '/admin/alerts/config')), '/data/config')
  const sent = valueAt(call.json, '/config')
  if (!isObject(now) || !isObject(sent)) return desk.pass(call)
  const config = {
    ...now,
    ...Object.fromEntries(['enabled', 'cooldownMinutes'].flatMap((name) => (name in sent ? [[name, sent[name]]] : []))),
  }
  const headers = call.headers.filter(([name]) => name.toLowerCase() !== 'content-length')
  return desk.pass({ ...call, headers, body: Buffer.from(JSON.stringify({ ...(call.json as object), config })) })
}

export const gatewayLies: readonly Lie[] = liesOf({
  'gateways/replica': {
    imitates: 'A replica with a lag of two seconds: reads do not return recent writes.',
    how: replica,
  },
  'gateways/replayed': {
    imitates: 'A cache that is never invalidated: a read returns the same response forever.',
    how: replayed,
    hides: true,
  },
  'gateways/gone': {
    imitates: 'A deployment that is taken down or moved: after some time, every request returns 404.',
    how: gone(40, 1200),
    hides: true,
  },
  'gateways/gone-early': {
    imitates: 'A deployment that is taken down or moved right after the first creations.',
    how: gone(5, 300),
    hides: true,
  },
  'gateways/location': {
    imitates: "A gateway that rewrites URLs: Location points to another client's resource, and the id is correct.",
    how: elsewhere,
  },
  'gateways/redirects': {
    imitates: 'A move to another host: writes are carried out and return a 307 redirect to that host.',
    how: redirected,
  },
  'gateways/partly-applied': {
    imitates: 'A configuration that is stored in two places: only one half of an update is applied.',
    how: partly,
  },
})
