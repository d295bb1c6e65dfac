import type { OperationId } from '../../spec/contract.ts'
import { demoKeys } from '../demo/keys.ts'
import { parse } from '../http/parse.ts'
import { parseKeyText } from '../keys/key-text.ts'
import { refuse } from '../refusals.ts'
import type { TenantStore } from '../store/store.ts'
import { deviationsOf, step, together, type Breach, type Change } from './deviation.ts'
import { on, type Fits } from './exchange.ts'

/** The account for which a route works that nobody thought of guarding: the one that the server was set up with. */
const house = parseKeyText(demoKeys.nordwind.administrator)?.publicId ?? ''

/** Serves what it should refuse. */
function unguarded(fits: Fits): Change {
  return step('admit', (right) => async (exchange, service) => {
    if (exchange.key === undefined && fits(exchange)) exchange.key = await service.store.findKey(house)
    if (exchange.key === undefined) await right(exchange, service)
  })
}

const every = (rule: string, operations: readonly OperationId[]): Breach[] => operations.map((operation) => ({ rule, operation }))

const deletions = ['deleteProduct', 'deleteForecastEvent', 'archiveForecastScenario'] as const satisfies OperationId[]
/** Some operations of every group that take a body. */
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

/** Looks for the thing before it asks who wants to know, as frameworks do that bind path parameters to records. */
function bound(operation: OperationId, find: (store: TenantStore, params: Readonly<Record<string, string>>) => Promise<unknown>): Change {
  return step('authenticate', (right) => async (exchange, service) => {
    await right(exchange, service)
    if (!on(operation)(exchange)) return
    const owner = exchange.key ?? (await service.store.findKey(house))
    if (owner === undefined) return
    if ((await find(service.store.forTenant(owner.tenantId), exchange.arrival.params)) === undefined) throw refuse('resourceUnknown')
  })
}

/** Faults in which requests are asked for a key at all, and when. */
export const authenticationRoutes = deviationsOf({
  'authentication/taxonomies-without-key': {
    harm: 'Anybody on the internet reads the taxonomies of the account.',
    breaks: [{ rule: 'authentication/credential-required', operation: 'listTaxonomies' }],
    change: unguarded(on('listTaxonomies')),
  },
  'authentication/product-without-key': {
    harm: 'Whoever learns the id of a product reads it without a key.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'getProduct' },
      { rule: 'authentication/before-existence', operation: 'getProduct' },
    ],
    change: unguarded(on('getProduct')),
  },
  'authentication/reason-codes-without-key': {
    harm: 'Anybody on the internet reads the reasons for which the account adjusts stock.',
    breaks: [{ rule: 'authentication/credential-required', operation: 'listReasonCodes' }],
    change: unguarded(on('listReasonCodes')),
  },
  'authentication/transfer-without-key': {
    harm: 'Anybody on the internet orders goods from one warehouse to another.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'createTransfer' },
      { rule: 'authentication/before-body', operation: 'createTransfer' },
    ],
    change: unguarded(on('createTransfer')),
  },
  'authentication/alert-trigger-without-key': {
    harm: 'Anybody on the internet sends alerts to the people who look after the stock.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'triggerAlert' },
      { rule: 'authentication/before-body', operation: 'triggerAlert' },
    ],
    change: unguarded(on('triggerAlert')),
  },
  'authentication/accuracy-without-key': {
    harm: 'A competitor who knows an article number reads how well its demand was forecast.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'getSkuAccuracy' },
      { rule: 'authentication/before-existence', operation: 'getSkuAccuracy' },
    ],
    change: unguarded(on('getSkuAccuracy')),
  },
  'authentication/keys-listed-without-key': {
    harm: 'Anybody on the internet sees which keys the account has, and what each may do.',
    breaks: [{ rule: 'authentication/credential-required', operation: 'listApiKeys' }],
    change: unguarded(on('listApiKeys')),
  },
  'authentication/deletion-without-key': {
    harm: 'Anybody on the internet deletes products, events and scenarios, since the list of guarded methods lacks DELETE.',
    breaks: [
      { rule: 'authentication/credential-required', operation: 'deleteProduct' },
      ...every('authentication/credential-required', deletions.slice(1)),
      ...every('authentication/before-existence', deletions),
    ],
    change: unguarded(on(...deletions)),
  },
  'authentication/head-without-key': {
    harm: 'Anybody finds out with HEAD what exists in an account, and how large it is.',
    breaks: [{ rule: 'authentication/head-protected' }],
    change: unguarded(({ arrival }) => arrival.method === 'HEAD'),
  },
  'authentication/head-of-items-without-key': {
    harm: 'Anybody finds out with HEAD which transfer numbers are in use.',
    breaks: [{ rule: 'authentication/head-protected', operation: 'getTransfer' }],
    change: unguarded((exchange) => exchange.arrival.method === 'HEAD' && on('getTransfer')(exchange)),
  },
  'authentication/path-before-key': {
    harm: 'A stranger maps the API without a key, since paths that exist are answered otherwise than paths that do not.',
    breaks: [{ rule: 'authentication/unknown-path-protected' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      if (exchange.target.endpoint === undefined && exchange.target.allow === undefined) throw refuse('resourceUnknown')
      await right(exchange, service)
    }),
  },
  'authentication/method-before-key': {
    harm: 'A stranger learns without a key which methods each path has.',
    breaks: [{ rule: 'authentication/undocumented-method-protected' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const { endpoint, allow } = exchange.target
      if (endpoint === undefined && allow !== undefined) throw refuse('methodUndocumented', { headers: { Allow: allow } })
      await right(exchange, service)
    }),
  },
  'authentication/query-before-key': {
    harm: 'A client whose key is missing is told to mend its query, and looks for the fault in the wrong place.',
    breaks: [{ rule: 'authentication/before-validation' }],
    change: step('authenticate', (right) => async (exchange, service) => {
      const { issues } = exchange.target.endpoint?.readQuery(exchange.arrival.query) ?? { issues: [] }
      if (issues.length > 0) throw refuse('requestInvalid', { issues: [...issues] })
      await right(exchange, service)
    }),
  },
  'authentication/body-before-key': {
    harm: 'A stranger without a key makes the server read and parse as many bodies as it likes.',
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
    harm: 'A stranger without a key tells transfers that exist from those that do not.',
    breaks: [{ rule: 'authentication/before-existence', operation: 'getTransfer' }],
    change: bound('getTransfer', (store, { transferId = '' }) => store.transfers.find(transferId)),
  },
  'authentication/scenario-sought-before-key': {
    harm: 'A stranger without a key tells scenarios that exist from those that do not.',
    breaks: [{ rule: 'authentication/before-existence', operation: 'publishForecastScenario' }],
    change: bound('publishForecastScenario', (store, { scenarioId = '' }) => store.forecastScenarios.find(scenarioId)),
  },
})
