/** More faults in one request than a refusal may list. */
import { isKind, type Api } from '../../model/api.ts'
import type { RequestBuilder } from '../../model/request-builder.ts'
import { resolved, valueAt, type Operation, type Schema } from '../../../spec/contract.ts'
import { altered, type Answered } from '../../model/exchange.ts'
import { sampleWriteOf } from '../../resources/sample-writes.ts'
import { looksForItself } from '../../guard/targets.ts'
import type { Request, WriteJson, WriteTarget } from '../../model/request.ts'
import { fails, passes, unclear, type Judgement } from '../../model/judgement.ts'
import { operations, probe, representative } from '../../model/rule.ts'
import { issuesOf, maxIssues } from './issues.ts'

/** So many more places are wrong than may be listed. */
const beyond = 5

/** A list in a body that may hold more elements than a refusal lists places, by the pointer to the id in each. */
interface LongList {
  readonly operation: Operation
  readonly place: string
}

/** One operation for each such list. */
function longLists(api: Api): LongList[] {
  const count = maxIssues({ api }) + beyond
  const writes = operations((operation) => operation.body !== undefined && operation.method !== 'GET' && !looksForItself(api, operation))
  const all = writes(api).flatMap(({ operation }) => {
    const { changes = [], names = {} } = api.profile.targets[operation.id] ?? {}
    const place = [...changes, ...Object.keys(names)].find(
      (each) => each.includes('/*') && (listAt(operation.body?.schema, each, api)?.maxItems ?? Number.POSITIVE_INFINITY) >= count,
    )
    return place === undefined ? [] : [{ operation, place }]
  })
  // What checks the ids of one kind in one place does so for every operation that has it.
  return all.filter(({ place }, index) => all.findIndex((each) => each.place === place) === index)
}

/** The schema of the list that a place with `*` is in; `undefined` if the contract has none there. */
function listAt(schema: Schema | undefined, place: string, api: Api): Schema | undefined {
  let node = schema
  for (const name of place.slice(1, place.indexOf('/*')).split('/')) {
    const property = node?.properties?.[name]
    node = property && resolved(api, property)
  }
  return node?.type === 'array' ? node : undefined
}

type Body = Readonly<Record<string, WriteJson>>

/** The body with a list of copies of the first element, each with an id that names nothing. */
function crowded(body: Body, { place, operation }: LongList, ask: RequestBuilder): Body {
  const [toList = '', inside = ''] = place.split('/*')
  const names = toList.slice(1).split('/')
  const element = firstOf(valueAt(body, toList), operation, place)
  const elements = Array.from({ length: maxIssues(ask) + beyond }, (_, index) => {
    const id = ask.unknownId(`crowd ${index}`, '')
    return inside === '' ? id : { ...element, [inside.slice(1)]: id }
  })
  const put = (value: Body, [name = '', ...rest]: readonly string[]): Body => ({
    ...value,
    [name]: rest.length === 0 ? elements : put((value[name] ?? {}) as Body, rest),
  })
  return put(body, names)
}

/** An element as the request has it, or as the contract's example does. */
function firstOf(list: unknown, operation: Operation, place: string): Body {
  const example = valueAt(Object.values(operation.body?.examples ?? {})[0], place.split('/*')[0] ?? '')
  return ([list, example].flatMap((each) => (Array.isArray(each) ? (each as unknown[]) : []))[0] ?? {}) as Body
}

/** A write on what is the run's own that names more unknown things than may be listed. */
function crowdedWrite(list: LongList, ask: RequestBuilder): Request {
  const { operation } = list
  const deed = sampleWriteOf(operation, ask.resources, ask.api)
  const body = deed.body !== undefined && 'json' in deed.body ? (deed.body.json as Body) : {}
  const json = crowded(body, list, ask)
  if (isKind(ask.api, operation.id)) return ask.resources.of(operation.id, 'deed', { body: json, isRefused: true }).create
  return ask.resources.act(operation.id, {
    params: deed.params as Readonly<Record<string, WriteTarget>>,
    json,
    isRefused: true,
    ...(deed.after === undefined ? {} : { after: deed.after }),
  })
}

function bounded(planted: Answered, most: number): Judgement {
  if (planted.reply.status !== 400) return unclear(`a 400 to look into (it was answered ${planted.reply.status})`)
  const { length } = issuesOf(planted)
  return length > most ? fails(`${most} issues at most`, `${length} issues`, planted) : passes
}

export const issueBoundProbes = [
  probe({
    id: 'error/issues-bounded',
    level: 'MUST',
    cites: ['D02', 'OWASP API4:2023'],
    title: 'lists no more issues than the contract allows, however many places of a request are wrong',
    subjects: (api): (Partial<LongList> & { readonly operation: Operation })[] => [...representative(api), ...longLists(api)],
    ask: ({ operation, place }, ask) => ({
      planted:
        place === undefined
          ? ask.read(operation, {
              query: Array.from({ length: maxIssues(ask) + beyond }, (_, index) => [`no_such_parameter_${index}`, 'x'] as const),
            })
          : crowdedWrite({ operation, place }, ask),
    }),
    judge: ({ planted }, _subject, context) => bounded(planted, maxIssues(context)),
    sabotage: ({ planted }) => ({
      planted: altered(planted, {
        json: (body) => ({ ...body, details: { ...body.details, issues: Array.from({ length: 99 }, () => body.details.issues[0]) } }),
      }),
    }),
  }),
]
