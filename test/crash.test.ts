/** The reference server, killed while it is written to, has what it has answered for, and nothing half done. */
import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Schemas } from '../spec/contract.ts'
import { patience, runs } from '../server/testing/property-runs.ts'
import { all, prepare } from './crash-deployment.ts'
import { type ServerProcess, startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'
import { type Journal, newJournal, sender, statuses, summary, writeLoad } from './write-load.ts'

/** Milliseconds after which the server is killed, a round each. */
const moments = fc.sample(fc.integer({ min: 250, max: 900 }), runs(3))

let folder: string
let key: string
let server: ServerProcess | undefined
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'crash-'))
  key = demoKeys.suedlicht.administrator
})
afterEach(() => server?.kill())
afterAll(() => rmSync(folder, { recursive: true }))

async function start(): Promise<ServerProcess> {
  const generous = ['--rate-limit-per-minute', '1000000', '--rate-limit-per-hour', '1000000', '--log-level', 'error']
  server = await startServerProcess(['--database-url', `file:${path.join(folder, 'reference.db')}`, ...generous])
  return server
}

interface Kept {
  readonly transfers: readonly Schemas['Transfer'][]
  readonly movements: readonly Schemas['StockTransaction'][]
  readonly lines: readonly Schemas['InventoryItem'][]
  readonly skus: readonly string[]
  readonly recommendations: readonly Schemas['TransferRecommendation'][]
}

async function read(baseUrl: string): Promise<Kept> {
  const list = <Item>(path: string) => all<Item>(baseUrl, key, path)
  return {
    transfers: await list('/inventory/transfers'),
    movements: await list('/inventory/adjustments'),
    lines: await list('/inventory'),
    skus: (await list<Schemas['Product']>('/products')).map(({ sku }) => sku),
    recommendations: await list('/transfers/recommendations'),
  }
}

/** What was answered for is there once, what was not is there once or not at all. */
function expectAcknowledged(journal: Journal, { movements, skus, transfers, recommendations }: Kept): void {
  for (const [mark, { line, deltaQty, acknowledged }] of journal.adjustments) {
    const found = movements.filter(({ comment }) => comment === mark)
    expect(found.length, `movements of adjustment ${mark}`).toBeGreaterThanOrEqual(acknowledged ? 1 : 0)
    expect(found.length, `movements of adjustment ${mark}`).toBeLessThanOrEqual(1)
    for (const movement of found) expect(movement).toMatchObject({ inventoryItemId: line, deltaQty })
  }
  for (const [sku, acknowledged] of journal.products) {
    if (acknowledged) expect(skus).toContain(sku)
  }
  for (const [mark, { id, acknowledged, asked }] of journal.transfers) {
    const status = transfers.find((transfer) => transfer.id === id)?.status
    expect(statuses.slice(acknowledged, asked + 1), `status of transfer ${mark}`).toContain(status)
  }
  for (const [id, transferId] of journal.executions) {
    const recommendation = recommendations.find((each) => each.id === id)
    const made = transfers.filter(({ recommendationId }) => recommendationId === id).map((transfer) => transfer.id)
    if (transferId !== null) expect(made, `transfers of recommendation ${id}`).toEqual([transferId])
    expect(recommendation?.status, `status of recommendation ${id}`).toBe(made.length === 0 ? 'APPROVED' : 'EXECUTED')
    expect(recommendation?.transferId ?? null).toBe(made[0] ?? null)
  }
}

/** Quantities by what they belong to; a line of many decimals adds up without loss. */
function totals<Item>(
  items: readonly Item[],
  of: (item: Item) => string | null,
  quantity: (item: Item) => number,
): (name: string) => number {
  const millionths = new Map<string | null, number>()
  for (const item of items) millionths.set(of(item), (millionths.get(of(item)) ?? 0) + Math.round(quantity(item) * 1_000_000))
  return (name) => (millionths.get(name) ?? 0) / 1_000_000
}

/** Stock moved if and only if its transfer was received, is reserved if and only if its transfer is open, and is the sum of its movements. */
function expectWhole({ transfers, movements, lines }: Kept): void {
  const moved = (type: Schemas['TransactionType']) =>
    totals(
      movements.filter(({ transactionType }) => transactionType === type),
      ({ transferId }) => transferId,
      ({ deltaQty }) => Math.abs(deltaQty),
    )
  const [out, into] = [moved('TRANSFER_OUT'), moved('TRANSFER_IN')]
  for (const transfer of transfers) {
    const units = transfer.status === 'RECEIVED' ? transfer.lines.reduce((total, { quantity }) => total + quantity, 0) : 0
    expect([out(transfer.id), into(transfer.id)], `units out and in of transfer ${transfer.id}, ${transfer.status}`).toEqual([units, units])
  }

  const open = transfers.filter(({ status }) => status === 'PENDING' || status === 'SHIPPED')
  const allocations = open.flatMap((transfer) => transfer.lines).flatMap((line) => line.allocations)
  const held = totals(
    allocations,
    ({ inventoryItemId }) => inventoryItemId,
    ({ quantity }) => quantity,
  )
  const booked = totals(
    movements,
    ({ inventoryItemId }) => inventoryItemId,
    ({ deltaQty }) => deltaQty,
  )
  for (const { id, globalSku, quantityOnHand, quantityReserved } of lines) {
    expect(booked(id), `movements of ${id}, and what is on hand`).toBe(quantityOnHand)
    // What the demo data has reserved is for orders.
    if (globalSku.startsWith('CRASH-')) expect(quantityReserved, `reserved of ${id}, and what open transfers hold`).toBe(held(id))
  }
}

test(
  'a server that is killed in the middle of writing has all that it has answered for, and nothing by halves',
  async () => {
    const journal = newJournal()
    let running = await start()
    for (const [round, moment] of moments.entries()) {
      const name = `CRASH-${round}`
      const deployment = await prepare(running.baseUrl, key, name)
      const load = writeLoad(sender(running.baseUrl, key), deployment, journal, name)
      await new Promise((resolve) => setTimeout(resolve, moment))
      await running.kill()
      await load
      running = await start()
      const kept = await read(running.baseUrl)
      expectAcknowledged(journal, kept)
      expectWhole(kept)
    }
    // Otherwise there was nothing to lose.
    const { answered, unanswered } = summary(journal)
    expect(Math.min(...answered), `${answered.join(' and ')} writes were answered`).toBeGreaterThan(0)
    expect(unanswered, 'writes that were sent and not answered').toBeGreaterThan(0)
  },
  patience,
)
