import type { Definitions } from '../../../spec/contract.ts'
import type { Api } from '../../model/api.ts'
import type { Exchange } from '../../model/exchange.ts'
import type { Presentation } from '../reported-exchange.ts'

/** The exchanges of a run, for formats that show more of them than the report does. */
export interface Traffic extends Presentation {
  /** In the order of sending. */
  readonly exchanges: readonly Exchange[]
  /** The keys of the run by name, as text. No format may write one. */
  readonly keys: ReadonlyMap<string, string>
  /** The texts of promises and decisions that rules cite, and the faults that rules are proven to find. */
  readonly profile: Pick<Api['profile'], 'promises' | 'decisions' | 'documentation' | 'knownFaults'>
  /** Where the operations are written; absent for a contract that the caller supplied. */
  readonly definitions?: Definitions
}
