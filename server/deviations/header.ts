import { deviationsOf, location, step } from './deviation.ts'
import { headers, on } from './exchange.ts'

const isHead = ({ arrival }: { readonly arrival: { readonly method: string } }): boolean => arrival.method === 'HEAD'
const isError = ({ status }: { readonly status: number }): boolean => status >= 400

/** Faults in headers. */
export const header = deviationsOf({
  'header/availability-as-text': {
    harm: 'The availability has the Content-Type of plain text, so a client that depends on it does not parse the response.',
    breaks: [{ rule: 'header/content-type', operation: 'listAvailability' }],
    change: headers(on('listAvailability'), { 'Content-Type': 'text/plain; charset=utf-8' }),
  },
  'header/scenarios-as-html': {
    harm: 'The comparison of scenarios has the Content-Type of HTML, so a client that depends on it treats the response as a web page.',
    breaks: [{ rule: 'header/content-type', operation: 'getForecastScenario' }],
    change: headers(on('getForecastScenario'), { 'Content-Type': 'text/html' }),
  },
  'header/charset-latin': {
    harm: 'The Content-Type declares a Latin charset, so a client that depends on it reads "Südlicht" as "SÃ¼dlicht".',
    breaks: [
      { rule: 'header/content-type', operation: 'listProducts' },
      { rule: 'header/content-type', operation: 'listTransfers' },
    ],
    change: headers(() => true, { 'Content-Type': 'application/json; charset=iso-8859-1' }),
  },
  'header/no-content-type-for-keys': {
    harm: 'The key endpoints send no Content-Type, so clients cannot determine the format of the response.',
    breaks: [{ rule: 'header/content-type', operation: 'listApiKeys' }],
    change: headers(on('listApiKeys'), { 'Content-Type': null }),
  },
  'header/forecast-cached': {
    harm: 'The forecast may be cached for five minutes, so a shared proxy can return the forecast of one account to another.',
    breaks: [{ rule: 'header/not-stored', operation: 'getForecast' }],
    change: headers(on('getForecast'), { 'Cache-Control': 'public, max-age=300' }),
  },
  'header/new-key-stored': {
    harm: 'The response to the creation of a key may be cached, so a cache stores the secret.',
    breaks: [
      { rule: 'header/not-stored', operation: 'createApiKey' },
      { rule: 'header/not-stored', operation: 'rotateApiKey' },
    ],
    change: headers(on('createApiKey', 'rotateApiKey'), { 'Cache-Control': 'no-cache' }),
  },
  'header/taxonomy-kept-privately': {
    harm: 'A taxonomy may be cached by the browser for an hour, so the next user of the browser sees it.',
    breaks: [{ rule: 'header/not-stored', operation: 'getTaxonomy' }],
    change: headers(on('getTaxonomy'), { 'Cache-Control': 'private, max-age=3600' }),
  },
  'header/errors-cached': {
    harm: 'Errors may be cached, so a cache still returns 404 for a transfer after it was created.',
    breaks: [
      { rule: 'header/not-stored', operation: 'getTransfer' },
      { rule: 'header/not-stored', operation: 'updateProduct' },
    ],
    change: headers(({ status }) => status === 404, { 'Cache-Control': null }),
  },
  'header/no-request-id-for-alerts': {
    harm: 'Responses of the alert endpoints have no request id, so a failed alert cannot be found in the log.',
    breaks: [
      { rule: 'header/documented-headers-present', operation: 'triggerAlert' },
      { rule: 'header/documented-headers-present', operation: 'listAlertHistory' },
    ],
    change: headers(on('triggerAlert', 'listAlertHistory'), { 'X-Request-Id': null }),
  },
  'header/no-location-for-cycle-count': {
    harm: 'The response to a new cycle count has no Location, so a client that follows Location fails.',
    breaks: [{ rule: 'header/documented-headers-present', operation: 'createCycleCount' }],
    change: headers((exchange) => on('createCycleCount')(exchange) && exchange.status === 201, { Location: null }),
  },
  'header/no-limits-on-writes': {
    harm: 'Writes of forecast events have no rate limit headers, so the client does not see that it is close to the limit.',
    breaks: [
      { rule: 'header/documented-headers-present', operation: 'createForecastEvent' },
      { rule: 'header/documented-headers-present', operation: 'updateForecastEvent' },
    ],
    change: step(
      'stateLimits',
      (right) => (exchange, service) => (on('createForecastEvent', 'updateForecastEvent')(exchange) ? undefined : right(exchange, service)),
    ),
  },
  'header/date-in-local-time': {
    harm: 'The Date header is in local time, so a client that uses it as its clock is two hours ahead.',
    breaks: [{ rule: 'header/date' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      exchange.headers['Date'] = new Date(service.clock() + 2 * 3_600_000).toUTCString()
    }),
  },
  'header/errors-sniffed': {
    harm: 'Errors lack `X-Content-Type-Options`, so a browser may interpret parts of an error as HTML.',
    breaks: [
      { rule: 'header/no-sniffing', operation: 'createProduct' },
      { rule: 'header/no-sniffing', operation: 'getCycleCount' },
    ],
    change: headers(isError, { 'X-Content-Type-Options': null }),
  },
  'header/accuracy-sniffed': {
    harm: 'The forecast accuracy lacks `X-Content-Type-Options`, so a browser guesses its type.',
    breaks: [{ rule: 'header/no-sniffing', operation: 'getSkuAccuracy' }],
    change: headers(on('getSkuAccuracy'), { 'X-Content-Type-Options': 'sniff' }),
  },
  'header/server-version': {
    harm: 'All responses state the server software and its version, so attackers can look up known vulnerabilities.',
    breaks: [{ rule: 'header/no-versions' }],
    change: headers(() => true, { Server: 'nginx/1.18.0 (Ubuntu)' }),
  },
  'header/framework-on-drilldown': {
    harm: 'The response of an older route states the framework of the server.',
    breaks: [{ rule: 'header/no-versions', operation: 'getChannelLocationDrilldown' }],
    change: headers(on('getChannelLocationDrilldown'), { 'X-Powered-By': 'Express' }),
  },
  'header/head-cached': {
    harm: 'Responses to HEAD may be cached, although those to GET may not.',
    breaks: [{ rule: 'header/head-equals-get' }, { rule: 'header/not-stored' }],
    change: headers(isHead, { 'Cache-Control': null }),
  },
  'header/head-of-another-type': {
    harm: 'Responses to HEAD have the Content-Type of plain text, although those to GET have JSON.',
    breaks: [{ rule: 'header/head-equals-get' }],
    change: headers(isHead, { 'Content-Type': 'text/plain; charset=utf-8' }),
  },
  'header/head-without-limits': {
    harm: 'Responses to HEAD have no rate limit headers.',
    breaks: [{ rule: 'header/head-equals-get', operation: 'getProduct' }],
    change: step('stateLimits', (right) => (exchange, service) => (isHead(exchange) ? undefined : right(exchange, service))),
  },
  'header/location-of-the-stock-line': {
    harm: 'The Location of an adjustment filters movements by the id of the stock line, so it returns an empty list.',
    breaks: [{ rule: 'header/location-names-what-was-made', operation: 'createAdjustment' }],
    change: location('createAdjustment', '/inventory/adjustments?id={$response.body#/data/transaction/inventoryItemId}'),
  },
  'header/location-of-the-linked-product': {
    harm: 'The Location of a new link contains the id of the linked product instead of the id of the link.',
    breaks: [{ rule: 'header/location-names-what-was-made', operation: 'createProductLink' }],
    change: location(
      'createProductLink',
      '/products/{$response.body#/data/productMasterId}/links?id={$response.body#/data/linkedProductMasterId}',
    ),
  },
})
