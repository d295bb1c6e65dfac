/** Lies of lists that present other clients' resources as created by the run, and of recommendations of other clients. */
import { valueAt } from '../../../spec/contract.ts'
import { as, isObject, jsonOf, rowsOf, withJson, withRows, withValue } from '../answers.ts'
import { kindsByOperation } from '../kinds.ts'
import { liesOf, type Answer, type Call, type Desk, type Lie } from '../lie.ts'
import { tagPattern } from '../suite-under-test.ts'
import { otherOf } from './tenants.ts'

/** The tag of the run in a request body. */
const tagIn = ({ method, body }: Call): string | undefined => (method === 'GET' ? undefined : body.toString('utf8').match(tagPattern)?.[0])

/** Repeats a request with the key of the other tenant if an id in the path (404) or in the body (400) is not found. */
export async function anyTenant(desk: Desk, call: Call): Promise<Answer> {
  const answer = await desk.pass(call)
  const { tenant, operation, headers } = call
  if (operation === undefined || !(answer.status === 404 || (answer.status === 400 && call.method !== 'GET'))) return answer
  const key = desk.keys[otherOf(tenant)]
  return desk.pass({ ...call, headers: headers.map((each) => (each[0].toLowerCase() === 'authorization' ? [each[0], key] : each)) })
}

const ofOthers: Lie['how'] = (desk) => async (call) => {
  const answer = await anyTenant(desk, call)
  if (call.operation?.list === undefined || answer.status !== 200) return answer
  const theirs = rowsOf(await desk.admin(otherOf(call.tenant), 'GET', call.target))
  const limit = Number(call.query.get('limit') ?? call.operation.list.defaultLimit)
  return withRows(answer, [...theirs, ...rowsOf(answer)].slice(0, Math.max(limit, 1)))
}

/** Columns with free text. */
const free = ['name', 'title', 'comment', 'comments', 'description', 'message', 'note', 'sku', 'code', 'narrative']

/** Texts of other clients that contain the tag: within, before and after other words, and as the start of a longer word. */
const quoting = [
  (tag: string) => `moved by ${tag}-deed in May`,
  (tag: string) => `x${tag}-deed`,
  (tag: string) => `${tag}x-deed`,
  (tag: string) => `see ${tag}`,
]

/** The text for an item by its position. */
const quote = (tag: string, place: number): string => quoting.at(place % quoting.length)?.(tag) ?? tag

/** Replaces the response to a creation with an error, so that the run has to search lists for the resource. */
const lost = (answer: Answer): Answer =>
  as(answer, 500, { error: 'Something went wrong.', details: { code: 'INTERNAL_ERROR', requestId: 'req_lie' } })

const isCreation = ({ operation }: Call): boolean => kindsByOperation.has(operation?.id ?? '')

/** Lists return other clients' items with the tag of the run in their texts. */
const quotedInLists: Lie['how'] = (desk) => {
  let tag: string | undefined
  return async (call) => {
    tag ??= tagIn(call)
    const answer = await desk.pass(call)
    if (isCreation(call) && answer.status < 300) return lost(answer)
    if (call.method !== 'GET' || tag === undefined || answer.status !== 200) return answer
    const known = tag
    const rows = rowsOf(answer)
    const shown = rows.map((row, place) => (JSON.stringify(row).includes(known) ? row : quoted(row, quote(known, place))))
    return rows.length === 0 ? answer : withRows(answer, shown)
  }
}

function quoted(row: unknown, text: string): unknown {
  if (!isObject(row)) return row
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, free.includes(name) && typeof value !== 'object' ? text : value]),
  )
}

/** Another client imports resources whose texts contain the tag of the run, right after the run first used it. */
const quotedInRows: Lie['how'] = (desk) => {
  let isPlanted = false
  return async (call) => {
    const tag = tagIn(call)
    if (tag !== undefined && !isPlanted && isCreation(call)) {
      isPlanted = true
      for (const text of quoting.map((each) => each(tag))) await plant(desk, call, text)
    }
    const answer = await desk.pass(call)
    return isCreation(call) && answer.status < 300 ? lost(answer) : answer
  }
}

async function plant(desk: Desk, { tenant }: Call, text: string): Promise<void> {
  const event = { name: text, type: 'PROMOTION', startsAt: '2026-06-01T00:00:00Z', endsAt: '2026-06-30T23:59:59Z' }
  const made = [
    await desk.admin(tenant, 'POST', '/products', { sku: text.replaceAll(' ', '-'), name: text, description: text }),
    await desk.admin(tenant, 'POST', '/forecast/events', { ...event, value: { liftPct: 0.1, stackingMode: 'MULTIPLICATIVE' } }),
    await desk.admin(tenant, 'POST', '/forecast/scenarios', {
      name: text,
      type: 'BASELINE',
      assumptions: { narrative: text, includedEventIds: [] },
    }),
    await desk.admin(tenant, 'POST', '/admin/api-keys', { name: text, scopes: [] }),
  ]
  for (const answer of made) {
    const id = valueAt(jsonOf(answer), '/data/id') ?? valueAt(jsonOf(answer), '/data/apiKey/id')
    if (answer.status !== 201 || typeof id !== 'string') throw new Error(`Could not plant a resource: ${answer.body.toString('utf8')}`)
    desk.protect(tenant, id)
  }
}

const recommendationLists = ['listTransferRecommendations', 'listPendingTransferRecommendations']

/** Other clients' recommendations come first, in the response to the generation and in lists; `only` omits the run's own. */
const recommendations =
  (only: boolean): Lie['how'] =>
  (desk) =>
  async (call) => {
    const answer = await desk.pass(call)
    const id = call.operation?.id ?? ''
    const pending = async () => rowsOf(await desk.admin(call.tenant, 'GET', '/transfers/recommendations/pending?limit=4'))
    if (id === 'generateTransferRecommendations' && answer.status === 200) {
      const own = valueAt(jsonOf(answer), '/data/recommendations')
      const rest = only || !Array.isArray(own) ? [] : (own as unknown[])
      return withJson(answer, withValue(jsonOf(answer), '/data/recommendations', [...(await pending()), ...rest]))
    }
    if (!recommendationLists.includes(id) || answer.status !== 200) return answer
    return withRows(answer, only ? await pending() : [...(await pending()), ...rowsOf(answer)])
  }

export const listLies: readonly Lie[] = liesOf({
  'lists/other-tenants': {
    imitates: "A missing tenant check: lists return the other tenant's items first, and these items can be changed.",
    how: ofOthers,
  },
  'lists/tag-in-texts': {
    imitates: "Texts that quote the run: other clients' items contain its tag, and creations do not return what they created.",
    how: quotedInLists,
  },
  'lists/tag-in-rows': {
    imitates: 'Another client that works on the same data: its imports contain the tag, and creations do not return what they created.',
    how: quotedInRows,
  },
  'recommendations/others-first': {
    imitates: 'A generation that returns all pending recommendations: those of other clients come first.',
    how: recommendations(false),
  },
  'recommendations/others-only': {
    imitates: 'A generation that returns only existing recommendations: all of them belong to other clients.',
    how: recommendations(true),
  },
})
