/** Faults in statuses, methods and paths. Long, because an area of deviations is one list in display order. */
import type { OperationId } from '../../spec/contract.ts'
import type { Exchange, Success } from '../http/exchange.ts'
import type { Service } from '../http/service.ts'
import { refuse, RefusalError } from '../refusals.ts'
import { deviationsOf, handler, step, store, together, type Change } from './deviation.ts'

/** Changes the outcome of an operation to one that the types allow no handler to return. */
const outcome = (id: OperationId, wrong: (right: Success | RefusalError) => Success | RefusalError): Change =>
  step('handle', (right) => async (exchange, service) => {
    let came: Success | RefusalError | undefined
    try {
      await right(exchange, service)
      came = exchange.outcome
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error
      came = error
    }
    if (came !== undefined) exchange.outcome = exchange.target.endpoint?.operation.id === id ? wrong(came) : came
  })

/** A success with another status. */
const succeeding = (id: OperationId, status: number): Change =>
  outcome(id, (right) => (right instanceof RefusalError ? right : { ...right, status }))

/** Changes the response for an unknown id. */
const unknown = (id: OperationId, wrong: () => Success | RefusalError): Change =>
  outcome(id, (right) => (right instanceof RefusalError && right.refusal === 'resourceUnknown' ? wrong() : right))

/** A response from another layer: a framework, a proxy, or a login page in front of the application. */
interface Foreign {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly page?: string
}

const foreign = (answers: (exchange: Exchange) => Foreign | undefined): Change =>
  step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    const answer = answers(exchange)
    if (answer === undefined) return
    exchange.status = answer.status
    exchange.payload = answer.page ?? ''
    const { 'Content-Type': _type, ...others } = exchange.headers
    exchange.headers = {
      ...others,
      ...(answer.page === undefined ? {} : { 'Content-Type': 'text/html; charset=utf-8' }),
      'Content-Length': String(Buffer.byteLength(exchange.payload)),
      ...answer.headers,
    }
  })

/** A path outside the contract, below `/api`, that accepts every key. */
function serving(path: string, data: (exchange: Exchange, service: Service) => unknown): Change {
  const isIt = ({ arrival }: Exchange, { prefix }: Service) => arrival.path === prefix + path
  return {
    part: `path ${path}`,
    assemble: (parts) => {
      const { requireOperation, handle } = parts.steps
      return {
        ...parts,
        steps: {
          ...parts.steps,
          requireOperation: (exchange, service) => (isIt(exchange, service) ? undefined : requireOperation(exchange, service)),
          handle: async (exchange, service) => {
            if (isIt(exchange, service)) exchange.outcome = { status: 200, data: await data(exchange, service) }
            else await handle(exchange, service)
          },
        },
      }
    },
  }
}

/** Changes the routing of requests that match no operation of the contract. */
const unlocated = (wrong: (exchange: Exchange, right: () => void | Promise<void>) => void | Promise<void>): Change =>
  step('requireOperation', (right) => (exchange, service) => wrong(exchange, () => right(exchange, service)))

/** Faults in the statuses of operations. */
export const status = deviationsOf({
  'status/quoted-id-fails': {
    harm: 'An id with a quotation mark causes a server error.',
    breaks: [
      { rule: 'status/no-server-error', operation: 'getProduct' },
      { rule: 'status/malformed-id-not-found', operation: 'getProduct' },
    ],
    change: store('products', 'find', (right) => (id) => {
      if (id.includes("'")) throw new Error(`near "${id}": syntax error`)
      return right(id)
    }),
  },
  'status/malformed-product-id-refused': {
    harm: 'The server returns 400 instead of 404 for an id from another system, so a client that cleans up after 404 stops.',
    breaks: [{ rule: 'status/malformed-id-not-found', operation: 'getProduct' }],
    change: step('validate', (right) => (exchange, service) => {
      const { params } = exchange.arrival
      if (exchange.target.endpoint?.operation.id === 'getProduct' && !/^prod_\w{1,60}$/.test(params['productId'] ?? ''))
        throw refuse('requestInvalid', { issues: [{ in: 'path', path: 'productId', message: 'must be the id of a product' }] })
      return right(exchange, service)
    }),
  },
  'status/unknown-category-forbidden': {
    harm: 'An unknown category returns 403, so the client asks its administrator for a permission.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'getCategory' }],
    change: unknown('getCategory', () => refuse('scopeInsufficient', { requiredPermissions: [] })),
  },
  'status/unknown-variant-parent-served': {
    harm: 'The variants of a deleted product are an empty list instead of 404, so a shop still shows the product.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'listProductVariants' }],
    change: unknown('listProductVariants', () => ({
      status: 200,
      data: [],
      pagination: { page: 1, pageSize: 20, total: 0, totalPages: 0 },
    })),
  },
  'status/unknown-count-refused': {
    harm: 'An unknown cycle count returns 400, so the developer looks for an error in the request.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'getCycleCount' }],
    change: unknown('getCycleCount', () =>
      refuse('requestInvalid', { issues: [{ in: 'path', path: 'cycleCountId', message: 'must be the id of a cycle count' }] }),
    ),
  },
  'status/unknown-stock-line-in-conflict': {
    harm: 'An unknown stock line returns 409, so the client retries in vain.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'setAvailability' }],
    change: unknown('setAvailability', () => refuse('stockInsufficient')),
  },
  'status/unknown-transfer-is-null': {
    harm: 'An unknown transfer returns 200 with null, so a page that reads its first field fails.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'getTransfer' }],
    change: unknown('getTransfer', () => ({ status: 200, data: null })),
  },
  'status/unknown-key-revoked': {
    harm: 'The revocation of an unknown key returns success, so an administrator with a mistyped id assumes that a stolen key is revoked.',
    // A key of another tenant is unknown too: that check comes first, and its success prevents the revocation of further keys.
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'revokeApiKey' }],
    change: unknown('revokeApiKey', () => ({ status: 200, data: null })),
  },
  'status/unknown-event-fails': {
    harm: 'The deletion of an event that is already deleted causes a server error.',
    breaks: [
      { rule: 'status/no-server-error', operation: 'deleteForecastEvent' },
      { rule: 'status/unknown-id-not-found', operation: 'deleteForecastEvent' },
    ],
    change: handler('deleteForecastEvent', (right) => async (input) => {
      const event = await input.store.forecastEvents.find(input.params.eventId)
      if (event === undefined) throw new TypeError("Cannot read properties of undefined (reading 'id')")
      return right(input)
    }),
  },
  'status/unforecast-sku-unknown': {
    harm: 'A SKU without a computed accuracy returns 404, although the SKU exists.',
    breaks: [{ rule: 'status/documented-read-succeeds', operation: 'getSkuAccuracy' }],
    change: handler('getSkuAccuracy', () => () => Promise.reject(refuse('resourceUnknown'))),
  },
  'status/custom-period-refused': {
    harm: 'The planning figures of a period of chosen days are rejected, although both days are sent.',
    breaks: [{ rule: 'status/parameters-accepted', operation: 'getPlanningKpi' }],
    change: handler(
      'getPlanningKpi',
      (right) => (input) =>
        input.query.period === 'CUSTOM'
          ? Promise.reject(
              refuse('requestInvalid', { issues: [{ in: 'query', path: 'period', message: 'must be one of the named periods' }] }),
            )
          : right(input),
    ),
  },
  'status/sums-with-lines-fail': {
    harm: 'The list of availability fails if a client asks for sums with their stock lines.',
    breaks: [
      { rule: 'status/parameters-accepted', operation: 'listAvailability' },
      { rule: 'status/no-server-error', operation: 'listAvailability' },
    ],
    change: handler('listAvailability', (right) => (input) => {
      if (input.query.summary && input.query.includeStockLines) throw new TypeError("Cannot read properties of undefined (reading 'lines')")
      return right(input)
    }),
  },
  'status/alert-config-unconfigured': {
    harm: 'The alert configuration returns 404 until it is saved for the first time.',
    breaks: [
      { rule: 'status/documented', operation: 'getAlertConfig' },
      { rule: 'status/documented-read-succeeds', operation: 'getAlertConfig' },
    ],
    change: store('alertConfigs', 'find', () => () => Promise.reject(refuse('resourceUnknown'))),
  },
  'status/stock-page-past-the-end-not-found': {
    harm: 'A page past the end of the stock list returns 404 instead of an empty list.',
    breaks: [{ rule: 'status/documented', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      if (answer.data.length === 0 && input.query.page > 1) throw refuse('resourceUnknown')
      return answer
    }),
  },
  'status/product-update-created': {
    harm: 'A product update returns 201, so a client that counts its creations counts updates too.',
    breaks: [{ rule: 'status/no-other-success', operation: 'updateProduct' }],
    change: succeeding('updateProduct', 201),
  },
  'status/transfer-created-as-200': {
    harm: 'The creation of a transfer returns 200 instead of 201.',
    breaks: [{ rule: 'status/no-other-success', operation: 'createTransfer' }],
    change: succeeding('createTransfer', 200),
  },
  'status/alert-trigger-accepted': {
    harm: 'The creation of an alert returns 202 instead of 201, so a client polls for the alert.',
    breaks: [{ rule: 'status/no-other-success', operation: 'triggerAlert' }],
    change: succeeding('triggerAlert', 202),
  },
  'status/event-deletion-without-content': {
    harm: 'The deletion of an event returns 204 without a body, so a client that reads the deletion time fails.',
    breaks: [{ rule: 'status/no-other-success', operation: 'deleteForecastEvent' }],
    change: foreign(({ target, status }) =>
      target.endpoint?.operation.id === 'deleteForecastEvent' && status === 200 ? { status: 204 } : undefined,
    ),
  },
  'status/rejection-not-implemented': {
    harm: 'The rejection of a recommendation returns 501.',
    breaks: [
      { rule: 'status/implemented', operation: 'rejectTransferRecommendation' },
      { rule: 'status/documented', operation: 'rejectTransferRecommendation' },
    ],
    change: together(
      handler('rejectTransferRecommendation', () => () => Promise.reject(refuse('serverFailed'))),
      foreign(({ target, status }) =>
        target.endpoint?.operation.id === 'rejectTransferRecommendation' && status === 500 ? { status: 501 } : undefined,
      ),
    ),
  },
  'status/key-list-query-fault-not-found': {
    harm: 'An invalid parameter of the list of keys returns 404 instead of 400.',
    breaks: [{ rule: 'status/same-fault-same-status' }],
    change: step('validate', (right) => (exchange, service) => {
      const { endpoint } = exchange.target
      if (endpoint?.operation.id === 'listApiKeys' && endpoint.readQuery(exchange.arrival.query).issues.length > 0)
        throw refuse('resourceUnknown')
      return right(exchange, service)
    }),
  },
  'status/cycle-counts-moved': {
    harm: 'The list of cycle counts returns a redirect, so clients that do not follow redirects cannot read it.',
    breaks: [{ rule: 'status/no-redirect', operation: 'listCycleCounts' }],
    change: foreign(({ target, arrival, status }) =>
      target.endpoint?.operation.id === 'listCycleCounts' && status < 300
        ? { status: 308, headers: { Location: `${arrival.path}/${arrival.query === '' ? '' : `?${arrival.query}`}` } }
        : undefined,
    ),
  },
  'status/login-redirect': {
    harm: 'A request without an API key is redirected to a login page, so the client reads HTML as a response of the API.',
    breaks: [{ rule: 'status/no-redirect', operation: 'listProducts' }],
    change: foreign(({ status }) =>
      status === 401 ? { status: 302, headers: { Location: 'https://login.betterdata.example/' } } : undefined,
    ),
  },
})

/** Faults in methods and paths outside the operations. */
export const statusRouting = deviationsOf({
  'status/head-not-allowed': {
    harm: 'HEAD on a list returns 405, so caches and monitors cannot use it.',
    breaks: [{ rule: 'status/head-equals-get', operation: 'listProducts' }],
    change: unlocated(({ arrival, target }, right) => {
      if (arrival.method === 'HEAD' && target.allow !== undefined) throw refuse('methodUndocumented', { headers: { Allow: target.allow } })
      return right()
    }),
  },
  'status/unknown-method-not-found': {
    harm: 'An undocumented method returns 404 instead of 405, so a client that sends PUT instead of PATCH assumes that the product is deleted.',
    breaks: [{ rule: 'status/undocumented-method-not-allowed' }],
    change: unlocated(({ target }, right) => {
      if (target.endpoint === undefined) throw refuse('resourceUnknown')
      return right()
    }),
  },
  'status/allow-missing': {
    harm: 'Responses with status 405 have no Allow header, so the client does not learn the supported methods.',
    breaks: [{ rule: 'status/allow-with-405' }],
    change: unlocated(({ target }, right) => {
      if (target.endpoint === undefined && target.allow !== undefined) throw refuse('methodUndocumented')
      return right()
    }),
  },
  'status/allow-lists-everything': {
    harm: 'Allow lists methods that are not supported, so a client shows a delete button that never works.',
    breaks: [{ rule: 'status/allow-lists-documented-methods' }],
    change: unlocated(({ target }, right) => {
      if (target.endpoint !== undefined || target.allow === undefined) return right()
      throw refuse('methodUndocumented', { headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' } })
    }),
  },
  'status/options-fail': {
    harm: 'OPTIONS causes a server error, so a preflight of a browser fails.',
    breaks: [{ rule: 'status/options-harmless' }, { rule: 'status/no-server-error' }],
    change: unlocated(({ arrival }, right) => {
      if (arrival.method === 'OPTIONS') throw new TypeError("Cannot read properties of undefined (reading 'operation')")
      return right()
    }),
  },
  'status/options-not-found': {
    harm: 'OPTIONS returns 404, so a preflight of a browser fails.',
    breaks: [{ rule: 'status/options-harmless' }],
    change: unlocated(({ arrival }, right) => {
      if (arrival.method === 'OPTIONS') throw refuse('resourceUnknown')
      return right()
    }),
  },
  'status/unknown-path-as-page': {
    harm: 'An unknown path returns an HTML page, so a client with a misspelled path fails to parse it.',
    breaks: [{ rule: 'status/unknown-path-not-found' }],
    change: foreign(({ target, status, arrival }) =>
      target.allow === undefined && status === 404
        ? { status: 404, page: `<!DOCTYPE html><title>Error</title><pre>Cannot ${arrival.method} ${encodeURI(arrival.path)}</pre>` }
        : undefined,
    ),
  },
  'status/unknown-path-serves-the-app': {
    harm: 'An unknown path returns 200 and the start page of the web application.',
    breaks: [{ rule: 'status/unknown-path-not-found' }],
    change: foreign(({ target, status }) =>
      target.allow === undefined && status === 404
        ? { status: 200, page: '<!DOCTYPE html><title>Better Data</title><div id="root"></div>' }
        : undefined,
    ),
  },
  'status/actuator-answers': {
    harm: 'The server returns its configuration at /actuator/env for every API key.',
    breaks: [{ rule: 'status/internal-paths-absent' }],
    change: serving('/actuator/env', (_exchange, { windows }) => ({ activeProfiles: ['production'], windows })),
  },
  'status/metrics-answer': {
    harm: 'The server returns metrics about all clients at /metrics for every API key.',
    breaks: [{ rule: 'status/internal-paths-absent' }],
    change: serving('/metrics', (_exchange, { clock, windows }) => ({ time: clock(), windows })),
  },
  'status/other-version-answers': {
    harm: 'The server still serves the unmaintained version v0.',
    breaks: [{ rule: 'status/no-other-version' }],
    change: serving('/v0/products', ({ key }, service) =>
      key === undefined
        ? []
        : service.store
            .forTenant(key.tenantId)
            .products.list({ page: 1, limit: 20, sortBy: 'createdAt', sortOrder: 'desc' })
            .then(({ data }) => data),
    ),
  },
})
