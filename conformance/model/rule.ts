/**
 * What a rule is: a small record that judges, and knows how to break what it judges. It sends nothing, and does not know what its
 * verdict leads to; the engine does.
 */
import type { RequestBuilder } from './request-builder.ts'
import type { Operation } from '../../spec/contract.ts'
import type { Api } from './api.ts'
import type { Citation } from './citations.ts'
import type { Answered, Exchange } from './exchange.ts'
import type { SchemaJudge } from './schema-judge.ts'
import type { Request } from './request.ts'
import type { Judgement } from './judgement.ts'

/** RFC 2119: a broken MUST is a failure, a broken SHOULD a warning. */
export type Level = 'MUST' | 'SHOULD'

export type Area =
  'authentication' | 'error' | 'header' | 'negotiation' | 'pagination' | 'rate-limit' | 'schema' | 'sorting' | 'status' | 'tenant' | 'write'

/** What a judge may consult besides the exchanges. */
export interface JudgeContext {
  readonly api: Api
  readonly schemas: SchemaJudge
  /** Texts that must never come back. */
  readonly secrets: readonly string[]
  /** Keys that the deployment issued during the run, by text, and the exchange in which it rightly showed each. */
  readonly issued?: ReadonlyMap<string, number>
  /** No request of the recording shows a credential, so that nobody knows whether any was sent. */
  readonly withholds?: true
}

interface Meta {
  /** A path of two to five words that never changes its meaning. */
  readonly id: `${Area}/${string}`
  readonly level: Level
  readonly cites: readonly [Citation, ...Citation[]]
  /** Completes the sentence "a conforming deployment …". */
  readonly title: string
  /** What a law or a probe says stands even where a body was cut, is a part, or cannot be unpacked; else that is inconclusive. */
  readonly judgesCut?: true
  /** It is about safety, which beta does not excuse, though neither its area nor a risk that it cites says so. */
  readonly safety?: true
}

/** Judges each exchange that passes by. */
export interface Law extends Meta {
  readonly kind: 'law'
  /** It looks for keys (`secrets`, `issued`), among them those that are shown later, so that traffic is judged by it as late as can be. */
  readonly awaitsKeys?: true
  readonly concerns: (exchange: Answered, context: JudgeContext) => boolean
  readonly judge: (exchange: Answered, context: JudgeContext) => Judgement
  /** A change that the rule must catch. */
  readonly sabotage: (exchange: Answered, context: JudgeContext) => Answered
}

/** Judges the exchanges of one key (or of none) in the order in which they were answered. */
export interface Sequence extends Meta {
  readonly kind: 'sequence'
  /**
   * Whose exchanges are judged together instead: those of all keys of one tenant, or of both tenants. A recording does not tell whose its keys
   * are; there each key stands for a tenant of its own, and nothing is judged over both.
   */
  readonly among?: 'tenant' | 'tenants'
  /** It reads no body, neither of requests nor of answers, so that far more exchanges can be remembered for it. */
  readonly readsNoBody?: true
  readonly concerns: (exchange: Answered, context: JudgeContext) => boolean
  readonly judge: (exchanges: readonly Answered[], context: JudgeContext) => Judgement
  readonly sabotage: (exchanges: readonly Answered[], context: JudgeContext) => readonly Answered[]
}

/** What a probe is applied to. */
export interface Subject {
  /** Absent where the probe is about the deployment as a whole. */
  readonly operation?: Operation
  /** Tells several subjects of one operation apart, such as the name of a property. */
  readonly about?: string
}

/** Asks for exchanges and judges them together. */
export interface Probe extends Meta {
  readonly kind: 'probe'
  /** Part of the smallest run; or for which subjects it is. */
  readonly smoke?: true | ((subject: Subject, api: Api) => boolean)
  readonly subjects: (api: Api, ask: RequestBuilder) => readonly Subject[]
  /**
   * Requests by name. One named `control` is the positive control: unless it succeeds, nothing that follows from the others is clear.
   */
  readonly ask: (subject: Subject, ask: RequestBuilder) => Readonly<Record<string, Request>>
  readonly judge: (answers: Readonly<Record<string, Answered>>, subject: Subject, context: JudgeContext) => Judgement
  readonly sabotage: (answers: Readonly<Record<string, Answered>>, subject: Subject) => Readonly<Record<string, Answered>>
}

/** The area of a rule: the part of its id before the slash. */
export const areaOf = ({ id }: Pick<Rule, 'id'>): Area => id.slice(0, id.indexOf('/')) as Area

export type Rule = Law | Sequence | Probe

export const law = (rule: Omit<Law, 'kind'>): Law => ({ kind: 'law', ...rule })
export const sequence = (rule: Omit<Sequence, 'kind'>): Sequence => ({ kind: 'sequence', ...rule })

/** A probe whose judge and sabotage are checked against the names it asks for and against its own kind of subject. */
export function probe<S extends Subject, Name extends string>(rule: {
  readonly id: Meta['id']
  readonly level: Level
  readonly cites: Meta['cites']
  readonly title: string
  readonly judgesCut?: true
  readonly safety?: true
  readonly smoke?: true | ((subject: Subject, api: Api) => boolean)
  readonly subjects: (api: Api, ask: RequestBuilder) => readonly S[]
  readonly ask: (subject: S, ask: RequestBuilder) => Readonly<Record<Name, Request>>
  readonly judge: (answers: Readonly<Record<Name, Answered>>, subject: S, context: JudgeContext) => Judgement
  readonly sabotage: (answers: Readonly<Record<Name, Answered>>, subject: S) => Readonly<Partial<Record<Name, Answered>>>
}): Probe {
  return {
    ...rule,
    kind: 'probe',
    // The engine hands back exactly the subjects and names that the rule itself gave.
    ask: rule.ask as Probe['ask'],
    judge: rule.judge as Probe['judge'],
    sabotage: (answers, subject) => ({ ...answers, ...(rule.sabotage as unknown as Probe['sabotage'])(answers, subject) }),
  }
}

type WithOperation = Subject & { readonly operation: Operation }

/** Subjects: every operation that fits. */
export const operations =
  (fits: (operation: Operation) => boolean = () => true) =>
  (api: Api): WithOperation[] =>
    Object.values(api.operations)
      .filter(fits)
      .map((operation) => ({ operation }))

export type ListSubject = WithOperation & { readonly list: NonNullable<Operation['list']> }

/** Subjects: every list that fits and can be asked for. */
export const lists =
  (fits: (operation: Operation) => boolean = () => true) =>
  (api: Api, ask: RequestBuilder): ListSubject[] =>
    api.lists.filter((operation) => fits(operation) && ask.isReachable(operation)).map((operation) => ({ operation, list: operation.list }))

/** Subjects: one operation to stand for the deployment where a middleware decides; the first list that needs no id. */
export function representative(api: Api): ListSubject[] {
  return api.lists
    .filter((operation) => !hasId(operation))
    .slice(0, 1)
    .map((operation) => ({ operation, list: operation.list }))
}

/** Whether a subject is the one that stands for the deployment. */
export function isRepresentative({ operation }: Subject, api: Api): boolean {
  return representative(api).some((each) => each.operation === operation)
}

export const hasId = (operation: Operation): boolean => operation.parameters.some((each) => each.in === 'path')

/** The operation that an exchange was meant for. */
export function operationOf(exchange: Exchange, { api }: JudgeContext): Operation | undefined {
  const id: string | undefined = exchange.request.operation
  return id === undefined ? undefined : api.operations[id]
}
