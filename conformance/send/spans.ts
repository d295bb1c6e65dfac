/** The span of each request of a run. */
import type { Wire } from '../guard/wire.ts'
import type { SentRequest } from '../model/exchange.ts'
import { keyOf } from '../model/request.ts'
import type { OpenSpan, Tracing } from '../model/tracing.ts'
import type { Plan } from '../plan/model.ts'

/** Begins spans that state which rules need the request. */
export class Spans {
  readonly #tracing: Tracing
  readonly #redact: () => (text: string) => string
  /** The ids of the rules that need a request, by its key. */
  #rules: ReadonlyMap<string, ReadonlySet<string>> = new Map()

  /** `redact` returns a function that replaces the keys that the run knows by then. */
  constructor(tracing: Tracing, redact: () => (text: string) => string) {
    this.#tracing = tracing
    this.#redact = redact
  }

  /** Sets the plan that is followed. */
  follow({ instances }: Pick<Plan, 'instances'>): void {
    const rules = new Map<string, Set<string>>()
    for (const { rule, requests } of instances) {
      for (const request of Object.values(requests)) {
        const key = keyOf(request)
        rules.set(key, (rules.get(key) ?? new Set()).add(rule.id))
      }
    }
    this.#rules = rules
  }

  /** Begins the span of a request that is about to be sent. */
  begin({ planned, method, url, operation, key }: SentRequest): OpenSpan {
    const rules = this.#rules.get(keyOf(planned))
    return this.#tracing.begin({
      method,
      url: this.#redact()(url),
      template: planned.path,
      purpose: {
        'conformance.effect': planned.effect,
        ...(rules === undefined ? {} : { 'conformance.rules': [...rules] }),
        ...(operation === undefined ? {} : { 'conformance.operation': operation }),
        ...(key === undefined ? {} : { 'conformance.key': this.#redact()(key) }),
      },
    })
  }
}

/** Returns the header that makes the deployment's own trace a part of this one; none without a span. */
export const tracedBy = (span: OpenSpan | undefined): (readonly [name: string, value: string])[] =>
  span === undefined ? [] : [['traceparent', span.traceparent]]

/** Returns a wire for the cleanup that traces every request. `redact` replaces keys. */
export function tracedWire(wire: Wire, tracing: Tracing, redact: (text: string) => string): Wire {
  return {
    send: async (request) => {
      const { method, url, headers } = request
      const span = tracing.begin({ method, url: redact(url), purpose: { 'conformance.effect': 'undo' } })
      const outcome = await wire.send({ ...request, headers: [...headers, ...tracedBy(span)] })
      span.end(outcome)
      return outcome
    },
    close: () => wire.close(),
  }
}
