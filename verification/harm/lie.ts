/** A way for a deployment to lie: what it imitates, and what it does with each request. */
import type { DemoTenant } from '../../server/demo/keys.ts'
import type { Method, Operation } from '../../spec/contract.ts'
import type { Kind } from './kinds.ts'

export type Headers = readonly (readonly [name: string, value: string])[]

/** A request as it arrives. */
export interface Asked {
  readonly method: string
  /** Path and query below the base URL. */
  readonly target: string
  readonly headers: Headers
  readonly body: Buffer
}

/** A request as somebody reads it who knows the contract. */
export interface Call extends Asked {
  /** Absent for what the contract does not have. */
  readonly operation?: Operation
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** `undefined` where there is no body, or none that is JSON. */
  readonly json: unknown
  /** Whose key it shows; of a key that nobody knows, the first tenant's. */
  readonly tenant: DemoTenant
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/** What a lie can do. */
export interface Desk {
  /** What the reference server answers. */
  pass(call: Asked): Promise<Answer>
  /** What it answers to an administrator of a tenant. */
  admin(tenant: DemoTenant, method: Method, target: string, json?: unknown): Promise<Answer>
  /** The header that makes a request an administrator's. */
  readonly keys: Readonly<Record<DemoTenant, string>>
  /** Ids of things that were there before the run, by kind: others' property. */
  strangers(tenant: DemoTenant, kind: Kind): readonly string[]
  /** Says that something which was made meanwhile is somebody else's. */
  protect(tenant: DemoTenant, id: string): void
  /** Where nobody must ever go: the origin of another host. */
  readonly elsewhere: string
  /** Milliseconds since the epoch, as the run has it. */
  readonly clock: () => number
}

/** What is allowed for a run: only reading and writes that must be refused, its own writes, also lasting ones, also to spend a key's minute. */
export type Allowed = 'nothing' | 'writes' | 'lasting' | 'everything'

export interface Lie {
  readonly id: string
  /** What it imitates, in one sentence. */
  readonly imitates: string
  /** Starts to lie; what it remembers is one run's. */
  readonly how: (desk: Desk) => (call: Call) => Promise<Answer>
  /** How many things of others it harms whatever a run does, where the run may write at all: the first of them shows the lie. */
  readonly unavoidable?: number
  /** Hides from everybody what was made, so that nobody can name it. */
  readonly hides?: true
}

/** Lies by id, so that a list of them names each once. */
export const liesOf = (lies: Readonly<Record<string, Omit<Lie, 'id'>>>): Lie[] => Object.entries(lies).map(([id, lie]) => ({ id, ...lie }))
