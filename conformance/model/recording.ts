/** What a run sent, and what came back. */
import type { Exchange } from './exchange.ts'

/** What was sent, and why the rest was not. */
export interface Recording {
  /** In the order of sending; the last one of a key is the one that counts, earlier ones were refused with 429 and repeated. */
  readonly exchanges: readonly Exchange[]
  /** By key of the request. */
  readonly byRequest: ReadonlyMap<string, Exchange>
  /** Why a planned request could not be sent, by key of the request. */
  readonly unsent: ReadonlyMap<string, string>
}
