/** All observations of each resource, and how two of them are compared. */
import { rewritten } from '../../model/rewritten.ts'
import { altered, header, type Answered } from '../../model/exchange.ts'
import { isSafe } from '../../model/request.ts'
import { chain, unsettled } from '../../model/order.ts'
import { fails, type Judgement } from '../../model/judgement.ts'
import type { JudgeContext } from '../../model/rule.ts'
import { entities, type Entity } from './entities.ts'

/**
 * Whether a property belongs to the resource itself: a different value means that the resource changed. `isAlone` means that no other
 * client can have changed it in between.
 */
export const isOwn = ({ api }: JudgeContext, { values }: Entity, name: string, isAlone = false): boolean => {
  const { observed } = api.profile
  // Without a profile, it is unknown which properties change automatically.
  if (observed === undefined) return isAlone
  if (observed.borrowed?.test(name) === true || observed.isVolatile?.(values, name) === true) return false
  return isAlone || observed.borrows?.test(values.get(name) ?? '') !== true
}

/** Whether a property identifies a resource within its kind: with another value, it is another resource. */
export const isIdentity = ({ api }: JudgeContext, { values }: Entity, name: string): boolean =>
  api.profile.observed?.isIdentity?.(values, name) === true

/** Two kinds with the same id are the same resource. */
export function elsewhere(exchanges: readonly Answered[], context: JudgeContext): Judgement | undefined {
  const shared = context.api.profile.observed?.shared ?? []
  const lines = new Map<string, Entity>()
  for (const exchange of exchanges) {
    for (const thing of entities(exchange, context)) {
      const first = lines.get(thing.id) ?? thing
      lines.set(thing.id, first)
      if (first.kind === thing.kind) continue
      const name = differing(first, thing, (each) => shared.includes(each))
      if (name !== undefined)
        return fails(
          `${name} ${first.values.get(name)} for ${first.name}, as before`,
          `${thing.values.get(name)} at ${thing.at}/${name}`,
          exchange,
        )
    }
  }
  return undefined
}

export interface Observation {
  readonly thing: Entity
  readonly exchange: Answered
  /** The number of successful writes of the tenant before it. The response to a write shows the state after it. */
  readonly writes: number
  /** Whether the run created it, so that no other client knows it: by a creation, or by a write that lists what it created. */
  readonly isMade: boolean
}

/** Maximum clock difference within one deployment, including its gateway, in milliseconds. */
export const apart = 600_000

/** Whether the time of the shown version was certainly over before the response, so that a later change has a later time. */
export const isVersionOver = ({ thing, exchange }: Observation): boolean =>
  Number(thing.values.get('updatedAt')) + apart < Date.parse(header(exchange, 'date') ?? '')

/**
 * Returns every observation of every resource, by kind and id. It includes only exchanges that certainly followed one another and did not
 * overlap with a write, because those may show the state before or after it.
 */
export function observations(exchanges: readonly Answered[], context: JudgeContext): Map<string, Observation[]> {
  const result = new Map<string, Observation[]>()
  // A variant is also returned as a product, so compare by id.
  const made = new Map<string, boolean>()
  const began = Date.parse((exchanges[0] && header(exchanges[0], 'date')) ?? '')
  const vague = unsettled(exchanges, isWrite)
  let writes = 0
  for (const exchange of exchanges) {
    if (isWrite(exchange)) writes += 1
    if (vague.has(exchange)) continue
    for (const thing of entities(exchange, context)) {
      const { name, isNamed, id, values } = thing
      const which = isNamed ? name : id
      // Other clients, whose requests are unknown here, may change resources that this client created.
      const isMade =
        made.get(which) ??
        (exchange.request.isObserved !== true &&
          (exchange.reply.status === 201 || (isWrite(exchange) && Number(values.get('createdAt') ?? Number.NaN) >= began)))
      made.set(which, isMade)
      const sight = { thing, exchange, writes, isMade }
      const before = result.get(name)
      if (before === undefined) result.set(name, [sight])
      else before.push(sight)
    }
  }
  for (const [name, shown] of result)
    result.set(
      name,
      chain(shown, ({ exchange }) => exchange),
    )
  return result
}

export const isWrite = ({ request, reply }: Answered): boolean => !isSafe(request.method) && reply.status < 300

export const showsThings = (exchange: Answered, context: JudgeContext): boolean => entities(exchange, context).length > 0

const valuesOf = ({ values }: Entity): Entity['values'] => values
/** Its own values, and the ids of the resources that it contains. */
export const wholeOf = ({ values, parts }: Entity): Entity['values'] => new Map([...values, ...parts])

/** Returns the first property that both have with different values. */
export function differing(one: Entity, other: Entity, counts: (name: string) => boolean, of = valuesOf): string | undefined {
  const seconds = of(other)
  for (const [name, value] of of(one)) {
    const second = seconds.get(name)
    if (second !== undefined && second !== value && !isSameMoment(name, value, second) && counts(name)) return name
  }
  return undefined
}

/** The creation response may contain a time with a higher precision than stored; both are the same time. */
const isSameMoment = (name: string, one: string, other: string): boolean =>
  name.endsWith('At') && Math.abs(Number(one) - Number(other)) < 1000

export const differs = ({ thing }: Observation, later: Observation, name: string): Judgement =>
  fails(
    `${name} ${wholeOf(thing).get(name)} for ${thing.name}, as before`,
    `${wholeOf(later.thing).get(name)} at ${later.thing.at}/${name}`,
    later.exchange,
  )

/** Changes the value of the property in every resource. */
export const spoilt =
  (name: string, value: unknown) =>
  (each: Answered): Answered =>
    altered(each, {
      json: (body) =>
        rewritten(body, (_, place) => (place.name === name && place.parent !== undefined && 'id' in place.parent ? [value] : undefined)),
    })
