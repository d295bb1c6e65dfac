import type { ProductPlace, StockBalance } from '../store/alerts-store.ts'
import type { TenantStore } from '../store/store.ts'
import { millisecondsOf, timestamp } from '../timestamp.ts'
import { defaultConfig, raises, recipients } from './config.ts'
import { type Crossing, crossings } from './crossing.ts'
import { crossingMessage } from './message.ts'

const minute = 60_000

const dayOf = (now: number) => new Date(now).toISOString().slice(0, 10)

/**
 * The balances at the given places before a change of stock or reservations, to be passed to `raiseStockAlerts` afterwards. Duplicate places
 * count once. `now` in milliseconds.
 */
export async function balancesAt(store: TenantStore, places: readonly ProductPlace[], now: number): Promise<StockBalance[]> {
  const distinct = new Map(places.map((place) => [JSON.stringify([place.productMasterId, place.locationId]), place]))
  const balances: StockBalance[] = []
  for (const { productMasterId, locationId } of distinct.values()) {
    const nothing = { productMasterId, locationId, productName: '', locationName: '', onHand: 0, available: 0 }
    balances.push((await store.stockBalances.at({ productMasterId, locationId }, dayOf(now))) ?? nothing)
  }
  return balances
}

/**
 * Records the alerts for a change. Call it once, at the end of the transaction of the change, so that intermediate states raise no alerts.
 * `before` is the result of `balancesAt` before the change.
 */
export async function raiseStockAlerts(
  store: TenantStore,
  before: readonly StockBalance[],
  now: number,
  newId: (prefix: string) => string,
): Promise<void> {
  const config = (await store.alertConfigs.find()) ?? defaultConfig
  const channels = await store.channels.all()

  const isCooling = async (type: Crossing['type'], place: ProductPlace) => {
    const last = await store.alerts.lastRaised(type, place)
    return last !== undefined && now < millisecondsOf(last) + config.cooldownMinutes * minute
  }

  for (const was of before) {
    const is = await store.stockBalances.at(was, dayOf(now))
    if (is === undefined || (is.available === was.available && is.onHand === was.onHand)) continue
    const maxQuantity = (await store.inventoryLevels.find(was.productMasterId, was.locationId))?.maxQuantity ?? null
    for (const crossing of crossings(was, is, { maxQuantity, channels })) {
      const { type, value, threshold } = crossing
      if (!raises(config, type) || (await isCooling(type, was))) continue
      await store.alerts.insert({
        id: newId('alert'),
        type,
        origin: 'AUTOMATIC',
        message: crossingMessage(crossing, is.productName, is.locationName),
        productMasterId: is.productMasterId,
        locationId: is.locationId,
        value,
        threshold,
        destinations: recipients(config),
        createdAt: timestamp(now),
      })
    }
  }
}
