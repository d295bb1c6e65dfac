/** Which runs may be side by side, and the order of the others. */
import type { Prepared } from './prepare-run.ts'

/**
 * Returns the lane of each target: the same for targets with the same origin or a common key. Their runs would spend each other's rate limit, which for
 * requests without a key is that of the address, and would see each other's writes.
 */
export function lanesOf(ready: readonly { readonly prepared: { readonly options: Pick<Prepared['options'], 'target'> } }[]): number[] {
  const lanes = ready.map((_each, index) => index)
  const owners = new Map<string, number>()
  ready.forEach(({ prepared: { options } }, index) => {
    const { baseUrl, keys } = options.target
    for (const shared of [`at ${new URL(baseUrl).origin}`, ...Object.values(keys).flat()]) {
      const owner = owners.get(shared)
      owners.set(shared, owner ?? index)
      const [from, to] = [lanes[index], lanes[owner ?? index]]
      // What shares with either now shares with both.
      lanes.forEach((lane, other) => {
        if (lane === from) lanes[other] = to ?? lane
      })
    }
  })
  return lanes
}

/** Calls a function for each item, at most `parallel` at a time and never twice at a time in one lane. Resolves to the results in the order of the items. */
export async function inLanes<T, R>(
  items: readonly T[],
  lanes: readonly number[],
  parallel: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const waiting = items.map((item, index) => ({ item, index, lane: lanes[index] }))
  const busy = new Set<number | undefined>()
  const results: R[] = []
  const work = async (): Promise<void> => {
    for (;;) {
      const next = waiting.findIndex(({ lane }) => !busy.has(lane))
      const [found] = next === -1 ? [] : waiting.splice(next, 1)
      // What waits is in a busy lane, and is taken by the worker that is busy there.
      if (found === undefined) return
      busy.add(found.lane)
      results[found.index] = await act(found.item)
      busy.delete(found.lane)
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, work))
  return results
}
