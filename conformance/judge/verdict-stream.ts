import { isAnswered, type Exchange } from '../model/exchange.ts'
import { judgeInstance } from './judge.ts'
import type { Verdict } from './verdict.ts'
import type { Instance, Plan } from '../plan/model.ts'
import { dependencies, keyOf, type Request } from '../model/request.ts'
import type { Covered } from '../model/recording.ts'
import type { JudgeContext } from '../model/rule.ts'

/**
 * Judges each probe as soon as its last exchange has arrived. Results that depend on the whole recording are judged at the end: responses
 * that are repeated (429) or may be caused by a missing permission (403), and requests without a response.
 */
export class VerdictStream {
  readonly #bench: JudgeContext
  readonly #exchanges: Exchange[] = []
  readonly #byRequest = new Map<string, Exchange>()
  readonly #covered = new Map<string, Covered>()
  /** Instances by each request that they wait for. */
  readonly #waiting = new Map<string, Instance[]>()
  /** Requests whose response is final: only a response with 429 is replaced by another one. */
  readonly #final = new Set<Request>()

  constructor(plan: Plan, context: JudgeContext) {
    this.#bench = context
    for (const instance of plan.instances) {
      for (const key of new Set(Object.values(instance.requests).map(keyOf)))
        this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), instance])
    }
  }

  /** Takes the next exchange and returns the verdicts that it completes. */
  take(exchange: Exchange): Verdict[] {
    this.#exchanges.push(exchange)
    const key = keyOf(exchange.request.planned)
    const isFirst = !this.#byRequest.has(key)
    this.#byRequest.set(key, exchange)
    return isFirst ? this.#complete(key) : []
  }

  /** Takes a request that is not sent, with the one that covers it, and returns the verdicts that this completes. */
  spare(request: Request, by: Covered): Verdict[] {
    const key = keyOf(request)
    this.#covered.set(key, by)
    return this.#complete(key)
  }

  #complete(key: string): Verdict[] {
    return (this.#waiting.get(key) ?? []).flatMap((instance) => {
      if (!Object.values(instance.requests).every((each) => this.#isFinal(each))) return []
      const record = { exchanges: this.#exchanges, byRequest: this.#byRequest, unsent: new Map<string, string>(), covered: this.#covered }
      return [judgeInstance(instance, record, this.#bench)]
    })
  }

  #isFinal(request: Request): boolean {
    const isFinal = this.#final.has(request) || this.#isAnswered(request)
    if (isFinal) this.#final.add(request)
    return isFinal
  }

  #isAnswered(request: Request): boolean {
    const covered = this.#covered.get(keyOf(request))
    if (covered !== undefined) return this.#isFinal(covered.request)
    const exchange = this.#byRequest.get(keyOf(request))
    return (
      exchange !== undefined &&
      isAnswered(exchange) &&
      exchange.reply.status !== 403 &&
      exchange.reply.status !== 429 &&
      dependencies(request).every((each) => this.#isFinal(each))
    )
  }
}
