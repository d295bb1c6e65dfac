/** The sums and figures that the database keeps, compared with those of the stock lines after random writes, in every engine. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { newDatabase } from '../testing/new-database.ts'
import { newStore } from '../testing/new-store.ts'
import { patience } from '../testing/property-runs.ts'
import { traceLine, traces } from '../testing/property-traces.ts'
import { first, line, movement, product, reason, written } from '../testing/store-suite/sample.ts'
import { openEngine } from './engines.ts'
import type { Channel, LineChoice, Position } from './inventory-store.ts'
import type { ListQuery, Page } from './list-query.ts'
import { storeOn } from './open.ts'
import { statement } from './statement.ts'
import type { StockLine } from './stock-lines-store.ts'
import type { OpenStore, TenantStore } from './store.ts'
import { totalValue } from '../value.ts'

const isOnPostgres = inject('postgres') !== undefined

let store: OpenStore
beforeEach(async () => {
  store = await newStore()
})
afterEach(() => store.close())

const products = ['prod_1', 'prod_2']
const locations = ['loc_1', 'loc_2']
const expiryDates = ['2026-05-31', '2026-06-01', '2027-01-01', null]
/** Before, on and after each of the dates. */
const days = ['2020-01-01', '2026-05-31', '2026-06-01', '2026-06-02', '2027-01-01', '2030-01-01']
const either = [false, true]
const choices = either.flatMap((includeExpired) =>
  either.flatMap((includeRecalled) => either.map((includeOnHold) => ({ includeExpired, includeRecalled, includeOnHold }))),
)
const severities = ['CRITICAL', 'LOW', 'OK'] as const

const available = (each: StockLine) => each.quantityOnHand - each.quantityReserved - each.quantityOnHold - each.quantityPicked
const isExpired = ({ expiryDate }: StockLine, today: string) => expiryDate !== null && expiryDate < today
const isChosen = (each: StockLine, choice: LineChoice, today: string) =>
  (choice.includeExpired === true || !isExpired(each, today)) &&
  (choice.includeRecalled === true || !each.recalled) &&
  (choice.includeOnHold === true || each.quantityOnHand === 0 || each.quantityOnHold < each.quantityOnHand)

const sumOf = <Item>(items: readonly Item[], quantity: (item: Item) => number) => items.reduce((sum, item) => sum + quantity(item), 0)

/** The sums of lines by position. */
function positionsOf(lines: readonly StockLine[], today: string): Map<string, Position & { readonly available: number }> {
  const places = new Map<string, StockLine[]>()
  for (const each of lines) {
    const place = `${each.productMasterId} ${each.locationId}`
    places.set(place, [...(places.get(place) ?? []), each])
  }
  return new Map(
    [...places].map(([place, there]) => {
      const { productMasterId, productName, globalSku, locationId, locationName } = there[0]!
      return [
        place,
        {
          productMasterId,
          productName,
          globalSku,
          locationId,
          locationName,
          onHand: sumOf(there, (each) => each.quantityOnHand),
          reserved: sumOf(there, (each) => each.quantityReserved),
          onHold: sumOf(there, (each) => each.quantityOnHold),
          picked: sumOf(there, (each) => each.quantityPicked),
          recalled: sumOf(there, (each) => (each.recalled ? each.quantityOnHand : 0)),
          expired: sumOf(there, (each) => (isExpired(each, today) ? each.quantityOnHand : 0)),
          stockLineCount: there.length,
          available: sumOf(there, available),
        },
      ]
    }),
  )
}

const severityOf = (quantity: number, { safetyStock, lowAtpThreshold }: Channel) =>
  quantity <= safetyStock ? 'CRITICAL' : quantity <= safetyStock + lowAtpThreshold ? 'LOW' : 'OK'

type Expected = ReturnType<typeof positionsOf>

type Value = (position: Position & { available: number }) => number | string

/** Positions in the order of a value; ids decide between equal ones. */
const inOrder = (positions: Expected, value: Value): Position[] =>
  [...positions.values()]
    .toSorted((a, b) => {
      const [one, two] = [value(a), value(b)]
      if (one !== two) return one < two ? -1 : 1
      return `${a.productMasterId} ${a.locationId}` < `${b.productMasterId} ${b.locationId}` ? -1 : 1
    })
    .map(({ available: _, ...position }) => position)

/** Compares a page that has all with what it should have, in this order. */
function comparePage(page: Page<Position>, expected: Expected, value: Value) {
  expect(page.pagination.total).toBe(expected.size)
  expect(page.data).toEqual(inOrder(expected, value))
}

/** The orders of the positions of a severity by a sum. */
const orders = [
  ['totalOnHand', ({ onHand }) => onHand],
  ['totalReserved', ({ reserved }) => reserved],
  ['minAtp', (each) => each.available],
] as const satisfies readonly (readonly [string, Value])[]

type Asked = Omit<ListQuery<'listChannelLocationAtp'>, 'sortBy'>

/** Compares the positions of a severity in all orders of sums. */
async function compareOrders(tenant: TenantStore, query: Asked, today: string, expected: Expected) {
  for (const [sortBy, value] of orders) comparePage(await tenant.availability.positions({ ...query, sortBy }, today), expected, value)
}

/** The same in the reverse orders, one by one. */
async function comparePages(tenant: TenantStore, query: Asked, today: string, expected: Expected) {
  for (const [sortBy, value] of orders) {
    const reverse: Position[] = []
    for (let page = 1; page <= expected.size; page += 1) {
      const { data } = await tenant.availability.positions({ ...query, sortBy, sortOrder: 'desc', page, limit: 1 }, today)
      reverse.push(...data)
    }
    expect(reverse).toEqual(inOrder(expected, value).toReversed())
  }
}

async function compareDay(tenant: TenantStore, today: string, locationId: string | undefined, all: readonly StockLine[]): Promise<void> {
  const asked = locationId === undefined ? first : { ...first, locationId }
  const channels = await tenant.channels.all()
  for (const choice of choices) {
    const lines = all.filter((each) => isChosen(each, choice, today))
    const positions = positionsOf(lines, today)
    const query = { ...asked, ...choice, summary: true, includeStockLines: false }
    comparePage(await tenant.availability.sums({ ...query, sortBy: 'qtyOnHand' }, today), positions, ({ onHand }) => onHand)
    comparePage(await tenant.availability.sums({ ...query, sortBy: 'qtyAvailable' }, today), positions, (each) => each.available)
    const { pagination } = await tenant.availability.lines({ ...query, sortBy: 'productMasterId', limit: 1 }, today)
    expect(pagination.total).toBe(lines.length)
  }
  const promised = all.filter((each) => isChosen(each, { includeOnHold: true }, today))
  const positions = positionsOf(promised, today)
  const having = (severity: string, of: readonly Channel[]) =>
    new Map([...positions].filter(([, each]) => of.some((channel) => severityOf(each.available, channel) === severity)))
  const noneWithout = channels.length === 0 ? new Map() : positions
  comparePage(await tenant.availability.positions({ ...asked, sortBy: 'totalReserved' }, today), noneWithout, (each) => each.reserved)
  comparePage(await tenant.availability.positions({ ...asked, sortBy: 'globalSku' }, today), noneWithout, (each) => each.globalSku)
  for (const severity of severities) {
    await compareOrders(tenant, { ...asked, severity }, today, having(severity, channels))
    await comparePages(tenant, { ...asked, severity }, today, having(severity, channels))
    for (const channel of channels) {
      const ofOne = { ...asked, severity, channelId: channel.id }
      await compareOrders(tenant, ofOne, today, having(severity, [channel]))
      const byName = await tenant.availability.positions({ ...ofOne, sortBy: 'globalSku' }, today)
      comparePage(byName, having(severity, [channel]), ({ globalSku }) => globalSku)
    }
  }
  const summaries = await tenant.channels.summaries({ ...asked, sortBy: 'channelId' }, today)
  expect(summaries.data).toMatchObject(
    channels.map((channel) => ({
      channelId: channel.id,
      rowCount: positions.size,
      okCount: having('OK', [channel]).size,
      lowCount: having('LOW', [channel]).size,
      criticalCount: having('CRITICAL', [channel]).size,
      totalOnHand: sumOf(promised, (each) => each.quantityOnHand),
      totalReserved: sumOf(promised, (each) => each.quantityReserved),
      totalOnHold: sumOf(promised, (each) => each.quantityOnHold),
      totalPicked: sumOf(promised, (each) => each.quantityPicked),
      totalAvailable: sumOf(promised, available),
      totalAtp: sumOf([...positions.values()], (each) => each.available - channel.safetyStock),
    })),
  )
}

const cents = (quantityOnHand: number, unitCost: number | null) => Math.round((totalValue({ quantityOnHand, unitCost }) ?? 0) * 100)

/** Sums of values by currency, in cents. */
function valuesOf(items: readonly { readonly currency: string; readonly value: number }[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { currency, value } of items) sums.set(currency, (sums.get(currency) ?? 0) + value)
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
}

async function compareFigures(tenant: TenantStore, today: string, locationId: string | null, all: readonly StockLine[]): Promise<void> {
  const soon = '2027-01-01'
  for (const productMasterId of [null, ...products]) {
    const own = all.filter((each) => productMasterId === null || each.productMasterId === productMasterId)
    const byProduct = [...new Set(own.map((each) => each.productMasterId))].map((id) => own.filter((each) => each.productMasterId === id))
    const known = own.filter((each) => each.unitCost !== null)
    const onHandAt = (id: string) =>
      sumOf(
        own.filter((each) => each.locationId === id),
        (each) => each.quantityOnHand,
      )
    const scope = { locationId, productMasterId, since: written, until: written, today, soon }
    const { locations: shown, ...rest } = await tenant.transaction(({ analytics }) => analytics.totals(scope))
    expect(rest).toEqual({
      stockLineCount: own.length,
      productCount: byProduct.length,
      stockoutCount: byProduct.filter((lines) => sumOf(lines, available) <= 0).length,
      totalOnHand: sumOf(own, (each) => each.quantityOnHand),
      totalReserved: sumOf(own, (each) => each.quantityReserved),
      totalOnHold: sumOf(own, (each) => each.quantityOnHold),
      totalPicked: sumOf(own, (each) => each.quantityPicked),
      totalRecalled: sumOf(own, (each) => (each.recalled ? each.quantityOnHand : 0)),
      totalExpired: sumOf(own, (each) => (isExpired(each, today) ? each.quantityOnHand : 0)),
      totalExpiringSoon: sumOf(own, ({ expiryDate, quantityOnHand }) =>
        expiryDate !== null && expiryDate >= today && expiryDate <= soon ? quantityOnHand : 0,
      ),
      totalAvailable: sumOf(own, available),
      values: [...valuesOf(known.map((each) => ({ ...each, value: cents(each.quantityOnHand, each.unitCost) })))].map(
        ([currency, value]) => ({
          currency,
          totalValue: value / 100,
        }),
      ),
    })
    expect(shown).toEqual(
      [...new Set(own.map((each) => each.locationId))]
        .sort((a, b) => onHandAt(b) - onHandAt(a) || (a < b ? -1 : 1))
        .map((id) => ({
          locationId: id,
          locationName: id,
          stockLineCount: own.filter((each) => each.locationId === id).length,
          totalOnHand: onHandAt(id),
          totalAvailable: sumOf(
            own.filter((each) => each.locationId === id),
            available,
          ),
        })),
    )
  }
  const positions = [...new Set(all.map((each) => `${each.productMasterId} ${each.locationId}`))].flatMap((place) => {
    const lines = all.filter((each) => `${each.productMasterId} ${each.locationId}` === place)
    const { currency = '', unitCost = null } = lines[0] ?? {}
    const onHand = sumOf(lines, (each) => each.quantityOnHand)
    return unitCost === null || onHand === 0 ? [] : [{ currency, value: cents(onHand, unitCost) }]
  })
  expect(await tenant.transaction(({ stockHoldings }) => stockHoldings.sums(locationId))).toEqual({
    quantityOnHand: sumOf(all, (each) => each.quantityOnHand),
    values: [...valuesOf(positions)].map(([currency, value]) => ({ currency, value: value / 100 })),
  })
}

async function compare(tenant: TenantStore, today: string): Promise<void> {
  const { data } = await tenant.inventory.list({ ...first, sortBy: 'globalSku' })
  await compareDay(tenant, today, undefined, data)
  await compareFigures(tenant, today, null, data)
  for (const locationId of locations) {
    const own = data.filter((each) => each.locationId === locationId)
    await compareDay(tenant, today, locationId, own)
    await compareFigures(tenant, today, locationId, own)
  }
}

interface Step {
  readonly sentence: string
  readonly run: (tenant: TenantStore) => Promise<unknown>
  readonly toString: () => string
}
const step = (sentence: string, run: Step['run']): Step => ({ sentence, run, toString: () => traceLine(sentence) })

let made = 0
const idOf = (kind: string) => `${kind}_${(made += 1)}`

/** Changes the stock line at this position of the list, if there is one. */
async function changed(tenant: TenantStore, which: number, change: (line: StockLine) => Promise<unknown>): Promise<void> {
  const { data } = await tenant.inventory.list({ ...first, sortBy: 'updatedAt' })
  const found = data[which % Math.max(data.length, 1)]
  if (found !== undefined) await change(found)
}

const whole = (max: number) => fc.integer({ min: 0, max })
const which = whole(20)
/** Mostly nothing, so that a position has enough for each severity. */
const quantities = fc.oneof(
  { arbitrary: fc.constant({ quantityReserved: 0, quantityOnHold: 0, quantityPicked: 0 }), weight: 3 },
  { arbitrary: fc.record({ quantityReserved: whole(4), quantityOnHold: whole(9), quantityPicked: whole(3) }), weight: 1 },
)

const insertion = fc
  .record({ productMasterId: fc.constantFrom(...products), locationId: fc.constantFrom(...locations), lot: whole(4), held: quantities })
  .map(({ productMasterId, locationId, lot, held }) =>
    step(`a line of ${productMasterId} at ${locationId} with lot ${lot} and ${JSON.stringify(held)}`, async (tenant) => {
      const lotId = lot === expiryDates.length ? null : `lot_${productMasterId}_${lot}`
      if ((await tenant.inventory.at({ productMasterId, locationId, lotId, binId: null })) === undefined)
        await tenant.inventory.insert(line({ id: idOf('line'), productMasterId, locationId, lotId, ...held }))
    }),
  )
const move = fc.record({ which, to: whole(9) }).map(({ which, to }) =>
  step(`the quantity ${to} of line ${which}`, (tenant) =>
    changed(tenant, which, async ({ id, quantityOnHand }) => {
      if (quantityOnHand === to) return
      const difference = { deltaQty: to - quantityOnHand, qtyBefore: quantityOnHand, qtyAfter: to }
      await tenant.adjustments.record(movement({ id: idOf('txn'), inventoryItemId: id, ...difference }))
    }),
  ),
)
const hold = fc
  .record({ which, held: quantities })
  .map(({ which, held }) =>
    step(`${JSON.stringify(held)} of line ${which}`, (tenant) =>
      changed(tenant, which, (found) => tenant.inventory.update({ ...found, ...held })),
    ),
  )
const recall = which.map((which) =>
  step(`a recall of line ${which}, or its end`, (tenant) =>
    changed(tenant, which, (found) => tenant.inventory.update({ ...found, recalled: !found.recalled })),
  ),
)
const opened = fc
  .record({ safetyStock: whole(6), lowAtpThreshold: whole(4) })
  .map((limits) =>
    step(`a channel with ${JSON.stringify(limits)}`, (tenant) =>
      tenant.channels.insert({ id: idOf('channel'), name: 'Shop', type: 'RETAIL', policyId: idOf('policy'), ...limits }),
    ),
  )
const changedProduct = fc
  .record({ id: fc.constantFrom(...products), unitCost: fc.constantFrom(null, 0.335, 1.005, 20), currency: fc.constantFrom('EUR', 'CHF') })
  .map(({ id, unitCost, currency }) =>
    step(`another name of ${id}, and the cost ${unitCost} ${currency}`, (tenant) =>
      tenant.products.update(product({ id, sku: `SKU-${id}`, name: idOf('Shoe'), unitCost, currency })),
    ),
  )
/** What was computed is kept, and must be forgotten with the next write. */
const asked = fc.constant(step('a look at the figures', (tenant) => tenant.transaction(({ stockHoldings }) => stockHoldings.sums(null))))
const done = fc.oneof(
  { arbitrary: insertion, weight: 4 },
  { arbitrary: move, weight: 6 },
  { arbitrary: hold, weight: 4 },
  { arbitrary: recall, weight: 2 },
  { arbitrary: opened, weight: 2 },
  { arbitrary: changedProduct, weight: 2 },
  { arbitrary: asked, weight: 3 },
)
const undone = done.map((each) =>
  step(`${each.sentence}, rolled back`, (tenant) =>
    tenant
      .transaction(async (inner) => {
        await each.run(inner)
        throw new Error('rolled back')
      })
      .catch((error: unknown) => {
        if ((error as Error).message !== 'rolled back') throw error
      }),
  ),
)
const steps = fc.array(fc.oneof({ arbitrary: done, weight: 9 }, { arbitrary: undone, weight: 1 }), {
  minLength: 5,
  maxLength: 40,
  size: 'max',
})

async function furnish(slug: string, where = store): Promise<TenantStore> {
  await where.insertTenant({ id: slug, slug, name: slug, createdAt: written })
  const tenant = where.forTenant(slug)
  for (const id of locations) await tenant.locations.insert({ id, name: id })
  for (const id of products) {
    await tenant.products.insert(product({ id }))
    for (const [number, expiryDate] of expiryDates.entries())
      await tenant.lots.insert({ id: `lot_${id}_${number}`, productMasterId: id, lotNumber: `LOT-${number}`, expiryDate })
  }
  await tenant.reasonCodes.insert(reason)
  return tenant
}

test(
  'sums of stock are those of the stock lines, on every day, whatever was written',
  async () => {
    let tenants = 0
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const tenant = await furnish(`t${(tenants += 1)}`)
        for (const each of all) await each.run(tenant)
        for (const today of days) await compare(tenant, today)
      }),
      traces(isOnPostgres ? 4 : 30),
    )
  },
  patience,
)

test('the sums follow a snapshot, a dump and what is computed anew', async () => {
  const tenant = await furnish('t')
  for (const each of fc.sample(steps, { numRuns: 3, seed: 1 }).flat()) await each.run(tenant)
  const dump = await store.dump()
  const snapshot = await store.snapshot()
  await changed(tenant, 0, (found) => tenant.inventory.update({ ...found, recalled: !found.recalled, quantityReserved: 40 }))
  await compare(tenant, '2026-06-01')
  await snapshot.restore()
  await compare(tenant, '2026-06-01')
  await snapshot.drop()
  await store.erase()
  await store.load(dump, () => Promise.resolve())
  for (const today of days) await compare(tenant, today)
})

test('the severities follow the limits of a channel', async () => {
  const postgres = inject('postgres')
  const engine = openEngine(postgres === undefined ? ':memory:' : await newDatabase(postgres))
  const own = await storeOn(engine)
  try {
    const tenant = await furnish('t', own)
    for (const each of fc.sample(steps, { numRuns: 3, seed: 2 }).flat()) await each.run(tenant)
    const limits = { id: 'channel_x', name: 'Shop', type: 'RETAIL', policyId: 'policy_x', safetyStock: 2, lowAtpThreshold: 2 } as const
    await tenant.channels.insert(limits)
    await engine.write(
      statement((db) => db.updateTable('channelPolicies').set({ safetyStock: 5_000_000 }).where('id', '=', 'policy_x')),
      {},
    )
    await compare(tenant, '2026-06-01')
    await engine.write(
      statement((db) => db.deleteFrom('channelPolicies').where('id', '=', 'policy_x')),
      {},
    )
    await engine.write(
      statement((db) => db.deleteFrom('channels').where('id', '=', 'channel_x')),
      {},
    )
    await compare(tenant, '2026-06-01')
  } finally {
    await own.close()
  }
})
