/** A server in the process of the test: no HTTP is needed to control it, and it can have other data and limits. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Scm, successOf } from './client.ts'
import { startReferenceServer, type ReferenceServer } from './server.ts'

const key = 'bdk_test_ACME_4hK9vQm2XwT7cZr8LbYs6NfJd3GpE5uAiR01'

let server: ReferenceServer
beforeAll(async () => {
  server = await startReferenceServer({
    limits: { perMinute: 5 },
    clock: '2026-06-01T12:00:00Z',
    data: {
      tenants: [
        {
          slug: 'acme',
          keys: [{ key }],
          products: [{ id: 'prod_vest', sku: 'VEST-1', name: 'Safety Vest' }],
          locations: [{ id: 'loc_main', name: 'Main warehouse' }],
          stock: [{ product: 'VEST-1', location: 'Main warehouse', quantity: 40, reserved: 5 }],
        },
      ],
    },
  })
})
afterAll(() => server.close())

const scm = () => new Scm(server.baseUrl, key, { attempts: 3, wait: async (milliseconds) => server.clock.advance(milliseconds) })

test('has the data of the test', async () => {
  const { data } = successOf(await scm().api.GET('/inventory', { params: { query: { productMasterId: 'prod_vest' } } }))
  expect(data).toMatchObject([{ globalSku: 'VEST-1', locationId: 'loc_main', quantityOnHand: 40, quantityAvailable: 35 }])
})

test('has the limits of the test, which end without a wait', async () => {
  await server.reset()
  const client = scm()
  for (let call = 0; call < 6; call++) successOf(await client.api.GET('/products'))
  expect(server.requests.list().map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 200])
  expect(server.clock.now()).toBe(Date.parse('2026-06-01T12:01:00Z'))
})

test('is asked directly what it received', async () => {
  await server.reset()
  await scm().ensureProduct({ sku: 'HAT-1', name: 'Hat' })
  expect(server.requests.last({ operation: 'createProduct', status: 201 })?.body).toEqual({ sku: 'HAT-1', name: 'Hat' })
  expect(server.requests.count({ operation: 'listProducts' })).toBe(0)
})
