import type { FastifyBaseLogger } from 'fastify'
import type { Handlers } from '../handlers.ts'
import type { NewId, RandomBytes } from '../random.ts'
import type { Store } from '../store/store.ts'
import type { Cors } from './cors.ts'
import type { Exchange } from './exchange.ts'
import type { RateLimiter, Windows } from './rate-limiter.ts'

/** The requests in progress: from their arrival until their response is passed to the connection. */
export interface Load {
  inProgress: number
  /** How many may be; more are rejected. */
  readonly max: number
}

/** Measured in docs/decisions/0017-more-than-one-machine.md. */
export const defaultMaxInFlight = 1000

/** Dependencies that the steps share for the lifetime of the application. */
export interface Service {
  readonly store: Store
  readonly handlers: Handlers
  readonly random: RandomBytes
  readonly ids: NewId
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly limiter: RateLimiter
  /** The limits of a key, and of an address without a valid key. */
  readonly windows: { readonly key: Windows; readonly address: Windows }
  /** Where the contract's paths are mounted, `/api`. */
  readonly prefix: string
  /** `undefined` if pages of other origins have no access. */
  readonly cors: Cors | undefined
  readonly load: Load
  readonly log: FastifyBaseLogger
}

/** A step of the pipeline: reads the results of earlier steps from the exchange and adds its own. Rejects a request by throwing a `RefusalError`. */
export type Step = (exchange: Exchange, service: Service) => void | Promise<void>
