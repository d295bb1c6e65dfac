/** Requests with more faults than a rejection may list. */
import { isKind, type Api } from '../../model/api.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import { resolved, valueAt, type Operation, type Schema } from '../../../spec/contract.ts'
import { altered, type Answered } from '../../model/exchange.ts'
import { sampleWriteOf } from '../../resources/sample-writes.ts'
import { looksForItself } from '../../guard/targets.ts'
import type { Request, WriteJson, WriteTarget } from '../../model/request.ts'
import { fails, passes, unclear, type Judgement } from '../../model/judgement.ts'
import { operations, probe, representative } from '../../model/rule.ts'
import { issuesOf, maxIssues } from '../../model/issues.ts'

/** The number of invalid fields above the maximum. */
const beyond = 5

/** A list in a body that may have more items than a rejection lists fields, by the pointer to the id in each. */
interface LongList {
  readonly operation: Operation
  readonly place: string
}

/** One operation for each such list. */
function longLists(api: Api): LongList[] {
  const count = maxIssues(api) + beyond
  const writes = operations((operation) => operation.body !== undefined && operation.method !== 'GET' && !looksForItself(api, operation))
  const all = writes(api).flatMap(({ operation }) => {
    const { changes = [], names = {} } = api.profile.targets[operation.id] ?? {}
    const place = [...changes, ...Object.keys(names)].find(
      (each) => each.includes('/*') && (listAt(operation.body?.schema, each, api)?.maxItems ?? Number.POSITIVE_INFINITY) >= count,
    )
    return place === undefined ? [] : [{ operation, place }]
  })
  // Operations with the same place share the check of its ids.
  return all.filter(({ place }, index) => all.findIndex((each) => each.place === place) === index)
}

/** Returns the schema of the list that contains a place with `*`, or `undefined` if the contract has none there. */
function listAt(schema: Schema | undefined, place: string, api: Api): Schema | undefined {
  let node = schema
  for (const name of place.slice(1, place.indexOf('/*')).split('/')) {
    const property = node?.properties?.[name]
    node = property && resolved(api, property)
  }
  return node?.type === 'array' ? node : undefined
}

type Body = Readonly<Record<string, WriteJson>>

/** Returns the body with a list of copies of the first item, each with an id that does not exist. */
function crowded(body: Body, { place, operation }: LongList, ask: RequestBuilder): Body {
  const [toList = '', inside = ''] = place.split('/*')
  const names = toList.slice(1).split('/')
  const element = firstOf(valueAt(body, toList), operation, place)
  const elements = Array.from({ length: maxIssues(ask.api) + beyond }, (_, index) => {
    const id = ask.unknownId(`crowd ${index}`, '')
    return inside === '' ? id : { ...element, [inside.slice(1)]: id }
  })
  const put = (value: Body, [name = '', ...rest]: readonly string[]): Body => ({
    ...value,
    [name]: rest.length === 0 ? elements : put((value[name] ?? {}) as Body, rest),
  })
  return put(body, names)
}

/** Returns an item from the request, or from the contract's example. */
function firstOf(list: unknown, operation: Operation, place: string): Body {
  const example = valueAt(Object.values(operation.body?.examples ?? {})[0], place.split('/*')[0] ?? '')
  return ([list, example].flatMap((each) => (Array.isArray(each) ? (each as unknown[]) : []))[0] ?? {}) as Body
}

/** Builds a write on a resource of the run with more unknown ids than may be listed. */
function crowdedWrite(list: LongList, ask: RequestBuilder): Request {
  const { operation } = list
  const deed = sampleWriteOf(operation, ask.resources, ask.api)
  const body = deed.body !== undefined && 'json' in deed.body ? (deed.body.json as Body) : {}
  const json = crowded(body, list, ask)
  if (isKind(ask.api, operation.id)) return ask.resources.of(operation.id, 'life', { body: json, isRefused: true }).create
  return ask.resources.act(operation.id, {
    params: deed.params as Readonly<Record<string, WriteTarget>>,
    json,
    isRefused: true,
    ...(deed.after === undefined ? {} : { after: deed.after }),
  })
}

function bounded(planted: Answered, most: number): Judgement {
  if (planted.reply.status !== 400) return unclear(`${planted.reply.status} returned instead of 400`)
  const { length } = issuesOf(planted)
  return length > most ? fails(`at most ${most} issues`, `${length} issues`, planted) : passes
}

export const issueBoundProbes = [
  probe({
    id: 'error/issues-bounded',
    level: 'MUST',
    cites: ['D02', 'OWASP API4:2023'],
    title: 'lists no more issues than the contract allows, however many fields of a request are invalid',
    subjects: (api): (Partial<LongList> & { readonly operation: Operation })[] => [...representative(api), ...longLists(api)],
    ask: ({ operation, place }, ask) => ({
      planted:
        place === undefined
          ? ask.read(operation, {
              query: Array.from({ length: maxIssues(ask.api) + beyond }, (_, index) => [`no_such_parameter_${index}`, 'x'] as const),
            })
          : crowdedWrite({ operation, place }, ask),
    }),
    // All rejections get their issues from one place.
    shared: { request: 'planted', status: 400, isBounded: true },
    judge: ({ planted }, _subject, context) => bounded(planted, maxIssues(context.api)),
    sabotage: ({ planted }) => ({
      planted: altered(planted, {
        json: (body) => ({ ...body, details: { ...body.details, issues: Array.from({ length: 99 }, () => body.details.issues[0]) } }),
      }),
    }),
  }),
]
