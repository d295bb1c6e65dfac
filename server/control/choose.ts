import type { Choose, Parts } from '../app.ts'
import type { Deviation } from '../deviations/deviation.ts'
import { bearerToken } from '../http/authenticate.ts'
import { parseKeyText } from '../keys/key-text.ts'
import { type Fault, faultOrder, withFault } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Facts, Rule, Rules } from './rules.ts'

/** The public id in an `Authorization` header, whether or not its key is valid. */
export function keyIn(authorization: string | undefined): string | undefined {
  const token = authorization === undefined ? undefined : bearerToken(authorization)
  return token === undefined ? undefined : parseKeyText(token)?.publicId
}

/** The public id of a key that is given as such, with its prefix, or as a whole. */
export const publicIdOf = (key: string): string => parseKeyText(key)?.publicId ?? /^bdk_[a-z]+_([A-Za-z0-9]+)$/.exec(key)?.[1] ?? key

/** What conditions look at in a request. */
export const factsOf = (routed: Parameters<Choose>[0]): Facts => ({
  operation: routed?.target.endpoint?.operation.id,
  key: keyIn(routed?.incoming.headers.authorization),
})

/** A deviation or a fault that affects a request. Its object ends with the rule: what has the same id after a reset is another one. */
export type Hit<Effect> = Pick<Rule<Effect>, 'id' | 'effect'>

/** What affects one request. */
export interface Hits {
  readonly deviations: readonly Hit<Deviation>[]
  readonly faults: readonly Hit<Fault>[]
}

/** The ids of all that affects a request. */
export const idsOf = ({ deviations, faults }: Hits): string[] => [...deviations, ...faults].map(({ id }) => id)

/** Whether the connection is to be closed before the request is processed. */
export const closesAtOnce = ({ faults }: Hits): boolean => faults.some(({ effect }) => effect.type === 'drop' && effect.at === 'request')

/** What the journal gets of a request that is not processed. */
export function sentIn(routed: Parameters<Choose>[0], at: number) {
  const { method = '', url = '', headers = {} } = routed?.incoming ?? {}
  const [path = '', query = ''] = url.split(/\?(.*)/s, 2)
  return { at, method, path, query, headers }
}

/**
 * Assembles parts with what affects a request; `drawOf` returns random numbers from 0 to less than 1 for a fault. Parts with deviations are assembled once for
 * each combination, because some deviations remember earlier requests.
 */
export function createAssembler(parts: Parts): (hits: Hits, drawOf: (rule: Hit<Fault>) => () => number) => Parts {
  const assemblies = new WeakMap<object, Map<string, Parts>>()
  const deviating = (rules: readonly Hit<Deviation>[]): Parts => {
    const [first] = rules
    if (first === undefined) return parts
    const known = assemblies.get(first) ?? new Map<string, Parts>()
    assemblies.set(first, known)
    const ids = rules.map(({ id }) => id).join(' ')
    let assembled = known.get(ids)
    if (assembled === undefined) {
      assembled = rules.reduce((made, { effect }) => effect.change.assemble(made), parts)
      known.set(ids, assembled)
    }
    return assembled
  }
  return ({ deviations, faults }, drawOf) =>
    faults
      .toSorted((a, b) => faultOrder.indexOf(a.effect.type) - faultOrder.indexOf(b.effect.type))
      .reduce((made, rule) => withFault(made, rule.effect, drawOf(rule)), deviating(deviations))
}

/** What decides about requests. */
export interface Choosing {
  /** The correct parts. */
  readonly parts: Parts
  readonly deviations: Rules<Deviation>
  readonly faults: Rules<Fault>
  readonly journal: Journal
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Random numbers from 0 to less than 1 for what is named. */
  readonly drawsOf: (name: string) => () => number
}

/** Selects the parts for each request: the correct ones, or those with the deviations and faults that affect it; all of them enter it in the journal. */
export function createChoose({
  parts,
  deviations,
  faults,
  journal,
  now,
  drawsOf,
}: Choosing): (...args: Parameters<Choose>) => Parts | undefined {
  const recorded = (assembled: Parts, affectedBy: readonly string[]): Parts => ({
    ...assembled,
    steps: journal.observing(assembled.steps, affectedBy),
  })
  const plain = recorded(parts, [])
  const assembled = createAssembler(parts)
  const delays = new WeakMap<object, () => number>()

  const drawOf = (rule: Hit<Fault>) => {
    const known = delays.get(rule) ?? drawsOf(`${rule.id} delay`)
    delays.set(rule, known)
    return known
  }

  return (routed) => {
    // The usual case must cost as little as possible: no look at the request.
    if (deviations.isEmpty && faults.isEmpty) return plain
    const facts = factsOf(routed)
    const hits: Hits = { deviations: deviations.hit(facts), faults: faults.hit(facts) }
    const affectedBy = idsOf(hits)
    if (affectedBy.length === 0) return plain
    if (closesAtOnce(hits)) {
      journal.closed(sentIn(routed, now()), facts.operation, affectedBy)
      return undefined
    }
    return recorded(assembled(hits, drawOf), affectedBy)
  }
}
