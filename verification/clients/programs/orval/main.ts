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
} from './client/client'

const say = (step: string, values: object): void => console.log(JSON.stringify({ step, ...values }))

/** The body of a success. */
function successOf<Answer extends { status: number; data: unknown }>(answer: Answer): Extract<Answer, { status: 200 | 201 }>['data'] {
  if (answer.status !== 200 && answer.status !== 201) throw new Error(JSON.stringify(answer.data))
  return answer.data
}

const listed = successOf(await listProducts({ sortBy: 'name', sortOrder: 'desc', status: 'ACTIVE', limit: 4 }))
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
  const page = successOf(await listProducts({ status: 'ACTIVE', page: pages, limit: 50 }))
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
const { id, sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked } = successOf(await createProduct(body)).data
say('create', { sku, name, description, status, unitOfMeasure, unitCost, currency, lotTracked })

const duplicate = await createProduct(body)
if (duplicate.status !== 409) throw new Error(`a conflict was expected, not ${duplicate.status}`)
say('conflict', { status: duplicate.status, code: duplicate.data.details.code, reason: duplicate.data.details.reason })

say('delete', { deleted: successOf(await deleteProduct(id)).data.id === id })

const absent = await getProduct(id)
if (absent.status !== 404) throw new Error(`no product was expected, not ${absent.status}`)
say('absent', { status: absent.status, code: absent.data.details.code })

const [item] = successOf(await listInventory({ sortBy: 'updatedAt', limit: 1 })).data
if (item === undefined) throw new Error('no stock')
const adjustment = { inventoryItemId: item.id, deltaQty: -1, comment: 'Broken' }
const { transaction, inventoryItem } = successOf(await adjustInventory({ ...adjustment, reasonCodeId: 'reason_124' })).data
say('adjust', {
  type: transaction.transactionType,
  before: transaction.qtyBefore,
  delta: transaction.deltaQty,
  after: inventoryItem.qtyOnHand,
  comment: transaction.comment,
  transferId: transaction.transferId,
  expiryDate: item.expiryDate,
})

const refused = await adjustInventory({ ...adjustment, reasonCodeId: 'reason_none' })
if (refused.status !== 400) throw new Error(`a validation error was expected, not ${refused.status}`)
const invalid = refused.data.details
say('invalid', { status: refused.status, code: invalid.code, reason: invalid.reason, path: invalid.issues[0]?.path })

const pending = successOf(await listPendingTransferRecommendations({ limit: 2 })).data
for (const [recommendation, decision, execution] of [
  [pending[0], { comment: 'Needed' }, undefined],
  [pending[1], undefined, {}],
] as const) {
  const recommendationId = recommendation?.id ?? ''
  const approved = successOf(await approveTransferRecommendation(recommendationId, decision)).data
  say('approve', {
    status: approved.status,
    comment: approved.comment,
    transferId: approved.transferId,
    estimatedROI: approved.estimatedROI,
    decided: approved.decidedAt !== null,
  })
  const executed = successOf(await executeTransferRecommendation(recommendationId, execution)).data
  say('execute', { status: executed.status, transferred: executed.transferId !== null })
}

const { headers } = await listProducts({ limit: 1 })
const header = (field: string): number => Number(headers.get(field))
say('limits', {
  limit: header('X-RateLimit-Limit'),
  remaining: header('X-RateLimit-Remaining'),
  resets: header('X-RateLimit-Reset') > Date.now() / 1000 - 60,
})
