import type fc from 'fast-check'
import { expect } from 'vitest'
import { RefusalError, type RefusalName } from '../../refusals.ts'
import { traceLine } from '../property-traces.ts'
import type { Ledger } from './ledger.ts'
import type { Stock } from './stock.ts'

/** Something that is done to stock. */
export interface Step<Answer> {
  /** What is done, for people who read a counterexample. */
  readonly sentence: string
  /** Whether what the sentence speaks of exists; only then is it done. */
  readonly possible?: (stock: Stock) => boolean
  /** Why it must be refused; `undefined` if it must not. */
  readonly refusal: (stock: Stock) => RefusalName | undefined
  readonly ask: (ledger: Ledger, stock: Stock) => Promise<Answer>
  /** Does it in the model. Where the server has a choice, it takes over what the server chose, after it has seen that it could be chosen. */
  readonly follow: (stock: Stock, answer: Answer, ledger: Ledger) => void
}

export type StockCommand = fc.AsyncCommand<Stock, Ledger>

/** The step done to both, with what must be true afterwards: refused if and only if it must be, nothing changed if refused, and the ledger as in the model. */
export function command<Answer>({ sentence, possible, refusal, ask, follow }: Step<Answer>): StockCommand {
  return {
    check: (stock) => possible?.(stock) ?? true,
    run: async (stock, ledger) => {
      const expected = refusal(stock)
      const version = ledger.version()
      const outcome = await ask(ledger, stock).then(
        (answer) => ({ answer }),
        (error: unknown) => {
          if (!(error instanceof RefusalError)) throw error
          return { refused: error.refusal }
        },
      )
      const refused = 'refused' in outcome ? outcome.refused : undefined
      ledger.note(refused ?? 'done')
      expect(refused ?? 'done', `the last step, ${sentence}`).toBe(expected ?? 'done')
      if ('answer' in outcome) {
        await ledger.read()
        follow(stock, outcome.answer, ledger)
      } else {
        expect(ledger.version(), `the version of the database after a refusal`).toBe(version)
      }
      await ledger.check(stock)
    },
    toString: () => traceLine(sentence),
  }
}
