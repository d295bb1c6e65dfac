import { clean } from '../cleanup/clean.ts'
import { untouched, type Left } from '../cleanup/left.ts'
import type { Plan } from '../plan/model.ts'
import { minute } from '../model/allowance.ts'
import type { Tracing } from '../model/tracing.ts'
import { redactor, secretsOf } from '../report/redact.ts'
import { tracedWire } from '../send/spans.ts'
import type { Setup } from './setup.ts'

/** Waits up to this many milliseconds are not interrupted. */
const shortPause = 1000

/**
 * Cleans up what a run has created and not cleaned up itself. Resolves to what is left. Without consent to writes, nothing is cleaned up, and
 * everything is returned. Waits for the rate limit unless the run is interrupted.
 */
export async function takeBack(
  { api, target, journal, wire, keys, headers, patience, cleanupSleep, pause, interruption, planned }: Setup,
  { tag }: Plan,
  tracing?: Tracing,
): Promise<readonly Left[]> {
  if (journal === undefined) return []
  // Regardless of earlier waits, the cleanup may wait for one more window.
  patience.extend(minute + shortPause)
  const [key = '', otherKey] = [target.keys.main?.[0], target.keys.other?.[0]]
  const remains = { tag, ...journal.remains }
  const left =
    planned.consent?.writes === true
      ? await clean({
          api,
          baseUrl: target.baseUrl,
          remains,
          wire: tracing === undefined ? wire : tracedWire(wire, tracing, redactor([...keys.secrets, ...secretsOf(headers)], api.keyFormat)),
          key,
          ...(otherKey === undefined ? {} : { otherKey }),
          headers,
          // A short pause before a retry after a connection failure is not a wait for the rate limit.
          sleep: (milliseconds) => (milliseconds <= shortPause ? pause(milliseconds) : cleanupSleep(milliseconds)),
          isWorth: (milliseconds) => {
            const isWorth = interruption?.aborted !== true && patience.lack(milliseconds) === undefined
            if (isWorth) patience.spend(milliseconds)
            return isWorth
          },
          onLine: (line) => journal.note(line),
        })
      : untouched(remains)
  journal.close()
  return left
}
