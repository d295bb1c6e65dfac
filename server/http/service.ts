import type { FastifyBaseLogger } from 'fastify'
import type { Handlers } from '../handlers.ts'
import type { NewId, RandomBytes } from '../random.ts'
import type { Store } from '../store/store.ts'
import type { Cors } from './cors.ts'
import type { Exchange } from './exchange.ts'
import type { RateLimiter, Windows } from './rate-limiter.ts'

/** What the steps share for as long as the application lives. */
export interface Service {
  readonly store: Store
  readonly handlers: Handlers
  readonly random: RandomBytes
  readonly ids: NewId
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  readonly limiter: RateLimiter
  /** What a key, and what an address without a valid key, may use up. */
  readonly windows: { readonly key: Windows; readonly address: Windows }
  /** Where the contract's paths are mounted, `/api`. */
  readonly prefix: string
  /** `undefined` if pages of other origins may do nothing. */
  readonly cors: Cors | undefined
  readonly log: FastifyBaseLogger
}

/** One step of the pipeline: it reads what earlier steps left in the exchange, and adds its own. It refuses by throwing a `RefusalError`. */
export type Step = (exchange: Exchange, service: Service) => void | Promise<void>
