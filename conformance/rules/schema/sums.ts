/** Sums that are larger than anything that is summed. */
import { altered } from '../../model/exchange.ts'
import { fails, passes, unclear } from '../../model/judgement.ts'
import { probe } from '../../model/rule.ts'
import { describe } from '../refusal.ts'
import { rowsOf } from '../rows.ts'

export const sums = [
  probe({
    id: 'schema/stock-summed',
    level: 'MUST',
    cites: ['R20', 'practice: numbers beside each other agree'],
    title: 'sums the stock lines of a product at a place exactly, also above the maximum of one line',
    subjects: ({ operations, profile: { sum } }) => {
      const operation = sum && operations[sum.operation]
      return sum === undefined || operation === undefined ? [] : [{ operation, sum }]
    },
    ask: ({ sum }, { resources }) => sum.ask(resources, sum.most(resources)),
    judge: ({ first, second, third, sum: shown }, { sum }, { api }) => {
      const summands = [first, second, third]
      const refused = summands.find(({ reply }) => reply.status >= 300)
      const { noun } = sum
      if (refused !== undefined) return unclear(`three ${noun.summands} (one was answered ${describe(refused)})`)
      if (shown.reply.status !== 200) return unclear(`the ${noun.sums} (they were answered ${describe(shown)})`)
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
