/** The exchanges of a run. */
import type { Exchange } from './exchange.ts'

/** The sent requests, and the reasons why others were not sent. */
export interface Recording {
  /** In the order of sending. The last exchange of a key counts; earlier ones were rejected with 429 and repeated. */
  readonly exchanges: readonly Exchange[]
  /** By key of the request. */
  readonly byRequest: ReadonlyMap<string, Exchange>
  /** The reason why a planned request could not be sent, by key of the request. */
  readonly unsent: ReadonlyMap<string, string>
}
