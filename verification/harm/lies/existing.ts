/** Lies in which a creation returns an existing resource and creates nothing. */
import { valueAt } from '../../../spec/contract.ts'
import { echoing, isObject, jsonOf, rowsOf, withJson, withRows, withValue } from '../answers.ts'
import { kindNames, kinds, kindsByOperation, type Kind } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Desk, type Lie } from '../lie.ts'
import { placeholder } from './placeholder.ts'

/** Maximum number of resources to try, because some cannot be returned by a creation. */
const maxTries = 8

/** Kinds for which a creation can return an existing resource. Recommendations have their own lies; settings have no id. */
const answerable = kindNames.filter((kind) => kind !== 'recommendation' && kind !== 'level')

interface Existing {
  /** The existing resource to return for a request; `undefined` if other clients have none of its kind. */
  readonly instead: (call: Call) => Promise<{ readonly kind: Kind; readonly id: string; readonly answer: Answer } | undefined>
}

/** Returns other clients' resources in turn, so that successive creations get different ones. */
function existing(desk: Desk, wanted: readonly Kind[]): Existing {
  const counts = new Map<Kind, number>()
  return {
    instead: async (call) => {
      const kind = kindsByOperation.get(call.operation?.id ?? '')
      if (kind === undefined || !wanted.includes(kind)) return undefined
      const others = desk.strangers(call.tenant, kind)
      for (let count = counts.get(kind) ?? 0, tries = 0; tries < Math.min(others.length, maxTries); count++, tries++) {
        counts.set(kind, count + 1)
        const id = others[count % others.length] ?? ''
        const answer = await placeholder(desk, call, kind, id)
        if (answer !== undefined) return { kind, id, answer }
      }
      return undefined
    },
  }
}

/** Whether a creation is valid. Invalid requests are rejected as usual. */
const isProper = async (desk: Desk, call: Call): Promise<boolean> => {
  const { operation, headers } = call
  if (operation === undefined || call.json === undefined) return false
  const key = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? ''
  const isJson = headers.some(([name, value]) => name.toLowerCase() === 'content-type' && value.startsWith('application/json'))
  const required = operation.body?.schema.required ?? []
  const known = Object.keys(operation.body?.schema.properties ?? {})
  const { json } = call
  if (!isJson || !isObject(json) || required.some((name) => !(name in json)) || Object.keys(json).some((name) => !known.includes(name)))
    return false
  const { status } = await desk.pass({
    ...call,
    method: 'GET',
    target: '/products?limit=1',
    headers: [['Authorization', key]],
    body: empty,
  })
  return status === 200
}

const empty = Buffer.alloc(0)

const answersWith =
  (...wanted: Kind[]): Lie['how'] =>
  (desk) => {
    const others = existing(desk, wanted)
    return async (call) => {
      if (!kindsByOperation.has(call.operation?.id ?? '') || !(await isProper(desk, call))) return desk.pass(call)
      return (await others.instead(call))?.answer ?? desk.pass(call)
    }
  }

/** Puts the texts of the request into the response. */
function echoed({ kind, answer }: { readonly kind: Kind; readonly answer: Answer }, call: Call): Answer {
  const { thing, id } = kinds[kind]
  const body = jsonOf(answer)
  const own = echoing(valueAt(body, thing), call.json, ['id', 'transferId'])
  const echo = thing === '/data' && kind !== 'executed-transfer' ? withValue(body, '/data', own) : echoing(body, call.json)
  // The request may have its own property with the name of the id.
  return withJson(answer, withValue(echo, id, valueAt(body, id)))
}

/** Removes hidden items from lists. */
const without = (answer: Answer, hidden: (row: unknown) => boolean): Answer => {
  const rows = rowsOf(answer)
  return rows.some(hidden)
    ? withRows(
        answer,
        rows.filter((row) => !hidden(row)),
      )
    : answer
}

/** Every creation returns a resource of another client, with the texts of the request. */
const echo: Lie['how'] = (desk) => {
  const others = existing(desk, answerable)
  const shown = new Set<string>()
  const hidden = (call: Call) => {
    const unseen = new Set(answerable.flatMap((kind) => desk.strangers(call.tenant, kind).filter((id) => !shown.has(id))))
    return (row: unknown): boolean => unseen.has(String(valueAt(row, '/id')))
  }
  return async (call) => {
    if (call.method === 'GET') return without(await desk.pass(call), hidden(call))
    if (!kindsByOperation.has(call.operation?.id ?? '') || !(await isProper(desk, call))) return desk.pass(call)
    const found = await others.instead(call)
    if (found === undefined) return desk.pass(call)
    shown.add(found.id)
    return echoed(found, call)
  }
}

/** Like `echo`, but reading the resource by id also returns the texts of the request, as from a cache. Lists are correct. */
const cached: Lie['how'] = (desk) => {
  const others = existing(desk, answerable)
  const cache = new Map<string, unknown>()
  return async (call) => {
    if (call.method === 'GET') {
      const answer = await desk.pass(call)
      const id = Object.values(call.params).at(-1) ?? call.query.get('id') ?? ''
      const sent = cache.get(`${call.tenant} ${id}`)
      return sent === undefined || answer.status !== 200 ? answer : withJson(answer, echoing(jsonOf(answer), sent))
    }
    if (!kindsByOperation.has(call.operation?.id ?? '') || !(await isProper(desk, call))) return desk.pass(call)
    const found = await others.instead(call)
    if (found === undefined) return desk.pass(call)
    cache.set(`${call.tenant} ${found.id}`, call.json)
    return echoed(found, call)
  }
}

/** The first creation of each kind is correct, so a run that checks only once is deceived. */
const later: Lie['how'] = (desk) => {
  const others = existing(desk, answerable)
  const met = new Set<string>()
  return async (call) => {
    const id = call.operation?.id ?? ''
    if (!kindsByOperation.has(id) || !(await isProper(desk, call))) return desk.pass(call)
    if (!met.has(id)) {
      met.add(id)
      return desk.pass(call)
    }
    return (await others.instead(call))?.answer ?? desk.pass(call)
  }
}

export const existingLies: readonly Lie[] = [
  ...liesOf(
    Object.fromEntries(
      answerable.map((kind) => [
        `existing/${kind}`,
        {
          imitates: `A deduplication bug: ${kinds[kind].create} returns an existing resource.`,
          how: answersWith(kind),
        },
      ]),
    ),
  ),
  ...liesOf({
    'existing/echo': {
      imitates: 'A key that is generated twice: creations return the texts of the run with the id of a resource that no list has returned.',
      how: echo,
    },
    'existing/cached': {
      imitates: 'A cache by id: creations return the id of a listed resource, and reading it returns the texts of the run.',
      how: cached,
    },
    'existing/later': {
      imitates: 'A counter that jumped back: the first creation of each kind is correct, and all others return existing resources.',
      how: later,
    },
  }),
]
