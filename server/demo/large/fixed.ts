/** What the large data set has at every scale: its tenant, keys, channels, reasons, and the attributes and categories of its products. */
import { sql } from 'kysely'
import { newAttribute } from '../../catalog/attribute.ts'
import { newCategory, wordsOfCategory } from '../../catalog/category.ts'
import { recipients } from '../../alerts/config.ts'
import type { AlertConfig } from '../../store/alerts-store.ts'
import type { Channel } from '../../store/inventory-store.ts'
import type { Tenant, TenantStore } from '../../store/store.ts'
import { created } from '../clock.ts'
import { largeKeys } from '../keys.ts'
import { keyRecords } from '../seed.ts'
import { reasonsOf } from '../places.ts'
import { random } from '../random.ts'
import * as f from './formulas.ts'

export const largeTenant: Tenant = { id: 'tenant_weltmarkt', slug: 'weltmarkt', name: 'Weltmarkt Wholesale', createdAt: created }

const { others, ...named } = reasonsOf(random(1))
const reasons = [...Object.values(named), ...others]

/** The id of a reason by its code. */
export function largeReason(code: 'CYCLE_COUNT' | 'DAMAGE' | 'FOUND_STOCK' | 'SHRINK' | 'THEFT'): string {
  const reason = reasons.find((each) => each.code === code)
  if (reason === undefined) throw new Error(`there is no reason ${code}`)
  return reason.id
}

const channels: readonly Channel[] = [
  { id: 'WEB', name: 'Webshop', type: 'E_COMMERCE', policyId: 'policy_web', safetyStock: 5, lowAtpThreshold: 20 },
  { id: 'MARKT', name: 'Marketplace', type: 'MARKETPLACE', policyId: 'policy_markt', safetyStock: 20, lowAtpThreshold: 40 },
  { id: 'PARTNER', name: 'Partners', type: 'WHOLESALE', policyId: 'policy_partner', safetyStock: 120, lowAtpThreshold: 60 },
]

export const largeChannel = (index: f.Whole): f.Text =>
  f.pick(
    index,
    channels.map(({ id }) => id),
  )

const alertConfig: AlertConfig = {
  enabled: true,
  destinations: [{ id: 'dest_weltmarkt', type: 'EMAIL', value: 'stock@weltmarkt.example', name: 'Stock desk', enabled: true }],
  alertTypes: { stockout: true, lowAtp: true, forecastDeviation: true, expiry: true, slowMoving: true, overstock: true },
  cooldownMinutes: 240,
}
export const recipientsJson = JSON.stringify(recipients(alertConfig))

export const largeAttribute = newAttribute(
  'attr_colour',
  { code: 'colour', name: 'Colour', description: null, dataType: 'ENUM', allowedValues: [...f.colours], unit: null },
  created,
)

const taxonomy = { id: 'tax_range', code: 'range', name: 'Range', description: null, createdAt: created, updatedAt: created }
const codeOf = (name: string) => name.toLowerCase().replaceAll(' ', '_')
const root = newCategory(
  'cat_range',
  { taxonomyId: taxonomy.id, parentId: null, code: 'all', name: 'Everything', description: null, keywords: [] },
  undefined,
  created,
)
const categories = f.goods.map((name, index) =>
  newCategory(
    `cat_${index}`,
    { taxonomyId: taxonomy.id, parentId: root.id, code: codeOf(name), name, description: null, keywords: [] },
    root,
    created,
  ),
)

/** The columns of a category by the index of its goods, as SQL. */
export const largeCategory = (index: f.Whole) => {
  const of = (column: 'path' | 'name') =>
    f.pick(
      index,
      categories.map((each) => each[column]),
    )
  return { id: sql<string>`('cat_' || cast(${index} as text))`, taxonomyId: f.text(taxonomy.id), path: of('path'), name: of('name') }
}

/** Inserts it; the tenant must exist. */
export async function fillFixed(store: TenantStore): Promise<void> {
  for (const key of keyRecords(largeTenant.slug, largeKeys)) await store.keys.insert(key)
  for (const reason of reasons) await store.reasonCodes.insert(reason)
  for (const channel of channels) await store.channels.insert(channel)
  await store.alertConfigs.replace(alertConfig)
  await store.attributes.insert(largeAttribute)
  await store.taxonomies.insert(taxonomy)
  for (const category of [root, ...categories]) await store.categories.insert(category, wordsOfCategory(category))
}
