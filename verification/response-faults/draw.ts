/** Draws mutations of a recorded run: an operator, an exchange, and a place in it, each by chance. */
import { isAnswered, type Answered } from '../../conformance/model/exchange.ts'
import type { Recorded } from '../../conformance/run/options.ts'
import type { Contract } from '../../spec/contract.ts'
import { bodyOperators, rowOperators } from './body-operators.ts'
import { sceneOf, type Mutation, type Operator, type Scene } from './mutation.ts'
import { chance } from './random.ts'
import { replyOperators } from './reply-operators.ts'

export const operators: readonly Operator[] = [...replyOperators, ...bodyOperators, ...rowOperators]

/** The scene of any exchange of a run, the answers to the other tenant at hand. */
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

/** How many exchanges an operator is tried on before another operator is drawn: some fit one exchange in a hundred. */
const tries = 200

/** So many mutations of a run; equal seeds draw equal ones. Every operator that fits the run has the same share, however few exchanges it fits. */
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
  // Operators that fit nothing in the run must not be looked for without end.
  for (let round = 0; drawn.length < count && round < count * 2; round++) {
    const mutation = one(main.pick(operators))
    if (mutation !== undefined) drawn.push(mutation)
  }
  return drawn
}
