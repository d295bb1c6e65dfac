/** Builds the requests that probes ask for, out of the contract. */
import { createHash } from 'node:crypto'
import type { Contract, Method, Operation } from '../spec/contract.ts'
import { World } from './own/world.ts'
import type { Body, Credential, Effect, Reference, Request, Role, Value } from './request.ts'

interface Options {
  readonly credential?: Credential
  /** Values by path parameter; by default those that a link of the contract gives. */
  readonly params?: Readonly<Record<string, Value>>
  readonly query?: readonly (readonly [name: string, value: Value])[]
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body
  /** Instead of the operation's own method: `HEAD`, or one that the contract does not have. */
  readonly method?: string
  readonly again?: number
  /** By default `read` for what cannot change anything, `refused` for everything else. */
  readonly effect?: Effect
  readonly after?: readonly Request[]
  readonly waits?: Request
}

export const nobody: Credential = { kind: 'none' }
export const stranger: Credential = { kind: 'unknown' }
export const tampered: Credential = { kind: 'tampered' }
export const as = (role: Role): Credential => ({ kind: 'key', role })

/** Text that is not JSON, in a body that no deployment may take for a document. */
export const brokenJson: Body = { text: '{"broken":' }

/** The bytes of a valid example, cut from the contract. */
export function exampleBody(operation: Operation): Record<string, unknown> {
  return Object.values(operation.body?.examples ?? {})[0] as Record<string, unknown>
}

export class Asker {
  readonly contract: Contract
  /** What the run makes for itself. */
  readonly own: World
  readonly #seed: string

  /** The seed decides the ids and names that are made up; equal seeds give equal requests. */
  constructor(contract: Contract, seed: string) {
    this.contract = contract
    this.#seed = seed
    this.own = new World(this, `conf-${this.invented('tag', 8)}`)
  }

  /** Characters that look random and depend only on the seed and the purpose. */
  invented(purpose: string, length: number): string {
    const digits = BigInt(`0x${createHash('sha512').update(`${this.#seed}\n${purpose}`).digest('hex')}`).toString(36)
    return digits.slice(1, length + 1)
  }

  /** A request of an operation, by default as the contract's examples and links have it, with the main key. */
  operation(operation: Operation, options: Options = {}): Request {
    const path = operation.parameters.filter((each) => each.in === 'path')
    const params = options.params ?? (path.length > 0 ? this.#linked(operation) : {})
    return {
      operation: operation.id,
      method: options.method ?? operation.method,
      path: operation.path,
      params,
      query: [...this.#requiredQuery(operation, options.query ?? []), ...(options.query ?? [])],
      headers: options.headers ?? {},
      ...(options.body === undefined ? {} : { body: options.body }),
      credential: options.credential ?? as('main'),
      effect: options.effect ?? (operation.method === 'GET' && (options.method ?? 'GET') !== 'POST' ? 'read' : 'refused'),
      ...(options.again === undefined ? {} : { again: options.again }),
      ...(options.after === undefined || options.after.length === 0 ? {} : { after: options.after }),
      ...(options.waits === undefined ? {} : { waits: options.waits }),
    }
  }

  /** A request to a path or with a method that the contract does not have. */
  outside(path: string, method: string, options: Omit<Options, 'method'> = {}): Request {
    return {
      method,
      path,
      params: options.params ?? {},
      query: options.query ?? [],
      headers: options.headers ?? {},
      ...(options.body === undefined ? {} : { body: options.body }),
      credential: options.credential ?? as('main'),
      effect: method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? 'read' : 'refused',
    }
  }

  /** Well-formed ids that name nothing: the prefix of the contract's example, and made-up characters. */
  unknownParams(operation: Operation): Record<string, Value> {
    return Object.fromEntries(
      operation.parameters
        .filter((each) => each.in === 'path')
        .map(({ name, example }) => [name, `${/^[a-z]+_/i.exec(String(example))?.[0] ?? ''}${this.invented(`unknown ${name}`, 20)}`]),
    )
  }

  /** Whether the contract links the operation's path parameters to the answer of a list. */
  isReachable(operation: Operation): boolean {
    return operation.parameters.every((each) => each.in !== 'path') || this.contract.sources[operation.id] !== undefined
  }

  /** A method that the contract has not for this path; `undefined` if it has them all. */
  undocumentedMethod(path: string): Method | undefined {
    return (['PUT', 'DELETE', 'PATCH', 'POST'] as const).find((method) => this.contract.paths.get(path)?.[method] === undefined)
  }

  /** Parameters without which the operation cannot be asked at all, as the contract's examples have them. */
  #requiredQuery(operation: Operation, given: NonNullable<Options['query']>): [string, string][] {
    return operation.parameters
      .filter((each) => each.in === 'query' && each.required && !given.some(([name]) => name === each.name))
      .map(({ name, example }) => [name, String(example)])
  }

  #linked(operation: Operation): Record<string, Reference> {
    const source = this.contract.sources[operation.id]
    if (source === undefined) throw new Error(`no list of the contract leads to ${operation.id}`)
    const from = this.operation(this.contract.operations[source.list])
    return Object.fromEntries(Object.entries(source.parameters).map(([name, pointer]) => [name, { from, pointer }]))
  }
}
