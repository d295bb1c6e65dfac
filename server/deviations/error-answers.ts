import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { drawId } from '../random.ts'
import { RefusalError, type RefusalName } from '../refusals.ts'
import { type Change, deviationsOf, handler, step } from './deviation.ts'

interface ErrorBody {
  readonly error: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Which errors an envelope is wrong for. */
interface Where {
  readonly operation?: OperationId
  readonly status?: number
}

const isAt = ({ target, status }: Exchange, where: Where): boolean =>
  (where.operation === undefined || where.operation === target.endpoint?.operation.id) &&
  (where.status === undefined ? status >= 400 : where.status === status)

/** The envelope of some errors, wrong: `wrong` makes the text that is sent out of what belongs into it. */
function errorText(where: Where, wrong: (body: ErrorBody, exchange: Exchange) => string, contentType?: string): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (!isAt(exchange, where)) return
    exchange.payload = wrong(JSON.parse(exchange.payload) as ErrorBody, exchange)
    exchange.headers['Content-Length'] = String(Buffer.byteLength(exchange.payload))
    if (contentType !== undefined) exchange.headers['Content-Type'] = contentType
  })
}

/** The same for an envelope that is JSON still. */
function errorBody(where: Where, wrong: (body: ErrorBody, exchange: Exchange) => object): Change {
  return errorText(where, (body, exchange) => JSON.stringify(wrong(body, exchange)))
}

/** A refusal, thrown by the handler of an operation, that tells more than it should. */
function tells(thrown: unknown, refusal: RefusalName, more: (error: RefusalError) => Readonly<Record<string, unknown>>): unknown {
  if (!(thrown instanceof RefusalError) || thrown.refusal !== refusal) return thrown
  return new RefusalError(refusal, { ...thrown.details, ...more(thrown) }, thrown.headers)
}

/** Faults in how refusals are put into words and on the wire. */
export const errorAnswers = deviationsOf({
  'error/limit-without-details': {
    harm: 'A client that reads the code of an error finds none once it is over the limit, and does not know that it has to wait.',
    breaks: [{ rule: 'error/envelope' }],
    change: errorBody({ status: 429 }, () => ({ error: 'Too many requests' })),
  },
  'error/issues-as-texts': {
    harm: 'A form cannot tell which of its fields is wrong, since the issues are sentences instead of places.',
    breaks: [{ rule: 'error/envelope', operation: 'recordStock' }],
    change: errorBody({ operation: 'recordStock', status: 400 }, ({ error, details: { issues, ...details } }) => ({
      error,
      details: {
        ...details,
        issues: (issues as { path: string; message: string }[]).map(({ path, message }) => `${path.slice(1)} ${message}`),
      },
    })),
  },
  'error/code-in-error': {
    harm: 'A settings page that shows the sentence of an error shows [object Object], since code and message are an object there.',
    breaks: [{ rule: 'error/envelope', operation: 'replaceAlertConfig' }],
    change: errorBody({ operation: 'replaceAlertConfig' }, ({ error, details: { code } }) => ({ error: { code, message: error } })),
  },
  'error/unknown-product-as-problem': {
    harm: 'A client that parses answers by their media type takes the error about an unknown product for a file.',
    breaks: [{ rule: 'error/media-type', operation: 'getProduct' }],
    change: errorText({ operation: 'getProduct', status: 404 }, (body) => JSON.stringify(body), 'application/problem+json'),
  },
  'error/unauthorized-as-text': {
    harm: 'A client whose key is refused fails to parse the answer, and reports that instead of the refusal.',
    breaks: [{ rule: 'error/media-type' }, { rule: 'error/well-formed-json' }],
    change: errorText({ status: 401 }, ({ error }) => error, 'text/plain; charset=utf-8'),
  },
  'error/unknown-transfer-as-page': {
    harm: 'A client that asks for a transfer that is gone gets the web page of a framework.',
    breaks: [{ rule: 'error/no-html', operation: 'getTransfer' }],
    change: errorText(
      { operation: 'getTransfer', status: 404 },
      ({ error }) => `<!DOCTYPE html>\n<html lang="en"><head><title>404</title></head><body><pre>${error}</pre></body></html>\n`,
      'text/html; charset=utf-8',
    ),
  },
  'error/forbidden-as-unauthorized': {
    harm: 'A client with too narrow a key is told to log in again, for ever.',
    breaks: [{ rule: 'error/code-fits-status' }],
    change: errorBody({ status: 403 }, ({ error, details }) => ({ error, details: { ...details, code: 'UNAUTHORIZED' } })),
  },
  'error/conflict-as-validation': {
    harm: 'A client that lets its user mend what is invalid sends the same move of a transfer again and again, though only the state forbids it.',
    breaks: [{ rule: 'error/code-fits-status', operation: 'updateTransfer' }],
    change: errorBody({ operation: 'updateTransfer', status: 409 }, ({ error, details }) => ({
      error,
      details: { ...details, code: 'VALIDATION_ERROR' },
    })),
  },
  'error/code-of-its-own': {
    harm: 'A client that compares codes does not recognise that a taxonomy is unknown, since it has a code of its own.',
    breaks: [{ rule: 'error/code-fits-status', operation: 'getTaxonomy' }],
    change: errorBody({ operation: 'getTaxonomy', status: 404 }, ({ error, details }) => ({
      error,
      details: { ...details, code: 'TAXONOMY_NOT_FOUND' },
    })),
  },
  'error/code-for-a-sentence': {
    harm: 'Whoever reads the error about an alert finds a constant where a sentence should say what is wrong.',
    breaks: [{ rule: 'error/sentence', operation: 'triggerAlert' }],
    change: errorBody({ operation: 'triggerAlert' }, ({ details }) => ({ error: details['code'], details })),
  },
  'error/stack-of-unknown-scenario': {
    harm: 'Anybody who asks for a scenario that is not there learns where the server is installed and how it is built.',
    breaks: [{ rule: 'error/no-internals', operation: 'getForecastScenario' }],
    change: handler('getForecastScenario', (right) => async (input) => {
      try {
        return await right(input)
      } catch (error) {
        throw tells(error, 'resourceUnknown', ({ stack }) => ({ stack }))
      }
    }),
  },
  'error/statement-in-conflict': {
    harm: 'The conflict about a SKU shows the statement and the columns of the database.',
    breaks: [{ rule: 'error/no-internals', operation: 'createProduct' }],
    change: handler('createProduct', (right) => async (input) => {
      try {
        return await right(input)
      } catch (error) {
        throw tells(error, 'skuTaken', () => ({
          cause: 'insert into "products" ("tenantId", "id", "sku"): UNIQUE constraint failed: products.sku',
        }))
      }
    }),
  },
  'error/failure-with-stack': {
    harm: 'Asking for the accuracy of a SKU that does not exist makes the server fail, and print where.',
    breaks: [{ rule: 'error/no-internals', operation: 'getSkuAccuracy' }],
    change: handler('getSkuAccuracy', (right) => async (input) => {
      try {
        return await right(input)
      } catch (error) {
        if (!(error instanceof RefusalError) || error.refusal !== 'resourceUnknown') throw error
        const { stack = '' } = new TypeError("Cannot read properties of undefined (reading 'id')")
        throw new RefusalError('serverFailed', { stack }, {})
      }
    }),
  },
  'error/error-sent-twice': {
    harm: 'A client cannot parse the refusal of a key that it wanted to change, since the error handler ran twice.',
    breaks: [{ rule: 'error/well-formed-json', operation: 'updateApiKey' }],
    change: errorText({ operation: 'updateApiKey' }, (body) => JSON.stringify(body).repeat(2)),
  },
  'error/error-with-byte-order-mark': {
    harm: 'A strict parser refuses the error about a cycle count at its first character.',
    breaks: [{ rule: 'error/well-formed-json', operation: 'getCycleCount' }],
    change: errorText({ operation: 'getCycleCount' }, (body) => `\uFEFF${JSON.stringify(body)}`),
  },
  'error/parameter-in-header': {
    harm: 'Whoever makes somebody follow a link decides what stands in the headers of the answer.',
    breaks: [{ rule: 'error/reflected-input-harmless', operation: 'listProducts' }],
    change: step('validate', (right) => async (exchange, service) => {
      try {
        await right(exchange, service)
      } catch (error) {
        const value = new URLSearchParams(exchange.arrival.query).get('limit')
        if (!(error instanceof RefusalError) || value === null) throw error
        const warning = { Warning: `199 - "limit=${value.replaceAll(/[^ -~]+/g, ' ')} is not a number"` }
        throw new RefusalError(error.refusal, error.details, { ...error.headers, ...warning })
      }
    }),
  },
  'error/parameter-in-page': {
    harm: 'Whoever makes somebody follow a link runs a script in their browser, in the name of the API.',
    breaks: [
      { rule: 'error/reflected-input-harmless', operation: 'listProducts' },
      { rule: 'error/no-html', operation: 'listProducts' },
    ],
    change: errorText(
      { operation: 'listProducts', status: 400 },
      (_body, { arrival }) => `<p>Invalid query: ${[...new URLSearchParams(arrival.query)].map((each) => each.join('=')).join('&')}</p>`,
      'text/html; charset=utf-8',
    ),
  },
  'error/request-id-missing-on-success': {
    harm: 'A client that reports a strange list of stock lines to support has no id to name.',
    breaks: [{ rule: 'error/request-id-repeated', operation: 'listInventory' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.target.endpoint?.operation.id === 'listInventory' && exchange.status < 400) delete exchange.headers['X-Request-Id']
    }),
  },
  'error/request-id-drawn-again': {
    harm: 'Support finds nothing under the id that the body of an error names, since the log has the one of the header.',
    breaks: [
      { rule: 'error/request-id-repeated', operation: 'createTransfer' },
      { rule: 'error/request-id-repeated', operation: 'getForecastEvent' },
    ],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      const { requestId } = exchange
      if (exchange.status >= 400) exchange.headers['X-Request-Id'] = drawId(service.random, requestId.slice(0, 3))
    }),
  },
  'error/request-id-short': {
    harm: 'Two requests of one afternoon have the same id, and support reads the wrong one.',
    breaks: [{ rule: 'error/request-id-unique' }],
    change: step('assignRequestId', (right) => async (exchange, service) => {
      await right(exchange, service)
      exchange.requestId = exchange.requestId.slice(0, 'req_'.length + 2)
    }),
  },
  'error/request-id-of-the-process': {
    harm: 'All answers have the id that the server drew when it was started, and no request can be found by it.',
    breaks: [{ rule: 'error/request-id-unique' }],
    change: step('assignRequestId', (right) => {
      let first: string | undefined
      return async (exchange, service) => {
        await right(exchange, service)
        exchange.requestId = first ??= exchange.requestId
      }
    }),
  },
  'error/members-of-its-own': {
    harm: 'A client that handles unknown resources in one place meets a member of its own where an event is unknown.',
    breaks: [{ rule: 'error/same-shape-for-same-code' }],
    change: handler('getForecastEvent', (right) => async (input) => {
      try {
        return await right(input)
      } catch (error) {
        throw tells(error, 'resourceUnknown', () => ({ resource: 'ForecastEvent', id: input.params.eventId }))
      }
    }),
  },
})
