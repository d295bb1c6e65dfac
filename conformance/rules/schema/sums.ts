/** Sums that are larger than anything that is summed. */
import { altered } from '../../model/exchange.ts'
import { fails, passes, probe, unclear, type Bench } from '../../model/rule.ts'
import { describe } from '../refusal.ts'
import { rowsOf } from '../rows.ts'

/** The greatest quantity of one stock line. Three of them do not fit into 32 bits either. */
const mostOf = ({ contract }: Pick<Bench, 'contract'>): number =>
  contract.operations.recordStock.body?.schema.properties?.['qty']?.maximum ?? 0

export const sums = [
  probe({
    id: 'schema/stock-summed',
    level: 'MUST',
    cites: ['R20', 'practice: numbers beside each other agree'],
    title: 'sums the stock lines of a product at a place exactly, also above the maximum of one line',
    subjects: (contract) => [{ operation: contract.operations.listProductInventoryLevels }],
    ask: (_subject, ask) => {
      const product = ask.own.of('createProduct', 'summed')
      const line = (lot: string) =>
        ask.own.of('recordStock', `summed-${lot}`, {
          change: { productMasterId: product.id, lotNumber: ask.own.mark(`summed-${lot}`).toUpperCase(), qty: mostOf(ask) },
        }).create
      const [first, second, third] = [line('a'), line('b'), line('c')]
      const after = [first, second, third]
      return { first, second, third, levels: ask.own.look('listProductInventoryLevels', { params: { productId: product.id }, after }) }
    },
    judge: ({ first, second, third, levels }, _subject, bench) => {
      const lines = [first, second, third]
      const refused = lines.find(({ reply }) => reply.status >= 300)
      if (refused !== undefined) return unclear(`three stock lines (one was answered ${describe(refused)})`)
      if (levels.reply.status !== 200) return unclear(`the levels of the product (they were answered ${describe(levels)})`)
      const [level, ...others] = rowsOf(levels).map(({ quantityOnHand }) => quantityOnHand)
      const wanted = lines.length * mostOf(bench)
      return level === wanted && others.length === 0
        ? passes
        : fails(
            `one level with quantityOnHand ${wanted}`,
            `${[level, ...others].map(String).join(', ')} in ${others.length + 1} levels`,
            levels,
          )
    },
    sabotage: ({ levels }) => ({
      levels: altered(levels, { json: (body) => ({ ...body, data: body.data.map((row: object) => ({ ...row, quantityOnHand: 1 })) }) }),
    }),
  }),
]
