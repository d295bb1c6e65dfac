import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenStore } from '../../store/store.ts'
import { describeCatalog } from './catalog.ts'
import { describeForecasting } from './forecasting.ts'
import { describeInventory } from './inventory.ts'
import { describeKeys } from './keys.ts'
import { describeLists } from './lists.ts'
import { describeProducts } from './products.ts'
import { describeSnapshots } from './snapshots.ts'
import { describeStock } from './stock.ts'
import { describeTenants } from './tenants.ts'
import { describeTransactions } from './transactions.ts'
import { describeTransfers } from './transfers.ts'
import type { Opened } from './opened.ts'
import { written } from './sample.ts'

/** The requirements on every engine. `open` opens an empty, migrated store. */
export function describeStore(engine: string, open: () => Promise<OpenStore>): void {
  describe(`store on ${engine}`, () => {
    let store: OpenStore
    let opened: Opened

    beforeEach(async () => {
      store = await open()
      await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: written })
      await store.insertTenant({ id: 'tenant_b', slug: 'b', name: 'B', createdAt: written })
      opened = { store, ours: store.forTenant('tenant_a'), theirs: store.forTenant('tenant_b') }
    })
    afterEach(() => store.close())

    test('is empty until it has a tenant', async () => {
      expect(await store.isEmpty()).toBe(false)
      const other = await open()
      expect(await other.isEmpty()).toBe(true)
      await other.close()
    })

    for (const part of [
      describeProducts,
      describeCatalog,
      describeStock,
      describeInventory,
      describeKeys,
      describeLists,
      describeTenants,
      describeTransactions,
      describeForecasting,
      describeTransfers,
    ])
      part(() => opened)
    describeSnapshots(() => opened, open)
  })
}
