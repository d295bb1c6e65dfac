/** The parts of the large data set that are too many for single writes: each table is filled by one statement from a series of numbers. */
import { type RawBuilder, sql } from 'kysely'
import type { Dialect } from '../../store/dialect.ts'
import type { Tables } from '../../store/tables.ts'
import { largeAttribute, largeCategory, largeChannel, largeReason, largeTenant, recipientsJson } from './fixed.ts'
import * as f from './formulas.ts'
import { type LargeSize, linesPerProduct, locationCount, movementsPerLine } from './size.ts'

type Row<Table extends keyof Tables> = Readonly<Partial<Record<keyof Tables[Table] & string, RawBuilder<unknown>>>>

/** Rows of a table, each with a number from 0 on. */
export interface Part {
  readonly table: keyof Tables
  /** How many numbers there are; some may have no row. */
  readonly numbers: number
  /** The values of a row by its number, and whether the number has one. */
  readonly row: (
    n: f.Whole,
    dialect: Dialect,
  ) => { readonly values: Readonly<Record<string, RawBuilder<unknown>>>; readonly where?: RawBuilder<unknown> }
}

const part = <Table extends keyof Tables>(
  table: Table,
  numbers: number,
  row: (n: f.Whole, dialect: Dialect) => { readonly values: Row<Table>; readonly where?: RawBuilder<unknown> },
): Part => ({
  table,
  numbers: Math.ceil(numbers),
  row: (n, dialect) => {
    const { values, where } = row(n, dialect)
    return {
      values: { tenantId: f.text(largeTenant.id), ...(values as Readonly<Record<string, RawBuilder<unknown>>>) },
      ...(where === undefined ? {} : { where }),
    }
  },
})

const nothing = sql`null`
const no = f.lit(0)
const zero = f.lit(0)
const hour = 3600
const after = (time: f.Whole, seconds: number): f.Whole => sql<number>`(${time} + ${sql.lit(seconds)})`
const times = (n: f.Whole, factor: number, more = 0): f.Whole => sql<number>`((${n}) * ${sql.lit(factor)} + ${sql.lit(more)})`
const [first, second] = [f.lit(0), f.lit(1)]
const letters = ['a', 'b']

/** The first stock line of a product. */
const firstLine = (p: f.Whole) => ({ l: times(p, linesPerProduct), p, j: first })
const location = (p: f.Whole, j: f.Whole) => f.id('loc', f.locationOf(p, j))

function places({ binsPerLocation }: LargeSize): Part[] {
  return [
    part('locations', locationCount, (n) => ({ values: { id: f.id('loc', n), name: f.locationName(n) } })),
    part('bins', locationCount * binsPerLocation, (n) => {
      const [at, bin] = [sql<number>`(${n} / ${sql.lit(binsPerLocation)})`, sql<number>`(${n} % ${sql.lit(binsPerLocation)})`]
      const name = sql<string>`(${f.pick(sql<number>`${bin} % 8`, ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'])} || '-' || cast(${bin} / 32 + 1 as text) || '-' || cast(${bin} / 8 % 4 + 1 as text))`
      // The number of stock lines is counted after they are loaded.
      return { values: { id: f.id('bin', n), locationId: f.id('loc', at), name, locationName: f.locationName(at), stockLineCount: zero } }
    }),
  ]
}

function catalog({ products }: LargeSize): Part[] {
  return [
    part('products', products, (p, { time }) => ({
      values: {
        id: f.product.id(p),
        sku: f.product.sku(p),
        name: f.product.name(p),
        description: sql`(case when ${p} % 7 = 0 then null else 'Article ' || cast(${p} as text) || ' of the wholesale range' end)`,
        status: f.product.status(p),
        unitOfMeasure: f.pick(f.draw(p, 6, 20), ['CASE', 'PALLET', ...Array.from({ length: 18 }, () => 'EACH')]),
        unitCost: sql`(case when ${p} % 17 = 0 then null else cast(100 + ${f.draw(p, 7, 20_000)} as double precision) / 100 end)`,
        currency: f.pick(f.draw(p, 8, 12), ['CHF', ...Array.from({ length: 11 }, () => 'EUR')]),
        lotTracked: sql`(case when ${f.product.isLotTracked(p)} then 1 else 0 end)`,
        createdAt: time(f.product.createdAt(p)),
        updatedAt: time(f.product.updatedAt(p)),
      },
    })),
    part('lots', 2 * products, (n, { time }) => {
      const p = sql<number>`(${n} / 2)`
      const letter = f.pick(sql<number>`${n} % 2`, letters)
      const lotNumber = sql`('LOT-' || ${f.padded(p)} || ${letter})`
      return {
        values: {
          id: f.lot.id(p, letter),
          productMasterId: f.product.id(p),
          lotNumber,
          expiryDate: dateOf(f.lot.expiresAt(p, letter), time),
        },
        where: f.product.isLotTracked(p),
      }
    }),
    part('productCategories', products, (p, { time }) => {
      const category = f.draw(p, 1, f.goods.length)
      const { id, taxonomyId, path, name } = largeCategory(category)
      return {
        values: {
          productMasterId: f.product.id(p),
          categoryId: id,
          taxonomyId,
          path,
          name,
          assignedAt: time(after(f.product.createdAt(p), hour)),
        },
      }
    }),
    part('productAttributes', products / 2, (n, { time }) => {
      const p = times(n, 2)
      const { id, code, name } = largeAttribute
      const value = sql`('"' || ${f.pick(f.draw(p, 0, f.colours.length), f.colours)} || '"')`
      return {
        values: {
          productMasterId: f.product.id(p),
          attributeId: f.text(id),
          code: f.text(code),
          name: f.text(name),
          value,
          updatedAt: time(after(f.product.createdAt(p), hour)),
        },
      }
    }),
    part('productLinks', products / 20, (n, { time }) => {
      const p = times(n, 20, 5)
      return {
        values: {
          id: f.id('link', n),
          productMasterId: f.product.id(p),
          linkedProductMasterId: f.product.id(after(p, 1)),
          linkType: f.pick(f.draw(p, 9, 4), ['ACCESSORY', 'RELATED', 'SUBSTITUTE', 'SUCCESSOR']),
          note: nothing,
          createdAt: time(after(f.product.updatedAt(p), hour)),
        },
      }
    }),
    part('productVariants', products / 20, (n, { time }) => {
      const p = times(n, 20, 15)
      return {
        values: {
          id: f.product.id(p),
          parentId: f.product.id(after(p, -1)),
          sku: f.product.sku(p),
          name: f.product.name(p),
          status: f.product.status(p),
          createdAt: time(f.product.createdAt(p)),
          updatedAt: time(f.product.updatedAt(p)),
        },
      }
    }),
  ]
}

/** A calendar date of a time, which may be null. */
const dateOf = (seconds: RawBuilder<number | null>, time: Dialect['time']): RawBuilder<string | null> =>
  sql<string | null>`substr(${time(seconds as f.Whole)}, 1, 10)`

function stock(size: LargeSize): Part[] {
  return [
    part('stockLines', size.stockLines, (l, { time }) => {
      const numbers = f.lineNumbers(l)
      const { p, j } = numbers
      const onHand = sql<number>`(${sql.join(f.deltas(numbers), sql` + `)})`
      const ifAny = (units: RawBuilder<unknown>) => sql`(case when ${onHand} = 0 then 0 else ${units} end)`
      const tracked = (value: RawBuilder<unknown>) => sql`(case when ${f.product.isLotTracked(p)} then ${value} else null end)`
      const letter = f.line.lotLetter(numbers)
      const promised = sql`(${f.transfer.exists(p)} and ${j} = 0 and ${f.transfer.status(p)} in ('PENDING', 'SHIPPED'))`
      const bin = f.line.bin(numbers, size)
      return {
        values: {
          id: f.line.id(numbers),
          productMasterId: f.product.id(p),
          locationId: location(p, j),
          lotId: tracked(f.lot.id(p, letter)),
          binId: sql`('bin_' || ${f.padded(bin as f.Whole)})`,
          productName: f.product.name(p),
          globalSku: f.product.sku(p),
          locationName: f.locationName(f.locationOf(p, j)),
          expiryDate: tracked(dateOf(f.lot.expiresAt(p, letter), time)),
          quantityOnHand: f.stored(onHand),
          quantityReserved: ifAny(
            sql`(case when ${promised} then ${f.stored(f.transfer.units(p))} when ${l} % 4 = 1 then ${f.stored(f.draw(l, 4, 12))} else 0 end)`,
          ),
          quantityOnHold: ifAny(sql`(case when ${l} % 50 = 3 then 2000000 else 0 end)`),
          quantityPicked: ifAny(sql`(case when ${l} % 40 = 5 then 1000000 else 0 end)`),
          lastCountedAt: sql`(case when ${f.isCounted(numbers)} then ${time(f.movedAt(numbers, f.lit(3)))} else null end)`,
          updatedAt: time(f.movedAt(numbers, f.lit(3))),
          // Only goods with an expiry date are recalled.
          recalled: sql`(case when ${f.product.isLotTracked(p)} and ${p} % 100 = 41 and ${j} > 2 then 1 else 0 end)`,
        },
      }
    }),
    part('stockPositions', size.products * 4, (n) => {
      const [p, j] = [sql<number>`(${n} / 4)`, sql<number>`(${n} % 4)`]
      return {
        values: {
          productMasterId: f.product.id(p),
          locationId: location(p, j),
          productName: f.product.name(p),
          globalSku: f.product.sku(p),
        },
      }
    }),
    part('transfers', size.products / f.transfersEvery, (n, { time }) => transferRow(times(n, f.transfersEvery), size, time)),
    part('transferProducts', size.products / f.transfersEvery, (n) => {
      const p = times(n, f.transfersEvery)
      const open = sql`${f.transfer.status(p)} not in ('RECEIVED', 'CANCELLED')`
      return {
        values: {
          transferId: f.transfer.id(p),
          productMasterId: f.product.id(p),
          neededProductId: sql`(case when ${open} then ${f.product.id(p)} else null end)`,
        },
      }
    }),
    part('cycleCounts', (2 * size.products) / f.countsEvery, (n, { time }) => {
      const p = countedProduct(n)
      const done = f.count.isCompleted(p)
      const end = f.movedAt(firstLine(p), f.lit(3))
      const ended = (open: RawBuilder<unknown>) => sql`(case when ${done} then ${time(end)} else ${open} end)`
      const begun = time(after(end, -2 * hour))
      return {
        values: {
          id: f.count.id(p),
          locationId: location(p, first),
          type: f.pick(sql<number>`${n} / 2 % 2`, ['PARTIAL', 'SPOT_CHECK']),
          status: sql`(case when ${done} then 'COMPLETED' else 'OPEN' end)`,
          scheduledDate: sql`(case when ${n} % 3 = 0 then ${dateOf(end, time)} else null end)`,
          autoAdjust: sql`(case when ${done} then 1 else 0 end)`,
          reasonCodeId: nothing,
          comment: nothing,
          createdAt: begun,
          updatedAt: ended(begun),
          completedAt: ended(nothing),
        },
      }
    }),
    part('stockTransactions', size.movements, (n, { time }) => {
      const k = sql<number>`(${n} % ${sql.lit(movementsPerLine)})`
      const numbers = f.lineNumbers(sql<number>`(${n} / ${sql.lit(movementsPerLine)})`)
      const { p, j } = numbers
      const [d0, d1, d2, d3] = f.deltas(numbers)
      const before = sql<number>`(case ${k} when 0 then 0 when 1 then ${d0} when 2 then ${d0} + ${d1} else ${d0} + ${d1} + ${d2} end)`
      const delta = sql<number>`(case ${k} when 0 then ${d0} when 1 then ${d1} when 2 then ${d2} else ${d3} end)`
      const moved = sql`(${f.leaves(numbers)} or ${f.arrives(numbers)})`
      const counted = f.isCounted(numbers)
      const atLast = (
        leaving: RawBuilder<unknown>,
        arriving: RawBuilder<unknown>,
        counting: RawBuilder<unknown>,
        others: RawBuilder<unknown>,
      ) =>
        sql`(case when ${f.leaves(numbers)} then ${leaving} when ${f.arrives(numbers)} then ${arriving} when ${counted} then ${counting} else ${others} end)`
      const reason = {
        found: largeReason('FOUND_STOCK'),
        count: largeReason('CYCLE_COUNT'),
        lost: f.pick(f.draw(numbers.l, 5, 3), (['DAMAGE', 'SHRINK', 'THEFT'] as const).map(largeReason)),
      }
      return {
        values: {
          id: f.id('txn', n),
          inventoryItemId: f.line.id(numbers),
          transactionType: sql`(case ${k} when 0 then 'INITIAL' when 1 then 'RECORDED_STOCK' when 2 then 'ADJUSTMENT'
            else ${atLast(f.text('TRANSFER_OUT'), f.text('TRANSFER_IN'), f.text('CYCLE_COUNT'), f.text('ADJUSTMENT'))} end)`,
          deltaQty: f.stored(delta),
          qtyBefore: f.stored(before),
          qtyAfter: f.stored(sql<number>`(${before} + ${delta})`),
          reasonCodeId: sql`(case ${k} when 0 then null when 1 then ${f.text(reason.found)} when 2 then ${reason.lost}
            else ${atLast(nothing, nothing, f.text(reason.count), f.text(reason.count))} end)`,
          comment: sql`(case when ${k} = 3 and not ${moved} and not ${counted} then 'Counted by rack' else null end)`,
          rootCause: nothing,
          createdAt: time(f.movedAt(numbers, k)),
          productMasterId: f.product.id(p),
          locationId: location(p, j),
          transferId: sql`(case when ${k} = 3 and ${moved} then ${f.transfer.id(p)} else null end)`,
          cycleCountId: sql`(case when ${k} = 3 and ${counted} then ${f.count.id(p)} else null end)`,
        },
      }
    }),
    part('cycleCountLines', (4 * size.products) / f.countsEvery, (n, { time }) => {
      const p = countedProduct(sql<number>`(${n} / 2)`)
      const j = sql<number>`(${n} % 2 * 4)`
      const numbers = { p, j, l: sql<number>`(${times(p, linesPerProduct)} + ${j})` }
      const [d0, d1, d2, d3] = f.deltas(numbers)
      const counted = (value: RawBuilder<unknown>) => sql`(case when ${f.count.isCompleted(p)} then ${value} else null end)`
      const expected = sql<number>`(${d0} + ${d1} + ${d2})`
      return {
        values: {
          cycleCountId: f.count.id(p),
          inventoryItemId: f.line.id(numbers),
          expectedQty: counted(f.stored(expected)),
          countedQty: counted(f.stored(sql<number>`(${expected} + ${d3})`)),
          comment: nothing,
          countedAt: counted(time(f.movedAt(numbers, f.lit(3)))),
          transactionId: counted(f.id('txn', times(numbers.l, movementsPerLine, 3))),
        },
      }
    }),
    part('inventoryLevels', size.products / 10, (n, { time }) => {
      const p = times(n, 10, 3)
      const least = sql<number>`(10 + ${f.draw(p, 2, 90)})`
      return {
        values: {
          id: f.id('level', n),
          productMasterId: f.product.id(p),
          locationId: location(p, first),
          minQuantity: f.stored(least),
          reorderQuantity: f.stored(sql<number>`(${least} + 50)`),
          maxQuantity: f.stored(sql<number>`(${least} + 600)`),
          status: f.text('Supported'),
          abcClass: f.pick(f.draw(p, 3, 3), ['A', 'B', 'C']),
          expectedLeadTimeDays: sql`(2 + ${f.draw(p, 4, 20)})`,
          replenishmentPeriodDays: f.lit(14),
          forecastPeriodDays: f.lit(30),
          forecastQuantity: f.stored(sql<number>`(10 + ${f.draw(p, 5, 200)})`),
          preferredBinLocationId: nothing,
          replenishmentLocationId: nothing,
          comments: nothing,
          createdAt: time(f.product.createdAt(p)),
          updatedAt: time(f.product.updatedAt(p)),
        },
      }
    }),
  ]
}

/** The products of cycle counts, by the number of the count: a completed one and an open one follow each other. */
const countedProduct = (n: f.Whole): f.Whole => sql<number>`((${n}) / 2 * ${sql.lit(f.countsEvery)} + 7 + (${n}) % 2)`

function transferRow(p: f.Whole, size: LargeSize, time: Dialect['time']): { readonly values: Row<'transfers'> } {
  const status = f.transfer.status(p)
  const is = (...statuses: string[]) => sql`${status} in (${sql.join(statuses.map((each) => sql.lit(each)))})`
  const if_ = (condition: RawBuilder<unknown>, value: RawBuilder<unknown>, otherwise: RawBuilder<unknown> = nothing) =>
    sql`(case when ${condition} then ${value} else ${otherwise} end)`
  const units = f.transfer.units(p)
  const secondLine = { p, j: second, l: times(p, linesPerProduct, 1) }
  const bin = (numbers: f.LineNumbers) => sql`('bin_' || ${f.padded(f.line.bin(numbers, size) as f.Whole)})`
  const allocations = if_(
    is('DRAFT', 'CANCELLED'),
    f.text('[]'),
    sql`('[{"inventoryItemId":"' || ${f.line.id(firstLine(p))} || '","lotId":null,"binId":"' || ${bin(firstLine(p))} || '","quantity":' || cast(${units} as text) || '}]')`,
  )
  const end = f.movedAt(firstLine(p), f.lit(3))
  return {
    values: {
      id: f.transfer.id(p),
      status,
      sourceLocationId: location(p, first),
      destLocationId: location(p, second),
      lines: sql`('[{"productMasterId":"' || ${f.product.id(p)} || '","lotId":null,"binId":null,"destBinId":"' || ${bin(secondLine)} || '","quantity":' || cast(${units} as text) || ',"allocations":' || ${allocations} || '}]')`,
      comment: nothing,
      recommendationId: nothing,
      createdAt: time(after(end, -8 * hour)),
      updatedAt: if_(is('DRAFT'), time(after(end, -8 * hour)), time(end)),
      shippedAt: if_(is('SHIPPED', 'RECEIVED'), if_(is('SHIPPED'), time(end), time(after(end, -4 * hour)))),
      receivedAt: if_(is('RECEIVED'), time(end)),
      cancelledAt: if_(is('CANCELLED'), time(end)),
    },
  }
}

function planning(
  { products }: LargeSize,
  demandTexts: readonly string[],
  demandDates: { readonly start: string; readonly end: string },
): Part[] {
  return [
    part('transferRecommendations', products / 20, (n, { time }) => {
      const p = times(n, 20, 10)
      const quantity = sql<number>`(5 + ${f.draw(p, 6, 95)})`
      const status = f.pick(sql<number>`${n} % 4`, ['PENDING', 'APPROVED', 'REJECTED', 'PENDING'])
      const at = after(f.movedAt(firstLine(p), f.lit(3)), hour)
      const decided = sql`(case when ${status} = 'PENDING' then null else ${time(after(at, hour))} end)`
      return {
        values: {
          id: f.id('rec', n),
          productMasterId: f.product.id(p),
          sourceLocationId: location(p, first),
          destLocationId: location(p, second),
          quantity: f.stored(quantity),
          priority: f.pick(f.draw(p, 7, 4), ['LOW', 'MEDIUM', 'HIGH', 'URGENT']),
          status,
          reason: sql`('More than enough available at ' || ${f.locationName(f.locationOf(p, first))} || '.')`,
          unitMargin: nothing,
          transferCost: sql`cast(150 + ${quantity} as double precision)`,
          currency: f.text('EUR'),
          estimatedROI: nothing,
          comment: nothing,
          transferId: nothing,
          createdAt: time(at),
          updatedAt: sql`coalesce(${decided}, ${time(at)})`,
          decidedAt: decided,
          executedAt: nothing,
        },
      }
    }),
    part('alerts', products / 10, (n, { time }) => {
      const p = times(n, 10)
      return {
        values: {
          id: f.id('alert', n),
          type: f.pick(f.draw(n, 0, 4), ['STOCKOUT', 'LOW_ATP', 'SLOW_MOVING', 'OVERSTOCK']),
          origin: f.pick(f.draw(n, 1, 8), ['MANUAL', ...Array.from({ length: 7 }, () => 'AUTOMATIC')]),
          message: sql`('The stock of ' || ${f.product.name(p)} || ' at ' || ${f.locationName(f.locationOf(p, first))} || ' needs attention.')`,
          productMasterId: f.product.id(p),
          locationId: location(p, first),
          value: nothing,
          threshold: nothing,
          destinations: f.text(recipientsJson),
          createdAt: time(after(f.movedAt(firstLine(p), f.lit(3)), 60)),
        },
      }
    }),
    part('demandLines', products / 50, (n) => {
      const p = times(n, 50)
      return {
        values: {
          productMasterId: f.product.id(p),
          locationId: location(p, first),
          channelId: largeChannel(sql<number>`(${n} % 3)`),
          startDate: f.text(demandDates.start),
          endDate: f.text(demandDates.end),
          quantities: f.pick(f.draw(p, 8, demandTexts.length), demandTexts),
        },
      }
    }),
    part('forecastEvents', Math.max(40, products / 500), (n, { time }) => {
      const p = times(n, Math.max(1, Math.floor(products / Math.max(40, products / 500))))
      const at = sql<number>`(${f.product.createdAt(p)} + 86400 * 300)`
      const every = (step: number, value: RawBuilder<unknown>) => sql`(case when ${n} % ${sql.lit(step)} = 0 then null else ${value} end)`
      return {
        values: {
          id: f.id('event', n),
          name: sql`('Campaign ' || cast(${n} as text))`,
          type: f.pick(sql<number>`${n} % 7`, ['PROMOTION', 'PRICE_CHANGE', 'HOLIDAY', 'WEATHER', 'BOOKING', 'MACRO', 'OTHER']),
          startsAt: time(at),
          endsAt: time(after(at, 7 * 24 * hour)),
          liftPct: sql`cast(${n} % 30 as double precision) / 100`,
          stackingMode: f.pick(sql<number>`${n} % 2`, ['MULTIPLICATIVE', 'ADDITIVE']),
          valueDescription: nothing,
          productMasterId: every(4, f.product.id(p)),
          locationId: every(3, location(p, no)),
          createdAt: time(after(at, -72 * hour)),
          updatedAt: time(after(at, -48 * hour)),
        },
      }
    }),
  ]
}

/** What of the large data set is loaded in bulk, each part after those that it refers to. */
export const largeParts = (
  size: LargeSize,
  demandTexts: readonly string[],
  demandDates: { readonly start: string; readonly end: string },
): Part[] => [...places(size), ...catalog(size), ...stock(size), ...planning(size, demandTexts, demandDates)]
