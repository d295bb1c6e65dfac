/** Adds units to stock lines over several connections. Each addition carries a mark of its own, so that it can be looked for afterwards. */
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Schemas } from '../spec/contract.ts'
import { all } from './crash-deployment.ts'

interface Attempt {
  readonly mark: string
  /** `undefined` if the connection ended before the answer. */
  readonly status: number | undefined
}

export interface AdjustingLoad {
  readonly attempts: readonly Attempt[]
  acknowledged(): readonly string[]
  /** Waits until so many more were acknowledged: the server is written to, and answers. */
  more(count: number): Promise<void>
  /** Sends nothing more, and waits for what was sent. Rejects if an answer was not what `judge` expects. */
  stop(): Promise<void>
}

interface Target {
  readonly baseUrl: string
  readonly key: string
  readonly lines: readonly string[]
  readonly reasonCodeId: string
  /** Throws if the answer, which is no success, should not have come; `undefined` if none came. */
  readonly judge: (answer: Response | undefined, text: string) => void
}

export function startAdjusting(name: string, clients: number, { baseUrl, key, lines, reasonCodeId, judge }: Target): AdjustingLoad {
  const attempts: Attempt[] = []
  let stopped = false
  const client = async (number: number) => {
    for (let count = 0; !stopped; count += 1) {
      const mark = `${name}-${number}-${count}`
      const sent = { inventoryItemId: lines[number % lines.length], deltaQty: 1, reasonCodeId, comment: mark }
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }
      const answer = await fetch(`${baseUrl}/inventory/adjust`, { method: 'POST', headers, body: JSON.stringify(sent) })
        .then(async (response) => ({ response, text: await response.text() }))
        .catch(() => undefined)
      attempts.push({ mark, status: answer?.response.status })
      if (answer?.response.status === 200) continue
      judge(answer?.response, answer?.text ?? '')
      await pause(20)
    }
  }
  const running = Promise.all(Array.from({ length: clients }, (_, number) => client(number)))
  running.catch(() => undefined)
  const acknowledged = () => attempts.filter(({ status }) => status === 200).map(({ mark }) => mark)
  return {
    attempts,
    acknowledged,
    async more(count) {
      const wanted = acknowledged().length + count
      await Promise.race([
        running,
        expect.poll(() => acknowledged().length, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(wanted),
      ])
    },
    async stop() {
      stopped = true
      await running
    },
  }
}

/** The marks of all movements that are there, of loads with this name. Expects the quantity on hand of every stock line to be the sum of its movements. */
export async function marksOf(name: string, baseUrl: string, key: string): Promise<string[]> {
  const movements = await all<Schemas['StockTransaction']>(baseUrl, key, '/inventory/adjustments')
  const sums = new Map<string, number>()
  for (const { inventoryItemId: id, deltaQty } of movements) sums.set(id, (sums.get(id) ?? 0) + Math.round(deltaQty * 1e6))
  for (const { id, quantityOnHand } of await all<Schemas['InventoryItem']>(baseUrl, key, '/inventory')) {
    expect((sums.get(id) ?? 0) / 1e6, `movements of ${id}`).toBe(quantityOnHand)
  }
  return movements.flatMap(({ comment }) => (comment?.startsWith(`${name}-`) === true ? [comment] : []))
}
