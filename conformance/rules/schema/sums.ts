/** Sums that are larger than anything that is summed. */
import type { Asker } from '../../ask.ts'
import { altered } from '../../exchange.ts'
import type { Own } from '../../own/world.ts'
import { fails, passes, probe, unclear } from '../../rule.ts'
import { describe } from '../refusal.ts'
import { rowsOf } from '../rows.ts'

/** The greatest quantity of one stock line (`Quantity`). Three of them do not fit into 32 bits either. */
const most = 1_000_000_000

/** Stock lines of one own product at one place, each in a lot of its own and as large as it may be. */
function fullLines(ask: Asker): { readonly product: Own; readonly lines: readonly Own[] } {
  const product = ask.own.of('createProduct', 'summed')
  const lines = ['a', 'b', 'c'].map((lot) =>
    ask.own.of('recordStock', `summed-${lot}`, {
      change: { productMasterId: product.id, lotNumber: ask.own.mark(`summed-${lot}`).toUpperCase(), qty: most },
    }),
  )
  return { product, lines }
}

export const sums = [
  probe({
    id: 'schema/stock-summed',
    level: 'MUST',
    cites: ['R20', 'practice: numbers beside each other agree'],
    title: 'sums the stock lines of a product at a place exactly, also beyond what one line can hold',
    subjects: (contract) => [{ operation: contract.operations.listProductInventoryLevels }],
    ask: (_subject, ask) => {
      const { product, lines } = fullLines(ask)
      const [first, second, third] = lines.map(({ create }) => create)
      const after = lines.map(({ create }) => create)
      if (first === undefined || second === undefined || third === undefined) throw new Error('there are three lines')
      return { first, second, third, levels: ask.own.look('listProductInventoryLevels', { params: { productId: product.id }, after }) }
    },
    judge: ({ first, second, third, levels }) => {
      const lines = [first, second, third]
      const refused = lines.find(({ reply }) => reply.status >= 300)
      if (refused !== undefined) return unclear(`three stock lines (one was answered ${describe(refused)})`)
      if (levels.reply.status !== 200) return unclear(`the levels of the product (they were answered ${describe(levels)})`)
      const [level, ...others] = rowsOf(levels).map(({ quantityOnHand }) => quantityOnHand)
      const wanted = lines.length * most
      return level === wanted && others.length === 0
        ? passes
        : fails(
            `one level with quantityOnHand ${wanted}`,
            `${[level, ...others].map(String).join(', ')} in ${others.length + 1} levels`,
            levels,
          )
    },
    sabotage: ({ levels }) => ({
      levels: altered(levels, { json: (body) => ({ ...body, data: body.data.map((row: object) => ({ ...row, quantityOnHand: most })) }) }),
    }),
  }),
]
