/**
 * What is in a row of the large data set, as SQL formulas of its number. So a row that copies values of another one computes them again instead of
 * looking them up, and the same number gives the same row in every database.
 */
import { type RawBuilder, sql } from 'kysely'
import { demoNow } from '../clock.ts'
import { linesPerProduct, locationCount, type LargeSize } from './size.ts'

/** An SQL expression with an integer. */
export type Whole = RawBuilder<number>
/** An SQL expression with a text. */
export type Text = RawBuilder<string>

export const lit = (value: number): Whole => sql<number>`${sql.lit(value)}`
export const text = (value: string): Text => sql<string>`${sql.lit(value)}`

/** Odd numbers without a pattern in their bits; each gives a sequence of its own. */
const factors = [2654435761, 2246822519, 3266489917, 668265263, 374761393, 1597334677, 3812015801, 958282409, 2869860233, 1103515245]

/** An integer from 0 to `count` - 1 that depends on a number; `sequence` is the index of a factor. Multiples of an odd number spread evenly over a power of two (Knuth, The Art of Computer Programming 3, §6.4). */
export function draw(number: Whole, sequence: number, count: number): Whole {
  const factor = factors[sequence]
  if (factor === undefined) throw new RangeError(`expected a sequence from 0 to ${factors.length - 1}, got ${sequence}`)
  return sql<number>`(((${number}) * ${sql.lit(factor)}) % 4294967296 / 256 * ${sql.lit(count)} / 16777216)`
}

/** One of some texts, by an index. */
export const pick = (index: Whole, texts: readonly string[]): Text =>
  sql<string>`(case ${index} ${sql.join(
    texts.slice(1).map((each, at) => sql`when ${sql.lit(at + 1)} then ${sql.lit(each)}`),
    sql` `,
  )} else ${sql.lit(texts[0] ?? '')} end)`

/** A number with eight digits, so that texts sort as numbers. */
export const padded = (number: Whole): Text => sql<string>`substr(cast(100000000 + (${number}) as text), 2)`

export const id = (prefix: string, number: Whole): Text => sql<string>`(${sql.lit(`${prefix}_`)} || ${padded(number)})`

/** A quantity as it is stored, in millionths. */
export const stored = (units: Whole): Whole => sql<number>`((${units}) * 1000000)`

const day = 24 * 60 * 60
/** The first movements, in seconds since the epoch: two years before the time of the demo data. */
const began = demoNow / 1000 - 730 * day

const colours = [
  'Amber',
  'Black',
  'Blue',
  'Bronze',
  'Coral',
  'Grey',
  'Green',
  'Indigo',
  'Ivory',
  'Navy',
  'Olive',
  'Red',
  'Silver',
  'Teal',
  'White',
]
const goods = [
  'Backpack',
  'Bench',
  'Blanket',
  'Bottle',
  'Cable',
  'Chair',
  'Cooler',
  'Desk Lamp',
  'Drill Bit',
  'Extension Cord',
  'Fleece Jacket',
  'Garden Hose',
  'Hammer',
  'Headlamp',
  'Kettle',
  'Ladder',
  'Mattress',
  'Mug',
  'Notebook',
  'Padlock',
  'Pallet Strap',
  'Rain Jacket',
  'Rope',
  'Screwdriver',
  'Shelf',
  'Sleeping Bag',
  'Stove',
  'Tent',
  'Toolbox',
  'Trail Shoe',
  'Trolley',
  'Work Glove',
] as const

/** Columns of a product by its number. */
export const product = {
  id: (p: Whole) => id('prod', p),
  // A bijection modulo 2³², so that all are different and in another order than the ids.
  sku: (p: Whole): Text => sql<string>`('LG-' || substr(cast(10000000000 + ((${p}) * 2246822519 + 97) % 4294967296 as text), 2))`,
  name: (p: Whole): Text =>
    sql<string>`(${pick(draw(p, 0, colours.length), colours)} || ' ' || ${pick(draw(p, 1, goods.length), goods)} || ' ' || cast(100 + ${draw(p, 2, 900)} as text))`,
  status: (p: Whole): Text => pick(draw(p, 3, 12), ['DISCONTINUED', 'DRAFT', ...Array.from({ length: 10 }, () => 'ACTIVE')]),
  createdAt: (p: Whole): Whole => sql<number>`(${sql.lit(began)} + ${draw(p, 4, 300 * day)})`,
  updatedAt: (p: Whole): Whole => sql<number>`(${product.createdAt(p)} + ${draw(p, 5, 60 * day)})`,
  isLotTracked: (p: Whole) => sql<boolean>`(${p}) % 5 = 1`,
}

/** Every twentieth product has a transfer; two in a thousand have a cycle count. */
export const transfersEvery = 20
export const countsEvery = 500

/** How many of the statuses are `RECEIVED`; these come first. */
const receivedStatuses = 6
const transferStatuses = [...Array.from({ length: receivedStatuses }, () => 'RECEIVED'), 'SHIPPED', 'PENDING', 'DRAFT', 'CANCELLED']

/** Columns of a transfer by the number of its product. It moves units from the first stock line of the product to its second one. */
export const transfer = {
  exists: (p: Whole) => sql<boolean>`(${p}) % ${sql.lit(transfersEvery)} = 0`,
  id: (p: Whole) => id('trf', sql<number>`(${p}) / ${sql.lit(transfersEvery)}`),
  status: (p: Whole): Text => pick(sql<number>`(${p}) / ${sql.lit(transfersEvery)} % 10`, transferStatuses),
  units: (p: Whole): Whole => sql<number>`(10 + (${p}) / ${sql.lit(transfersEvery)} % 20)`,
}

/** Columns of a cycle count by the number of its product: that of the lines at the product's first location. */
export const count = {
  isCompleted: (p: Whole) => sql<boolean>`(${p}) % ${sql.lit(countsEvery)} = 7`,
  isOpen: (p: Whole) => sql<boolean>`(${p}) % ${sql.lit(countsEvery)} = 8`,
  id: (p: Whole) => id('cc', p),
}

/** The number of the location of a product's stock line: the fifth line is where the first one is. */
export const locationOf = (p: Whole, j: Whole): Whole =>
  sql<number>`(((${p}) * 7 + (case ${j} when 4 then 0 else ${j} end) * 11) % ${sql.lit(locationCount)})`

const cities = [
  'Aarhus',
  'Basel',
  'Bremen',
  'Dresden',
  'Gdansk',
  'Ghent',
  'Graz',
  'Kiel',
  'Leeds',
  'Lille',
  'Linz',
  'Lyon',
  'Malmo',
  'Nantes',
  'Porto',
  'Tampere',
  'Turin',
  'Ulm',
  'Utrecht',
  'Zurich',
] as const

export const locationName = (location: Whole): Text =>
  sql<string>`(${pick(sql<number>`(${location}) % 20`, cities)} || (case when ${location} < 20 then ' warehouse' else ' store' end))`

/** Columns of a lot by the number of its product and a letter. Both lots of a product have a date, or only the first one. */
export const lot = {
  id: (p: Whole, letter: Text): Text => sql<string>`('lot_' || ${padded(p)} || ${letter})`,
  /** The second since the epoch whose day is the last one of the lot; null for none. */
  expiresAt: (p: Whole, letter: Text): RawBuilder<number | null> =>
    sql<number | null>`(case when ${letter} = 'b' and ${draw(p, 6, 4)} = 0 then null
      else ${sql.lit(demoNow / 1000)} + (${draw(p, 7, 700)} - 60 + (case when ${letter} = 'b' then 90 else 0 end)) * ${sql.lit(day)} end)`,
}

/** Columns of a stock line by its number, and those of its product and its place in it. */
export interface LineNumbers {
  readonly l: Whole
  readonly p: Whole
  readonly j: Whole
}

export const lineNumbers = (l: Whole): LineNumbers => ({
  l,
  p: sql<number>`((${l}) / ${sql.lit(linesPerProduct)})`,
  j: sql<number>`((${l}) % ${sql.lit(linesPerProduct)})`,
})

export const line = {
  id: ({ l }: LineNumbers) => id('item', l),
  lotLetter: ({ j }: LineNumbers): Text => sql<string>`(case when ${j} < 3 then 'a' else 'b' end)`,
  /** The number of the bin; null for the third line of each product. */
  bin: ({ l, p, j }: LineNumbers, { binsPerLocation }: LargeSize): RawBuilder<number | null> => {
    const first = (number: Whole) => draw(number, 8, binsPerLocation)
    const bin = sql<number>`(case ${j} when 4 then (${first(sql<number>`(${l} - 4)`)} + 1) % ${sql.lit(binsPerLocation)} else ${first(l)} end)`
    return sql<number | null>`(case ${j} when 2 then null else ${locationOf(p, j)} * ${sql.lit(binsPerLocation)} + ${bin} end)`
  },
}

/** Whether a movement of a stock line is part of a transfer that was received, or of a cycle count. */
const received = (p: Whole) =>
  sql<boolean>`(${transfer.exists(p)} and (${p}) / ${sql.lit(transfersEvery)} % 10 < ${sql.lit(receivedStatuses)})`
export const leaves = ({ p, j }: LineNumbers) => sql<boolean>`(${received(p)} and ${j} = 0)`
export const arrives = ({ p, j }: LineNumbers) => sql<boolean>`(${received(p)} and ${j} = 1)`
export const isCounted = ({ p, j }: LineNumbers) => sql<boolean>`(${count.isCompleted(p)} and ${j} in (0, 4))`

/** Units that each of the four movements of a stock line adds: what came first, was found, was lost, and was moved or counted at last. */
export const deltas = (numbers: LineNumbers) => {
  const { l, p } = numbers
  const first = sql<number>`(100 + ${draw(l, 0, 300)})`
  const second = sql<number>`(1 + ${draw(l, 1, 20)})`
  const third = sql<number>`(-1 - ${draw(l, 2, 20)})`
  const fourth = sql<number>`(case
    when ${leaves(numbers)} then -${transfer.units(p)}
    when ${arrives(numbers)} then ${transfer.units(p)}
    when ${isCounted(numbers)} then -2
    when ${l} % 25 = 3 then -(${first} + ${second} + ${third})
    else -1 - ${draw(l, 3, 9)} end)`
  return [first, second, third, fourth] as const
}

/** The time of a movement, in seconds since the epoch: the last ones of a product are at the same time. */
export const movedAt = ({ p, j }: LineNumbers, k: Whole): Whole =>
  sql<number>`(${product.createdAt(p)} + ${sql.lit(day)} + (${k}) * (${sql.lit(day)} + ${draw(p, 9, 120 * day)}) + (case ${k} when 3 then 0 else (${j}) * 3600 end))`

export { colours, goods }
