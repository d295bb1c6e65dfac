/** Builds the requests of the rules from the contract. */
import { createHash } from 'node:crypto'
import type { Operation } from '../../spec/contract.ts'
import { cannotBeCarriedOut } from '../guard/reasons.ts'
import type { Api } from '../model/api.ts'
import {
  as,
  brokenJson,
  type Allowed,
  type ReadOptions,
  type RequestBuilder,
  type RequestOptions,
  type WriteOptions,
} from '../model/request-builder.ts'
import type { MadeUp, Reference, Request } from '../model/request.ts'
import { Unavailable, type Resources } from '../model/resource.ts'
import { ResourceFactory } from '../resources/factory.ts'

export class ApiRequestBuilder implements RequestBuilder {
  readonly api: Api
  readonly resources: Resources
  readonly allowed: Allowed
  readonly #seed: string
  readonly #madeUp = new Set<string>()

  /** The seed determines the made-up ids and names. Equal seeds return equal requests. */
  constructor(api: Api, seed: string, allowed: Allowed = {}) {
    this.api = api
    this.allowed = allowed
    this.#seed = seed
    this.resources = new ResourceFactory(this, `conf-${this.invented('tag', 8)}`)
  }

  get madeUp(): ReadonlySet<string> {
    return this.#madeUp
  }

  invented(purpose: string, length: number): string {
    const digits = BigInt(`0x${createHash('sha512').update(`${this.#seed}\n${purpose}`).digest('hex')}`).toString(36)
    return digits.slice(1, length + 1)
  }

  read(operation: Operation, options: ReadOptions = {}): Request {
    if (operation.method !== 'GET') throw new Error(`${operation.id} writes data; request it with write()`)
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

  write(operation: Operation, options: WriteOptions): Request {
    const request: Request = {
      ...this.#request(operation, options),
      params: options.params ?? {},
      query: options.query ?? [],
      ...(options.body === undefined ? {} : { body: options.body }),
      effect: options.effect,
      ...(options.isRefused === true || options.effect === 'refused' ? { isRefused: true } : {}),
    }
    if (operation.method !== 'GET' && this.api.profile.targets[operation.id] === undefined && !cannotBeCarriedOut(request))
      throw new Unavailable(`the profile does not declare what ${operation.id} changes`)
    return request
  }

  #request(operation: Operation, options: RequestOptions) {
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

  outside(
    path: string,
    method: 'GET' | 'OPTIONS' | 'PUT' | 'PATCH' | 'POST',
    options: RequestOptions & { readonly params?: Readonly<Record<string, MadeUp>> } = {},
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

  unknownParams(operation: Operation): Record<string, MadeUp> {
    return Object.fromEntries(
      operation.parameters.filter((each) => each.in === 'path').map(({ name, example }) => [name, this.unknownId(name, String(example))]),
    )
  }

  unknownId(purpose: string, example: string): MadeUp {
    return this.makeUp(`${/^[a-z]+_/i.exec(example)?.[0] ?? ''}${this.invented(`unknown ${purpose}`, 20)}`)
  }

  makeUp(text: string): MadeUp {
    this.#madeUp.add(text)
    return text as MadeUp
  }

  isReachable(operation: Operation): boolean {
    return operation.parameters.every((each) => each.in !== 'path') || this.api.sources[operation.id] !== undefined
  }

  undocumentedMethod(path: string): 'PUT' | 'PATCH' | 'POST' | undefined {
    return (['PUT', 'PATCH', 'POST'] as const).find((method) => this.api.paths.get(path)?.[method] === undefined)
  }

  /** The query parameters that the operation requires, with the values of the contract's examples. */
  #requiredQuery(operation: Operation, given: NonNullable<ReadOptions['query']>): [string, string][] {
    return operation.parameters
      .filter((each) => each.in === 'query' && each.required && !given.some(([name]) => name === each.name))
      .map(({ name, example }) => [name, String(example)])
  }

  #linked(operation: Operation): Record<string, Reference> {
    const source = this.api.sources[operation.id]
    const list = source && this.api.operations[source.list]
    if (source === undefined || list === undefined) throw new Unavailable(`the contract has no list with ids for ${operation.id}`)
    const from = this.read(list)
    return Object.fromEntries(Object.entries(source.parameters).map(([name, pointer]) => [name, { from, pointer }]))
  }
}
