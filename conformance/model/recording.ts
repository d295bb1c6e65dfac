/** The exchanges of a run. */
import type { Exchange } from './exchange.ts'
import { keyOf, type Request } from './request.ts'

/** Options that end a run before all requests are sent: after a time, or after a number of failures. */
export type EndedBy = 'time' | 'fail-fast'

/** Why requests were not sent after a signal. */
export const interrupted = 'the run was interrupted'

/** Why a run ended early; the reason of its signal. */
export class Ended {
  readonly by: EndedBy
  /** Completes the sentence "The request was not sent because …". */
  readonly why: string

  constructor(by: EndedBy, why: string) {
    this.by = by
    this.why = why
  }
}

/** The sent requests, and the reasons why others were not sent. */
export interface Recording {
  /** In the order of sending. The last exchange of a key counts; earlier ones were rejected with 429 and repeated. */
  readonly exchanges: readonly Exchange[]
  /** By key of the request. */
  readonly byRequest: ReadonlyMap<string, Exchange>
  /** The reason why a planned request could not be sent, by key of the request. */
  readonly unsent: ReadonlyMap<string, string>
  /** Requests that were not necessary, by key, with the requests whose responses are judged in their place. */
  readonly covered?: ReadonlyMap<string, Covered>
  /** Requests that were sent because no response covered them, by key, with the reason. */
  readonly uncovered?: ReadonlyMap<string, string>
  /** Requests that no response covered, and that would have exceeded the maximum waiting time, by key. */
  readonly late?: ReadonlySet<string>
  /** Requests that were not sent because an option ended the run, by key. */
  readonly ended?: ReadonlyMap<string, EndedBy>
}

/**
 * - `combined`: one request with several faults; its response names each of them.
 * - `shown`: another request shows more.
 * - `permission`: the key lacks the permission, as other requests that need it show.
 * - `sample`: requests to a few operations stand for all, because the same code decides.
 * - `repeat`: the same request; repeating it is not necessary, because no check fails that depends on it.
 */
export type CoverKind = 'combined' | 'sample' | 'shown' | 'permission' | 'repeat'

/** The request that covers another one. */
export interface Covered {
  readonly request: Request
  readonly kind: CoverKind
}

/** Returns the response to a request, or to the one that covers it, which may be covered itself. */
export function answerTo(request: Request, recording: Pick<Recording, 'byRequest' | 'covered'>): Exchange | undefined {
  const own = recording.byRequest.get(keyOf(request))
  const cover = own === undefined ? recording.covered?.get(keyOf(request)) : undefined
  return cover === undefined ? own : answerTo(cover.request, recording)
}
