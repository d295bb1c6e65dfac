import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import { timestamp } from '../timestamp.ts'
import { adjustment, adjustmentOf, suffices } from './adjustment.ts'
import { inventoryItem } from './stock-line.ts'

export const inventoryHandlers = {
  listInventory: async ({ query, store }) => {
    const { data, pagination } = await store.inventory.list(query)
    return { status: 200, data: data.map(inventoryItem), pagination }
  },

  createAdjustment: ({ body, store, now, newId }) =>
    store.transaction(async ({ inventory, reasonCodes, adjustments }) => {
      const line = await inventory.find(body.inventoryItemId)
      const reason = await reasonCodes.find(body.reasonCodeId)
      if (line === undefined || reason === undefined) {
        throw refuse('referenceUnknown', {
          issues: [
            ...(line === undefined ? [{ in: 'body' as const, path: '/inventoryItemId', message: 'must be the id of a stock line' }] : []),
            ...(reason === undefined ? [{ in: 'body' as const, path: '/reasonCodeId', message: 'must be the id of a reason code' }] : []),
          ],
        })
      }
      if (!suffices(line, body.newQtyOnHand)) throw refuse('stockInsufficient')
      const movement = adjustmentOf(line, body, { id: newId('txn'), time: timestamp(now) })
      await adjustments.record(movement)
      return {
        status: 201 as const,
        data: adjustment(line, movement, reason),
        location: `/inventory/adjustments?id=${movement.id}`,
      }
    }),
} satisfies Pick<Handlers, 'listInventory' | 'createAdjustment'>
