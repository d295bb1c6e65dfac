import { raises, recipients } from '../alerts/config.ts'
import { manualMessage } from '../alerts/message.ts'
import type { Alert, AlertConfig, StockBalance } from '../store/alerts-store.ts'
import type { TenantStore } from '../store/store.ts'
import { timestamp } from '../timestamp.ts'
import { daysBefore, demoNow } from './clock.ts'
import type { DemoTenant } from './keys.ts'
import { type Random, random } from './random.ts'

const configs: Readonly<Record<DemoTenant, AlertConfig>> = {
  nordwind: {
    enabled: true,
    destinations: [{ id: 'dest_123', type: 'EMAIL', value: 'planning@outdoor.example', name: 'Planning team', enabled: true }],
    alertTypes: { stockout: true, lowAtp: true, forecastDeviation: true, expiry: true, slowMoving: false, overstock: false },
    cooldownMinutes: 60,
  },
  suedlicht: {
    enabled: true,
    destinations: [
      { id: 'dest_suedlicht_1', type: 'WEBHOOK', value: 'https://hooks.suedlicht.example/stock', name: 'Stock board', enabled: true },
      { id: 'dest_suedlicht_2', type: 'EMAIL', value: 'store@suedlicht.example', name: 'Store', enabled: false },
    ],
    alertTypes: { stockout: true, lowAtp: true, forecastDeviation: true, expiry: true, slowMoving: true, overstock: true },
    cooldownMinutes: 120,
  },
}

/** Examples of observations for a product at a location, by alert type. */
const sightings: readonly ((
  product: string,
  location: string,
  random: Random,
) => Pick<Alert, 'type' | 'message' | 'value' | 'threshold'>)[] = [
  (product, location) => ({ type: 'STOCKOUT', message: `No units of ${product} are available at ${location}.`, value: 0, threshold: 0 }),
  (product, location, random) => {
    const value = random.whole(1, 9)
    return { type: 'LOW_ATP', message: `${value} of ${product} can be promised at ${location}; the threshold is 10.`, value, threshold: 10 }
  },
  (product, location, random) => {
    const value = random.whole(26, 80) / 100
    const message = `Demand for ${product} at ${location} is ${Math.round(value * 100)} % off its forecast; the threshold is 25 %.`
    return { type: 'FORECAST_DEVIATION', message, value, threshold: 0.25 }
  },
  (product, location, random) => {
    const value = random.whole(3, 14)
    return { type: 'EXPIRY', message: `A lot of ${product} at ${location} expires in ${value} days.`, value, threshold: 14 }
  },
  (product, location, random) => {
    const value = random.whole(90, 200)
    const message = `No units of ${product} have left ${location} for ${value} days; the threshold is 90.`
    return { type: 'SLOW_MOVING', message, value, threshold: 90 }
  },
]

/** An alert of the contract's examples, dated one day earlier. */
function exampleAlert(config: AlertConfig): Alert {
  return {
    id: 'alert_123',
    type: 'LOW_ATP',
    origin: 'AUTOMATIC',
    message: '5 of Trekking Pole can be promised at Munich store; the threshold is 10.',
    productMasterId: 'prod_124',
    locationId: 'loc_456',
    value: 5,
    threshold: 10,
    destinations: recipients(config),
    createdAt: '2026-05-31T16:20:00Z',
  }
}

/** The configuration of a tenant, and its alerts of the last three weeks, one in eight of which was triggered manually. */
export async function fillAlerts(store: TenantStore, slug: DemoTenant): Promise<void> {
  const chance = random(slug === 'nordwind' ? 321 : 654)
  const config = configs[slug]
  await store.alertConfigs.replace(config)
  if (slug === 'nordwind') await store.alerts.insert(exampleAlert(config))

  const balances: StockBalance[] = await store.stockBalances.all(timestamp(demoNow).slice(0, 10), null)
  for (let count = slug === 'nordwind' ? 30 : 8; count > 0; count--) {
    const { productMasterId, locationId, productName, locationName } = chance.pick(balances)
    const product = await store.products.find(productMasterId)
    const seen = chance.pick(
      sightings
        .map((tell) => tell(productName, locationName, chance))
        .filter(({ type }) => raises(config, type) && (type !== 'EXPIRY' || product?.lotTracked === true)),
    )
    const byHand = count % 8 === 0
    const days = chance.whole(0, 20)
    await store.alerts.insert({
      id: chance.id('alert'),
      ...(byHand ? { type: seen.type, message: manualMessage(seen.type, productName, locationName), value: null, threshold: null } : seen),
      origin: byHand ? 'MANUAL' : 'AUTOMATIC',
      productMasterId,
      locationId,
      destinations: recipients(config),
      // The last day ends at eight.
      createdAt: daysBefore(days, chance.whole(6 * 60, days === 0 ? 8 * 60 - 1 : 18 * 60)),
    })
  }
}
