import type { Exchange } from './exchange.ts'

/** Refuses who has no valid key, now that the request is counted. */
export function admit({ denial }: Exchange): void {
  if (denial !== undefined) throw denial
}
