/** What a mutation is: one healthy reply with one thing changed in it, by chance. */
import type { Contract, Operation } from '../../spec/contract.ts'
import { json, type Answered, type Reply } from '../../conformance/model/exchange.ts'
import type { Chance } from './random.ts'
import { places, type Place } from './places.ts'

/** A healthy exchange, and what surrounds it. */
export interface Scene {
  readonly exchange: Answered
  readonly contract: Contract
  /** Absent outside the contract. */
  readonly operation?: Operation
  /** The body, absent where it is not JSON. */
  readonly body?: { readonly value: unknown }
  /** Every value of the body. */
  readonly places: readonly Place[]
  /** Answers of the same operation to another tenant. */
  readonly foreign: readonly Answered[]
}

/** What an operator made of a reply. */
export interface Change {
  readonly reply: Reply
  /** What was done, in words: `total 40 became 41`. */
  readonly what: string
  /** Where: a JSON pointer into the body, the name of a header, `status` or `bytes`. */
  readonly at: string
}

export interface Operator {
  readonly id: string
  /** `undefined` where the reply has nothing that it could change. */
  readonly apply: (scene: Scene, chance: Chance) => Change | undefined
}

export interface Mutation extends Change {
  /** Position among those that were drawn together, from 1. */
  readonly number: number
  readonly operator: Operator
  readonly exchange: Answered
  /** Does the same to another scene of the same request; `undefined` where that has nothing of the kind. */
  readonly again: (scene: Scene) => Change | undefined
}

/** Everything that an operator may look at. */
export function sceneOf(contract: Contract, exchange: Answered, foreign: readonly Answered[]): Scene {
  const id = exchange.request.operation
  const operation = id === undefined ? undefined : contract.operations[id]
  const body = exchange.request.method === 'HEAD' ? undefined : json(exchange)
  const schema =
    operation?.responses[exchange.reply.status]?.schema ?? (exchange.reply.status >= 400 ? { $ref: `#${contract.error}` } : undefined)
  return {
    exchange,
    contract,
    ...(operation === undefined ? {} : { operation }),
    ...(body === undefined ? {} : { body }),
    places: body === undefined ? [] : places(contract, body.value, schema),
    foreign,
  }
}

/** The reply with another body, and the length that goes with it: the fault is in what was composed, not in how it was sent. */
export function withBody({ status, headers }: Reply, body: Buffer): Reply {
  return {
    status,
    headers: headers.map(([name, value]) => [name, name.toLowerCase() === 'content-length' ? String(body.length) : value] as const),
    body,
  }
}

export const withJson = (reply: Reply, value: unknown): Reply => withBody(reply, Buffer.from(JSON.stringify(value)))

/** Where a mutation is, for a reader. */
export function describeMutation({ number, operator, exchange, what, at }: Mutation): string {
  const { method, url, operation } = exchange.request
  const { pathname, search } = new URL(url)
  return `#${number} ${operator.id} in exchange ${exchange.number} (${operation ?? 'outside the contract'}: ${method} ${pathname}${search} ${exchange.reply.status}) at ${at}: ${what}`
}
