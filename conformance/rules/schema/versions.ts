/** What one thing is shown as in several answers: nobody can tell from one of them whether it is right, but they must agree. */
import { altered, type Answered } from '../../exchange.ts'
import { fails, operationOf, passes, sequence, type Bench, type Judgement } from '../../rule.ts'
import { things, type Thing } from './things.ts'

/** What a kind shows of others, though not as objects: it may change without the thing itself being changed. */
const borrowed = /.(Name|Sku|Count)$|^(lotNumber|expiryDate|recalled|qtyRecalled|qtyExpired|reasonCode|path|depth|productMasterId)$/
/** The same where it is the product's price. */
const priced = ['unitCost', 'currency', 'totalValue']

const isOwn = ({ values }: Thing, name: string): boolean => !borrowed.test(name) && !(values.has('globalSku') && priced.includes(name))

interface Sight {
  readonly thing: Thing
  readonly exchange: Answered
  /** Successful writes of the tenant before it; the answer to one shows what is after it. */
  readonly writes: number
}

/** Every showing of every thing, by kind and id, in order. */
function sights(exchanges: readonly Answered[], bench: Bench): Map<string, Sight[]> {
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

const isWrite = ({ request, reply }: Answered): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method) && reply.status < 300

const showsThings = (exchange: Answered, bench: Bench): boolean => things(exchange, bench).length > 0

/** The first property that both show, and show differently. */
function differing(one: Thing, other: Thing, counts: (name: string) => boolean): string | undefined {
  for (const [name, value] of one.values) {
    const second = other.values.get(name)
    if (second !== undefined && second !== value && counts(name)) return name
  }
  return undefined
}

const differs = ({ thing }: Sight, later: Sight, name: string): Judgement =>
  fails(
    `${name} ${thing.values.get(name)} of ${thing.name}, as before`,
    `${later.thing.values.get(name)} at ${later.thing.at}/${name}`,
    later.exchange,
  )

/** Another value in the property of every thing. */
const spoilt =
  (name: string, value: unknown) =>
  (each: Answered): Answered => {
    const spoil = (node: unknown): unknown => {
      if (Array.isArray(node)) return node.map(spoil)
      if (typeof node !== 'object' || node === null) return node
      return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, key === name && 'id' in node ? value : spoil(inner)]))
    }
    return altered(each, { json: (body) => spoil(body) })
  }

export const versions = [
  sequence({
    id: 'schema/same-version-same-values',
    level: 'SHOULD',
    cites: ['D12', 'practice: what has not changed reads the same'],
    title: 'shows a thing with the same values in every answer, as long as its `updatedAt` says that nothing has changed',
    among: 'tenant',
    concerns: (exchange, bench) => showsThings(exchange, bench) || isWrite(exchange),
    judge: (exchanges, bench) => {
      for (const shown of sights(exchanges, bench).values()) {
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          // A write of our own may fall into the same moment.
          if (earlier === undefined || earlier.writes !== later.writes) continue
          const version = later.thing.values.get('updatedAt')
          if (version === undefined || version !== earlier.thing.values.get('updatedAt')) continue
          const name = differing(earlier.thing, later.thing, (each) => isOwn(later.thing, each))
          if (name !== undefined) return differs(earlier, later, name)
        }
      }
      return passes
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, spoilt('createdAt', '1999-01-01T00:00:00Z')(spoilt('status', 'ELSEWHERE')(each))]),
  }),
  sequence({
    id: 'schema/records-never-change',
    level: 'MUST',
    cites: ['D12', 'practice: what has been recorded stays as it was'],
    title: 'never changes when something was made, nor anything of a record that cannot be changed, such as a movement or an entry of a history',
    among: 'tenant',
    concerns: showsThings,
    judge: (exchanges, bench) => {
      for (const shown of sights(exchanges, bench).values()) {
        for (const [index, later] of shown.entries()) {
          const earlier = shown[index - 1]
          if (earlier === undefined) continue
          const name = differing(earlier.thing, later.thing, (each) => each === 'createdAt' || (later.thing.isFixed && isOwn(later.thing, each)))
          if (name !== undefined) return differs(earlier, later, name)
        }
      }
      return passes
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, spoilt('createdAt', '1999-01-01T00:00:00Z')(each)]),
  }),
  sequence({
    id: 'schema/values-do-not-flicker',
    level: 'SHOULD',
    cites: ['practice: what has not changed reads the same'],
    title: 'never shows another text or id of a thing between two answers within a minute that agree',
    among: 'tenant',
    concerns: (exchange, bench) => showsThings(exchange, bench) || isWrite(exchange),
    judge: (exchanges, bench) => {
      for (const shown of sights(exchanges, bench).values()) {
        for (let index = 2; index < shown.length; index++) {
          const [first, second, third] = shown.slice(index - 2, index + 1)
          if (first === undefined || second === undefined || third === undefined) continue
          if (first.writes !== third.writes || third.exchange.receivedAt - first.exchange.sentAt > 60_000) continue
          // Quantities come and go in a busy warehouse, unless the thing itself says that it did not change.
          const version = first.thing.values.get('updatedAt')
          const isStill = version !== undefined && version === third.thing.values.get('updatedAt')
          const name = differing(first.thing, second.thing, (each) => {
            const value = first.thing.values.get(each)
            return value === third.thing.values.get(each) && (isStill || value?.startsWith('"') === true)
          })
          if (name !== undefined) return differs(first, second, name)
        }
      }
      return passes
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, spoilt('createdAt', 'another day')(spoilt('name', 'somebody else')(spoilt('code', 'another')(each))), each]),
  }),
  sequence({
    id: 'tenant/nothing-in-two-tenants',
    level: 'MUST',
    cites: ['R01', 'D05', 'OWASP API1:2023'],
    title: 'shows nothing to one tenant, in whatever answer, that it shows to another one',
    among: 'tenants',
    concerns: showsThings,
    judge: (exchanges, bench) => {
      const owners = new Map<string, Answered>()
      for (const exchange of exchanges) {
        for (const { kind, id, at } of things(exchange, bench)) {
          const first = owners.get(`${kind} ${id}`)
          if (first === undefined) owners.set(`${kind} ${id}`, exchange)
          else if (first.request.tenant !== exchange.request.tenant)
            return fails(`nothing that exchange ${first.number} showed to the other tenant`, `${kind} ${id} at ${at}`, exchange)
        }
      }
      return passes
    },
    sabotage: (exchanges) =>
      exchanges.flatMap((each) => [each, { ...each, request: { ...each.request, tenant: each.request.tenant === 'main' ? 'other' : 'main' } }]),
  }),
  sequence({
    id: 'pagination/same-request-same-rows',
    level: 'SHOULD',
    cites: ['D08', 'practice: the same question has the same answer'],
    title: 'never answers a list with other rows between two answers to the same request within a minute that agree',
    among: 'tenant',
    concerns: (exchange, bench) => isWrite(exchange) || (operationOf(exchange, bench)?.list !== undefined && showsThings(exchange, bench)),
    judge: (exchanges, bench) => {
      const asked = new Map<string, { readonly rows: string; readonly exchange: Answered; readonly writes: number }[]>()
      let writes = 0
      for (const exchange of exchanges) {
        if (isWrite(exchange)) writes += 1
        if (exchange.request.method !== 'GET') continue
        const rows = things(exchange, bench)
          .filter(({ at }) => /^\/data\/\d+$/.test(at))
          .map(({ id }) => id)
          .join(', ')
        const before = asked.get(exchange.request.url) ?? []
        asked.set(exchange.request.url, [...before, { rows, exchange, writes }])
        const [first, second] = before.slice(-2)
        if (first === undefined || second === undefined || first.writes !== writes) continue
        if (exchange.receivedAt - first.exchange.sentAt > 60_000 || first.rows !== rows || second.rows === rows) continue
        return fails(`the rows ${brief(rows)}, as before and after`, brief(second.rows), second.exchange)
      }
      return passes
    },
    sabotage: (exchanges) => exchanges.flatMap((each) => [each, altered(each, { json: (body) => ({ ...body, data: [{ ...body.data[0], id: 'another' }] }) }), each]),
  }),
] as const

const brief = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)} …` : text)

