/** Draws mutations of a recorded run: a random operator, a random exchange and a random place in its response. */
import { isAnswered, type Answered } from '../../conformance/model/exchange.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import type { Contract } from '../../spec/contract.ts'
import { bodyOperators, rowOperators } from './body-operators.ts'
import { sceneOf, type Mutation, type Operator, type Scene } from './mutation.ts'
import { chance } from './random.ts'
import { replyOperators } from './reply-operators.ts'

export const operators: readonly Operator[] = [...replyOperators, ...bodyOperators, ...rowOperators]

/** Returns the scene of an exchange of the run, with the responses to the other tenant. Scenes are cached. */
function scenes(contract: Contract, { record }: Pick<Recorded, 'record'>): (exchange: Answered) => Scene {
  const answered = record.exchanges.filter(isAnswered)
  const isOther = ({ request: { credential } }: Answered): boolean => credential.kind === 'key' && credential.role === 'other'
  const known = new Map<number, Scene>()
  return (exchange) => {
    const found = known.get(exchange.number)
    if (found?.exchange === exchange) return found
    const { operation } = exchange.request
    const foreign = answered.filter(
      (each) =>
        operation !== undefined &&
        each.request.operation === operation &&
        each.reply.status < 300 &&
        each.request.method !== 'HEAD' &&
        isOther(each) !== isOther(exchange) &&
        each.request.key !== undefined,
    )
    const scene = sceneOf(contract, exchange, exchange.reply.status < 300 ? foreign : [])
    known.set(exchange.number, scene)
    return scene
  }
}

/** Number of exchanges to try before another operator is drawn: some operators fit only one exchange in a hundred. */
const tries = 200

/**
 * Draws `count` mutations of a run. Equal seeds draw equal mutations. Every operator that fits the run has the same share, even if it fits only a few
 * exchanges.
 */
export function draw(contract: Contract, recorded: Pick<Recorded, 'record'>, count: number, seed: number): Mutation[] {
  const answered = recorded.record.exchanges.filter(isAnswered)
  const scene = scenes(contract, recorded)
  const main = chance(seed)
  const drawn: Mutation[] = []
  const one = (operator: Operator | undefined): Mutation | undefined => {
    for (let attempt = 0; operator !== undefined && attempt < tries; attempt++) {
      const exchange = main.pick(answered)
      const own = main.below(2 ** 31)
      if (exchange === undefined) return undefined
      const again = (each: Scene) => operator.apply(each, chance(own))
      const change = again(scene(exchange))
      if (change !== undefined) return { ...change, number: drawn.length + 1, operator, exchange, again }
    }
    return undefined
  }
  // Limits the rounds, because an operator may fit no exchange of the run.
  for (let round = 0; drawn.length < count && round < count * 2; round++) {
    const mutation = one(main.pick(operators))
    if (mutation !== undefined) drawn.push(mutation)
  }
  return drawn
}
