/** Options for sending a plan, and the events that it emits. */
import type { WriteConsent } from '../guard/consent.ts'
import type { Api } from '../model/api.ts'
import type { Exchange } from '../model/exchange.ts'
import type { Journal } from '../cleanup/journal.ts'
import type { Covered, Recording } from '../model/recording.ts'
import type { Request } from '../model/request.ts'
import type { Tracing } from '../model/tracing.ts'
import type { Instance, Plan } from '../plan/model.ts'
import type { KeyRing } from './key-ring.ts'
import type { Pace } from './pace.ts'
import type { Patience } from './patience.ts'
import type { Wire } from '../guard/wire.ts'

export type SendEvent =
  | { readonly type: 'exchange'; readonly exchange: Exchange; readonly sent: number; readonly planned: number }
  /** A planned request was not necessary after the responses so far. `by` covers it; absent for what only covered requests need. */
  | { readonly type: 'spared'; readonly request: Request; readonly by: Covered | undefined }
  /** `milliseconds` until the key can send again. */
  | { readonly type: 'wait'; readonly key: string; readonly milliseconds: number }
  /** The requests of the plan are sent. What the run created and has not deleted yet is deleted now; then the responses are judged. */
  | { readonly type: 'cleanup' }

export interface SendOptions {
  readonly plan: Plan
  readonly api: Api
  /** What the caller allows; the write guard checks the plan against it once more. */
  readonly consent: WriteConsent
  readonly baseUrl: string
  readonly keys: KeyRing
  readonly wire: Wire
  readonly clock: () => number
  /** Resolves immediately once the run ends. */
  readonly sleep: (milliseconds: number) => Promise<void>
  /** The same for cleanup requests: resolves immediately only once the run is interrupted. */
  readonly cleanupSleep: (milliseconds: number) => Promise<void>
  readonly onEvent: (event: SendEvent) => void
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
  /** Maximum number of parallel requests; writes are never sent in parallel. */
  readonly concurrency: number
  /** Where writes are recorded before they are sent; a plan that creates nothing needs none. */
  readonly journal?: Journal
  /** Aborted to end the run: only cleanup requests are sent from then on. An option that ends it is the reason (`Ended`). */
  readonly stop?: AbortSignal
  /** Aborted together with `stop` by an interruption, but not by an option: cleanup requests do not wait from then on. */
  readonly interruption?: AbortSignal
  /** How long to wait for rate limits. */
  readonly patience: Patience
  /** Called once, after the first request of the plan, with the known rate limits. Returns the plan to follow, which begins with the same request. */
  readonly settle?: (pace: Pace) => Plan
  /**
   * Returns why a check must repeat some of its requests before it is judged, or `undefined` if it need not, as by default. Called once its
   * other requests have their responses.
   */
  readonly doubt?: (instance: Instance, recording: Recording) => string | undefined
  /** Traces every request; none is traced by default. */
  readonly tracing?: Tracing
}
