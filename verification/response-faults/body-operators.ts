/** Mutations of the properties and values of a body. */
import { isDeepStrictEqual } from 'node:util'
import { shown } from '../../conformance/model/judgement.ts'
import { pointer, valueAt } from '../../spec/contract.ts'
import { withJson, type Operator, type Scene } from './mutation.ts'
import { edited, enumerated, nameOf, parentOf, type Place } from './places.ts'
import type { Chance } from './random.ts'

/** Shortens long values. */
const brief = (value: unknown): string => {
  const text = shown(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** An operator that replaces a value. `other` returns `undefined` if it has no other value. */
const onValue = (
  id: string,
  fits: (place: Place) => boolean,
  other: (place: Place, chance: Chance, scene: Scene) => unknown,
): Operator => ({
  id,
  apply: (scene, chance) => {
    const { exchange, body, places } = scene
    const place = chance.pick(places.filter((each) => each.at !== '' && fits(each)))
    if (place === undefined || body === undefined) return undefined
    const value = other(place, chance, scene)
    if (value === undefined || isDeepStrictEqual(value, place.value)) return undefined
    const changed = edited(body.value, place.at, (parent, name) => {
      parent[name] = value
    })
    return { reply: withJson(exchange.reply, changed), at: place.at, what: `${brief(place.value)} became ${brief(value)}` }
  },
})

const isMoment = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value)
const isId = ({ at, value }: Place): boolean =>
  typeof value === 'string' && /^id$|[a-z]Ids?$/.test(nameOf(at).replace(/^\d+$/, nameOf(parentOf(at))))
const isEnumerated = (place: Place): boolean => typeof place.value === 'string' && (enumerated(place)?.length ?? 0) > 0
const isFreeText = (place: Place): boolean =>
  typeof place.value === 'string' && !isEnumerated(place) && !isMoment(place.value) && !isId(place) && place.value !== ''

/** The timestamp in a notation other than RFC 3339 in UTC, or the date in a notation other than ISO 8601. */
function otherNotation({ value }: Place, chance: Chance): unknown {
  const text = String(value)
  if (!text.includes('T'))
    return chance.pick([text.split('-').reverse().join('.'), text.replaceAll('-', '/'), `${text}T00:00:00Z`, Date.parse(text)])
  return chance.pick([
    text.replace('Z', ''),
    text.replace('Z', '+00:00'),
    text.replace('T', ' '),
    text.slice(0, 10),
    Date.parse(text),
    new Date(text).toUTCString(),
  ])
}

/** Another day in the same notation. */
function otherMoment({ value }: Place, chance: Chance): unknown {
  const text = String(value)
  const days = chance.pick([-400, -1, 1, 400]) ?? 1
  const shifted = new Date(Date.parse(text) + days * 86_400_000).toISOString()
  return text.includes('T') ? shifted.slice(0, 10) + text.slice(10) : shifted.slice(0, 10)
}

function otherCase({ value }: Place): unknown {
  const text = String(value)
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
}

function otherText({ value }: Place, chance: Chance): unknown {
  const text = String(value)
  const at = chance.below(text.length)
  const letter = text[at] === 'x' ? 'y' : 'x'
  return text.slice(0, at) + letter + text.slice(at + 1)
}

function otherType({ value }: Place, chance: Chance): unknown {
  const kinds: unknown[] = ['text', 7, true, ['text'], { member: 'text' }]
  const own = Array.isArray(value) ? 'array' : typeof value
  const same = (each: unknown): boolean => (Array.isArray(each) ? 'array' : typeof each) === own
  const spelt = typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : []
  return chance.pick([...spelt, ...kinds.filter((each) => !same(each))])
}

export const bodyOperators: readonly Operator[] = [
  onValue('member/other-type', ({ value }) => value !== null, otherType),
  onValue(
    'member/null',
    ({ value }) => value !== null,
    () => null,
  ),
  onValue('value/enum-other-case', isEnumerated, otherCase),
  onValue('value/enum-other', isEnumerated, (place, chance) =>
    chance.pick((enumerated(place) ?? []).filter((each) => each !== place.value && each !== null)),
  ),
  onValue(
    'value/number-off-by-one',
    ({ value }) => typeof value === 'number',
    ({ value }, chance) => Number(value) + (chance.below(2) === 1 ? 1 : -1),
  ),
  onValue(
    'value/boolean-turned',
    ({ value }) => typeof value === 'boolean',
    ({ value }) => value !== true,
  ),
  onValue('value/text-changed', isFreeText, otherText),
  onValue('value/id-changed', isId, otherText),
  onValue('value/date-other-notation', ({ value }) => isMoment(value), otherNotation),
  onValue('value/date-moved', ({ value }) => isMoment(value), otherMoment),
  {
    id: 'member/dropped',
    apply: ({ exchange, body, places }, chance) => {
      const place = chance.pick(places.filter(({ at }) => at !== '' && !/^\d+$/.test(nameOf(at))))
      if (place === undefined || body === undefined) return undefined
      const changed = edited(body.value, place.at, (parent, name) => {
        Reflect.deleteProperty(parent, name)
      })
      return {
        reply: withJson(exchange.reply, changed),
        at: place.at,
        what: `the property with the value ${brief(place.value)} is missing`,
      }
    },
  },
  {
    id: 'member/undocumented-added',
    apply: ({ exchange, body, places }, chance) => {
      const place = chance.pick(places.filter(({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value)))
      if (place === undefined || body === undefined) return undefined
      const at = place.at + pointer('internalNote')
      const changed = edited(body.value, at, (parent, name) => {
        parent[name] = 'x'
      })
      return { reply: withJson(exchange.reply, changed), at, what: 'an undocumented property was added' }
    },
  },
  {
    id: 'value/swapped',
    apply: ({ exchange, body, places }, chance) => {
      const pairs = places.flatMap((one, index) =>
        places
          .slice(index + 1)
          .filter((other) => isPair(one, other))
          .map((other) => [one, other] as const),
      )
      const pair = chance.pick(pairs)
      if (pair === undefined || body === undefined) return undefined
      const [one, other] = pair
      const halfway = edited(body.value, one.at, (parent, name) => {
        parent[name] = other.value
      })
      const changed = edited(halfway, other.at, (parent, name) => {
        parent[name] = one.value
      })
      return {
        reply: withJson(exchange.reply, changed),
        at: one.at,
        what: `${brief(one.value)} and ${brief(other.value)} of ${other.at} were swapped`,
      }
    },
  },
]

/** Whether two values of one object could be confused with each other. */
function isPair(one: Place, other: Place): boolean {
  return (
    one.at !== '' &&
    parentOf(one.at) === parentOf(other.at) &&
    !/^\d+$/.test(nameOf(one.at)) &&
    one.value !== null &&
    typeof one.value === typeof other.value &&
    typeof one.value !== 'object' &&
    one.value !== other.value &&
    isMoment(one.value) === isMoment(other.value)
  )
}

/** The lists of the body with at least `least` items: the list of a page, or a list within an item. */
const listsOf = ({ places }: Scene, least: number): (Place & { readonly value: readonly unknown[] })[] =>
  places.flatMap((place) =>
    Array.isArray(place.value) && place.value.length >= least ? [{ ...place, value: place.value as unknown[] }] : [],
  )

/** An operator on one item of a list of the body. */
const onRows = (id: string, least: number, words: string, change: (rows: unknown[], index: number) => unknown[]): Operator => ({
  id,
  apply: (scene, chance) => {
    const list = chance.pick(listsOf(scene, least))
    if (list === undefined || scene.body === undefined) return undefined
    const index = chance.below(list.value.length - (least - 1))
    const rows = change([...list.value], index)
    if (isDeepStrictEqual(rows, list.value)) return undefined
    const changed = edited(scene.body.value, list.at, (parent, name) => {
      parent[name] = rows
    })
    return { reply: withJson(scene.exchange.reply, changed), at: list.at + pointer(index), what: `${words}: ${brief(list.value[index])}` }
  },
})

/** Items in responses to another tenant. */
const foreignRows = ({ foreign }: Scene): object[] =>
  foreign.flatMap((each) => {
    const data = valueAt(JSON.parse(each.reply.body.toString('utf8')) as unknown, '/data')
    return (Array.isArray(data) ? data : [data]).filter((row): row is object => typeof row === 'object' && row !== null)
  })

export const rowOperators: readonly Operator[] = [
  onRows('row/dropped', 1, 'the item is missing', (rows, index) => rows.toSpliced(index, 1)),
  onRows('row/duplicated', 1, 'the item appears twice', (rows, index) => rows.toSpliced(index, 0, rows[index])),
  onRows('row/swapped', 2, 'the item was swapped with the next one', (rows, index) =>
    rows.toSpliced(index, 2, rows[index + 1], rows[index]),
  ),
  {
    id: 'row/foreign',
    apply: (scene, chance) => {
      const { exchange, body } = scene
      const data = valueAt(body?.value, '/data')
      const row = chance.pick(foreignRows(scene))
      if (row === undefined || body === undefined || typeof data !== 'object' || data === null) return undefined
      if (!Array.isArray(data)) {
        return {
          reply: withJson(exchange.reply, { ...(body.value as object), data: row }),
          at: '/data',
          what: `replaced by another tenant's item: ${brief(row)}`,
        }
      }
      if (data.length === 0) return undefined
      const index = chance.below(data.length)
      return {
        reply: withJson(exchange.reply, { ...(body.value as object), data: data.toSpliced(index, 1, row) }),
        at: `/data/${index}`,
        what: `replaced by another tenant's item: ${brief(row)}`,
      }
    },
  },
]
