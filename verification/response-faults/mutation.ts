/** A mutation: one random change in one response of a healthy run. */
import type { Contract, Operation } from '../../spec/contract.ts'
import { json, type Answered, type Reply } from '../../conformance/model/exchange.ts'
import type { Chance } from './random.ts'
import { places, type Place } from './places.ts'

/** A healthy exchange and its context. */
export interface Scene {
  readonly exchange: Answered
  readonly contract: Contract
  /** Absent for a request outside the contract. */
  readonly operation?: Operation
  /** The body; absent if it is not JSON. */
  readonly body?: { readonly value: unknown }
  /** Every value of the body. */
  readonly places: readonly Place[]
  /** Responses of the same operation to another tenant. */
  readonly foreign: readonly Answered[]
}

/** A response as changed by an operator. */
export interface Change {
  readonly reply: Reply
  /** Description of the change: `40 became 41`. */
  readonly what: string
  /** Place of the change: a JSON pointer into the body, the name of a header, `status` or `bytes`. */
  readonly at: string
}

export interface Operator {
  readonly id: string
  /** Returns `undefined` if the operator does not fit the response. */
  readonly apply: (scene: Scene, chance: Chance) => Change | undefined
}

export interface Mutation extends Change {
  /** Position in the draw, from 1. */
  readonly number: number
  readonly operator: Operator
  readonly exchange: Answered
  /** Applies the same change to another scene of the same request; returns `undefined` if it does not fit. */
  readonly again: (scene: Scene) => Change | undefined
}

/** Collects everything that an operator may read. */
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

/** Replaces the body and sets the matching Content-Length: the fault is in the content, not in the transfer. */
export function withBody({ status, headers }: Reply, body: Buffer): Reply {
  return {
    status,
    headers: headers.map(([name, value]) => [name, name.toLowerCase() === 'content-length' ? String(body.length) : value] as const),
    body,
  }
}

export const withJson = (reply: Reply, value: unknown): Reply => withBody(reply, Buffer.from(JSON.stringify(value)))

/** Describes a mutation for people. */
export function describeMutation({ number, operator, exchange, what, at }: Mutation): string {
  const { method, url, operation } = exchange.request
  const { pathname, search } = new URL(url)
  return `#${number} ${operator.id} in exchange ${exchange.number} (${operation ?? 'outside the contract'}: ${method} ${pathname}${search} ${exchange.reply.status}) at ${at}: ${what}`
}
