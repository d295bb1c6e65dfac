import { beforeEach, describe, expect, test } from 'vitest'
import type { OpenStore, TenantStore } from '../../store/store.ts'
import type { Opened } from './opened.ts'
import { first, furnish, ids, key, movement, product, written } from './sample.ts'

export function describeSnapshots(opened: () => Opened, open: () => Promise<OpenStore>): void {
  describe('a snapshot', () => {
    let store: OpenStore
    let ours: TenantStore
    beforeEach(async () => {
      ;({ store, ours } = opened())
      await furnish(ours)
    })

    const names = async ({ products }: TenantStore) =>
      (await products.list({ ...first, sortBy: 'name' })).data.map(({ id, name }) => `${id} ${name}`)

    test('is restored, any number of times', async () => {
      const snapshot = await store.snapshot()
      for (const name of ['First', 'Second']) {
        await ours.products.update(product({ id: 'prod_1', name }))
        await ours.products.insert(product({ id: 'prod_2' }))
        expect(await names(ours)).toHaveLength(2)
        await snapshot.restore()
        expect(await names(ours)).toEqual(['prod_1 Trail Running Shoe'])
      }
    })

    test('has nothing to do with another one', async () => {
      const one = await store.snapshot()
      await ours.products.insert(product({ id: 'prod_2' }))
      const two = await store.snapshot()
      await ours.products.insert(product({ id: 'prod_3' }))
      await one.restore()
      expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1'])
      await one.drop()
      await two.restore()
      expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1', 'prod_2'])
      await expect(one.restore()).rejects.toThrow('after it was dropped')
    })

    test('brings back what a deletion or a change took along in other tables', async () => {
      await ours.products.insert(product({ id: 'prod_2' }))
      const snapshot = await store.snapshot()
      await ours.products.update(product({ id: 'prod_1', name: 'Renamed' }))
      await ours.products.delete('prod_2')
      const renamed = await ours.inventory.find('item_1')
      await snapshot.restore()
      expect(renamed?.productName).toBe('Renamed')
      expect((await ours.inventory.find('item_1'))?.productName).toBe('Trail Running Shoe')
      expect(await ours.products.find('prod_2')).toBeDefined()
    })

    test('is not affected by a transaction that was rolled back, and waits for one that runs', async () => {
      const failed = ours.transaction(async ({ products }) => {
        await products.insert(product({ id: 'prod_2' }))
        throw new Error('no')
      })
      const snapshot = store.snapshot()
      await expect(failed).rejects.toThrow('no')
      const running = ours.transaction(async ({ adjustments }) => adjustments.record(movement({ id: 'txn_2', qtyBefore: 5, qtyAfter: 10 })))
      await (await snapshot).restore()
      await running
      expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1'])
    })

    test('also restores rows that are remembered', async () => {
      await ours.keys.insert(key({ id: 'key_2', publicId: 'TWO' }))
      const snapshot = await store.snapshot()
      await ours.keys.update(key({ id: 'key_2', publicId: 'TWO', revokedAt: written }))
      expect((await store.findKey('TWO'))?.revokedAt).not.toBeNull()
      await snapshot.restore()
      expect((await store.findKey('TWO'))?.revokedAt).toBeNull()
    })

    test('can be taken of an empty database, and a database can be emptied', async () => {
      const snapshot = await store.snapshot()
      await store.erase()
      expect(await store.isEmpty()).toBe(true)
      await snapshot.restore()
      expect(ids(await ours.products.list({ ...first, sortBy: 'name' }))).toEqual(['prod_1'])
    })

    test('keeps the rows of every tenant', async () => {
      const theirs = store.forTenant('tenant_b')
      await theirs.products.insert(product({ id: 'prod_9' }))
      const snapshot = await store.snapshot()
      await theirs.products.delete('prod_9')
      await snapshot.restore()
      expect(await theirs.products.find('prod_9')).toBeDefined()
    })
  })

  test('a dump fills an empty database with the same rows', async () => {
    const { store, ours } = opened()
    await furnish(ours)
    // Quotes and U+0000 are the texts that a dump must not pass on as they are.
    await ours.products.insert(product({ id: 'prod_2', name: "O'Neill\u0000\u0001\n" }))
    const other = await open()
    try {
      await other.fill(await store.dump())
      expect(await other.dump()).toBe(await store.dump())
      expect((await other.forTenant('tenant_a').products.find('prod_2'))?.name).toBe("O'Neill\u0000\u0001\n")
    } finally {
      await other.close()
    }
  })
}
