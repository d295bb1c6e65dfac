import { beforeEach, expect, test } from 'vitest'
import type { Schemas } from '../../spec/contract.ts'
import { type DirectCall, directCalls } from '../testing/direct-calls.ts'
import { newStore } from '../testing/new-store.ts'
import type { Store, TenantStore } from '../store/store.ts'
import { hashKeyText, parseKeyText } from './key-text.ts'

type Scope = Schemas['Scope']

let store: Store
let ours: TenantStore
let call: DirectCall
beforeEach(async () => {
  store = await newStore()
  await store.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: '2026-06-01T08:00:00Z' })
  ours = store.forTenant('tenant_a')
  call = directCalls(ours)
})

const noon = Date.UTC(2026, 5, 1, 12)
const wanted = { name: 'Warehouse', scopes: ['inventory.read'] as Scope[], expiresAt: null, allowedIps: [] }
const create = (change: Partial<Schemas['ApiKeyCreate']> = {}, scopes: Scope[] = ['*']) =>
  call('createApiKey', { body: { ...wanted, ...change } }, { scopes })

/** Which key, if any, this text would be accepted as. */
const accepted = async (text: string) => {
  const key = await store.findKey(parseKeyText(text)?.publicId ?? '')
  return key?.secretHash === hashKeyText(text) && key.revokedAt === null ? key.id : undefined
}

test('a new key shows its secret once, and the store knows only its hash', async () => {
  const { status, data } = await create({ expiresAt: '2027-06-01T00:00:00Z', allowedIps: ['192.0.2.10'] })
  const { apiKey, plaintextKey } = data
  expect(status).toBe(201)
  expect(apiKey).toEqual({
    id: apiKey.id,
    name: 'Warehouse',
    keyPrefix: plaintextKey.slice(0, plaintextKey.lastIndexOf('_')),
    last4: plaintextKey.slice(-4),
    scopes: ['inventory.read'],
    status: 'ACTIVE',
    expiresAt: '2027-06-01T00:00:00Z',
    allowedIps: ['192.0.2.10'],
    createdAt: '2026-06-01T12:00:00Z',
    updatedAt: '2026-06-01T12:00:00Z',
    revokedAt: null,
  })
  expect(await accepted(plaintextKey)).toBe(apiKey.id)
  expect(JSON.stringify(await ours.keys.find(apiKey.id))).not.toContain(plaintextKey.slice(-20))
  const { data: listed } = await call('listApiKeys', { query: { page: 1, limit: 20, sortBy: 'name', sortOrder: 'asc', id: apiKey.id } })
  expect(listed).toEqual([apiKey])
})

test('times are shown as they will be read again', async () => {
  const { data } = await create({ expiresAt: '2027-06-01T00:00:00.1239Z' })
  expect(data.apiKey.expiresAt).toBe('2027-06-01T00:00:00.123Z')
  const { data: updated } = await call('updateApiKey', { params: { keyId: data.apiKey.id }, body: { expiresAt: '2028-06-01T00:00:00.0Z' } })
  expect(updated.expiresAt).toBe('2028-06-01T00:00:00Z')
  expect((await ours.keys.find(data.apiKey.id))?.expiresAt).toBe('2028-06-01T00:00:00Z')
})

test('a key expires at the moment it is said to', async () => {
  const { data } = await create({ expiresAt: '2026-06-01T12:00:01Z' })
  const status = async (now: number) => {
    const query = { page: 1, limit: 20, sortBy: 'name', sortOrder: 'asc' } as const
    return (await call('listApiKeys', { query }, { now })).data.map((key) => key.status)
  }
  expect(data.apiKey.status).toBe('ACTIVE')
  expect(await status(noon + 999)).toEqual(['ACTIVE'])
  expect(await status(noon + 1000)).toEqual(['EXPIRED'])
})

test('nobody hands out what they do not have', async () => {
  const lacking = (requiredPermissions: Scope[]) => ({ refusal: 'scopeInsufficient', details: { requiredPermissions } })
  const caller = { scopes: ['admin.keys.write', 'inventory.*'] as Scope[] }
  await expect(create({ scopes: ['inventory.read', 'products.read', '*'] }, caller.scopes)).rejects.toMatchObject(
    lacking(['products.read', '*']),
  )
  const { data: strong } = await create({ scopes: ['*'] })
  const { data: weak } = await create({}, caller.scopes)
  const update = (keyId: string, body: Schemas['ApiKeyUpdate']) => call('updateApiKey', { params: { keyId }, body }, caller)
  await expect(update(weak.apiKey.id, { scopes: ['transfers.read'] })).rejects.toMatchObject(lacking(['transfers.read']))
  await expect(update('key_unknown', { scopes: ['transfers.read'] })).rejects.toMatchObject(lacking(['transfers.read']))
  await expect(call('rotateApiKey', { params: { keyId: strong.apiKey.id } }, caller)).rejects.toMatchObject(lacking(['*']))
  expect(await accepted(strong.plaintextKey)).toBe(strong.apiKey.id)
  expect((await update(weak.apiKey.id, { scopes: ['inventory.*'] })).data.scopes).toEqual(['inventory.*'])
})

test('nobody touches a key that may do more', async () => {
  const { data: strong } = await create({ scopes: ['inventory.read', 'products.read', '*'] })
  const caller = { scopes: ['admin.keys.write', 'inventory.*'] as Scope[] }
  const params = { keyId: strong.apiKey.id }
  const lacking = { refusal: 'scopeInsufficient', details: { requiredPermissions: ['products.read', '*'] } }
  const before = await ours.keys.find(strong.apiKey.id)
  for (const body of [{ name: 'Mine' }, { scopes: [] }, { allowedIps: ['192.0.2.10'] }, { expiresAt: null }, { scopes: ['*' as const] }])
    await expect(call('updateApiKey', { params, body }, caller)).rejects.toMatchObject(lacking)
  for (const id of ['revokeApiKey', 'rotateApiKey'] as const) await expect(call(id, { params }, caller)).rejects.toMatchObject(lacking)
  expect(await ours.keys.find(strong.apiKey.id)).toEqual(before)
  // Both what it has and what it is to get are named; and whether it is active is told to nobody who may not change it.
  await call('revokeApiKey', { params })
  await expect(call('updateApiKey', { params, body: { scopes: ['transfers.read'] } }, caller)).rejects.toMatchObject({
    details: { requiredPermissions: ['products.read', '*', 'transfers.read'] },
  })
})

test('an update changes what is sent, and nothing else', async () => {
  const { data } = await create({ allowedIps: ['192.0.2.10'], expiresAt: '2027-06-01T00:00:00Z' })
  const params = { keyId: data.apiKey.id }
  const { data: renamed } = await call('updateApiKey', { params, body: { name: 'Other' } }, { now: noon + 5000 })
  expect(renamed).toEqual({ ...data.apiKey, name: 'Other', updatedAt: '2026-06-01T12:00:05Z' })
  const { data: opened } = await call('updateApiKey', { params, body: { expiresAt: null, allowedIps: [] } }, { now: noon + 5000 })
  expect(opened).toEqual({ ...renamed, expiresAt: null, allowedIps: [] })
  expect(await accepted(data.plaintextKey)).toBe(data.apiKey.id)
})

test('a rotated key is the same key with another secret', async () => {
  const { data } = await create()
  const { data: rotated } = await call('rotateApiKey', { params: { keyId: data.apiKey.id } }, { now: noon + 5000 })
  const { keyPrefix, last4, updatedAt } = rotated.apiKey
  expect(rotated.apiKey).toEqual({ ...data.apiKey, keyPrefix, last4, updatedAt })
  expect(updatedAt).toBe('2026-06-01T12:00:05Z')
  expect(rotated.plaintextKey.startsWith(`${keyPrefix}_`)).toBe(true)
  expect(await accepted(data.plaintextKey)).toBeUndefined()
  expect(await accepted(rotated.plaintextKey)).toBe(data.apiKey.id)
})

test('a revoked key is revoked for good, an expired one expired', async () => {
  const { data: revoked } = await create({ expiresAt: '2026-06-01T12:00:01Z' })
  const { data: expired } = await create({ expiresAt: '2026-06-01T12:00:01Z' })
  const { data } = await call('revokeApiKey', { params: { keyId: revoked.apiKey.id } })
  expect(data).toEqual({ ...revoked.apiKey, status: 'REVOKED', revokedAt: '2026-06-01T12:00:00Z' })
  const later = { now: noon + 60_000 }
  for (const keyId of [revoked.apiKey.id, expired.apiKey.id]) {
    const before = await ours.keys.find(keyId)
    for (const id of ['revokeApiKey', 'rotateApiKey'] as const) {
      await expect(call(id, { params: { keyId } }, later)).rejects.toMatchObject({ refusal: 'keyInactive' })
    }
    const body = { expiresAt: null }
    await expect(call('updateApiKey', { params: { keyId }, body }, later)).rejects.toMatchObject({ refusal: 'keyInactive' })
    expect(await ours.keys.find(keyId)).toEqual(before)
  }
})

test.each(['updateApiKey', 'revokeApiKey', 'rotateApiKey'] as const)('%s knows no key that is not there', async (id) => {
  await expect(call(id, { params: { keyId: 'key_unknown' }, body: { name: 'Other' } })).rejects.toMatchObject({
    refusal: 'resourceUnknown',
  })
})
