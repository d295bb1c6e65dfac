import type { Choose, Parts } from '../../app.ts'
import { ServiceUnavailable } from '../../service-unavailable.ts'
import { fraction } from '../chance.ts'
import { closesAtOnce, createAssembler, factsOf, idsOf, keyIn, sentIn } from '../choose.ts'
import { answered, closed, shown } from '../journal.ts'
import type { Arrived, Requests } from './requests.ts'

/** Methods that change nothing (RFC 9110 §9.2.1). */
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Selects the parts for each request, as the choice in memory does: Redis says what affects it and what time it is, and gets it for the journal before the
 * response is sent. While Redis is away, a request is rejected where it would be counted.
 */
export function createSharedChoose({
  parts,
  requests,
  now,
}: {
  /** The correct parts. */
  readonly parts: Parts
  readonly requests: Requests
  /** Milliseconds since the epoch. */
  readonly now: () => number
}): Choose {
  const assembled = createAssembler(parts)

  const recorded = (made: Parts, affectedBy: readonly string[], sources: Arrived['sources']): Parts => {
    const { steps } = made
    return {
      ...made,
      steps: {
        ...steps,
        ...(sources !== undefined && {
          assignRequestId: (exchange, service) => steps.assignRequestId(exchange, { ...service, ...sources }),
          handle: (exchange, service) => steps.handle(exchange, { ...service, ...sources }),
        }),
        send: async (exchange, service) => {
          const kept = answered(0, exchange, affectedBy)
          try {
            // Before the client can ask for it.
            await requests.enter(shown(kept, keyIn), kept.characters)
          } catch (error) {
            if (!(error instanceof ServiceUnavailable)) throw error
            // The request was processed, and 503 would say that it was not.
            service.log.error({ requestId: exchange.requestId, err: error }, 'the journal lacks a request')
          }
          await steps.send(exchange, service)
        },
      },
    }
  }

  return async (routed) => {
    const facts = factsOf(routed)
    const { method = '' } = routed?.incoming ?? {}
    let arrived: Arrived
    try {
      arrived = await requests.arrive(facts, !safe.has(method))
    } catch (error) {
      if (!(error instanceof ServiceUnavailable)) throw error
      const reject = () => {
        throw error
      }
      return { ...parts, steps: { ...parts.steps, count: reject } }
    }
    const affectedBy = idsOf(arrived)
    if (closesAtOnce(arrived)) {
      const kept = closed(0, sentIn(routed, now()), facts.operation, affectedBy)
      await requests.enter(shown(kept, keyIn), kept.characters).catch((error: unknown) => {
        // The connection is closed in any case.
        if (!(error instanceof ServiceUnavailable)) throw error
      })
      return undefined
    }
    const made = assembled(arrived, (rule) => {
      const bytes = requests.bytesOf(`${rule.id} delay ${arrived.countOf(rule)}`)
      return () => fraction(bytes)
    })
    return recorded(made, affectedBy, arrived.sources)
  }
}
