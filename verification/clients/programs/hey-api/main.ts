import {
  adjustInventory,
  approveTransferRecommendation,
  createProduct,
  deleteProduct,
  executeTransferRecommendation,
  getProduct,
  listInventory,
  listPendingTransferRecommendations,
  listProducts,
} from './client'
import { client } from './client/client.gen'

const { CLIENT_BASE_URL = '', CLIENT_KEY = '' } = process.env
client.setConfig({ baseUrl: CLIENT_BASE_URL, auth: CLIENT_KEY })

const say = (step: string, values: object): void => console.log(JSON.stringify({ step, ...values }))

/** The body of a success. */
function successOf<Body>({ data, error }: { data?: Body; error?: unknown }): Body {
  if (data === undefined) throw new Error(JSON.stringify(error))
  return data
}

/** The body of an error. */
function errorOf<Body>({ error }: { error?: Body }): Body {
  if (error === undefined) throw new Error('an error was expected')
  return error
}

const listed = successOf(await listProducts({ query: { sortBy: 'name', sortOrder: 'desc', status: 'ACTIVE', limit: 4 } }))
say('list', {
  total: listed.pagination.total,
  products: listed.data.map(({ sku, name, description, unitCost, lotTracked, createdAt }) => ({
    sku,
    name,
    description,
    unitCost,
    lotTracked,
    createdAt: Date.parse(createdAt),
  })),
})

const seen: string[] = []
let pages = 0
for (let last = 1; pages < last;) {
  pages += 1
  const page = successOf(await listProducts({ query: { status: 'ACTIVE', page: pages, limit: 50 } }))
  seen.push(...page.data.map(({ id }) => id))
  last = page.pagination.totalPages
}
say('pages', { pages, items: seen.length, distinct: new Set(seen).size })

const body = {
  sku: 'CLIENT-1',
  name: 'Client test',
  unitOfMeasure: 'CASE',
  unitCost: 12345678.91,
  currency: 'CHF',
  lotTracked: true,
} as const
const { id, sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked } = successOf(await createProduct({ body })).data
say('create', { sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked })

const duplicate = await createProduct({ body })
const conflict = errorOf(duplicate).details
if (conflict.code !== 'CONFLICT') throw new Error(`a conflict was expected, not ${conflict.code}`)
say('conflict', { status: duplicate.response.status, code: conflict.code, reason: conflict.reason })

const path = { productId: id }
say('delete', { deleted: successOf(await deleteProduct({ path })).data.id === id })

const absent = await getProduct({ path })
say('absent', { status: absent.response.status, code: errorOf(absent).details.code })

const [item] = successOf(await listInventory({ query: { sortBy: 'updatedAt', limit: 1 } })).data
if (item === undefined) throw new Error('no stock')
const adjustment = { inventoryItemId: item.id, deltaQty: -1, comment: 'Broken' }
const { transaction, inventoryItem } = successOf(await adjustInventory({ body: { ...adjustment, reasonCodeId: 'reason_124' } })).data
say('adjust', {
  type: transaction.transactionType,
  before: transaction.qtyBefore,
  delta: transaction.deltaQty,
  after: inventoryItem.qtyOnHand,
  comment: transaction.comment,
  transferId: transaction.transferId,
  expiryDate: item.expiryDate,
})

const refused = await adjustInventory({ body: { ...adjustment, reasonCodeId: 'reason_none' } })
const invalid = errorOf(refused).details
if (invalid.code !== 'VALIDATION_ERROR') throw new Error(`a validation error was expected, not ${invalid.code}`)
say('invalid', { status: refused.response.status, code: invalid.code, reason: invalid.reason, path: invalid.issues[0]?.path })

const pending = successOf(await listPendingTransferRecommendations({ query: { limit: 2 } })).data
for (const [recommendation, decision, execution] of [
  [pending[0], { comment: 'Needed' }, undefined],
  [pending[1], undefined, {}],
] as const) {
  const path = { recommendationId: recommendation?.id ?? '' }
  const approved = successOf(await approveTransferRecommendation({ path, ...(decision && { body: decision }) })).data
  say('approve', {
    status: approved.status,
    comment: approved.comment,
    transferId: approved.transferId,
    estimatedROI: approved.estimatedROI,
    decided: approved.decidedAt !== null,
  })
  const executed = successOf(await executeTransferRecommendation({ path, ...(execution && { body: execution }) })).data
  say('execute', { status: executed.status, transferred: executed.transferId !== null })
}

const { response } = await listProducts({ query: { limit: 1 } })
const header = (field: string): number => Number(response.headers.get(field))
say('limits', {
  limit: header('X-RateLimit-Limit'),
  remaining: header('X-RateLimit-Remaining'),
  resets: header('X-RateLimit-Reset') > Date.now() / 1000 - 60,
})
