/** Whether a response matches its request: the id in the path, the query parameters, the values in the body. */
import { kindShownBy } from '../../model/unique.ts'
import { rewritten } from '../../model/rewritten.ts'
import { valueAt, type Operation, type Schema } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import { altered, header, json, member, type Answered } from '../../model/exchange.ts'
import { firstFault, holds, passes, shown } from '../../model/judgement.ts'
import { law, operationOf, type JudgeContext } from '../../model/rule.ts'
import type { ListChange } from '../../model/profile.ts'
import { rowsOf, type Row } from '../rows.ts'
import { filtersShown } from '../sorting/columns.ts'
import { data, differences, sent } from '../write/own-data.ts'

const isSuccess = (exchange: Answered, context: JudgeContext): boolean =>
  exchange.reply.status === operationOf(exchange, context)?.success.status &&
  exchange.request.method !== 'HEAD' &&
  json(exchange) !== undefined

/** Returns the schema of `data` or of its items, with the properties of all its parts. */
function dataSchema({ document }: Api, { success }: Operation): Schema {
  const at = (schema: Schema | undefined): Schema => {
    if (schema?.$ref !== undefined) return at(valueAt(document, schema.$ref.slice(1)) as Schema)
    const parts = schema?.allOf?.map(at) ?? []
    return {
      ...schema,
      properties: Object.assign({}, ...[schema ?? {}, ...parts].map(({ properties }) => properties ?? {})) as Record<string, Schema>,
    }
  }
  const whole = at(success.schema).properties?.['data']
  return at(at(whole).items ?? whole)
}

interface Echo {
  readonly parameter: string
  /** The place of the repeated value in `data` or in each item. */
  readonly pointer: string
}

const echoes = new WeakMap<Operation, readonly Echo[]>()

/** Returns the places where the responses of an operation repeat the path parameters. */
function echoesOf(api: Api, operation: Operation): readonly Echo[] {
  const known = echoes.get(operation)
  if (known !== undefined) return known
  const segments = operation.path.split('/')
  const properties = dataSchema(api, operation).properties ?? {}
  const result = operation.parameters
    .filter((each) => each.in === 'path')
    .flatMap(({ name }): Echo[] => {
      // In the contract, the schema of an id has the same name as the parameter that takes it.
      const same = (schema: Schema | undefined): boolean => schema?.$ref?.toLowerCase() === `#/components/schemas/${name}`.toLowerCase()
      const found = (pointers: readonly (string | undefined)[]): Echo[] =>
        pointers.flatMap((each) => (each === undefined ? [] : [{ parameter: name, pointer: each }])).slice(0, 1)
      const other = Object.keys(properties).find((each) => each !== 'id' && same(properties[each]))
      const own = segments.slice(0, segments.indexOf(`{${name}}`) + 1).join('/')
      if (own === operation.path) return found([properties['id'] === undefined ? undefined : '/id', other && `/${other}`])
      // An action returns the resource itself, or an object that contains it. Any other object is a part of the resource, with a reference
      // to it.
      const item = Object.values(api.paths.get(own) ?? {}).find(({ method }) => method !== 'DELETE')
      const kind = item && kindShownBy(api, item)
      if (kind === undefined || operation.list !== undefined) return found([other && `/${other}`])
      const isSame = kindShownBy(api, operation) === kind
      const inside = Object.keys(properties).find((each) => properties[each]?.$ref === `#/components/schemas/${kind}`)
      return found([isSame ? '/id' : undefined, inside && `/${inside}/id`, other && `/${other}`])
    })
  echoes.set(operation, result)
  return result
}

/** Returns the value of a path parameter as it was sent. */
function asked({ request }: Answered, parameter: string): string {
  const index = request.planned.path.split('/').reverse().indexOf(`{${parameter}}`)
  return decodeURIComponent(new URL(request.url).pathname.split('/').reverse()[index] ?? '')
}

const isSame = (text: string, value: unknown): boolean =>
  String(value) === text ||
  (typeof value === 'number' && text.trim() !== '' && Number(text) === value) ||
  (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && Date.parse(value) === Date.parse(text))

/** Returns the request values that the response repeats, with the expected values. */
function repeated(exchange: Answered, context: JudgeContext): { readonly at: string; readonly wanted: string; readonly seen: unknown }[] {
  const operation = operationOf(exchange, context)
  const whole = member(exchange, 'data')
  if (operation === undefined) return []
  const rows: readonly (readonly [string, Row])[] = Array.isArray(whole)
    ? rowsOf(exchange).map((row, index) => [`/data/${index}`, row] as const)
    : [['/data', data(exchange)]]
  const query = [...new URL(exchange.request.url).searchParams]
  const filters = operation.list === undefined ? undefined : filtersShown(context.api, operation)
  return rows.flatMap(([at, row]) => [
    ...echoesOf(context.api, operation).map(({ parameter, pointer }) => ({
      at: at + pointer,
      wanted: asked(exchange, parameter),
      seen: valueAt(row, pointer),
    })),
    ...query
      .filter(([name]) => Object.hasOwn(row, name) && (filters === undefined || filters.includes(name)))
      .map(([name, wanted]) => ({ at: `${at}/${name}`, wanted, seen: row[name] })),
  ])
}

/** Returns the objects with properties that the request and the response of an operation have in common. */
function taken(exchange: Answered, { api }: JudgeContext): readonly Row[] {
  const whole = data(exchange)
  return [
    whole,
    ...api.profile.inner.flatMap((name) => (typeof whole[name] === 'object' && whole[name] !== null ? [whole[name] as Row] : [])),
  ]
}

const isWrite = (exchange: Answered, context: JudgeContext): boolean =>
  isSuccess(exchange, context) &&
  exchange.request.method !== 'GET' &&
  exchange.request.body !== undefined &&
  exchange.request.body.length > 0

/** Returns the sent properties that the response repeats. */
const shownAgain = (exchange: Answered, context: JudgeContext): string[] =>
  Object.keys(sent(exchange)).filter((name) => taken(exchange, context).some((each) => Object.hasOwn(each, name)))

/** Returns the body without lists of lines of which the response contains more than were sent; those cannot be compared. */
function comparable(body: Row, answer: Row): Row {
  const isPart = (name: string, value: unknown): boolean => {
    const other = answer[name]
    return (
      Array.isArray(value) &&
      Array.isArray(other) &&
      value.length > 0 &&
      value.length < other.length &&
      value.every((each) => typeof each === 'object')
    )
  }
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !isPart(name, value)))
}

/** Returns the change of a list that a write reports: the current ids, the removed ids, and the sent ids. */
function changeOf(
  exchange: Answered,
  { now, removed, idOf, sent: sentIn }: ListChange,
): {
  readonly now: readonly unknown[]
  readonly removed: readonly unknown[]
  readonly sent: readonly unknown[]
} {
  const rows = (value: unknown): readonly Row[] => (Array.isArray(value) ? (value as readonly Row[]) : [])
  const ids = (name: string): unknown[] => rows(data(exchange)[name]).map(idOf)
  return { now: now.flatMap(ids), removed: ids(removed), sent: sentIn(sent(exchange)) }
}

export const askedLaws = [
  law({
    id: 'schema/answers-what-was-asked',
    level: 'MUST',
    cites: ['R08', 'R14', 'practice: a response matches its request'],
    title: 'returns the path and query values of the request unchanged wherever the response repeats them',
    concerns: (exchange, context) => isSuccess(exchange, context) && repeated(exchange, context).length > 0,
    judge: (exchange, context) =>
      firstFault(
        repeated(exchange, context).map(({ at, wanted, seen }) => holds(isSame(wanted, seen), `${at} ${shown(wanted)}`, shown(seen))),
      ),
    sabotage: (exchange, context) => {
      const [first] = repeated(exchange, context)
      return altered(exchange, {
        json: (body) => rewritten(body, (each, { name }) => (name !== '' && each === first?.seen ? ['another'] : undefined)),
      })
    },
  }),
  law({
    id: 'write/answer-shows-what-was-sent',
    level: 'SHOULD',
    cites: ['practice: a response reports what was done'],
    title: 'returns the values of a write unchanged in every sent field that the response contains',
    concerns: (exchange, context) => isWrite(exchange, context) && shownAgain(exchange, context).length > 0,
    judge: (exchange, context) => {
      const wrong = taken(exchange, context).flatMap((each) => differences(comparable(sent(exchange), each), each))
      return holds(wrong.length === 0, 'the values that were sent', wrong.join('; '))
    },
    sabotage: (exchange, context) => {
      const names = shownAgain(exchange, context)
      const other = (value: unknown): unknown =>
        rewritten(value, (each) => {
          if (Array.isArray(each)) return [each.length === 0 ? ['another'] : []]
          return typeof each === 'object' && each !== null ? undefined : ['another value']
        })
      const spoil = (node: Row): Row =>
        Object.fromEntries(
          Object.entries(node).map(([name, each]) => [
            name,
            names.includes(name) ? other(each) : context.api.profile.inner.includes(name) ? spoil(each as Row) : each,
          ]),
        )
      return altered(exchange, { json: (body) => ({ ...body, data: spoil(body.data as unknown as Row) }) })
    },
  }),
  law({
    id: 'write/change-covers-what-was-sent',
    level: 'MUST',
    cites: ['D03', 'practice: a response reports what was done'],
    title: 'returns every sent item after a change of a list, and no others if the whole list was replaced',
    concerns: (exchange, context) => {
      const { listChange } = context.api.profile
      return listChange !== undefined && isWrite(exchange, context) && Array.isArray(data(exchange)[listChange.marker])
    },
    judge: (exchange, { api }) => {
      const { listChange } = api.profile
      if (listChange === undefined) return passes
      const { now, removed, sent: wanted } = changeOf(exchange, listChange)
      const replaces = listChange.replaces(exchange.request.planned.path)
      const missing = wanted.filter((id) => !now.includes(id))
      const surplus = [...(replaces ? now.filter((id) => !wanted.includes(id)) : []), ...removed.filter((id) => now.includes(id))]
      return firstFault([
        holds(missing.length === 0, `the ids ${shown(missing)} in the result`, 'these ids are missing'),
        holds(surplus.length === 0, 'only the ids that were sent', `also ${shown(surplus)}`),
        holds(replaces || removed.length === 0, 'no removed ids', `removed: ${shown(removed)}`),
      ])
    },
    sabotage: (exchange, { api: { profile } }) => {
      const other = [{ id: 'another' }]
      const { marker = '', removed = '', now = [] } = profile.listChange ?? {}
      const empty = Object.fromEntries(now.map((name) => [name, []]))
      return altered(exchange, { json: (body) => ({ ...body, data: { ...empty, [removed]: other, [marker]: other } }) })
    },
  }),
  law({
    id: 'header/location-names-what-was-made',
    level: 'MUST',
    cites: ['D03', 'RFC 9110 §15.3.2'],
    title: 'sends with every 201 a `Location` that contains an id from the response body',
    concerns: (exchange, context) =>
      isSuccess(exchange, context) && exchange.reply.status === 201 && header(exchange, 'location') !== undefined,
    judge: (exchange, context) => {
      const location = header(exchange, 'location') ?? ''
      const target = new URL(location, exchange.request.url)
      const pathname = target.pathname.replace(/\/+$/, '')
      // A resource without its own URL is read from its list, with or without a filter by its id.
      const own = pathname.split('/').at(-1) ?? ''
      const isList = pathname.endsWith(new URL(exchange.request.url).pathname.split('/').at(-1) ?? '')
      const named = target.searchParams.get('id') ?? (isList ? undefined : decodeURIComponent(own))
      if (named === undefined) return passes
      const ids = taken(exchange, context).flatMap((each) =>
        Object.entries(each).flatMap(([name, id]) => (name === 'id' && typeof id === 'string' ? [id] : [])),
      )
      const listed = Object.values(data(exchange)).flatMap((each) =>
        Array.isArray(each) ? each.map((row: Row | null) => row?.['id']) : [],
      )
      return holds([...ids, ...listed].includes(named), `a URL with the id ${ids.map(shown).join(' or ')}`, location)
    },
    sabotage: (exchange) => altered(exchange, { headers: { Location: '/elsewhere/1' } }),
  }),
]
