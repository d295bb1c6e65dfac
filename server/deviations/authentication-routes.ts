import type { OperationId } from '../../spec/contract.ts'
import { demoKeys } from '../demo/keys.ts'
import { parse } from '../http/parse.ts'
import { parseKeyText } from '../keys/key-text.ts'
import { refuse } from '../refusals.ts'
import type { TenantStore } from '../store/store.ts'
import { deviationsOf, step, together, type Breach, type Change } from './deviation.ts'
import { on, type Fits } from './exchange.ts'

/** The account that an unprotected route uses: the first account of the server. */
const house = parseKeyText(demoKeys.nordwind.administrator)?.publicId ?? ''

/** Serves requests that it should reject. */
function unguarded(fits: Fits): Change {
  return step('admit', (right) => async (exchange, service) => {
    if (exchange.key === undefined && fits(exchange)) exchange.key = await service.store.findKey(house)
    if (exchange.key === undefined) await right(exchange, service)
  })
}

const every = (rule: string, operations: readonly OperationId[]): Breach[] => operations.map((operation) => ({ rule, operation }))

const deletions = ['deleteProduct', 'deleteForecastEvent', 'archiveForecastScenario'] as const satisfies OperationId[]
/** Operations with a body, from every group. */
const writes = [
  'createProduct',
  'assignProductCategories',
  'adjustInventory',
  'setAvailability',
  'updateTransfer',
  'approveTransferRecommendation',
  'replaceAlertConfig',
  'updateForecastEvent',
  'createApiKey',
] as const satisfies OperationId[]

/** Looks up the resource before it authenticates, like frameworks that bind path parameters to records. */
function bound(operation: OperationId, find: (store: TenantStore, params: Readonly<Record<string, string>>) => Promise<unknown>): Change {
  return step('authenticate', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (!on(operation)(exchange)) return
    const owner = exchange.key ?? (await service.store.findKey(house))
    if (owner === undefined) return
    if ((await find(service.store.forTenant(owner.tenantId), exchange.arrival.params)) === undefined) throw refuse('resourceUnknown')
  })
}

/** Faults in which requests require a key, and in when it is checked. */
export const authenticationRoutes = deviationsOf({
  'authentication/taxonomies-without-key': {
    harm: 'The taxonomies can be read without an API key.',
    breaks: [{ rule: 'authentication/credential-required', operation: 'listTaxonomies' }],
    change: unguarded(on('listTaxonomies')),
  },
  'authentication/product-without-key': {
    harm: 'A product can be read without an API key by anyone who knows its id.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'getProduct' },
      { rule: 'authentication/before-existence', operation: 'getProduct' },
    ],
    change: unguarded(on('getProduct')),
  },
  'authentication/reason-codes-without-key': {
    harm: 'The reason codes for stock adjustments can be read without an API key.',
    breaks: [{ rule: 'authentication/credential-required', operation: 'listReasonCodes' }],
    change: unguarded(on('listReasonCodes')),
  },
  'authentication/transfer-without-key': {
    harm: 'Transfers between warehouses can be created without an API key.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'createTransfer' },
      { rule: 'authentication/before-body', operation: 'createTransfer' },
    ],
    change: unguarded(on('createTransfer')),
  },
  'authentication/alert-trigger-without-key': {
    harm: 'Alerts can be sent without an API key.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'triggerAlert' },
      { rule: 'authentication/before-body', operation: 'triggerAlert' },
    ],
    change: unguarded(on('triggerAlert')),
  },
  'authentication/accuracy-without-key': {
    harm: 'The forecast accuracy of a SKU can be read without an API key by any competitor who knows the SKU.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'getSkuAccuracy' },
      { rule: 'authentication/before-existence', operation: 'getSkuAccuracy' },
    ],
    change: unguarded(on('getSkuAccuracy')),
  },
  'authentication/keys-listed-without-key': {
    harm: 'The API keys of an account and their permissions can be listed without an API key.',
    breaks: [{ rule: 'authentication/credential-required', operation: 'listApiKeys' }],
    change: unguarded(on('listApiKeys')),
  },
  'authentication/deletion-without-key': {
    harm: 'Products, events and scenarios can be deleted without an API key, because the list of protected methods lacks DELETE.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'deleteProduct' },
      ...every('authentication/credential-required', deletions.slice(1)),
      ...every('authentication/before-existence', deletions),
    ],
    change: unguarded(on(...deletions)),
  },
  'authentication/head-without-key': {
    harm: 'HEAD requires no API key, so anyone can detect what exists in an account and how large it is.',
    breaks: [{ rule: 'authentication/head-protected' }],
    change: unguarded(({ arrival }) => arrival.method === 'HEAD'),
  },
  'authentication/head-of-items-without-key': {
    harm: 'HEAD on single resources requires no API key, so anyone can detect which transfer ids are in use.',
    breaks: [{ rule: 'authentication/head-protected', operation: 'getTransfer' }],
    change: unguarded((exchange) => exchange.arrival.method === 'HEAD' && on('getTransfer')(exchange)),
  },
  'authentication/path-before-key': {
    harm: 'Requests without an API key get different responses for existing and unknown paths, so anyone can list the paths of the API.',
    breaks: [{ rule: 'authentication/unknown-path-protected' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      if (exchange.target.endpoint === undefined && exchange.target.allow === undefined) throw refuse('resourceUnknown')
      await right(exchange, service)
    }),
  },
  'authentication/method-before-key': {
    harm: 'Requests without an API key get different responses for known and unknown methods, so anyone can list the methods of each path.',
    breaks: [{ rule: 'authentication/undocumented-method-protected' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const { endpoint, allow } = exchange.target
      if (endpoint === undefined && allow !== undefined) throw refuse('methodUndocumented', { headers: { Allow: allow } })
      await right(exchange, service)
    }),
  },
  'authentication/query-before-key': {
    harm: 'The server validates the query before it checks the API key, so a client without a key looks for the error in its query.',
    breaks: [{ rule: 'authentication/before-validation' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const { issues } = exchange.target.endpoint?.readQuery(exchange.arrival.query) ?? { issues: [] }
      if (issues.length > 0) throw refuse('requestInvalid', { issues: [...issues] })
      await right(exchange, service)
    }),
  },
  'authentication/body-before-key': {
    harm: 'The server reads and parses the body before it checks the API key, so clients without a key can consume its resources.',
    breaks: [{ rule: 'authentication/before-body', operation: 'createProduct' }, ...every('authentication/before-body', writes.slice(1))],
    change: together(
      step('authenticate', (right) => async (exchange, service) => {
        await parse(exchange)
        await right(exchange, service)
      }),
      step('parse', () => () => undefined),
    ),
  },
  'authentication/transfer-sought-before-key': {
    harm: 'The server looks up the transfer before it checks the API key, so anyone can detect which transfers exist.',
    breaks: [{ rule: 'authentication/before-existence', operation: 'getTransfer' }],
    change: bound('getTransfer', (store, { transferId = '' }) => store.transfers.find(transferId)),
  },
  'authentication/scenario-sought-before-key': {
    harm: 'The server looks up the scenario before it checks the API key, so anyone can detect which scenarios exist.',
    breaks: [{ rule: 'authentication/before-existence', operation: 'publishForecastScenario' }],
    change: bound('publishForecastScenario', (store, { scenarioId = '' }) => store.forecastScenarios.find(scenarioId)),
  },
})
