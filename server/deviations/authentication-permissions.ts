import type { OperationId, Schemas } from '../../spec/contract.ts'
import { parse } from '../http/parse.ts'
import type { Exchange } from '../http/exchange.ts'
import { RefusalError, refuse } from '../refusals.ts'
import type { TenantStore } from '../store/store.ts'
import { deviationsOf, endpoint, step, together, type Change } from './deviation.ts'
import { on } from './exchange.ts'

/** An endpoint that asks for other permissions than the contract names. */
function needs(id: OperationId, ...permissions: Schemas['Permission'][]): Change {
  return endpoint(id, (right) => ({ ...right, operation: { ...right.operation, permissions } }))
}

/** Looks for the thing before it asks whether the caller may know of it. */
function sought(operation: OperationId, find: (store: TenantStore, params: Readonly<Record<string, string>>) => Promise<unknown>): Change {
  return step('authorise', (right) => async (exchange, service) => {
    const { key, arrival } = exchange
    if (key !== undefined && on(operation)(exchange)) {
      const found = await find(service.store.forTenant(key.tenantId), arrival.params)
      if (found === undefined) throw refuse('resourceUnknown')
    }
    await right(exchange, service)
  })
}

/** Does something of its own where the key lacks a permission. */
function onLack(otherwise: (exchange: Exchange, refusal: RefusalError) => void): Change {
  return step('authorise', (right) => async (exchange, service) => {
    try {
      await right(exchange, service)
    } catch (error) {
      if (!(error instanceof RefusalError) || error.refusal !== 'scopeInsufficient') throw error
      otherwise(exchange, error)
    }
  })
}

/** Names others than the permissions that the key lacks. */
const named = (told: (missing: readonly unknown[]) => unknown[]): Change =>
  onLack((_exchange, { refusal, details, headers }) => {
    const { requiredPermissions } = details
    const missing = Array.isArray(requiredPermissions) ? requiredPermissions : []
    throw new RefusalError(refusal, { ...details, requiredPermissions: told(missing) }, headers)
  })

/** Lets a key pass that has one of these permissions, though it lacks the right one. */
const instead = (wanted: Schemas['Permission'] | undefined, suffices: (held: string, lacking: string) => boolean): Change =>
  onLack(({ key, target }, refusal) => {
    const [lacking] = target.endpoint?.operation.permissions ?? []
    const isMeant = lacking !== undefined && (wanted === undefined || lacking === wanted)
    if (!isMeant || key?.scopes.some((held) => suffices(held, lacking)) !== true) throw refusal
  })

const kindOf = (permission: string): string => permission.slice(0, permission.lastIndexOf('.'))

/** Writes of the inventory, which one plug-in of the server reads. */
const inventoryWrites = ['adjustInventory', 'recordStock', 'setAvailability'] as const satisfies OperationId[]

/** Faults in what a key may do. */
export const authenticationPermissions = deviationsOf({
  'authentication/forecast-changes-for-all': {
    harm: 'A key that was made for the warehouse reads who changed the forecast, and why.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'listForecastChanges' }],
    change: needs('listForecastChanges'),
  },
  'authentication/bins-for-all': {
    harm: 'A key without any permission reads the bins of every warehouse.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'listTransferBins' }],
    change: needs('listTransferBins'),
  },
  'authentication/categories-for-all': {
    harm: 'A key that was made for alerts reads any category of the catalog.',
    breaks: [
      { rule: 'authentication/permission-required', operation: 'getCategory' },
      { rule: 'authentication/permission-before-existence', operation: 'getCategory' },
    ],
    change: needs('getCategory'),
  },
  'authentication/cycle-counts-for-all': {
    harm: 'A key that was made for forecasts reads the counts of any warehouse.',
    breaks: [
      { rule: 'authentication/permission-required', operation: 'getCycleCount' },
      { rule: 'authentication/permission-before-existence', operation: 'getCycleCount' },
    ],
    change: needs('getCycleCount'),
  },
  'authentication/adjustment-for-all': {
    harm: 'A key without any permission changes what is on hand.',
    breaks: [{ rule: 'authentication/permission-before-body', operation: 'adjustInventory' }],
    change: needs('adjustInventory'),
  },
  'authentication/comparison-for-all': {
    harm: 'A key without any permission compares the scenarios of the planners.',
    breaks: [{ rule: 'authentication/permission-before-body', operation: 'compareForecastScenarios' }],
    change: needs('compareForecastScenarios'),
  },
  'authentication/revocation-for-all': {
    harm: 'Any key, whatever it was made for, revokes all others of the account.',
    breaks: [{ rule: 'authentication/permission-before-body', operation: 'revokeApiKey' }],
    change: needs('revokeApiKey'),
  },
  'authentication/writers-approve': {
    harm: 'Whoever may write transfers approves recommendations, which the contract keeps apart.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'approveTransferRecommendation' }],
    change: needs('approveTransferRecommendation', 'transfers.write'),
  },
  'authentication/approvers-execute': {
    harm: 'Whoever may approve a transfer also sends it on its way, and nobody looks at it twice.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'executeTransferRecommendation' }],
    change: needs('executeTransferRecommendation', 'transfers.approve'),
  },
  'authentication/readers-redirect-alerts': {
    harm: 'A key that may only read where alerts go sends them elsewhere.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'replaceAlertConfig' }],
    change: needs('replaceAlertConfig', 'admin.alerts.read'),
  },
  'authentication/readers-make-keys': {
    harm: 'A key that may only list keys makes new ones.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'createApiKey' }],
    change: needs('createApiKey', 'admin.keys.read'),
  },
  'authentication/one-of-two-permissions': {
    harm: 'A key that may see products sees their stock too, since only the first of two permissions is checked.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'listProductInventoryLevels' }],
    change: needs('listProductInventoryLevels', 'products.read'),
  },
  'authentication/any-permission-of-the-kind': {
    harm: 'A key that was made to read the stock also changes it, since only the first part of a permission is compared.',
    breaks: [
      { rule: 'authentication/no-other-permission-suffices', operation: 'adjustInventory' },
      { rule: 'authentication/no-other-permission-suffices', operation: 'listApiKeys' },
    ],
    change: instead(undefined, (held, lacking) => kindOf(held) === kindOf(lacking)),
  },
  'authentication/writers-approve-unseen': {
    harm: 'Whoever may write transfers also approves what is proposed, though everybody else is told that approving takes a permission of its own.',
    breaks: [{ rule: 'authentication/no-other-permission-suffices', operation: 'approveTransferRecommendation' }],
    change: instead('transfers.approve', (held) => held === 'transfers.write'),
  },
  'authentication/missing-permission-not-named': {
    harm: 'A developer whose key lacks a permission is not told which, and asks for all of them.',
    breaks: [
      { rule: 'authentication/permission-required', operation: 'deleteProduct' },
      { rule: 'authentication/permission-required', operation: 'setAvailability' },
      { rule: 'authentication/permission-required', operation: 'createTransfer' },
      { rule: 'authentication/permission-required', operation: 'listAlertHistory' },
      { rule: 'authentication/permission-required', operation: 'getPlanningKpi' },
      { rule: 'authentication/permission-required', operation: 'rotateApiKey' },
      { rule: 'authentication/missing-permissions-named', operation: 'deleteProduct' },
    ],
    change: named(() => []),
  },
  'authentication/first-permission-named-only': {
    harm: 'A developer asks for the permission that was named, and is refused again, for the next one.',
    breaks: [{ rule: 'authentication/missing-permissions-named', operation: 'listProductInventoryLevels' }],
    change: named((missing) => missing.slice(0, 1)),
  },
  'authentication/transfer-sought-before-permission': {
    harm: 'A key without permissions tells transfers that exist from those that do not.',
    breaks: [{ rule: 'authentication/permission-before-existence', operation: 'getTransfer' }],
    change: sought('getTransfer', (store, { transferId = '' }) => store.transfers.find(transferId)),
  },
  'authentication/event-sought-before-permission': {
    harm: 'A key without permissions tells forecast events that exist from those that do not.',
    breaks: [{ rule: 'authentication/permission-before-existence', operation: 'deleteForecastEvent' }],
    change: sought('deleteForecastEvent', (store, { eventId = '' }) => store.forecastEvents.find(eventId)),
  },
  'authentication/body-before-permission': {
    harm: 'A client mends its body again and again, only to learn that its key may not send it.',
    breaks: [
      { rule: 'authentication/permission-before-body', operation: 'adjustInventory' },
      { rule: 'authentication/permission-before-body', operation: 'recordStock' },
      { rule: 'authentication/permission-before-body', operation: 'setAvailability' },
    ],
    change: together(
      step('authorise', (right) => async (exchange, service) => {
        if (exchange.key !== undefined && on(...inventoryWrites)(exchange)) await parse(exchange)
        await right(exchange, service)
      }),
      step('parse', (right) => (exchange, service) => (on(...inventoryWrites)(exchange) ? undefined : right(exchange, service))),
    ),
  },
  'authentication/query-before-permission': {
    harm: 'A client mends its query, only to learn that its key may not ask at all.',
    breaks: [
      { rule: 'authentication/permission-before-validation', operation: 'listInventory' },
      { rule: 'authentication/permission-before-validation', operation: 'listForecastEvents' },
    ],
    change: step('authorise', (right) => async (exchange, service) => {
      const { issues } = exchange.target.endpoint?.readQuery(exchange.arrival.query) ?? { issues: [] }
      if (exchange.key !== undefined && issues.length > 0) throw refuse('requestInvalid', { issues: [...issues] })
      await right(exchange, service)
    }),
  },
})
