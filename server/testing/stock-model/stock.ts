import type { OperationId, Schemas } from '../../../spec/contract.ts'
import { contract } from '../../../spec/contract.ts'

/** The place of units and of a stock line. */
export interface Place {
  readonly product: string
  readonly location: string
  /** The number of the lot. */
  readonly lot: string | null
  readonly bin: string | null
}

export interface Line {
  readonly place: Place
  onHand: number
  reserved: number
  onHold: number
  picked: number
  recalled: boolean
}

export interface Wanted {
  readonly product: string
  readonly lot: string | null
  readonly destBin: string | null
  readonly quantity: number
}

export interface Transfer {
  readonly id: string
  status: Schemas['TransferStatus']
  readonly source: string
  readonly dest: string
  wanted: readonly Wanted[]
  /** The quantities reserved at its source. */
  taken: readonly { readonly from: string; readonly destBin: string | null; readonly quantity: number }[]
}

export interface Recommendation {
  readonly id: string
  status: Schemas['TransferRecommendationStatus']
  readonly product: string
  readonly source: string
  readonly quantity: number
}

export interface Count {
  readonly id: string
  status: Schemas['CycleCountStatus']
  readonly autoAdjust: boolean
  /** The names of its lines, in order. */
  readonly lines: readonly string[]
  /** Surplus or missing units, by the name of the line. */
  readonly variances: Map<string, number>
}

/**
 * The expected ledger of a tenant in plain objects: an independent model that shares neither arithmetic nor rules with the server. Quantities are
 * integer millionths of a unit.
 */
export interface Stock {
  /** By the name of the place. */
  readonly lines: Map<string, Line>
  /** Expiry dates by product and lot number. */
  readonly lots: Map<string, string | null>
  readonly transfers: Transfer[]
  readonly recommendations: Recommendation[]
  readonly counts: Count[]
  /** The total ever booked in and out of a product, without transfers: the maximum that can exist. */
  readonly booked: Map<string, bigint>
}

export const newStock = (): Stock => ({
  lines: new Map(),
  lots: new Map(),
  transfers: [],
  recommendations: [],
  counts: [],
  booked: new Map(),
})

/** The date of all steps. */
const today = '2026-06-01'
/** Maximum quantity of a stock line. */
export const maxQuantity = 1_000_000_000_000_000

/** `prod_a, lot LOT-1, at loc_1 in bin_1`. */
export const nameOf = ({ product, location, lot, bin }: Place) =>
  `${product}${lot === null ? '' : `, lot ${lot},`} at ${location}${bin === null ? '' : ` in ${bin}`}`
export const lotName = (product: string, lot: string) => `${product} ${lot}`
/** Millionths as units. */
export const units = (quantity: number) => quantity / 1_000_000

export const free = ({ onHand, reserved, onHold, picked }: Line) => onHand - reserved - onHold - picked

export function lineNamed(stock: Stock, name: string): Line {
  const line = stock.lines.get(name)
  if (line === undefined) throw new Error(`the model has no stock line ${name}`)
  return line
}

/** The line of a place, empty if it is new. */
export function lineAt(stock: Stock, place: Place): Line {
  const known = stock.lines.get(nameOf(place))
  if (known !== undefined) return known
  const line: Line = { place, onHand: 0, reserved: 0, onHold: 0, picked: 0, recalled: false }
  stock.lines.set(nameOf(place), line)
  return line
}

/** Books units in or, if negative, out. */
export function book(stock: Stock, line: Line, delta: number): void {
  line.onHand += delta
  const { product } = line.place
  stock.booked.set(product, (stock.booked.get(product) ?? 0n) + BigInt(delta))
}

/** Whether the contract allows this status change; `parameter` is the path parameter of the resource. */
export function mayMove(parameter: string, operation: OperationId, from: string, to: string): boolean {
  const machine = contract.stateMachines.find((each) => each.parameter === parameter)
  if (machine === undefined) throw new Error(`the contract has no states for ${parameter}`)
  return machine.edges.some((edge) => edge.operation === operation && edge.to === to && edge.from.includes(from))
}

const expired = (stock: Stock, { product, lot }: Place) => lot !== null && (stock.lots.get(lotName(product, lot)) ?? today) < today

/** The lines that can serve a request, without those in `except`. */
function fitting(stock: Stock, source: string, { product, lot }: Pick<Wanted, 'product' | 'lot'>): Line[] {
  return [...stock.lines.values()].filter(
    ({ place, recalled }) =>
      place.product === product && place.location === source && !recalled && (lot === null ? !expired(stock, place) : place.lot === lot),
  )
}

export const fits = (stock: Stock, source: string, wanted: Wanted, name: string) =>
  fitting(stock, source, wanted).some(({ place }) => nameOf(place) === name)

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
const freeOf = (lines: readonly Line[]) => sum(lines.map((line) => Math.max(0, free(line))))

/**
 * Whether everything requested is available. A request for a lot uses only that lot, others use the rest of all unexpired stock; so
 * comparing the sums is sufficient.
 */
export function suffices(stock: Stock, source: string, wanted: readonly Wanted[]): boolean {
  return [...new Set(wanted.map(({ product }) => product))].every((product) => {
    const wishes = wanted.filter((each) => each.product === product)
    const total = (lot: string | null) => sum(wishes.filter((each) => each.lot === lot).map(({ quantity }) => quantity))
    const lots = [...new Set(wishes.map(({ lot }) => lot))].filter((lot) => lot !== null)
    const lotsSuffice = lots.every((lot) => total(lot) <= freeOf(fitting(stock, source, { product, lot })))
    const open = fitting(stock, source, { product, lot: null })
    const claimed = lots.filter((lot) => open.some(({ place }) => place.lot === lot))
    return lotsSuffice && total(null) + sum(claimed.map(total)) <= (total(null) === 0 ? Infinity : freeOf(open))
  })
}
