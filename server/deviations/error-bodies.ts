/** Faults in the bodies of errors. Long, since an area of deviations is one list, in the order in which it is shown. */
import type { OperationId } from '../../spec/contract.ts'
import type { Fault } from '../http/faults.ts'
import { RefusalError } from '../refusals.ts'
import { type Change, deviationsOf, endpoint, step } from './deviation.ts'

/** A body that is validated, with these faults unseen. */
function unseen(id: OperationId, isUnseen: (fault: Fault, body: unknown) => boolean): Change {
  return endpoint(id, (right) => {
    const { checkBody } = right
    return checkBody === undefined ? right : { ...right, checkBody: (body) => checkBody(body).filter((fault) => !isUnseen(fault, body)) }
  })
}

/** A body whose faults are told otherwise than they are. */
function told(id: OperationId, wrong: (faults: readonly Fault[]) => readonly Fault[]): Change {
  return endpoint(id, (right) => {
    const { checkBody } = right
    return checkBody === undefined ? right : { ...right, checkBody: (body) => wrong(checkBody(body)) }
  })
}

/** A body whose numbers and truth values may be texts: they are converted, as many validators do unasked, and kept so. */
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

/** Converts a property of the body itself, if its text is that of a number or a truth value. */
function convert(body: unknown, name: string): void {
  const properties = body as Record<string, unknown>
  const value = properties[name]
  if (value === 'true' || value === 'false') properties[name] = value === 'true'
  else if (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)) properties[name] = Number(value)
}

/** Answers that list every place that is wrong, however many there are. */
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

/** A query that is validated, with the faults of one parameter unseen; its value goes on as it was sent. */
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
const extra = 'is not a property of this body'

/** Faults in what a body or a query is let through with, and in how its faults are listed. */
export const errorBodies = deviationsOf({
  // How many faults are listed.
  'error/every-unknown-reference-listed': {
    harm: 'A client that validates answers throws at the refusal of a long list of ids, since it lists more issues than there can be.',
    breaks: [
      { rule: 'error/issues-bounded', operation: 'assignProductCategories' },
      { rule: 'error/issues-bounded', operation: 'createProductAttributes' },
    ],
    change: unbounded(({ refusal }) => refusal === 'referenceUnknown'),
  },
  'error/every-unknown-parameter-listed': {
    harm: 'Whoever sends a thousand parameters gets an answer of a thousand issues, as often as they like.',
    breaks: [{ rule: 'error/issues-bounded', operation: 'listProducts' }],
    change: unbounded(({ refusal }) => refusal === 'requestInvalid'),
  },
  // What is required.
  'error/variant-name-optional': {
    harm: 'A variant that was sent without a name gets past the form that was to demand one.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'createProductVariant' }],
    change: unseen('createProductVariant', at('/name', absent)),
  },
  'error/attribute-values-unchecked': {
    harm: 'A script that sends a bare list, or misspells the only property, is told that the server failed rather than what it got wrong.',
    breaks: [
      { rule: 'error/missing-property-refused', operation: 'applyProductAttributes' },
      { rule: 'error/wrong-type-refused', operation: 'applyProductAttributes' },
    ],
    change: endpoint('applyProductAttributes', (right) => ({ ...right, checkBody: undefined })),
  },
  'error/adjustment-quantity-optional': {
    harm: 'An adjustment without its quantity brings the server down instead of being sent back.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'createAdjustment' }],
    change: unseen('createAdjustment', at('/newQtyOnHand', absent)),
  },
  'error/counted-lines-optional': {
    harm: 'A counting app that sends an empty sheet is not told that the lines are missing.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'recordCycleCountLines' }],
    change: unseen('recordCycleCountLines', at('/lines', absent)),
  },
  'error/event-end-optional': {
    harm: 'A planner who forgets the last day of a promotion is not asked for it.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'updateForecastEvent' }],
    change: unseen('updateForecastEvent', at('/endsAt', absent)),
  },
  'error/key-scopes-optional': {
    harm: 'A key that was ordered without scopes makes the server fail where it should ask for them.',
    breaks: [{ rule: 'error/missing-property-refused', operation: 'createApiKey' }],
    change: unseen('createApiKey', at('/scopes', absent)),
  },

  // Types.
  'error/transfer-comment-of-any-type': {
    harm: 'An approval can be sent with an object for a comment, which every reader of the recommendation then has to cope with.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'approveTransferRecommendation' }],
    change: unseen('approveTransferRecommendation', at('/comment')),
  },
  'error/key-scopes-of-any-type': {
    harm: 'A key can be given one object instead of a list of scopes, and nobody knows what it may do then.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'updateApiKey' }],
    change: unseen('updateApiKey', at('/scopes')),
  },
  'error/alert-config-of-any-type': {
    harm: 'A settings page that sends the whole configuration as text is answered with a server failure.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'replaceAlertConfig' }],
    change: unseen('replaceAlertConfig', at('/config', 'must be an object')),
  },
  'error/scenario-horizon-of-any-type': {
    harm: 'A scenario can be asked for a horizon that is no number.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'generateForecastScenario' }],
    change: unseen('generateForecastScenario', at('/horizonDays')),
  },

  'error/adjustment-quantity-converted': {
    harm: 'A client that sends quantities as text, 1.000 for a thousand, is not told of it, and one unit is booked.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'adjustInventory' }],
    change: converting('adjustInventory'),
  },
  'error/category-suggestions-converted': {
    harm: 'A client that sends numbers as text works here, and fails at every server that keeps to the contract.',
    breaks: [{ rule: 'error/wrong-type-refused', operation: 'suggestProductCategories' }],
    change: converting('suggestProductCategories'),
  },

  // Bounds and values.
  'error/product-cost-below-zero': {
    harm: 'A slip of the keyboard gives a product a negative cost, and every value of the stock is wrong from then on.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'createProduct' }],
    change: unseen('createProduct', at('/unitCost', 'must be >= 0')),
  },
  'error/product-status-any-word': {
    harm: 'A misspelt status is taken for a status, and the product vanishes from every list that filters by it.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'updateProduct' }],
    change: unseen('updateProduct', at('/status', 'must be one of')),
  },
  'error/attribute-code-too-long': {
    harm: 'An attribute gets a code that is longer than any table that was built for codes has room for.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'createAttribute' }],
    change: unseen('createAttribute', at('/code', 'must have at most')),
  },
  'error/hold-below-zero': {
    harm: 'A negative quantity on hold makes more available than is on hand.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'setAvailability' }],
    change: unseen('setAvailability', at('/qtyOnHold', 'must be >= 0')),
  },
  'error/level-minimum-below-zero': {
    harm: 'A reorder level below zero is saved, and nothing is ever reordered.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'upsertInventoryLevel' }],
    change: unseen('upsertInventoryLevel', at('/minQuantity', 'must be >= 0')),
  },
  'error/transfer-status-any-word': {
    harm: 'A warehouse that sends a status of its own is not told that the transfer knows no such status.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'updateTransfer' }],
    change: unseen('updateTransfer', at('/status', 'must be one of')),
  },
  'error/alert-type-any-word': {
    harm: 'An integration that misspells the type of an alert gets no hint, and the alert reaches nobody.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'triggerAlert' }],
    change: unseen('triggerAlert', at('/type', 'must be one of')),
  },
  'error/scenario-name-too-long': {
    harm: 'A scenario takes a name that no later reader of it accepts.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'createForecastScenario' }],
    change: unseen('createForecastScenario', at('/name', 'must have at most')),
  },
  'error/key-name-too-long': {
    harm: 'A key can be given a name as long as a page, and the list of keys has to show it.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'updateApiKey' }],
    change: unseen('updateApiKey', at('/name', 'must have at most')),
  },

  // Properties that are not the client's to send.
  'error/product-properties-dropped': {
    harm: 'A property that is misspelt when a product is changed is dropped in silence, and the client believes that it was saved.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'updateProduct' }],
    change: unseen('updateProduct', ({ message }) => message === extra),
  },
  'error/category-properties-dropped': {
    harm: 'A misspelt property of a new category is dropped in silence: the category stands at the root instead of under its parent.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createCategory' }],
    change: unseen('createCategory', ({ message }) => message === extra),
  },
  'error/transfer-history-writable': {
    harm: 'Whoever may edit a transfer can write when it was created.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'updateTransfer' }],
    change: unseen('updateTransfer', at('/createdAt', extra)),
  },
  'error/count-properties-dropped': {
    harm: 'A cycle count that misspells the property for automatic corrections is never corrected, and nobody is told why.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createCycleCount' }],
    change: unseen('createCycleCount', ({ message }) => message === extra),
  },
  'error/key-properties-dropped': {
    harm: 'A key whose expiry was misspelt is issued without one.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createApiKey' }],
    change: unseen('createApiKey', ({ message }) => message === extra),
  },

  // How faults are listed.
  'error/lot-correction-first-fault-only': {
    harm: 'Whoever fills in a lot correction learns of one mistake at a time, and sends it again for each.',
    breaks: [
      { rule: 'error/lists-every-fault', operation: 'createLotCorrection' },
      { rule: 'error/issues-complete', operation: 'createLotCorrection' },
    ],
    change: told('createLotCorrection', (faults) => faults.slice(0, 1)),
  },
  'error/first-fault-only': {
    harm: 'A form that marks the fields that are wrong marks only the first of them.',
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
    harm: 'A form that looks up the field by its JSON pointer finds none, since the server writes paths with dots.',
    breaks: [{ rule: 'error/names-the-field', operation: 'createAttribute' }],
    change: told('createAttribute', (faults) => faults.map(({ path, message }) => ({ path: `body${path.replaceAll('/', '.')}`, message }))),
  },
  'error/transfer-faults-at-the-top': {
    harm: 'A client is told that something is missing in a transfer, and not what.',
    breaks: [{ rule: 'error/names-the-field', operation: 'createTransfer' }],
    change: told('createTransfer', (faults) => faults.map((fault) => (fault.message === absent ? { ...fault, path: '' } : fault))),
  },
  'error/scenario-faults-misplaced': {
    harm: 'A planner is shown the complaint about the type of a scenario beside its name.',
    breaks: [{ rule: 'error/names-the-field', operation: 'updateForecastScenario' }],
    change: told('updateForecastScenario', (faults) =>
      faults.map((fault) => (fault.path === '/type' ? { ...fault, path: '/name' } : fault)),
    ),
  },

  // Queries.
  'error/category-depth-unbounded': {
    harm: 'A client that mistakes the depth of the categories gets an empty list where it should be told of the mistake.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'listCategories' }],
    change: unseenParameter('listCategories', 'depth'),
  },
  'error/adjustment-day-that-is-none': {
    harm: 'A report up to the 30th of February is answered as if there were one.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'listAdjustments' }],
    change: unseenParameter('listAdjustments', 'endDate'),
  },
  'error/alert-day-that-is-none': {
    harm: 'A dashboard that computes its dates wrongly never learns of it.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'listAlertHistory' }],
    change: unseenParameter('listAlertHistory', 'startDate'),
  },
  'error/forecast-horizon-unbounded': {
    harm: 'One request can ask for a forecast of a thousand years, and everybody else waits for it.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'getForecast' }],
    change: unseenParameter('getForecast', 'horizonDays'),
  },
  'error/carrying-rate-unbounded': {
    harm: 'A carrying rate that was meant in percent is taken for a fraction, and the costs are a hundred times too high.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'getPlanningKpi' }],
    change: unseenParameter('getPlanningKpi', 'carryingRatePct'),
  },
  'error/accuracy-period-any-word': {
    harm: 'A misspelt period is answered with the figures of some other period.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'getSkuAccuracy' }],
    change: unseenParameter('getSkuAccuracy', 'period'),
  },
  'error/key-faults-with-body-in-front': {
    harm: 'A form that looks for the field of a fault by JSON pointer finds none, since the path begins with the word body.',
    breaks: [{ rule: 'error/issue-names-a-place', operation: 'createApiKey' }],
    change: told('createApiKey', (faults) => faults.map((fault) => ({ ...fault, path: `body${fault.path.replaceAll('/', '.')}` }))),
  },
  'error/alert-query-faults-as-pointers': {
    harm: 'A client that marks the parameter at fault knows none by the name of /limit.',
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
