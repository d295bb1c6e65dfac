/** Numbers that the contract derives from other numbers of the same response. */
import { rewritten } from '../../model/rewritten.ts'
import { altered, json, type Answered } from '../../model/exchange.ts'
import type { Equation } from '../../model/profile.ts'
import { fails, holds, passes } from '../../model/judgement.ts'
import { law, operationOf, type JudgeContext } from '../../model/rule.ts'
import { withoutNoise } from './computed.ts'
import { objects } from './objects.ts'

/** Binary fractions are not exact, so half a unit of the last digit may be rounded either way. */
const isNear = (a: number, b: number, rounding: number): boolean =>
  Math.abs(a - b) <= rounding + 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

interface Instance {
  readonly at: string
  readonly equation: Equation
  readonly seen: number
  readonly wanted: number
}

function instances(exchange: Answered, { api }: JudgeContext): Instance[] {
  const root = json(exchange)?.value
  return [...objects(root)].flatMap(({ at, object }) =>
    api.profile.equations.flatMap((equation): Instance[] => {
      const seen = object[equation.result]
      const terms = equation.terms.map((name) => object[name])
      if (typeof seen !== 'number' || !terms.every((each) => typeof each === 'number')) return []
      const wanted = equation.value(...terms)
      return wanted === undefined ? [] : [{ at, equation, seen, wanted }]
    }),
  )
}

const isDerived = (exchange: Answered, context: JudgeContext): boolean =>
  exchange.reply.status === operationOf(exchange, context)?.success.status &&
  exchange.request.method !== 'HEAD' &&
  instances(exchange, context).length > 0

export const arithmetic = [
  law({
    id: 'schema/arithmetic-holds',
    level: 'SHOULD',
    cites: ['R20', 'practice: related numbers in a response agree'],
    title: 'returns quantities that add up as documented: available and promisable quantities, totals and differences',
    concerns: isDerived,
    judge: (exchange, context) => {
      const wrong = instances(exchange, context).find(({ seen, wanted, equation }) => !isNear(seen, wanted, equation.rounding ?? 0))
      if (wrong === undefined) return passes
      const { at, equation, seen, wanted } = wrong
      return fails(`${at}/${equation.result} = ${equation.text} = ${withoutNoise(wanted)}`, String(seen))
    },
    sabotage: (exchange, context) => {
      const [first] = instances(exchange, context)
      const wrong = rewritten(json(exchange)?.value, (each, { name }) =>
        name === first?.equation.result && typeof each === 'number' ? [each + 7] : undefined,
      )
      return altered(exchange, { text: JSON.stringify(wrong) })
    },
  }),
  law({
    id: 'schema/shortage-means-unavailable',
    level: 'SHOULD',
    cites: ['R20', 'practice: related numbers in a response agree'],
    title: 'marks an item as available if and only if it has no shortage',
    concerns: (exchange, context) =>
      exchange.reply.status === operationOf(exchange, context)?.success.status && shortages(exchange, context).length > 0,
    judge: (exchange, context) => {
      const wrong = shortages(exchange, context).find(({ isShort, isAvailable }) => isShort === isAvailable)
      return holds(wrong === undefined, `${wrong?.at} ${String(!wrong?.isShort)}`, String(wrong?.isAvailable))
    },
    sabotage: (exchange, { api }) =>
      altered(exchange, {
        text: exchange.reply.body
          .toString()
          .replaceAll(
            new RegExp(`"${api.profile.shortage?.available ?? ''}":\\s*(true|false)`, 'g'),
            (all: string, was: string) => all.slice(0, -was.length) + String(was !== 'true'),
          ),
      }),
  }),
]

/** Returns every item that contains its shortage and its availability. */
function shortages(exchange: Answered, { api }: JudgeContext) {
  const { shortage } = api.profile
  if (shortage === undefined) return []
  return [...objects(json(exchange)?.value)].flatMap(({ at, object }) => {
    const [short, isAvailable] = [object[shortage.short], object[shortage.available]]
    if (typeof short !== 'number' || typeof isAvailable !== 'boolean') return []
    return [{ at: `${at}/${shortage.available}`, isShort: short > 0, isAvailable }]
  })
}
