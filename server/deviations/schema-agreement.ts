import { timestamp } from '../timestamp.ts'
import { deviationsOf, handler, store } from './deviation.ts'
import { byText } from './lists.ts'

const hours = 3_600_000

/** Faults in the consistency of values within a response, or with its request and time. */
export const schemaAgreement = deviationsOf({
  // Requested resources.
  'schema/parent-in-place-of-category': {
    harm: 'A join replaces the id of a category with that of its parent, so a client edits the wrong category.',
    breaks: [{ rule: 'schema/answers-what-was-asked', operation: 'getCategory' }],
    change: handler('getCategory', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, id: data.parentId ?? data.id } }
    }),
  },
  'schema/sku-in-small-letters': {
    harm: 'The forecast accuracy returns the SKU in lower case, so a dashboard that groups by SKU does not find it.',
    breaks: [{ rule: 'schema/answers-what-was-asked', operation: 'getSkuAccuracy' }],
    change: handler('getSkuAccuracy', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, sku: data.sku.toLowerCase() } }
    }),
  },
  'schema/scope-forgotten': {
    harm: 'The inventory analytics ignore the location and return the figures of the whole tenant, so a store plans with the stock of all others.',
    breaks: [{ rule: 'schema/answers-what-was-asked', operation: 'getInventoryAnalytics' }],
    change: handler('getInventoryAnalytics', (right) => (input) => {
      const { locationId: _, ...query } = input.query
      return right({ ...input, query })
    }),
  },

  // Derived values.
  'schema/counters-from-before': {
    harm: 'The response to counted lines has the counters from before the lines were written.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'recordCycleCountLines' }],
    // The count is read before the lines are written.
    change: handler('recordCycleCountLines', (right) => async (input) => {
      const before = await input.store.cycleCounts.find(input.params.cycleCountId)
      const { status, data } = await right(input)
      return { status, data: { ...data, countedLineCount: before?.countedLineCount ?? 0 } }
    }),
  },
  'schema/lowest-of-the-first-channel': {
    harm: 'The lowest quantity of all channels is that of the first channel, so a planner misses the channel that is out of stock.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'listChannelLocationAtp' }],
    change: handler('listChannelLocationAtp', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: answer.data.map((row) => ({ ...row, minAtp: row.channels[0]?.atp ?? row.minAtp })) }
    }),
  },
  'schema/executed-before-decided': {
    harm: 'The response to the execution of a recommendation lacks its decision time, so a report counts it as undecided.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'executeTransferRecommendation' }],
    change: handler('executeTransferRecommendation', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, decidedAt: null } }
    }),
  },
  'schema/no-end-is-long-ago': {
    harm: 'The list takes a missing expiry for the year 1970 and shows API keys that never expire as expired, so an operator replaces keys in use.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'listApiKeys' }],
    change: handler('listApiKeys', (right) => async (input) => {
      const answer = await right(input)
      const dated = (key: (typeof answer.data)[number]) => ({
        ...key,
        status: key.expiresAt === null && key.status === 'ACTIVE' ? ('EXPIRED' as const) : key.status,
      })
      return { ...answer, data: answer.data.map(dated) }
    }),
  },

  'schema/channel-once-for-each-policy': {
    harm: 'A join lists a channel once per policy, so a dashboard shows it several times.',
    breaks: [{ rule: 'schema/nothing-twice', operation: 'listChannelLocationAtp' }],
    change: handler('listChannelLocationAtp', (right) => async (input) => {
      const answer = await right(input)
      const joined = (row: (typeof answer.data)[number]) => row.channels.flatMap((each, index) => (index === 0 ? [each, each] : [each]))
      return { ...answer, data: answer.data.map((row) => ({ ...row, channels: joined(row) })) }
    }),
  },

  // Names.
  'schema/places-laid-beside': {
    harm: 'The location names of the stock lines are assigned in the wrong order, so stock in Hamburg is shown as stock in Berlin.',
    breaks: [{ rule: 'schema/one-name-for-one-id', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      const names = answer.data.map(({ locationName }) => locationName).sort(byText)
      return { ...answer, data: answer.data.map((line, index) => ({ ...line, locationName: names[index] ?? line.locationName })) }
    }),
  },
  'schema/reason-of-the-row-above': {
    harm: 'Each movement has the reason of the previous item, so an auditor reads that a return was damage.',
    breaks: [{ rule: 'schema/one-name-for-one-id', operation: 'listAdjustments' }],
    change: store('adjustments', 'list', (right) => async (query) => {
      const page = await right(query)
      const data = page.data.map((row, index) => ({ ...row, reasonCode: page.data[index - 1]?.reasonCode ?? row.reasonCode }))
      return { ...page, data }
    }),
  },

  // Times.
  'schema/alert-raised-in-local-time': {
    harm: 'The time of an alert is local time that is declared as UTC, so the alert is dated two hours ahead.',
    breaks: [{ rule: 'schema/past-times-have-passed', operation: 'triggerAlert' }],
    change: handler('triggerAlert', (right) => (input) => right({ ...input, now: input.now + 2 * hours })),
  },
  'schema/deleted-in-local-time': {
    harm: 'The deletion time of a product is in local time, five hours before its last update.',
    breaks: [{ rule: 'schema/past-times-have-passed', operation: 'deleteProduct' }],
    change: handler('deleteProduct', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, deletedAt: timestamp(input.now - 5 * hours) } }
    }),
  },

  // Ids.
  'schema/scenario-id-of-an-event': {
    harm: 'The id of a new scenario has the prefix of an event, so a client that reads the type from the prefix looks it up in vain.',
    breaks: [{ rule: 'schema/ids-have-their-type' }],
    change: handler('createForecastScenario', (right) => (input) => {
      const { newId } = input
      return right({ ...input, newId: (prefix) => newId(prefix === 'scenario' ? 'event' : prefix) })
    }),
  },
  'schema/transfer-id-bare': {
    harm: 'The id of a transfer from a recommendation has no prefix, so a client that reads the type from the prefix drops it.',
    breaks: [{ rule: 'schema/ids-have-their-type' }],
    change: handler('executeTransferRecommendation', (right) => (input) => {
      const { newId } = input
      return right({ ...input, newId: (prefix) => (prefix === 'trf' ? newId(prefix).slice('trf_'.length) : newId(prefix)) })
    }),
  },
  'schema/attribute-id-drawn-twice': {
    harm: 'The response to a new attribute contains another id than the stored one, so the attribute cannot be found by it.',
    breaks: [{ rule: 'schema/unique-value-has-one-id' }],
    change: handler('createAttribute', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: { ...answer.data, id: input.newId('attr') } }
    }),
  },
  'schema/sku-cut-in-list': {
    harm: 'The list of products truncates SKUs to twelve characters, so a client finds several products for one SKU.',
    breaks: [{ rule: 'schema/unique-value-has-one-id' }],
    change: handler('listProducts', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: answer.data.map((product) => ({ ...product, sku: product.sku.slice(0, 12) })) }
    }),
  },
})
