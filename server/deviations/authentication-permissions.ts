import type { OperationId, Permission } from '../../spec/contract.ts'
import { parse } from '../http/parse.ts'
import type { Exchange } from '../http/exchange.ts'
import { RefusalError, refuse } from '../refusals.ts'
import type { TenantStore } from '../store/store.ts'
import { deviationsOf, endpoint, step, together, type Change } from './deviation.ts'
import { on } from './exchange.ts'

/** An endpoint that requires other permissions than those of the contract. */
function needs(id: OperationId, ...permissions: Permission[]): Change {
  return endpoint(id, (right) => ({ ...right, operation: { ...right.operation, permissions } }))
}

/** Looks up the resource before it checks the permission. */
function sought(operation: OperationId, find: (store: TenantStore, params: Readonly<Record<string, string>>) => Promise<unknown>): Change {
  return step('authorize', (right) => async (exchange, service) => {
    const { key, arrival } = exchange
    if (key !== undefined && on(operation)(exchange)) {
      const found = await find(service.store.forTenant(key.tenantId), arrival.params)
      if (found === undefined) throw refuse('resourceUnknown')
    }
    await right(exchange, service)
  })
}

/** Runs custom code if the key lacks a permission. */
function onLack(otherwise: (exchange: Exchange, refusal: RefusalError) => void): Change {
  return step('authorize', (right) => async (exchange, service) => {
    try {
      await right(exchange, service)
    } catch (error) {
      if (!(error instanceof RefusalError) || error.refusal !== 'scopeInsufficient') throw error
      otherwise(exchange, error)
    }
  })
}

/** Reports other permissions than the missing ones. */
const named = (told: (missing: readonly unknown[]) => unknown[]): Change =>
  onLack((_exchange, { refusal, details, headers }) => {
    const { requiredPermissions } = details
    const missing = Array.isArray(requiredPermissions) ? requiredPermissions : []
    throw new RefusalError(refusal, { ...details, requiredPermissions: told(missing) }, headers)
  })

/** Accepts a key with one of these permissions, although it lacks the required one. */
const instead = (wanted: Permission | undefined, suffices: (held: string, lacking: string) => boolean): Change =>
  onLack(({ key, target }, refusal) => {
    const [lacking] = target.endpoint?.operation.permissions ?? []
    const isMeant = lacking !== undefined && (wanted === undefined || lacking === wanted)
    if (!isMeant || key?.scopes.some((held) => suffices(held, lacking)) !== true) throw refusal
  })

const kindOf = (permission: string): string => permission.slice(0, permission.lastIndexOf('.'))

/** Write operations of the inventory that share a plug-in. */
const inventoryWrites = ['adjustInventory', 'recordStock', 'setAvailability'] as const satisfies OperationId[]

/** Faults in the permissions of a key. */
export const authenticationPermissions = deviationsOf({
  'authentication/forecast-changes-for-all': {
    harm: 'The change log of the forecast requires no permission, so a key for the warehouse reads who changed the forecast and why.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'listForecastChanges' }],
    change: needs('listForecastChanges'),
  },
  'authentication/bins-for-all': {
    harm: 'The list of bins requires no permission, so any key reads the bins of every warehouse.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'listTransferBins' }],
    change: needs('listTransferBins'),
  },
  'authentication/categories-for-all': {
    harm: 'A category requires no permission, so a key for alerts reads any category of the catalog.',
    breaks: [
      { rule: 'authentication/permission-required', operation: 'getCategory' },
      { rule: 'authentication/permission-before-existence', operation: 'getCategory' },
    ],
    change: needs('getCategory'),
  },
  'authentication/cycle-counts-for-all': {
    harm: 'A cycle count requires no permission, so a key for forecasts reads the counts of any warehouse.',
    breaks: [
      { rule: 'authentication/permission-required', operation: 'getCycleCount' },
      { rule: 'authentication/permission-before-existence', operation: 'getCycleCount' },
    ],
    change: needs('getCycleCount'),
  },
  'authentication/adjustment-for-all': {
    harm: 'Adjusting inventory requires no permission, so any key changes the quantity on hand.',
    breaks: [{ rule: 'authentication/permission-before-body', operation: 'adjustInventory' }],
    change: needs('adjustInventory'),
  },
  'authentication/comparison-for-all': {
    harm: 'Comparing scenarios requires no permission, so any key reads the scenarios of the planners.',
    breaks: [{ rule: 'authentication/permission-before-body', operation: 'compareForecastScenarios' }],
    change: needs('compareForecastScenarios'),
  },
  'authentication/revocation-for-all': {
    harm: 'Revoking a key requires no permission, so any key can revoke all other keys of the account.',
    breaks: [{ rule: 'authentication/permission-before-body', operation: 'revokeApiKey' }],
    change: needs('revokeApiKey'),
  },
  'authentication/writers-approve': {
    harm: 'A key that may write transfers can also approve recommendations, although the contract has a separate permission for it.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'approveTransferRecommendation' }],
    change: needs('approveTransferRecommendation', 'transfers.write'),
  },
  'authentication/approvers-execute': {
    harm: 'A key that may approve transfers can also execute them, so no second person checks a transfer.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'executeTransferRecommendation' }],
    change: needs('executeTransferRecommendation', 'transfers.approve'),
  },
  'authentication/readers-redirect-alerts': {
    harm: 'A key that may only read the alert configuration can also replace it, and so redirect alerts.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'replaceAlertConfig' }],
    change: needs('replaceAlertConfig', 'admin.alerts.read'),
  },
  'authentication/readers-make-keys': {
    harm: 'A key that may only list keys can create new keys.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'createApiKey' }],
    change: needs('createApiKey', 'admin.keys.read'),
  },
  'authentication/one-of-two-permissions': {
    harm: 'The server checks only the first of two required permissions, so a key that may read products also reads their stock.',
    breaks: [{ rule: 'authentication/permission-required', operation: 'listProductInventoryLevels' }],
    change: needs('listProductInventoryLevels', 'products.read'),
  },
  'authentication/any-permission-of-the-kind': {
    harm: 'The server compares only the first part of a permission, so a key that may read inventory also changes it.',
    breaks: [
      { rule: 'authentication/no-other-permission-suffices', operation: 'adjustInventory' },
      { rule: 'authentication/no-other-permission-suffices', operation: 'listApiKeys' },
    ],
    change: instead(undefined, (held, lacking) => kindOf(held) === kindOf(lacking)),
  },
  'authentication/writers-approve-unseen': {
    harm: 'A key that may write transfers can also approve recommendations, although the error for other keys names a separate permission.',
    breaks: [{ rule: 'authentication/no-other-permission-suffices', operation: 'approveTransferRecommendation' }],
    change: instead('transfers.approve', (held) => held === 'transfers.write'),
  },
  'authentication/missing-permission-not-named': {
    harm: 'The error for a missing permission does not name the permission, so developers request all of them.',
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
    harm: 'The error names only the first missing permission, so a developer who requests it gets the next error.',
    breaks: [{ rule: 'authentication/missing-permissions-named', operation: 'listProductInventoryLevels' }],
    change: named((missing) => missing.slice(0, 1)),
  },
  'authentication/transfer-sought-before-permission': {
    harm: 'The server looks up the transfer before it checks the permission, so a key without permissions can detect which transfers exist.',
    breaks: [{ rule: 'authentication/permission-before-existence', operation: 'getTransfer' }],
    change: sought('getTransfer', (store, { transferId = '' }) => store.transfers.find(transferId)),
  },
  'authentication/event-sought-before-permission': {
    harm: 'The server looks up the forecast event before it checks the permission, so a key without permissions can detect which events exist.',
    breaks: [{ rule: 'authentication/permission-before-existence', operation: 'deleteForecastEvent' }],
    change: sought('deleteForecastEvent', (store, { eventId = '' }) => store.forecastEvents.find(eventId)),
  },
  'authentication/body-before-permission': {
    harm: 'The server validates the body before it checks the permission, so a client corrects a body that its key may not send.',
    breaks: [
      { rule: 'authentication/permission-before-body', operation: 'adjustInventory' },
      { rule: 'authentication/permission-before-body', operation: 'recordStock' },
      { rule: 'authentication/permission-before-body', operation: 'setAvailability' },
    ],
    change: together(
      step('authorize', (right) => async (exchange, service) => {
        if (exchange.key !== undefined && on(...inventoryWrites)(exchange)) await parse(exchange)
        await right(exchange, service)
      }),
      step('parse', (right) => (exchange, service) => (on(...inventoryWrites)(exchange) ? undefined : right(exchange, service))),
    ),
  },
  'authentication/query-before-permission': {
    harm: 'The server validates the query before it checks the permission, so a client corrects a query that its key may not send.',
    breaks: [
      { rule: 'authentication/permission-before-validation', operation: 'listInventory' },
      { rule: 'authentication/permission-before-validation', operation: 'listForecastEvents' },
    ],
    change: step('authorize', (right) => async (exchange, service) => {
      const { issues } = exchange.target.endpoint?.readQuery(exchange.arrival.query) ?? { issues: [] }
      if (exchange.key !== undefined && issues.length > 0) throw refuse('requestInvalid', { issues: [...issues] })
      await right(exchange, service)
    }),
  },
})
