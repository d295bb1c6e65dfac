import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { RefusalError } from '../refusals.ts'
import { type Change, deviationsOf, handler, step, store } from './deviation.ts'

type Row = Readonly<Record<string, unknown>>

/** Changes the representation of every item of a list, or of the single resource. */
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
  // The types allow no handler with such a result, hence the cast.
  return { ...change, part: `handler ${id}` }
}

/** Changes the sent text of the responses of one operation. */
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

/** Faults in the structure of responses. */
export const schema = deviationsOf({
  // Types and formats.
  'schema/cost-as-text': {
    harm: 'The list of products returns unit costs as text, so a client that adds them concatenates digits.',
    breaks: [{ rule: 'schema/success-body', operation: 'listProducts' }],
    change: shows('listProducts', (row) => ({ ...row, unitCost: asText(row['unitCost']) })),
  },
  'schema/flags-as-numbers': {
    harm: 'The alert configuration returns booleans as numbers, so a settings page that compares with true shows all alerts as off.',
    breaks: [{ rule: 'schema/success-body', operation: 'getAlertConfig' }],
    change: shows('getAlertConfig', ({ config }) => ({ config: { ...(config as Row), enabled: Number((config as Row)['enabled']) } })),
  },
  'schema/scopes-as-text': {
    harm: 'The list of keys returns the scopes as one text instead of a list.',
    breaks: [{ rule: 'schema/success-body', operation: 'listApiKeys' }],
    change: shows('listApiKeys', (row) => ({ ...row, scopes: (row['scopes'] as string[]).join(' ') })),
  },
  'schema/bin-count-as-text': {
    harm: 'The list of bins returns the number of stock lines as text, so a client that sorts by it puts 10 before 9.',
    breaks: [{ rule: 'schema/success-body', operation: 'listTransferBins' }],
    change: shows('listTransferBins', (row) => ({ ...row, stockLineCount: String(row['stockLineCount']) })),
  },
  'schema/alert-type-in-lower-case': {
    harm: 'The alert history returns the alert type in lower case, so a client that compares types does not recognize it.',
    breaks: [{ rule: 'schema/success-body', operation: 'listAlertHistory' }],
    change: shows('listAlertHistory', (row) => ({ ...row, type: lower(row['type']) })),
  },
  'schema/event-time-without-zone': {
    harm: 'The times of forecast events have no time zone, so clients in different zones read different times.',
    breaks: [{ rule: 'schema/success-body', operation: 'listForecastEvents' }],
    change: shows('listForecastEvents', (row) => ({ ...row, startsAt: withoutZone(row['startsAt']) })),
  },
  'schema/expiry-as-moment': {
    harm: 'The expiry date of a lot is returned as a timestamp, so clients west of Greenwich read the day before.',
    breaks: [{ rule: 'schema/success-body', operation: 'getAvailability' }],
    change: handler('getAvailability', (right) => async (input) => {
      const { status, data } = await right(input)
      return { status, data: { ...data, expiryDate: `${data.expiryDate ?? '9999-12-31'}T00:00:00Z` } }
    }),
  },
  'schema/history-time-as-number': {
    harm: 'The product history returns times as numbers, so a client that parses them shows 1970.',
    breaks: [{ rule: 'schema/success-body', operation: 'listProductHistory' }],
    change: shows('listProductHistory', (row) => ({ ...row, createdAt: Date.parse(String(row['createdAt'])) })),
  },

  // Missing and null values.
  'schema/ship-time-left-out': {
    harm: 'The list of transfers omits the shipping time until the transfer is shipped, so a client that requires the property fails.',
    breaks: [{ rule: 'schema/success-body', operation: 'listTransfers' }],
    change: shows('listTransfers', (row) => (row['shippedAt'] === null ? without(row, 'shippedAt') : row)),
  },
  'schema/attributes-of-variant-null': {
    harm: 'The attributes of a variant are null instead of a list, so a shop that iterates over them fails.',
    breaks: [{ rule: 'schema/success-body', operation: 'listProductVariants' }],
    change: shows('listProductVariants', (row) => ({ ...row, attributes: null })),
  },
  'schema/reason-label-null': {
    harm: 'The list of reason codes has an item without a label.',
    breaks: [{ rule: 'schema/success-body', operation: 'listReasonCodes' }],
    change: shows('listReasonCodes', (row) => ({ ...row, label: null })),
  },
  'schema/count-lines-left-out': {
    harm: 'The response to a new cycle count has no lines, so a counting app has nothing to count.',
    breaks: [{ rule: 'schema/success-body', operation: 'createCycleCount' }],
    change: shows('createCycleCount', (row) => without(row, 'lines')),
  },
  'schema/created-key-bare': {
    harm: 'The response to the creation of a key has no `apiKey` object: its properties are at the top level.',
    breaks: [{ rule: 'schema/success-body', operation: 'createApiKey' }],
    change: shows('createApiKey', (row) => ({ ...(row['apiKey'] as Row), plaintextKey: row['plaintextKey'] })),
  },
  'schema/forecast-bare': {
    harm: 'The forecast is returned without the `data` envelope.',
    breaks: [{ rule: 'schema/success-body', operation: 'getForecast' }],
    change: sentAs('getForecast', (payload) => JSON.stringify((JSON.parse(payload) as { data: unknown }).data)),
  },

  // Values that clients must not see.
  'schema/tenant-shown': {
    harm: 'Products contain the internal id of their customer.',
    breaks: [{ rule: 'schema/no-undocumented-property', operation: 'getProduct' }],
    change: store('products', 'find', (right, { tenantId }) => async (id) => {
      const product = await right(id)
      const row = product && { ...product, tenantId }
      return row
    }),
  },
  'schema/recall-shown': {
    harm: 'The list of stock lines contains an undocumented database column that clients may come to depend on.',
    breaks: [{ rule: 'schema/no-undocumented-property', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      const lines = await Promise.all(answer.data.map(async (item) => ({ ...(await input.store.inventory.find(item.id)), ...item })))
      return { ...answer, data: lines }
    }),
  },
  'schema/author-of-scenario-shown': {
    harm: 'A new scenario contains the id of the API key that created it.',
    breaks: [{ rule: 'schema/no-undocumented-property', operation: 'createForecastScenario' }],
    change: shows('createForecastScenario', (row, { key }) => ({ ...row, createdBy: key?.id })),
  },
  'schema/secret-hash-in-list': {
    harm: 'The list of keys contains the hashes of their secrets.',
    breaks: [{ rule: 'schema/secret-shown-once', operation: 'listApiKeys' }],
    change: handler('listApiKeys', (right) => async (input) => {
      const { data: kept } = await input.store.keys.list(input.query, input.now)
      const answer = await right(input)
      return { ...answer, data: answer.data.map((key, index) => ({ ...key, secretHash: kept[index]?.secretHash })) }
    }),
  },
  'schema/secret-hash-after-update': {
    harm: 'The response to a key update contains the hash of the secret.',
    breaks: [{ rule: 'schema/secret-shown-once', operation: 'updateApiKey' }],
    change: handler('updateApiKey', (right) => async (input) => {
      const answer = await right(input)
      const secretHash = (await input.store.keys.find(answer.data.id))?.secretHash
      return { ...answer, data: { ...answer.data, secretHash } }
    }),
  },
  'schema/changes-counted-through': {
    harm: 'The ids in the change log are consecutive numbers, so clients can count the changes and guess the next id.',
    breaks: [{ rule: 'schema/ids-opaque', operation: 'listForecastChanges' }],
    change: store('forecastChanges', 'list', (right) => async (query) => {
      const page = await right(query)
      const before = (query.page - 1) * query.limit
      return { ...page, data: page.data.map((change, index) => ({ ...change, id: String(before + index + 1) })) }
    }),
  },

  // Text.
  'schema/id-named-twice': {
    harm: 'A link contains the member `id` twice because of a join, so its value depends on the JSON parser.',
    breaks: [{ rule: 'schema/json-unambiguous', operation: 'listProductLinks' }],
    change: sentAs('listProductLinks', (payload) => payload.replaceAll('{"id":"link_', '{"id":"","id":"link_')),
  },
  'schema/analytics-with-byte-order-mark': {
    harm: 'The analytics start with a byte order mark, so strict parsers reject them.',
    breaks: [{ rule: 'schema/json-unambiguous', operation: 'getInventoryAnalytics' }],
    change: sentAs('getInventoryAnalytics', (payload) => `\uFEFF${payload}`),
  },

  // Times.
  'schema/event-created-by-database': {
    harm: 'The database sets the creation time of events later than the update time, so a client that requests what is new misses events.',
    breaks: [{ rule: 'schema/times-in-order', operation: 'createForecastEvent' }],
    change: store('forecastEvents', 'insert', (right) => async (event) => {
      await right({ ...event, createdAt: new Date(Date.parse(event.createdAt) + 1000).toISOString() })
    }),
  },
  'schema/times-exchanged': {
    harm: 'Creation and update time of a product are swapped, so a list sorted by update time is in the wrong order.',
    breaks: [{ rule: 'schema/times-in-order', operation: 'getProduct' }],
    change: store('products', 'find', (right) => async (id) => {
      const product = await right(id)
      return product && { ...product, createdAt: product.updatedAt, updatedAt: product.createdAt }
    }),
  },
})
