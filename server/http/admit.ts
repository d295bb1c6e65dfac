import type { Exchange } from './exchange.ts'

/** Rejects a request without a valid key, after it was counted. */
export function admit({ denial }: Exchange): void {
  if (denial !== undefined) throw denial
}
