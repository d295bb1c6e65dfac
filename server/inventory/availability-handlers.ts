import type { Handlers } from '../handlers.ts'
import { rounded } from '../quantity.ts'
import { refuse } from '../refusals.ts'
import type { StockLine } from '../store/stock-lines-store.ts'
import type { TenantStore } from '../store/store.ts'
import { availabilityLine, availabilitySummary, checkResult, dayOf } from './availability.ts'
import { claimStock } from './movement.ts'
import { missing, optional, unknownReferences } from './body-issues.ts'

async function findLine(store: TenantStore, id: string): Promise<StockLine> {
  const line = await store.inventory.find(id)
  if (line === undefined) throw refuse('resourceUnknown')
  return line
}

export const availabilityHandlers = {
  listAvailability: async ({ query, store, now }) => {
    const today = dayOf(now)
    if (!query.summary) {
      const { data, pagination } = await store.availability.lines(query, today)
      return { status: 200, data: data.map((line) => availabilityLine(line, today)), pagination }
    }
    // In one transaction, so that the lines match their sum.
    return store.transaction(async ({ availability }) => {
      const { data: positions, pagination } = await availability.sums(query, today)
      const data = []
      for (const position of positions) {
        const lines = query.includeStockLines ? await availability.linesOf(position, query, today) : []
        data.push(availabilitySummary(position, lines, today))
      }
      return { status: 200 as const, data, pagination }
    })
  },

  getAvailability: async ({ params, store, now }) => ({
    status: 200,
    data: availabilityLine(await findLine(store, params.availabilityId), dayOf(now)),
  }),

  setAvailability: ({ params, body, store, now, newId }) =>
    store.transaction(async (inner) => {
      const { id } = await findLine(inner, params.availabilityId)
      const change = {
        ...(body.qtyOnHold === undefined ? {} : { quantityOnHold: rounded(body.qtyOnHold) }),
        ...(body.qtyPicked === undefined ? {} : { quantityPicked: rounded(body.qtyPicked) }),
        ...(body.recalled === undefined ? {} : { recalled: body.recalled }),
      }
      const [line] = await claimStock(inner, [{ inventoryItemId: id, change: () => change }], { now, newId })
      return { status: 200 as const, data: availabilityLine(line, dayOf(now)) }
    }),

  checkAvailability: ({ body, store, now }) =>
    // In one transaction, so that all items describe the same state.
    store.transaction(async (inner) => {
      const issues = []
      const items = []
      for (const [index, item] of body.items.entries()) {
        const locationId = item.locationId ?? null
        const at = `/items/${index}`
        issues.push(
          ...missing(await inner.products.find(item.productMasterId), `${at}/productMasterId`, 'product'),
          ...missing(await optional(inner.locations, locationId), `${at}/locationId`, 'location'),
        )
        items.push(checkResult(item, await inner.availability.available(item.productMasterId, locationId, dayOf(now))))
      }
      if (issues.length > 0) throw unknownReferences(issues)
      return { status: 200 as const, data: { available: items.every(({ available }) => available), items } }
    }),
} satisfies Pick<Handlers, 'listAvailability' | 'getAvailability' | 'setAvailability' | 'checkAvailability'>
