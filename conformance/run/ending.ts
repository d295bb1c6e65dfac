/** Ends a run before all requests are sent: after a number of failures, or after a time. */
import { InPassing } from '../judge/in-passing.ts'
import { isOutage, type Verdict } from '../judge/verdict.ts'
import { isAnswered, type Exchange } from '../model/exchange.ts'
import { Ended } from '../model/recording.ts'
import type { JudgeContext, Rule } from '../model/rule.ts'
import { FindingIds } from '../report/finding-ids.ts'
import type { ReportedVerdict } from '../report/reported-verdict.ts'
import type { Sleep } from '../send/interruptible.ts'
import { sayDuration } from '../text/duration.ts'
import type { RunOptions } from './options.ts'

type EndingOptions = Pick<RunOptions, 'failFast' | 'maxTime' | 'stop'>

/** Counts the failures and the time of a run. */
export class Ending {
  /** Aborted when the run ends early, for whatever reason; `undefined` if it never does. */
  readonly signal: AbortSignal | undefined
  readonly #controller = new AbortController()
  readonly #failures = new Set<string>()
  readonly #failFast: number | undefined
  readonly #maxTime: number | undefined
  readonly #clock: () => number
  readonly #startedAt: number

  constructor({ failFast, maxTime, stop }: EndingOptions, clock: () => number) {
    this.#failFast = failFast
    this.#maxTime = maxTime
    this.#clock = clock
    this.#startedAt = clock()
    const signals = [
      ...(stop === undefined ? [] : [stop]),
      ...(failFast === undefined && maxTime === undefined ? [] : [this.#controller.signal]),
    ]
    this.signal = signals.length > 1 ? AbortSignal.any(signals) : signals[0]
  }

  /** Whether failures must be counted. */
  get countsFailures(): boolean {
    return this.#failFast !== undefined
  }

  /** Takes a final verdict. */
  readonly note = ({ id, outcome }: Pick<ReportedVerdict, 'id' | 'outcome'>): void => {
    if (outcome === 'fail') this.#count(id)
  }

  /**
   * Judges a response by the rules for single responses, whose verdicts are final only at the end of the run: a failure remains one. `decided` returns
   * the verdict of the report, or `undefined` if the report does not contain it.
   */
  judge(exchange: Exchange, rules: readonly Rule[], context: JudgeContext, decided: (verdict: Verdict) => Verdict | undefined): void {
    if (!this.countsFailures || !isAnswered(exchange) || isOutage(exchange)) return
    const laws = rules.filter((rule) => rule.kind === 'law').filter(({ awaitsKeys }) => awaitsKeys !== true)
    const passing = new InPassing(laws, context)
    passing.take(exchange)
    for (const verdict of laws.flatMap((law) => passing.verdicts(law))) {
      const { rule, operation = null, outcome } = decided(verdict) ?? {}
      if (rule !== undefined && outcome === 'fail') this.#count(new FindingIds().next({ rule: rule.id, operation }))
    }
  }

  /** Ends the run if its time is over after a number of milliseconds, by default now. */
  watch(milliseconds = 0): boolean {
    const isOver = this.#maxTime !== undefined && this.#clock() + milliseconds >= this.#startedAt + this.#maxTime
    if (isOver) this.#end(new Ended('time', `the run ended after ${sayDuration(this.#maxTime)} (--max-time)`))
    return isOver
  }

  /** Returns waits that end the run at once if it would end during them: nothing more could be sent. */
  within(sleep: (milliseconds: number) => Promise<void>): Sleep {
    return async (milliseconds) => {
      if (!this.watch(milliseconds)) await sleep(milliseconds)
    }
  }

  #count(id: string): void {
    this.#failures.add(id)
    const { size } = this.#failures
    if (this.#failFast !== undefined && size >= this.#failFast)
      this.#end(new Ended('fail-fast', `the run ended after ${size === 1 ? 'one failure' : `${size} failures`} (--fail-fast)`))
  }

  #end(reason: Ended): void {
    if (!this.#controller.signal.aborted) this.#controller.abort(reason)
  }
}
