import type { Schemas } from '../spec/contract.ts'
import { type TestDeployment, sender } from './write-load.ts'

/** So much that no load uses it up. */
const stockOfEach = 100_000

/** All of a list, page by page. */
export async function all<Item>(baseUrl: string, key: string, list: string): Promise<Item[]> {
  const items: Item[] = []
  for (let page = 1, pages = 1; page <= pages; page++) {
    const response = await fetch(`${baseUrl}${list}?limit=100&page=${page}`, {
      headers: { Authorization: `Bearer ${key}` },
    })
    if (response.status !== 200) throw new Error(`expected ${list}, but got ${response.status}: ${await response.text()}`)
    const { data, pagination } = (await response.json()) as { data: Item[]; pagination: Schemas['Pagination'] }
    items.push(...data)
    pages = pagination.totalPages
  }
  return items
}

/** New products with stock at one location, and of some at another so little that it is worth to level it. */
export async function prepare(baseUrl: string, key: string, name: string): Promise<TestDeployment> {
  const send = sender(baseUrl, key)
  const [reason] = await all<{ id: string }>(baseUrl, key, '/inventory/adjustments/reason-codes')
  const lines = await all<{ locationId: string }>(baseUrl, key, '/inventory')
  const [source, dest] = [...new Set(lines.map(({ locationId }) => locationId))]
  if (reason === undefined || source === undefined || dest === undefined) throw new Error('expected a reason and two locations')
  const reasonCodeId = reason.id

  const record = async (productMasterId: string, locationId: string, qty: number) => {
    const sent = { productMasterId, locationId, qty, reasonCodeId }
    const { inventoryItem } = await send<{ inventoryItem: { id: string } }>('POST', '/inventory/adjustments/record-stock', sent)
    return inventoryItem.id
  }
  const create = async (sku: string) => (await send<{ id: string }>('POST', '/products', { sku, name: sku })).id
  const products = []
  for (const number of [1, 2, 3, 4]) {
    const id = await create(`${name}-stock-${number}`)
    products.push({ id, line: await record(id, source, stockOfEach) })
  }
  const uneven = new Set<string>()
  for (let number = 1; number <= 30; number++) {
    const id = await create(`${name}-uneven-${number}`)
    await record(id, source, stockOfEach)
    await record(id, dest, 1)
    uneven.add(id)
  }
  const made = await send<{ recommendations: { id: string; productMasterId: string }[] }>('POST', '/transfers/recommendations', {
    unitTransferCost: 1,
  })
  const recommendations = made.recommendations.filter(({ productMasterId }) => uneven.has(productMasterId)).map(({ id }) => id)
  for (const id of recommendations) await send('POST', `/transfers/recommendations/${id}/approve`)
  return { reasonCodeId, locations: [source, dest], products, recommendations }
}
