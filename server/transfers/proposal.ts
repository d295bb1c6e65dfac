import type { Schemas } from '../../spec/contract.ts'
import { fromMillionths, toMillionths } from '../quantity.ts'
import { schemaNumber } from '../schema-number.ts'
import type { StockBalance } from '../store/alerts-store.ts'
import type { Recommendation } from '../store/transfers-store.ts'

/** The search criteria, and the revenue and cost of a transfer; amounts are in `currency`. */
export type Wish = Required<Schemas['TransferRecommendationRequest']>

/** A transfer that would balance the stock of a product between two locations. */
export interface Proposal {
  readonly source: StockBalance
  readonly dest: StockBalance
  /** Whole units. */
  readonly quantity: number
  /** (Available at the source − available at the destination) ÷ available at the source, a fraction. */
  readonly difference: number
  readonly transferCost: number
  /** `null` if the margin is unknown. */
  readonly estimatedROI: number | null
}

/** Maximum number of recommendations in a response. */
const maxProposals = schemaNumber('maxItems', 'TransferRecommendationBatch', 'recommendations')

const maxQuantity = schemaNumber('maximum', 'Quantity')

/** The promised quantity can exceed the stock; then nothing is available. */
const usable = ({ available }: StockBalance) => Math.max(available, 0)

/** The double nearest to a decimal of fifteen digits, the precision of a double. */
const decimal = (amount: number) => Number(amount.toPrecision(15))

function between(source: StockBalance, dest: StockBalance, wish: Wish): Proposal | undefined {
  const surplus = toMillionths(usable(source)) - toMillionths(usable(dest))
  if (surplus <= 0) return undefined
  const difference = surplus / toMillionths(usable(source))
  const quantity = Math.min(Math.floor(fromMillionths(surplus) / 2), maxQuantity)
  if (quantity < 1 || difference < wish.minStockDifferencePct) return undefined

  const transferCost = decimal(wish.fixedTransferCost + quantity * wish.unitTransferCost)
  const gain = wish.unitMargin === null ? null : decimal(decimal(quantity * wish.unitMargin) - transferCost)
  if (wish.requirePositiveROI && (gain === null || gain <= 0)) return undefined
  const estimatedROI = gain === null ? null : Math.round(decimal((gain / transferCost) * 10_000)) / 10_000
  return { source, dest, quantity, difference, transferCost, estimatedROI }
}

const byLocation = (a: StockBalance, b: StockBalance) => (a.locationId < b.locationId ? -1 : 1)

/** In case of a tie, the balance with the lower location id. */
const emptiest = (balances: readonly StockBalance[]) => balances.toSorted((a, b) => usable(a) - usable(b) || byLocation(a, b))[0]

/**
 * The best transfer of one product. For any source, the emptiest other location gives the largest difference, quantity and return; only a given
 * location can be a fuller destination.
 */
function best(balances: readonly StockBalance[], wish: Wish): Proposal | undefined {
  const here = balances.find(({ locationId }) => locationId === wish.locationId)
  if (wish.locationId !== null && here === undefined) return undefined
  const others = balances.filter((each) => each !== here)
  const last = emptiest(others)
  if (last === undefined) return undefined
  const pairs =
    here === undefined
      ? others.map((source) => [source, last] as const)
      : [[here, last] as const, ...others.map((source) => [source, here] as const)]
  return pairs
    .map(([source, dest]) => between(source, dest, wish))
    .filter((each) => each !== undefined)
    .toSorted((a, b) => b.difference - a.difference || b.quantity - a.quantity || byLocation(a.source, b.source))[0]
}

/**
 * The proposed transfers, at most one per product, from the available quantity at locations with a stock line: the largest
 * difference first, ties by product id, at most a hundred.
 */
export function proposals(balances: readonly StockBalance[], wish: Wish): Proposal[] {
  const products = new Map<string, StockBalance[]>()
  for (const balance of balances) {
    const known = products.get(balance.productMasterId)
    if (known === undefined) products.set(balance.productMasterId, [balance])
    else known.push(balance)
  }
  return [...products.values()]
    .map((each) => best(each, wish))
    .filter((each) => each !== undefined)
    .toSorted((a, b) => b.difference - a.difference || (a.source.productMasterId < b.source.productMasterId ? -1 : 1))
    .slice(0, maxProposals)
}

/** The priority of a proposal by the thresholds of `TransferPriority` in the contract. */
export function priorityOf({ dest, difference }: Pick<Proposal, 'dest' | 'difference'>): Schemas['TransferPriority'] {
  if (usable(dest) === 0) return 'URGENT'
  if (difference >= 0.5) return 'HIGH'
  return difference >= 0.25 ? 'MEDIUM' : 'LOW'
}

/** Converts a proposal to a recommendation, at `time`. */
export function newRecommendation(id: string, proposal: Proposal, wish: Wish, time: string): Recommendation {
  const { source, dest, quantity, transferCost, estimatedROI } = proposal
  return {
    id,
    productMasterId: source.productMasterId,
    sourceLocationId: source.locationId,
    destLocationId: dest.locationId,
    quantity,
    priority: priorityOf(proposal),
    status: 'PENDING',
    reason: `${usable(source)} available at ${source.locationName} and ${usable(dest)} at ${dest.locationName}.`,
    unitMargin: wish.unitMargin,
    transferCost,
    currency: wish.currency,
    estimatedROI,
    comment: null,
    transferId: null,
    createdAt: time,
    updatedAt: time,
    decidedAt: null,
    executedAt: null,
  }
}
