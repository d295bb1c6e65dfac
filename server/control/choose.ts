import type { Choose, Parts } from '../app.ts'
import type { Deviation } from '../deviations/deviation.ts'
import { bearerToken } from '../http/authenticate.ts'
import { parseKeyText } from '../keys/key-text.ts'
import { type Fault, faultOrder, withFault } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Facts, Rules } from './rules.ts'

/** The public id in an `Authorization` header, whether or not its key is valid. */
export function keyIn(authorization: string | undefined): string | undefined {
  const token = authorization === undefined ? undefined : bearerToken(authorization)
  return token === undefined ? undefined : parseKeyText(token)?.publicId
}

/** The public id of a key that is given as such, with its prefix, or as a whole. */
export const publicIdOf = (key: string): string => parseKeyText(key)?.publicId ?? /^bdk_[a-z]+_([A-Za-z0-9]+)$/.exec(key)?.[1] ?? key

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

/**
 * Selects the parts for each request: the correct ones, or those with the deviations and faults that affect it; all of them enter it in the journal.
 * Parts with deviations are assembled once for each combination, because some deviations remember earlier requests.
 */
export function createChoose({ parts, deviations, faults, journal, now, drawsOf }: Choosing): Choose {
  const recorded = (assembled: Parts, affectedBy: readonly string[]): Parts => ({
    ...assembled,
    steps: journal.observing(assembled.steps, affectedBy),
  })
  const plain = recorded(parts, [])
  // By rule objects, which end with their rule: what has the same id after a reset is another rule.
  const assemblies = new WeakMap<object, Map<string, Parts>>()
  const delays = new WeakMap<object, () => number>()

  const deviating = (rules: ReturnType<typeof deviations.hit>): Parts => {
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

  const drawOf = (rule: object & { readonly id: string }) => {
    const known = delays.get(rule) ?? drawsOf(`${rule.id} delay`)
    delays.set(rule, known)
    return known
  }

  return (routed) => {
    // The usual case must cost as little as possible: no look at the request.
    if (deviations.isEmpty && faults.isEmpty) return plain
    const facts: Facts = {
      operation: routed?.target.endpoint?.operation.id,
      key: keyIn(routed?.incoming.headers.authorization),
    }
    const [deviant, faulty] = [deviations.hit(facts), faults.hit(facts)]
    if (deviant.length === 0 && faulty.length === 0) return plain
    const affectedBy = [...deviant, ...faulty].map(({ id }) => id)
    if (faulty.some(({ effect }) => effect.type === 'drop' && effect.at === 'request')) {
      const { method = '', url = '', headers = {} } = routed?.incoming ?? {}
      const [path = '', query = ''] = url.split(/\?(.*)/s, 2)
      journal.closed({ at: now(), method, path, query, headers }, facts.operation, affectedBy)
      return undefined
    }
    const ordered = [...faulty].sort((a, b) => faultOrder.indexOf(a.effect.type) - faultOrder.indexOf(b.effect.type))
    return recorded(
      ordered.reduce((made, rule) => withFault(made, rule.effect, drawOf(rule)), deviating(deviant)),
      affectedBy,
    )
  }
}
