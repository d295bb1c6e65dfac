import { deviationsOf, location, step } from './deviation.ts'
import { headers, on } from './exchange.ts'

const isHead = ({ arrival }: { readonly arrival: { readonly method: string } }): boolean => arrival.method === 'HEAD'
const isError = ({ status }: { readonly status: number }): boolean => status >= 400

/** Faults in headers. */
export const header = deviationsOf({
  'header/availability-as-text': {
    harm: 'A client that goes by the Content-Type shows the availability as text instead of reading it.',
    breaks: [{ rule: 'header/content-type', operation: 'listAvailability' }],
    change: headers(on('listAvailability'), { 'Content-Type': 'text/plain; charset=utf-8' }),
  },
  'header/scenarios-as-html': {
    harm: 'A client that goes by the Content-Type takes a comparison of scenarios for a web page.',
    breaks: [{ rule: 'header/content-type', operation: 'getForecastScenario' }],
    change: headers(on('getForecastScenario'), { 'Content-Type': 'text/html' }),
  },
  'header/charset-latin': {
    harm: 'A client that goes by the charset reads "Südlicht" as "SÃ¼dlicht".',
    breaks: [
      { rule: 'header/content-type', operation: 'listProducts' },
      { rule: 'header/content-type', operation: 'listTransfers' },
    ],
    change: headers(() => true, { 'Content-Type': 'application/json; charset=iso-8859-1' }),
  },
  'header/no-content-type-for-keys': {
    harm: 'A client that goes by the Content-Type does not know what it gets when it asks for keys.',
    breaks: [{ rule: 'header/content-type', operation: 'listApiKeys' }],
    change: headers(on('listApiKeys'), { 'Content-Type': null }),
  },
  'header/forecast-cached': {
    harm: 'A proxy shows one account the forecast of another for five minutes.',
    breaks: [{ rule: 'header/not-stored', operation: 'getForecast' }],
    change: headers(on('getForecast'), { 'Cache-Control': 'public, max-age=300' }),
  },
  'header/new-key-stored': {
    harm: 'A cache keeps the secret of a new key.',
    breaks: [
      { rule: 'header/not-stored', operation: 'createApiKey' },
      { rule: 'header/not-stored', operation: 'rotateApiKey' },
    ],
    change: headers(on('createApiKey', 'rotateApiKey'), { 'Cache-Control': 'no-cache' }),
  },
  'header/taxonomy-kept-privately': {
    harm: 'A browser shows a taxonomy for an hour to whoever uses it next.',
    breaks: [{ rule: 'header/not-stored', operation: 'getTaxonomy' }],
    change: headers(on('getTaxonomy'), { 'Cache-Control': 'private, max-age=3600' }),
  },
  'header/errors-cached': {
    harm: 'A cache goes on telling that a transfer does not exist after it was made.',
    breaks: [
      { rule: 'header/not-stored', operation: 'getTransfer' },
      { rule: 'header/not-stored', operation: 'updateProduct' },
    ],
    change: headers(({ status }) => status === 404, { 'Cache-Control': null }),
  },
  'header/no-request-id-for-alerts': {
    harm: 'Whoever reports a failed alert has no number by which it could be found in the log.',
    breaks: [
      { rule: 'header/documented-headers-present', operation: 'triggerAlert' },
      { rule: 'header/documented-headers-present', operation: 'listAlertHistory' },
    ],
    change: headers(on('triggerAlert', 'listAlertHistory'), { 'X-Request-Id': null }),
  },
  'header/no-location-for-cycle-count': {
    harm: 'A client that follows Location after starting a cycle count leads nowhere.',
    breaks: [{ rule: 'header/documented-headers-present', operation: 'createCycleCount' }],
    change: headers((exchange) => on('createCycleCount')(exchange) && exchange.status === 201, { Location: null }),
  },
  'header/no-limits-on-writes': {
    harm: 'A client that writes forecast events does not see that it is about to be limited.',
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
    harm: 'A client that reckons by the Date of the server is two hours ahead.',
    breaks: [{ rule: 'header/date' }],
    change: step('envelop', (right) => async (exchange, service) => {
      await right(exchange, service)
      exchange.headers['Date'] = new Date(service.clock() + 2 * 3_600_000).toUTCString()
    }),
  },
  'header/errors-sniffed': {
    harm: 'A browser guesses what an error is, and may take a part of it for markup.',
    breaks: [
      { rule: 'header/no-sniffing', operation: 'createProduct' },
      { rule: 'header/no-sniffing', operation: 'getCycleCount' },
    ],
    change: headers(isError, { 'X-Content-Type-Options': null }),
  },
  'header/accuracy-sniffed': {
    harm: 'A browser guesses what the accuracy of a forecast is.',
    breaks: [{ rule: 'header/no-sniffing', operation: 'getSkuAccuracy' }],
    change: headers(on('getSkuAccuracy'), { 'X-Content-Type-Options': 'sniff' }),
  },
  'header/server-version': {
    harm: 'An attacker reads from any answer which known holes the server has.',
    breaks: [{ rule: 'header/no-versions' }],
    change: headers(() => true, { Server: 'nginx/1.18.0 (Ubuntu)' }),
  },
  'header/framework-on-drilldown': {
    harm: 'An attacker reads from one older route which framework it runs on.',
    breaks: [{ rule: 'header/no-versions', operation: 'getChannelLocationDrilldown' }],
    change: headers(on('getChannelLocationDrilldown'), { 'X-Powered-By': 'Express' }),
  },
  'header/head-cached': {
    harm: 'A cache that asks with HEAD keeps what it must not keep.',
    breaks: [{ rule: 'header/head-equals-get' }, { rule: 'header/not-stored' }],
    change: headers(isHead, { 'Cache-Control': null }),
  },
  'header/head-of-another-type': {
    harm: 'A client that asks with HEAD for what it will get is told that it is text.',
    breaks: [{ rule: 'header/head-equals-get' }],
    change: headers(isHead, { 'Content-Type': 'text/plain; charset=utf-8' }),
  },
  'header/head-without-limits': {
    harm: 'A client that asks with HEAD how much of its limit is left is not told.',
    breaks: [{ rule: 'header/head-equals-get', operation: 'getProduct' }],
    change: step('stateLimits', (right) => (exchange, service) => (isHead(exchange) ? undefined : right(exchange, service))),
  },
  'header/location-of-the-stock-line': {
    harm: 'A client that follows the Location of an adjustment gets an empty list, since it filters movements by the id of the stock line.',
    breaks: [{ rule: 'header/location-names-what-was-made', operation: 'createAdjustment' }],
    change: location('createAdjustment', '/inventory/adjustments?id={$response.body#/data/transaction/inventoryItemId}'),
  },
  'header/location-of-the-linked-product': {
    harm: 'The Location of a new link has the id of the product at its other end, so nobody finds the link by it.',
    breaks: [{ rule: 'header/location-names-what-was-made', operation: 'createProductLink' }],
    change: location(
      'createProductLink',
      '/products/{$response.body#/data/productMasterId}/links?id={$response.body#/data/linkedProductMasterId}',
    ),
  },
})
