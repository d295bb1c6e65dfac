import type { Schemas } from '../../spec/contract.ts'
import { rounded } from '../quantity.ts'
import type { Level } from '../store/inventory-store.ts'
import type { Product } from '../store/products-store.ts'
import { issue } from './body-issues.ts'

type Sent = Required<Omit<Schemas['InventoryLevelUpsert'], 'productMasterId' | 'productId' | 'locationId'>>

const kept = (quantity: number | null) => (quantity === null ? null : rounded(quantity))

/** The settings from the request body, with quantities rounded to six decimal places. */
export function levelSettings(sent: Sent): Omit<Level, 'id' | 'productMasterId' | 'locationId' | 'createdAt' | 'updatedAt'> {
  return {
    minQuantity: kept(sent.minQuantity),
    reorderQuantity: kept(sent.reorderQuantity),
    maxQuantity: kept(sent.maxQuantity),
    status: sent.status,
    abcClass: sent.abcClass,
    expectedLeadTimeDays: sent.expectedLeadTimeDays,
    replenishmentPeriodDays: sent.replenishmentPeriodDays,
    forecastPeriodDays: sent.forecastPeriodDays,
    forecastQuantity: kept(sent.forecastQuantity),
    preferredBinLocationId: sent.preferredBinLocationId,
    replenishmentLocationId: sent.replenishmentLocationId,
    comments: sent.comments,
  }
}

/** The issues in the order of the quantities: each must be at most the next given one. */
export function disorder(level: Pick<Level, 'minQuantity' | 'reorderQuantity' | 'maxQuantity'>): Schemas['Issue'][] {
  const names = (['minQuantity', 'reorderQuantity', 'maxQuantity'] as const).filter((name) => level[name] !== null)
  return names.flatMap((name, index) => {
    const next = names[index + 1]
    if (next === undefined || Number(level[name]) <= Number(level[next])) return []
    return [issue(`/${name}`, `must be at most ${next}`)]
  })
}

/** The settings in the format of the contract, with their product. */
export function inventoryLevel(level: Level, { id, sku, name }: Product): Schemas['InventoryLevel'] {
  return { ...level, product: { id, sku, name }, productMaster: { id, globalSku: sku, name } }
}
