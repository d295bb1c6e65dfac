/** The initial database of every run: the demo data of two tenants, and more rows that a run could mistake for its own. */
import { createHash } from 'node:crypto'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { demoNow } from '../../server/demo/clock.ts'
import { demoKeys, type DemoTenant } from '../../server/demo/keys.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import type { RandomBytes } from '../../server/random.ts'
import { openStore } from '../../server/store/open.ts'
import { snapshot, type Snapshot } from '../../test/database-difference.ts'
import { kindNames, kinds, type Kind } from './kinds.ts'
import { openReference, type Reference } from './reference.ts'
import type { PrimaryKeys } from './rows.ts'
import { strangersOf, type Things } from './strangers.ts'

export const tenantIds: Readonly<Record<DemoTenant, string>> = { nordwind: 'tenant_nordwind', suedlicht: 'tenant_suedlicht' }
export const tenants = Object.keys(tenantIds) as DemoTenant[]

/** Rate limits that no run reaches. */
export const generous = { perMinute: 1_000_000, perHour: 10_000_000, anonymousPerMinute: 1_000_000 }

export interface Template {
  /** The rows of every copy. */
  readonly before: Snapshot
  /** Primary key columns by table. */
  readonly primary: PrimaryKeys
  /** Ids of other clients' resources by tenant and kind, the easiest to harm first. */
  readonly strangers: Readonly<Record<DemoTenant, Readonly<Record<Kind, readonly string[]>>>>
  /** Copies the database to a file. */
  readonly copy: (file: string) => void
  readonly remove: () => void
}

export async function makeTemplate(): Promise<Template> {
  const directory = mkdtempSync(path.join(tmpdir(), 'harm-template-'))
  const file = path.join(directory, 'template.db')
  const store = await openStore(`file:${file}`)
  await seedDemo(store)
  await store.close()
  const things = inDatabase(file, (database) => tenants.map((tenant) => fill(database, tenantIds[tenant])))
  const reference = await openReference(file, { clock: ticking(demoNow), random: repeatable(), limits: generous })
  for (const [index, tenant] of tenants.entries()) await work(reference, tenant, things[index] ?? [])
  await reference.close()
  // Only the main file is copied, so the write-ahead log is written back first.
  inDatabase(file, (database) => database.pragma('wal_checkpoint(TRUNCATE)'))
  const before = snapshot(file)
  const strangers = (tenant: DemoTenant) =>
    Object.fromEntries(
      kindNames.map((kind) => [kind, strangersOf(before.get(kinds[kind].table) ?? [], tenantIds[tenant], kind)]),
    ) as Record<Kind, string[]>
  return {
    before,
    primary: inDatabase(file, (database) => new Map([...before.keys()].map((table) => [table, primaryKey(database, table)]))),
    strangers: { nordwind: strangers('nordwind'), suedlicht: strangers('suedlicht') },
    copy: (to) => copyFileSync(file, to),
    remove: () => rmSync(directory, { recursive: true }),
  }
}

function primaryKey(database: Database.Database, table: string): string[] {
  const columns = database.prepare(`pragma table_info("${table}")`).all() as { name: string; pk: number }[]
  return columns.filter(({ pk }) => pk > 0).map(({ name }) => name)
}

function inDatabase<T>(file: string, work: (database: Database.Database) => T): T {
  const database = new Database(file)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

/** A clock that advances by one second with each call. */
function ticking(from: number): () => number {
  let now = from
  return () => (now += 1000)
}

/** Repeatable bytes, so that every template has the same ids. */
function repeatable(): RandomBytes {
  let count = 0
  return (size) => {
    const bytes: number[] = []
    while (bytes.length < size) bytes.push(...createHash('sha256').update(String(count++)).digest())
    return Uint8Array.from(bytes.slice(0, size))
  }
}

/** Texts of other clients that a careless search could attribute to the run: a digit, the start of a tag, a complete tag of another run. */
const texts = ['3', 'Lamp 3', 'conf-', 'conf-lamp', 'my-conf-3-deed', 'conf-3conf-3'] as const
/** Ids of minimum length, and ids similar to the texts of a run. */
const ids = ['3', 'conf-3', 'd', '33', 'x-conf-', 'data'] as const

/** Adds rows with chosen ids and texts, which no operation of the contract could create. Returns the products, with and without stock. */
function fill(database: Database.Database, tenant: string): Things {
  const columnsOf = (table: string): string[] =>
    (database.prepare(`pragma table_xinfo("${table}")`).all() as { name: string; hidden: number }[])
      // Generated columns cannot be set.
      .filter(({ hidden }) => hidden === 0)
      .map(({ name }) => name)
  /** Copies a row of the table with some changed columns. */
  const add = (table: string, like: string, changes: Readonly<Record<string, string | number | null>>): void => {
    const columns = columnsOf(table)
    const known = columns.filter((name) => name in changes)
    const values = columns.map((name) => (name in changes ? '?' : `"${name}"`)).join(', ')
    const sql = `insert into "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) select ${values} from "${table}" where "tenantId" = ? and ${like} limit 1`
    const { changes: made } = database.prepare(sql).run(...known.map((name) => changes[name] ?? null), tenant)
    if (made !== 1) throw new Error(`Table ${table} has no row with ${like}`)
  }
  const when = (n: number) => ({ createdAt: `2023-01-0${n + 1}T00:00:00.000Z`, updatedAt: `2026-05-0${n + 1}T00:00:00.000Z` })
  const [location] = database.prepare('select id, name from locations where "tenantId" = ? order by id').all(tenant) as {
    id: string
    name: string
  }[]
  if (location === undefined) throw new Error('The demo tenant has no location')
  const things: Things = ids.map((id, n) => ({ id, text: texts[n] ?? id }))
  for (const [n, { id, text }] of things.entries()) {
    const sku = `${text}-sku`
    add('products', `"lotTracked" = 0`, { id, sku, name: text, description: `About ${text}`, status: 'ACTIVE', ...when(n) })
    const stocked = `stocked-${id}`
    const product = { id: stocked, sku: `${sku}-s`, name: `${text} in stock` }
    add('products', `"lotTracked" = 0`, { ...product, description: text, status: 'ACTIVE', ...when(n) })
    add('stockPositions', 'true', {
      productMasterId: stocked,
      locationId: location.id,
      productName: product.name,
      globalSku: product.sku,
    })
    add('stockLines', '"lotId" is null', {
      id,
      productMasterId: stocked,
      locationId: location.id,
      locationName: location.name,
      productName: product.name,
      globalSku: product.sku,
      binId: null,
      lotId: null,
      expiryDate: null,
      quantityOnHand: 700_000_000,
      quantityReserved: 0,
      quantityOnHold: 0,
      quantityPicked: 0,
      recalled: 0,
      updatedAt: when(n).updatedAt,
    })
    add('stockTransactions', `"transactionType" = 'RECORDED_STOCK'`, {
      id,
      inventoryItemId: id,
      productMasterId: stocked,
      locationId: location.id,
      deltaQty: 700_000_000,
      qtyBefore: 0,
      qtyAfter: 700_000_000,
      comment: text,
      createdAt: when(n).createdAt,
      transferId: null,
      cycleCountId: null,
    })
    const variant = `variant-${id}`
    const listed = { sku: `${sku}-v`, name: `${text} variant`, status: 'ACTIVE', ...when(n) }
    add('products', `"lotTracked" = 0`, { id: variant, description: text, ...listed })
    add('productVariants', 'true', { id: variant, parentId: id, ...listed })
    add('productLinks', 'true', { id, productMasterId: id, linkedProductMasterId: variant, note: text, createdAt: when(n).createdAt })
    add('attributes', `"dataType" = 'TEXT'`, { id, code: `stranger_${n}`, name: text, description: text, ...when(n) })
    add('categories', '"parentId" is null', {
      id,
      code: `stranger_${n}`,
      path: `stranger_${n}`,
      name: text,
      description: text,
      ...when(n),
    })
    add('inventoryLevels', 'true', { id, productMasterId: id, locationId: location.id, comments: text, ...when(n) })
    add('forecastEvents', 'true', { id, name: text, valueDescription: text, productMasterId: null, locationId: null, ...when(n) })
    add('forecastScenarios', `"status" = 'DRAFT'`, {
      id,
      name: text,
      description: text,
      includedEventIds: '[]',
      ...when(n),
    })
    add('apiKeys', `"revokedAt" is null`, {
      id,
      publicId: `stranger${tenant}${n}`,
      name: text,
      secretHash: createHash('sha256').update(`${tenant} ${n}`).digest('hex'),
      expiresAt: null,
      ...when(n),
    })
    add('alerts', 'true', { id, message: `About ${text}.`, createdAt: when(n).createdAt })
    add('transfers', `"status" = 'DRAFT'`, {
      id,
      sourceLocationId: location.id,
      lines: JSON.stringify([{ productMasterId: stocked, lotId: null, binId: null, destBinId: null, quantity: 5, allocations: [] }]),
      comment: text,
      recommendationId: null,
      ...when(n),
    })
    add('transferProducts', '"neededProductId" is not null', { transferId: id, productMasterId: stocked, neededProductId: stocked })
    add('cycleCounts', `"status" = 'OPEN'`, { id, locationId: location.id, comment: text, ...when(n) })
    add('cycleCountLines', '"countedQty" is null', { cycleCountId: id, inventoryItemId: id })
    add('transferRecommendations', `"status" = 'PENDING'`, { id, comment: text, reason: `About ${text}.`, ...when(n) })
  }
  return things
}

/** Moves some of the rows into states that only operations of the server can reach. */
async function work(reference: Reference, tenant: DemoTenant, things: Things): Promise<void> {
  const send = async (method: string, target: string, json: unknown): Promise<void> => {
    const { status, body } = await reference.answer({
      method,
      target,
      headers: [
        ['Authorization', `Bearer ${demoKeys[tenant].administrator}`],
        ['Content-Type', 'application/json'],
      ],
      body: Buffer.from(JSON.stringify(json)),
    })
    if (status >= 300) throw new Error(`${method} ${target} returned ${status}: ${body.toString()}`)
  }
  for (const { id } of things.slice(0, 4)) await send('POST', `/inventory/transfers/${id}`, { status: 'PENDING' })
  for (const { id } of things.slice(2, 4)) await send('POST', `/inventory/transfers/${id}`, { status: 'SHIPPED' })
  for (const { id } of things.slice(3, 5)) {
    await send('POST', `/inventory/cycle-counts/${id}/lines`, { lines: [{ inventoryItemId: id, countedQty: 700, comment: null }] })
  }
  await send('POST', '/transfers/recommendations', { minStockDifferencePct: 0.9 })
}
