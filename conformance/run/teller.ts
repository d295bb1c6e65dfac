import { byBasis } from '../judge/by-basis.ts'
import type { Verdict } from '../judge/verdict.ts'
import { VerdictStream } from '../judge/verdict-stream.ts'
import { waive } from '../judge/waivers.ts'
import type { Exchange } from '../model/exchange.ts'
import type { Covered } from '../model/recording.ts'
import type { Request } from '../model/request.ts'
import type { Plan } from '../plan/model.ts'
import { acceptedBy } from '../report/baseline.ts'
import { FindingIds } from '../report/finding-ids.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import { reportVerdict } from '../report/reported-verdict.ts'
import { defaults, type RunOptions } from './options.ts'
import type { Setup } from './setup.ts'

/** Emits every verdict once, as soon as it is final. */
export class Teller {
  readonly #options: Pick<RunOptions, 'onVerdict' | 'waivers' | 'baseline' | 'basis' | 'select'>
  readonly #setup: Setup
  #stream: VerdictStream | undefined
  /** Exchanges received before the plan was known. */
  readonly #early: Exchange[] = []
  /** How often each verdict was emitted, by its text: a rule may have equal verdicts on one operation. */
  readonly #told = new Map<string, number>()

  constructor(options: Pick<RunOptions, 'onVerdict' | 'waivers' | 'baseline' | 'basis' | 'select'>, setup: Setup) {
    this.#options = options
    this.#setup = setup
  }

  /** Whether the caller selected the rule and the operation of a verdict. */
  readonly isChosen = ({ rule, operation: id, about, by }: Verdict): boolean => {
    const operation = id === undefined ? undefined : this.#setup.api.operations[id]
    return by !== 'choice' && by !== 'shard' && (this.#options.select?.includes({ rule, operation, about }) ?? true)
  }

  /** Returns a verdict as the report has it; `undefined` if the report does not contain it. */
  readonly decided = (verdict: Verdict): Verdict | undefined => {
    if (!this.isChosen(verdict)) return undefined
    const { waivers = [], baseline, basis = defaults.basis } = this.#options
    const waived = waive(verdict, waivers, new Date(this.#setup.startedAt))
    return byBasis(baseline === undefined ? waived : acceptedBy(baseline, this.#redact())(waived), basis)
  }

  /** Sets the plan that is followed. */
  follow(plan: Plan): void {
    if (this.#options.onVerdict === undefined) return
    const stream = new VerdictStream(plan, this.#setup.context)
    this.#stream = stream
    this.#tell(this.#early.flatMap((each) => stream.take(each)))
  }

  take(exchange: Exchange): void {
    if (this.#stream === undefined) this.#early.push(exchange)
    else this.#tell(this.#stream.take(exchange))
  }

  /** Takes a request that is not sent, with the one that covers it. Requests are spared only after the plan is known. */
  spare(request: Request, by: Covered): void {
    if (this.#stream !== undefined) this.#tell(this.#stream.spare(request, by))
  }

  /** Emits the verdicts that were not emitted yet. */
  end(verdicts: readonly Verdict[]): void {
    this.#tell(verdicts, true)
  }

  /** The keys of the run may grow while it runs. */
  #redact(): (text: string) => string {
    const { keys, headers, api } = this.#setup
    return redactor([...keys.secrets, ...secretsOf(headers)], api.keyFormat)
  }

  #tell(verdicts: readonly Verdict[], isEnd = false): void {
    const { onVerdict } = this.#options
    if (onVerdict === undefined || verdicts.length === 0) return
    const { api, target, startedAt } = this.#setup
    const presentation = { baseUrl: target.baseUrl, startedAt, redact: this.#redact(), format: api.keyFormat }
    for (const judged of verdicts.flatMap((each) => this.decided(each) ?? [])) {
      const reported = reportVerdict(judged, presentation, new FindingIds())
      const text = JSON.stringify(reported)
      const count = this.#told.get(text) ?? 0
      this.#told.set(text, isEnd ? count - 1 : count + 1)
      if (!isEnd || count <= 0) onVerdict(reported)
    }
  }
}
