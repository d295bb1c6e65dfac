/** What sending a plan needs, and what it tells while it goes. */
import type { WriteConsent } from '../guard/consent.ts'
import type { Api } from '../model/api.ts'
import type { Exchange } from '../model/exchange.ts'
import type { Journal } from '../cleanup/journal.ts'
import type { Plan } from '../plan/model.ts'
import type { KeyRing } from './key-ring.ts'
import type { Pace } from './pace.ts'
import type { Patience } from './patience.ts'
import type { Wire } from '../guard/wire.ts'

export type SendEvent =
  | { readonly type: 'exchange'; readonly exchange: Exchange; readonly sent: number; readonly planned: number }
  /** `milliseconds` until the key named can send again. */
  | { readonly type: 'wait'; readonly key: string; readonly milliseconds: number }

export interface SendOptions {
  readonly plan: Plan
  readonly api: Api
  /** What the caller allows; the guard in front of every write holds it against the plan once more. */
  readonly consent: WriteConsent
  readonly baseUrl: string
  readonly keys: KeyRing
  readonly wire: Wire
  readonly clock: () => number
  /** Ends at once when the run is interrupted, and whenever it has been. */
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly onEvent: (event: SendEvent) => void
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
  /** How many requests may be on their way at once; writes are always alone. */
  readonly concurrency: number
  /** Where writes are noted before they are sent; a plan without own data needs none. */
  readonly journal?: Journal
  /** Aborted to end the run: nothing more is sent but the clean-up of what was made, and nothing is waited for. */
  readonly stop?: AbortSignal
  /** How long to wait for rate limits. */
  readonly patience: Patience
  /** Called once, after the first request of the plan, with what is known of the limits; gives the plan to follow, which begins with the same request. */
  readonly settle?: (pace: Pace) => Plan
}
