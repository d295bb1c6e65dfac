import { beforeEach, describe, expect, test } from 'vitest'
import type { Store, TenantStore } from '../../store/store.ts'
import type { Opened } from './opened.ts'
import { first, ids, key } from './sample.ts'

export function describeKeys(opened: () => Opened): void {
  describe('keys', () => {
    let store: Store
    let ours: TenantStore
    let theirs: TenantStore
    beforeEach(() => {
      ;({ store, ours, theirs } = opened())
    })

    test('are returned as stored and as updated', async () => {
      const sent = key({
        id: 'key_1',
        scopes: ['*', 'products.*'],
        expiresAt: '2027-06-01T00:00:00Z',
        allowedIps: ['192.0.2.10', '2001:db8::1'],
      })
      await ours.keys.insert(sent)
      expect(await ours.keys.find('key_1')).toEqual(sent)
      const changed = key({ id: 'key_1', publicId: 'OTHER', secretHash: 'f'.repeat(64), scopes: [], revokedAt: '2026-06-02T08:00:00.5Z' })
      await ours.keys.update({ ...changed, createdAt: '2020-01-01T00:00:00Z' })
      expect(await ours.keys.find('key_1')).toEqual({ ...changed, revokedAt: '2026-06-02T08:00:00.500Z' })
    })

    test('are found by public id, for any tenant', async () => {
      await theirs.keys.insert(key({ id: 'key_1', publicId: 'ABC', expiresAt: '2027-06-01T00:00:00Z', allowedIps: ['192.0.2.10'] }))
      expect(await store.findKey('ABC')).toEqual({
        id: 'key_1',
        tenantId: 'tenant_b',
        secretHash: '0'.repeat(64),
        scopes: ['inventory.read'],
        revokedAt: null,
        expiresAt: Date.UTC(2027, 5, 1),
        allowedIps: ['192.0.2.10'],
      })
      expect(await store.findKey('abc')).toBeUndefined()
    })

    test('are listed by their status at the time of the request', async () => {
      await ours.keys.insert(key({ id: 'key_1' }))
      await ours.keys.insert(key({ id: 'key_2', expiresAt: '2026-06-02T00:00:00Z' }))
      await ours.keys.insert(key({ id: 'key_3', expiresAt: '2026-06-02T00:00:00Z', revokedAt: '2026-06-01T12:00:00Z' }))
      const list = async (status: 'ACTIVE' | 'EXPIRED' | 'REVOKED', now: number) =>
        ids(await ours.keys.list({ ...first, sortBy: 'createdAt', status }, now))
      const expiry = Date.UTC(2026, 5, 2)
      expect(await list('ACTIVE', expiry - 1)).toEqual(['key_1', 'key_2'])
      expect(await list('EXPIRED', expiry - 1)).toEqual([])
      expect(await list('ACTIVE', expiry)).toEqual(['key_1'])
      expect(await list('EXPIRED', expiry)).toEqual(['key_2'])
      expect(await list('REVOKED', expiry)).toEqual(['key_3'])
      expect(ids(await ours.keys.list({ ...first, sortBy: 'createdAt', id: 'key_2' }, expiry))).toEqual(['key_2'])
    })
  })
}
