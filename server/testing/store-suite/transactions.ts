import { beforeEach, describe, expect, test } from 'vitest'
import type { Store, TenantStore } from '../../store/store.ts'
import { ForeignKeyViolation, UniqueViolation } from '../../store/violations.ts'
import type { Opened } from './opened.ts'
import { product } from './sample.ts'

export function describeTransactions(opened: () => Opened): void {
  describe('transactions', () => {
    let store: Store
    let ours: TenantStore
    beforeEach(() => {
      ;({ store, ours } = opened())
    })

    test('are atomic', async () => {
      await expect(
        ours.transaction(async ({ products }) => {
          await products.insert(product({ id: 'prod_1' }))
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed my mind')
      expect(await ours.products.find('prod_1')).toBeUndefined()
      expect(await ours.transaction(({ products }) => products.insert(product({ id: 'prod_1' })).then(() => 'done'))).toBe('done')
      expect(await ours.products.find('prod_1')).toBeDefined()
    })

    test('of the whole store span tenants', async () => {
      await expect(
        store.transaction(async (all) => {
          for (const tenant of ['tenant_a', 'tenant_b', 'tenant_c']) await all.forTenant(tenant).products.insert(product({ id: 'prod_1' }))
        }),
      ).rejects.toBeInstanceOf(ForeignKeyViolation)
      expect(await ours.products.find('prod_1')).toBeUndefined()
    })

    test('run sequentially, and reads never see partial changes', async () => {
      await ours.products.insert(product({ id: 'prod_1', unitCost: 0 }))
      const increment = () =>
        ours.transaction(async ({ products }) => {
          const read = await products.find('prod_1')
          await products.update(product({ id: 'prod_1', unitCost: -1 }))
          await Promise.resolve()
          await products.update(product({ id: 'prod_1', unitCost: (read?.unitCost ?? 0) + 1 }))
        })
      const work = Array.from({ length: 20 }, () => [increment(), ours.products.find('prod_1')] as const)
      const seen = await Promise.all(work.map(([, read]) => read))
      await Promise.all(work.map(([written]) => written))
      expect(seen.filter((each) => (each?.unitCost ?? -1) < 0)).toEqual([])
      expect((await ours.products.find('prod_1'))?.unitCost).toBe(20)
    })

    test('end when a write fails, even if the error is caught', async () => {
      const careless = ours.transaction(async ({ products }) => {
        await products.insert(product({ id: 'prod_1' }))
        await products.insert(product({ id: 'prod_1' })).catch(() => undefined)
        return 'done'
      })
      await expect(careless).rejects.toBeInstanceOf(UniqueViolation)
      expect(await ours.products.find('prod_1')).toBeUndefined()
    })

    test('in a transaction are part of it', async () => {
      await expect(
        ours.transaction(async (outer) => {
          await outer.transaction(({ products }) => products.insert(product({ id: 'prod_1' })))
          throw new Error('all of it')
        }),
      ).rejects.toThrow('all of it')
      expect(await ours.products.find('prod_1')).toBeUndefined()
    })

    test('pass a store that ends with them', async () => {
      const kept = await ours.transaction(async (inner) => inner)
      await expect(kept.products.find('prod_1')).rejects.toThrow('a transaction was used after its end')
    })
  })
}
