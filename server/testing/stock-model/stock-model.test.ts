import fc from 'fast-check'
import Libsql from 'libsql'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { patience } from '../property-runs.ts'
import { openStore } from '../../store/open.ts'
import type { OpenStore, TenantStore } from '../../store/store.ts'
import { newStore } from '../new-store.ts'
import { product, reason, written } from '../store-suite/sample.ts'
import { traces } from '../property-traces.ts'
import { anyStep, opening } from './any-step.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { newStock } from './stock.ts'

const isOnPostgres = inject('postgres') !== undefined

let folder: string
let store: OpenStore
/** A connection of its own, to which every commit of the server is one of somebody else. */
let onlooker: Libsql.Database | undefined
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'stock-model-'))
  const file = path.join(folder, 'reference.db')
  store = isOnPostgres ? await newStore() : await openStore(`file:${file}`)
  if (!isOnPostgres) onlooker = new Libsql(file, { readonly: true })
})
afterAll(async () => {
  onlooker?.close()
  await store.close()
  rmSync(folder, { recursive: true })
})

/** Differs if anything was written: by the count of commits, or where there is none, by all rows. */
const version = async (): Promise<unknown> =>
  onlooker === undefined ? store.dump() : (onlooker.prepare('PRAGMA data_version').get() as { data_version: number }).data_version

let tenants = 0
const outcomes = new Map<string, number>()
/** Where the runs must get, so that they show something. */
const reached = [
  ...['transfer DRAFT', 'transfer PENDING', 'transfer SHIPPED', 'transfer RECEIVED', 'transfer CANCELLED'],
  ...['recommendation EXECUTED', 'recommendation REJECTED', 'adjusting count COMPLETED', 'mere count COMPLETED'],
  ...['stockInsufficient', 'unitsUnavailable', 'transferUnavailable', 'transferStateForbids', 'recommendationNotApproved'],
  ...['countCompleted', 'countEmpty', 'lotDateDiffers', 'lotUnchanged', 'referenceUnknown', 'requestInvalid'],
]
const note = (outcome: string) => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)

async function furnish(tenant: TenantStore): Promise<void> {
  await tenant.products.insert(product({ id: 'prod_a' }))
  await tenant.products.insert(product({ id: 'prod_b' }))
  for (const id of ['loc_1', 'loc_2', 'loc_3']) await tenant.locations.insert({ id, name: `Location ${id.slice(-1)}` })
  await tenant.bins.insert({ id: 'bin_1', locationId: 'loc_1', name: 'A-1-1' })
  await tenant.bins.insert({ id: 'bin_2', locationId: 'loc_2', name: 'A-1-1' })
  await tenant.reasonCodes.insert(reason)
}

/** A tenant of its own for each run, with the stock that there is before the first step. */
async function setUp() {
  const slug = `t${tenants++}`
  await store.insertTenant({ id: slug, slug, name: slug, createdAt: written })
  const real: Ledger = openLedger(store.forTenant(slug), version, note)
  await furnish(real.store)
  const model = newStock()
  for (const step of opening) await step.run(model, real)
  return { model, real }
}

test(
  'whatever is done with stock, the ledger is that of the model, and what is refused changes nothing',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands([anyStep], { maxCommands: 200, size: 'max', disableReplayLog: true }), async (steps) => {
        const { model, real } = await setUp()
        await fc.asyncModelRun(() => ({ model, real }), steps)
        await real.close(model)
        for (const { status } of model.transfers) note(`transfer ${status}`)
        for (const { status } of model.recommendations) note(`recommendation ${status}`)
        for (const { status, autoAdjust } of model.counts) note(`${autoAdjust ? 'adjusting' : 'mere'} count ${status}`)
      }),
      // A statement takes ten times as long there; the runs still get everywhere.
      traces(isOnPostgres ? 12 : 50),
    )
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(reached))
  },
  patience,
)
