import { maxQuantity } from '../inventory/movement.ts'
import { type Change, deviationsOf, handler, store } from './deviation.ts'

/** Changes the quantities in the inventory levels of a product. */
const levels = (wrong: (quantity: number) => number): Change =>
  handler('listProductInventoryLevels', (right) => async (input) => {
    const answer = await right(input)
    const data = answer.data.map((level) => {
      const quantityOnHand = wrong(level.quantityOnHand)
      return { ...level, quantityOnHand, quantityAvailable: level.quantityAvailable - level.quantityOnHand + quantityOnHand }
    })
    return { ...answer, data }
  })

/** Faults in quantities that are computed from others. */
export const schemaSums = deviationsOf({
  'schema/holds-available': {
    harm: 'Stock lines count the quantity on hold as available, so a shop sells it.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: answer.data.map((line) => ({ ...line, quantityAvailable: line.quantityOnHand - line.quantityReserved })) }
    }),
  },
  'schema/picked-available': {
    harm: 'The availability includes picked units, so they are promised to a second customer.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listAvailability' }],
    change: handler('listAvailability', (right) => async (input) => {
      const answer = await right(input)
      const data = answer.data.map((each) =>
        each.type === 'SUMMARY' ? each : { ...each, qtyAvailable: each.qtyOnHand - each.qtyReserved - each.qtyOnHold },
      )
      return { ...answer, data }
    }),
  },
  'schema/drilldown-before-reservations': {
    harm: 'The drilldown does not subtract reserved units, so a planner promises them again.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'getChannelLocationDrilldown' }],
    change: handler('getChannelLocationDrilldown', (right) => async (input) => {
      const { status, data } = await right(input)
      const rows = data.rows.map((row) => ({
        ...row,
        channels: row.channels.map((each) => ({ ...each, available: each.onHand, atp: each.onHand - each.safetyStock })),
      }))
      return { status, data: { ...data, rows } }
    }),
  },
  'schema/safety-stock-promised': {
    harm: 'The quantity available to promise of a channel includes the safety stock.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listChannelLocationAtp' }],
    change: handler('listChannelLocationAtp', (right) => async (input) => {
      const answer = await right(input)
      const data = answer.data.map((row) => ({ ...row, channels: row.channels.map((each) => ({ ...each, atp: each.available })) }))
      return { ...answer, data }
    }),
  },
  'schema/safety-stock-once': {
    harm: 'The summary of a channel subtracts the safety stock only once, so it exceeds the sum of its items.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listChannelSummaries' }],
    change: store('channels', 'summaries', (right) => async (query, today) => {
      const page = await right(query, today)
      return { ...page, data: page.data.map((each) => ({ ...each, totalAtp: each.totalAvailable - each.safetyStock })) }
    }),
  },
  'schema/critical-counted-as-low': {
    harm: 'The counts by severity add up to more items than the list has.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listChannelSummaries' }],
    change: store('channels', 'summaries', (right) => async (query, today) => {
      const page = await right(query, today)
      return { ...page, data: page.data.map((each) => ({ ...each, lowCount: each.lowCount + each.criticalCount })) }
    }),
  },
  'schema/level-capped-at-one-line': {
    harm: 'The inventory level of a product is capped at the maximum quantity of one stock line, so a planner orders what is in stock.',
    breaks: [{ rule: 'schema/stock-summed', operation: 'listProductInventoryLevels' }],
    change: levels((quantity) => Math.min(quantity, maxQuantity)),
  },
  'schema/level-in-32-bits': {
    harm: 'The sum of a large stock overflows 32 bits and is negative.',
    breaks: [{ rule: 'schema/stock-summed', operation: 'listProductInventoryLevels' }],
    change: levels((quantity) => (Number.isInteger(quantity) ? quantity | 0 : quantity)),
  },
  'schema/value-rounded-to-units': {
    harm: 'The values of stock lines are rounded to whole currency units, so their sum is off by hundreds.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      const whole = (value: number | null): number | null => (value === null ? null : Math.round(value))
      return { ...answer, data: answer.data.map((line) => ({ ...line, totalValue: whole(line.totalValue) })) }
    }),
  },
  'schema/variance-reversed': {
    harm: 'The variance of a cycle count has the wrong sign, so a shortage is reported as a surplus.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'completeCycleCount' }],
    change: handler('completeCycleCount', (right) => async (input) => {
      const { status, data } = await right(input)
      const lines = data.lines.map((line) => ({ ...line, varianceQty: line.varianceQty === null ? null : 0 - line.varianceQty }))
      return { status, data: { ...data, lines } }
    }),
  },
  'schema/movement-after-before': {
    harm: 'A movement states the same quantity before and after, although ten units were removed.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listAdjustments' }],
    change: store('adjustments', 'list', (right) => async (query) => {
      const page = await right(query)
      return { ...page, data: page.data.map((each) => ({ ...each, qtyAfter: each.qtyBefore })) }
    }),
  },
  'schema/analytics-without-holds': {
    harm: 'The analytics count stock on hold for quality control as available.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'getInventoryAnalytics' }],
    change: store('analytics', 'totals', (right) => async (scope) => {
      const totals = await right(scope)
      return { ...totals, totalAvailable: totals.totalAvailable + totals.totalOnHold }
    }),
  },
  'schema/return-in-percent': {
    harm: 'The return of a transfer recommendation is in percent instead of a fraction, a hundred times too high.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listTransferRecommendations' }],
    change: handler('listTransferRecommendations', (right) => async (input) => {
      const answer = await right(input)
      const percent = (fraction: number | null): number | null => (fraction === null ? null : fraction * 100)
      return { ...answer, data: answer.data.map((each) => ({ ...each, estimatedROI: percent(each.estimatedROI) })) }
    }),
  },
  'schema/forecast-error-reversed': {
    harm: 'The forecast error has the wrong sign, so a planner raises a forecast that was too high.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'getSkuAccuracy' }],
    change: handler('getSkuAccuracy', (right) => async (input) => {
      const { status, data } = await right(input)
      const buckets = data.buckets.map((each) => ({ ...each, errorQuantity: each.actualQuantity - each.forecastQuantity }))
      return { status, data: { ...data, buckets } }
    }),
  },
  'schema/some-is-enough': {
    harm: 'The availability check confirms a hundred units if one is available.',
    breaks: [{ rule: 'schema/shortage-means-unavailable', operation: 'checkAvailability' }],
    change: handler('checkAvailability', (right) => async (input) => {
      const { status, data } = await right(input)
      const items = data.items.map((each) => ({ ...each, available: each.qtyAvailable > 0 }))
      return { status, data: { available: items.every(({ available }) => available), items } }
    }),
  },
  'schema/shortage-never-told': {
    harm: 'The availability check always states a shortage of zero, so a shop sells more than is available.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'checkAvailability' }],
    change: handler('checkAvailability', (right) => async (input) => {
      const { status, data } = await right(input)
      const items = data.items.map((each) => ({ ...each, qtyShort: 0, available: true }))
      return { status, data: { available: true, items } }
    }),
  },
})
