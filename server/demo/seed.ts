import type { Permission } from '../../spec/contract.ts'
import { hashKeyText, parseKeyText } from '../keys/key-text.ts'
import type { KeyRecord } from '../store/keys-store.ts'
import type { Lot } from '../store/lookups-store.ts'
import type { Product } from '../store/products-store.ts'
import type { Store, Tenant, TenantStore } from '../store/store.ts'
import { fillAlerts } from './alerts.ts'
import { fillCatalog } from './catalog.ts'
import { fillForecasting } from './forecasting.ts'
import { fillInventory } from './inventory.ts'
import { created } from './clock.ts'
import { type DemoKeyName, demoKeys, type DemoTenant } from './keys.ts'
import { exampleReasons, nordwindPlaces, type Place, type Reasons, reasonsOf, suedlichtPlaces } from './places.ts'
import { exampleProducts, productsOf } from './products.ts'
import { random } from './random.ts'
import { nordwindRange, suedlichtRange } from './range.ts'
import { exampleStock, type Stock, stocksOf } from './stock.ts'
import { fillTransfers } from './transfers.ts'

const reading = [
  'admin.alerts.read',
  'admin.keys.read',
  'forecast.read',
  'inventory.read',
  'products.read',
  'transfers.read',
] as const satisfies readonly Permission[]

/** The properties of each demo key; the defaults are those of an active key. */
const kinds: Record<DemoKeyName, Pick<KeyRecord, 'name' | 'scopes'> & Partial<KeyRecord>> = {
  administrator: { name: 'Administrator', scopes: ['*'] },
  reader: { name: 'Reader', scopes: [...reading] },
  none: { name: 'Without permissions', scopes: [] },
  expired: { name: 'Expired', scopes: ['*'], expiresAt: '2026-05-01T00:00:00Z' },
  revoked: { name: 'Revoked', scopes: ['*'], revokedAt: '2026-05-22T09:00:00Z', updatedAt: '2026-05-22T09:00:00Z' },
}
/** The stored keys of a tenant, by the text of each. */
export function keyRecords(slug: string, texts: Readonly<Partial<Record<DemoKeyName, string>>>): KeyRecord[] {
  return (Object.keys(texts) as DemoKeyName[]).map((name) => {
    const text = texts[name] ?? ''
    const key = parseKeyText(text)
    if (key === undefined) throw new Error(`the demo key ${name} of ${slug} is malformed`)
    return {
      id: `key_${slug}_${name}`,
      publicId: key.publicId,
      secretHash: hashKeyText(text),
      keyPrefix: key.keyPrefix,
      last4: key.last4,
      expiresAt: null,
      allowedIps: [],
      createdAt: created,
      updatedAt: created,
      revokedAt: null,
      ...kinds[name],
    }
  })
}

/** The key of the contract's examples. No text has its hash, so it cannot be used. */
const exampleKey: KeyRecord = {
  id: 'key_123',
  publicId: 'ABC123',
  secretHash: '0'.repeat(64),
  name: 'Warehouse integration',
  keyPrefix: 'bdk_live_ABC123',
  last4: 'XYZ1',
  scopes: ['inventory.read', 'inventory.adjust'],
  expiresAt: '2027-06-01T00:00:00Z',
  allowedIps: [],
  createdAt: '2026-06-01T08:00:00Z',
  updatedAt: '2026-06-01T08:00:00Z',
  revokedAt: null,
}

/** The initial data of a tenant, ordered so that references point to existing rows. */
interface Contents {
  readonly keys: readonly KeyRecord[]
  readonly products: readonly Product[]
  readonly places: readonly Place[]
  readonly reasons: Reasons
  readonly lots: readonly Lot[]
  readonly stocks: readonly Stock[]
}

function nordwind(): Contents {
  const chance = random(123)
  const places = nordwindPlaces(chance)
  const reasons = reasonsOf(chance, exampleReasons)
  const range = productsOf(nordwindRange, chance)
  const [shoe, pole] = exampleProducts
  const parts = [
    exampleStock(chance, reasons),
    // The warehouse has only the shoes and poles of the examples; the stores have stock of their own.
    stocksOf([shoe, pole], places.slice(1), reasons, chance),
    stocksOf(range, places, reasons, chance),
  ]
  return {
    keys: [...keyRecords('nordwind', demoKeys.nordwind), exampleKey],
    products: [...exampleProducts, ...range],
    places,
    reasons,
    lots: parts.flatMap(({ lots }) => lots),
    stocks: parts.flatMap(({ stocks }) => stocks),
  }
}

function suedlicht(): Contents {
  const chance = random(456)
  const places = suedlichtPlaces(chance)
  const reasons = reasonsOf(chance)
  const products = productsOf(suedlichtRange, chance)
  return { keys: keyRecords('suedlicht', demoKeys.suedlicht), products, places, reasons, ...stocksOf(products, places, reasons, chance) }
}

async function fill(store: TenantStore, { keys, products, places, reasons, lots, stocks }: Contents): Promise<void> {
  for (const key of keys) await store.keys.insert(key)
  for (const product of products) await store.products.insert(product)
  for (const { location, bins } of places) {
    await store.locations.insert(location)
    for (const bin of bins) await store.bins.insert(bin)
  }
  const { others, ...named } = reasons
  for (const reason of [...Object.values(named), ...others]) await store.reasonCodes.insert(reason)
  for (const lot of lots) await store.lots.insert(lot)
  for (const { line, movements, since } of stocks) {
    await store.inventory.insert(line)
    for (const movement of movements) await store.adjustments.record(movement)
    if (since === undefined) continue
    const now = await store.inventory.find(line.id)
    if (now !== undefined) await store.inventory.update({ ...now, ...since })
  }
}

const tenants: readonly { readonly tenant: Tenant & { slug: DemoTenant }; readonly contents: () => Contents }[] = [
  { tenant: { id: 'tenant_nordwind', slug: 'nordwind', name: 'Nordwind Outdoor', createdAt: created }, contents: nordwind },
  { tenant: { id: 'tenant_suedlicht', slug: 'suedlicht', name: 'Südlicht Sport', createdAt: created }, contents: suedlicht },
]

/** Fills an empty database with the demo data in one transaction; leaves other databases unchanged. */
export async function seedDemo(store: Store): Promise<void> {
  await store.transaction(async (all) => {
    if (!(await all.isEmpty())) return
    for (const { tenant, contents } of tenants) {
      await all.insertTenant(tenant)
      await fill(all.forTenant(tenant.id), contents())
      await fillInventory(all.forTenant(tenant.id), tenant.slug)
      await fillCatalog(all.forTenant(tenant.id), tenant.slug)
      await fillAlerts(all.forTenant(tenant.id), tenant.slug)
      await fillTransfers(all.forTenant(tenant.id), tenant.slug)
      await fillForecasting(all.forTenant(tenant.id), tenant.slug)
    }
  })
}
