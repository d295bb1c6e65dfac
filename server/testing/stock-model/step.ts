import type fc from 'fast-check'
import { expect } from 'vitest'
import { RefusalError, type RefusalName } from '../../refusals.ts'
import { traceLine } from '../property-traces.ts'
import type { Ledger } from './ledger.ts'
import type { Stock } from './stock.ts'

/** An action on stock. */
export interface Step<Answer> {
  /** The action in words, for readers of a counterexample. */
  readonly sentence: string
  /** Whether the resources of the action exist; otherwise it is skipped. */
  readonly possible?: (stock: Stock) => boolean
  /** The expected rejection; `undefined` if the action must succeed. */
  readonly refusal: (stock: Stock) => RefusalName | undefined
  readonly ask: (ledger: Ledger, stock: Stock) => Promise<Answer>
  /** Applies the action to the model. If the server has a choice, it checks that the choice is valid and adopts it. */
  readonly follow: (stock: Stock, answer: Answer, ledger: Ledger) => void
}

export type StockCommand = fc.AsyncCommand<Stock, Ledger>

/** Applies the step to server and model and checks the outcome: rejected exactly if expected and then unchanged, and a ledger like the model. */
export function command<Answer>({ sentence, possible, refusal, ask, follow }: Step<Answer>): StockCommand {
  return {
    check: (stock) => possible?.(stock) ?? true,
    run: async (stock, ledger) => {
      const expected = refusal(stock)
      const version = await ledger.version()
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
        expect(await ledger.version(), `the version of the database after a refusal`).toBe(version)
      }
      await ledger.check(stock)
    },
    toString: () => traceLine(sentence),
  }
}
