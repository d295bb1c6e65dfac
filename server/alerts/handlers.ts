import type { Handlers } from '../handlers.ts'
import { refuse } from '../refusals.ts'
import type { Alert } from '../store/alerts-store.ts'
import { timestamp } from '../timestamp.ts'
import { defaultConfig, recipients, replacedConfig } from './config.ts'
import { manualMessage } from './message.ts'

export const alertsHandlers = {
  getAlertConfig: async ({ store }) => ({ status: 200, data: { config: (await store.alertConfigs.find()) ?? defaultConfig } }),

  replaceAlertConfig: ({ body, store, newId }) =>
    store.transaction(async ({ alertConfigs }) => {
      const present = (await alertConfigs.find()) ?? defaultConfig
      const config = replacedConfig(body.config, present, () => newId('dest'))
      await alertConfigs.replace(config)
      return { status: 200 as const, data: { config } }
    }),

  listAlertHistory: async ({ query, store }) => ({ status: 200, ...(await store.alerts.list(query)) }),

  triggerAlert: ({ body, store, now, newId }) =>
    store.transaction(async ({ products, locations, alerts, alertConfigs }) => {
      const { type, message, productMasterId, locationId } = body
      const product = productMasterId === null ? undefined : await products.find(productMasterId)
      const location = locationId === null ? undefined : await locations.find(locationId)
      const issues = [
        ...(productMasterId !== null && product === undefined
          ? [{ in: 'body' as const, path: '/productMasterId', message: 'must be the id of a product' }]
          : []),
        ...(locationId !== null && location === undefined
          ? [{ in: 'body' as const, path: '/locationId', message: 'must be the id of a location' }]
          : []),
      ]
      if (issues.length > 0) throw refuse('referenceUnknown', { issues })

      const alert: Alert = {
        id: newId('alert'),
        type,
        origin: 'MANUAL',
        message: message ?? manualMessage(type, product?.name, location?.name),
        productMasterId,
        locationId,
        value: null,
        threshold: null,
        destinations: recipients((await alertConfigs.find()) ?? defaultConfig),
        createdAt: timestamp(now),
      }
      await alerts.insert(alert)
      return { status: 200 as const, data: alert }
    }),
} satisfies Pick<Handlers, 'getAlertConfig' | 'replaceAlertConfig' | 'listAlertHistory' | 'triggerAlert'>
