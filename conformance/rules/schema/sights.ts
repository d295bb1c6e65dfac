/** Every showing of every thing, and how two of them are held against each other. */
import { altered, type Answered } from '../../exchange.ts'
import { fails, type Bench, type Judgement } from '../../rule.ts'
import { things, type Thing } from './things.ts'

/** What a kind shows of others, though not as objects: it may change without the thing itself being changed. */
const borrowed = /.(Name|Sku|Count)$|^(lotNumber|expiryDate|recalled|qtyRecalled|qtyExpired|reasonCode|path|depth)$/
/** The same within a list of parts, such as the lines of a count. */
const borrows = /"(?:\w+(?:Name|Sku)|lotNumber|expiryDate)":/
/** The same where it is the product's price. */
const priced = ['unitCost', 'currency', 'totalValue']

/** What a day or a moment changes by itself: units that expire, and a key. */
const isTimed = ({ values }: Thing, name: string): boolean =>
  (name === 'qtyAvailable' && values.has('qtyExpired')) || (name === 'status' && values.has('expiresAt'))

export const isOwn = (thing: Thing, name: string): boolean =>
  !borrowed.test(name) &&
  !isTimed(thing, name) &&
  !borrows.test(thing.values.get(name) ?? '') &&
  !(thing.values.has('globalSku') && priced.includes(name))

/** A stock line is the stock of one product at one place, in one lot and one bin; another one of these is another line. */
export const isPlace = ({ values }: Thing, name: string): boolean =>
  ['productMasterId', 'locationId', 'lotId', 'binId'].includes(name) && values.has('lotId') && values.has('binId')

/** Two kinds that show one id speak of one stock line, which is of one product at one place. */
export function elsewhere(exchanges: readonly Answered[], bench: Bench): Judgement | undefined {
  const lines = new Map<string, Thing>()
  for (const exchange of exchanges) {
    for (const thing of things(exchange, bench)) {
      const first = lines.get(thing.id) ?? thing
      lines.set(thing.id, first)
      if (first.kind === thing.kind) continue
      const name = differing(first, thing, (each) => each === 'productMasterId' || each === 'locationId')
      if (name !== undefined)
        return fails(
          `${name} ${first.values.get(name)} of ${first.name}, as before`,
          `${thing.values.get(name)} at ${thing.at}/${name}`,
          exchange,
        )
    }
  }
  return undefined
}

export interface Sight {
  readonly thing: Thing
  readonly exchange: Answered
  /** Successful writes of the tenant before it; the answer to one shows what is after it. */
  readonly writes: number
}

/** Every showing of every thing, by kind and id, in order. */
export function sights(exchanges: readonly Answered[], bench: Bench): Map<string, Sight[]> {
  const result = new Map<string, Sight[]>()
  let writes = 0
  for (const exchange of exchanges) {
    if (isWrite(exchange)) writes += 1
    for (const thing of things(exchange, bench)) {
      const { name } = thing
      const sight = { thing, exchange, writes }
      const before = result.get(name)
      if (before === undefined) result.set(name, [sight])
      else before.push(sight)
    }
  }
  return result
}

export const isWrite = ({ request, reply }: Answered): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method) && reply.status < 300

export const showsThings = (exchange: Answered, bench: Bench): boolean => things(exchange, bench).length > 0

/** The first property that both show, and show differently. */
export function differing(one: Thing, other: Thing, counts: (name: string) => boolean): string | undefined {
  for (const [name, value] of one.values) {
    const second = other.values.get(name)
    if (second !== undefined && second !== value && !isSameMoment(name, value, second) && counts(name)) return name
  }
  return undefined
}

/** A time that was told more exactly when it was made than it is kept is none the less the same. */
const isSameMoment = (name: string, one: string, other: string): boolean =>
  name.endsWith('At') && Math.abs(Number(one) - Number(other)) < 1000

export const differs = ({ thing }: Sight, later: Sight, name: string): Judgement =>
  fails(
    `${name} ${thing.values.get(name)} of ${thing.name}, as before`,
    `${later.thing.values.get(name)} at ${later.thing.at}/${name}`,
    later.exchange,
  )

/** Another value in the property of every thing. */
export const spoilt =
  (name: string, value: unknown) =>
  (each: Answered): Answered => {
    const spoil = (node: unknown): unknown => {
      if (Array.isArray(node)) return node.map(spoil)
      if (typeof node !== 'object' || node === null) return node
      return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, key === name && 'id' in node ? value : spoil(inner)]))
    }
    return altered(each, { json: (body) => spoil(body) })
  }
