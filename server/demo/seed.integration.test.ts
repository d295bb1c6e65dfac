import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '../../spec/contract.ts'
import { inventoryItem } from '../inventory/stock-line.ts'
import { apiKey, statusOf } from '../keys/api-key.ts'
import { hashKeyText, parseKeyText } from '../keys/key-text.ts'
import { openStore } from '../store/open.ts'
import type { KeyRecord } from '../store/keys-store.ts'
import type { Page } from '../store/list-query.ts'
import type { Product } from '../store/products-store.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import type { Store, TenantStore } from '../store/store.ts'
import { idsOf } from '../testing/whole-contract/twin.ts'
import { demoSnapshot } from '../testing/whole-contract/resettable-server.ts'
import { demoNow } from './clock.ts'
import { demoKeys } from './keys.ts'
import { seedDemo } from './seed.ts'

interface All {
  products: Product[]
  lines: StockLine[]
  keys: KeyRecord[]
}

async function everything<Row>(list: (page: number) => Promise<Page<Row>>): Promise<Row[]> {
  const { data, pagination } = await list(1)
  for (let page = 2; page <= pagination.totalPages; page++) data.push(...(await list(page)).data)
  return data
}

async function contents(store: TenantStore): Promise<All> {
  const at = { limit: 100, sortOrder: 'asc' } as const
  return {
    products: await everything((page) => store.products.list({ ...at, page, sortBy: 'createdAt' })),
    lines: await everything((page) => store.inventory.list({ ...at, page, sortBy: 'productName' })),
    keys: await everything((page) => store.keys.list({ ...at, page, sortBy: 'createdAt' }, demoNow)),
  }
}

let store: Store
let nordwind: All
let suedlicht: All
beforeAll(async () => {
  store = await openStore(':memory:')
  await seedDemo(store)
  nordwind = await contents(store.forTenant('tenant_nordwind'))
  suedlicht = await contents(store.forTenant('tenant_suedlicht'))
})
afterAll(() => store.close())

describe('demo data', () => {
  test('have the size that they are said to have', () => {
    expect(nordwind.products).toHaveLength(150)
    expect(suedlicht.products).toHaveLength(36)
    expect(nordwind.lines.length).toBeGreaterThan(300)
    expect(nordwind.lines.length).toBeLessThan(500)
    expect(new Set(nordwind.lines.map(({ locationId }) => locationId)).size).toBe(4)
    expect(new Set(suedlicht.lines.map(({ locationId }) => locationId)).size).toBe(2)
  })

  test('are the same every time', async () => {
    const other = await openStore(':memory:')
    await seedDemo(other)
    expect(await contents(other.forTenant('tenant_nordwind'))).toEqual(nordwind)
    expect(await contents(other.forTenant('tenant_suedlicht'))).toEqual(suedlicht)
    await other.close()
  })

  test('are not written into a database that has some', async () => {
    const ours = store.forTenant('tenant_nordwind')
    await seedDemo(store)
    expect(await contents(ours)).toEqual(nordwind)
    const own = await openStore(':memory:')
    await own.insertTenant({ id: 'tenant_a', slug: 'a', name: 'A', createdAt: '2026-06-01T08:00:00Z' })
    await seedDemo(own)
    expect((await contents(own.forTenant('tenant_nordwind'))).products).toEqual([])
    await own.close()
  })

  test('tell the story of the contract: its product, its stock line and its key', () => {
    const { operations } = contract
    const example = (id: keyof typeof operations) => (operations[id].success.examples['success'] as { data: { id: string }[] }).data
    expect(nordwind.products.find(({ id }) => id === 'prod_123')).toEqual(example('listProducts')[0])
    expect(nordwind.lines.filter(({ id }) => id === 'item_123').map(inventoryItem)).toEqual(example('listInventory'))
    expect(nordwind.keys.filter(({ id }) => id === 'key_123').map((key) => apiKey(key, demoNow))).toEqual(example('listApiKeys'))
  })

  test('are as the contract describes them', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    formats.default(ajv)
    ajv.addSchema(contract.document, 'contract')
    const faults = (name: string, values: unknown[]) => {
      const validate = ajv.compile({ $ref: `contract#/components/schemas/${name}` })
      return values.flatMap((value) => (validate(value) ? [] : [{ value, errors: validate.errors }]))
    }
    for (const { products, lines, keys } of [nordwind, suedlicht]) {
      expect(faults('Product', products)).toEqual([])
      expect(faults('InventoryItem', lines.map(inventoryItem))).toEqual([])
      expect(
        faults(
          'ApiKey',
          keys.map((key) => apiKey(key, demoNow)),
        ),
      ).toEqual([])
    }
  })

  test('have stock that is the sum of its movements, and promise no more than is there', async () => {
    for (const [id, { lines }] of [['tenant_nordwind', nordwind] as const, ['tenant_suedlicht', suedlicht] as const]) {
      const { adjustments } = store.forTenant(id)
      for (const line of lines) {
        expect(await adjustments.sum(line.id)).toBe(line.quantityOnHand)
        expect(inventoryItem(line).quantityAvailable).toBeGreaterThanOrEqual(0)
      }
    }
  })

  test('hold what tests of lists need: equal names, every status, nulls, decimals, empty lines, and products without stock', () => {
    const { products, lines } = nordwind
    const of = <Key extends keyof Product>(key: Key) => products.map((each) => each[key])
    expect(new Set(of('name')).size).toBeLessThan(products.length)
    expect(new Set(of('status'))).toEqual(new Set(['ACTIVE', 'DRAFT', 'DISCONTINUED']))
    expect(of('description')).toContain(null)
    expect(of('unitCost')).toContain(null)
    expect(new Set(of('currency')).size).toBeGreaterThan(1)
    expect(new Set(of('lotTracked'))).toEqual(new Set([true, false]))
    expect(products.some(({ id }) => lines.every((line) => line.productMasterId !== id))).toBe(true)
    const dated = lines.filter(({ lotId }) => lotId !== null)
    expect(dated.map(({ expiryDate }) => expiryDate)).toContain(null)
    expect(dated.length).toBeGreaterThan(30)
    expect(lines.map(({ lastCountedAt }) => lastCountedAt)).toContain(null)
    expect(lines.map(({ quantityOnHand }) => quantityOnHand)).toContain(0)
    expect(lines.some(({ quantityOnHand }) => !Number.isInteger(quantityOnHand))).toBe(true)
    expect(lines.some(({ quantityOnHold }) => quantityOnHold > 0)).toBe(true)
    expect(lines.some(({ quantityPicked }) => quantityPicked > 0)).toBe(true)
  })

  test('end where they say that they do', () => {
    const times = [...nordwind.products, ...suedlicht.products, ...nordwind.lines, ...suedlicht.lines].map(({ updatedAt }) =>
      Date.parse(updatedAt),
    )
    expect(Math.max(...times)).toBe(demoNow)
    for (const { createdAt, updatedAt } of nordwind.products) expect(Date.parse(createdAt)).toBeLessThanOrEqual(Date.parse(updatedAt))
  })

  test('share no id between tenants', async () => {
    const beginning = await demoSnapshot()
    const [ours, theirs] = [idsOf(beginning.file, 'tenant_nordwind'), idsOf(beginning.file, 'tenant_suedlicht')]
    await beginning.remove()
    expect(Math.min(ours.size, theirs.size)).toBeGreaterThan(500)
    expect([...ours].filter((id) => theirs.has(id))).toEqual([])
  })
})

describe('demo keys', () => {
  test.each(Object.entries(demoKeys))('of %s are what they are called', async (slug, texts) => {
    const tenantId = `tenant_${slug}`
    const found = await Promise.all(
      Object.entries(texts).map(async ([name, text]) => {
        const key = await store.findKey(parseKeyText(text)?.publicId ?? '')
        expect(key).toMatchObject({ tenantId, secretHash: hashKeyText(text) })
        const record = await store.forTenant(tenantId).keys.find(key?.id ?? '')
        return [name, { status: record && statusOf(record, demoNow), scopes: record?.scopes }]
      }),
    )
    const reading = ['admin.alerts.read', 'admin.keys.read', 'forecast.read', 'inventory.read', 'products.read', 'transfers.read']
    expect(Object.fromEntries(found)).toEqual({
      administrator: { status: 'ACTIVE', scopes: ['*'] },
      reader: { status: 'ACTIVE', scopes: reading },
      none: { status: 'ACTIVE', scopes: [] },
      expired: { status: 'EXPIRED', scopes: ['*'] },
      revoked: { status: 'REVOKED', scopes: ['*'] },
    })
  })

  test('are printed as JSON and nothing else', async () => {
    const script = fileURLToPath(new URL('./print-keys.ts', import.meta.url))
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script])
    expect(JSON.parse(stdout)).toEqual(demoKeys)
    expect(stderr).toBe('')
  })
})
