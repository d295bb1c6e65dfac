import {
  CatalogApi,
  Configuration,
  ConflictErrorFromJSON,
  InventoryApi,
  NotFoundErrorFromJSON,
  ResponseError,
  TransfersApi,
  ValidationErrorFromJSON,
} from './client'

const { CLIENT_BASE_URL = '', CLIENT_KEY = '' } = process.env
const configuration = new Configuration({ basePath: CLIENT_BASE_URL, accessToken: CLIENT_KEY })
const catalog = new CatalogApi(configuration)
const inventory = new InventoryApi(configuration)
const transfers = new TransfersApi(configuration)

const say = (step: string, values: object): void => console.log(JSON.stringify({ step, ...values }))

/** The response of a call that fails. */
async function failureOf(call: Promise<unknown>): Promise<Response> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof ResponseError) return error.response
  throw new Error(`an error response was expected, not ${error}`)
}

const listed = await catalog.listProducts({ sortBy: 'name', sortOrder: 'desc', status: 'ACTIVE', limit: 4 })
say('list', {
  total: listed.pagination.total,
  products: listed.data.map(({ sku, name, description, unitCost, lotTracked, createdAt }) => ({
    sku,
    name,
    description,
    unitCost,
    lotTracked,
    createdAt: createdAt.getTime(),
  })),
})

const seen: string[] = []
let pages = 0
for (let last = 1; pages < last;) {
  pages += 1
  const page = await catalog.listProducts({ status: 'ACTIVE', page: pages, limit: 50 })
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
const { id, sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked } = (
  await catalog.createProduct({ productCreate: body })
).data
say('create', { sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked })

const duplicate = await failureOf(catalog.createProduct({ productCreate: body }))
const conflict = ConflictErrorFromJSON(await duplicate.json()).details
say('conflict', { status: duplicate.status, code: conflict.code, reason: conflict.reason })

say('delete', { deleted: (await catalog.deleteProduct({ productId: id })).data.id === id })

const absent = await failureOf(catalog.getProduct({ productId: id }))
say('absent', { status: absent.status, code: NotFoundErrorFromJSON(await absent.json()).details.code })

const [item] = (await inventory.listInventory({ sortBy: 'updatedAt', limit: 1 })).data
if (item === undefined) throw new Error('no stock')
const adjustment = { inventoryItemId: item.id, deltaQty: -1, comment: 'Broken' }
const { transaction, inventoryItem } = (await inventory.adjustInventory({ inventoryAdjust: { ...adjustment, reasonCodeId: 'reason_124' } }))
  .data
say('adjust', {
  type: transaction.transactionType,
  before: transaction.qtyBefore,
  delta: transaction.deltaQty,
  after: inventoryItem.qtyOnHand,
  comment: transaction.comment,
  transferId: transaction.transferId,
  expiryDate: item.expiryDate?.toISOString().slice(0, 10) ?? null,
})

const refused = await failureOf(inventory.adjustInventory({ inventoryAdjust: { ...adjustment, reasonCodeId: 'reason_none' } }))
const invalid = ValidationErrorFromJSON(await refused.json()).details
say('invalid', { status: refused.status, code: invalid.code, reason: invalid.reason, path: invalid.issues[0]?.path })

const pending = (await transfers.listPendingTransferRecommendations({ limit: 2 })).data
for (const [recommendation, decision, execution] of [
  [pending[0], { comment: 'Needed' }, undefined],
  [pending[1], undefined, {}],
] as const) {
  const recommendationId = recommendation?.id ?? ''
  const approved = (await transfers.approveTransferRecommendation({ recommendationId, transferRecommendationDecision: decision })).data
  say('approve', {
    status: approved.status,
    comment: approved.comment,
    transferId: approved.transferId,
    estimatedROI: approved.estimatedROI,
    decided: approved.decidedAt !== null,
  })
  const executed = (await transfers.executeTransferRecommendation({ recommendationId, body: execution })).data
  say('execute', { status: executed.status, transferred: executed.transferId !== null })
}

const { raw } = await catalog.listProductsRaw({ limit: 1 })
const header = (field: string): number => Number(raw.headers.get(field))
say('limits', {
  limit: header('X-RateLimit-Limit'),
  remaining: header('X-RateLimit-Remaining'),
  resets: header('X-RateLimit-Reset') > Date.now() / 1000 - 60,
})
