/** Sums that are larger than the maximum of one summand. */
import { altered } from '../../model/exchange.ts'
import { fails, passes, unclear } from '../../model/judgement.ts'
import { probe } from '../../model/rule.ts'
import { describe } from '../refusal.ts'
import { rowsOf } from '../rows.ts'

export const sums = [
  probe({
    id: 'schema/stock-summed',
    level: 'MUST',
    cites: ['R20', 'practice: related numbers in a response agree'],
    title: 'returns the exact sum of the stock lines of a product at a location, even above the maximum of one line',
    subjects: ({ operations, profile: { sum } }) => {
      const operation = sum && operations[sum.operation]
      return sum === undefined || operation === undefined ? [] : [{ operation, sum }]
    },
    ask: ({ sum }, { resources }) => sum.ask(resources, sum.most(resources)),
    judge: ({ first, second, third, sum: shown }, { sum }, { api }) => {
      const summands = [first, second, third]
      const refused = summands.find(({ reply }) => reply.status >= 300)
      const { noun } = sum
      if (refused !== undefined) return unclear(`the creation of one of the three ${noun.summands} returned ${describe(refused)}`)
      if (shown.reply.status !== 200) return unclear(`the request for the ${noun.sums} returned ${describe(shown)}`)
      const [found, ...others] = rowsOf(shown).map((row) => row[sum.property])
      const wanted = summands.length * sum.most({ contract: api })
      return found === wanted && others.length === 0
        ? passes
        : fails(
            `one ${noun.sum} with ${sum.property} ${wanted}`,
            `${[found, ...others].map(String).join(', ')} in ${others.length + 1} ${noun.sum}s`,
            shown,
          )
    },
    sabotage: ({ sum: shown }, { sum: { property } }) => ({
      sum: altered(shown, { json: (body) => ({ ...body, data: body.data.map((row: object) => ({ ...row, [property]: 1 })) }) }),
    }),
  }),
]
