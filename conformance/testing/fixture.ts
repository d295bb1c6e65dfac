/** Minimal exchanges and rules for tests of the engine. */
import type { Outcome, Verdict } from '../judge/verdict.ts'
import { api } from '../profile/index.ts'
import type { Answered, Exchange, Failure } from '../model/exchange.ts'
import { openSchemaJudge } from '../judge/schema-judge.ts'
import type { Instance, LeftOut, Plan } from '../plan/model.ts'
import { keyOf, type Request } from '../model/request.ts'
import { law, probe, sequence, type JudgeContext, type Law, type Probe, type Rule, type Sequence } from '../model/rule.ts'
import { passes } from '../model/judgement.ts'
import type { Recording } from '../model/recording.ts'

export const at = Date.parse('2026-06-01T08:00:00Z')
export const baseUrl = 'http://127.0.0.1:1/api'
export const context: JudgeContext = { api, schemas: openSchemaJudge(api), secrets: [] }

/** A read of the list of products with the main key, with the given changes. */
export function requestOf(change: Partial<Request> = {}): Request {
  return {
    operation: 'listProducts',
    method: 'GET',
    path: '/products',
    params: {},
    query: [],
    headers: {},
    credential: { kind: 'key', role: 'main' },
    effect: 'read',
    ...change,
  }
}

interface Answer {
  readonly planned?: Request
  readonly status?: number
  readonly headers?: readonly (readonly [string, string])[]
  readonly body?: unknown
  readonly truncated?: boolean
  /** `null` for no key. */
  readonly key?: string | null
  readonly number?: number
  readonly sentAt?: number
}

/** A response, by default 200 with an empty object. A text body is sent unchanged. */
export function answer({
  planned = requestOf(),
  status = 200,
  headers = [],
  body = {},
  truncated,
  key,
  number = 1,
  sentAt = at,
}: Answer = {}): Answered {
  return {
    ...unanswered({ planned, number, sentAt, ...(key === undefined ? {} : { key }) }),
    reply: {
      status,
      headers,
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      ...(truncated === undefined ? {} : { truncated }),
    },
  }
}

/** An exchange without a response, with the given failure if any. */
export function unanswered({
  planned = requestOf(),
  key = 'main',
  number = 1,
  sentAt = at,
  failure,
}: Omit<Answer, 'status' | 'headers' | 'body'> & { readonly failure?: Failure } = {}): Exchange {
  return {
    number,
    request: {
      planned,
      ...(planned.operation === undefined ? {} : { operation: planned.operation }),
      method: planned.method,
      url: `${baseUrl}${planned.path}`,
      headers: {},
      credential: planned.credential,
      ...(key === null ? {} : { key }),
    },
    sentAt,
    receivedAt: sentAt + 10,
    ...(failure === undefined ? {} : { failure }),
  }
}

export function recordOf(exchanges: readonly Exchange[], unsent: Readonly<Record<string, string>> = {}): Recording {
  return {
    exchanges,
    byRequest: new Map(exchanges.map((each) => [keyOf(each.request.planned), each])),
    unsent: new Map(Object.entries(unsent)),
  }
}

const meta = { level: 'MUST', cites: ['R08'], title: 'behaves as expected' } as const

export const aLaw = (change: Partial<Omit<Law, 'kind'>> = {}): Law =>
  law({ id: 'status/law', ...meta, concerns: () => true, judge: () => passes, sabotage: (each) => each, ...change })

/**
 * Returns the judgement of a law for one exchange: `nothing` if the law does not concern it, else `pass`, or what was expected and seen.
 */
export function saidBy(rule: Rule | undefined, exchange: Answered, judging: JudgeContext = context): string {
  if (rule?.kind !== 'law') throw new Error(`${rule?.id ?? 'it'} is not a law`)
  if (!rule.concerns(exchange, judging)) return 'nothing'
  const judgement = rule.judge(exchange, judging)
  return judgement.is === 'fail' ? `${judgement.expected} / ${judgement.seen}` : judgement.is
}

/** A verdict of a law about the deployment as a whole. */
export const verdictOf = (outcome: Outcome, change: Partial<Verdict> = {}): Verdict => ({
  rule: aLaw(),
  outcome,
  basis: 'promised',
  runLevel: 'smoke',
  judged: 1,
  ...change,
})
export const aSequence = (change: Partial<Omit<Sequence, 'kind'>> = {}): Sequence =>
  sequence({ id: 'status/sequence', ...meta, concerns: () => true, judge: () => passes, sabotage: (each) => each, ...change })

export const aProbe = (change: Partial<Omit<Probe, 'kind'>> = {}): Probe =>
  probe({
    id: 'status/probe',
    ...meta,
    subjects: () => [{ operation: api.operations.listProducts }],
    ask: () => ({ only: requestOf() }),
    judge: () => passes,
    sabotage: (answers) => answers,
    ...change,
  })

export const instanceOf = (rule: Probe, requests: Readonly<Record<string, Request>>, change: Partial<Instance> = {}): Instance => ({
  rule,
  subject: { operation: api.operations.listProducts },
  requests,
  level: 'contract',
  ...change,
})

export function planOf(instances: readonly Instance[], leftOut: readonly LeftOut[] = []): Plan {
  const price = { none: 0, main: 0, unprivileged: 0, expired: 0, revoked: 0, other: 0, exhaustible: 0 }
  return {
    requests: instances.flatMap(({ requests }) => Object.values(requests)),
    instances,
    leftOut,
    issuedKeys: [],
    owned: new Map(),
    madeUp: new Set(),
    tag: 'conf-test',
    confirmations: [],
    closing: {},
    covers: new Map(),
    conditional: new Map(),
    price,
    most: price,
  }
}
