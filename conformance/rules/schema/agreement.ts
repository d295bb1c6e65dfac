/** Whether the values of one response agree with each other, and with the time of the response. */
import { rewritten } from '../../model/rewritten.ts'
import { isDeepStrictEqual } from 'node:util'
import { altered, header, json, member, type Answered, type Reply } from '../../model/exchange.ts'
import type { Api } from '../../model/api.ts'
import type { Derivation } from '../../model/profile.ts'
import { fails, passes, shown } from '../../model/judgement.ts'
import { law, operationOf, type JudgeContext } from '../../model/rule.ts'
import { withoutNoise } from './computed.ts'
import { apart } from './observations.ts'
import { objects } from './objects.ts'
import type { Row } from '../rows.ts'

const isSuccess = (exchange: Answered, context: JudgeContext): boolean =>
  exchange.reply.status === operationOf(exchange, context)?.success.status &&
  exchange.request.method !== 'HEAD' &&
  json(exchange) !== undefined

const byProperties = new WeakMap<Api, Map<string, readonly Derivation[]>>()

/** Returns the derivations for an object with these properties. Objects of the same kind have the same properties. */
function about(object: Row, { api }: JudgeContext): readonly Derivation[] {
  const known = byProperties.get(api) ?? new Map<string, readonly Derivation[]>()
  byProperties.set(api, known)
  const kind = Object.keys(object).join(' ')
  const found = known.get(kind) ?? api.profile.derivations.filter(({ of, result }) => [...of, result].every((name) => name in object))
  if (known.size < 1000) known.set(kind, found)
  return found
}

/** The time of a response in milliseconds since the epoch; `NaN` without a valid `Date` header. */
const timeOf = (exchange: Answered): number => Date.parse(header(exchange, 'date') ?? '')

function* wrong(exchange: Answered, context: JudgeContext) {
  const now = timeOf(exchange)
  for (const { at, object } of objects(json(exchange)?.value)) {
    for (const derivation of about(object, context)) {
      const wanted = derivation.value(object, now)
      const seen = object[derivation.result]
      if (wanted !== undefined && !agrees(wanted, seen, derivation.rounding))
        yield { at: `${at}/${derivation.result}`, text: derivation.text, wanted, seen }
    }
  }
}

function agrees(wanted: unknown, seen: unknown, rounding = 0): boolean {
  if (typeof wanted === 'number' && typeof seen === 'number')
    return Math.abs(wanted - seen) <= rounding + 1e-9 * Math.max(1, Math.abs(wanted))
  return isDeepStrictEqual(wanted, seen)
}

function isDerived(exchange: Answered, context: JudgeContext): boolean {
  const now = timeOf(exchange)
  return [...objects(json(exchange)?.value)].some(({ object }) =>
    about(object, context).some(({ value }) => value(object, now) !== undefined),
  )
}

const named = new WeakMap<Reply, Map<string, { readonly at: string; readonly value: unknown }>>()

/** Returns the names that a response shows for ids, by id, with the first place of each. */
export function namesIn(exchange: Answered, { api }: JudgeContext): Map<string, { readonly at: string; readonly value: unknown }> {
  const known = named.get(exchange.reply)
  if (known !== undefined) return known
  const result = new Map<string, { at: string; value: unknown }>()
  named.set(exchange.reply, result)
  if (exchange.reply.status >= 300 || exchange.reply.truncated === true || exchange.request.method === 'HEAD') return result
  for (const { at, object } of objects(json(exchange)?.value)) {
    for (const [id, name] of api.profile.names) {
      const which = `${id} ${String(object[id])} ${name}`
      if (typeof object[id] === 'string' && name in object && !result.has(which))
        result.set(which, { at: `${at}/${name}`, value: object[name] })
    }
  }
  return result
}

function twiceNamed(
  root: unknown,
  { api }: JudgeContext,
): { readonly at: string; readonly first: unknown; readonly second: unknown } | undefined {
  const seen = new Map<string, unknown>()
  for (const { at, object } of objects(root)) {
    for (const [id, name] of api.profile.names) {
      if (typeof object[id] !== 'string' || !(name in object)) continue
      const which = `${id} ${object[id]} ${name}`
      if (seen.has(which) && seen.get(which) !== object[name]) return { at: `${at}/${name}`, first: seen.get(which), second: object[name] }
      seen.set(which, object[name])
    }
  }
  return undefined
}

/** Whether an object is an item of a list with other objects of its kind. */
const isRow =
  ({ api }: JudgeContext) =>
  ({ at, object }: { readonly at: string; readonly object: Row }): boolean =>
    /\/\d+$/.test(at) && ['id', ...api.profile.rowIds].some((name) => typeof object[name] === 'string')

/** Names of times of past events: `createdAt`, `shippedAt` and other participles. */
const past = /^(?!scheduled|planned|expected|estimated)\w*(?:[a-z]ed|[a-z]wn|sent)At$/

export const agreement = [
  law({
    id: 'schema/derived-values-agree',
    level: 'SHOULD',
    cites: ['R20', 'practice: related numbers in a response agree'],
    title: 'returns flags, bands, counts, sums and times that agree with the values from which the contract derives them',
    concerns: (exchange, context) => isSuccess(exchange, context) && isDerived(exchange, context),
    judge: (exchange, context) => {
      for (const { at, text, wanted, seen } of wrong(exchange, context))
        return fails(`${at} ${text}: ${shown(typeof wanted === 'number' ? withoutNoise(wanted) : wanted)}`, shown(seen))
      return passes
    },
    sabotage: (exchange, context) => {
      const wrong = rewritten(json(exchange)?.value, (each, { name, parent }) =>
        parent !== undefined && about(parent as Row, context).some(({ result }) => result === name) ? [spoilt(each)] : undefined,
      )
      return altered(exchange, { text: JSON.stringify(wrong) })
    },
  }),
  law({
    id: 'schema/one-name-for-one-id',
    level: 'SHOULD',
    cites: ['R20', 'practice: a resource has one name'],
    title: 'uses the same name for a product, location, channel, lot or reason in all items of a response',
    concerns: (exchange, context) =>
      isSuccess(exchange, context) &&
      [...objects(json(exchange)?.value)].some(({ object }) =>
        context.api.profile.names.some(([id, name]) => typeof object[id] === 'string' && name in object),
      ),
    judge: (exchange, context) => {
      const found = twiceNamed(json(exchange)?.value, context)
      return found === undefined ? passes : fails(`${shown(found.first)}, as in another item`, `${shown(found.second)} at ${found.at}`)
    },
    sabotage: (exchange, context) =>
      altered(exchange, {
        json: (body) => {
          const [first] = [...objects(body)].flatMap(({ object }) =>
            context.api.profile.names
              .filter(([id, name]) => typeof object[id] === 'string' && name in object)
              .map(([id, name]) => ({ ...object, [id]: object[id], [name]: 'another' })),
          )
          return { ...body, more: first }
        },
      }),
  }),
  law({
    id: 'schema/nothing-twice',
    level: 'SHOULD',
    cites: ['R20', 'practice: a list contains each resource once'],
    title: 'never returns a channel, or an object with an id, twice in one list of a response',
    concerns: (exchange, context) => isSuccess(exchange, context) && [...objects(json(exchange)?.value)].some(isRow(context)),
    judge: (exchange, context) => {
      const seen = new Map<string, string>()
      for (const each of objects(json(exchange)?.value)) {
        if (!isRow(context)(each)) continue
        const which = `${each.at.slice(0, each.at.lastIndexOf('/'))} ${JSON.stringify(each.object)}`
        const first = seen.get(which)
        if (first !== undefined) return fails(`the item at ${first} once`, `the same item at ${each.at}`)
        seen.set(which, each.at)
      }
      return passes
    },
    sabotage: (exchange) => {
      const double = (value: unknown): unknown =>
        rewritten(value, (each) => (Array.isArray(each) ? [[each, each].flat().map(double)] : undefined))
      return altered(exchange, { json: double })
    },
  }),
  law({
    id: 'schema/past-times-have-passed',
    level: 'MUST',
    cites: ['D12', 'RFC 9110 §6.6.1'],
    title:
      'returns no time of a past event that is later than the response, and the current time for a resource that it just created or deleted',
    concerns: (exchange, context) =>
      isSuccess(exchange, context) &&
      !Number.isNaN(timeOf(exchange)) &&
      [...objects(json(exchange)?.value)].some(({ object }) => Object.keys(object).some((name) => past.test(name))),
    judge: (exchange, context) => {
      const now = timeOf(exchange)
      for (const { at, object } of objects(json(exchange)?.value)) {
        for (const [name, value] of Object.entries(object)) {
          if (!past.test(name) || typeof value !== 'string' || !(Date.parse(value) > now + apart)) continue
          return fails(`${at}/${name} not later than ${new Date(now).toISOString()}`, value)
        }
      }
      if (exchange.request.method === 'GET') return passes
      const isMade = operationOf(exchange, context)?.success.status === 201
      const { creations, writes } = context.api.profile.dated
      const made = [...(isMade ? [['createdAt'], ...creations] : []), ...writes]
      for (const path of made) {
        const moment = member(exchange, 'data', ...path)
        if (typeof moment !== 'string' || Math.abs(Date.parse(moment) - now) <= apart) continue
        return fails(`/data/${path.join('/')} about ${new Date(now).toISOString()}`, moment)
      }
      return passes
    },
    sabotage: (exchange) =>
      altered(exchange, {
        text: JSON.stringify(json(exchange)?.value)
          .replaceAll(/"(\w+(?:ed|wn|sent)At)":"\d{4}/g, '"$1":"2999')
          .replaceAll(/"(\w+(?:ed|wn|sent)At)":null/g, '"$1":"2999-01-01T00:00:00Z"'),
      }),
  }),
]

function spoilt(value: unknown): unknown {
  if (typeof value === 'number') return value + 1_000_003
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) return `1000${value.slice(4)}`
  return typeof value === 'boolean' ? !value : { not: 'derived' }
}
