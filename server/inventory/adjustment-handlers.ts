import type { Handlers } from '../handlers.ts'
import { add, rounded, subtract } from '../quantity.ts'
import { refuse } from '../refusals.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import type { TenantStore } from '../store/store.ts'
import { adjustedBy, adjustment, lotCorrection } from './adjustment.ts'
import { openLot } from './lot.ts'
import { maxQuantity, moveStock, openLine } from './movement.ts'
import { issue, missing, optional, refuseIssues, unknownReferences } from './body-issues.ts'
import { available } from './stock-line.ts'

async function findLineAndReason(store: TenantStore, sent: { readonly inventoryItemId: string; readonly reasonCodeId: string }) {
  const line = await store.inventory.find(sent.inventoryItemId)
  const reason = await store.reasonCodes.find(sent.reasonCodeId)
  if (line === undefined || reason === undefined) {
    throw unknownReferences([...missing(line, '/inventoryItemId', 'stock line'), ...missing(reason, '/reasonCodeId', 'reason code')])
  }
  return { line, reason }
}

/** Rejects units that would exceed the maximum quantity of a line. */
function refuseExcess(line: StockLine, delta: number, path: string): void {
  if (add(line.quantityOnHand, delta) > maxQuantity) {
    refuseIssues([issue(path, `must not raise the quantity on hand above ${maxQuantity}`)])
  }
}

export const adjustmentHandlers = {
  adjustInventory: ({ body, store, now, newId }) =>
    store.transaction(async (inner) => {
      const { line, reason } = await findLineAndReason(inner, body)
      const deltaQty = rounded(body.deltaQty)
      refuseExcess(line, deltaQty, '/deltaQty')
      const { reasonCodeId, comment, rootCause } = body
      const why = { reasonCodeId, comment, rootCause }
      const [moved] = await moveStock(inner, [{ inventoryItemId: line.id, transactionType: 'ADJUSTMENT', deltaQty, ...why }], {
        now,
        newId,
      })
      return { status: 200 as const, data: adjustment(moved, reason, adjustedBy(deltaQty)) }
    }),

  listAdjustments: async ({ query, store }) => ({ status: 200, ...(await store.adjustments.list(query)) }),

  createAdjustment: ({ body, store, now, newId }) =>
    store.transaction(async (inner) => {
      const { line, reason } = await findLineAndReason(inner, body)
      const deltaQty = subtract(body.newQtyOnHand, line.quantityOnHand)
      const { reasonCodeId, comment, rootCause } = body
      const why = { reasonCodeId, comment, rootCause }
      const [moved] = await moveStock(inner, [{ inventoryItemId: line.id, transactionType: 'ADJUSTMENT', deltaQty, ...why }], {
        now,
        newId,
      })
      return { status: 201 as const, data: adjustment(moved, reason, adjustedBy(deltaQty)) }
    }),

  createLotCorrection: ({ body, store, now, newId }) =>
    store.transaction(async (inner) => {
      const { line, reason } = await findLineAndReason(inner, body)
      const { lotNumber, expiryDate, reasonCodeId, comment, rootCause } = body
      if (lotNumber === line.lotNumber) throw refuse('lotUnchanged')
      const quantity = rounded(body.qty)
      const { productMasterId, locationId, binId } = line
      const lot = await openLot(inner, { productMasterId, lotNumber, expiryDate }, newId)
      const target = await openLine(inner, { productMasterId, locationId, lotId: lot.id, binId }, { now, newId })
      refuseExcess(target, quantity, '/qty')
      if (available(line) < quantity) throw refuse('unitsUnavailable')
      const why = { transactionType: 'LOT_CORRECTION', reasonCodeId, comment, rootCause } as const
      const [out, into] = await moveStock(
        inner,
        [
          { ...why, inventoryItemId: line.id, deltaQty: -quantity },
          { ...why, inventoryItemId: target.id, deltaQty: quantity },
        ],
        { now, newId },
      )
      return { status: 201 as const, data: lotCorrection(out, into, reason, lotNumber) }
    }),

  listReasonCodes: async ({ query, store }) => ({ status: 200, ...(await store.reasonCodes.list(query)) }),

  listRecordedStock: async ({ query, store }) => ({
    status: 200,
    ...(await store.adjustments.list({ ...query, transactionType: 'RECORDED_STOCK' })),
  }),

  recordStock: ({ body, store, now, newId }) =>
    store.transaction(async (inner) => {
      const { productMasterId, locationId, lotNumber, expiryDate, binId, reasonCodeId, comment, rootCause } = body
      const product = await inner.products.find(productMasterId)
      const location = await inner.locations.find(locationId)
      const bin = await optional(inner.bins, binId)
      const reason = await inner.reasonCodes.find(reasonCodeId)
      if (product === undefined || location === undefined || bin === undefined || reason === undefined) {
        throw unknownReferences([
          ...missing(product, '/productMasterId', 'product'),
          ...missing(location, '/locationId', 'location'),
          ...missing(bin, '/binId', 'bin'),
          ...missing(reason, '/reasonCodeId', 'reason code'),
        ])
      }
      refuseIssues([
        ...(product.lotTracked && lotNumber === null ? [issue('/lotNumber', 'must be present because the product is lot-tracked')] : []),
        ...(lotNumber === null && expiryDate !== null ? [issue('/expiryDate', 'must be null if lotNumber is null')] : []),
        ...(bin !== null && bin.locationId !== locationId ? [issue('/binId', 'must be the id of a bin at the location')] : []),
      ])
      const lot = lotNumber === null ? null : await openLot(inner, { productMasterId, lotNumber, expiryDate }, newId)
      const line = await openLine(inner, { productMasterId, locationId, lotId: lot?.id ?? null, binId }, { now, newId })
      const deltaQty = rounded(body.qty)
      refuseExcess(line, deltaQty, '/qty')
      const why = { reasonCodeId, comment, rootCause }
      const [moved] = await moveStock(inner, [{ inventoryItemId: line.id, transactionType: 'RECORDED_STOCK', deltaQty, ...why }], {
        now,
        newId,
      })
      return { status: 200 as const, data: adjustment(moved, reason, `Recorded ${deltaQty}.`) }
    }),
} satisfies Pick<
  Handlers,
  | 'adjustInventory'
  | 'listAdjustments'
  | 'createAdjustment'
  | 'createLotCorrection'
  | 'listReasonCodes'
  | 'listRecordedStock'
  | 'recordStock'
>
