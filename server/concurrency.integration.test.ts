/** What many clients do at once over real connections, and what one of them alone may have done. */
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, type Fixture, openFixture } from './testing/fixture.ts'
import { reason } from './testing/store-suite/sample.ts'

const clients = 50
const all = Array.from({ length: clients }, (_, index) => index)

let fixture: Fixture
let base: string
let authorization: string
beforeAll(async () => {
  fixture = await openFixture({ logLevel: 'silent' })
  const ours = fixture.store.forTenant('tenant_a')
  await ours.locations.insert({ id: 'loc_1', name: 'Hamburg' })
  await ours.locations.insert({ id: 'loc_2', name: 'Munich' })
  await ours.reasonCodes.insert(reason)
  base = `http://127.0.0.1:${await fixture.port()}/api`
  authorization = `Bearer ${await fixture.addKey('CLIENTS', { scopes: ['*'] })}`
})
afterAll(() => fixture.close())

async function send(method: string, path: string, body?: object) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const { data, pagination, details } = (await response.json()) as Answer['body']
  return { status: response.status, data, pagination, details }
}

/** What was answered how often, such as `409 INVALID_STATE`. */
function tally(answers: readonly { status: number; details?: { reason?: string } }[]): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const { status, details } of answers) {
    const name = [status, details?.reason].filter((part) => part !== undefined).join(' ')
    counted[name] = (counted[name] ?? 0) + 1
  }
  return counted
}

const why = { reasonCodeId: reason.id }

/** The id of a stock line of a new product with so many units. */
async function stockOf(sku: string, qty: number, locationId = 'loc_1'): Promise<{ product: string; line: string }> {
  const { data } = await send('POST', '/products', { sku, name: sku })
  const stock = await send('POST', '/inventory/adjustments/record-stock', { productMasterId: data.id, locationId, qty, ...why })
  return { product: data.id, line: stock.data.inventoryItem.id }
}
const onHand = async (product: string) => (await send('GET', `/inventory?productMasterId=${product}`)).data[0].quantityOnHand as number
/** The movements of a stock line, all of them. */
async function movements(line: string): Promise<{ deltaQty: number; qtyBefore: number; qtyAfter: number }[]> {
  const { data, pagination } = await send('GET', `/inventory/adjustments?inventoryItemId=${line}&limit=100`)
  expect(pagination.total).toBe(data.length)
  return data
}
const sum = (deltas: readonly { deltaQty: number }[]) => deltas.reduce((total, { deltaQty }) => total + deltaQty, 0)

test('adjustments by a difference lose none', async () => {
  const { product, line } = await stockOf('DELTAS', 1000)
  const answers = await Promise.all(
    all.map((n) => send('POST', '/inventory/adjust', { inventoryItemId: line, deltaQty: 2 ** (n % 8), ...why })),
  )
  expect(tally(answers)).toEqual({ 200: clients })
  expect(await promisify(fixture.app.server.getConnections.bind(fixture.app.server))()).toBeGreaterThanOrEqual(clients)
  const added = all.reduce((total, n) => total + 2 ** (n % 8), 0)
  expect(await onHand(product)).toBe(1000 + added)
  const moved = await movements(line)
  expect(sum(moved)).toBe(1000 + added)
  expect(new Set(moved.map(({ qtyAfter }) => qtyAfter)).size).toBe(clients + 1)
})

test('adjustments by a difference take no more than there is', async () => {
  const { product, line } = await stockOf('SCARCE', 7)
  const answers = await Promise.all(all.map(() => send('POST', '/inventory/adjust', { inventoryItemId: line, deltaQty: -1, ...why })))
  expect(tally(answers)).toEqual({ 200: 7, '409 INSUFFICIENT_STOCK': clients - 7 })
  expect(await onHand(product)).toBe(0)
  expect(sum(await movements(line))).toBe(0)
})

test('adjustments to a quantity leave one of the quantities, and movements that lead to it', async () => {
  const { product, line } = await stockOf('LEVELS', 1000)
  const answers = await Promise.all(
    all.map((n) => send('POST', '/inventory/adjustments', { inventoryItemId: line, newQtyOnHand: 10 * n, ...why })),
  )
  expect(tally(answers)).toEqual({ 201: clients })
  const left = await onHand(product)
  expect(all.map((n) => 10 * n)).toContain(left)
  const moved = await movements(line)
  expect(moved).toHaveLength(clients + 1)
  expect(sum(moved)).toBe(left)
  // Each found what another one left.
  const found = moved.map(({ qtyBefore }) => qtyBefore).toSorted((a, b) => a - b)
  const given = [0, ...moved.map(({ qtyAfter }) => qtyAfter)].toSorted((a, b) => a - b)
  given.splice(given.indexOf(left), 1)
  expect(found).toEqual(given)
})

test('one SKU makes one product', async () => {
  const answers = await Promise.all(all.map((n) => send('POST', '/products', { sku: 'ONLY-ONE', name: `Client ${n}` })))
  expect(tally(answers)).toEqual({ 201: 1, '409 DUPLICATE': clients - 1 })
  const made = answers.find(({ status }) => status === 201)?.data
  const { data } = await send('GET', '/products?limit=100')
  expect(data.filter(({ sku }: { sku: string }) => sku === 'ONLY-ONE')).toEqual([made])
})

test('a recommendation is executed once, and its transfer received once', async () => {
  const { product } = await stockOf('MOVED', 90)
  await send('POST', '/inventory/adjustments/record-stock', { productMasterId: product, locationId: 'loc_2', qty: 10, ...why })
  const { data } = await send('POST', '/transfers/recommendations', { unitTransferCost: 1 })
  const { id, quantity } = data.recommendations.find(({ productMasterId }: { productMasterId: string }) => productMasterId === product)
  expect(quantity).toBe(40)

  const approvals = await Promise.all(all.map(() => send('POST', `/transfers/recommendations/${id}/approve`)))
  expect(tally(approvals)).toEqual({ 200: 1, '409 INVALID_STATE': clients - 1 })
  const executions = await Promise.all(all.map(() => send('POST', `/transfers/recommendations/${id}/execute`)))
  expect(tally(executions)).toEqual({ 200: 1, '409 INVALID_STATE': clients - 1 })
  const transfers = (await send('GET', `/inventory/transfers?productMasterId=${product}`)).data
  expect(transfers).toHaveLength(1)

  const url = `/inventory/transfers/${transfers[0].id}`
  for (const status of ['SHIPPED', 'RECEIVED']) {
    const moves = await Promise.all(all.map(() => send('POST', url, { status })))
    expect(tally(moves), status).toEqual({ 200: 1, '409 INVALID_STATE': clients - 1 })
  }
  const lines: { quantityOnHand: number; quantityReserved: number }[] = (await send('GET', `/inventory?productMasterId=${product}`)).data
  expect(lines.map(({ quantityOnHand, quantityReserved }) => [quantityOnHand, quantityReserved])).toEqual([
    [50, 0],
    [50, 0],
  ])
  expect((await send('GET', `/inventory/adjustments?transferId=${transfers[0].id}`)).pagination.total).toBe(2)
})
