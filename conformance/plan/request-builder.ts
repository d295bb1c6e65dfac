/** Builds the requests that probes ask for, out of the contract. */
import { createHash } from 'node:crypto'
import type { Contract, Operation } from '../../spec/contract.ts'
import { World } from '../resources/factory.ts'
import type { Credential, Effect, MadeUp, Reference, Request, Role, Value, WriteBody, WriteTarget } from '../model/request.ts'

interface Options {
  readonly credential?: Credential
  readonly headers?: Readonly<Record<string, string>>
  readonly again?: number
  readonly after?: readonly Request[]
  readonly waits?: Request
}

interface ReadOptions extends Options {
  /** Values by path parameter; by default those that a link of the contract gives. */
  readonly params?: Readonly<Record<string, Value>>
  readonly query?: readonly (readonly [name: string, value: Value])[]
  /** Instead of `GET`. */
  readonly method?: 'HEAD'
  /** By default `read`; `undo` looks whether something is gone, `quota` spends a key's minute. */
  readonly effect?: 'read' | 'undo' | 'quota'
}

interface WriteOptions extends Options {
  /** What is written to, by path parameter. */
  readonly params?: Readonly<Record<string, WriteTarget>>
  readonly query?: readonly (readonly [name: string, value: string])[]
  readonly body?: WriteBody
  readonly effect: Exclude<Effect, 'read' | 'quota'>
  /** A conforming deployment refuses it; `refused` says so by itself. */
  readonly isRefused?: true
}

/** What the caller allows: it decides how a fault is planted. */
export interface Allowed {
  readonly writes?: boolean
  readonly lasting?: boolean
}

export const nobody: Credential = { kind: 'none' }
export const stranger: Credential = { kind: 'unknown' }
export const tampered: Credential = { kind: 'tampered' }
export const as = (role: Role): Credential => ({ kind: 'key', role })

/** Text that is not JSON, in a body that no deployment may take for a document; whatever it is taken for lacks what is required. */
export const brokenJson = { text: '{"broken":' } as const satisfies WriteBody

export class Asker {
  readonly contract: Contract
  /** What the run makes for itself. */
  readonly own: World
  readonly allowed: Allowed
  readonly #seed: string
  readonly #madeUp = new Set<string>()

  /** The seed decides the ids and names that are made up; equal seeds give equal requests. */
  constructor(contract: Contract, seed: string, allowed: Allowed = {}) {
    this.contract = contract
    this.allowed = allowed
    this.#seed = seed
    this.own = new World(this, `conf-${this.invented('tag', 8)}`)
  }

  /** Every id that was made up so far. */
  get madeUp(): ReadonlySet<string> {
    return this.#madeUp
  }

  /** Characters that look random and depend only on the seed and the purpose. */
  invented(purpose: string, length: number): string {
    const digits = BigInt(`0x${createHash('sha512').update(`${this.#seed}\n${purpose}`).digest('hex')}`).toString(36)
    return digits.slice(1, length + 1)
  }

  /** A read, by default as the contract's examples and links have it, with the main key. Throws for an operation that writes. */
  read(operation: Operation, options: ReadOptions = {}): Request {
    if (operation.method !== 'GET') throw new Error(`${operation.id} writes: ask for it with write()`)
    const path = operation.parameters.filter((each) => each.in === 'path')
    const params = options.params ?? (path.length > 0 ? this.#linked(operation) : {})
    return {
      ...this.#request(operation, options),
      method: options.method ?? 'GET',
      params,
      query: [...this.#requiredQuery(operation, options.query ?? []), ...(options.query ?? [])],
      effect: options.effect ?? 'read',
    }
  }

  /**
   * A request that may change something, with the main key. What it is about is the run's own or made up, by its type; the guard in front of every write
   * looks at the body too (`own/guard.ts`).
   */
  write(operation: Operation, options: WriteOptions): Request {
    return {
      ...this.#request(operation, options),
      params: options.params ?? {},
      query: options.query ?? [],
      ...(options.body === undefined ? {} : { body: options.body }),
      effect: options.effect,
      ...(options.isRefused === true || options.effect === 'refused' ? { isRefused: true } : {}),
    }
  }

  #request(operation: Operation, options: Options) {
    return {
      operation: operation.id,
      method: operation.method,
      path: operation.path,
      headers: options.headers ?? {},
      credential: options.credential ?? as('main'),
      ...(options.again === undefined ? {} : { again: options.again }),
      ...(options.after === undefined || options.after.length === 0 ? {} : { after: options.after }),
      ...(options.waits === undefined ? {} : { waits: options.waits }),
    }
  }

  /**
   * A request to a path or with a method that the contract does not have. One that could change something carries a body that nobody can read, so that
   * nothing comes of it where the method is let through.
   */
  outside(
    path: string,
    method: 'GET' | 'OPTIONS' | 'PUT' | 'PATCH' | 'POST',
    options: Options & { readonly params?: Readonly<Record<string, MadeUp>> } = {},
  ): Request {
    const isRead = method === 'GET' || method === 'OPTIONS'
    return {
      method,
      path,
      params: options.params ?? {},
      query: [],
      headers: options.headers ?? {},
      ...(isRead ? {} : { body: brokenJson }),
      credential: options.credential ?? as('main'),
      effect: isRead ? 'read' : 'refused',
      ...(isRead ? {} : { isRefused: true }),
    }
  }

  /** Well-formed ids that name nothing: the prefix of the contract's example, and made-up characters. */
  unknownParams(operation: Operation): Record<string, MadeUp> {
    return Object.fromEntries(
      operation.parameters.filter((each) => each.in === 'path').map(({ name, example }) => [name, this.unknownId(name, String(example))]),
    )
  }

  /** A well-formed id that names nothing, with the prefix of an example. */
  unknownId(purpose: string, example: string): MadeUp {
    return this.makeUp(`${/^[a-z]+_/i.exec(example)?.[0] ?? ''}${this.invented(`unknown ${purpose}`, 20)}`)
  }

  /** Says that a text is an id of no thing. */
  makeUp(text: string): MadeUp {
    this.#madeUp.add(text)
    return text as MadeUp
  }

  /** Whether the contract links the operation's path parameters to the answer of a list. */
  isReachable(operation: Operation): boolean {
    return operation.parameters.every((each) => each.in !== 'path') || this.contract.sources[operation.id] !== undefined
  }

  /** A method with a body that the contract has not for this path; `undefined` if it has them all. */
  undocumentedMethod(path: string): 'PUT' | 'PATCH' | 'POST' | undefined {
    return (['PUT', 'PATCH', 'POST'] as const).find((method) => this.contract.paths.get(path)?.[method] === undefined)
  }

  /** Parameters without which the operation cannot be asked at all, as the contract's examples have them. */
  #requiredQuery(operation: Operation, given: NonNullable<ReadOptions['query']>): [string, string][] {
    return operation.parameters
      .filter((each) => each.in === 'query' && each.required && !given.some(([name]) => name === each.name))
      .map(({ name, example }) => [name, String(example)])
  }

  #linked(operation: Operation): Record<string, Reference> {
    const source = this.contract.sources[operation.id]
    if (source === undefined) throw new Error(`no list of the contract leads to ${operation.id}`)
    const from = this.read(this.contract.operations[source.list])
    return Object.fromEntries(Object.entries(source.parameters).map(([name, pointer]) => [name, { from, pointer }]))
  }
}
