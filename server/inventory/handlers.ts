import type { Handlers } from '../handlers.ts'
import { adjustmentHandlers } from './adjustment-handlers.ts'
import { analyticsHandlers } from './analytics-handlers.ts'
import { availabilityHandlers } from './availability-handlers.ts'
import { channelHandlers } from './channel-handlers.ts'
import { cycleCountHandlers } from './cycle-count-handlers.ts'
import { levelHandlers } from './level-handlers.ts'
import { inventoryItem } from './stock-line.ts'

export const inventoryHandlers = {
  listInventory: async ({ query, store }) => {
    const { data, pagination } = await store.inventory.list(query)
    return { status: 200, data: data.map(inventoryItem), pagination }
  },
  ...adjustmentHandlers,
  ...availabilityHandlers,
  ...channelHandlers,
  ...levelHandlers,
  ...analyticsHandlers,
  ...cycleCountHandlers,
} satisfies Partial<Handlers>
