/** Faults in the bodies of errors. Long, because an area of deviations is one list in display order. */
import type { OperationId } from '../../spec/contract.ts'
import { unknownProperty, type Fault } from '../http/faults.ts'
import { RefusalError } from '../refusals.ts'
import { type Change, deviationsOf, endpoint, step } from './deviation.ts'

/** Validates a body but ignores these faults. */
function unseen(id: OperationId, isUnseen: (fault: Fault, body: unknown) => boolean): Change {
  return endpoint(id, (right) => {
    const { checkBody } = right
    return checkBody === undefined ? right : { ...right, checkBody: (body) => checkBody(body).filter((fault) => !isUnseen(fault, body)) }
  })
}

/** Reports other faults of a body than the actual ones. */
function told(id: OperationId, wrong: (faults: readonly Fault[]) => readonly Fault[]): Change {
  return endpoint(id, (right) => {
    const { checkBody } = right
    return checkBody === undefined ? right : { ...right, checkBody: (body) => wrong(checkBody(body)) }
  })
}

/** Accepts texts for numbers and booleans in a body and converts them, as many validators do by default. */
function converting(id: OperationId): Change {
  return endpoint(id, (right) => {
    const { checkBody } = right
    if (checkBody === undefined) return right
    const checkConverted = (body: unknown): readonly Fault[] => {
      for (const { path } of checkBody(body)) convert(body, path.slice(1))
      return checkBody(body)
    }
    return { ...right, checkBody: checkConverted }
  })
}

/** Converts a top-level property if its text is a number or a boolean. */
function convert(body: unknown, name: string): void {
  const properties = body as Record<string, unknown>
  const value = properties[name]
  if (value === 'true' || value === 'false') properties[name] = value === 'true'
  else if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) properties[name] = Number(value)
}

/** Returns all issues, without a limit. */
function unbounded(isMeant: (error: RefusalError) => boolean): Change {
  return step('envelop', (right) => async (exchange, service) => {
    await right(exchange, service)
    const { outcome } = exchange
    if (!(outcome instanceof RefusalError) || outcome.details['issues'] === undefined || !isMeant(outcome)) return
    const body = JSON.parse(exchange.payload) as { readonly details: object }
    exchange.payload = JSON.stringify({ ...body, details: { ...body.details, issues: outcome.details['issues'] } })
    exchange.headers = { ...exchange.headers, 'Content-Length': String(Buffer.byteLength(exchange.payload)) }
  })
}

/** Validates a query but ignores the faults of one parameter; its value is passed on as sent. */
function unseenParameter(id: OperationId, name: string): Change {
  return endpoint(id, (right) => ({
    ...right,
    readQuery: (query) => {
      const { values, issues } = right.readQuery(query)
      return { values, issues: issues.filter(({ path }) => path !== name) }
    },
  }))
}

const at =
  (path: string, beginning = '') =>
  (fault: Fault): boolean =>
    fault.path === path && fault.message.startsWith(beginning)

const absent = 'must be present'

/** Faults in the validation of bodies and queries, and in the list of issues. */
export const errorBodies = deviationsOf({
  // The number of listed faults.
  'error/every-unknown-reference-listed': {
    harm: 'The error for a long list of unknown ids contains more issues than the schema allows, so a client that validates responses fails.',
    breaks: [
      { rule: 'error/issues-bounded', operation: 'assignProductCategories' },
      { rule: 'error/issues-bounded', operation: 'createProductAttributes' },
    ],
    change: unbounded(({ refusal }) => refusal === 'referenceUnknown'),
  },
  'error/every-unknown-parameter-listed': {
    harm: 'The error for a thousand unknown parameters contains a thousand issues, so clients can request large responses at low cost.',
    breaks: [{ rule: 'error/issues-bounded', operation: 'listProducts' }],
    change: unbounded(({ refusal }) => refusal === 'requestInvalid'),
  },
  // Required properties.
  'error/variant-name-optional': {
    harm: 'The server accepts a variant without a name, although the name is required.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'createProductVariant' }],
    change: unseen('createProductVariant', at('/name', absent)),
  },
  'error/attribute-values-unchecked': {
    harm: 'The server does not check that attribute values are present, so a bare list or a misspelled property causes a server error.',
    breaks: [
      { rule: 'error/missing-property-refused', operation: 'applyProductAttributes' },
      { rule: 'error/wrong-type-refused', operation: 'applyProductAttributes' },
    ],
    change: endpoint('applyProductAttributes', (right) => ({ ...right, checkBody: undefined })),
  },
  'error/adjustment-quantity-optional': {
    harm: 'An adjustment without a quantity causes a server error instead of 400.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'createAdjustment' }],
    change: unseen('createAdjustment', at('/newQtyOnHand', absent)),
  },
  'error/counted-lines-optional': {
    harm: 'The server accepts a counting sheet without lines, although the lines are required.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'recordCycleCountLines' }],
    change: unseen('recordCycleCountLines', at('/lines', absent)),
  },
  'error/event-end-optional': {
    harm: 'The server accepts a promotion without an end date, although the date is required.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'updateForecastEvent' }],
    change: unseen('updateForecastEvent', at('/endsAt', absent)),
  },
  'error/key-scopes-optional': {
    harm: 'A new key without scopes causes a server error instead of 400.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'createApiKey' }],
    change: unseen('createApiKey', at('/scopes', absent)),
  },

  // Types.
  'error/transfer-comment-of-any-type': {
    harm: 'The comment of an approval can be an object, which every reader of the recommendation has to handle.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'approveTransferRecommendation' }],
    change: unseen('approveTransferRecommendation', at('/comment')),
  },
  'error/key-scopes-of-any-type': {
    harm: 'The scopes of a key can be an object instead of a list, so the permissions of the key are undefined.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'updateApiKey' }],
    change: unseen('updateApiKey', at('/scopes')),
  },
  'error/alert-config-of-any-type': {
    harm: 'An alert configuration that is sent as text causes a server error instead of 400.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'replaceAlertConfig' }],
    change: unseen('replaceAlertConfig', at('/config', 'must be an object')),
  },
  'error/scenario-horizon-of-any-type': {
    harm: 'The server accepts a scenario horizon that is not a number.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'generateForecastScenario' }],
    change: unseen('generateForecastScenario', at('/horizonDays')),
  },

  'error/adjustment-quantity-converted': {
    harm: 'The server converts quantities that are sent as text: "1.000", meant as one thousand, is booked as one unit.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'adjustInventory' }],
    change: converting('adjustInventory'),
  },
  'error/category-suggestions-converted': {
    harm: 'The server converts numbers that are sent as text, so the client fails with every server that conforms to the contract.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'suggestProductCategories' }],
    change: converting('suggestProductCategories'),
  },

  // Bounds and values.
  'error/product-cost-below-zero': {
    harm: 'The server accepts a negative product cost, so all stock values computed from it are wrong.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'createProduct' }],
    change: unseen('createProduct', at('/unitCost', 'must be >= 0')),
  },
  'error/product-status-any-word': {
    harm: 'The server accepts a misspelled product status, so every list filtered by status omits the product.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'updateProduct' }],
    change: unseen('updateProduct', at('/status', 'must be one of')),
  },
  'error/attribute-code-too-long': {
    harm: 'The server accepts an attribute code longer than the maximum, which does not fit into other systems.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'createAttribute' }],
    change: unseen('createAttribute', at('/code', 'must have at most')),
  },
  'error/hold-below-zero': {
    harm: 'The server accepts a negative quantity on hold, so the available quantity exceeds the quantity on hand.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'setAvailability' }],
    change: unseen('setAvailability', at('/qtyOnHold', 'must be >= 0')),
  },
  'error/level-minimum-below-zero': {
    harm: 'The server accepts a negative reorder level, so the product is never reordered.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'upsertInventoryLevel' }],
    change: unseen('upsertInventoryLevel', at('/minQuantity', 'must be >= 0')),
  },
  'error/transfer-status-any-word': {
    harm: 'The server accepts a transfer status that does not exist, so the warehouse that sent it gets no error.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'updateTransfer' }],
    change: unseen('updateTransfer', at('/status', 'must be one of')),
  },
  'error/alert-type-any-word': {
    harm: 'The server accepts a misspelled alert type, so the alert reaches no recipient and the client gets no error.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'triggerAlert' }],
    change: unseen('triggerAlert', at('/type', 'must be one of')),
  },
  'error/scenario-name-too-long': {
    harm: 'The server accepts a scenario name longer than the maximum, which other readers of the scenario reject.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'createForecastScenario' }],
    change: unseen('createForecastScenario', at('/name', 'must have at most')),
  },
  'error/key-name-too-long': {
    harm: 'The server accepts a key name longer than the maximum, which the list of keys has to display.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'updateApiKey' }],
    change: unseen('updateApiKey', at('/name', 'must have at most')),
  },

  // Properties that clients must not send.
  'error/product-properties-dropped': {
    harm: 'The server ignores a misspelled property of a product update, so the client assumes that it was saved.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'updateProduct' }],
    change: unseen('updateProduct', ({ message }) => message === unknownProperty),
  },
  'error/category-properties-dropped': {
    harm: 'The server ignores a misspelled property of a new category, so the category is created at the root instead of below its parent.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createCategory' }],
    change: unseen('createCategory', ({ message }) => message === unknownProperty),
  },
  'error/transfer-history-writable': {
    harm: 'The server accepts the creation time in a transfer update, so clients can falsify it.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'updateTransfer' }],
    change: unseen('updateTransfer', at('/createdAt', unknownProperty)),
  },
  'error/count-properties-dropped': {
    harm: 'The server ignores a misspelled property of a new cycle count, so the count is created without automatic corrections.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createCycleCount' }],
    change: unseen('createCycleCount', ({ message }) => message === unknownProperty),
  },
  'error/key-properties-dropped': {
    harm: 'The server ignores a misspelled expiry of a new key, so the key never expires.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createApiKey' }],
    change: unseen('createApiKey', ({ message }) => message === unknownProperty),
  },

  // The list of faults.
  'error/lot-correction-first-fault-only': {
    harm: 'The error for a lot correction contains only the first issue, so the user has to send the form once for each mistake.',
    breaks: [
      { rule: 'error/lists-every-fault', operation: 'createLotCorrection' },
      { rule: 'error/issues-complete', operation: 'createLotCorrection' },
    ],
    change: told('createLotCorrection', (faults) => faults.slice(0, 1)),
  },
  'error/first-fault-only': {
    harm: 'Validation errors contain only the first issue, so a form highlights only one of several invalid fields.',
    breaks: [
      { rule: 'error/lists-every-fault', operation: 'createProduct' },
      { rule: 'error/lists-every-fault', operation: 'createTransfer' },
      { rule: 'error/lists-every-fault', operation: 'createForecastEvent' },
      { rule: 'error/lists-every-fault', operation: 'createApiKey' },
    ],
    change: step('validate', (right) => async (exchange, service) => {
      try {
        await right(exchange, service)
      } catch (error) {
        if (!(error instanceof RefusalError) || !Array.isArray(error.details['issues'])) throw error
        throw new RefusalError(error.refusal, { ...error.details, issues: error.details['issues'].slice(0, 1) }, error.headers)
      }
    }),
  },
  'error/attribute-faults-in-dots': {
    harm: 'The paths of the issues are written with dots, so a form that looks up fields by JSON pointer finds none.',
    breaks: [{ rule: 'error/names-the-field', operation: 'createAttribute' }],
    change: told('createAttribute', (faults) => faults.map(({ path, message }) => ({ path: `body${path.replaceAll('/', '.')}`, message }))),
  },
  'error/transfer-faults-at-the-top': {
    harm: 'The issues of a transfer have an empty path, so the client does not learn which property is missing.',
    breaks: [{ rule: 'error/names-the-field', operation: 'createTransfer' }],
    change: told('createTransfer', (faults) => faults.map((fault) => (fault.message === absent ? { ...fault, path: '' } : fault))),
  },
  'error/scenario-faults-misplaced': {
    harm: 'The issue about the type of a scenario has the path of its name.',
    breaks: [{ rule: 'error/names-the-field', operation: 'updateForecastScenario' }],
    change: told('updateForecastScenario', (faults) =>
      faults.map((fault) => (fault.path === '/type' ? { ...fault, path: '/name' } : fault)),
    ),
  },

  // Queries.
  'error/category-depth-unbounded': {
    harm: 'The server accepts a category depth above the maximum and returns an empty list instead of 400.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'listCategories' }],
    change: unseenParameter('listCategories', 'depth'),
  },
  'error/adjustment-day-that-is-none': {
    harm: 'The server accepts February 30 as a date and returns a report for it.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'listAdjustments' }],
    change: unseenParameter('listAdjustments', 'endDate'),
  },
  'error/alert-day-that-is-none': {
    harm: 'The server accepts dates that do not exist, so a dashboard with wrong date arithmetic gets no error.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'listAlertHistory' }],
    change: unseenParameter('listAlertHistory', 'startDate'),
  },
  'error/forecast-horizon-unbounded': {
    harm: 'The server accepts a forecast horizon of a thousand years, and computing it delays all other requests.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'getForecast' }],
    change: unseenParameter('getForecast', 'horizonDays'),
  },
  'error/carrying-rate-unbounded': {
    harm: 'The server accepts a carrying rate above the maximum, so a rate in percent is read as a fraction and the costs are a hundred times too high.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'getPlanningKpi' }],
    change: unseenParameter('getPlanningKpi', 'carryingRatePct'),
  },
  'error/accuracy-period-any-word': {
    harm: 'The server accepts a misspelled period and returns the values of another period.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'getSkuAccuracy' }],
    change: unseenParameter('getSkuAccuracy', 'period'),
  },
  'error/key-faults-with-body-in-front': {
    harm: 'The paths of the issues start with "body", so a form that looks up fields by JSON pointer finds none.',
    breaks: [{ rule: 'error/issue-names-a-place', operation: 'createApiKey' }],
    change: told('createApiKey', (faults) => faults.map((fault) => ({ ...fault, path: `body${fault.path.replaceAll('/', '.')}` }))),
  },
  'error/alert-query-faults-as-pointers': {
    harm: 'The issues of query parameters have a JSON pointer such as /limit instead of the parameter name.',
    breaks: [{ rule: 'error/issue-names-a-place', operation: 'listAlertHistory' }],
    change: endpoint('listAlertHistory', (right) => ({
      ...right,
      readQuery: (query) => {
        const { values, issues } = right.readQuery(query)
        return { values, issues: issues.map((each) => ({ ...each, path: `/${each.path}` })) }
      },
    })),
  },
})
