import { clean } from '../cleanup/clean.ts'
import { untouched, type Left } from '../cleanup/left.ts'
import type { Plan } from '../plan/model.ts'
import { minute } from '../model/allowance.ts'
import type { Setup } from './setup.ts'

/** Milliseconds that are waited in any case. */
const shortPause = 1000

/** Takes back what a run has made and not taken back itself; resolves to what is left. Without consent nothing is taken back, but named. */
export async function takeBack(
  { api, target, journal, wire, headers, patience, sleep, pause, planned }: Setup,
  { tag }: Plan,
  stop: AbortSignal | undefined,
): Promise<readonly Left[]> {
  if (journal === undefined) return []
  // Whatever the run has waited, what it made is worth a window more.
  patience.extend(minute + shortPause)
  const [key = '', otherKey] = [target.keys.main?.[0], target.keys.other?.[0]]
  const remains = { tag, ...journal.remains }
  const left =
    planned.consent?.writes === true
      ? await clean({
          api,
          baseUrl: target.baseUrl,
          remains,
          wire,
          key,
          ...(otherKey === undefined ? {} : { otherKey }),
          headers,
          // What is sent again soon because a connection broke is no wait for the rate limit.
          sleep: (milliseconds) => (milliseconds <= shortPause ? pause(milliseconds) : sleep(milliseconds)),
          isWorth: (milliseconds) => {
            const isWorth = stop?.aborted !== true && patience.lack(milliseconds) === undefined
            if (isWorth) patience.spend(milliseconds)
            return isWorth
          },
          onLine: (line) => journal.note(line),
        })
      : untouched(remains)
  journal.close()
  return left
}
