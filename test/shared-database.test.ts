/** Two server processes on one database file: what one of them changes is in force at the very next request to the other. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'

let folder: string
let one: ServerProcess
let other: ServerProcess
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'shared-'))
  const flags = ['--database-url', `file:${path.join(folder, 'reference.db')}`, '--rate-limit-per-minute', '100000']
  one = await startServerProcess(flags)
  other = await startServerProcess(flags)
})
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()])
  rmSync(folder, { recursive: true })
})

/** More than one, because an old state could last for a while or for some requests. */
const times = 20

interface Answer {
  readonly status: number
  readonly data?: { readonly apiKey: { readonly id: string }; readonly plaintextKey: string }
  readonly pagination?: { readonly total: number }
}

async function ask({ baseUrl }: ServerProcess, key: string, method: string, resource: string, body?: object): Promise<Answer> {
  const response = await fetch(baseUrl + resource, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { ...((await response.json()) as Omit<Answer, 'status'>), status: response.status }
}

const administrator = demoKeys.nordwind.administrator
const change = (server: ServerProcess, method: string, resource: string, body?: object) =>
  ask(server, administrator, method, `/admin/api-keys${resource}`, body)

interface Key {
  readonly id: string
  readonly text: string
}

/** A new key, which `reader` has already used. */
async function usedKey(writer: ServerProcess, reader: ServerProcess, scopes = ['products.read']): Promise<Key> {
  const { status, data } = await change(writer, 'POST', '', { name: 'Shared', scopes })
  expect(status).toBe(201)
  const key = { id: data?.apiKey.id ?? '', text: data?.plaintextKey ?? '' }
  for (let use = 0; use < 3; use++) expect((await read(reader, key.text)).status).toBe(200)
  return key
}

const read = (server: ServerProcess, text: string) => ask(server, text, 'GET', '/products?limit=1')

describe.each([
  ['another process', () => [other, one] as const],
  ['the same process', () => [one, one] as const],
])('a key that %s', (_, servers) => {
  test('creates is accepted', async () => {
    const [writer, reader] = servers()
    for (let time = 0; time < times; time++) await usedKey(writer, reader)
  })

  test('revokes is refused', async () => {
    const [writer, reader] = servers()
    for (let time = 0; time < times; time++) {
      const { id, text } = await usedKey(writer, reader)
      expect((await change(writer, 'POST', `/${id}/revoke`)).status).toBe(200)
      expect((await read(reader, text)).status).toBe(401)
    }
  })

  test('rotates is refused, and the new one accepted', async () => {
    const [writer, reader] = servers()
    for (let time = 0; time < times; time++) {
      const { id, text } = await usedKey(writer, reader)
      const { status, data } = await change(writer, 'POST', `/${id}/rotate`)
      expect(status).toBe(200)
      expect((await read(reader, text)).status).toBe(401)
      expect((await read(reader, data?.plaintextKey ?? '')).status).toBe(200)
    }
  })

  test.each([
    ['the scopes', { scopes: ['inventory.read'] }, 403],
    ['the addresses', { allowedIps: ['192.0.2.10'] }, 403],
  ])('narrows in %s may do no more than that', async (_, narrower, refused) => {
    const [writer, reader] = servers()
    for (let time = 0; time < times; time++) {
      const { id, text } = await usedKey(writer, reader)
      expect((await change(writer, 'PATCH', `/${id}`, narrower)).status).toBe(200)
      expect((await read(reader, text)).status).toBe(refused)
    }
  })

  test('widens may do more', async () => {
    const [writer, reader] = servers()
    const { id, text } = await usedKey(writer, reader)
    const edit = () => ask(reader, text, 'PATCH', '/products/prod_unknown', {})
    expect((await edit()).status).toBe(403)
    expect((await change(writer, 'PATCH', `/${id}`, { scopes: ['products.*'] })).status).toBe(200)
    expect((await edit()).status).not.toBe(403)
  })
})

test('a list and its total have what the other process has just created', async () => {
  const totalAt = async (server: ServerProcess) => (await read(server, administrator)).pagination?.total
  const before = (await totalAt(one)) ?? NaN
  for (let time = 1; time <= times; time++) {
    const [writer, reader] = time % 2 === 0 ? [one, other] : [other, one]
    const { status } = await ask(writer, administrator, 'POST', '/products', { sku: `SHARED-${time}`, name: 'Shared' })
    expect(status).toBe(201)
    expect(await totalAt(reader)).toBe(before + time)
  }
})
