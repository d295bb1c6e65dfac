/**
 * What one thing is shown as in several answers: nobody can tell from one of them whether it is right, but they must agree. Long, since the rules
 * of a kind are one list, in the order of the catalogue.
 */
import { isDeletable, typeOf, uniqueIn } from '../../model/unique.ts'
import { altered, header, type Answered } from '../../model/exchange.ts'
import { fails, passes, type Judgement } from '../../model/judgement.ts'
import { operationOf, sequence, type JudgeContext } from '../../model/rule.ts'
import { namesIn } from './agreement.ts'
import { afterwards, isAfter, unsettled } from '../../model/order.ts'
import { sent } from '../write/own-data.ts'
import { entities, type Entity } from './entities.ts'
import { differing, differs, elsewhere, isOwn, isIdentity, isWrite, showsThings, observations, spoilt, wholeOf } from './observations.ts'
import { isWhole, isNarrower, lastTouched, rowsIn } from './lists.ts'
import { settable } from './settable.ts'

/** How far the clocks of one deployment, that of a gateway among them, may be apart, in milliseconds. */
const apart = 600_000

export const versions = [
  sequence({
    id: 'schema/same-version-same-values',
    level: 'SHOULD',
    cites: ['D12', 'practice: what has not changed reads the same'],
    title: 'shows a thing with the same values in every answer, as long as its `updatedAt` says that nothing has changed',
    among: 'tenant',
    concerns: (exchange, context) => showsThings(exchange, context) || isWrite(exchange),
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          const version = later.thing.values.get('updatedAt')
          if (earlier === undefined || version === undefined || version !== earlier.thing.values.get('updatedAt')) continue
          // What is added up of several things has the time of one of them.
          if (!later.thing.values.has('id')) continue
          // A second change may fall into the same moment, since times may have whole seconds only, unless that was over before the first answer; what
          // the run has made itself nobody else changes.
          const isOver = Number(version) + apart < Date.parse(header(earlier.exchange, 'date') ?? '')
          const isLeftAlone = later.isMade && earlier.writes === later.writes
          if (!isLeftAlone && !isOver) continue
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
    cites: ['D12', 'practice: what has been recorded stays as it was'],
    title:
      'never changes when something was made, nor anything of a record that cannot be changed, such as a movement or an entry of a history',
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
    cites: ['D12', 'practice: time goes forward'],
    title: 'never shows an older version of a thing, by its `updatedAt`, after a newer one',
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
          // A server whose clock is behind dates its change before that of another one; and a time may have been cut to whole seconds.
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
    title: 'begins the ids of things of one kind alike, with a type and `_`',
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
            return fails(`${wanted ?? 'type_'}… as the id of a ${kind}`, `${id} at ${at}/id`, exchange)
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
    cites: ['D03', 'practice: a unique value names one thing'],
    title: 'shows each SKU of a product, and each code of an attribute, a category, a taxonomy or a reason, with one and the same id',
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
            // What was deleted gives its value free, and others may delete it.
            const isKept = !isDeletable(context.api, kind)
            if (owner !== undefined && owner.id !== id && (isKept || (exchange.request.isObserved !== true && owner.writes === writes)))
              return fails(`${unique} ${value} with the id ${owner.id}, as before`, `${id} at ${at}/id`, exchange)
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
    cites: ['D08', 'practice: what is there is listed'],
    title: 'lists nothing late, and by a filter nothing else: what is older than an earlier answer with the whole list was in that answer',
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
          // Something that was changed before was made before.
          const made = Number(values.get('createdAt') ?? values.get('updatedAt') ?? Number.NaN)
          if (known.has(id) || !(made < moment - apart)) continue
          return fails(
            `${id}, which is from ${new Date(made).toISOString()}, in exchange ${earlier.number} too`,
            `it at ${at} only`,
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
    cites: ['RFC 5789 §2', 'practice: a step changes what it is about'],
    title: 'changes with a write nothing of what was made that a client sets and that was not sent, unless it replaces the whole',
    among: 'tenant',
    concerns: (exchange, context) => showsThings(exchange, context) && (isWrite(exchange) || exchange.request.method === 'GET'),
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        // Of what the run has not made itself others may change something meanwhile.
        if (shown[0]?.isMade !== true) continue
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          if (earlier === undefined) continue
          const { made, changeable } = settable(later.thing.kind, context)
          const isStep = isWrite(later.exchange) && later.exchange.request.method !== 'PUT'
          const body = isStep ? Object.keys(sent(later.exchange)) : []
          // What no operation changes stays for good; the rest at least in the answer to a write that does not send it.
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
    cites: ['practice: what has not changed reads the same'],
    title: 'never shows another text, moment or part of a thing, or another name of one, between two answers within a minute that agree',
    among: 'tenant',
    concerns: (exchange, context) => showsThings(exchange, context) || isWrite(exchange) || namesIn(exchange, context).size > 0,
    judge: (exchanges, context) => {
      for (const shown of observations(exchanges, context).values()) {
        for (let index = 2; index < shown.length; index++) {
          const [first, second, third] = shown.slice(index - 2, index + 1)
          if (first === undefined || second === undefined || third === undefined) continue
          if (first.writes !== third.writes || third.exchange.receivedAt - first.exchange.sentAt > 60_000) continue
          // Quantities come and go in a busy warehouse, unless the thing itself says that it did not change.
          const version = first.thing.values.get('updatedAt')
          const isStill = version !== undefined && version === third.thing.values.get('updatedAt')
          // Somebody else may change a thing and change it back, which gives it another version.
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
    title: 'shows nothing to one tenant, in whatever answer, that it shows to another one',
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
            return fails(`nothing that exchange ${first.exchange.number} showed to the other tenant`, `${kind} ${id} at ${at}`, exchange)
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
    cites: ['D08', 'practice: the same question has the same answer'],
    title: 'never answers a list with other rows between two answers to the same request within a minute that agree',
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
        // Somebody else may add a row and take it away again, or change one and change it back: then it, and so its place, is a new one.
        const began = Date.parse(header(first.exchange, 'date') ?? '')
        const [between, after] = [second.exchange, exchange].map((each) => rowsIn(each, context)) as [Entity[], Entity[]]
        const apartFrom = (some: readonly Entity[], others: readonly Entity[]): Entity[] =>
          some.filter(({ id }) => others.every((each) => each.id !== id))
        const odd = [...apartFrom(between, after), ...apartFrom(after, between)]
        if ((odd.length > 0 ? odd : [...between, ...after]).some(({ values }) => !(lastTouched(values) < began - apart))) continue
        return fails(`the rows ${brief(rows)}, as before and after`, brief(second.rows), second.exchange)
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

/** A failure if something is named otherwise between two answers within a minute that agree. */
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
