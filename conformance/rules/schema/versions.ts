/**
 * One resource in several responses: a single response cannot be judged, but all of them must agree. The file is long because it lists all
 * rules of this kind, in the order of the catalogue.
 */
import { isDeletable, typeOf, uniqueIn } from '../../model/unique.ts'
import { altered, header, type Answered } from '../../model/exchange.ts'
import { fails, passes, type Judgement } from '../../model/judgement.ts'
import { operationOf, sequence, type JudgeContext } from '../../model/rule.ts'
import { namesIn } from './agreement.ts'
import { afterwards, isAfter, unsettled } from '../../model/order.ts'
import { sent } from '../write/own-data.ts'
import { entities, type Entity } from './entities.ts'
import {
  apart,
  differing,
  differs,
  elsewhere,
  isOwn,
  isIdentity,
  isVersionOver,
  isWrite,
  showsThings,
  observations,
  spoilt,
  wholeOf,
} from './observations.ts'
import { isWhole, isNarrower, lastTouched, rowsIn } from './lists.ts'
import { settable } from './settable.ts'

export const versions = [
  sequence({
    id: 'schema/same-version-same-values',
    level: 'SHOULD',
    cites: ['D12', 'practice: a resource that did not change has the same values'],
    title: 'returns the same values for a resource in every response, as long as its `updatedAt` does not change',
    among: 'tenant',
    concerns: (exchange, context) => showsThings(exchange, context) || isWrite(exchange),
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          const version = later.thing.values.get('updatedAt')
          if (earlier === undefined || version === undefined || version !== earlier.thing.values.get('updatedAt')) continue
          // A sum of several resources has the time of one of them.
          if (!later.thing.values.has('id')) continue
          // A second change may have the same time if times have whole seconds only, unless that time was certainly over before the first
          // response. Resources of the run are not changed by other clients.
          const isLeftAlone = later.isMade && earlier.writes === later.writes
          if (!isLeftAlone && !isVersionOver(earlier)) continue
          const name = differing(earlier.thing, later.thing, (each) => isOwn(context, later.thing, each, isLeftAlone))
          if (name !== undefined) return differs(earlier, later, name)
        }
      }
      return passes
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) => [each, spoilt('createdAt', '1999-01-01T00:00:00Z')(spoilt('status', 'ELSEWHERE')(afterwards(each)))]),
  }),
  sequence({
    id: 'schema/records-never-change',
    level: 'MUST',
    cites: ['D12', 'practice: a record does not change'],
    title: 'never changes the creation time of a resource, or any value of an immutable record such as a stock movement or a history entry',
    among: 'tenant',
    concerns: showsThings,
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          if (earlier === undefined) continue
          const name = differing(
            earlier.thing,
            later.thing,
            (each) =>
              each === 'createdAt' ||
              isIdentity(context, later.thing, each) ||
              (later.thing.isFixed && isOwn(context, later.thing, each, true)),
            later.thing.isFixed ? wholeOf : undefined,
          )
          if (name !== undefined) return differs(earlier, later, name)
        }
      }
      return elsewhere(exchanges, context) ?? passes
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, spoilt('createdAt', '1999-01-01T00:00:00Z')(afterwards(each))]),
  }),
  sequence({
    id: 'schema/no-older-version-again',
    level: 'SHOULD',
    cites: ['D12', 'practice: versions only move forward'],
    title: 'never returns an older version of a resource (by its `updatedAt`) after a newer one',
    among: 'tenant',
    concerns: showsThings,
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          if (earlier === undefined) continue
          if (!later.thing.values.has('id')) continue
          const [before, after] = [earlier, later].map(({ thing }) => Number(thing.values.get('updatedAt') ?? Number.NaN)) as [
            number,
            number,
          ]
          if (!(after < before)) continue
          // A server with a slow clock may give its change an earlier time than a previous one, and times may be truncated to seconds.
          const isBack = shown.slice(0, index).some(({ thing }) => thing.values.get('updatedAt') === String(after))
          const isCut = before - after < 1000 && after % 1000 === 0
          if ((isBack && !isCut) || before - after > apart) return differs(earlier, later, 'updatedAt')
        }
      }
      return passes
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, spoilt('updatedAt', '1999-01-01T00:00:00Z')(afterwards(each))]),
  }),
  sequence({
    id: 'schema/ids-have-their-type',
    level: 'SHOULD',
    cites: ['D12'],
    title: 'uses one id prefix, a type followed by `_`, for all resources of one kind',
    among: 'tenant',
    concerns: showsThings,
    judge: (exchanges, context) => {
      const types = new Map<string, string>()
      for (const exchange of exchanges) {
        for (const { kind, id, at, isNamed } of entities(exchange, context)) {
          if (isNamed) continue
          const type = /^[A-Za-z][A-Za-z0-9-]*_/.exec(id)?.[0]
          const wanted = types.get(kind)
          if (type === undefined || (wanted !== undefined && wanted !== type))
            return fails(`an id of a ${kind} that starts with ${wanted ?? 'a type and _'}`, `${id} at ${at}/id`, exchange)
          types.set(kind, type)
        }
      }
      return passes
    },
    sabotage: (exchanges) => exchanges.map((each) => spoilt('id', '4711')(each)),
  }),
  sequence({
    id: 'schema/unique-value-has-one-id',
    level: 'SHOULD',
    cites: ['D03', 'practice: a unique value identifies one resource'],
    title: 'returns the same id for each SKU of a product, and for each code of an attribute, category, taxonomy or reason',
    among: 'tenant',
    concerns: (exchange, context) => showsThings(exchange, context) || isWrite(exchange),
    judge: (exchanges, context) => {
      const owners = new Map<string, { readonly id: string; readonly writes: number }>()
      const vague = unsettled(exchanges, isWrite)
      let writes = 0
      for (const exchange of exchanges) {
        if (isWrite(exchange)) writes += 1
        if (vague.has(exchange)) continue
        for (const { kind, id, at, values } of entities(exchange, context)) {
          for (const { name: unique, within } of uniqueIn(context.api, kind)) {
            const value = values.get(unique)
            const which = [typeOf(context.api, kind), unique, ...within.map((name) => values.get(name) ?? '')].join(' ')
            if (value === undefined) continue
            const owner = owners.get(`${which} ${value}`)
            // A deleted resource releases its value, and other clients may delete it.
            const isKept = !isDeletable(context.api, kind)
            if (owner !== undefined && owner.id !== id && (isKept || (exchange.request.isObserved !== true && owner.writes === writes)))
              return fails(`id ${owner.id} for ${unique} ${value}, as before`, `${id} at ${at}/id`, exchange)
            owners.set(`${which} ${value}`, { id, writes })
          }
        }
      }
      return passes
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, spoilt('id', 'another_1')(each)]),
  }),
  sequence({
    id: 'pagination/full-lists-agree',
    level: 'SHOULD',
    cites: ['D08', 'practice: a list contains every existing item'],
    title: 'returns in an unfiltered list every item that already existed, as shown by later responses, filtered or not',
    among: 'tenant',
    concerns: (exchange, context) => exchange.request.method === 'GET' && showsThings(exchange, context) && isNarrower(exchange, context),
    judge: (exchanges, context) => {
      const before = new Map<string, Answered>()
      for (const exchange of exchanges) {
        const which = new URL(exchange.request.url).pathname
        const earlier = before.get(which)
        if (isWhole(exchange, context)) before.set(which, exchange)
        if (earlier !== undefined && !isAfter(exchange, earlier)) continue
        const moment = Date.parse((earlier && header(earlier, 'date')) ?? '')
        if (earlier === undefined || Number.isNaN(moment)) continue
        const known = new Set(rowsIn(earlier, context).map(({ id }) => id))
        for (const { id, at, values } of rowsIn(exchange, context)) {
          // A resource with a change time existed at that time.
          const made = Number(values.get('createdAt') ?? values.get('updatedAt') ?? Number.NaN)
          if (known.has(id) || !(made < moment - apart)) continue
          return fails(
            `${id}, which dates from ${new Date(made).toISOString()}, in the list of exchange ${earlier.number} too`,
            `it is only in this response, at ${at}`,
            exchange,
          )
        }
      }
      return passes
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) => [
        each,
        spoilt(
          'createdAt',
          '1999-01-01T00:00:00Z',
        )(spoilt('updatedAt', '1999-01-01T00:00:00Z')(spoilt('id', 'another_1')(afterwards(each)))),
      ]),
  }),
  sequence({
    id: 'write/rest-stays-as-it-was',
    level: 'SHOULD',
    cites: ['RFC 5789 §2', 'practice: a write changes only what it is about'],
    title: 'does not change a client-set field that a write does not send, unless the write replaces the whole resource',
    among: 'tenant',
    concerns: (exchange, context) => showsThings(exchange, context) && (isWrite(exchange) || exchange.request.method === 'GET'),
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        // Other clients may change resources that the run did not create.
        if (shown[0]?.isMade !== true) continue
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          if (earlier === undefined) continue
          const { made, changeable } = settable(later.thing.kind, context)
          const isStep = isWrite(later.exchange) && later.exchange.request.method !== 'PUT'
          const body = isStep ? Object.keys(sent(later.exchange)) : []
          // A property that no operation changes must stay the same; any other property at least in the response to a write that does not
          // send it.
          const name = differing(
            earlier.thing,
            later.thing,
            (each) =>
              made.has(each) &&
              ((changeable.size > 0 && !changeable.has(each)) || (isStep && !body.includes(each))) &&
              !/^\{|^\[\{/.test(later.thing.values.get(each) ?? ''),
          )
          if (name !== undefined) return differs(earlier, later, name)
        }
      }
      return passes
    },
    sabotage: (exchanges, { api }) => {
      const { texts, remark } = api.profile
      const another = (each: Answered): Answered =>
        [...texts, ...(remark === undefined ? [] : [remark])].reduce((spoiltOne, name) => spoilt(name, 'another')(spoiltOne), each)
      return exchanges.flatMap((each) => [
        each,
        isWrite(each) && each.request.method !== 'PUT'
          ? another({ ...afterwards(each), request: { ...each.request, body: Buffer.from('{}') } })
          : each,
      ])
    },
  }),
  sequence({
    id: 'schema/values-do-not-flicker',
    level: 'SHOULD',
    cites: ['practice: a resource that did not change has the same values'],
    title: 'does not alternate between different texts, times, parts or names of a resource within a minute',
    among: 'tenant',
    concerns: (exchange, context) => showsThings(exchange, context) || isWrite(exchange) || namesIn(exchange, context).size > 0,
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        for (let index = 2; index < shown.length; index++) {
          const [first, second, third] = shown.slice(index - 2, index + 1)
          if (first === undefined || second === undefined || third === undefined) continue
          if (first.writes !== third.writes || third.exchange.receivedAt - first.exchange.sentAt > 60_000) continue
          // Quantities change often in a busy warehouse, so they are compared only if the `updatedAt` shows no change.
          const version = first.thing.values.get('updatedAt')
          const isStill = version !== undefined && version === third.thing.values.get('updatedAt')
          // Another client may change a resource and restore it, which changes its `updatedAt`.
          if (version !== undefined && !isStill) continue
          const [before, after] = [wholeOf(first.thing), wholeOf(third.thing)]
          const isTold = (each: string): boolean =>
            first.thing.parts.has(each) || each.endsWith('At') || before.get(each)?.startsWith('"') === true
          const name = differing(
            first.thing,
            second.thing,
            (each) => before.get(each) === after.get(each) && (isStill || isTold(each)),
            wholeOf,
          )
          if (name !== undefined) return differs(first, second, name)
        }
      }
      return renamed(exchanges, context) ?? passes
    },
    sabotage: (exchanges, { api: { profile } }) =>
      exchanges.flatMap((each) => [
        each,
        [...profile.texts, ...profile.names.map(([, name]) => name)].reduce(
          (spoiltOne, name) => spoilt(name, 'another')(spoiltOne),
          spoilt('createdAt', 'another day')(afterwards(each)),
        ),
        afterwards(afterwards(each)),
      ]),
  }),
  sequence({
    id: 'tenant/nothing-in-two-tenants',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: 'never returns the same resource to two tenants, in any response',
    among: 'tenants',
    concerns: showsThings,
    judge: (exchanges, context) => {
      const owners = new Map<string, { readonly exchange: Answered; readonly made: string | undefined }>()
      for (const exchange of exchanges) {
        for (const { kind, id, at, isNamed, values } of entities(exchange, context)) {
          // Two clients may choose the same id.
          if (isNamed) continue
          const made = values.get('createdAt')
          const first = owners.get(`${kind} ${id}`)
          if (first === undefined) owners.set(`${kind} ${id}`, { exchange, made })
          else if (first.exchange.request.tenant !== exchange.request.tenant && first.made === made)
            return fails(
              `no resource that exchange ${first.exchange.number} returned to the other tenant`,
              `${kind} ${id} at ${at}`,
              exchange,
            )
        }
      }
      return passes
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) => [
        each,
        { ...each, request: { ...each.request, tenant: each.request.tenant === 'main' ? 'other' : 'main' } },
      ]),
  }),
  sequence({
    id: 'pagination/same-request-same-rows',
    level: 'SHOULD',
    cites: ['D08', 'practice: the same request has the same response'],
    title: 'does not alternate between different items for the same list request within a minute',
    among: 'tenant',
    concerns: (exchange, context) =>
      isWrite(exchange) || (operationOf(exchange, context)?.list !== undefined && showsThings(exchange, context)),
    judge: (exchanges, context) => {
      const asked = new Map<string, { readonly rows: string; readonly exchange: Answered; readonly writes: number }[]>()
      const vague = unsettled(exchanges, isWrite)
      let writes = 0
      for (const exchange of exchanges) {
        if (isWrite(exchange)) writes += 1
        if (exchange.request.method !== 'GET' || vague.has(exchange)) continue
        const rows = rowsIn(exchange, context)
          .map(({ id }) => id)
          .join(', ')
        const before = asked.get(exchange.request.url) ?? []
        const latest = before.at(-1)
        if (latest !== undefined && !isAfter(exchange, latest.exchange)) continue
        asked.set(exchange.request.url, [...before, { rows, exchange, writes }])
        const [first, second] = before.slice(-2)
        if (first === undefined || second === undefined || first.writes !== writes) continue
        if (exchange.receivedAt - first.exchange.sentAt > 60_000 || first.rows !== rows || second.rows === rows) continue
        // Another client may add and delete an item, or change and restore one; then the item, and therefore its position, has a new time.
        const began = Date.parse(header(first.exchange, 'date') ?? '')
        const [between, after] = [second.exchange, exchange].map((each) => rowsIn(each, context)) as [Entity[], Entity[]]
        const apartFrom = (some: readonly Entity[], others: readonly Entity[]): Entity[] =>
          some.filter(({ id }) => others.every((each) => each.id !== id))
        const odd = [...apartFrom(between, after), ...apartFrom(after, between)]
        if ((odd.length > 0 ? odd : [...between, ...after]).some(({ values }) => !(lastTouched(values) < began - apart))) continue
        return fails(`the items ${brief(rows)}, as before and after`, `the items ${brief(second.rows)}`, second.exchange)
      }
      return passes
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) => [
        each,
        altered(afterwards(each), { json: (body) => ({ ...body, data: [{ ...body.data[0], id: 'another' }] }) }),
        afterwards(afterwards(each)),
      ]),
  }),
]

/** A failure if a name changes between two matching responses within a minute. */
function renamed(exchanges: readonly Answered[], context: JudgeContext): Judgement | undefined {
  const seen = new Map<string, { readonly value: unknown; readonly exchange: Answered; readonly writes: number }[]>()
  const vague = unsettled(exchanges, isWrite)
  let writes = 0
  for (const exchange of exchanges) {
    if (isWrite(exchange)) writes += 1
    if (vague.has(exchange)) continue
    for (const [which, { at, value }] of namesIn(exchange, context)) {
      const before = seen.get(which) ?? []
      const latest = before.at(-1)
      if (latest !== undefined && latest.exchange !== exchange && !isAfter(exchange, latest.exchange)) continue
      const [first, second] = before.slice(-2)
      seen.set(which, [...before.slice(-1), { value, exchange, writes }])
      if (first === undefined || second === undefined || first.writes !== writes) continue
      if (exchange.receivedAt - first.exchange.sentAt > 60_000 || first.value !== value || second.value === value) continue
      return fails(`${String(value)} at ${at}, as before and after`, String(second.value), second.exchange)
    }
  }
  return undefined
}

const brief = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)} …` : text)
