/**
 * A rule: a small record with a judge, and a sabotage that breaks what it judges. It sends nothing, and does not know the consequences of
 * its verdict; the engine does.
 */
import type { RequestBuilder } from './request-builder.ts'
import type { Operation } from '../../spec/contract.ts'
import type { Api } from './api.ts'
import type { Citation } from './citations.ts'
import type { Answered, Exchange } from './exchange.ts'
import type { SchemaJudge } from './schema-judge.ts'
import type { Expected } from './cover.ts'
import type { Fault } from './fault.ts'
import type { Request } from './request.ts'
import type { Judgement } from './judgement.ts'

/** RFC 2119: a violated MUST is a failure, a violated SHOULD a warning. */
export type Level = 'MUST' | 'SHOULD'

export type Area =
  'authentication' | 'error' | 'header' | 'negotiation' | 'pagination' | 'rate-limit' | 'schema' | 'sorting' | 'status' | 'tenant' | 'write'

/** What a judge can use in addition to the exchanges. */
export interface JudgeContext {
  readonly api: Api
  readonly schemas: SchemaJudge
  /** Texts that responses must never contain. */
  readonly secrets: readonly string[]
  /** Keys that the deployment issued during the run, by text, with the number of the exchange that issued each. */
  readonly issued?: ReadonlyMap<string, number>
  /** What the user can do so that a write is carried out; absent if nothing, because the exchanges are recorded, or the run may write already. */
  readonly toWrite?: string
  /** No request of the recording contains a credential, so that it is unknown whether any was sent. */
  readonly withholds?: true
}

interface Meta {
  /** A path of two to five words. Its meaning never changes. */
  readonly id: `${Area}/${string}`
  readonly level: Level
  readonly cites: readonly [Citation, ...Citation[]]
  /** Completes the sentence "A conforming deployment …". */
  readonly title: string
  /**
   * The judgement of a law or a probe is valid even if a body was truncated, is partial or cannot be decoded. Without it, such an exchange
   * is inconclusive.
   */
  readonly judgesCut?: true
  /** It is about safety, which beta does not excuse, although neither its area nor a cited risk implies it. */
  readonly safety?: true
}

/** Judges each exchange on its own. */
export interface Law extends Meta {
  readonly kind: 'law'
  /** It searches for keys (`secrets`, `issued`), including those that are issued later, so that traffic is judged as late as possible. */
  readonly awaitsKeys?: true
  readonly concerns: (exchange: Answered, context: JudgeContext) => boolean
  readonly judge: (exchange: Answered, context: JudgeContext) => Judgement
  /** Makes a change that the rule must detect. */
  readonly sabotage: (exchange: Answered, context: JudgeContext) => Answered
}

/** Judges the exchanges of one key (or those without a key) in the order of their responses. */
export interface Sequence extends Meta {
  readonly kind: 'sequence'
  /**
   * Judges other groups of exchanges together: those of all keys of one tenant, or of both tenants. A recording does not contain the
   * tenants of its keys; there, each key counts as a separate tenant, and nothing is judged across tenants.
   */
  readonly among?: 'tenant' | 'tenants'
  /** It reads no request or response bodies, so that many more exchanges can be kept for it. */
  readonly readsNoBody?: true
  readonly concerns: (exchange: Answered, context: JudgeContext) => boolean
  readonly judge: (exchanges: readonly Answered[], context: JudgeContext) => Judgement
  readonly sabotage: (exchanges: readonly Answered[], context: JudgeContext) => readonly Answered[]
}

/** What a probe is applied to. */
export interface Subject {
  /** Absent if the probe is about the deployment as a whole. */
  readonly operation?: Operation
  /** Distinguishes several subjects of one operation, for example by the name of a property. */
  readonly about?: string
}

/** Requests exchanges and judges them together. */
export interface Probe extends Meta {
  readonly kind: 'probe'
  /** Part of the smallest run, for all subjects or for those that match. */
  readonly smoke?: true | ((subject: Subject, api: Api) => boolean)
  readonly subjects: (api: Api, ask: RequestBuilder) => readonly Subject[]
  /** Requests by name. A request named `control` is the positive control: unless it succeeds, the others prove nothing. */
  readonly ask: (subject: Subject, ask: RequestBuilder) => Readonly<Record<string, Request>>
  /**
   * The faults of its requests, by their names. A fault may be sent together with other faults of the same operation: if the rejection
   * names each of its places, the request with this fault alone is not sent, and that rejection is judged instead.
   */
  readonly faults?: (subject: Subject, api: Api) => Readonly<Record<string, Fault>>
  /** The same code decides for all subjects, so that a sample stands for them. */
  readonly shared?: Shared
  /**
   * Requests of other rules that show more than its own ones, by the names of these, with what their responses must show. The first one is
   * judged.
   */
  readonly covers?: (subject: Subject, ask: RequestBuilder) => Readonly<Record<string, readonly [Shown, ...Shown[]] | undefined>>
  /**
   * The requests that show whether another client changed something while the rule read, by their names. They are sent again only if the
   * judgement fails `ifUnchanged`. Together, they must return everything that the judgement compares.
   */
  readonly repeats?: readonly string[]
  readonly judge: (answers: Readonly<Record<string, Answered>>, subject: Subject, context: JudgeContext) => Judgement
  readonly sabotage: (answers: Readonly<Record<string, Answered>>, subject: Subject) => Readonly<Record<string, Answered>>
}

/** What another response must show. */
export type Shown = Omit<Expected, 'code'>

/**
 * What the deployment decides in one place for all operations. A few subjects are asked. The others are asked only if the response to one
 * of these does not have the status; otherwise the first response is judged for all of them. Never used for access control.
 */
export interface Shared {
  /** The name of the request. */
  readonly request: string
  readonly status: number
  /** Whether the response must have no more issues than the contract allows. */
  readonly isBounded?: true
}

/** The area of a rule: the part of its id before the slash. */
export const areaOf = ({ id }: Pick<Rule, 'id'>): Area => id.slice(0, id.indexOf('/')) as Area

export type Rule = Law | Sequence | Probe

export const law = (rule: Omit<Law, 'kind'>): Law => ({ kind: 'law', ...rule })
export const sequence = (rule: Omit<Sequence, 'kind'>): Sequence => ({ kind: 'sequence', ...rule })

/** Creates a probe. The types check its judge and sabotage against the names of its requests and against its type of subject. */
export function probe<S extends Subject, Name extends string>({
  faults,
  covers,
  ...rule
}: {
  readonly id: Meta['id']
  readonly level: Level
  readonly cites: Meta['cites']
  readonly title: string
  readonly judgesCut?: true
  readonly safety?: true
  readonly smoke?: true | ((subject: Subject, api: Api) => boolean)
  readonly subjects: (api: Api, ask: RequestBuilder) => readonly S[]
  readonly ask: (subject: S, ask: RequestBuilder) => Readonly<Record<Name, Request>>
  readonly faults?: (subject: S, api: Api) => Readonly<Partial<Record<NoInfer<Name>, Fault>>>
  readonly shared?: Shared & { readonly request: NoInfer<Name> }
  readonly covers?: (subject: S, ask: RequestBuilder) => Readonly<Partial<Record<NoInfer<Name>, readonly [Shown, ...Shown[]] | undefined>>>
  readonly repeats?: readonly NoInfer<Name>[]
  readonly judge: (answers: Readonly<Record<Name, Answered>>, subject: S, context: JudgeContext) => Judgement
  readonly sabotage: (answers: Readonly<Record<Name, Answered>>, subject: S) => Readonly<Partial<Record<Name, Answered>>>
}): Probe {
  return {
    ...rule,
    kind: 'probe',
    // The engine passes exactly the subjects and names that the rule itself returned.
    ask: rule.ask as Probe['ask'],
    ...(covers === undefined ? {} : { covers: covers as unknown as NonNullable<Probe['covers']> }),
    ...(faults === undefined ? {} : { faults: faults as unknown as NonNullable<Probe['faults']> }),
    judge: rule.judge as Probe['judge'],
    sabotage: (answers, subject) => ({ ...answers, ...(rule.sabotage as unknown as Probe['sabotage'])(answers, subject) }),
  }
}

type WithOperation = Subject & { readonly operation: Operation }

/** Subjects: every matching operation. */
export const operations =
  (fits: (operation: Operation) => boolean = () => true) =>
  (api: Api): WithOperation[] =>
    Object.values(api.operations)
      .filter(fits)
      .map((operation) => ({ operation }))

export type ListSubject = WithOperation & { readonly list: NonNullable<Operation['list']> }

/** Subjects: every matching list that can be requested. */
export const lists =
  (fits: (operation: Operation) => boolean = () => true) =>
  (api: Api, ask: RequestBuilder): ListSubject[] =>
    api.lists.filter((operation) => fits(operation) && ask.isReachable(operation)).map((operation) => ({ operation, list: operation.list }))

/**
 * Subjects: one operation that stands for the whole deployment, for behavior of a middleware. It is the first list without an id in its
 * path.
 */
export function representative(api: Api): ListSubject[] {
  return api.lists
    .filter((operation) => !hasId(operation))
    .slice(0, 1)
    .map((operation) => ({ operation, list: operation.list }))
}

/** Whether a subject is the one that stands for the whole deployment. */
export function isRepresentative({ operation }: Subject, api: Api): boolean {
  return representative(api).some((each) => each.operation === operation)
}

export const hasId = (operation: Operation): boolean => operation.parameters.some((each) => each.in === 'path')

/** Returns the operation of an exchange. */
export function operationOf(exchange: Exchange, { api }: JudgeContext): Operation | undefined {
  const id: string | undefined = exchange.request.operation
  return id === undefined ? undefined : api.operations[id]
}
