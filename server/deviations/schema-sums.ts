import { maxQuantity } from '../inventory/movement.ts'
import { type Change, deviationsOf, handler, store } from './deviation.ts'

/** The levels of a product with other sums, and what is available of them. */
const levels = (wrong: (quantity: number) => number): Change =>
  handler('listProductInventoryLevels', (right) => async (input) => {
    const answer = await right(input)
    const data = answer.data.map((level) => {
      const quantityOnHand = wrong(level.quantityOnHand)
      return { ...level, quantityOnHand, quantityAvailable: level.quantityAvailable - level.quantityOnHand + quantityOnHand }
    })
    return { ...answer, data }
  })

/** Faults in quantities that are derived from others. */
export const schemaSums = deviationsOf({
  'schema/holds-available': {
    harm: 'A shop sells what is on hold, since the stock lines count it as available.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: answer.data.map((line) => ({ ...line, quantityAvailable: line.quantityOnHand - line.quantityReserved })) }
    }),
  },
  'schema/picked-available': {
    harm: 'Units that lie in a picker’s cart are promised to a second customer.',
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
    harm: 'A planner who looks into a scarce product sees units that are long reserved, and promises them once more.',
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
    harm: 'A channel promises the units that were to be kept back for emergencies.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listChannelLocationAtp' }],
    change: handler('listChannelLocationAtp', (right) => async (input) => {
      const answer = await right(input)
      const data = answer.data.map((row) => ({ ...row, channels: row.channels.map((each) => ({ ...each, atp: each.available })) }))
      return { ...answer, data }
    }),
  },
  'schema/safety-stock-once': {
    harm: 'The summary of a channel promises more than its rows, since the safety stock is taken off only once.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listChannelSummaries' }],
    change: store('channels', 'summaries', (right) => async (query, today) => {
      const page = await right(query, today)
      return { ...page, data: page.data.map((each) => ({ ...each, totalAtp: each.totalAvailable - each.safetyStock })) }
    }),
  },
  'schema/critical-counted-as-low': {
    harm: 'The numbers of rows by severity add up to more rows than there are.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listChannelSummaries' }],
    change: store('channels', 'summaries', (right) => async (query, today) => {
      const page = await right(query, today)
      return { ...page, data: page.data.map((each) => ({ ...each, lowCount: each.lowCount + each.criticalCount })) }
    }),
  },
  'schema/level-capped-at-one-line': {
    harm: 'Of three full stock lines, the planner sees one, and orders what lies in the warehouse.',
    breaks: [{ rule: 'schema/stock-summed', operation: 'listProductInventoryLevels' }],
    change: levels((quantity) => Math.min(quantity, maxQuantity)),
  },
  'schema/level-in-32-bits': {
    harm: 'A large stock is shown as a debt, since the sum of its lines does not fit into the number that holds it.',
    breaks: [{ rule: 'schema/stock-summed', operation: 'listProductInventoryLevels' }],
    change: levels((quantity) => (Number.isInteger(quantity) ? quantity | 0 : quantity)),
  },
  'schema/value-rounded-to-units': {
    harm: 'The value of a stock line is off by up to half a unit of the currency, and the sum of all lines by hundreds.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      const whole = (value: number | null): number | null => (value === null ? null : Math.round(value))
      return { ...answer, data: answer.data.map((line) => ({ ...line, totalValue: whole(line.totalValue) })) }
    }),
  },
  'schema/variance-reversed': {
    harm: 'A count that found too little is reported as one that found too much.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'completeCycleCount' }],
    change: handler('completeCycleCount', (right) => async (input) => {
      const { status, data } = await right(input)
      const lines = data.lines.map((line) => ({ ...line, varianceQty: line.varianceQty === null ? null : 0 - line.varianceQty }))
      return { status, data: { ...data, lines } }
    }),
  },
  'schema/movement-after-before': {
    harm: 'The log of movements says that nothing changed where ten units were booked out.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listAdjustments' }],
    change: store('adjustments', 'list', (right) => async (query) => {
      const page = await right(query)
      return { ...page, data: page.data.map((each) => ({ ...each, qtyAfter: each.qtyBefore })) }
    }),
  },
  'schema/analytics-without-holds': {
    harm: 'A report counts stock as available that is on hold for quality control.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'getInventoryAnalytics' }],
    change: store('analytics', 'totals', (right) => async (scope) => {
      const totals = await right(scope)
      return { ...totals, totalAvailable: totals.totalAvailable + totals.totalOnHold }
    }),
  },
  'schema/return-in-percent': {
    harm: 'A transfer is said to earn a hundred times what it costs, since the return is sent in percent.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'listTransferRecommendations' }],
    change: handler('listTransferRecommendations', (right) => async (input) => {
      const answer = await right(input)
      const percent = (fraction: number | null): number | null => (fraction === null ? null : fraction * 100)
      return { ...answer, data: answer.data.map((each) => ({ ...each, estimatedROI: percent(each.estimatedROI) })) }
    }),
  },
  'schema/forecast-error-reversed': {
    harm: 'A planner corrects a forecast that was too high by raising it.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'getSkuAccuracy' }],
    change: handler('getSkuAccuracy', (right) => async (input) => {
      const { status, data } = await right(input)
      const buckets = data.buckets.map((each) => ({ ...each, errorQuantity: each.actualQuantity - each.forecastQuantity }))
      return { status, data: { ...data, buckets } }
    }),
  },
  'schema/some-is-enough': {
    harm: 'A shop accepts an order for a hundred units because one of them is there.',
    breaks: [{ rule: 'schema/shortage-means-unavailable', operation: 'checkAvailability' }],
    change: handler('checkAvailability', (right) => async (input) => {
      const { status, data } = await right(input)
      const items = data.items.map((each) => ({ ...each, available: each.qtyAvailable > 0 }))
      return { status, data: { available: items.every(({ available }) => available), items } }
    }),
  },
  'schema/shortage-never-told': {
    harm: 'A shop that asks for more than there is is told that nothing is short, and sells what nobody can ship.',
    breaks: [{ rule: 'schema/arithmetic-holds', operation: 'checkAvailability' }],
    change: handler('checkAvailability', (right) => async (input) => {
      const { status, data } = await right(input)
      const items = data.items.map((each) => ({ ...each, qtyShort: 0, available: true }))
      return { status, data: { available: true, items } }
    }),
  },
})
