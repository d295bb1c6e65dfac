import type { OperationId } from '../../spec/contract.ts'
import type { Exchange } from '../http/exchange.ts'
import { drawId } from '../random.ts'
import { RefusalError, type RefusalName } from '../refusals.ts'
import { type Change, deviationsOf, handler, step } from './deviation.ts'

interface ErrorBody {
  readonly error: string
  readonly details: Readonly<Record<string, unknown>>
}

/** The errors whose envelope is wrong. */
interface Where {
  readonly operation?: OperationId
  readonly status?: number
}

const isAt = ({ target, status }: Exchange, where: Where): boolean =>
  (where.operation === undefined || where.operation === target.endpoint?.operation.id) &&
  (where.status === undefined ? status >= 400 : where.status === status)

/** Changes the envelope of some errors: `wrong` creates the sent text from the original body. */
function errorText(where: Where, wrong: (body: ErrorBody, exchange: Exchange) => string, contentType?: string): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (!isAt(exchange, where)) return
    exchange.payload = wrong(JSON.parse(exchange.payload) as ErrorBody, exchange)
    exchange.headers['Content-Length'] = String(Buffer.byteLength(exchange.payload))
    if (contentType !== undefined) exchange.headers['Content-Type'] = contentType
  })
}

/** Does the same for an envelope that is still JSON. */
function errorBody(where: Where, wrong: (body: ErrorBody, exchange: Exchange) => object): Change {
  return errorText(where, (body, exchange) => JSON.stringify(wrong(body, exchange)))
}

/** A refusal, thrown by the handler of an operation, with additional information. */
function tells(thrown: unknown, refusal: RefusalName, more: (error: RefusalError) => Readonly<Record<string, unknown>>): unknown {
  if (!(thrown instanceof RefusalError) || thrown.refusal !== refusal) return thrown
  return new RefusalError(refusal, { ...thrown.details, ...more(thrown) }, thrown.headers)
}

/** Faults in the text and the encoding of errors. */
export const errorAnswers = deviationsOf({
  'error/limit-without-details': {
    harm: 'The 429 response has no error code, so a client that reads the code does not know that it has to wait.',
    breaks: [{ rule: 'error/envelope' }],
    change: errorBody({ status: 429 }, () => ({ error: 'Too many requests' })),
  },
  'error/issues-as-texts': {
    harm: 'The issues of an error are sentences without a path, so a form cannot show which field is invalid.',
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
    harm: 'The `error` property is an object with code and message, so a settings page that displays it shows [object Object].',
    breaks: [{ rule: 'error/envelope', operation: 'replaceAlertConfig' }],
    change: errorBody({ operation: 'replaceAlertConfig' }, ({ error, details: { code } }) => ({ error: { code, message: error } })),
  },
  'error/unknown-product-as-problem': {
    harm: 'The error for an unknown product has another media type, so a client that selects its parser by media type treats it as a file.',
    breaks: [{ rule: 'error/media-type', operation: 'getProduct' }],
    change: errorText({ operation: 'getProduct', status: 404 }, (body) => JSON.stringify(body), 'application/problem+json'),
  },
  'error/unauthorized-as-text': {
    harm: 'The 401 response is plain text, so the client reports a parse error instead of the rejected key.',
    breaks: [{ rule: 'error/media-type' }, { rule: 'error/well-formed-json' }],
    change: errorText({ status: 401 }, ({ error }) => error, 'text/plain; charset=utf-8'),
  },
  'error/unknown-transfer-as-page': {
    harm: 'The error for an unknown transfer is an HTML page of a framework.',
    breaks: [{ rule: 'error/no-html', operation: 'getTransfer' }],
    change: errorText(
      { operation: 'getTransfer', status: 404 },
      ({ error }) => `<!DOCTYPE html>\n<html lang="en"><head><title>404</title></head><body><pre>${error}</pre></body></html>\n`,
      'text/html; charset=utf-8',
    ),
  },
  'error/forbidden-as-unauthorized': {
    harm: 'The error for a missing permission has the code UNAUTHORIZED, so the client asks its user to log in again and again.',
    breaks: [{ rule: 'error/code-fits-status' }],
    change: errorBody({ status: 403 }, ({ error, details }) => ({ error, details: { ...details, code: 'UNAUTHORIZED' } })),
  },
  'error/conflict-as-validation': {
    harm: 'The error for a forbidden transfer state has the code VALIDATION_ERROR, so a client that lets its user correct the input sends it again and again.',
    breaks: [{ rule: 'error/code-fits-status', operation: 'updateTransfer' }],
    change: errorBody({ operation: 'updateTransfer', status: 409 }, ({ error, details }) => ({
      error,
      details: { ...details, code: 'VALIDATION_ERROR' },
    })),
  },
  'error/code-of-its-own': {
    harm: 'The error for an unknown taxonomy has a code that the contract does not define, so clients that compare codes do not recognize it.',
    breaks: [{ rule: 'error/code-fits-status', operation: 'getTaxonomy' }],
    change: errorBody({ operation: 'getTaxonomy', status: 404 }, ({ error, details }) => ({
      error,
      details: { ...details, code: 'TAXONOMY_NOT_FOUND' },
    })),
  },
  'error/code-for-a-sentence': {
    harm: 'The `error` property of an alert error contains a constant instead of a readable message.',
    breaks: [{ rule: 'error/sentence', operation: 'triggerAlert' }],
    change: errorBody({ operation: 'triggerAlert' }, ({ details }) => ({ error: details['code'], details })),
  },
  'error/stack-of-unknown-scenario': {
    harm: 'The error for an unknown scenario contains a stack trace, which reveals where the server is installed and how it is built.',
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
    harm: 'The error for a duplicate SKU contains the SQL statement and the column names.',
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
    harm: 'The accuracy of an unknown SKU returns 500 with a stack trace.',
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
    harm: 'The error handler runs twice for a rejected key update, so the response body is not valid JSON.',
    breaks: [{ rule: 'error/well-formed-json', operation: 'updateApiKey' }],
    change: errorText({ operation: 'updateApiKey' }, (body) => JSON.stringify(body).repeat(2)),
  },
  'error/error-with-byte-order-mark': {
    harm: 'The error for a cycle count starts with a byte order mark, so strict parsers reject it.',
    breaks: [{ rule: 'error/well-formed-json', operation: 'getCycleCount' }],
    change: errorText({ operation: 'getCycleCount' }, (body) => `\uFEFF${JSON.stringify(body)}`),
  },
  'error/parameter-in-header': {
    harm: 'The server copies a query parameter into a response header, so the author of a link controls headers of the response.',
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
    harm: 'The server copies query parameters into an HTML page, so the author of a link can run scripts in the browser of a user.',
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
    harm: 'The list of stock lines has no request id, so a client cannot name its request to support.',
    breaks: [{ rule: 'error/request-id-repeated', operation: 'listInventory' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      if (exchange.target.endpoint?.operation.id === 'listInventory' && exchange.status < 400) delete exchange.headers['X-Request-Id']
    }),
  },
  'error/request-id-drawn-again': {
    harm: 'The request id in the error body differs from the one in the header, so support cannot find the request in the log.',
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
    harm: 'Request ids are so short that they repeat within an afternoon, so support reads the log of the wrong request.',
    breaks: [{ rule: 'error/request-id-unique' }],
    change: step('assignRequestId', (right) => async (exchange, service) => {
      await right(exchange, service)
      exchange.requestId = exchange.requestId.slice(0, 'req_'.length + 2)
    }),
  },
  'error/request-id-of-the-process': {
    harm: 'All responses have the same request id, created when the server started, so no request can be found by its id.',
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
    harm: 'The error for an unknown event has additional members, so a client with one handler for unknown resources meets an unknown property.',
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
