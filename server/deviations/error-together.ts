/**
 * Servers that treat several faults in one request differently from one alone. Long, because an area of deviations is one list in display
 * order.
 */
import type { OperationId, Schemas } from '../../spec/contract.ts'
import type { Endpoint, Endpoints } from '../http/endpoint.ts'
import { unknownProperty, type Fault as Issue } from '../http/faults.ts'
import { RefusalError } from '../refusals.ts'
import { type Change, deviationsOf, endpoint, step, together } from './deviation.ts'
import { on } from './exchange.ts'

/** Returns other issues than the actual ones. */
type Wrong = <Each extends Issue>(issues: readonly Each[], right: Endpoint) => readonly Each[]

/** Replaces the compiled form of every operation. */
const everywhere = (wrong: (right: Endpoint) => Endpoint): Change => ({
  part: 'every endpoint',
  assemble: (parts) => {
    const endpoints = Object.entries(parts.endpoints).map(([id, right]) => [id, wrong(right)] as const)
    return { ...parts, endpoints: Object.fromEntries(endpoints) as Endpoints }
  },
})

/** Reads queries as usual, with other issues. An invalid value is not used if its issue is missing. */
const ofQuery =
  (wrong: Wrong) =>
  (right: Endpoint): Endpoint => ({
    ...right,
    readQuery: (query) => {
      const { values, issues } = right.readQuery(query)
      const told = wrong(issues, right)
      return told.length > 0 || issues.length === 0
        ? { values, issues: told }
        : { ...right.readQuery(without(query, issues)), issues: told }
    },
  })

/** Removes the invalid parameters of a query. */
function without(query: string, issues: readonly Issue[]): string {
  const parameters = new URLSearchParams(query)
  for (const { path } of issues) parameters.delete(path)
  return parameters.toString()
}

/** Checks bodies as usual, with other issues. */
const ofBody =
  (wrong: Wrong) =>
  (right: Endpoint): Endpoint => {
    const { checkBody } = right
    return checkBody === undefined ? right : { ...right, checkBody: (body) => wrong(checkBody(body), right) }
  }

/** Issues that are noticed only beside others. */
const besideOthers =
  (isMeant: (issue: Issue, right: Endpoint) => boolean): Wrong =>
  (issues, right) =>
    issues.every((each) => isMeant(each, right)) ? [] : issues

/** Stops at the first issue, and does not look for this kind of issue. */
const firstWithout =
  (isUnseen: (issue: Issue) => boolean): Wrong =>
  (issues) =>
    issues.filter((each) => !isUnseen(each)).slice(0, 1)

/** Reports an issue at another place beside others; alone, it is ignored. */
const misplaced =
  (isMeant: (issue: Issue) => boolean, path: string): Wrong =>
  (issues) =>
    issues.every(isMeant) ? [] : issues.map((each) => (isMeant(each) ? { ...each, path } : each))

/** Rejections of several faults of an operation, with other details. */
function severalRefused(id: OperationId, wrong: (issues: readonly Schemas['Issue'][]) => unknown): Change {
  return step('validate', (right) => async (exchange, service) => {
    try {
      await right(exchange, service)
    } catch (error) {
      const issues = error instanceof RefusalError ? (error.details['issues'] as readonly Schemas['Issue'][] | undefined) : undefined
      if (!(error instanceof RefusalError) || issues === undefined || issues.length < 2 || !on(id)(exchange)) throw error
      throw new RefusalError(error.refusal, { ...error.details, issues: wrong(issues) }, error.headers)
    }
  })
}

const at =
  (...places: readonly string[]) =>
  ({ path }: Issue): boolean =>
    places.includes(path)
const isUnknownProperty = ({ message }: Issue): boolean => message === unknownProperty
const isUnknownParameter = ({ message }: Issue): boolean => message === 'is not a parameter of this operation'
const isSetByServer = at('/id', '/tenantId', '/status', '/createdAt', '/updatedAt')
const isTooLong = ({ message }: Issue): boolean => message.startsWith('must have at most')
/** A filter of a list whose values the contract lists. */
const isFilterValue = ({ path, message }: Issue, { operation }: Endpoint): boolean =>
  message.startsWith('must be one of') && operation.list?.filters.some(({ name }) => name === path) === true

/** Faults that a request with several faults could hide. */
export const errorTogether = deviationsOf({
  // Checks whose result counts only beside others: in the whole deployment, or in one operation.
  'error/unknown-parameters-noticed-beside-others': {
    harm: 'The server checks for unknown parameters only while it lists other issues, so a misspelled filter alone returns the whole list.',
    breaks: [
      { rule: 'sorting/unknown-parameter-refused', operation: 'listProducts' },
      { rule: 'sorting/unknown-parameter-refused', operation: 'listTransferBins' },
    ],
    change: everywhere(ofQuery(besideOthers(isUnknownParameter))),
  },
  'error/filter-values-noticed-beside-others': {
    harm: 'The server checks the values of filters only while it lists other issues, so an unknown status alone is ignored.',
    breaks: [
      { rule: 'sorting/unknown-filter-value-refused', operation: 'listProducts' },
      { rule: 'sorting/unknown-filter-value-refused', operation: 'listCycleCounts' },
    ],
    change: everywhere(ofQuery(besideOthers(isFilterValue))),
  },
  'error/limits-noticed-beside-others': {
    harm: 'The server reports an invalid limit only beside other issues and uses the default otherwise, so a client skips items.',
    breaks: [
      { rule: 'pagination/limit-above-maximum-refused', operation: 'listProducts' },
      { rule: 'pagination/limit-above-maximum-refused', operation: 'listInventory' },
    ],
    change: everywhere(ofQuery(besideOthers(at('limit')))),
  },
  'error/orders-noticed-beside-others': {
    harm: 'The server reports an invalid order only beside other issues and uses the default otherwise, so a client reads the wrong end of a list.',
    breaks: [
      { rule: 'sorting/unknown-field-refused', operation: 'listProducts' },
      { rule: 'sorting/unknown-direction-refused', operation: 'listProducts' },
      { rule: 'sorting/unknown-direction-refused', operation: 'listTransfers' },
    ],
    change: everywhere(ofQuery(besideOthers(at('sortBy', 'sortOrder')))),
  },
  'error/every-parameter-blamed': {
    harm: 'If one parameter is invalid, the server names all of them, and it does not check for unknown ones at all.',
    breaks: [{ rule: 'sorting/unknown-parameter-refused', operation: 'listProducts' }],
    change: everywhere((right) => ({
      ...right,
      readQuery: (query) => {
        const { values, issues } = ofQuery((all) => all.filter((each) => !isUnknownParameter(each)))(right).readQuery(query)
        if (issues.length === 0) return { values, issues }
        const names = [...new Set([...issues.map(({ path }) => path), ...new URLSearchParams(query).keys()])]
        return { values, issues: names.map((path) => ({ in: 'query', path, message: 'must be valid' })) }
      },
    })),
  },
  'error/unknown-properties-noticed-beside-others': {
    harm: 'The server reports an unknown property only beside other issues, so a misspelled property of a valid body is lost.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createProduct' }],
    change: everywhere(ofBody(besideOthers(isUnknownProperty))),
  },
  'error/long-texts-noticed-beside-others': {
    harm: 'The server reports a text that is too long only beside other issues and stores it otherwise, so other readers reject it.',
    breaks: [
      { rule: 'error/out-of-bounds-refused', operation: 'createProduct' },
      { rule: 'error/out-of-bounds-refused', operation: 'createAttribute' },
    ],
    change: everywhere(ofBody(besideOthers(isTooLong))),
  },

  'error/category-properties-noticed-beside-others': {
    harm: 'The server reports an unknown property of a category only beside other issues, so a misspelled parent is lost.',
    breaks: [
      { rule: 'error/unknown-property-refused', operation: 'createCategory' },
      { rule: 'write/server-properties-refused', operation: 'createCategory' },
    ],
    change: endpoint('createCategory', ofBody(besideOthers(isUnknownProperty))),
  },

  // Several faults that are not checked because they are several.
  'error/history-queries-with-many-faults-accepted': {
    harm: 'The server gives up on a query with more than three invalid parameters and returns the history without any filter.',
    breaks: [
      { rule: 'sorting/unknown-parameter-refused', operation: 'listProductHistory' },
      { rule: 'error/parameter-out-of-bounds-refused', operation: 'listProductHistory' },
    ],
    change: endpoint(
      'listProductHistory',
      ofQuery((issues) => (issues.length > 3 ? [] : issues)),
    ),
  },

  // The first fault only.
  'error/transfer-list-stops-and-ignores-parameter': {
    harm: 'The list of transfers reports the first invalid parameter only, and ignores an unknown one instead of reporting it.',
    breaks: [{ rule: 'sorting/unknown-parameter-refused', operation: 'listTransfers' }],
    change: endpoint('listTransfers', ofQuery(firstWithout(isUnknownParameter))),
  },
  'error/alert-list-stops-and-ignores-day': {
    harm: 'The list of alerts reports the first invalid parameter only, and ignores an end of the period that does not exist.',
    breaks: [{ rule: 'error/parameter-out-of-bounds-refused', operation: 'listAlertHistory' }],
    change: endpoint('listAlertHistory', ofQuery(firstWithout(at('endDate')))),
  },
  'error/attribute-check-stops-and-ignores-property': {
    harm: 'The error for an attribute contains the first issue only, and the server ignores a misspelled property instead of reporting it.',
    breaks: [{ rule: 'error/unknown-property-refused', operation: 'createAttribute' }],
    change: endpoint('createAttribute', ofBody(firstWithout((issue) => isUnknownProperty(issue) && !isSetByServer(issue)))),
  },
  'error/scenario-check-stops-and-ignores-length': {
    harm: 'The error for a scenario contains the first issue only, and the server stores a name that is too long.',
    breaks: [{ rule: 'error/out-of-bounds-refused', operation: 'createForecastScenario' }],
    change: endpoint('createForecastScenario', ofBody(firstWithout((issue) => at('/name')(issue) && isTooLong(issue)))),
  },

  // Rejections that name nothing.
  'error/link-list-names-none-of-several': {
    harm: 'The list of links names nothing if several parameters are invalid, and ignores an unknown link type alone.',
    breaks: [
      { rule: 'sorting/unknown-filter-value-refused', operation: 'listProductLinks' },
      { rule: 'error/envelope', operation: 'listProductLinks' },
    ],
    change: together(
      endpoint('listProductLinks', ofQuery(besideOthers(at('linkType')))),
      severalRefused('listProductLinks', () => []),
    ),
  },
  'error/variant-names-none-of-several': {
    harm: 'The error for a variant with several invalid properties has no list of issues, and a negative cost alone is accepted.',
    breaks: [
      { rule: 'error/out-of-bounds-refused', operation: 'createProductVariant' },
      { rule: 'error/envelope', operation: 'createProductVariant' },
    ],
    change: together(
      endpoint('createProductVariant', ofBody(besideOthers(at('/unitCost')))),
      severalRefused('createProductVariant', () => undefined),
    ),
  },

  // Rejections that name another place.
  'error/attribute-list-misnames-one-of-several': {
    harm: 'Beside other issues, the list of attributes reports an unknown parameter as one that was not sent; alone, it ignores the parameter.',
    breaks: [
      { rule: 'sorting/unknown-parameter-refused', operation: 'listAttributes' },
      { rule: 'error/issue-names-a-place', operation: 'listAttributes' },
    ],
    change: endpoint('listAttributes', ofQuery(misplaced(isUnknownParameter, 'filter'))),
  },
  'error/bin-list-misnames-one-of-several': {
    harm: 'Beside other issues, the list of bins reports an unknown direction under the name of the field; alone, it ignores the direction.',
    breaks: [{ rule: 'sorting/unknown-direction-refused', operation: 'listTransferBins' }],
    change: endpoint('listTransferBins', ofQuery(misplaced(at('sortOrder'), 'sortBy'))),
  },
  'error/category-misnames-one-of-several': {
    harm: 'Beside other issues, an invalid parent of a category is reported as an invalid name; alone, it causes a server error.',
    breaks: [
      { rule: 'error/wrong-type-refused', operation: 'createCategory' },
      { rule: 'error/issues-complete', operation: 'createCategory' },
    ],
    change: endpoint('createCategory', ofBody(misplaced(at('/parentId'), '/name'))),
  },
  'error/event-misnames-one-of-several': {
    harm: 'Beside other issues, the server reports a missing end of a promotion at its start, so a form highlights the wrong field.',
    breaks: [{ rule: 'error/issues-complete', operation: 'updateForecastEvent' }],
    change: endpoint(
      'updateForecastEvent',
      ofBody((issues) =>
        issues.length < 2 ? issues : issues.map((each) => (each.path === '/endsAt' ? { ...each, path: '/startsAt' } : each)),
      ),
    ),
  },
})
