/** A server whose PostgreSQL is restarted and killed while it is written to: no acknowledged write is lost, none is done twice, and clients only see 503. */
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Schemas } from '../spec/contract.ts'
import { type Postgres, startPostgres } from '../scripts/services/postgres.ts'
import { type ServerProcess, startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { all, prepare } from './crash-deployment.ts'

const key = demoKeys.suedlicht.administrator
const generous = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000', '--log-level', 'fatal']

let postgres: Postgres
let server: ServerProcess
beforeEach(async () => {
  // It is killed: what it has committed must be on the disk.
  postgres = await startPostgres({ durable: true })
  server = await startServerProcess(['--database-url', postgres.createDatabase('outage'), ...generous])
})
afterEach(async () => {
  await server.kill()
  await postgres.remove()
})

interface Load {
  readonly reasonCodeId: string
  readonly stopped: () => boolean
}

interface Attempt {
  readonly mark: string
  readonly status: number
}

/** Sends adjustments of one unit, each with a mark of its own, until told to stop; 503 must say so in the envelope. */
async function adjust(attempts: Attempt[], name: string, line: string, { reasonCodeId, stopped }: Load): Promise<void> {
  for (let number = 0; !stopped(); number += 1) {
    const mark = `${name}-${number}`
    const response = await fetch(`${server.baseUrl}/inventory/adjust`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ inventoryItemId: line, deltaQty: 1, reasonCodeId, comment: mark }),
    })
    const body = (await response.json()) as { data?: unknown; error?: string; details?: { code?: string; retryAfterSeconds?: number } }
    attempts.push({ mark, status: response.status })
    if (response.status === 200) continue
    expect({ status: response.status, retry: response.headers.get('Retry-After'), ...body.details }).toMatchObject({
      status: 503,
      retry: String(body.details?.retryAfterSeconds),
      code: 'SERVICE_UNAVAILABLE',
    })
    await pause(20)
  }
}

test('ten restarts, every second one a crash', async () => {
  const deployment = await prepare(server.baseUrl, key, 'outage')
  let over = false
  const attempts: Attempt[] = []
  const acknowledged = () => attempts.filter(({ status }) => status === 200)
  const load = { reasonCodeId: deployment.reasonCodeId, stopped: () => over }
  const clients = Array.from({ length: 8 }, (_, index) => {
    const { line } = deployment.products[index % deployment.products.length] ?? { line: '' }
    return adjust(attempts, `client-${index}`, line, load)
  })
  /** Waits until so many more were acknowledged: the server has recovered, and is written to. */
  const more = async (count: number) => {
    const wanted = acknowledged().length + count
    await expect.poll(() => acknowledged().length, { timeout: 30_000, interval: 20 }).toBeGreaterThanOrEqual(wanted)
  }
  const outages = async () => {
    for (let count = 0; count < 10; count += 1) {
      await more(10)
      // An immediate shutdown is a crash: PostgreSQL ends all its processes and recovers from its log.
      await postgres.stop(count % 2 === 0 ? 'SIGINT' : 'SIGQUIT')
      const before = attempts.length
      await expect.poll(() => attempts.length, { interval: 20 }).toBeGreaterThan(before)
      await postgres.start()
    }
    await more(10)
  }
  await outages().finally(() => {
    over = true
  })
  await Promise.all(clients)

  expect(attempts.length).toBeGreaterThan(acknowledged().length)
  const movements = await all<Schemas['StockTransaction']>(server.baseUrl, key, '/inventory/adjustments')
  const marks = movements.flatMap(({ comment }) => (comment?.startsWith('client-') === true ? [comment] : []))
  // A commit whose outcome was lost was asked for: what was not acknowledged was not done.
  expect(marks.toSorted()).toEqual(
    acknowledged()
      .map(({ mark }) => mark)
      .toSorted(),
  )
  for (const { id, quantityOnHand } of await all<Schemas['InventoryItem']>(server.baseUrl, key, '/inventory')) {
    const moved = movements.filter(({ inventoryItemId }) => inventoryItemId === id)
    expect(moved.reduce((sum, { deltaQty }) => sum + Math.round(deltaQty * 1e6), 0) / 1e6, `movements of ${id}`).toBe(quantityOnHand)
  }
})
