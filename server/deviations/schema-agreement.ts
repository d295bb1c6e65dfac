import { timestamp } from '../timestamp.ts'
import { deviationsOf, handler, store } from './deviation.ts'
import { byText } from './lists.ts'

const hours = 3_600_000

/** Faults in what stands beside each other in one answer, or beside the question and the moment of it. */
export const schemaAgreement = deviationsOf({
  // What was asked.
  'schema/parent-in-place-of-category': {
    harm: 'A client that opens a category edits the one above it, since a join with the parent puts its id over that of the category.',
    breaks: [{ rule: 'schema/answers-what-was-asked', operation: 'getCategory' }],
    change: handler('getCategory', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, id: data.parentId ?? data.id } }
    }),
  },
  'schema/sku-in-small-letters': {
    harm: 'A dashboard that files accuracies by SKU finds none, since the SKU comes back in small letters.',
    breaks: [{ rule: 'schema/answers-what-was-asked', operation: 'getSkuAccuracy' }],
    change: handler('getSkuAccuracy', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, sku: data.sku.toLowerCase() } }
    }),
  },

  // What is derived from what.
  'schema/counters-from-before': {
    harm: 'The answer to a counted line says that one fewer is counted than it shows, and a counter scans the shelf again.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'recordCycleCountLines' }],
    // The head of the sheet is read before the lines are written.
    change: handler('recordCycleCountLines', (right) => async (input) => {
      const before = await input.store.cycleCounts.find(input.params.cycleCountId)
      const { status, data } = await right(input)
      return { status, data: { ...data, countedLineCount: before?.countedLineCount ?? 0 } }
    }),
  },
  'schema/lowest-of-the-first-channel': {
    harm: 'A planner who looks at the lowest quantity of all channels sees that of the first, and misses the one that is out of stock.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'listChannelLocationAtp' }],
    change: handler('listChannelLocationAtp', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: answer.data.map((row) => ({ ...row, minAtp: row.channels[0]?.atp ?? row.minAtp })) }
    }),
  },
  'schema/executed-before-decided': {
    harm: 'A report on decisions counts executed recommendations as undecided, since executing one takes the time of its approval away.',
    breaks: [{ rule: 'schema/derived-values-agree', operation: 'executeTransferRecommendation' }],
    change: handler('executeTransferRecommendation', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, decidedAt: null } }
    }),
  },

  'schema/channel-once-for-each-policy': {
    harm: 'A dashboard draws the online shop twice, since a join with the policies gives a channel as many rows as it has had policies.',
    breaks: [{ rule: 'schema/nothing-twice', operation: 'listChannelLocationAtp' }],
    change: handler('listChannelLocationAtp', (right) => async (input) => {
      const answer = await right(input)
      const joined = (row: (typeof answer.data)[number]) => row.channels.flatMap((each, index) => (index === 0 ? [each, each] : [each]))
      return { ...answer, data: answer.data.map((row) => ({ ...row, channels: joined(row) })) }
    }),
  },

  // Names.
  'schema/places-laid-beside': {
    harm: 'Stock in Hamburg is shown as stock in Berlin, since the names of the places come in another order than the rows they are laid beside.',
    breaks: [{ rule: 'schema/one-name-for-one-id', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      const names = answer.data.map(({ locationName }) => locationName).sort(byText)
      return { ...answer, data: answer.data.map((line, index) => ({ ...line, locationName: names[index] ?? line.locationName })) }
    }),
  },
  'schema/reason-of-the-row-above': {
    harm: 'An auditor reads that a return was damage, since each movement shows the reason of the one above it.',
    breaks: [{ rule: 'schema/one-name-for-one-id', operation: 'listAdjustments' }],
    change: store('adjustments', 'list', (right) => async (query) => {
      const page = await right(query)
      const data = page.data.map((row, index) => ({ ...row, reasonCode: page.data[index - 1]?.reasonCode ?? row.reasonCode }))
      return { ...page, data }
    }),
  },

  // Times.
  'schema/alert-raised-in-local-time': {
    harm: 'An alert is dated two hours ahead, since local time is written down as UTC, and stays on top of those that follow.',
    breaks: [{ rule: 'schema/past-times-have-passed', operation: 'triggerAlert' }],
    change: handler('triggerAlert', (right) => (input) => right({ ...input, now: input.now + 2 * hours })),
  },
  'schema/deleted-in-local-time': {
    harm: 'A log says that a product was deleted five hours before somebody edited it, since the deletion is dated in local time.',
    breaks: [{ rule: 'schema/past-times-have-passed', operation: 'deleteProduct' }],
    change: handler('deleteProduct', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, deletedAt: timestamp(input.now - 5 * hours) } }
    }),
  },

  // Ids.
  'schema/scenario-id-of-an-event': {
    harm: 'A client that tells by an id what it stands for takes a new scenario for an event, and looks it up in vain.',
    breaks: [{ rule: 'schema/ids-have-their-type' }],
    change: handler('createForecastScenario', (right) => (input) => {
      const { newId } = input
      return right({ ...input, newId: (prefix) => newId(prefix === 'scenario' ? 'event' : prefix) })
    }),
  },
  'schema/transfer-id-bare': {
    harm: 'A client that sorts ids by their type drops the transfers that come of a recommendation, as their ids have none.',
    breaks: [{ rule: 'schema/ids-have-their-type' }],
    change: handler('executeTransferRecommendation', (right) => (input) => {
      const { newId } = input
      return right({ ...input, newId: (prefix) => (prefix === 'trf' ? newId(prefix).slice('trf_'.length) : newId(prefix)) })
    }),
  },
  'schema/attribute-id-drawn-twice': {
    harm: 'The answer to a new attribute has an id that nobody knows afterwards, since a second one was drawn for the table.',
    breaks: [{ rule: 'schema/unique-value-has-one-id' }],
    change: handler('createAttribute', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: { ...answer.data, id: input.newId('attr') } }
    }),
  },
  'schema/sku-cut-in-list': {
    harm: 'A client that looks a product up by its SKU gets one of several, since the list cuts SKUs at twelve characters.',
    breaks: [{ rule: 'schema/unique-value-has-one-id' }],
    change: handler('listProducts', (right) => async (input) => {
      const answer = await right(input)
      return { ...answer, data: answer.data.map((product) => ({ ...product, sku: product.sku.slice(0, 12) })) }
    }),
  },
})
