/**
 * Figures of all stock of a tenant that no query can add up in time: values, each rounded for its line, and numbers of products. The products are divided into
 * blocks, by ranges of their ids. A block keeps the figures of its stock until a trigger deletes them, because a line or the cost of a product has changed; the
 * next question computes them anew. So a write costs little, and a question after it reads some thousand lines instead of millions.
 */
import { type RawBuilder, sql } from 'kysely'
import { fromMillionths } from '../quantity.ts'
import { totalValue } from '../value.ts'
import type { Dialect, TriggerStep } from './dialect.ts'
import type { Session } from './engine.ts'
import { statement } from './statement.ts'
import { differs } from './stock-sums.ts'
import type { Tables } from './tables.ts'

const quantities = ['quantityOnHand', 'quantityReserved', 'quantityOnHold', 'quantityPicked', 'quantityAvailable'] as const

/** Sums of stock. Quantities in millionths, money in cents by currency. */
interface Sums extends Record<(typeof quantities)[number], number> {
  /** Products with a line. */
  products: number
  /** Products of which no more than 0 is available, whether expired or recalled or not. */
  stockouts: number
  lines: number
  /** The quantity on hand that is recalled. */
  recalled: number
  /** The values of the lines with a known cost, rounded one by one. */
  lineCents: Record<string, number>
  /** The values of the positions with stock and a known cost, rounded one by one. */
  positionCents: Record<string, number>
}

/** Figures of the stock of some products. */
export interface StockFigures {
  readonly all: Readonly<Sums>
  /** By location. Products and stockouts are those of the location alone. */
  readonly locations: Readonly<Record<string, Readonly<Sums>>>
}

const nothing = (): Sums => ({
  products: 0,
  stockouts: 0,
  lines: 0,
  recalled: 0,
  quantityOnHand: 0,
  quantityReserved: 0,
  quantityOnHold: 0,
  quantityPicked: 0,
  quantityAvailable: 0,
  lineCents: {},
  positionCents: {},
})

function addAmounts(to: Record<string, number>, amounts: Readonly<Record<string, number>>): void {
  for (const [currency, cents] of Object.entries(amounts)) to[currency] = (to[currency] ?? 0) + cents
}

function addSums(to: Sums, { lineCents, positionCents, ...numbers }: Readonly<Sums>): void {
  for (const [name, value] of Object.entries(numbers) as [keyof typeof numbers, number][]) to[name] += value
  addAmounts(to.lineCents, lineCents)
  addAmounts(to.positionCents, positionCents)
}

/** The figures of different products together. */
function together(parts: readonly StockFigures[]): StockFigures {
  const all = nothing()
  const locations: Record<string, Sums> = {}
  for (const part of parts) {
    addSums(all, part.all)
    for (const [locationId, sums] of Object.entries(part.locations)) addSums((locations[locationId] ??= nothing()), sums)
  }
  return { all, locations }
}

type Line = Pick<
  Tables['stockLines'],
  'productMasterId' | 'locationId' | 'recalled' | Exclude<(typeof quantities)[number], 'quantityAvailable'>
> & {
  readonly quantityAvailable: number
}
type Cost = Pick<Tables['products'], 'unitCost' | 'currency'>

const centsOf = (millionths: number, { unitCost }: Cost): number =>
  Math.round((totalValue({ quantityOnHand: fromMillionths(millionths), unitCost }) ?? 0) * 100)

/** The sums of the lines of one product, at one location or at all. */
function sumsOf(lines: readonly Line[]): Sums {
  const sums = { ...nothing(), products: 1, lines: lines.length }
  for (const line of lines) {
    for (const name of quantities) sums[name] += line[name]
    if (line.recalled !== 0) sums.recalled += line.quantityOnHand
  }
  sums.stockouts = sums.quantityAvailable <= 0 ? 1 : 0
  return sums
}

/** The figures of one product. */
function figuresOf(lines: readonly Line[], cost: Cost): StockFigures {
  const all = sumsOf(lines)
  const locations: Record<string, Sums> = {}
  for (const locationId of new Set(lines.map((line) => line.locationId))) {
    const own = lines.filter((line) => line.locationId === locationId)
    const sums = sumsOf(own)
    locations[locationId] = sums
    if (cost.unitCost === null) continue
    sums.lineCents[cost.currency] = own.reduce((sum, line) => sum + centsOf(line.quantityOnHand, cost), 0)
    if (sums.quantityOnHand > 0) sums.positionCents[cost.currency] = centsOf(sums.quantityOnHand, cost)
    addAmounts(all.lineCents, sums.lineCents)
    addAmounts(all.positionCents, sums.positionCents)
  }
  return { all, locations }
}

/** Greater than all ids. */
const end = '\u{10FFFF}'

const linesBetween = statement((db, at: { tenantId: string; from: string; to: string; limit: number }) =>
  db
    .selectFrom('stockLines')
    .select(['productMasterId', 'locationId', 'recalled', ...quantities])
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '>=', at.from)
    .where('productMasterId', '<', at.to)
    .orderBy('productMasterId')
    .orderBy('id')
    .limit(at.limit),
)

const costsBetween = statement((db, at: { tenantId: string; from: string; last: string }) =>
  db
    .selectFrom('products')
    .select(['id', 'unitCost', 'currency'])
    .where('tenantId', '=', at.tenantId)
    .where('id', '>=', at.from)
    .where('id', '<=', at.last),
)

const linesOfProduct = statement((db, at: { tenantId: string; productMasterId: string }) =>
  db
    .selectFrom('stockLines')
    .select(['productMasterId', 'locationId', 'recalled', ...quantities])
    .where('tenantId', '=', at.tenantId)
    .where('productMasterId', '=', at.productMasterId),
)

const blocks = statement((db, at: { tenantId: string }) =>
  db.selectFrom('stockBlocks').select(['fromProduct', 'figures']).where('tenantId', '=', at.tenantId).orderBy('fromProduct'),
)

const keep = statement((db, at: { tenantId: string; fromProduct: string; figures: string }) =>
  db
    .insertInto('stockBlocks')
    .values({ tenantId: at.tenantId, fromProduct: at.fromProduct, figures: at.figures })
    .onConflict((conflict) => conflict.columns(['tenantId', 'fromProduct']).doUpdateSet({ figures: at.figures })),
)

const remove = statement((db, at: { tenantId: string; fromProduct: string }) =>
  db.deleteFrom('stockBlocks').where('tenantId', '=', at.tenantId).where('fromProduct', '=', at.fromProduct),
)

/** How many lines a new block has; one that grew to twice as many is divided. A product is never divided. */
const usualSize = 5000

type OfProduct = readonly [productId: string, lines: readonly Line[]]

/** Groups rows that follow each other by their product. */
function byProduct(lines: readonly Line[]): OfProduct[] {
  const groups: [string, Line[]][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (last?.[0] === line.productMasterId) last[1].push(line)
    else groups.push([line.productMasterId, [line]])
  }
  return groups
}

interface Range {
  readonly tenantId: string
  readonly from: string
  /** Not included. */
  readonly to: string
}

/** The first products of a range with their lines: all if there are fewer than `limit` lines, otherwise those with the first `size` lines, at least one. */
async function firstProducts(session: Session, range: Range, size: number, limit: number) {
  const lines = await session.rows(linesBetween, { ...range, limit })
  const products = byProduct(lines)
  if (lines.length < limit) return { products, isAll: true }
  const taken: OfProduct[] = []
  let count = 0
  // The lines of the last product may go on after the limit.
  for (const each of products.slice(0, -1)) {
    count += each[1].length
    if (count > size && taken.length > 0) break
    taken.push(each)
  }
  if (taken.length > 0) return { products: taken, isAll: false }
  const [only = ''] = products[0] ?? []
  return {
    products: [[only, await session.rows(linesOfProduct, { tenantId: range.tenantId, productMasterId: only })] as const],
    isAll: false,
  }
}

/** Less than all ids that are greater. */
const after = (id: string): string => `${id}\u0001`

/** Computes the figures of a range anew, and keeps them in one block or several. */
async function renew(session: Session, range: Range, size: number, limit: number): Promise<StockFigures[]> {
  const { tenantId, to } = range
  const found: StockFigures[] = []
  for (let { from } = range; ;) {
    const { products, isAll } = await firstProducts(session, { tenantId, from, to }, size, limit)
    const [first, last] = [products[0]?.[0] ?? '', products.at(-1)?.[0] ?? '']
    const costs = new Map((await session.rows(costsBetween, { tenantId, from: first, last })).map(({ id, ...cost }) => [id, cost]))
    const figures = together(products.map(([id, own]) => figuresOf(own, costs.get(id) ?? { unitCost: null, currency: '' })))
    // The first block stays, so that each product has one.
    if (products.length > 0 || from === '') await session.write(keep, { tenantId, fromProduct: from, figures: JSON.stringify(figures) })
    else await session.write(remove, { tenantId, fromProduct: from })
    found.push(figures)
    from = after(last)
    // At the end of the range, the next block begins.
    if (isAll || from === to) return found
  }
}

/**
 * The figures of all stock of a tenant, of which those that are not kept are computed and kept. Call it in a transaction: they are those of its state.
 * `size` is the number of lines of a block.
 */
export async function stockFigures(session: Session, tenantId: string, size = usualSize): Promise<StockFigures> {
  const known = await session.rows(blocks, { tenantId })
  const isNew = known.length === 0
  const ranges = isNew ? [{ fromProduct: '', figures: null }] : known
  const parts: StockFigures[] = []
  for (const [index, { fromProduct: from, figures }] of ranges.entries()) {
    if (figures !== null) {
      parts.push(JSON.parse(figures) as StockFigures)
      continue
    }
    const range = { tenantId, from, to: ranges[index + 1]?.fromProduct ?? end }
    parts.push(...(await renew(session, range, size, isNew ? size : 2 * size)))
  }
  return together(parts)
}

/** The figures of the stock of one product. */
export async function productFigures(session: Session, tenantId: string, productMasterId: string): Promise<StockFigures> {
  const lines = await session.rows(linesOfProduct, { tenantId, productMasterId })
  const [cost] = await session.rows(costsBetween, { tenantId, from: productMasterId, last: productMasterId })
  return lines.length === 0 || cost === undefined ? together([]) : figuresOf(lines, cost)
}

/** The sums at a location or, with `null`, at all. */
export const sumsAt = ({ all, locations }: StockFigures, locationId: string | null): Readonly<Sums> =>
  locationId === null ? all : (locations[locationId] ?? nothing())

/** Deletes the figures of the block of a product; `row` is `new` or `old`. */
const forget = (row: 'new' | 'old', product: string): RawBuilder<unknown> => {
  const [tenantId, id] = [sql.ref(`${row}.tenantId`), sql.ref(`${row}.${product}`)]
  return sql`update "stockBlocks" set "figures" = null where "tenantId" = ${tenantId} and "figures" is not null and "fromProduct" = (
    select max("before"."fromProduct") from "stockBlocks" as "before" where "before"."tenantId" = ${tenantId} and "before"."fromProduct" <= ${id})`
}

const ofLine = [
  ...(['tenantId', 'productMasterId', 'locationId', 'recalled'] as const),
  ...(['quantityOnHand', 'quantityReserved', 'quantityOnHold', 'quantityPicked'] as const),
] satisfies readonly (keyof Tables['stockLines'])[]

const ofProduct = ['unitCost', 'currency'] satisfies readonly (keyof Tables['products'])[]

/** The triggers that delete figures. */
export const forgettingTriggers = ({ trigger }: Dialect): RawBuilder<unknown>[] => {
  const id = 'productMasterId'
  const steps: readonly (readonly [table: keyof Tables, step: TriggerStep])[] = [
    ['stockLines', { name: 'blockLineAdded', on: 'insert', step: forget('new', id) }],
    ['stockLines', { name: 'blockLineRemoved', on: 'delete', step: forget('old', id) }],
    ['stockLines', { name: 'blockLineChanged', on: ofLine, when: differs(ofLine), step: sql`${forget('old', id)}; ${forget('new', id)}` }],
    ['products', { name: 'blockCostChanged', on: ofProduct, when: differs(ofProduct), step: forget('new', 'id') }],
  ]
  return steps.flatMap(([table, step]) => trigger(table, step))
}
