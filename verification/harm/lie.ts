/** A lie of a deployment: the fault that it imitates, and how it handles each request. */
import type { DemoTenant } from '../../server/demo/keys.ts'
import type { Method, Operation } from '../../spec/contract.ts'
import type { Kind } from './kinds.ts'

export type Headers = readonly (readonly [name: string, value: string])[]

/** A request as received. */
export interface Asked {
  readonly method: string
  /** Path and query below the base URL. */
  readonly target: string
  readonly headers: Headers
  readonly body: Buffer
}

/** A request, matched with the contract. */
export interface Call extends Asked {
  /** Absent for a request outside the contract. */
  readonly operation?: Operation
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The parsed body; `undefined` if there is none or it is not JSON. */
  readonly json: unknown
  /** The tenant of the key; the first tenant if the key is unknown. */
  readonly tenant: DemoTenant
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Buffer
}

/** The tools of a lie. */
export interface Desk {
  /** Forwards a request to the reference server. */
  pass(call: Asked): Promise<Answer>
  /** Sends a request to the reference server as the administrator of a tenant. */
  admin(tenant: DemoTenant, method: Method, target: string, json?: unknown): Promise<Answer>
  /** Authorization headers of the administrators. */
  readonly keys: Readonly<Record<DemoTenant, string>>
  /** Ids of resources that existed before the run, by kind. They belong to other clients. */
  strangers(tenant: DemoTenant, kind: Kind): readonly string[]
  /** Marks a resource that was created during the run as another client's. */
  protect(tenant: DemoTenant, id: string): void
  /** The origin of another host, which must never receive a request. */
  readonly elsewhere: string
  /** The clock of the run, in milliseconds since the epoch. */
  readonly clock: () => number
}

/**
 * The consent of a run: only reads and writes that must be rejected; also writes that it cleans up; also lasting writes; also using up the rate limit
 * of a key.
 */
export type Allowed = 'nothing' | 'writes' | 'lasting' | 'everything'

export interface Lie {
  readonly id: string
  /** The imitated fault in one sentence. */
  readonly imitates: string
  /** Starts the lie. Its state belongs to one run. */
  readonly how: (desk: Desk) => (call: Call) => Promise<Answer>
  /** Number of other clients' resources that it harms whatever a run with writes does: only that harm reveals the lie. */
  readonly unavoidable?: number
  /** Hides created resources from all clients, so that no report can name them. */
  readonly hides?: true
}

/** The lies of a record as a list; its keys are the ids. */
export const liesOf = (lies: Readonly<Record<string, Omit<Lie, 'id'>>>): Lie[] => Object.entries(lies).map(([id, lie]) => ({ id, ...lie }))
