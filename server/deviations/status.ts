/** Faults in statuses, methods and paths. Long, since an area of deviations is one list, in the order in which it is shown. */
import type { OperationId } from '../../spec/contract.ts'
import type { Exchange, Success } from '../http/exchange.ts'
import type { Service } from '../http/service.ts'
import { refuse, RefusalError } from '../refusals.ts'
import { deviationsOf, handler, step, store, together, type Change } from './deviation.ts'

/** What comes of an operation, where it is something that the contract's types let no handler answer. */
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

/** What is answered for an id that names nothing. */
const unknown = (id: OperationId, wrong: () => Success | RefusalError): Change =>
  outcome(id, (right) => (right instanceof RefusalError && right.refusal === 'resourceUnknown' ? wrong() : right))

/** An answer that is not the application's: of a framework, a proxy, a login page in front of it. */
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

/** A path beside the contract, below `/api`, that answers whoever has a key. */
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

/** A path that is routed in another way, where the contract has no operation for the request. */
const unlocated = (wrong: (exchange: Exchange, right: () => void | Promise<void>) => void | Promise<void>): Change =>
  step('requireOperation', (right) => (exchange, service) => wrong(exchange, () => right(exchange, service)))

/** Faults in statuses, methods and paths. */
export const status = deviationsOf({
  'status/quoted-id-fails': {
    harm: 'A client that looks up what somebody typed gets a failure where a quotation mark is in it.',
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
    harm: 'A client that cleans up what is gone (404) stops at an id from another system, as that is a faulty request here.',
    breaks: [{ rule: 'status/malformed-id-not-found', operation: 'getProduct' }],
    change: step('validate', (right) => (exchange, service) => {
      const { params } = exchange.arrival
      if (exchange.target.endpoint?.operation.id === 'getProduct' && !/^prod_\w{1,60}$/.test(params['productId'] ?? ''))
        throw refuse('requestInvalid', { issues: [{ in: 'path', path: 'productId', message: 'must be the id of a product' }] })
      return right(exchange, service)
    }),
  },
  'status/unknown-category-forbidden': {
    harm: 'A client asks its administrator for a permission to see a category that does not exist.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'getCategory' }],
    change: unknown('getCategory', () => refuse('scopeInsufficient', { requiredPermissions: [] })),
  },
  'status/unknown-variant-parent-served': {
    harm: 'A shop shows a product that was deleted as one without variants, instead of taking it down.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'listProductVariants' }],
    change: unknown('listProductVariants', () => ({
      status: 200,
      data: [],
      pagination: { page: 1, pageSize: 20, total: 0, totalPages: 0 },
    })),
  },
  'status/unknown-count-refused': {
    harm: 'A counter that looks for a deleted count is told that its request is wrong, and searches for the fault in its own code.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'getCycleCount' }],
    change: unknown('getCycleCount', () =>
      refuse('requestInvalid', { issues: [{ in: 'path', path: 'cycleCountId', message: 'must be the id of a cycle count' }] }),
    ),
  },
  'status/unknown-stock-line-in-conflict': {
    harm: 'A picker that writes to a stock line which is gone tries again and again, as the conflict promises to pass.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'setAvailability' }],
    change: unknown('setAvailability', () => refuse('stockInsufficient')),
  },
  'status/unknown-transfer-is-null': {
    harm: 'A planner who opens a deleted transfer gets a success with nothing in it, and the page breaks on its first field.',
    breaks: [{ rule: 'status/unknown-id-not-found', operation: 'getTransfer' }],
    change: unknown('getTransfer', () => ({ status: 200, data: null })),
  },
  'status/unknown-key-revoked': {
    harm: 'An administrator who mistypes the id of a stolen key is told that it is revoked.',
    // A key of another tenant is unknown, too: that is asked first, and once it succeeds nothing more is revoked that must not be.
    breaks: [{ rule: 'tenant/foreign-write-refused', operation: 'revokeApiKey' }],
    change: unknown('revokeApiKey', () => ({ status: 200, data: null })),
  },
  'status/unknown-event-fails': {
    harm: 'A client that deletes an event which somebody else has deleted gets a failure, and raises an alarm.',
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
    harm: 'A planner gets "no such resource" for every SKU whose accuracy was not computed last night, though the SKU exists.',
    breaks: [{ rule: 'status/documented-read-succeeds', operation: 'getSkuAccuracy' }],
    change: handler('getSkuAccuracy', () => () => Promise.reject(refuse('resourceUnknown'))),
  },
  'status/alert-config-unconfigured': {
    harm: 'A settings page cannot be opened before somebody has saved it once.',
    breaks: [
      { rule: 'status/documented', operation: 'getAlertConfig' },
      { rule: 'status/documented-read-succeeds', operation: 'getAlertConfig' },
    ],
    change: store('alertConfigs', 'find', () => () => Promise.reject(refuse('resourceUnknown'))),
  },
  'status/stock-page-past-the-end-not-found': {
    harm: 'A client that reads pages until one is empty is told at the end that there is no stock list.',
    breaks: [{ rule: 'status/documented', operation: 'listInventory' }],
    change: handler('listInventory', (right) => async (input) => {
      const answer = await right(input)
      if (answer.data.length === 0 && input.query.page > 1) throw refuse('resourceUnknown')
      return answer
    }),
  },
  'status/product-update-created': {
    harm: 'A client that counts what it created counts every changed product too.',
    breaks: [{ rule: 'status/no-other-success', operation: 'updateProduct' }],
    change: succeeding('updateProduct', 201),
  },
  'status/transfer-created-as-200': {
    harm: 'A client that looks at the status to tell a new transfer from a known one never sees a new one.',
    breaks: [{ rule: 'status/no-other-success', operation: 'createTransfer' }],
    change: succeeding('createTransfer', 200),
  },
  'status/alert-trigger-accepted': {
    harm: 'A client that was promised the alert itself polls for one, because the answer says that it will come later.',
    breaks: [{ rule: 'status/no-other-success', operation: 'triggerAlert' }],
    change: succeeding('triggerAlert', 202),
  },
  'status/event-deletion-without-content': {
    harm: 'A typed client that reads when the event was deleted gets an empty body.',
    breaks: [{ rule: 'status/no-other-success', operation: 'deleteForecastEvent' }],
    change: foreign(({ target, status }) =>
      target.endpoint?.operation.id === 'deleteForecastEvent' && status === 200 ? { status: 204 } : undefined,
    ),
  },
  'status/rejection-not-implemented': {
    harm: 'A planner can approve recommendations and never reject one.',
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
    harm: 'A client that mistypes a parameter of the list of keys is told that there is no such list, and of all others that there is no such parameter.',
    breaks: [{ rule: 'status/same-fault-same-status' }],
    change: step('validate', (right) => (exchange, service) => {
      const { endpoint } = exchange.target
      if (endpoint?.operation.id === 'listApiKeys' && endpoint.readQuery(exchange.arrival.query).issues.length > 0)
        throw refuse('resourceUnknown')
      return right(exchange, service)
    }),
  },
  'status/cycle-counts-moved': {
    harm: 'A client that follows no redirects cannot read the list of counts any more.',
    breaks: [{ rule: 'status/no-redirect', operation: 'listCycleCounts' }],
    change: foreign(({ target, arrival, status }) =>
      target.endpoint?.operation.id === 'listCycleCounts' && status < 300
        ? { status: 308, headers: { Location: `${arrival.path}/${arrival.query === '' ? '' : `?${arrival.query}`}` } }
        : undefined,
    ),
  },
  'status/login-redirect': {
    harm: 'A client without a key follows to the page where people log in, and takes its HTML for an answer.',
    breaks: [{ rule: 'status/no-redirect', operation: 'listProducts' }],
    change: foreign(({ status }) =>
      status === 401 ? { status: 302, headers: { Location: 'https://login.betterdata.example/' } } : undefined,
    ),
  },
})

/** Faults in methods and paths that are no operation. */
export const statusRouting = deviationsOf({
  'status/head-not-allowed': {
    harm: 'A cache or a monitor that asks with HEAD is told that the list does not know the method.',
    breaks: [{ rule: 'status/head-equals-get', operation: 'listProducts' }],
    change: unlocated(({ arrival, target }, right) => {
      if (arrival.method === 'HEAD' && target.allow !== undefined) throw refuse('methodUndocumented', { headers: { Allow: target.allow } })
      return right()
    }),
  },
  'status/unknown-method-not-found': {
    harm: 'A client that sends PUT instead of PATCH concludes that the product is gone.',
    breaks: [{ rule: 'status/undocumented-method-not-allowed' }],
    change: unlocated(({ target }, right) => {
      if (target.endpoint === undefined) throw refuse('resourceUnknown')
      return right()
    }),
  },
  'status/allow-missing': {
    harm: 'A client that uses the wrong method is not told the right ones.',
    breaks: [{ rule: 'status/allow-with-405' }],
    change: unlocated(({ target }, right) => {
      if (target.endpoint === undefined && target.allow !== undefined) throw refuse('methodUndocumented')
      return right()
    }),
  },
  'status/allow-lists-everything': {
    harm: 'A client that offers what Allow lists shows a delete button that never works.',
    breaks: [{ rule: 'status/allow-lists-documented-methods' }],
    change: unlocated(({ target }, right) => {
      if (target.endpoint !== undefined || target.allow === undefined) return right()
      throw refuse('methodUndocumented', { headers: { Allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' } })
    }),
  },
  'status/options-fail': {
    harm: 'A browser that asks before a request gets a failure, and the page never sends it.',
    breaks: [{ rule: 'status/options-harmless' }, { rule: 'status/no-server-error' }],
    change: unlocated(({ arrival }, right) => {
      if (arrival.method === 'OPTIONS') throw new TypeError("Cannot read properties of undefined (reading 'operation')")
      return right()
    }),
  },
  'status/options-not-found': {
    harm: 'A browser that asks before a request is told that there is no such list.',
    breaks: [{ rule: 'status/options-harmless' }],
    change: unlocated(({ arrival }, right) => {
      if (arrival.method === 'OPTIONS') throw refuse('resourceUnknown')
      return right()
    }),
  },
  'status/unknown-path-as-page': {
    harm: 'A client with a misspelt path fails on the HTML of the framework before it can say what is wrong.',
    breaks: [{ rule: 'status/unknown-path-not-found' }],
    change: foreign(({ target, status, arrival }) =>
      target.allow === undefined && status === 404
        ? { status: 404, page: `<!DOCTYPE html><title>Error</title><pre>Cannot ${arrival.method} ${encodeURI(arrival.path)}</pre>` }
        : undefined,
    ),
  },
  'status/unknown-path-serves-the-app': {
    harm: 'A client with a misspelt path gets the start page of the web application and a success with it.',
    breaks: [{ rule: 'status/unknown-path-not-found' }],
    change: foreign(({ target, status }) =>
      target.allow === undefined && status === 404
        ? { status: 200, page: '<!DOCTYPE html><title>Better Data</title><div id="root"></div>' }
        : undefined,
    ),
  },
  'status/actuator-answers': {
    harm: 'Whoever has a key of any customer can read how the service is configured.',
    breaks: [{ rule: 'status/internal-paths-absent' }],
    change: serving('/actuator/env', (_exchange, { windows }) => ({ activeProfiles: ['production'], windows })),
  },
  'status/metrics-answer': {
    harm: 'A customer can read how many clients the service has, and how busy they are.',
    breaks: [{ rule: 'status/internal-paths-absent' }],
    change: serving('/metrics', (_exchange, { limiter }) => ({ subjects: limiter.size })),
  },
  'status/other-version-answers': {
    harm: 'A client that points at a version which nobody maintains keeps working until it is hurt.',
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
