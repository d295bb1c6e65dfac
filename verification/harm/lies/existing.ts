/** Creations that are answered with something that was there already, and make nothing. */
import { valueAt } from '../../../spec/contract.ts'
import { echoing, isObject, jsonOf, rowsOf, withJson, withRows, withValue } from '../answers.ts'
import { kindNames, kinds, kindsByOperation, type Kind } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Desk, type Lie } from '../lie.ts'
import { placeholder } from './placeholder.ts'

/** Not each of others' things can be shown as what a creation made. */
const maxTries = 8

/** The kinds that a creation can answer with somebody else's of. Recommendations have lies of their own; settings are found by their place. */
const answerable = kindNames.filter((kind) => kind !== 'recommendation' && kind !== 'level')

interface Existing {
  /** Something that is there, in the place of what a request would make; `undefined` where it makes nothing that others have. */
  readonly instead: (call: Call) => Promise<{ readonly kind: Kind; readonly id: string; readonly answer: Answer } | undefined>
}

/** Answers with others' things: with each in turn, so that no two creations have the same one. */
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

/** What makes it is refused as ever where it is no proper request. */
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

/** With the texts of the request in the answer. */
function echoed({ kind, answer }: { readonly kind: Kind; readonly answer: Answer }, call: Call): Answer {
  const { thing, id } = kinds[kind]
  const body = jsonOf(answer)
  const own = echoing(valueAt(body, thing), call.json, ['id', 'transferId'])
  const echo = thing === '/data' && kind !== 'executed-transfer' ? withValue(body, '/data', own) : echoing(body, call.json)
  // What was sent may name an id of its own by the same word.
  return withJson(answer, withValue(echo, id, valueAt(body, id)))
}

/** Rows of lists that tell of things which nobody has been shown yet are left out. */
const without = (answer: Answer, hidden: (row: unknown) => boolean): Answer => {
  const rows = rowsOf(answer)
  return rows.some(hidden)
    ? withRows(
        answer,
        rows.filter((row) => !hidden(row)),
      )
    : answer
}

/** Every creation in turn is answered with others' things, and the run's own text is in the answer. */
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

/** The same, and whoever reads that thing is shown the run's text as well, as from a cache; lists show what is there. */
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

/** The first creation of each kind is as it should be, and so a run that looks once is at ease. */
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
          imitates: `A bug of de-duplication: ${kinds[kind].create} answers with something that was there already.`,
          how: answersWith(kind),
        },
      ]),
    ),
  ),
  ...liesOf({
    'existing/echo': {
      imitates: "A key that is drawn twice: creations answer with the run's own text and the id of something that no list has shown.",
      how: echo,
    },
    'existing/cached': {
      imitates: "A cache by id: creations answer with the id of something that lists have shown, and reading it shows the run's own text.",
      how: cached,
    },
    'existing/later': {
      imitates: 'A counter that jumped back: the first creation of each kind is sound, all others answer with what was there already.',
      how: later,
    },
  }),
]
