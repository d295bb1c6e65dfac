import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ApiError, approveRecommendation, createProduct, listProducts, type Access, type ProductCreate } from '../examples/client.ts'
import { contract } from '../spec/contract.ts'
import { startPrism } from '../scripts/support/prism.ts'
import { startServerProcess } from '../scripts/support/server-process.ts'
import { demoKeys } from '../server/demo/keys.ts'

/** Somebody who answers the client, and what can be asked of them. */
interface Counterpart {
  readonly access: Access
  /** One that is not there yet. */
  readonly newProduct: ProductCreate
  /** Id of a recommendation that is pending. */
  readonly pending: string
  close(): Promise<unknown>
}

const counterparts: Readonly<Record<string, () => Promise<Counterpart>>> = {
  async 'the mock'() {
    const prism = await startPrism({ host: '127.0.0.1', port: 0 })
    return {
      access: { baseUrl: prism.baseUrl, key: 'any' },
      newProduct: { sku: 'SKU-126', name: 'Trail Running Gaiter' },
      pending: 'rec_123',
      close: () => prism.close(),
    }
  },
  async 'the reference server'() {
    const server = await startServerProcess()
    const { nordwind } = demoKeys
    return {
      access: { baseUrl: server.baseUrl, key: nordwind.administrator },
      newProduct: { sku: 'TRAIL-42', name: 'Trail Running Vest' },
      pending: 'rec_123',
      close: () => server.stop(),
    }
  },
}

describe.each(Object.entries(counterparts))('the example client, answered by %s,', (_name, start) => {
  let counterpart: Counterpart
  beforeAll(async () => {
    counterpart = await start()
  })
  afterAll(() => counterpart.close())

  test('lists products', async () => {
    const products = await listProducts(counterpart.access, { limit: 5, status: 'ACTIVE' })
    expect(products.length).toBeGreaterThan(0)
    for (const { id, status } of products) expect({ id, status }).toEqual({ id: expect.stringMatching(/^prod_/), status: 'ACTIVE' })
  })

  test('creates a product', async () => {
    const { newProduct } = counterpart
    expect(await createProduct(counterpart.access, newProduct)).toMatchObject({ ...newProduct, id: expect.stringMatching(/^prod_/) })
  })

  test('approves a recommendation', async () => {
    const comment = 'Needed before the weekend'
    const recommendation = await approveRecommendation(counterpart.access, counterpart.pending, comment)
    expect(recommendation).toMatchObject({ id: counterpart.pending, status: 'APPROVED', comment })
  })

  test('reads the code of an error', async () => {
    const refused = await listProducts(counterpart.access, { limit: 0 }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ApiError)
    expect(refused).toMatchObject({ code: contract.codes[400], status: 400, requestId: expect.stringMatching(/./) })
  })
})
