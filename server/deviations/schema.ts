import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { RefusalError } from '../refusals.ts'
import { type Change, deviationsOf, handler, step, store } from './deviation.ts'

type Row = Readonly<Record<string, unknown>>

/** What a handler makes of what is kept, wrong in every row of a list or in the one thing that is answered. */
function shows(id: OperationId, wrong: (row: Row, exchange: Exchange) => unknown): Change {
  const change = step('handle', (right) => async (exchange, service) => {
    await right(exchange, service)
    const { outcome, target } = exchange
    if (target.endpoint?.operation.id !== id || outcome === undefined || outcome instanceof RefusalError) return
    const { data } = outcome
    exchange.outcome = {
      ...outcome,
      data: Array.isArray(data) ? data.map((row: Row) => wrong(row, exchange)) : wrong(data as Row, exchange),
    }
  })
  // The compiler lets no handler answer like that; here it is one nevertheless.
  return { ...change, part: `handler ${id}` }
}

/** Text that is sent for the answers of one operation, made of what belongs there. */
function sentAs(id: OperationId, wrong: (payload: string) => string): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (exchange.target.endpoint?.operation.id !== id || exchange.outcome instanceof RefusalError) return
    exchange.payload = wrong(exchange.payload)
    exchange.headers['Content-Length'] = String(Buffer.byteLength(exchange.payload))
  })
}

const without = (row: Row, name: string): Row => Object.fromEntries(Object.entries(row).filter(([each]) => each !== name))
const asText = (value: unknown): unknown => (typeof value === 'number' ? value.toFixed(2) : value)
const lower = (value: unknown): unknown => String(value).toLowerCase()
const withoutZone = (value: unknown): unknown => String(value).replace(/Z$/, '')

/** Faults in the shape of what is answered. */
export const schema = deviationsOf({
  // Types and formats.
  'schema/cost-as-text': {
    harm: 'A client that adds up unit costs gets a long row of digits, since the server sends its decimals as text.',
    breaks: [{ rule: 'schema/success-body', operation: 'listProducts' }],
    change: shows('listProducts', (row) => ({ ...row, unitCost: asText(row['unitCost']) })),
  },
  'schema/flags-as-numbers': {
    harm: 'A settings page that compares a switch with true shows all alerts as switched off.',
    breaks: [{ rule: 'schema/success-body', operation: 'getAlertConfig' }],
    change: shows('getAlertConfig', ({ config }) => ({ config: { ...(config as Row), enabled: Number((config as Row)['enabled']) } })),
  },
  'schema/scopes-as-text': {
    harm: 'A client that looks for a scope of a key in a list finds one text with all of them.',
    breaks: [{ rule: 'schema/success-body', operation: 'listApiKeys' }],
    change: shows('listApiKeys', (row) => ({ ...row, scopes: (row['scopes'] as string[]).join(' ') })),
  },
  'schema/bin-count-as-text': {
    harm: 'A client that sorts bins by their number of stock lines puts 10 before 9.',
    breaks: [{ rule: 'schema/success-body', operation: 'listTransferBins' }],
    change: shows('listTransferBins', (row) => ({ ...row, stockLineCount: String(row['stockLineCount']) })),
  },
  'schema/alert-type-in-lower-case': {
    harm: 'A client that switches on the type of an alert falls through to its last branch.',
    breaks: [{ rule: 'schema/success-body', operation: 'listAlertHistory' }],
    change: shows('listAlertHistory', (row) => ({ ...row, type: lower(row['type']) })),
  },
  'schema/event-time-without-zone': {
    harm: 'A promotion begins hours too early or too late, depending on where it is read.',
    breaks: [{ rule: 'schema/success-body', operation: 'listForecastEvents' }],
    change: shows('listForecastEvents', (row) => ({ ...row, startsAt: withoutZone(row['startsAt']) })),
  },
  'schema/expiry-as-moment': {
    harm: 'A lot expires a day early west of Greenwich, since its day is sent as a moment.',
    breaks: [{ rule: 'schema/success-body', operation: 'getAvailability' }],
    change: handler('getAvailability', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, expiryDate: `${data.expiryDate ?? '9999-12-31'}T00:00:00Z` } }
    }),
  },
  'schema/history-time-as-number': {
    harm: 'A client that parses the times of the history shows every change as made in 1970.',
    breaks: [{ rule: 'schema/success-body', operation: 'listProductHistory' }],
    change: shows('listProductHistory', (row) => ({ ...row, createdAt: Date.parse(String(row['createdAt'])) })),
  },

  // What is missing, and what is null.
  'schema/ship-time-left-out': {
    harm: 'A client that reads when a transfer was shipped finds no such property until it is, and stops.',
    breaks: [{ rule: 'schema/success-body', operation: 'listTransfers' }],
    change: shows('listTransfers', (row) => (row['shippedAt'] === null ? without(row, 'shippedAt') : row)),
  },
  'schema/attributes-of-variant-null': {
    harm: 'A shop that loops over the attributes of a variant meets null.',
    breaks: [{ rule: 'schema/success-body', operation: 'listProductVariants' }],
    change: shows('listProductVariants', (row) => ({ ...row, attributes: null })),
  },
  'schema/reason-label-null': {
    harm: 'A list of reasons to choose from has an entry without words.',
    breaks: [{ rule: 'schema/success-body', operation: 'listReasonCodes' }],
    change: shows('listReasonCodes', (row) => ({ ...row, label: null })),
  },
  'schema/count-lines-left-out': {
    harm: 'A counting app opens a cycle count and finds no lines to count.',
    breaks: [{ rule: 'schema/success-body', operation: 'createCycleCount' }],
    change: shows('createCycleCount', (row) => without(row, 'lines')),
  },
  'schema/created-key-bare': {
    harm: 'A client that orders a key finds the text where an object with the key and its text was promised.',
    breaks: [{ rule: 'schema/success-body', operation: 'createApiKey' }],
    change: shows('createApiKey', (row) => ({ ...(row['apiKey'] as Row), plaintextKey: row['plaintextKey'] })),
  },
  'schema/forecast-bare': {
    harm: 'A client that unwraps data finds nothing in the forecast, which is sent without an envelope.',
    breaks: [{ rule: 'schema/success-body', operation: 'getForecast' }],
    change: sentAs('getForecast', (payload) => JSON.stringify((JSON.parse(payload) as { data: unknown }).data)),
  },

  // What is not the client's to see.
  'schema/tenant-shown': {
    harm: 'Every product shows the internal id of the customer that it belongs to.',
    breaks: [{ rule: 'schema/no-undocumented-property', operation: 'getProduct' }],
    change: store('products', 'find', (right, { tenantId }) => async (id) => {
      const product = await right(id)
      const row = product && { ...product, tenantId }
      return row
    }),
  },
  'schema/recall-shown': {
    harm: 'A client comes to rely on a column of the stock table that the next release renames.',
    breaks: [{ rule: 'schema/no-undocumented-property', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      const lines = await Promise.all(answer.data.map(async (item) => ({ ...(await input.store.inventory.find(item.id)), ...item })))
      return { ...answer, data: lines }
    }),
  },
  'schema/author-of-scenario-shown': {
    harm: 'Everybody who may read a scenario sees the id of the key that asked for it.',
    breaks: [{ rule: 'schema/no-undocumented-property', operation: 'createForecastScenario' }],
    change: shows('createForecastScenario', (row, { key }) => ({ ...row, createdBy: key?.id })),
  },
  'schema/secret-hash-in-list': {
    harm: 'Whoever may list keys gets the hashes of their secrets to work on.',
    breaks: [{ rule: 'schema/secret-shown-once', operation: 'listApiKeys' }],
    change: handler('listApiKeys', (right) => async (input) => {
      const { data: kept } = await input.store.keys.list(input.query, input.now)
      const answer = await right(input)
      return { ...answer, data: answer.data.map((key, index) => ({ ...key, secretHash: kept[index]?.secretHash })) }
    }),
  },
  'schema/secret-hash-after-update': {
    harm: 'Whoever renames a key gets the hash of its secret to work on.',
    breaks: [{ rule: 'schema/secret-shown-once', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => async (input) => {
      const answer = await right(input)
      const secretHash = (await input.store.keys.find(answer.data.id))?.secretHash
      return { ...answer, data: { ...answer.data, secretHash } }
    }),
  },
  'schema/changes-counted-through': {
    harm: 'Anybody can tell from the ids in the change log how many changes there are, and guess the next one.',
    breaks: [{ rule: 'schema/ids-opaque', operation: 'listForecastChanges' }],
    change: store('forecastChanges', 'list', (right) => async (query) => {
      const page = await right(query)
      const before = (query.page - 1) * query.limit
      return { ...page, data: page.data.map((change, index) => ({ ...change, id: String(before + index + 1) })) }
    }),
  },

  // Text.
  'schema/id-named-twice': {
    harm: 'Which of two ids of a link a client gets depends on its parser, since a join put both into one object.',
    breaks: [{ rule: 'schema/json-unambiguous', operation: 'listProductLinks' }],
    change: sentAs('listProductLinks', (payload) => payload.replaceAll('{"id":"link_', '{"id":"","id":"link_')),
  },
  'schema/analytics-with-byte-order-mark': {
    harm: 'A strict parser refuses the analytics at their first character.',
    breaks: [{ rule: 'schema/json-unambiguous', operation: 'getInventoryAnalytics' }],
    change: sentAs('getInventoryAnalytics', (payload) => `\uFEFF${payload}`),
  },

  // Times.
  'schema/event-created-by-database': {
    harm: 'A client that asks what is new since its last visit misses events, since they were created after they were last changed.',
    breaks: [{ rule: 'schema/times-in-order', operation: 'createForecastEvent' }],
    change: store('forecastEvents', 'insert', (right) => async (event) => {
      await right({ ...event, createdAt: new Date(Date.parse(event.createdAt) + 1000).toISOString() })
    }),
  },
  'schema/times-exchanged': {
    harm: 'A list of the products that changed last shows the oldest as the newest.',
    breaks: [{ rule: 'schema/times-in-order', operation: 'getProduct' }],
    change: store('products', 'find', (right) => async (id) => {
      const product = await right(id)
      return product && { ...product, createdAt: product.updatedAt, updatedAt: product.createdAt }
    }),
  },
})
