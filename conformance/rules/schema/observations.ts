/** Every showing of every thing, and how two of them are held against each other. */
import { rewritten } from '../../model/rewritten.ts'
import { altered, header, type Answered } from '../../model/exchange.ts'
import { isSafe } from '../../model/request.ts'
import { chain, unsettled } from '../../model/order.ts'
import { fails, type Judgement } from '../../model/judgement.ts'
import type { JudgeContext } from '../../model/rule.ts'
import { entities, type Entity } from './entities.ts'

/** Whether a property is the thing's own: with another value the thing itself has changed. `isAlone` says that nothing can have changed in between. */
export const isOwn = ({ api }: JudgeContext, { values }: Entity, name: string, isAlone = false): boolean => {
  const { observed } = api.profile
  // Nobody has told what changes by itself.
  if (observed === undefined) return isAlone
  if (observed.borrowed?.test(name) === true || observed.isVolatile?.(values, name) === true) return false
  return isAlone || observed.borrows?.test(values.get(name) ?? '') !== true
}

/** Whether a property tells a thing from others of its kind: with another value it would be another thing. */
export const isIdentity = ({ api }: JudgeContext, { values }: Entity, name: string): boolean =>
  api.profile.observed?.isIdentity?.(values, name) === true

/** Two kinds that show one id speak of one thing. */
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
          `${name} ${first.values.get(name)} of ${first.name}, as before`,
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
  /** Successful writes of the tenant before it; the answer to one shows what is after it. */
  readonly writes: number
  /** Whether the run has made it, so that nobody else knows of it: by a creation, or by a write that lists what came of it. */
  readonly isMade: boolean
}

/**
 * Every showing of every thing, by kind and id, of those that certainly came one after the other, and were not on their way together with a write: what
 * these show may be from before it or from after it.
 */
export function observations(exchanges: readonly Answered[], context: JudgeContext): Map<string, Observation[]> {
  const result = new Map<string, Observation[]>()
  // A variant is shown as a product too, so that the id decides.
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
      // Of what a client makes, others who are not seen here may change something.
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
/** What is its own, and which things it shows besides. */
export const wholeOf = ({ values, parts }: Entity): Entity['values'] => new Map([...values, ...parts])

/** The first property that both show, and show differently. */
export function differing(one: Entity, other: Entity, counts: (name: string) => boolean, of = valuesOf): string | undefined {
  const seconds = of(other)
  for (const [name, value] of of(one)) {
    const second = seconds.get(name)
    if (second !== undefined && second !== value && !isSameMoment(name, value, second) && counts(name)) return name
  }
  return undefined
}

/** A time that was told more exactly when it was made than it is kept is none the less the same. */
const isSameMoment = (name: string, one: string, other: string): boolean =>
  name.endsWith('At') && Math.abs(Number(one) - Number(other)) < 1000

export const differs = ({ thing }: Observation, later: Observation, name: string): Judgement =>
  fails(
    `${name} ${wholeOf(thing).get(name)} of ${thing.name}, as before`,
    `${wholeOf(later.thing).get(name)} at ${later.thing.at}/${name}`,
    later.exchange,
  )

/** Another value in the property of every thing. */
export const spoilt =
  (name: string, value: unknown) =>
  (each: Answered): Answered =>
    altered(each, {
      json: (body) =>
        rewritten(body, (_, place) => (place.name === name && place.parent !== undefined && 'id' in place.parent ? [value] : undefined)),
    })
